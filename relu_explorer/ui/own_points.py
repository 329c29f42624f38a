"""A learner's own points: typed, pasted, uploaded; kept in the session, few in the address."""

from __future__ import annotations

from functools import partial

import numpy as np
import streamlit as st

from relu_explorer.controls.page import CURVE, PASTED, UPLOADED, Controls
from relu_explorer.core.curves import Samples, TargetCurve, through
from relu_explorer.language.translation import mark, tr
from relu_explorer.live.points import edit_points
from relu_explorer.training.reading import read_csv
from relu_explorer.words.explain import points_text

OWN = mark("my own points")
_POINTS, _CURVE, _FAULT, _ADDRESS = "own_points", "own_curve", "own_fault", "points"
_LEFT_OUT = "own_left_out"  # what of the points in use was not taken, in words
_WRITTEN = "own_address"  # as it was read or written last
_OPENED = "own_opened"  # a page with curves has been shown
_EDITION = "own_edition"  # the text box is another one when the points are others
_MOST_IN_ADDRESS, _MOST_IN_TEXT = 40, 500
_MOST_TYPED = 600_000  # characters: a larger message ends the connection
_FIRST = Samples(np.array([0.0, 1.0, 2.0, 3.0, 4.0]), np.array([1.0, 3.0, 2.0, 2.5, 0.0]))


def take_address() -> None:
    """Take over points that the address has and this page did not write: a link, the way back."""
    text = st.query_params.get(_ADDRESS, "")
    if text and text != st.session_state.get(_WRITTEN):
        st.session_state[_WRITTEN] = text
        _take_link(text)


def tell_if_lost(name: str) -> None:
    """Say that a page that is opened with own points comes without them."""
    is_opening = not st.session_state.get(_OPENED)
    st.session_state[_OPENED] = True
    if is_opening and name == OWN and _ADDRESS not in st.query_params:
        lost = tr(
            "These are example points: a link keeps own points only up to {most}.",
            most=_MOST_IN_ADDRESS,
        )
        st.toast(lost, icon="⚠️")


def own_curve() -> TargetCurve:
    """Return the curve through the points of this session."""
    if _CURVE not in st.session_state:
        keep(_FIRST)
    curve: TargetCurve = st.session_state[_CURVE]
    return curve


def own_points() -> Samples:
    """Return the points of this session."""
    own_curve()
    points: Samples = st.session_state[_POINTS]
    return points


def keep(points: Samples) -> None:
    """Take these points in the place of the former ones.

    Raises
    ------
    ValueError
        If no curve goes through them.
    """
    st.session_state[_CURVE] = through(points)
    st.session_state[_POINTS] = points
    st.session_state[_FAULT] = st.session_state[_LEFT_OUT] = ""
    st.session_state[_EDITION] = st.session_state.get(_EDITION, 0) + 1


def write_address(name: str) -> None:
    """Keep few points in the address, while they are what is looked at."""
    points = own_points()
    if name == OWN and points.x.size <= _MOST_IN_ADDRESS:
        text = "_".join(f"{x:.12g},{y:.12g}" for x, y in zip(*points, strict=True))
        st.session_state[_WRITTEN] = text
        if st.query_params.get(_ADDRESS) != text:
            st.query_params[_ADDRESS] = text
    elif _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def offer_points(controls: Controls) -> None:
    """Offer to type, paste or upload points."""
    with st.popover(tr("My points"), icon=":material/scatter_plot:"):
        points = own_points()
        fault = st.session_state.get(_FAULT)
        if fault:
            st.error(_kept(fault))
        with st.form(controls.key("points_form"), border=False):
            st.text_area(
                tr("One point a line, x and y: type them, or paste two columns of a table"),
                value=_text(points),
                key=controls.key(PASTED, st.session_state[_EDITION]),
                height=190,
                max_chars=_MOST_TYPED,
            )
            st.form_submit_button(tr("Use these points"), on_click=_take_text, args=(controls,))
        st.file_uploader(
            tr("Or a CSV file with two columns"),
            type=["csv", "tsv", "txt", "dat"],
            key=controls.key(UPLOADED),
            on_change=_take_file,
            args=(controls,),
        )
        in_use = tr("In use: {points}.", points=points_text(points.x.size))
        st.caption(f"{in_use} {st.session_state.get(_LEFT_OUT, '')}")


def offer_board(controls: Controls) -> None:
    """Let the pointer change the points on the chart while it shows them."""
    points = own_points()
    # On the chart, points of one x are their mean: none of them is there to be dragged.
    is_shown = controls.value(CURVE) == OWN and np.unique(points.x).size == points.x.size
    edit_points(points if is_shown else None, partial(_take, controls))
    if is_shown:
        st.caption(tr("Drag a point; click to add one; double-click one to take it away."))


def _take_text(controls: Controls) -> None:
    _take(controls, controls.value(f"{PASTED}{st.session_state[_EDITION]}", ""))


def _take_file(controls: Controls) -> None:
    file = controls.value(UPLOADED)
    if file is not None:
        _take(controls, file.getvalue())


def _take(controls: Controls, content: str | bytes) -> None:
    """Read points; where that cannot be done, say why and keep the former ones."""
    try:
        reading = read_csv(content)
        keep(reading.points)
    except ValueError as error:
        st.session_state[_FAULT] = str(error)
        st.toast(_kept(str(error)), icon="⚠️")
    else:
        controls.put({CURVE: OWN})
        st.session_state[_LEFT_OUT] = reading.words()
        if reading.left_out:
            st.toast(reading.words(), icon="ℹ️")


def _kept(fault: str) -> str:
    return tr("{fault} The former points are kept.", fault=fault)


def _take_link(text: str) -> None:
    try:
        keep(read_csv(text.replace("_", "\n")).points)
    except ValueError as error:
        st.toast(tr("This link's points could not be used. {fault}", fault=error), icon="⚠️")


def _text(points: Samples) -> str:
    """Write the points, or the first of very many."""
    pairs = list(zip(*points, strict=True))
    rows = [f"{x:.12g} {y:.12g}" for x, y in pairs[:_MOST_IN_TEXT]]
    return "\n".join(rows) if len(pairs) <= _MOST_IN_TEXT else ""
