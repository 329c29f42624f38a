"""Where the controls of a page lie."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls import widgets
from relu_explorer.controls.page import CARD, Controls
from relu_explorer.language.translation import tr

_ACROSS = 4


def show_cards(controls: Controls) -> None:
    """Lay out a card a unit, four in a row, and one for the sum beside the first of them."""
    with st.container(key="rows", gap="small"):
        _show_rows(controls)


def _show_rows(controls: Controls) -> None:
    units = controls.units
    across = min(units, _ACROSS) + 1
    for first in range(0, units, _ACROSS):
        row = st.columns(across, gap="xsmall")
        for unit, column in zip(range(first, min(first + _ACROSS, units)), row, strict=False):
            with column.container(key=f"{CARD}{unit}", border=True, gap=None):
                widgets.choose_unit(controls, unit)
        if first == 0:
            with row[-1].container(key=f"{CARD}-sum", border=True, gap=None):
                st.markdown(tr("**Sum**"))
                widgets.choose_sum(controls)
