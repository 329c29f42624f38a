"""The Explorer: sliders for every unit, the units and their sum, alive while one drags."""

import streamlit as st

from relu_explorer import panels, widgets
from relu_explorer.controls import Desk
from relu_explorer.entrance import enter_through_app
from relu_explorer.examples import example_note
from relu_explorer.history import remember
from relu_explorer.language import tr
from relu_explorer.layout import show_cards
from relu_explorer.live import live
from relu_explorer.live.pictures import offer_handout
from relu_explorer.parameters import COUNTED_PARAMETERS
from relu_explorer.presenting import is_hall
from relu_explorer.reruns import answer_part, page_part
from relu_explorer.stage import CHARTS, fill_stage, open_stage
from relu_explorer.typing_in import type_numbers

enter_through_app()
desk = Desk("", grids=COUNTED_PARAMETERS)
toolbar = st.container(key="toolbar", horizontal=True, vertical_alignment="center")
stage = open_stage()


@page_part
def explore() -> None:
    """Show the controls; the charts outside stay as they are."""
    link = widgets.read_link(desk)
    with toolbar:
        st.markdown("#### ReLU Explorer", width="content")
        question = tr("Start with a question")
        st.page_link("pages/one_unit.py", label=question, icon=":material/school:")
        widgets.choose_example(desk)
        widgets.choose_unit_count(desk)
        widgets.choose_frame(desk)
        widgets.offer_start(desk)
        wants_to_type = st.button(tr("Type numbers"), icon=":material/table_edit:")
    with stage.controls:
        widgets.choose_stages(desk)
        widgets.choose_hold(desk)
    show_cards(desk)
    widgets.report_link(desk, link)
    answer()
    offer_handout(CHARTS)
    if wants_to_type:
        type_numbers(desk)


@answer_part
def answer() -> None:
    """Show what follows from the numbers: alone after every release of a slider."""
    setting = desk.setting()
    remember(desk)
    with toolbar:
        widgets.offer_undo(desk)
    fill_stage(stage, setting)
    with stage.hand:
        live(desk, setting, note="" if is_hall() else example_note(desk, setting))
    panels.show_words(setting)


explore()
