"""A state of the page of two inputs: the network, how it is looked at, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.pieces import ROUNDING, Domain
from relu_explorer.core.several.planar import PlanarNetwork, Region, regions
from relu_explorer.core.state import State, View, read

MOST_PLANAR = 5  # units
Point = tuple[float, float]
Labelled = tuple[float, float, float]  # both inputs, and 1 or -1


class PlanarView(NamedTuple):
    """How a network of two inputs is looked at.

    Attributes
    ----------
    reach : float
        Both inputs are shown from -reach to reach.
    height : tuple of float
        Range of y.
    probe : tuple of float
        The point at which the output is taken apart, and through which the cut goes.
    angle : float
        Direction of the cut, in degrees anticlockwise from that of the first input.
    turn : float
        From where the surface is seen, in degrees.
    points : tuple of (float, float, float)
        Points of two classes to be told apart, with 1 or -1; none at first.
    """

    reach: float = 3.0
    height: Domain = (-4.0, 4.0)
    probe: Point = (0.0, 0.0)
    angle: float = 0.0
    turn: float = 30.0
    points: tuple[Labelled, ...] = ()


@dataclass(frozen=True, eq=False)
class PlanarState:
    """A network of ``n`` units and two inputs in a view.

    Attributes
    ----------
    network : PlanarNetwork
    view : PlanarView
    regions : list of Region
        What the window is made of.
    lines : tuple
        Both ends of each unit's line in the window; None where it has none there.
    cut : State
        The network along the cut: of one input, which is 0 at the probe.
    """

    network: PlanarNetwork
    view: PlanarView
    regions: list[Region]
    lines: tuple[tuple[Point, Point] | None, ...]
    cut: State

    @property
    def output(self) -> float:
        """The output at the probe."""
        return float(self.network(self.view.probe))


def planar_of(values: Mapping[str, float], units: int) -> PlanarNetwork:
    """Return the network that sliders name: ``wx0``, ``wy0``, ``b0``, ``v0`` …, and ``c``."""
    columns = ([values[f"{name}{i}"] for i in range(units)] for name in ("wx", "wy", "b", "v"))
    wx, wy, b, v = columns
    return PlanarNetwork(list(zip(wx, wy, strict=True)), b, v, values["c"])


def values_of(network: PlanarNetwork) -> dict[str, float]:
    """Return the parameters by the names that `planar_of` takes."""
    columns = (*network.weight.T.tolist(), network.bias.tolist(), network.output_weight.tolist())
    names = ("wx", "wy", "b", "v")
    return {
        **{
            f"{name}{unit}": value
            for name, column in zip(names, columns, strict=True)
            for unit, value in enumerate(column)
        },
        "c": network.output_bias,
    }


def read_planar(network: PlanarNetwork, view: PlanarView) -> PlanarState:
    """Find all that follows from a network of two inputs and its view."""
    window = (-view.reach, view.reach)
    cut_view = View(
        window=window,
        height=view.height,
        probe=0.0,
        stages=("v·h",),
        has_max=True,
        on=(True,) * len(network),
    )
    return PlanarState(
        network,
        view,
        regions(network, (window, window)),
        tuple(
            _segment(float(w1), float(w2), float(b), view.reach)
            for (w1, w2), b in zip(network.weight, network.bias, strict=True)
        ),
        read(along(network, view.probe, view.angle), cut_view),
    )


def along(network: PlanarNetwork, point: Point, angle: float) -> ReluNetwork:
    """Return the network along a line through a point, where its one input is 0."""
    way = np.array([_cosine(angle), _cosine(angle - 90.0)])
    weight, bias = network.weight @ way, network.weight @ np.array(point) + network.bias
    size = np.abs(network.weight) @ np.abs(way)
    level = np.abs(network.weight) @ np.abs(point) + np.abs(network.bias)
    return ReluNetwork(
        np.where(np.abs(weight) <= ROUNDING * size, 0.0, weight),
        np.where(np.abs(bias) <= ROUNDING * level, 0.0, bias),
        network.output_weight,
        network.output_bias,
    )


def _cosine(degrees: float) -> float:
    """Cosine, exact where a right angle is meant."""
    quarter, rest = divmod(degrees, 90.0)
    if rest == 0:
        return (1.0, 0.0, -1.0, 0.0)[int(quarter) % 4]
    return float(np.cos(np.deg2rad(degrees)))


def _segment(w1: float, w2: float, b: float, reach: float) -> tuple[Point, Point] | None:
    """Return the part of the line ``w1·x1 + w2·x2 + b = 0`` in the window."""
    if w1 == 0 and w2 == 0:
        return None
    size = w1 * w1 + w2 * w2
    foot = (-b * w1 / size, -b * w2 / size)
    way = (-w2, w1)
    low, high = -np.inf, np.inf
    for start, step in zip(foot, way, strict=True):
        if step == 0:
            if abs(start) >= reach:
                return None
            continue
        ends = sorted(((-reach - start) / step, (reach - start) / step))
        low, high = max(low, ends[0]), min(high, ends[1])
    if low >= high:
        return None
    near, far = (
        (float(foot[0] + t * way[0]) + 0.0, float(foot[1] + t * way[1]) + 0.0) for t in (low, high)
    )
    return near, far


def largest(network: PlanarNetwork, reach: float) -> tuple[float, Array]:
    """Return the output that is farthest from 0 in the window, and where: at a region's corner."""
    window = (-reach, reach)
    corners = np.concatenate([one.corners for one in regions(network, (window, window))])
    values = network(corners)
    worst = int(np.argmax(np.abs(values)))
    return float(values[worst]), corners[worst]
