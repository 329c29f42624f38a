"""Curves to be approximated: named ones, and those through a learner's own points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from relu_explorer.language import mark
from relu_explorer.network import Array
from relu_explorer.pieces import Domain
from relu_explorer.reading import Samples
from relu_explorer.targets import LAB


@dataclass(frozen=True, eq=False)
class TargetCurve:
    """A curve on a closed interval; equal to none but itself.

    Attributes
    ----------
    function : callable
        Maps x to y, arrays of one shape.
    domain : tuple of float
        The interval.
    note : str
        What is special about it.
    points : ndarray, shape (m,)
        For a curve of straight pieces through points, their x; else empty.
    is_own : bool
        Whether they are a learner's own points.
    """

    function: Callable[[Array], Array]
    domain: Domain
    note: str
    points: Array = field(default_factory=lambda: np.zeros(0))
    is_own: bool = False


def through(samples: Samples) -> TargetCurve:
    """Return the curve of straight pieces through points."""
    x, y = samples
    note = mark("Straight from point to point: one unit a piece is exact.")
    return TargetCurve(lambda at: np.interp(at, x, y), (float(x[0]), float(x[-1])), note, x, True)


def sample(curve: TargetCurve, count: int, noise: float) -> Samples:
    """Return `count` points at equal distances, with normal noise of that standard deviation.

    The noise is the same at every call.
    """
    x = np.linspace(*curve.domain, count)
    off = np.random.default_rng(count).normal(size=count)
    return Samples(x, curve.function(x) + noise * off)


def _line(x: Array) -> Array:
    return 0.5 * x + 1.0


def _valley(x: Array) -> Array:
    return np.abs(x - 0.7)


def _tent(x: Array) -> Array:
    return np.maximum(0.0, 1.0 - np.abs(x))


def _step(x: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(8.0 * (x - 0.3)))


def _sine(x: Array) -> Array:
    return np.sin(x)


def _rough(x: Array) -> Array:
    return np.asarray(np.sin(3.0 * x) + 0.3 * np.sin(17.0 * x))


def _root(x: Array) -> Array:
    return np.sqrt(np.abs(x))


def _lab(x: Array) -> Array:
    return np.interp(x, LAB.x, LAB.y)


_NAMED: dict[str, tuple[Callable[[Array], Array], Domain, str]] = {
    mark("sine"): (
        _sine,
        (0.0, 2 * np.pi),
        mark("Smooth: twice the units, a quarter of the error."),
    ),
    mark("parabola"): (
        np.square,
        (-2.0, 2.0),
        mark("Bent alike everywhere: equal pieces are best."),
    ),
    mark("step"): (_step, (-1.0, 1.0), mark("Bent in one place: corners belong there.")),
    mark("root"): (_root, (-1.0, 1.0), mark("Vertical at 0: equal pieces gain little.")),
    mark("rough"): (_rough, (0.0, 4.0), mark("Little is gained until every bump has its corners.")),
    mark("valley"): (
        _valley,
        (-2.0, 2.0),
        mark("One corner: two pieces are exact, if well placed."),
    ),
    mark("tent"): (_tent, (-2.0, 2.0), mark("Three corners: four pieces are exact.")),
    mark("line"): (_line, (-2.0, 2.0), mark("No corner: one piece is exact.")),
    mark("lab"): (_lab, (0.0, 3.0), mark("The course lab: three pieces are exact.")),
}
_POINTS = {
    "valley": (-2.0, 0.7, 2.0),
    "tent": (-2.0, -1.0, 0.0, 1.0, 2.0),
    "line": (-2.0, 2.0),
    "lab": tuple(LAB.x),
}
CURVES = {
    name: TargetCurve(*curve, np.array(_POINTS.get(name, ()))) for name, curve in _NAMED.items()
}
