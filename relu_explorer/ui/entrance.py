"""The pages, and the one way in: through ``app.py``, whichever page a link names."""

from __future__ import annotations

import streamlit as st
from streamlit.navigation.page import Page

from relu_explorer.language.translation import tr

_ENTERED = "entered_through_app"


def all_pages() -> list[Page]:
    """Return the pages in the order of the navigation."""
    return [
        st.Page("pages/explorer.py", title=tr("Explorer"), default=True),
        st.Page("pages/one_unit.py", title=tr("One unit")),
        st.Page("pages/adding_up.py", title=tr("Adding up")),
        st.Page("pages/lab.py", title=tr("The course lab")),
        st.Page("pages/training.py", title=tr("How units learn")),
        st.Page("pages/two_layers.py", title=tr("Two layers")),
        st.Page("pages/two_inputs.py", title=tr("Two inputs")),
        st.Page("pages/any_curve.py", title=tr("Any curve")),
        st.Page("pages/train.py", title=tr("Train on data")),
        st.Page("pages/questions.py", title=tr("Questions")),
    ]


def open_entrance() -> None:
    """Note that ``app.py`` runs; only it calls this."""
    st.session_state[_ENTERED] = True


def enter_through_app() -> None:
    """Send a visitor who came past ``app.py`` back to it; every page calls this first.

    Until a process has run ``st.navigation`` for the first time, Streamlit takes the folder
    ``pages`` for its older kind of app, and runs a page that a link names by itself.
    """
    if _ENTERED not in st.session_state:
        st.navigation(all_pages(), position="hidden")
        st.rerun()
