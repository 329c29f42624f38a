"""The Explorer: sliders for every unit, the units and their sum, alive while one drags."""

import streamlit as st

from relu_explorer.controls import widgets
from relu_explorer.controls.examples import example_note
from relu_explorer.controls.page import Controls
from relu_explorer.controls.reruns import answer_part, page_part
from relu_explorer.controls.typing_in import type_numbers
from relu_explorer.controls.undo import remember
from relu_explorer.core.parameters import COUNTED_PARAMETERS
from relu_explorer.language.translation import tr
from relu_explorer.live.layer import live
from relu_explorer.live.pictures import offer_handout
from relu_explorer.ui import panels
from relu_explorer.ui.charts import CHARTS, fill_charts, open_charts
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.layout import show_cards
from relu_explorer.ui.presenting import is_hall

enter_through_app()
controls = Controls("", grids=COUNTED_PARAMETERS)
toolbar = st.container(key="toolbar", horizontal=True, vertical_alignment="center")
charts = open_charts()


@page_part
def explore() -> None:
    """Show the controls; the charts outside stay as they are."""
    link = widgets.read_link(controls)
    with toolbar:
        st.markdown("#### ReLU Explorer", width="content")
        question = tr("Start with a question")
        st.page_link("pages/one_unit.py", label=question, icon=":material/school:")
        widgets.choose_example(controls)
        widgets.choose_unit_count(controls)
        widgets.choose_frame(controls)
        widgets.offer_start(controls)
        wants_to_type = st.button(tr("Type numbers"), icon=":material/table_edit:")
    with charts.toolbar:
        widgets.choose_stages(controls)
        widgets.choose_hold(controls)
    show_cards(controls)
    widgets.report_link(controls, link)
    answer()
    offer_handout(CHARTS)
    if wants_to_type:
        type_numbers(controls)


@answer_part
def answer() -> None:
    """Show what follows from the numbers: alone after every release of a slider."""
    setting = controls.setting()
    controls.keep(setting)
    remember(controls)
    with toolbar:
        widgets.offer_undo(controls)
    fill_charts(charts, setting)
    note, verdict = ("", "") if is_hall() else example_note(controls, setting)
    with charts.readout:
        live(controls, setting, note=note, verdict=verdict)
    panels.show_words(setting.state)


explore()
