"""Named curves to be approximated."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from relu_explorer.network import Array
from relu_explorer.pieces import Domain
from relu_explorer.targets import LAB


class NamedCurve(NamedTuple):
    """A curve on a closed interval.

    Attributes
    ----------
    function : callable
        Maps x to y, arrays of one shape.
    domain : tuple of float
        The interval.
    note : str
        What is special about it.
    """

    function: Callable[[Array], Array]
    domain: Domain
    note: str


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


CURVES: dict[str, NamedCurve] = {
    "sine": NamedCurve(_sine, (0.0, 2 * np.pi), "Smooth: twice the units, a quarter of the error."),
    "parabola": NamedCurve(np.square, (-2.0, 2.0), "Bent alike everywhere: equal pieces are best."),
    "step": NamedCurve(_step, (-1.0, 1.0), "Bent in one place: corners belong there."),
    "root": NamedCurve(_root, (-1.0, 1.0), "Vertical at 0: equal pieces gain little."),
    "rough": NamedCurve(_rough, (0.0, 4.0), "Little is gained until every bump has its corners."),
    "valley": NamedCurve(_valley, (-2.0, 2.0), "One corner: two pieces are exact, if well placed."),
    "tent": NamedCurve(_tent, (-2.0, 2.0), "Three corners: four pieces are exact."),
    "line": NamedCurve(_line, (-2.0, 2.0), "No corner: one piece is exact."),
    "lab": NamedCurve(_lab, (0.0, 3.0), "The course lab: three pieces are exact."),
}
