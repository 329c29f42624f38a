"""The pieces of a network in exact rational arithmetic: slow, and written another way."""

from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from relu_explorer import ReluNetwork


class ExactPieces(NamedTuple):
    knots: list[Fraction | None]  # None for an infinite end
    slopes: list[Fraction]
    intercepts: list[Fraction]
    active: list[list[bool]]


def exact(value: float) -> Fraction:
    """The decimal that a person meant by the float."""
    return Fraction(repr(float(value)))


def exact_pieces(
    network: ReluNetwork, low: float | None = None, high: float | None = None
) -> ExactPieces:
    w, b, v = (
        [exact(value) for value in vector]
        for vector in (network.weight, network.bias, network.output_weight)
    )
    ends = [None if end is None else exact(end) for end in (low, high)]
    switches = {-bias / weight for weight, bias in zip(w, b, strict=True) if weight}
    inner = sorted(
        x for x in switches if (ends[0] is None or x > ends[0]) and (ends[1] is None or x < ends[1])
    )
    knots = [ends[0], *inner, ends[1]]
    slopes, intercepts, active = [], [], []
    for left, right in pairwise(knots):
        x = _between(left, right)
        on = [weight * x + bias > 0 for weight, bias in zip(w, b, strict=True)]
        slopes.append(_sum_where(on, v, w, Fraction()))
        intercepts.append(_sum_where(on, v, b, exact(network.output_bias)))
        active.append(on)
    return ExactPieces(knots, slopes, intercepts, active)


def _between(left: Fraction | None, right: Fraction | None) -> Fraction:
    if left is None:
        return Fraction() if right is None else right - 1
    return left + 1 if right is None else (left + right) / 2


def _sum_where(
    on: list[bool], v: list[Fraction], parameter: list[Fraction], start: Fraction
) -> Fraction:
    terms = (vi * pi for vi, pi, is_on in zip(v, parameter, on, strict=True) if is_on)
    return sum(terms, start)
