"""What the two charts show of a network: named curves of exact points.

The browser draws the same curves while a slider is held (``live/scene.js``); these are the
numbers that replace its preview.  A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from relu_explorer.explain import number
from relu_explorer.network import Array, ReluNetwork, contribution, preactivation, select
from relu_explorer.pieces import (
    Domain,
    Pieces,
    breakpoints,
    kinks,
    linear_pieces,
    vertices,
    without_max,
)

STAGES = ("z", "h", "v·h")

# Insets of handles and labels from the edge of the frame, as fractions of its size.
_INSET_X, _INSET_Y = 0.03, 0.08
_LABEL_ASIDE, _LABEL_WIDTH, _LABEL_ROOM = 0.07, 0.15, 0.2


class View(NamedTuple):
    """How a network is looked at.

    Attributes
    ----------
    window, height : tuple of float
        Range of x and of y that the charts show.
    probe : float
        The x at which the sum is taken apart.
    stages : tuple of str
        Which of `STAGES` the units' chart shows.
    has_max : bool
        False while the maximum with 0 is switched off.
    on : tuple of bool
        For each unit, False while it is muted.
    """

    window: Domain
    height: Domain
    probe: float
    stages: tuple[str, ...]
    has_max: bool
    on: tuple[bool, ...]


class Curve(NamedTuple):
    """Points of one trace; None breaks the line."""

    x: Sequence[float | None]
    y: Sequence[float | None]
    text: list[str] | None = None


Scene = dict[str, Curve]
EMPTY = Curve([], [])


def heard(network: ReluNetwork, view: View) -> ReluNetwork:
    """Return the network of the units that are not muted."""
    return select(network, np.array(view.on, dtype=bool))


def output_pieces(network: ReluNetwork, view: View) -> Pieces:
    """Pieces of the composite over the whole line: of the units heard, with or without max."""
    pieces = linear_pieces if view.has_max else without_max
    return pieces(heard(network, view))


def contributions(network: ReluNetwork, view: View, x: float) -> Array:
    """Contribution of every unit at `x`, shape (n,), with or without max."""
    if view.has_max:
        return contribution(network, x)
    return network.output_weight * preactivation(network, x)


def units_scene(network: ReluNetwork, view: View) -> Scene:
    """Curves of the units' chart: lines ``z``, ``h``, ``v·h``, corners and ray ends.

    Returns
    -------
    dict of str to Curve
        ``z0``, ``h0``, ``v·h0``, ``muted0``, ``corner0``, ``end0`` and so on for every unit,
        and ``probe``.
    """
    scene: Scene = {"probe": _probe_line(view)}
    for unit, switch in enumerate(breakpoints(network)):
        scene |= {
            f"{name}{unit}": curve
            for name, curve in _unit_curves(network, view, unit, float(switch)).items()
        }
    return scene


def composite_scene(network: ReluNetwork, view: View) -> Scene:
    """Curves of the composite's chart: the sum, its corners, strips, probe and signed bars.

    Returns
    -------
    dict of str to Curve
        ``y``, ``slopes``, ``probe``, ``point``, ``level``, ``total``, ``bar``, ``steps``,
        ``off``, and for every unit ``corner0``, ``on0``, ``bar0`` and so on.
    """
    low, high = view.window
    n = len(network)
    scene: Scene = {
        "y": _composite_line(network, view),
        "slopes": _edge_slopes(network, view),
        "probe": _probe_line(view),
        "off": Curve([low, high, None] * n, [y for unit in range(n) for y in (unit, unit, None)]),
    }
    scene |= _probe_bars(network, view)
    scene |= _composite_corners(network, view)
    for unit in range(n):
        scene[f"on{unit}"] = _strip(network, view, unit)
    return scene


def _unit_curves(network: ReluNetwork, view: View, unit: int, switch: float) -> Scene:
    w, b, v = (float(p[unit]) for p in (network.weight, network.bias, network.output_weight))
    low, high = view.window
    bends = view.has_max and low < switch < high
    x = [low, switch, high] if bends else [low, high]
    z = [w * position + b for position in x]
    h = [max(0.0, value) if view.has_max else value for value in z]
    if bends:
        h[1] = 0.0
    straight = Curve([low, high], [z[0], z[-1]])
    weighted = Curve([*x], [v * value + 0.0 for value in h])
    audible = view.on[unit]
    return {
        "z": straight if audible and "z" in view.stages else EMPTY,
        "h": Curve([*x], [*h]) if audible and "h" in view.stages else EMPTY,
        "v·h": weighted if audible and "v·h" in view.stages else EMPTY,
        "muted": EMPTY if audible else weighted,
        "corner": Curve([switch], [0.0]) if audible and bends else EMPTY,
        "end": _ray_end(w, b, v, view, unit) if audible else EMPTY,
    }


def _ray_end(w: float, b: float, v: float, view: View, unit: int) -> Curve:
    """Where the unit's ray leaves the frame, a little inside of it; nothing if it is off there."""
    low, high = view.window
    inset = _INSET_X * (high - low)
    edge = low + inset if w < 0 else high - inset
    scale = v if "v·h" in view.stages else 1.0
    slope, intercept = scale * w, scale * b
    if view.has_max and w * edge + b <= 0:
        return EMPTY
    y = slope * edge + intercept
    bottom, top = _inner_height(view)
    inside = min(max(y, bottom), top)
    if inside != y and slope != 0:
        crossing = (inside - intercept) / slope
        edge, y = (crossing, inside) if low < crossing < high else (edge, y)
    return Curve([edge], [y + 0.0], [str(unit)])


def _composite_line(network: ReluNetwork, view: View) -> Curve:
    if view.has_max:
        x, y = vertices(heard(network, view), view.window)
        return Curve(x.tolist(), y.tolist())
    line = output_pieces(network, view)
    return Curve([*view.window], [_value(line, 0, x) for x in view.window])


def _composite_corners(network: ReluNetwork, view: View) -> Scene:
    """Each unit's corner on the composite, where the slope really changes."""
    sounding = heard(network, view)
    bends = kinks(sounding)[0] if view.has_max else np.array([])
    low, high = view.window
    scene: Scene = {}
    for unit, switch in enumerate(breakpoints(network).tolist()):
        shown = (
            view.on[unit]
            and network.output_weight[unit] != 0
            and low < switch < high
            and bool(np.isclose(bends, switch, rtol=1e-12, atol=0).any())
        )
        y = float(sounding(switch)) if shown else 0.0
        scene[f"corner{unit}"] = Curve([switch], [y]) if shown else EMPTY
    return scene


def _edge_slopes(network: ReluNetwork, view: View) -> Curve:
    """Write the slope of the composite beside its line at both edges of the frame."""
    pieces = output_pieces(network, view)
    low, high = view.window
    inset = _INSET_X * (high - low)
    bottom, top = _inner_height(view)
    inner = pieces.knots[1:-1]
    at = (int(np.searchsorted(inner, low, "right")), int(np.searchsorted(inner, high, "left")))
    x, y, text = [low + inset, high - inset], [], []
    for position, piece, side in zip(x, at, (-1, 1), strict=True):
        slope = float(pieces.slopes[piece])
        aside = side * _LABEL_ASIDE * (view.height[1] - view.height[0]) * (1 if slope >= 0 else -1)
        level = _value(pieces, piece, position) + aside
        if not bottom <= level <= top:  # no room there: on the line's other side
            far_end = position - side * _LABEL_WIDTH * (high - low)
            level = _value(pieces, piece, far_end) - aside
            room = _LABEL_ROOM * (top - bottom)
            level = min(max(level, bottom + room), top - room)
        y.append(level)
        text.append(f"slope {number(slope)}")
    return Curve([*x], [*y], text)


def _strip(network: ReluNetwork, view: View, unit: int) -> Curve:
    """Mark the part of the window on which the unit is on."""
    low, high = view.window
    w, b = float(network.weight[unit]), float(network.bias[unit])
    if not view.on[unit]:
        return EMPTY
    if view.has_max:
        low = max(low, -b / w) if w > 0 else low
        high = min(high, -b / w) if w < 0 else high
        if low >= high or (w == 0 and b <= 0):
            return EMPTY
    return Curve([low + 0.0, high + 0.0], [unit, unit])


def fitting_frame(network: ReluNetwork, view: View) -> tuple[Domain, Domain]:
    """Ranges of x and y that hold every corner of the units heard, and their curves.

    Returns
    -------
    window, height : tuple of float
        With some room around; the default range where there is no corner.
    """
    corners = breakpoints(heard(network, view))
    corners = corners[np.isfinite(corners)]
    low, high = (corners.min(), corners.max()) if corners.size else (-4.0, 4.0)
    room = max(0.25 * (high - low), 1.0)
    window = (float(low - room), float(high + room))
    shown = view._replace(window=window)
    units, composite = units_scene(network, shown), composite_scene(network, shown)
    curves = [composite["y"], *(units[f"v·h{unit}"] for unit in range(len(network)))]
    y = [value for curve in curves for value in curve.y if value is not None]
    low, high = min(0.0, *y), max(0.0, *y)
    room = max(0.1 * (high - low), 0.5)
    return window, (low - room, high + room)


def _probe_line(view: View) -> Curve:
    low, high = view.window
    return Curve([view.probe] * 2, [*view.height]) if low <= view.probe <= high else EMPTY


def _probe_bars(network: ReluNetwork, view: View) -> Scene:
    """Stack the signed contributions at the probe, from the output bias to the output."""
    low, high = view.window
    parts = np.where(view.on, contributions(network, view, view.probe), 0.0).tolist()
    tops = (network.output_bias + np.cumsum([0.0, *parts])).tolist()
    n, total = len(network), tops[-1]
    shown = low <= view.probe <= high
    levels = [top for top in tops for _ in range(2)]
    scene: Scene = {
        "point": Curve([view.probe], [total]) if shown else EMPTY,
        "level": Curve([view.probe, high], [total, total]) if shown else EMPTY,
        "total": Curve([-0.7, n + 0.7], [total, total]),
        "bar": Curve([0, 0], [0.0, tops[0]]),
        "steps": Curve([k for unit in range(n) for k in (unit, unit + 1)] + [n], levels[:-1]),
    }
    for unit in range(n):
        ends = [tops[unit], tops[unit + 1]]
        scene[f"bar{unit}"] = Curve([unit + 1] * 2, ends) if view.on[unit] else EMPTY
    return scene


def _inner_height(view: View) -> Domain:
    bottom, top = view.height
    inset = _INSET_Y * (top - bottom)
    return bottom + inset, top - inset


def _value(pieces: Pieces, piece: int, x: float) -> float:
    return float(pieces.slopes[piece] * x + pieces.intercepts[piece])
