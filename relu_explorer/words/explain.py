"""Words and formulas about a network, made from its numbers and true in every state."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import chain, compress
from typing import NamedTuple

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.core.state import State
from relu_explorer.language.numerals import MINUS, about, equals, factor, number, signed, stated
from relu_explorer.language.translation import mark, tr, tr_many


def arithmetic(x: float, constant: float, parts: Sequence[float]) -> str:
    """Write the output at `x` as the sum of the output bias and the contributions.

    >>> arithmetic(1.0, 0.5, [2.0, -1.0])
    'y(1) = 0.5 + 2 − 1 = 1.5'
    """
    total = constant + sum(parts)
    terms = " ".join([number(constant), *(signed(part) for part in parts)])
    first, second = equals(x, constant, *parts), equals(constant, *parts, total)
    return f"y({number(x)}) {first} {terms} {second} {number(total)}"


def unit_sentence(w: float, b: float, v: float, *, has_max: bool = True) -> str:
    """Say what one unit contributes, and where.

    >>> unit_sentence(-2.0, 3.0, 1.5)
    'corner at x = 1.5; v·h has slope −3 on its left, slope 0 on its right'
    """
    slope = about(v * w)
    if not has_max:
        return tr("v·z is a straight line of slope {slope}", slope=slope)
    if w == 0:
        constant = about(v * max(0.0, b))
        return tr("no corner, since w = 0: adds {constant} everywhere", constant=constant)
    corner = stated("x", -b / w)
    if v == 0:
        return tr("corner at {corner}, but v = 0: adds 0 everywhere", corner=corner)
    left, right = (slope, "0") if w < 0 else ("0", slope)
    return tr(
        "corner at {corner}; v·h has slope {left} on its left, slope {right} on its right",
        corner=corner,
        left=left,
        right=right,
    )


def units_text(count: int) -> str:
    """Count units."""
    return tr_many("{count} unit", "{count} units", count)


def points_text(count: int) -> str:
    """Count points."""
    return tr_many("{count} point", "{count} points", count)


def corners_text(count: int) -> str:
    """Count places at which the output has a corner."""
    return tr_many("{count} distinct corner", "{count} distinct corners", count)


def pieces_text(count: int) -> str:
    """Count straight pieces of the output."""
    return tr_many("{count} piece", "{count} pieces", count)


def counter(state: State) -> str:
    """Count the units, the distinct corners of the output and its straight pieces."""
    corners, muted = state.kinks.size, len(state.network) - len(state.heard)
    all_units = units_text(len(state.network))
    if muted:
        all_units += " " + tr_many("({count} muted)", "({count} muted)", muted)
    text = f"{all_units}, {corners_text(corners)}, {pieces_text(corners + 1)}"
    hidden = int(np.count_nonzero(state.changes == 0))
    if not hidden:
        return text
    return tr_many(
        "{text} (at {count} place units switch, and the sum has no corner)",
        "{text} (at {count} places units switch, and the sum has no corner)",
        hidden,
        text=text,
    )


def curvature(changes: Array) -> str:
    """Name the output's curvature from its slope changes, in English: shown as ``tr(name)``.

    >>> curvature(np.array([1.0, -2.0]))
    'bends both ways: neither convex nor concave'
    """
    if not changes.any():
        return mark("one straight line")
    if (changes >= 0).all():
        return mark("convex: bends upwards only")
    if (changes <= 0).all():
        return mark("concave: bends downwards only")
    return mark("bends both ways: neither convex nor concave")


class LedgerRow(NamedTuple):
    """One interval between neighbouring knots, and the knot at its right end."""

    interval: str
    on: tuple[int, ...]
    slope: str
    change: str


def ledger(state: State) -> list[LedgerRow]:
    """Write who is on and how the slope adds up, a row a piece of the units heard.

    Returns
    -------
    list of LedgerRow, length m
        ``change`` is empty in the last row.
    """
    heard, (knots, slopes, _, active) = state.heard, (part.tolist() for part in state.pieces)
    factors = list(zip(heard.output_weight.tolist(), heard.weight.tolist(), strict=True))
    return [
        LedgerRow(
            interval(knots[j], knots[j + 1]),
            tuple(compress(state.units, active[j])),
            _slope_sum(list(compress(factors, active[j])), slopes[j]),
            change_of_slope(knots[j + 1], change),
        )
        for j, change in enumerate([*state.changes.tolist(), None])
    ]


def formula(state: State) -> str:
    """Write the units heard with their numbers as HTML, a line a unit."""
    network, units, has_max = state.heard, state.units, state.view.has_max
    lines = [FormulaLine("<i>y</i>(<i>x</i>) =", about(network.output_bias))]
    for (w, b, v), unit in zip(network.rows, units, strict=True):
        line = f"{_coefficient(w)}<i>x</i> {_sign(b)} {about(abs(b))}"
        inner = f"max(0, {line})" if has_max else f"({line})"
        lines.append(FormulaLine(_sign(v), f"{about(abs(v))} · {inner}", unit))
    return aligned(lines)


class FormulaLine(NamedTuple):
    """A line of a formula: up to its "=" or sign, what follows, and the unit that it is about."""

    left: str
    right: str
    unit: int | None = None


def aligned(lines: Sequence[FormulaLine]) -> str:
    """Write a formula as HTML, its lines aligned at "=" or sign, in their units' colours.

    It is sent with every release: end tags and quotation marks that HTML does without are left out.
    """
    rows = (
        f"<dt>{left}<dd{'' if unit is None else f' class=of{unit}'}>{right}"
        for left, right, unit in lines
    )
    return f"<dl class=aligned>{''.join(rows)}</dl>"


def weighted(constant: float, weights: Array, names: Sequence[str]) -> str:
    """Write a constant and a weighted sum of what the names stand for, for a formula."""
    terms = [
        f"{_sign(weight)} {about(abs(float(weight)))}\N{NO-BREAK SPACE}{name}"
        for weight, name in zip(weights, names, strict=True)
    ]
    return " ".join([about(float(constant)), *terms])


def _sign(value: float) -> str:
    return MINUS if value < 0 else "+"


def _coefficient(value: float) -> str:
    return {1.0: "", -1.0: MINUS}.get(value, about(value))


def interval(low: float, high: float) -> str:
    """Write an interval of x; its ends never look alike."""
    if math.isinf(low) and math.isinf(high):
        return tr("all x")
    if math.isinf(low):
        return f"x < {about(high)}"
    if math.isinf(high):
        return f"x > {about(low)}"
    decimals = next((d for d in range(3, 15) if number(low, d) != number(high, d)), 15)
    if decimals == 3:
        return f"{about(low)} < x < {about(high)}"
    return f"≈{number(low, decimals)} < x < ≈{number(high, decimals)}"


def _slope_sum(factors: Sequence[tuple[float, float]], slope: float) -> str:
    if not factors:
        return tr("0 (none is on)")
    terms = " + ".join(f"{factor(v)}·{factor(w)}" for v, w in factors)
    return f"{terms} {equals(*chain(*factors), slope)} **{number(slope)}**"


def sum_of_slopes(slopes: Sequence[float]) -> str:
    """Write a sum of slopes with its result.

    >>> sum_of_slopes([1.0, -2.5]), sum_of_slopes([3.0]), sum_of_slopes([])
    ('1 − 2.5 = −1.5', '3', '0')
    """
    total = sum(slopes)
    if len(slopes) < 2:
        return about(total)
    first, *others = slopes
    terms = " ".join([number(first), *(signed(slope) for slope in others)])
    return f"{terms} {equals(*slopes, total)} {number(total)}"


def build_up(x: float, constant: float, parts: Sequence[float], order: Sequence[int]) -> str:
    """Write the partial sums at `x` as the units' `parts` are added in a certain order."""
    total = constant
    steps = [f"c: {about(total)}"]
    for unit in order:
        part = float(parts[unit])
        total += part
        steps.append(
            tr("{term} (unit {unit}): {sum}", term=signed(part), unit=unit, sum=about(total))
        )
    return tr("At {place}: {steps}", place=stated("x", x), steps=" → ".join(steps))


def change_of_slope(knot: float, change: float | None) -> str:
    """Write by how much the slope changes at a knot; nothing where there is none."""
    if change is None:
        return ""
    place = stated("x", knot)
    if change == 0:
        return tr("at {corner}: 0, no corner", corner=place)
    text = number(change)
    sign = "+" if change > 0 and text != "0" else ""
    rounded = "" if equals(change) == "=" else "≈"
    return tr("at {corner}: {change}", corner=place, change=f"{rounded}{sign}{text}")
