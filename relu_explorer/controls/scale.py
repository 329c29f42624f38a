"""The knob that moves nothing: it makes others of one unit that draw the same."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls.page import SCALE, Controls
from relu_explorer.core.shapes import Unit, is_same_unit, scaled, unscaled

_BASE = "scale_base"


def keep_base(controls: Controls) -> Unit:
    """Keep, for the knob's next move, the unit that it makes unit 0 of, and return it.

    It is worked out anew when something else has changed the unit, so that the knob itself
    need not be set back.
    """
    unit, power = controls.unit(0), controls.value(SCALE, 0.0)
    base: Unit = st.session_state.get(controls.key(_BASE), unit)
    if not is_same_unit(scaled(base, power, controls.grids), unit):
        base = unscaled(unit, power)
    st.session_state[controls.key(_BASE)] = base
    return base


def rescale(controls: Controls) -> bool:
    """Let the unit follow the knob; True, for that moves other sliders."""
    base = st.session_state[controls.key(_BASE)]
    controls.set_numbers([scaled(base, controls.value(SCALE), controls.grids)])
    return True
