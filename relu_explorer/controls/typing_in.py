"""Exact numbers, typed in."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls.page import TYPED, Controls
from relu_explorer.language.translation import tr
from relu_explorer.training.cells import typed_number

_REFUSED = "refused_numbers"


def type_numbers(controls: Controls) -> None:
    """Offer a field for every parameter; take over all of them, or say which cannot be used."""
    st.dialog(tr("Exact numbers"))(_offer_fields)(controls)


def _offer_fields(controls: Controls) -> None:
    names = [name for name in controls.sliders_shown if name != "probe"]
    across = len(controls.grids.keys() & {*"wbv"})
    with st.form("numbers", border=False):
        for first in range(0, len(names), across):
            for name, column in zip(names[first:], st.columns(across), strict=False):
                now = f"{controls.value(name):.12g}"
                column.text_input(name, now, key=controls.key(TYPED + name))
        label = tr("Use these numbers")
        is_sent = st.form_submit_button(
            label, type="primary", on_click=_use, args=(controls, names)
        )
    reach = ", ".join(
        tr(
            "{symbol} from {low} to {high}",
            symbol=symbol,
            low=f"{grid.low:g}",
            high=f"{grid.high:g}",
        )
        for symbol, grid in controls.grids.items()
        if symbol in "wbvc"
    )
    st.caption(tr("A comma will do for the point. The sliders reach: {reach}.", reach=reach))
    refused = st.session_state.get(controls.key(_REFUSED)) if is_sent else None
    if refused:
        st.error(
            tr(
                "No numbers within the sliders' reach: {refused}. Nothing was changed.",
                refused=refused,
            )
        )
    elif is_sent:
        st.rerun()


def _use(controls: Controls, names: list[str]) -> None:
    values = {name: typed_number(controls.value(TYPED + name)) for name in names}
    refused = [name for name, value in values.items() if not controls.reaches(name, value)]
    st.session_state[controls.key(_REFUSED)] = ", ".join(refused)
    if not refused:
        controls.put(values)
