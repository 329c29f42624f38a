"""The example loaded last, and what to look for in it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from relu_explorer.controls import Desk, Setting
from relu_explorer.framing import is_in_sight
from relu_explorer.language import tr
from relu_explorer.presets import PRESETS

_LOADED = "example_loaded"


def load_example(desk: Desk, name: Any) -> None:
    """Set units and frame as in the preset of that name."""
    if name in PRESETS:
        desk.load(PRESETS[name])
        st.session_state[desk.key(_LOADED)] = name


def example_note(desk: Desk, setting: Setting) -> str:
    """Return what to look for in the example, as long as it is as it was loaded.

    Where nothing of the sum is to be seen, that comes first.
    """
    if not is_in_sight(setting.network, setting.view):
        return tr("Nothing of the sum lies inside the frame: choose Frame, then Fit to the curves.")
    preset = PRESETS.get(st.session_state.get(desk.key(_LOADED), ""), desk.opening)
    network, view = setting.network, setting.view
    now = tuple(zip(network.weight, network.bias, network.output_weight, strict=True))
    is_whole = view.has_max and all(view.on) and network.output_bias == preset.output_bias
    is_as_loaded = now == preset.units and is_whole and view.window == preset.window
    return tr((preset if is_as_loaded else desk.opening).note)
