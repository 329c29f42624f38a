"""Finding the weights by construction: a network through given points."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from relu_explorer.core.network import Array, ReluNetwork


def interpolate(x: ArrayLike, y: ArrayLike) -> ReluNetwork:
    """Return a network through all points, straight in between.

    One unit a piece, on to the right of the piece's left end; its output weight is the change
    of slope there [1]_.  The first is on throughout the data.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Points, ``m >= 1``, the x all different, in any order.

    Returns
    -------
    ReluNetwork
        With ``m - 1`` units.

    Raises
    ------
    ValueError
        If there is no point, if two share their x, or if the shapes differ.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 3.2.

    Examples
    --------
    >>> interpolate([0, 1, 2], [0, 1, 0])([0.0, 0.5, 1.0, 1.5, 2.0])
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    at, values = data_points(x, y)
    order = np.argsort(at)
    at, values = at[order], values[order]
    width = np.diff(at)
    if (width <= 0).any():
        raise ValueError("x must not hold the same number twice")
    return ReluNetwork(
        np.ones(width.size), -at[:-1], _slope_changes(width, values), float(values[0])
    )


def _slope_changes(width: Array, y: Array) -> Array:
    """Return by how much the slope changes at each point, so that every next one is met.

    Each change aims from where the former ones, rounded as they are, really lead: so rounding
    does not add up along thousands of points.
    """
    changes = np.empty(width.size)
    here, slope = np.longdouble(y[0]), np.longdouble(0.0)
    for k, (run, wanted) in enumerate(zip(width.astype(np.longdouble), y[1:], strict=True)):
        changes[k] = (wanted - here) / run - slope
        slope += changes[k]
        here += slope * run
    return changes


def data_points(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return x and y as arrays, shape (m,).

    Raises
    ------
    ValueError
        If they are empty, or differ in shape.
    """
    at, values = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if at.ndim != 1 or at.shape != values.shape or not at.size:
        raise ValueError(f"x and y must be of one length, got shapes {at.shape} and {values.shape}")
    return at, values
