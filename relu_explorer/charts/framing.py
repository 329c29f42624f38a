"""The frame in which a network is seen whole."""

from __future__ import annotations

import numpy as np

from relu_explorer.charts.scene import units_scene
from relu_explorer.core.parameters import WINDOW_ENDS
from relu_explorer.core.pieces import Domain, breakpoints
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
    corners = np.clip(corners[np.isfinite(corners)], WINDOW_ENDS[0], WINDOW_ENDS[-1])
    held = [*(corners if corners.size else (-4.0, 4.0)), state.view.probe]
    low, high = min(held), max(held)
    room = max(0.25 * (high - low), 1.0)
    window = (float(low - room), float(high + room))
    framed = read(state.network, state.view._replace(window=window, stages=("v·h",)))
    units = units_scene(framed)
    curves = [framed.line[1].tolist(), *(units[f"v·h{unit}"].y for unit in state.units)]
    y = [value for curve in curves for value in curve if value is not None]
    low, high = min(0.0, *y), max(0.0, *y)
    room = max(0.1 * (high - low), 0.5)
    return window, (low - room, high + room)
