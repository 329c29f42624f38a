"""Train: gradient descent and Adam as a film, on a curve or on one's own points."""

import streamlit as st

from relu_explorer import databar, progress, takeaway, trainer, widgets
from relu_explorer.controls import Desk
from relu_explorer.entrance import enter_through_app
from relu_explorer.history import remember
from relu_explorer.language import tr
from relu_explorer.layout import show_cards
from relu_explorer.parameters import TRAINING_PARAMETERS
from relu_explorer.presets import TRAINING_OPENING, framed
from relu_explorer.reading import Samples
from relu_explorer.reruns import answer_part, page_part
from relu_explorer.scaling import scaling_for
from relu_explorer.stage import CHARTS, fill_stage, open_stage

enter_through_app()
progress.read_progress()
desk = Desk("fit_", TRAINING_OPENING, TRAINING_PARAMETERS)
toolbar = st.container(key="toolbar", horizontal=True, vertical_alignment="center")
stage = open_stage()
hand = st.container(key="training-hand")


@page_part
def train() -> None:
    """Show the choice of data, the controls, and the answer."""
    link = widgets.read_link(desk)
    with toolbar:
        data = databar.choose_data(desk)
        widgets.choose_unit_count(desk)
        widgets.offer_start(desk)
    with stage.controls:
        widgets.choose_stages(desk)
    scaling = scaling_for(data)
    scaled = scaling(data)
    here = desk._replace(data=scaled, opening=framed(desk.opening, scaled))
    with st.container(key="training-bar"):
        trainer.offer_training(here)
        trainer.offer_starts(here)
    show_cards(here)
    widgets.report_link(here, link)
    answer(here, data)
    takeaway.offer_opening(here)


@answer_part
def answer(here: Desk, data: Samples) -> None:
    """Show what follows: alone after every release, and when the player asks for pictures."""
    setting = here.setting()
    remember(here)
    with toolbar:
        widgets.offer_undo(here)
    fill_stage(stage, setting)
    note = tr("Press Play, and watch the corners travel.")
    trainer.show_player(hand, here, setting, note, "")
    scaling = scaling_for(data)
    st.markdown(scaling.words())
    trainer.show_gradient(here, setting)
    takeaway.offer(here, scaling.undone(setting.network), data, CHARTS)
    progress.write_progress()


train()
