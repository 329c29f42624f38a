"""How near a network of so many units comes to a curve, and how fast the error falls."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from relu_explorer.core.curves import TargetCurve
from relu_explorer.core.fitting.interpolation import interpolate
from relu_explorer.core.fitting.placing import best_knots, chord_error, even_knots
from relu_explorer.core.nearness import EXACT
from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.language.translation import mark

Placing = Literal["evenly", "as well as can be"]
PLACINGS: tuple[Placing, ...] = ("evenly", "as well as can be")
PLACING_NAMES: dict[Placing, str] = {
    "evenly": mark("evenly"),
    "as well as can be": mark("as well as can be"),
}
MOST_UNITS = 64
COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)

_LOOKS = 2001
_KEPT = 512  # results, the oldest of which make room for new ones


class Approximation(NamedTuple):
    """A network through points of a curve.

    Attributes
    ----------
    network : ReluNetwork
        One unit a piece.
    knots : ndarray, shape (units + 1,)
        Where it meets the curve.
    maximum, mean : float
        Largest and mean distance from the curve, at 2,001 places and at its points.
    """

    network: ReluNetwork
    knots: Array
    maximum: float
    mean: float


@lru_cache(maxsize=_KEPT)
def approximate(curve: TargetCurve, units: int, placing: Placing) -> Approximation:
    """Draw a network of so many units through points of the curve."""
    return approximation_at(curve, _knots(curve, units, placing))


def approximation_at(curve: TargetCurve, knots: Array) -> Approximation:
    """Draw a network through the points of the curve at `knots`."""
    values = curve.function(knots)
    x = np.union1d(np.linspace(*curve.domain, _LOOKS), curve.points)
    error = np.abs(np.interp(x, knots, values) - curve.function(x))
    return Approximation(interpolate(knots, values), knots, float(error.max()), float(error.mean()))


@lru_cache(maxsize=_KEPT)
def errors(curve: TargetCurve, placing: Placing) -> tuple[float, ...]:
    """Return the largest error with each number of units in `COUNTS`."""
    found = []
    for units in COUNTS:
        at = approximate(curve, units, placing)
        found.append(at.maximum if curve.points.size else chord_error(curve.function, at.knots))
    return tuple(found)


def rate(found: tuple[float, ...]) -> float | None:
    """Return the slope of error against units on logarithmic axes, from 8 units on.

    None where an error is 0 but for rounding: then there is no slope.
    """
    pairs = [(n, error) for n, error in zip(COUNTS, found, strict=True) if n >= 8]
    if min(error for _, error in pairs) < EXACT:
        return None
    units, sizes = np.log(np.array(pairs)).T
    return float(np.polyfit(units, sizes, 1)[0])


def _knots(curve: TargetCurve, units: int, placing: Placing) -> Array:
    if placing == "evenly":
        return even_knots(curve.domain, units)
    if 0 < curve.points.size <= units + 1:
        return _with_more(curve.points, units + 1)
    return best_knots(curve.function, curve.domain, units)


def _with_more(points: Array, count: int) -> Array:
    """Put further knots into the widest gap, again and again, until there are so many."""
    knots = points
    while knots.size < count:
        widest = int(np.argmax(np.diff(knots)))
        knots = np.insert(knots, widest + 1, (knots[widest] + knots[widest + 1]) / 2)
    return knots
