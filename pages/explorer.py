"""The Explorer: sliders for every unit, the units and their sum, alive while one drags."""

import streamlit as st

from relu_explorer import controls, panels
from relu_explorer.live import live
from relu_explorer.stage import fill_stage, open_stage

toolbar = st.container(key="toolbar", horizontal=True, vertical_alignment="center")
stage = open_stage()


@st.fragment
def explore() -> None:
    """Run again on every release; the charts outside stay as they are."""
    link = controls.read_link()
    with toolbar:
        st.markdown("#### ReLU Explorer", width="content")
        controls.choose_example()
        controls.choose_frame()
        wants_to_type = st.button("Type numbers", icon=":material/table_edit:")
        controls.offer_undo()
    with stage.controls:
        controls.choose_stages()
        controls.choose_hold()
    show_sliders(controls.unit_count())

    setting = controls.setting()
    controls.report_link(link)
    controls.remember()
    fill_stage(stage, setting)
    with stage.hand:
        live(setting, note=controls.note(), on_moved=controls.move)
    show_words(setting)
    if wants_to_type:
        panels.type_numbers(setting)


def show_sliders(units: int) -> None:
    """Lay out a card a unit, four in a row, and one for the sum beside the first of them."""
    across = min(units, 4) + 1
    for first in range(0, units, 4):
        row = st.columns(across, gap="xsmall")
        for unit, column in zip(range(first, min(first + 4, units)), row, strict=False):
            with column.container(key=f"card{unit}", border=True, gap=None):
                controls.choose_unit(unit)
        if first == 0:
            with row[-1].container(key="card-sum", border=True, gap=None):
                st.markdown("**Sum**")
                controls.choose_sum()


def show_words(setting: controls.Setting) -> None:
    """Say what the numbers make: counter, ledger, formula."""
    panels.show_counter(setting)
    ledger, formula = st.columns([3, 2], gap="large")
    with ledger:
        panels.show_ledger(setting)
    with formula:
        panels.show_formula(setting)


explore()
