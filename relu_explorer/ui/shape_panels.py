"""The page on one unit: what the last change moved, and give me this shape."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls.page import CORNER, SCALE, SHAPE, STEEPNESS, Controls
from relu_explorer.controls.reruns import changes_page
from relu_explorer.controls.undo import last_two
from relu_explorer.core.parameters import PARAMETERS, Parameter
from relu_explorer.core.shapes import GALLERY, Shape, unit_of
from relu_explorer.core.state import View
from relu_explorer.language.translation import mark, tr
from relu_explorer.words.moves import SHAPE_NAMES, move_sentence, shape_sentence

# The knob that moves nothing counts doublings: s = 2 ** knob.
KNOB_PARAMETERS = PARAMETERS | {SCALE: Parameter(SCALE, mark("scale"), -2.0, 2.0, 0.1)}


def show_last_move(controls: Controls) -> None:
    """Say what the last change moved, and which way."""
    networks = last_two(controls)
    text = move_sentence(*networks) if len(networks) == 2 else ""
    move = text or tr("Change one thing, and read here what it moved.")
    st.markdown(tr("**Last move.** {move}", move=move))


def choose_shape(controls: Controls) -> None:
    """Offer the four shapes, with their corner and steepness."""
    st.markdown(tr("**Give me this shape**"))
    with st.container(key="gallery", horizontal=True, vertical_alignment="bottom"):
        _number(controls, CORNER, tr("corner at x ="), -10.0)
        _number(controls, STEEPNESS, tr("steepness |v·w| ="), 0.5)
        for index, ((flat, points), picture) in enumerate(GALLERY.items()):
            st.button(
                picture,
                key=controls.key(SHAPE, index),
                help=tr(SHAPE_NAMES[flat, points]),
                on_click=changes_page(_draw_shape),
                args=(controls, flat, points),
            )


def show_shape(controls: Controls, view: View) -> None:
    """Say which of the four shapes is drawn."""
    if view.has_max:
        st.markdown(shape_sentence(controls.unit(0)))
    else:
        st.markdown(tr("Now: the max is off, and the unit is a straight line."))


def _number(controls: Controls, name: str, label: str, low: float) -> None:
    st.number_input(label, low, 10.0, 1.0, 0.5, key=controls.key(name), width=170)


def _draw_shape(controls: Controls, flat: str, points: str) -> None:
    shape = Shape(flat, points, controls.value(CORNER), controls.value(STEEPNESS))
    unit = unit_of(shape, controls.grids)
    if unit is None:
        st.toast(
            tr("The sliders do not reach that far: take a smaller steepness or a nearer corner.")
        )
    else:
        controls.set_numbers([unit])
