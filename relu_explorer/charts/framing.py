"""The frame in which a network is seen whole."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from relu_explorer.charts.scene import units_scene
from relu_explorer.core.parameters import WINDOW_ENDS
from relu_explorer.core.pieces import Domain, breakpoints, linear_pieces
from relu_explorer.core.several.two_layers import DeepState, read_deep
from relu_explorer.core.state import State, read


def is_in_sight(state: State) -> bool:
    """Return whether some of the network's curve lies within the frame, not just at its edge."""
    y = state.line[1]
    low, high = state.view.height
    return bool(y.min() < high and y.max() > low)


def fitting_frame(state: State) -> tuple[Domain, Domain]:
    """Ranges of x and y that hold every corner of the units heard, their curves and the probe.

    Returns
    -------
    window, height : tuple of float
        With some room around; the default range where there is no corner.
    """
    corners = breakpoints(state.heard)
    window = _window(corners[np.isfinite(corners)].tolist(), state.view.probe)
    framed = read(state.network, state.view._replace(window=window, stages=("v·h",)))
    units = units_scene(framed)
    curves = [framed.line[1].tolist(), *(units[f"v·h{unit}"].y for unit in state.units)]
    return window, _roomy([value for curve in curves for value in curve if value is not None])


def deep_frame(state: DeepState) -> tuple[Domain, Domain]:
    """Ranges of x and y that hold every corner of two layers, their curves and the probe."""
    knots = linear_pieces(state.network).knots[1:-1]
    window = _window([*knots.tolist(), *state.kinks.tolist()], state.view.probe)
    framed = read_deep(state.network, state.view._replace(window=window))
    curves = [framed.line, *framed.bent, *framed.cut]
    return window, _roomy([value for _, y in curves for value in y.tolist()])


def _window(corners: Sequence[float], probe: float) -> Domain:
    """Return a range that holds corners and the probe, with some room around."""
    within = np.clip(corners, WINDOW_ENDS[0], WINDOW_ENDS[-1]).tolist()
    held = [*(within or (-4.0, 4.0)), probe]
    low, high = min(held), max(held)
    room = max(0.25 * (high - low), 1.0)
    return float(low - room), float(high + room)


def _roomy(y: Sequence[float]) -> Domain:
    """Return a range that holds 0 and some values, with some room around."""
    low, high = min(0.0, *y), max(0.0, *y)
    room = max(0.1 * (high - low), 0.5)
    return low - room, high + room
