"""The corner that a unit had last: what is held while its weight changes, and even passes 0."""

from __future__ import annotations

import math
from collections.abc import Mapping

from relu_explorer.core.nearness import is_near
from relu_explorer.core.state import State

# The last known corner of a unit, with its bias then.
Corners = Mapping[int, tuple[float, float]]


def known_corners(known: Corners, state: State) -> dict[int, tuple[float, float]]:
    """Return the corners of a state, and of units without one the corner known before.

    A corner that has moved by no more than rounding stays what it was, however often it is held.
    It is forgotten when the bias is moved meanwhile: then there is no corner to hold.
    """
    found = dict(known)
    corners = zip(state.breakpoints.tolist(), state.network.bias.tolist(), strict=True)
    for unit, (corner, bias) in enumerate(corners):
        if math.isfinite(corner):
            is_held = unit in found and is_near(corner, found[unit][0])
            found[unit] = (found[unit][0] if is_held else corner, bias)
        elif unit in found and bias not in (0.0, found[unit][1]):
            del found[unit]
    return found


def bias_for(corner: float, weight: float) -> float:
    """Return the bias with which a unit of that weight switches at the corner."""
    return -weight * corner + 0.0
