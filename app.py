"""ReLU Explorer: page setup and navigation."""

import streamlit as st

from relu_explorer.housekeeping import collect_now_and_then
from relu_explorer.style import use_style

st.set_page_config(page_title="ReLU Explorer", page_icon="relu_explorer/icon.svg", layout="wide")
collect_now_and_then()
use_style()
page = st.navigation(
    [st.Page("pages/explorer.py", title="Explorer", icon=":material/tune:", default=True)],
    position="top",
)
page.run()
