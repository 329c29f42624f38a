"""A learner's own points: kept in the session, few in the address."""

from __future__ import annotations

import numpy as np
import streamlit as st

from relu_explorer.controls.page import CURVE, Controls
from relu_explorer.core.curves import Samples, TargetCurve, through
from relu_explorer.language.translation import mark, tr
from relu_explorer.live.points import edit_points
from relu_explorer.training.reading import Reading, read_pairs

OWN = mark("my own points")
_READING, _CURVE, _ADDRESS = "own_reading", "own_curve", "points"
_WRITTEN = "own_address"  # as it was read or written last
_OPENED = "own_opened"  # a page with curves has been shown
_MOST_IN_ADDRESS = 40
_FIRST = Samples(np.array([0.0, 1.0, 2.0, 3.0, 4.0]), np.array([1.0, 3.0, 2.0, 2.5, 0.0]))


def take_address() -> None:
    """Take over points that the address has and this page did not write: a link, the way back."""
    text = st.query_params.get(_ADDRESS, "")
    if text and text != st.session_state.get(_WRITTEN):
        st.session_state[_WRITTEN] = text
        try:
            keep(read_pairs(text.replace("_", "\n")))
        except ValueError as error:
            st.toast(tr("This link's points could not be used. {fault}", fault=error), icon="⚠️")


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
    own_reading()
    curve: TargetCurve = st.session_state[_CURVE]
    return curve


def own_reading() -> Reading:
    """Return the points of this session, and how they were read."""
    if _READING not in st.session_state:
        keep(Reading(_FIRST))
    reading: Reading = st.session_state[_READING]
    return reading


def keep(reading: Reading) -> None:
    """Take these points in the place of the former ones.

    Raises
    ------
    ValueError
        If no curve goes through them.
    """
    st.session_state[_CURVE] = through(reading.points, reading.names, reading.is_dated)
    st.session_state[_READING] = reading


def write_address(name: str) -> None:
    """Keep few points in the address, while they are what is looked at."""
    reading = own_reading()
    if name == OWN and reading.points.x.size <= _MOST_IN_ADDRESS:
        text = "_".join(",".join(row) for row in reading.rows())
        st.session_state[_WRITTEN] = text
        if st.query_params.get(_ADDRESS) != text:
            st.query_params[_ADDRESS] = text
    elif _ADDRESS in st.query_params:
        del st.query_params[_ADDRESS]


def offer_board(controls: Controls) -> None:
    """Let the pointer change the points on the chart while it shows them."""
    points = own_reading().points
    # On the chart, points of one x are their mean: none of them is there to be dragged.
    is_shown = controls.value(CURVE) == OWN and np.unique(points.x).size == points.x.size
    edit_points(points if is_shown else None, _take_dragged)
    if is_shown:
        st.caption(tr("Drag a point; click to add one; double-click one to take it away."))


def _take_dragged(text: str) -> None:
    # The address that comes with them is older: that of the points before may still be on its way.
    st.session_state[_WRITTEN] = st.query_params.get(_ADDRESS, "")
    try:
        keep(own_reading()._replace(points=read_pairs(text).points))
    except ValueError as error:
        st.toast(tr("{fault} The former points are kept.", fault=error), icon="⚠️")
