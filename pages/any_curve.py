"""Any curve: how near so many units come, and how fast the error falls."""

import streamlit as st

from relu_explorer.controls.page import Controls
from relu_explorer.ui.curves import approximator
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.tasks import progress
from relu_explorer.ui.tasks.lesson import take_lesson

enter_through_app()
progress.take_progress()
take_lesson()
controls = Controls("curve_")


@st.fragment
def approximate() -> None:
    """Run again on every release."""
    approximator.show_approximation(controls, *approximator.choose_curve(controls))


approximate()
progress.write_progress()
