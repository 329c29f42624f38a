"""The pieces of a network of several layers: each layer cuts those of the layers before it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from relu_explorer.core.several.deep import DeepNetwork, Layer

Extended = NDArray[np.longdouble]


class Lines(NamedTuple):
    """On piece ``j`` unit ``i`` is ``slopes[j, i] * x + intercepts[j, i]``.

    Attributes
    ----------
    slopes, intercepts : ndarray of longdouble, shape (m, n)
    slope_size, intercept_size : ndarray of longdouble, shape (m, n)
        What they would be if nothing cancelled: their rounding is in proportion to it.
    """

    slopes: Extended
    intercepts: Extended
    slope_size: Extended
    intercept_size: Extended


def refined(
    deep: DeepNetwork, domain: tuple[float, float], rounding: float
) -> tuple[Extended, Lines, NDArray[np.bool_]]:
    """Split the domain where a unit of any hidden layer switches.

    On each piece of the layers before, a unit's preactivation is one line, so it crosses 0 at most
    once there: the cost is in proportion to pieces times units.

    Parameters
    ----------
    deep : DeepNetwork
    domain : tuple of float
        Ends ``(low, high)``, ``low < high``; either may be infinite.
    rounding : float
        Relative error within which two places are one.

    Returns
    -------
    knots : ndarray of longdouble, shape (m + 1,)
    output : Lines
        Those of the one output, shape (m, 1).
    active : ndarray of bool, shape (m, n)
        Whether the preactivation is positive inside the piece, for all hidden units, layer by
        layer.
    """
    knots = np.array(domain, dtype=np.longdouble)
    one, none = np.ones((1, 1), np.longdouble), np.zeros((1, 1), np.longdouble)
    lines, active = Lines(one, none, one, none), np.zeros((1, 0), dtype=bool)
    for layer in deep.layers[:-1]:
        lines = _through(layer, lines, rounding)
        knots, parent, positive = _cut(knots, lines, rounding)
        lines = Lines(*(part[parent] * positive for part in lines))
        active = np.hstack([active[parent], positive])
    return knots, _through(deep.layers[-1], lines, rounding), active


def _through(layer: Layer, lines: Lines, rounding: float) -> Lines:
    """Return the lines of a layer's preactivations, given those of the activations before it."""
    weight, bias = layer.weight.T.astype(np.longdouble), layer.bias.astype(np.longdouble)
    size = np.abs(weight)
    slope_size = lines.slope_size @ size
    intercept_size = lines.intercept_size @ size + np.abs(bias)
    slopes, intercepts = lines.slopes @ weight, lines.intercepts @ weight + bias
    return Lines(
        np.where(np.abs(slopes) <= rounding * slope_size, 0.0, slopes),
        np.where(np.abs(intercepts) <= rounding * intercept_size, 0.0, intercepts),
        slope_size,
        intercept_size,
    )


def _cut(
    knots: Extended, lines: Lines, rounding: float
) -> tuple[Extended, NDArray[np.intp], NDArray[np.bool_]]:
    """Cut pieces where a line crosses 0; return the knots, each new piece's old one, and signs."""
    places, tolerance = _crossings(lines, rounding)
    is_inside = (places - knots[:-1, np.newaxis] > tolerance) & (
        knots[1:, np.newaxis] - places > tolerance
    )
    piece, unit = np.nonzero(is_inside)
    order = np.lexsort((places[piece, unit], piece))
    piece, unit = piece[order], unit[order]
    at, near = places[piece, unit], tolerance[piece, unit]
    is_same = (np.diff(piece, prepend=-1) == 0) & (
        np.diff(at, prepend=0.0) <= np.maximum(near, np.roll(near, 1))
    )
    count = np.bincount(piece[~is_same], minlength=knots.size - 1)
    parent = np.repeat(np.arange(knots.size - 1), count + 1)
    first = np.cumsum(count + 1) - (count + 1)
    # From which of the new pieces on a line is beyond its crossing.
    beyond = np.full(places.shape, -1)
    before = np.cumsum(count) - count
    beyond[piece, unit] = first[piece] + np.cumsum(~is_same) - before[piece]
    cut_knots = np.insert(knots, piece[~is_same] + 1, at[~is_same])
    inner = _inner(cut_knots)[:, np.newaxis]
    is_rising, crosses = lines.slopes[parent] > 0, beyond[parent] >= 0
    is_beyond = np.arange(parent.size)[:, np.newaxis] >= beyond[parent]
    level = lines.slopes[parent] * inner + lines.intercepts[parent]
    return cut_knots, parent, np.where(crosses, is_beyond == is_rising, level > 0)


def _crossings(lines: Lines, rounding: float) -> tuple[Extended, Extended]:
    """Where each line crosses 0, nan if it does not, and within what that is known."""
    places = np.full(lines.slopes.shape, np.nan, np.longdouble)
    np.divide(-lines.intercepts, lines.slopes, out=places, where=lines.slopes != 0)
    size = lines.intercept_size + lines.slope_size * np.abs(places)
    tolerance = np.full(places.shape, np.nan, np.longdouble)
    np.divide(rounding * size, np.abs(lines.slopes), out=tolerance, where=lines.slopes != 0)
    return places, tolerance


def _inner(knots: Extended) -> Extended:
    """Return a place inside of each piece; the outermost may be infinite."""
    low, high = knots[:-1].copy(), knots[1:].copy()
    if np.isinf(low[0]):
        end = high[0] if np.isfinite(high[0]) else np.longdouble(0)
        low[0] = end - 2 - abs(end)
    if np.isinf(high[-1]):
        high[-1] = low[-1] + 2 + abs(low[-1])
    return np.asarray((low + high) / 2)
