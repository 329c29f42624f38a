"""The page's style sheets: places, and one colour a unit.

Each view has a sheet of its own instead of selectors that ask for it (``:has``): those would be
asked anew at every move of a slider.  Where one asks nevertheless, it sets properties of the
element itself, which others take over (``var``): a selector that goes on from there would have
the whole page styled anew with each element that comes.  What Streamlit's page is made of has
names of ours (``structure.css``), which no browser knows yet: they are replaced here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import streamlit as st

from relu_explorer.charts.palette import COLOURS, DARK_INKS, LIGHT_INKS
from relu_explorer.core.several.two_layers import LETTERS, MOST

_STYLES = Path(__file__).parent / "styles"


def use_style(*, is_hall: bool) -> None:
    """Add the style sheets to the page: one for all views, and those of this one."""
    views = ["hall"] if is_hall else ["sideways", "pinned"]
    if st.context.is_embedded:
        views.append("frame")
    # A sheet alone would lie where Streamlit puts toasts: one from a callback would replace it.
    with st.container(key="style"):
        st.html(f"<style>{style_sheet(*views)}</style><i></i>")


@cache
def style_sheet(*views: str) -> str:
    """Return the sheet for all views with those of some, by their names."""
    inks = (
        f"--ink{unit}: light-dark({light}, {dark});"
        for unit, (light, dark) in enumerate(zip(LIGHT_INKS, DARK_INKS, strict=True))
    )
    cards = (
        f".st-key-card{unit}, .of{unit}{_letter(unit)} "
        f"{{ --unit: {colour}; --unit-ink: var(--ink{unit}); }}"
        for unit, colour in enumerate(COLOURS)
    )
    sheets = ["style", *(f"style_{view}" for view in views)]
    selectors = page_structure()
    return "\n".join([
        f":root {{ {' '.join(inks)} }}",
        *cards,
        *(re.sub(r":--[\w-]+", lambda name: selectors[name[0]], _read(sheet)) for sheet in sheets),
    ])  # fmt: skip


def _letter(unit: int) -> str:
    """Return the selector of the card of a unit of the second layer, if it has this number."""
    letter = dict(enumerate(LETTERS, MOST)).get(unit)
    return f", .st-key-card-{letter}" if letter else ""


def page_structure() -> dict[str, str]:
    """Return the selectors of what Streamlit and Plotly put on the page, by their names."""
    return dict(re.findall(r"@custom-selector (\S+) (.+);", _read("structure")))


def _read(sheet: str) -> str:
    return (_STYLES / f"{sheet}.css").read_text(encoding="utf-8")


def ink_of_theme() -> str:
    """Colour of what belongs to no unit, legible on the ground of the visitor's theme."""
    return "#FAFAFA" if _is_dark() else "#31333F"


def unit_inks() -> tuple[str, ...]:
    """Colours of text about each unit, legible on the ground of the visitor's theme."""
    return DARK_INKS if _is_dark() else LIGHT_INKS


def _is_dark() -> bool:
    return bool(st.context.theme.type == "dark")
