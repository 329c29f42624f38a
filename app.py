"""ReLU Explorer: page setup and navigation."""

import streamlit as st

from relu_explorer.entrance import all_pages, open_entrance
from relu_explorer.housekeeping import prepare_process
from relu_explorer.style import use_style

st.set_page_config(page_title="ReLU Explorer", page_icon="relu_explorer/icon.svg", layout="wide")
open_entrance()
prepare_process()
use_style()
st.navigation(all_pages(), position="top").run()
