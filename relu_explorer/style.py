"""The page's style sheet: places, and one colour a unit."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from relu_explorer.palette import COLOURS, DARK_INKS, LIGHT_INKS

_SHEET = Path(__file__).with_suffix(".css")


def use_style() -> None:
    """Add the style sheet to the page."""
    st.html(f"<style>{_style()}</style>")


@cache
def _style() -> str:
    colours = (
        f".st-key-card{unit} {{ --unit: {colour}; --unit-ink: light-dark({light}, {dark}); }}"
        for unit, (colour, light, dark) in enumerate(
            zip(COLOURS, LIGHT_INKS, DARK_INKS, strict=True)
        )
    )
    return "\n".join([_SHEET.read_text(encoding="utf-8"), *colours])


def ink_of_theme() -> str:
    """Colour of what belongs to no unit, legible on the ground of the visitor's theme."""
    return "#FAFAFA" if _is_dark() else "#31333F"


def unit_inks() -> tuple[str, ...]:
    """Colours of text about each unit, legible on the ground of the visitor's theme."""
    return DARK_INKS if _is_dark() else LIGHT_INKS


def _is_dark() -> bool:
    return bool(st.context.theme.type == "dark")
