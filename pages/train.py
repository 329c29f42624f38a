"""Train: gradient descent and Adam as a history, on a curve or on one's own points."""

from dataclasses import replace

import streamlit as st

from relu_explorer.controls import widgets
from relu_explorer.controls.page import Controls
from relu_explorer.controls.reruns import answer_part, page_part
from relu_explorer.controls.undo import remember
from relu_explorer.core.curves import Samples
from relu_explorer.core.parameters import TRAINING_PARAMETERS
from relu_explorer.language.translation import tr
from relu_explorer.questions.presets import TRAINING_OPENING, framed
from relu_explorer.training.scaling import scaling_for
from relu_explorer.ui import takeaway, trainer
from relu_explorer.ui.charts import CHARTS, fill_charts, open_charts
from relu_explorer.ui.curves import curve_choice
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.layout import show_cards
from relu_explorer.ui.tasks import progress

enter_through_app()
progress.take_progress()
controls = Controls("fit_", TRAINING_OPENING, TRAINING_PARAMETERS)
toolbar = st.container(key="toolbar", horizontal=True, vertical_alignment="center")
charts = open_charts()
place = st.container(key="player")


@page_part
def train() -> None:
    """Show the choice of data, the controls, and the answer."""
    link = widgets.read_link(controls)
    with toolbar:
        data, _, _, is_dated = curve_choice.choose_data(controls)
        widgets.choose_unit_count(controls)
        widgets.offer_start(controls)
    with charts.toolbar:
        widgets.choose_stages(controls)
    scaling = scaling_for(data, is_dated)
    scaled = scaling(data)
    here = replace(controls, data=scaled, scaling=scaling, opening=framed(controls.opening, scaled))
    with st.container(key="training-bar"):
        trainer.offer_training(here)
        trainer.offer_starts(here)
    show_cards(here)
    widgets.report_link(here, link)
    answer(here, data)
    takeaway.offer_opening(here)


@answer_part
def answer(here: Controls, data: Samples) -> None:
    """Show what follows: alone after every release, and when the player asks for snapshots."""
    setting = here.setting()
    here.keep(setting)
    remember(here)
    with toolbar:
        widgets.offer_undo(here)
    fill_charts(charts, setting)
    with place:
        trainer.show_player(here, setting, tr("Press Play, and watch the corners travel."))
        st.markdown(here.scaling.words())
    trainer.show_gradient(here, setting)
    takeaway.offer(here, here.scaling.undone(setting.state.network), data, CHARTS)
    progress.write_progress()


train()
