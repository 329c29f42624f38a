"""What the two charts show of a state: named curves of exact points.

The browser draws the same curves while a slider is held (``live/browser/scenes/scene.js``);
these are the numbers that replace its preview.  A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import Domain
from relu_explorer.core.state import State, View

# Insets of handles and labels from the edge of the frame, as fractions of its size.
INSET_X, _INSET_Y = 0.03, 0.08
_MOST_DOTS = 300


class Curve(NamedTuple):
    """Points of one trace; None breaks the line."""

    x: Sequence[float | None]
    y: Sequence[float | None]
    text: list[str] | None = None


Scene = dict[str, Curve]
EMPTY = Curve([], [])


def units_scene(state: State) -> Scene:
    """Curves of the units' chart: lines ``z``, ``h``, ``v·h``, corners and ray ends.

    Returns
    -------
    dict of str to Curve
        ``probe``, and for every unit ``z0``, ``h0`` and ``v·h0`` as far as these stages are
        chosen, ``corner0`` and ``end0``; of a muted unit ``muted0`` alone.
    """
    scene: Scene = {"probe": probe_line(state.view)}
    for unit, switch in enumerate(state.breakpoints.tolist()):
        curves = _unit_curves(state.network, state.view, unit, switch)
        scene |= {f"{name}{unit}": curve for name, curve in curves.items()}
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
    if not view.on[unit]:
        return {"muted": weighted}
    stages = {"z": straight, "h": Curve([*x], [*h]), "v·h": weighted}
    return {
        **{stage: curve for stage, curve in stages.items() if stage in view.stages},
        "corner": Curve([switch], [0.0]) if bends else EMPTY,
        "end": _ray_end(w, b, v, view, unit),
    }


def _ray_end(w: float, b: float, v: float, view: View, unit: int) -> Curve:
    """Where the unit's ray leaves the frame, a little inside of it; nothing if it is off there."""
    low, high = view.window
    inset = INSET_X * (high - low)
    edge = low + inset if w < 0 else high - inset
    scale = v if "v·h" in view.stages else 1.0
    slope, intercept = scale * w, scale * b
    if view.has_max and w * edge + b <= 0:
        return EMPTY
    y = slope * edge + intercept
    bottom, top = inner_height(view)
    inside = min(max(y, bottom), top)
    if inside != y and slope != 0:
        crossing = (inside - intercept) / slope
        edge, y = (crossing, inside) if low < crossing < high else (edge, y)
    return Curve([edge], [y + 0.0], [str(unit)])


def probe_line(view: View) -> Curve:
    """Return the probe's line across the frame; nothing if it is beside it."""
    low, high = view.window
    return Curve([view.probe] * 2, [*view.height]) if low <= view.probe <= high else EMPTY


def dots(data: Samples | None) -> Curve:
    """Return data points as dots: a line that ends where it begins, with round ends.

    Of many points so many are taken, at equal distances in the row, as can be told apart.
    """
    if data is None:
        return EMPTY
    chosen = np.unique(np.linspace(0, data.x.size - 1, _MOST_DOTS).astype(int))
    x, y = (values[chosen].tolist() for values in data)
    return Curve(
        [at for one in x for at in (one, one, None)], [at for one in y for at in (one, one, None)]
    )


def inner_height(view: View) -> Domain:
    """Range of y in which a handle or a label keeps clear of the frame's edge."""
    bottom, top = view.height
    inset = _INSET_Y * (top - bottom)
    return bottom + inset, top - inset
