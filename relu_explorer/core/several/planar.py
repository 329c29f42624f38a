"""One hidden layer of ReLU units with two inputs: the regions of the plane, exact."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.pieces import ROUNDING, Domain

Window = tuple[Domain, Domain]
Line = tuple[float, float, float]  # w1, w2, b of w1·x1 + w2·x2 + b = 0


@dataclass(frozen=True, init=False, eq=False)
class PlanarNetwork:
    """Two inputs, ``n`` ReLU units, one output.

    ``y(x) = output_bias + sum(output_weight[i] * max(0, weight[i] @ x + bias[i]))``

    Parameters
    ----------
    weight : array_like, shape (n, 2)
    bias : array_like, shape (n,)
    output_weight : array_like, shape (n,), optional
        Ones if left out.
    output_bias : float

    Raises
    ------
    ValueError
        If a parameter is not finite or of the wrong shape.

    Notes
    -----
    The arrays are copies and read-only: a network does not change.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 3.3.

    Examples
    --------
    >>> valley = PlanarNetwork([[1, 0], [-1, 0]], [0, 0])
    >>> valley([[-2.0, 5.0], [3.0, 0.0]])
    array([2., 3.])
    """

    weight: Array
    bias: Array
    output_weight: Array
    output_bias: float

    def __init__(
        self,
        weight: ArrayLike,
        bias: ArrayLike,
        output_weight: ArrayLike | None = None,
        output_bias: float = 0.0,
    ) -> None:
        try:
            w = np.array(weight, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise ValueError("weight must be rows of two numbers") from error
        w = w.reshape(0, 2) if not w.size else w
        if w.ndim != 2 or w.shape[1] != 2 or not np.isfinite(w).all():
            raise ValueError(f"weight must be finite, of shape (n, 2), got shape {w.shape}")
        # What a network of one input asks of the rest holds here, too.
        rest = ReluNetwork(np.zeros(len(w)), bias, output_weight, output_bias)
        w.setflags(write=False)
        object.__setattr__(self, "weight", w)
        object.__setattr__(self, "bias", rest.bias)
        object.__setattr__(self, "output_weight", rest.output_weight)
        object.__setattr__(self, "output_bias", rest.output_bias)

    def __call__(self, x: ArrayLike) -> Array:
        """Output of the network at points, shape (..., 2): of shape (...)."""
        points = np.asarray(x, dtype=np.float64)
        h = np.maximum(0.0, points @ self.weight.T + self.bias)
        return np.asarray(h @ self.output_weight + self.output_bias, dtype=np.float64)

    def __len__(self) -> int:
        """Return the number of units, ``n``."""
        return self.bias.size


class Region(NamedTuple):
    """A convex part of the window on which the output is one plane.

    Attributes
    ----------
    corners : ndarray, shape (k, 2)
        Anticlockwise.
    gradient : ndarray, shape (2,)
    constant : float
        The plane: ``y = gradient @ x + constant``.
    active : ndarray of bool, shape (n,)
        Whether each unit's preactivation is positive inside.
    """

    corners: Array
    gradient: Array
    constant: float
    active: NDArray[np.bool_]


class _Cells(NamedTuple):
    """Convex polygons, corner after corner.

    Attributes
    ----------
    corners : ndarray, shape (k, 3)
        Both coordinates, and within what they are known.
    lines : ndarray of int, shape (k,)
        The line along which one goes on from each corner.
    counts : ndarray of int, shape (m,)
        How many corners each polygon has.
    """

    corners: Array
    lines: NDArray[np.int_]
    counts: NDArray[np.int_]


_Corner = tuple[float, float, float, int]


def regions(network: PlanarNetwork, window: Window) -> list[Region]:
    """Split a window into the regions on which the output is one plane.

    Each unit's line cuts the regions that it crosses in two, so there are at most
    ``1 + n + n(n - 1)/2``: fewer where lines are parallel, meet in one point or miss the
    window [1]_.

    Parameters
    ----------
    network : PlanarNetwork
        Network with ``n`` units.
    window : (low, high), (low, high)
        Range of each input, finite.

    Raises
    ------
    ValueError
        If the window is empty or not finite.

    References
    ----------
    .. [1] T. Zaslavsky, "Facing up to Arrangements", Memoirs of the AMS 154, 1975.

    Examples
    --------
    >>> two = PlanarNetwork([[1, 0], [0, 1]], [0, 0])
    >>> len(regions(two, ((-1, 1), (-1, 1))))
    4
    """
    cells, lines = _whole(window)
    active = np.zeros((1, 0), dtype=bool)
    for weight, b in zip(network.weight.tolist(), network.bias.tolist(), strict=True):
        lines.append((*weight, b))
        cells, parent, positive = _cut(cells, lines)
        active = np.hstack([active[parent], positive[:, np.newaxis]])
    gradients, constants = _planes(network, active)
    polygons = np.split(cells.corners[:, :2], np.cumsum(cells.counts)[:-1])
    return list(map(Region, polygons, gradients, constants.tolist(), active))


def _whole(window: Window) -> tuple[_Cells, list[Line]]:
    (left, right), (low, high) = window
    if not (np.isfinite(window).all() and left < right and low < high):
        raise ValueError(f"a window needs finite ends, low < high, got {window!r}")
    lines = [(0.0, 1.0, -low), (1.0, 0.0, -right), (0.0, 1.0, -high), (1.0, 0.0, -left)]
    corners = [(left, low, 0.0), (right, low, 0.0), (right, high, 0.0), (left, high, 0.0)]
    return _Cells(np.array(corners), np.arange(4), np.array([4])), lines


def _cut(cells: _Cells, lines: list[Line]) -> tuple[_Cells, NDArray[np.int_], NDArray[np.bool_]]:
    """Cut polygons by the last line: the new ones, each one's old number, and its side."""
    sides = _sides(cells.corners, lines[-1])
    ends = np.cumsum(cells.counts)
    starts = ends - cells.counts
    highest, lowest = np.maximum.reduceat(sides, starts), np.minimum.reduceat(sides, starts)
    is_cut = (highest > 0) & (lowest < 0)
    cut = np.flatnonzero(is_cut)
    new: list[_Corner] = []
    counts: list[int] = []
    for start, end in zip(starts[cut].tolist(), ends[cut].tolist(), strict=True):
        polygon = zip(
            *cells.corners[start:end].T.tolist(), cells.lines[start:end].tolist(), strict=True
        )
        for half in _halves(list(polygon), sides[start:end].tolist(), lines):
            new += half
            counts.append(len(half))
    rest = ~np.repeat(is_cut, cells.counts)
    table = np.array(new).reshape(-1, 4)
    found = _Cells(
        np.concatenate([cells.corners[rest], table[:, :3]]),
        np.concatenate([cells.lines[rest], table[:, 3].astype(int)]),
        np.concatenate([cells.counts[~is_cut], np.array(counts, dtype=int)]),
    )
    parent = np.concatenate([np.flatnonzero(~is_cut), np.repeat(cut, 2)])
    positive = np.concatenate([highest[~is_cut] > 0, np.tile([True, False], cut.size)])
    return found, parent, positive


def _sides(corners: Array, line: Line) -> NDArray[np.int_]:
    """Return on which side of a line each corner lies; 0 for those on it."""
    x, y, error = corners.T
    w1, w2, b = line
    level = w1 * x + w2 * y + b
    size = np.abs(w1 * x) + np.abs(w2 * y) + abs(b)
    within = ROUNDING * size + (abs(w1) + abs(w2)) * error
    return np.where(np.abs(level) <= within, 0, np.sign(level)).astype(int)


def _halves(polygon: list[_Corner], sides: list[int], lines: list[Line]) -> list[list[_Corner]]:
    """Cut a polygon by the last line: what is on its positive side, and on its negative one."""
    cut = len(lines) - 1
    positive: list[_Corner] = []
    negative: list[_Corner] = []
    for k, corner in enumerate(polygon):
        here, there = sides[k], sides[(k + 1) % len(polygon)]
        x, y, error, line = corner
        along = x, y, error, cut
        # From a corner on the line the way leads on along it, if it leaves this side.
        if here >= 0:
            positive.append(along if here == 0 and there < 0 else corner)
        if here <= 0:
            negative.append(along if here == 0 and there > 0 else corner)
        if here * there < 0:
            crossing = _crossing(lines[line], lines[cut])
            into, out = (negative, positive) if here > 0 else (positive, negative)
            out.append((*crossing, cut))
            into.append((*crossing, line))
    return [positive, negative]


def _crossing(first: Line, second: Line) -> tuple[float, float, float]:
    """Return where two lines cross, and the error that the rounding of their numbers makes."""
    (a1, a2, a), (b1, b2, b) = first, second
    across = a1 * b2 - a2 * b1
    x, y = (a2 * b - a * b2) / across, (a * b1 - a1 * b) / across
    size = (abs(a1) + abs(a2)) * (abs(b1) + abs(b2)) * (abs(x) + abs(y))
    size += abs(a) * (abs(b1) + abs(b2)) + abs(b) * (abs(a1) + abs(a2))
    return x + 0.0, y + 0.0, ROUNDING * size / abs(across)


def _planes(network: PlanarNetwork, active: NDArray[np.bool_]) -> tuple[Array, Array]:
    """Gradient and constant of each region; what is no more than rounding is 0."""
    v = network.output_weight[:, np.newaxis]
    terms = np.hstack([v * network.weight, v * network.bias[:, np.newaxis]])
    on = active.astype(np.float64)
    total, size = on @ terms, on @ np.abs(terms)
    total[:, 2] += network.output_bias
    size[:, 2] += abs(network.output_bias)
    total = np.where(np.abs(total) <= ROUNDING * size, 0.0, total)
    return total[:, :2], total[:, 2]
