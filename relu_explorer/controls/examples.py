"""The example loaded last, and what to look for in it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from relu_explorer.charts.framing import is_in_sight
from relu_explorer.controls.page import Controls, Setting
from relu_explorer.language.translation import tr
from relu_explorer.questions.presets import PRESETS

_LOADED = "example_loaded"


def load_example(controls: Controls, name: Any) -> None:
    """Set units and frame as in the preset of that name."""
    if name in PRESETS:
        controls.load(PRESETS[name])
        st.session_state[controls.key(_LOADED)] = name


def example_note(controls: Controls, setting: Setting) -> tuple[str, str]:
    """Return what to look for in the example, as long as it is as it was loaded.

    Where nothing of the sum is to be seen, that comes first, with the verdict "lost".
    """
    if not is_in_sight(setting.state):
        lost = tr("Nothing of the sum lies inside the frame: choose Frame, then Fit to the curves.")
        return lost, "lost"
    preset = PRESETS.get(st.session_state.get(controls.key(_LOADED), ""), controls.opening)
    network, view = setting.state.network, setting.state.view
    is_whole = view.has_max and all(view.on) and network.output_bias == preset.output_bias
    is_as_loaded = tuple(network.rows) == preset.units and is_whole and view.window == preset.window
    return tr((preset if is_as_loaded else controls.opening).note), ""
