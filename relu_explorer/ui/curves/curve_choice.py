"""Choosing a curve, and data points on it."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls.choices import adopt
from relu_explorer.controls.keys import BIND
from relu_explorer.controls.page import CURVE, NOISE, SAMPLES, Controls
from relu_explorer.core.curves import CURVES, TargetCurve, sample
from relu_explorer.language.translation import tr
from relu_explorer.training.reading import Reading
from relu_explorer.ui.curves import own_points, points_input
from relu_explorer.ui.curves.own_points import OWN


def choose_curve(controls: Controls) -> TargetCurve:
    """Offer the named curves, and the learner's own points."""
    own_points.take_address()
    names, key = [*CURVES, OWN], controls.key(CURVE)
    adopt(key, names, tr)
    name = st.selectbox(
        tr("Curve"),
        names,
        format_func=tr,
        key=key,
        bind=BIND,
        label_visibility="collapsed",
        width=180,
    )
    own_points.tell_if_lost(name)
    points_input.offer_points(controls)
    own_points.write_address(name)
    return own_points.own_curve() if name == OWN else CURVES[name]


def choose_data(controls: Controls) -> Reading:
    """Offer data points on a curve, with or without noise; own points are taken as they are."""
    curve = choose_curve(controls)
    is_own = controls.value(CURVE) == OWN
    count = _slider(controls, SAMPLES, tr("points"), (5, 200, 40), is_own)
    noise = _slider(controls, NOISE, tr("noise"), (0.0, 0.5, 0.0, 0.05), is_own)
    if not is_own:
        return Reading(sample(curve, int(count), noise))
    return own_points.own_reading()


def _slider(controls: Controls, name: str, label: str, grid: tuple[float, ...], off: bool) -> float:
    box = controls.key(f"{name}-box")
    with st.container(key=box, horizontal=True, width="content", vertical_alignment="center"):
        st.markdown(label, width="content")
        value: float = st.slider(  # type: ignore[call-overload]
            tr("Data: {label}", label=label),
            *grid,
            key=controls.key(name),
            bind=BIND,
            label_visibility="collapsed",
            width=130,
            disabled=off,
        )
    return value
