"""The page's style sheet: places, and one colour a unit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from relu_explorer.palette import COLOURS

_SHEET = Path(__file__).with_suffix(".css")


def use_style() -> None:
    """Add the style sheet to the page."""
    st.html(f"<style>{_style()}</style>")


@cache
def _style() -> str:
    colours = (f".st-key-card{unit} {{ --unit: {colour}; }}" for unit, colour in enumerate(COLOURS))
    return "\n".join([_SHEET.read_text(encoding="utf-8"), *colours])
