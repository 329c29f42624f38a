"""What a gesture in the browser changes: it moves one slider or several, or holds a corner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from relu_explorer.controls.corners import bias_for
from relu_explorer.controls.keys import Keys
from relu_explorer.controls.page import CORNERS, HOLD, SCALE, Controls
from relu_explorer.core.nearness import is_near
from relu_explorer.core.parameters import is_number
from relu_explorer.language.translation import tr

_ANSWERED = "event_answered"
_OF_UNIT = ("w", "b", "v", "p", "wx", "wy")  # what a unit that takes the inputs has


def move(controls: Controls, moved: Mapping[str, Any]) -> None:
    """Take over what a gesture has moved or held.

    Parameters
    ----------
    controls : Controls
        The controls of the page.
    moved : mapping
        Names of sliders and their new values, the event's ``number``, and in ``corners`` the
        places that were held, by their units.
    """
    take(controls, moved)
    held = moved.get("corners")
    if controls.value(HOLD) == "corner" and isinstance(held, Mapping):
        for unit in range(controls.units):
            if is_number(held.get(str(unit))) and f"w{unit}" in _adjustable(controls):
                _hold(controls, unit, float(held[str(unit)]))


def take(controls: Keys, moved: Mapping[str, Any]) -> None:
    """Take over the sliders that a gesture has moved, unless it was one slider alone.

    Parameters
    ----------
    controls : Keys
        The controls of a page, of whatever network.
    moved : mapping
        Names of sliders and their new values, and the event's ``number``.
    """
    taken = {name for name in _adjustable(controls).intersection(moved) if is_number(moved[name])}
    for name in taken:
        grid, value = controls.grid(name), float(moved[name])
        present = controls.value(name)
        if is_near(value, present):
            controls.put({name: present})  # trained numbers lie between the steps of the sliders
        # A bias that puts a corner somewhere need not lie on the grid, nor what the knob moves.
        elif grid.symbol.startswith("b") or SCALE in taken:
            controls.put({name: grid.clamped(round(value, 10))})
        else:
            controls.put({name: grid.snapped(value)})
    if is_number(moved.get("number")):
        st.session_state[controls.key(_ANSWERED)] = int(moved["number"])


def last_answered(controls: Keys) -> int:
    """Return the number of the last event of the charts that was answered."""
    return int(controls.kept(_ANSWERED, 0))


def turn(controls: Controls, unit: int) -> bool:
    """Let the bias follow a weight that was changed, if it is the corner that is held.

    Returns
    -------
    bool
        Whether sliders move with each other.
    """
    if controls.value(HOLD) == "corner":
        _follow(controls, unit)
    return moves_others(controls)


def moves_others(controls: Controls) -> bool:
    """Return whether sliders move with each other.

    Then even those that only follow may seem changed: while the keys are pressed quickly, the
    browser tells what they showed before.
    """
    return bool(controls.value(HOLD) == "corner" or controls.value(SCALE, 0.0) != 0)


def _adjustable(controls: Keys) -> set[str]:
    """Names of the sliders that are there and not locked."""
    names = {*controls.sliders_shown, SCALE}
    there = {name for name in names if controls.value(name) is not None}
    return there - {f"{symbol}{unit}" for symbol in _OF_UNIT for unit in controls.locked}


def _follow(controls: Controls, unit: int) -> None:
    """Set the bias so that the unit's last known corner stays where it was."""
    known = controls.kept(CORNERS, {}).get(unit)
    if known is not None and unit not in controls.locked:
        bias = bias_for(known[0], controls.value(f"w{unit}"))
        controls.put({f"b{unit}": controls.grids["b"].clamped(bias)})
        _hold(controls, unit, known[0])


def _hold(controls: Controls, unit: int, corner: float) -> None:
    """Keep a corner as the one to hold; say so if the bias does not reach as far."""
    name, bias = f"b{unit}", bias_for(corner, controls.value(f"w{unit}"))
    known = {**controls.kept(CORNERS, {}), unit: (corner, controls.value(name))}
    st.session_state[controls.key(CORNERS)] = known
    if not controls.reaches(name, bias):
        st.toast(tr("{name} is at the end of its slider, so the corner has moved.", name=name))
