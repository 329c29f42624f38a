"""What is drawn, as files: pictures, a handout, the curves; made in the browser, as it is now."""

from __future__ import annotations

import streamlit as st

from relu_explorer.language.translation import language, tr
from relu_explorer.live.modules import module_component, read_html

_component = module_component("pictures", html=read_html("pictures"))


def offer_pictures(charts: tuple[str, ...], *, moves: bool = False) -> None:
    """Offer the charts with these keys as files.

    Parameters
    ----------
    charts : tuple of str
    moves : bool
        Whether they show a network that can be handed on with sliders of its own.
    """
    names = {
        "html": tr("Handout (HTML)"),
        "moving": tr("Handout with sliders (HTML)"),
        "frame": tr("Frame for a course page"),
        "csv": tr("Curves (CSV)"),
    }
    data = {
        "charts": charts,
        "label": tr("What is drawn now:"),
        "names": names,
        "title": "ReLU Explorer",
        "moves": moves,
        "language": language(),
    }
    _component(key="pictures", data=data)


def offer_handout(charts: tuple[str, ...]) -> None:
    """Offer the same, folded away."""
    with st.expander(tr("Save and share")):
        offer_pictures(charts, moves=True)
