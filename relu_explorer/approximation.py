"""How near a network of so many units comes to a curve, and how fast the error falls."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from relu_explorer.curves import CURVES
from relu_explorer.fitting import interpolate
from relu_explorer.network import Array, ReluNetwork
from relu_explorer.placing import best_knots, chord_error, even_knots

Placing = Literal["evenly", "as well as can be"]
PLACINGS: tuple[Placing, ...] = ("evenly", "as well as can be")
MOST_UNITS = 64
COUNTS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64)

_EXACT = 1e-9
_LOOKS = 2001


class Approximation(NamedTuple):
    """A network through points of a curve.

    Attributes
    ----------
    network : ReluNetwork
        One unit a piece.
    knots : ndarray, shape (units + 1,)
        Where it meets the curve.
    maximum, mean : float
        Largest and mean distance from the curve, at 2,001 places.
    """

    network: ReluNetwork
    knots: Array
    maximum: float
    mean: float


@lru_cache(maxsize=2 * MOST_UNITS * len(CURVES))
def approximate(name: str, units: int, placing: Placing) -> Approximation:
    """Draw a network of so many units through points of the named curve."""
    curve = CURVES[name]
    place = even_knots(curve.domain, units)
    if placing != "evenly":
        place = best_knots(curve.function, curve.domain, units)
    network = interpolate(place, curve.function(place))
    x = np.linspace(*curve.domain, _LOOKS)
    error = np.abs(np.asarray(network(x)) - curve.function(x))
    return Approximation(network, place, float(error.max()), float(error.mean()))


def errors(name: str, placing: Placing) -> list[float]:
    """Return the largest error with each number of units in `COUNTS`."""
    curve = CURVES[name]
    return [
        chord_error(curve.function, approximate(name, units, placing).knots) for units in COUNTS
    ]


def rate(found: list[float]) -> float | None:
    """Return the slope of error against units on logarithmic axes, from 8 units on.

    None where an error is 0 but for rounding: then there is no slope.
    """
    pairs = [(n, error) for n, error in zip(COUNTS, found, strict=True) if n >= 8]
    if min(error for _, error in pairs) < _EXACT:
        return None
    units, sizes = np.log(np.array(pairs)).T
    return float(np.polyfit(units, sizes, 1)[0])
