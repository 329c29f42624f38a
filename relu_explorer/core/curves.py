"""Curves to be approximated: named ones, and those through a learner's own points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from relu_explorer.core.network import Array
from relu_explorer.core.pieces import Domain
from relu_explorer.core.targets import LAB
from relu_explorer.language.translation import mark, tr


class Samples(NamedTuple):
    """Data points in the order of their x; several may have one x.

    Attributes
    ----------
    x, y : ndarray, shape (m,)
        At least two points.
    """

    x: Array
    y: Array


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
    names : tuple of str
        What x and y are called.
    is_dated : bool
        Whether x are dates, as days since 1970.
    """

    function: Callable[[Array], Array]
    domain: Domain
    note: str
    points: Array = field(default_factory=lambda: np.zeros(0))
    is_own: bool = False
    names: tuple[str, str] = ("x", "y")
    is_dated: bool = False


def through(
    samples: Samples, names: tuple[str, str] = ("x", "y"), is_dated: bool = False
) -> TargetCurve:
    """Return the curve of straight pieces through a learner's own points.

    Where several points have one x, it goes through the mean of their y.

    Parameters
    ----------
    samples : Samples
    names : tuple of str
        What x and y are called.
    is_dated : bool
        Whether x are dates, as days since 1970.

    Raises
    ------
    ValueError
        If all points have one x.
    """
    x, places, counts = np.unique(samples.x, return_inverse=True, return_counts=True)
    if x.size < 2:
        raise ValueError(tr("All points have one x: two are the least."))
    y = np.bincount(places, weights=samples.y) / counts
    note = (
        mark("Straight from point to point: one unit a piece, its corner at a point, is exact.")
        if x.size == samples.x.size
        else mark("Straight from point to point; where several have one x, through their mean.")
    )
    return replace(_straight(x, y, note), is_own=True, names=names, is_dated=is_dated)


def _straight(x: ArrayLike, y: ArrayLike, note: str) -> TargetCurve:
    """Return the curve of straight pieces through points."""
    at, heights = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    ends = float(at[0]), float(at[-1])
    return TargetCurve(lambda x: np.interp(x, at, heights), ends, note, at)


def sample(curve: TargetCurve, count: int, noise: float) -> Samples:
    """Return `count` points at equal distances, with normal noise of that standard deviation.

    The noise is the same at every call.
    """
    x = np.linspace(*curve.domain, count)
    off = np.random.default_rng(count).normal(size=count)
    return Samples(x, curve.function(x) + noise * off)


def _step(x: Array) -> Array:
    return 0.5 * (1.0 + np.tanh(8.0 * (x - 0.3)))


def _sine(x: Array) -> Array:
    return np.sin(x)


def _rough(x: Array) -> Array:
    return np.asarray(np.sin(3.0 * x) + 0.3 * np.sin(17.0 * x))


def _root(x: Array) -> Array:
    return np.sqrt(np.abs(x))


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
}
_STRAIGHT: dict[str, tuple[ArrayLike, ArrayLike, str]] = {
    mark("valley"): (
        (-2.0, 0.7, 2.0),
        (2.7, 0.0, 1.3),
        mark("One corner: two pieces are exact, if well placed."),
    ),
    mark("tent"): (
        (-2.0, -1.0, 0.0, 1.0, 2.0),
        (0.0, 0.0, 1.0, 0.0, 0.0),
        mark("Three corners: four pieces are exact."),
    ),
    mark("line"): ((-2.0, 2.0), (0.0, 2.0), mark("No corner: one piece is exact.")),
    mark("lab"): (LAB.x, LAB.y, mark("The course lab: three pieces are exact.")),
}
CURVES = {name: TargetCurve(*curve) for name, curve in _NAMED.items()}
CURVES |= {name: _straight(*points) for name, points in _STRAIGHT.items()}
