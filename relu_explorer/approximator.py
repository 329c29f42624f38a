"""A page on approximation: a curve, a number of units, and where their corners go."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from relu_explorer import databar, own_points, takeaway
from relu_explorer.approximation import (
    COUNTS,
    MOST_UNITS,
    PLACINGS,
    Placing,
    approximate,
    errors,
    rate,
)
from relu_explorer.controls import PIECES, PLACING, Desk
from relu_explorer.curve_figures import ByPlacing, curve_figure, error_figure, rate_figure
from relu_explorer.curves import TargetCurve
from relu_explorer.explain import about, number, plural
from relu_explorer.live.points import CHART
from relu_explorer.reading import Samples
from relu_explorer.stage import ink_of_theme

_BIND: Any = "query-params"


def choose_curve(desk: Desk) -> tuple[TargetCurve, int, Placing]:
    """Offer the curves, the number of units, and the placing."""
    with st.container(key="curve-bar", horizontal=True, vertical_alignment="center"):
        curve = databar.choose_curve(desk)
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
    return curve, units, placing


def show_approximation(desk: Desk, curve: TargetCurve, units: int, placing: Placing) -> None:
    """Show curve, difference and rate, and say how near the network comes."""
    found = approximate(curve, units, placing)
    by_placing: ByPlacing = {way: errors(curve, way) for way in PLACINGS}
    ink = ink_of_theme()
    left, right = st.columns(2, gap="small")
    with left:
        _chart(curve_figure(ink, curve, found), 330, "The curve and the network", key=CHART)
        own_points.offer_board(desk)
        st.markdown(
            f"**{plural(units, 'unit')}**: largest error **{about(found.maximum)}**, mean error "
            f"**{about(found.mean)}**. {curve.note}"
        )
    with right:
        _chart(error_figure(ink, curve, found), 165, "The network minus the curve")
        _chart(rate_figure(ink, units, by_placing), 240, "Largest error against number of units")
        st.markdown(_rates(by_placing))
    takeaway.offer(desk, found.network, Samples(found.knots, curve.function(found.knots)), (CHART,))


def _rates(by_placing: ByPlacing) -> str:
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


def _chart(figure: go.Figure, height: int, alt: str, key: str | None = None) -> None:
    config = {"displayModeBar": False, "doubleClick": False}
    st.plotly_chart(figure, height=height, config=config, alt=alt, key=key)
