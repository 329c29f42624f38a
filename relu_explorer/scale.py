"""The knob that moves nothing: it makes others of one unit that draw the same."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls import SCALE, Desk
from relu_explorer.shapes import Unit, is_same_unit, scaled, unscaled

_BASE = "scale_base"


def scale_base(desk: Desk) -> Unit:
    """Return the unit that the knob makes unit 0 of.

    It is worked out anew when something else has changed the unit, so that the knob itself
    need not be set back.
    """
    unit, power = desk.unit(0), desk.value(SCALE, 0.0)
    base: Unit = st.session_state.get(desk.key(_BASE), unit)
    if not is_same_unit(scaled(base, power, desk.grids), unit):
        base = unscaled(unit, power)
    st.session_state[desk.key(_BASE)] = base
    return base


def rescale(desk: Desk) -> bool:
    """Let the unit follow the knob; True, for that moves other sliders."""
    base = st.session_state[desk.key(_BASE)]
    desk.set_numbers([scaled(base, desk.value(SCALE), desk.grids)])
    return True
