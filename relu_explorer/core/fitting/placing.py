"""Where to put the corners: evenly, or as well as can be."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from relu_explorer.core.network import Array
from relu_explorer.core.pieces import Domain

Curve = Callable[[Array], Array]

_GRID = 385  # candidate places of the first search
# Places at which a chord's error is looked at, as parts of its length.
_INSIDE = np.linspace(0.0, 1.0, 65)[:, np.newaxis]
_SWEEPS, _HALVINGS = 8, 40
_MOST = 64  # pieces up to which all placings on the grid are searched
_GOLDEN = (np.sqrt(5) - 1) / 2


def even_knots(domain: Domain, units: int) -> Array:
    """Return the ends of `units` pieces of equal length, shape (units + 1,)."""
    return np.linspace(*domain, units + 1)


def best_knots(curve: Curve, domain: Domain, units: int) -> Array:
    """Return knots between which straight pieces through the curve stray least from it.

    The largest error over all pieces is made as small as possible: first exactly, by dynamic
    programming over a grid of candidate knots [1]_, then by moving one knot after the other
    between the grid's places.  Equal spacing is kept where it is no worse.

    Parameters
    ----------
    curve : callable
        Maps x, shape (m,), to y, shape (m,).  It must be hashable, as functions are.
    domain : tuple of float
        Ends of the curve.
    units : int
        Number of pieces, 1 or more: one unit each (see `fitting.interpolate`).

    Returns
    -------
    ndarray, shape (units + 1,)

    References
    ----------
    .. [1] R. Bellman, "On the Approximation of Curves by Line Segments Using Dynamic
       Programming", Communications of the ACM 4(6), 1961.
    """
    if units < 1:
        raise ValueError(f"units must be 1 or more, got {units}")
    even = even_knots(domain, units)
    start = even if units > _MOST else _by_programming(curve, domain, units)
    return min([_polished(curve, start), even], key=lambda knots: chord_error(curve, knots))


def chord_error(curve: Curve, knots: Array) -> float:
    """Return the largest distance between the curve and the straight pieces through it."""
    return float(_piece_errors(curve, knots[:-1], knots[1:]).max())


def _piece_errors(curve: Curve, low: Array, high: Array) -> Array:
    """Error of each chord from `low` to `high`, shape (m,)."""
    y = curve(low + (high - low) * _INSIDE)
    return np.asarray(np.abs(y - (y[0] + (y[-1] - y[0]) * _INSIDE)).max(axis=0))


@lru_cache(maxsize=16)
def _errors(curve: Curve, domain: Domain) -> Array:
    """Error of the chord from one candidate knot to another, shape (grid, grid)."""
    x = np.linspace(*domain, _GRID)
    y = curve(x)
    errors = np.full((_GRID, _GRID), np.inf)
    for first in range(_GRID - 1):
        width, rise = x[first + 1 :] - x[first], y[first + 1 :] - y[first]
        slopes = rise / width
        off = np.abs(rise - slopes[:, np.newaxis] * width)
        is_inside = np.tri(len(width), dtype=bool)
        errors[first, first + 1 :] = np.where(is_inside, off, 0.0).max(axis=1)
    return errors


@lru_cache(maxsize=16)
def _programme(curve: Curve, domain: Domain) -> list[NDArray[np.intp]]:
    """For 2, 3 … pieces that end at each candidate: where the last piece best begins."""
    errors = _errors(curve, domain)
    worst, begins = errors[0], []
    for _ in range(_MOST - 1):
        through = np.maximum(worst[:, np.newaxis], errors)
        begins.append(through.argmin(axis=0))
        worst = through.min(axis=0)
    return begins


def _by_programming(curve: Curve, domain: Domain, units: int) -> Array:
    at, path = _GRID - 1, [_GRID - 1]
    for begins in reversed(_programme(curve, domain)[: units - 1]):
        at = int(begins[at])
        path.append(at)
    path.append(0)
    return np.linspace(*domain, _GRID)[path[::-1]]


def _polished(curve: Curve, knots: Array) -> Array:
    """Move each inner knot to where the worse of its two pieces is best, again and again.

    Every second knot is moved at a time: its neighbours rest meanwhile.
    """
    knots = knots.copy()
    for _ in range(_SWEEPS):
        before = knots.copy()
        for first in (1, 2):
            moved = np.arange(first, knots.size - 1, 2)
            if moved.size:
                knots[moved] = _best_between(
                    curve, knots[moved - 1], knots[moved], knots[moved + 1]
                )
        if np.allclose(before, knots, rtol=0, atol=1e-9 * (knots[-1] - knots[0])):
            break
    return knots


def _best_between(curve: Curve, low: Array, now: Array, high: Array) -> Array:
    """Search by golden section for knots between two others; keep what is no worse now."""

    def worse(*knots: Array) -> Array:
        """Error of the worse piece beside each knot, shape (len(knots), m): one look at all."""
        at, count = np.concatenate(knots), len(knots)
        starts = np.concatenate([np.tile(low, count), at])
        ends = np.concatenate([at, np.tile(high, count)])
        pieces = _piece_errors(curve, starts, ends)
        return np.asarray(pieces.reshape(2, count, -1).max(axis=0))

    a, b = low.copy(), high.copy()
    for _ in range(_HALVINGS):
        left, right = b - _GOLDEN * (b - a), a + _GOLDEN * (b - a)
        is_left = np.less(*worse(left, right))
        a, b = np.where(is_left, a, left), np.where(is_left, right, b)
    middle = (a + b) / 2
    return np.where(np.less(*worse(middle, now)), middle, now)
