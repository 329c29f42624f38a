"""What the sum is not: one unit a stretch, or one unit fed into the next."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import Domain, Pieces, breakpoints


class Stretch(NamedTuple):
    """The contribution of one unit on one piece of the window, lifted by the output bias."""

    unit: int
    x: tuple[float, float]
    y: tuple[float, float]


def stitched(network: ReluNetwork, pieces: Pieces, window: Domain) -> list[Stretch]:
    """Give each of the network's pieces to one unit alone, as if they were stitched together.

    The owner is the unit, among those that are on there, with the fewest knots between its
    breakpoint and the piece; of two such, the one that is on to the right, then the first.  A
    piece on which no unit is on has no owner and is left out.

    Returns
    -------
    list of Stretch
        From left to right.  Neighbours need not meet: that is the point.
    """
    knots, at = pieces.knots, breakpoints(network)
    first = [int(np.abs(knots - x).argmin()) if np.isfinite(x) else 0 for x in at]
    stretches = []
    for piece, active in enumerate(pieces.active):
        low, high = max(window[0], float(knots[piece])), min(window[1], float(knots[piece + 1]))
        if low < high and active.any():
            on = np.flatnonzero(active).tolist()
            unit = min(on, key=lambda i: _distance(network, first, i, piece))
            stretches.append(_stretch(network, unit, (low, high)))
    return stretches


def gaps(stretches: Sequence[Stretch]) -> list[tuple[float, float]]:
    """Where neighbouring stretches do not meet, and by how much the value jumps there."""
    return [
        (after.x[0], after.y[0] - before.y[1])
        for before, after in itertools.pairwise(stretches)
        if before.x[1] == after.x[0] and not is_near(after.y[0], before.y[1])
    ]


def chained(network: ReluNetwork, window: Domain) -> tuple[list[float], list[float]]:
    """Feed each unit's contribution into the next one, the first with x: a composition.

    Returns
    -------
    x, y : list of float
        Points that draw it exactly on the window, the output bias added at the end.
    """
    x, u = [*window], [*window]
    for w, b, v in network.rows:
        z = [w * value + b for value in u]
        x, z = _with_zeros(x, z)
        u = [v * max(0.0, value) + 0.0 for value in z]
    return x, [value + network.output_bias if len(network) else network.output_bias for value in u]


def _with_zeros(x: list[float], z: list[float]) -> tuple[list[float], list[float]]:
    """Add the points where z, linear between its points, passes through 0."""
    more_x, more_z = x[:1], z[:1]
    for k in range(1, len(x)):
        if z[k - 1] * z[k] < 0:
            more_x.append(x[k - 1] + (x[k] - x[k - 1]) * (z[k - 1] / (z[k - 1] - z[k])))
            more_z.append(0.0)
        more_x.append(x[k])
        more_z.append(z[k])
    return more_x, more_z


def _distance(
    network: ReluNetwork, first: list[int], unit: int, piece: int
) -> tuple[int, bool, int]:
    w = network.weight[unit]
    if w == 0:
        return len(network) + 1, False, unit  # it has no breakpoint
    between = piece - first[unit] if w > 0 else first[unit] - 1 - piece
    return between, bool(w < 0), unit


def _stretch(network: ReluNetwork, unit: int, x: tuple[float, float]) -> Stretch:
    w, b, v = (float(p[unit]) for p in (network.weight, network.bias, network.output_weight))
    low, high = (v * (w * position + b) + network.output_bias for position in x)
    return Stretch(unit, x, (low, high))
