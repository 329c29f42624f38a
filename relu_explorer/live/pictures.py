"""What is drawn, as files: pictures, a handout, the curves; made in the browser, as it is now."""

from __future__ import annotations

import streamlit as st

from relu_explorer.language.translation import tr
from relu_explorer.live.modules import module_component, read_html

_component = module_component("pictures", html=read_html("pictures"))


def offer_pictures(charts: tuple[str, ...]) -> None:
    """Offer the charts with these keys as files."""
    names = {"html": tr("Handout (HTML)"), "csv": tr("Curves (CSV)")}
    label = tr("What is drawn now:")
    data = {"charts": charts, "label": label, "names": names, "title": "ReLU Explorer"}
    _component(key="pictures", data=data)


def offer_handout(charts: tuple[str, ...]) -> None:
    """Offer the same, folded away."""
    with st.expander(tr("Take it along")):
        offer_pictures(charts)
