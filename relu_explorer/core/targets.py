"""Target curves, and how near a network comes to one: exact, without sampling."""

from __future__ import annotations

from itertools import combinations
from typing import NamedTuple

import numpy as np

from relu_explorer.core.nearness import EXACT
from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.pieces import Domain, linear_pieces


class Target(NamedTuple):
    """A curve of straight pieces through points, over the span of these points.

    Attributes
    ----------
    x, y : tuple of float, length m + 1
        The points, x in increasing order.
    note : str
        What is special about it.
    """

    x: tuple[float, ...]
    y: tuple[float, ...]
    note: str = ""

    @property
    def domain(self) -> Domain:
        """Ends of the curve in x."""
        return self.x[0], self.x[-1]

    def slopes(self) -> Array:
        """Slope of each piece, shape (m,)."""
        return np.asarray(np.diff(self.y) / np.diff(self.x))


class Score(NamedTuple):
    """How far a network's output is from a target, over the target's domain.

    Attributes
    ----------
    maximum : float
        The largest distance ``abs(y - target)``.
    at : float
        Where it is met, the leftmost such x.
    mean : float
        The distance's integral divided by the length of the domain.
    is_exact : bool
        Whether the curves agree, but for rounding.
    """

    maximum: float
    at: float
    mean: float
    is_exact: bool


def score(network: ReluNetwork, target: Target) -> Score:
    """Compare the output with a target: the curve counts, not the parameters.

    Both are straight between two neighbouring knots of either, so the largest distance lies
    at one of these knots, and the mean is a sum of triangles and trapezia.
    """
    x = np.union1d(linear_pieces(network, target.domain).knots, target.x)
    error = np.asarray(network(x)) - np.interp(x, target.x, target.y)
    size = np.abs(error)
    worst = int(np.argmax(size >= size.max() - EXACT))
    a, b, width = size[:-1], size[1:], np.diff(x)
    crosses = error[:-1] * error[1:] < 0
    # A line that crosses 0 between heights a and b encloses (a² + b²) / 2(a + b) on either side.
    total = np.where(crosses, a + b, 1.0)
    area = np.where(crosses, (a * a + b * b) / (2 * total), (a + b) / 2) * width
    mean = float(area.sum() / (x[-1] - x[0]))
    return Score(float(size.max()), float(x[worst]), mean, bool(size.max() <= EXACT))


def fewest_units(target: Target) -> int:
    """Fewest units that can draw the target, with output weights and output bias free.

    Each corner needs a unit of its own.  A unit that is on to the left gives its slope to the
    first piece; if no choice of sides adds up to the target's first slope, one unit more does.
    """
    slopes = target.slopes()
    changes = np.diff(slopes)
    changes = changes[np.abs(changes) > EXACT].tolist()
    for size in range(len(changes) + 1):
        for chosen in combinations(changes, size):
            if abs(slopes[0] + sum(chosen)) <= EXACT:
                return len(changes)
    return len(changes) + 1


def stars(units: int, target: Target) -> int:
    """Rate an exact answer: three stars for the fewest units, one less for each more."""
    return max(1, 3 - max(0, units - fewest_units(target)))


def sampled(function: str, domain: Domain, points: int) -> Target:
    """Return a target through equally spaced points of numpy's function of that name."""
    x = np.linspace(*domain, points)
    return Target(tuple(x.tolist()), tuple(getattr(np, function)(x).tolist()))


def _through(*points: tuple[float, float]) -> Target:
    x, y = zip(*points, strict=True)
    return Target(tuple(map(float, x)), tuple(map(float, y)))


LAB = _through((0, 2), (1, 0), (2, 1), (3, 4))._replace(
    note="The course lab: slopes −2, 1 and 3 with corners at x = 1 and x = 2."
)


TARGETS: dict[str, Target] = {
    "ramp": _through((0, 0), (2, 0), (4, 2)),
    "valley": _through((0, 2), (2, 0), (4, 2)),
    "bowl": _through((0, 1), (1, 0), (3, 0), (4, 1)),
    "tent": _through((0, 0), (2, 2), (4, 0)),
    "plateau": _through((0, 0), (1, 0), (2, 2), (3, 2), (4, 0), (5, 0)),
    "zigzag": _through((0, 2), (1, 0), (2, 2), (3, 0), (4, 2)),
    "valley data": _through(*((0.25 * k, abs(0.25 * k - 2)) for k in range(17))),
    "valley data left of 0": _through(*((0.25 * k - 5, abs(0.25 * k - 2)) for k in range(17))),
    "ramp data": _through(*((0.25 * k, max(0.0, 0.25 * k)) for k in range(-8, 9))),
    "narrow parabola": _through(*((0.01 * k, (0.01 * k - 0.5) ** 2) for k in range(101))),
    "parabola": sampled("square", (-2.0, 2.0), 41),
}
