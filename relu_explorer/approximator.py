"""A page on approximation: a curve, a number of units, and where their corners go."""

from __future__ import annotations

from typing import Any

import numpy as np
import plotly.graph_objects as go
import streamlit as st

from relu_explorer.approximation import (
    COUNTS,
    MOST_UNITS,
    PLACINGS,
    Approximation,
    Placing,
    approximate,
    errors,
    rate,
)
from relu_explorer.code_export import keras_code, numpy_code, torch_code
from relu_explorer.controls import CURVE, PIECES, PLACING, Desk
from relu_explorer.curve_figures import curve_figure, error_figure, rate_figure
from relu_explorer.curves import CURVES
from relu_explorer.explain import about, number, plural
from relu_explorer.network import ReluNetwork
from relu_explorer.palette import MAX_UNITS
from relu_explorer.parameters import PARAMETERS
from relu_explorer.stage import ink_of_theme

_BIND: Any = "query-params"


def choose_curve(desk: Desk) -> tuple[str, int, Placing]:
    """Offer the curves, the number of units, and the placing."""
    with st.container(key="curve-bar", horizontal=True, vertical_alignment="center"):
        name = st.selectbox(
            "Curve",
            list(CURVES),
            key=desk.key(CURVE),
            bind=_BIND,
            label_visibility="collapsed",
            width=180,
        )
        st.markdown("Units", width="content")
        units = st.slider(
            "Number of units",
            1,
            MOST_UNITS,
            4,
            key=desk.key(PIECES),
            bind=_BIND,
            label_visibility="collapsed",
            width=320,
        )
        st.markdown("corners placed", width="content")
        placing = st.segmented_control(
            "Corners placed",
            PLACINGS,
            default=PLACINGS[0],
            required=True,
            key=desk.key(PLACING),
            bind=_BIND,
            label_visibility="collapsed",
        )
    return name, units, placing


def show_approximation(name: str, units: int, placing: Placing) -> None:
    """Show curve, difference and rate, and say how near the network comes."""
    curve, found = CURVES[name], approximate(name, units, placing)
    by_placing: dict[str, list[float]] = {way: errors(name, way) for way in PLACINGS}
    ink = ink_of_theme()
    left, right = st.columns(2, gap="small")
    with left:
        _chart(curve_figure(ink, curve, found), 330, "The curve and the network")
        st.markdown(
            f"**{plural(units, 'unit')}**: largest error **{about(found.maximum)}**, mean error "
            f"**{about(found.mean)}**. {curve.note}"
        )
    with right:
        _chart(error_figure(ink, curve, found), 165, "The network minus the curve")
        _chart(rate_figure(ink, units, by_placing), 240, "Largest error against number of units")
        st.markdown(_rates(by_placing))
    _offer_export(found)


def _rates(by_placing: dict[str, list[float]]) -> str:
    """Say how fast the error falls: its measured slope, from 8 units on."""
    parts = []
    for name, found in by_placing.items():
        slope = rate(found)
        exact = next((n for n, e in zip(COUNTS, found, strict=True) if e <= 1e-9), None)
        if exact is not None:
            parts.append(f"placed {name}: exact with {plural(exact, 'unit')}")
        elif slope is not None:
            parts.append(f"placed {name}: slope {number(slope, 2)} (8 to {MOST_UNITS} units)")
    return f"**How fast the error falls.** {'; '.join(parts)}."


def _offer_export(found: Approximation) -> None:
    """Offer the network as a link to the Explorer, if it fits there, and as code."""
    network = found.network
    with st.expander("Take it along"):
        query = _query(network)
        if query:
            label = "Open it in the Explorer"
            st.page_link("pages/explorer.py", label=label, query_params=query)
        else:
            st.markdown(f"The Explorer takes up to {MAX_UNITS} units within its sliders' reach.")
        for label, code in zip(
            ("numpy", "PyTorch", "Keras"),
            (numpy_code(network), torch_code(network), keras_code(network)),
            strict=True,
        ):
            st.markdown(f"**{label}**")
            st.code(code, language="python", height=160)


def _query(network: ReluNetwork) -> dict[str, str]:
    """Return the parameters of a link to the Explorer; none if its sliders do not reach."""
    vectors = {"w": network.weight, "b": network.bias, "v": network.output_weight}
    is_within = all(np.abs(x).max() <= PARAMETERS[symbol].high for symbol, x in vectors.items())
    if len(network) > MAX_UNITS or not is_within:
        return {}
    values = {
        f"{symbol}{unit}": repr(value)
        for symbol, vector in vectors.items()
        for unit, value in enumerate(vector.tolist())
    }
    return {"n": str(len(network)), "c": repr(network.output_bias), **values}


def _chart(figure: go.Figure, height: int, alt: str) -> None:
    st.plotly_chart(figure, height=height, config={"displayModeBar": False}, alt=alt)
