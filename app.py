"""ReLU Explorer: page setup and navigation."""

import streamlit as st

from relu_explorer.entrance import all_pages, open_entrance
from relu_explorer.housekeeping import prepare_process
from relu_explorer.presenting import is_hall, offer_presenting, show_caption
from relu_explorer.style import use_style
from relu_explorer.switch import offer_languages, read_language

read_language()
st.set_page_config(page_title="ReLU Explorer", page_icon="relu_explorer/icon.svg", layout="wide")
open_entrance()
prepare_process()
use_style(is_hall=is_hall())
page = st.navigation(all_pages(), position="hidden" if st.context.is_embedded else "top")
st.set_page_config(page_title=f"{page.title} – ReLU Explorer")
with st.container(key="corner", horizontal=True):
    offer_presenting(page.url_path)
    offer_languages()
show_caption()
page.run()
