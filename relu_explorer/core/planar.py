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


class _Corner(NamedTuple):
    """A corner of a polygon, within what it is known, and the line along which one goes on."""

    x: float
    y: float
    error: float
    line: int


_Polygon = list[_Corner]


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
    polygons, lines = _whole(window)
    active = np.zeros((1, 0), dtype=bool)
    for weight, b in zip(network.weight.tolist(), network.bias.tolist(), strict=True):
        lines.append((*weight, b))
        polygons, parent, positive = _cut(polygons, lines)
        active = np.hstack([active[parent], positive[:, np.newaxis]])
    gradients, constants = _planes(network, active)
    return [
        Region(np.array([corner[:2] for corner in polygon]), gradient, constant, on)
        for polygon, gradient, constant, on in zip(
            polygons, gradients, constants.tolist(), active, strict=True
        )
    ]


def _whole(window: Window) -> tuple[list[_Polygon], list[Line]]:
    (left, right), (low, high) = window
    if not (np.isfinite(window).all() and left < right and low < high):
        raise ValueError(f"a window needs finite ends, low < high, got {window!r}")
    lines = [(0.0, 1.0, -low), (1.0, 0.0, -right), (0.0, 1.0, -high), (1.0, 0.0, -left)]
    corners = (left, low), (right, low), (right, high), (left, high)
    return [[_Corner(x, y, 0.0, k) for k, (x, y) in enumerate(corners)]], lines


def _cut(
    polygons: list[_Polygon], lines: list[Line]
) -> tuple[list[_Polygon], list[int], NDArray[np.bool_]]:
    """Cut polygons by the last line: the new ones, each one's old number, and its side."""
    sides = _sides(polygons, lines[-1])
    starts = np.cumsum([0, *map(len, polygons)])[:-1]
    highest, lowest = np.maximum.reduceat(sides, starts), np.minimum.reduceat(sides, starts)
    found: list[_Polygon] = []
    parent: list[int] = []
    positive: list[bool] = []
    for number, polygon in enumerate(polygons):
        if highest[number] > 0 > lowest[number]:
            start = starts[number]
            halves = _halves(polygon, sides[start : start + len(polygon)].tolist(), lines)
            found += halves
            parent += [number, number]
            positive += [True, False]
        else:
            found.append(polygon)
            parent.append(number)
            positive.append(bool(highest[number] > 0))
    return found, parent, np.array(positive)


def _sides(polygons: list[_Polygon], line: Line) -> NDArray[np.int_]:
    """Return on which side of a line each corner lies; 0 for those on it."""
    corners = np.array([corner[:3] for polygon in polygons for corner in polygon])
    x, y, error = corners.T
    w1, w2, b = line
    level = w1 * x + w2 * y + b
    size = np.abs(w1 * x) + np.abs(w2 * y) + abs(b)
    within = ROUNDING * size + (abs(w1) + abs(w2)) * error
    return np.where(np.abs(level) <= within, 0, np.sign(level)).astype(int)


def _halves(polygon: _Polygon, sides: list[int], lines: list[Line]) -> list[_Polygon]:
    """Cut a polygon by the last line: what is on its positive side, and on its negative one."""
    cut = len(lines) - 1
    positive: _Polygon = []
    negative: _Polygon = []
    for k, corner in enumerate(polygon):
        here, there = sides[k], sides[(k + 1) % len(polygon)]
        if here >= 0:
            # From a corner on the line the way leads on along it, if it leaves this side.
            positive.append(corner._replace(line=cut) if here == 0 and there < 0 else corner)
        if here <= 0:
            negative.append(corner._replace(line=cut) if here == 0 and there > 0 else corner)
        if here * there < 0:
            crossing = _crossing(lines, corner.line, cut)
            into, out = (negative, positive) if here > 0 else (positive, negative)
            out.append(crossing)
            into.append(crossing._replace(line=corner.line))
    return [positive, negative]


def _crossing(lines: list[Line], first: int, second: int) -> _Corner:
    """Return where two lines cross, and the error that the rounding of their numbers makes."""
    (a1, a2, a), (b1, b2, b) = lines[first], lines[second]
    across = a1 * b2 - a2 * b1
    x, y = (a2 * b - a * b2) / across, (a * b1 - a1 * b) / across
    size = (abs(a1) + abs(a2)) * (abs(b1) + abs(b2)) * (abs(x) + abs(y))
    size += abs(a) * (abs(b1) + abs(b2)) + abs(b) * (abs(a1) + abs(a2))
    return _Corner(x + 0.0, y + 0.0, ROUNDING * size / abs(across), second)


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
