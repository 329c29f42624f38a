"""Any curve: how near so many units come, and how fast the error falls."""

import streamlit as st

from relu_explorer import approximator, progress
from relu_explorer.controls import Desk
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import read_lesson

enter_through_app()
progress.read_progress()
read_lesson()
desk = Desk("curve_")


@st.fragment
def approximate() -> None:
    """Run again on every release."""
    approximator.show_approximation(desk, *approximator.choose_curve(desk))


approximate()
progress.write_progress()
