"""A page on approximation: a curve, a number of units, and where their corners go."""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go
import streamlit as st

from relu_explorer.charts.curve_figures import ByPlacing, curve_figure, error_figure, rate_figure
from relu_explorer.controls.choices import choose_one
from relu_explorer.controls.keys import BIND
from relu_explorer.controls.page import ERROR_CHART, PIECES, PLACING, RATE_CHART, Controls
from relu_explorer.core.curves import Samples, TargetCurve
from relu_explorer.core.fitting.approximation import (
    COUNTS,
    MOST_UNITS,
    PLACING_NAMES,
    PLACINGS,
    Approximation,
    Placing,
    approximate,
    errors,
    rate,
)
from relu_explorer.core.nearness import EXACT
from relu_explorer.language.numerals import about, number
from relu_explorer.language.translation import tr
from relu_explorer.live.held import follow, held_value, let_go
from relu_explorer.live.points import CHART
from relu_explorer.live.style import ink_of_theme
from relu_explorer.ui import takeaway
from relu_explorer.ui.curves import curve_choice, own_points
from relu_explorer.ui.presenting import in_size
from relu_explorer.words.explain import units_text


def choose_curve(controls: Controls) -> tuple[TargetCurve, int, Placing]:
    """Offer the curves, the number of units, and the placing."""
    with st.container(key="curve-bar", horizontal=True, vertical_alignment="center"):
        curve = curve_choice.choose_curve(controls)
        st.markdown(tr("Units"), width="content")
        key = controls.key(PIECES)
        units = st.slider(
            tr("Number of units"),
            1,
            MOST_UNITS,
            4,
            key=key,
            bind=BIND,
            on_change=let_go,
            args=(key,),
            label_visibility="collapsed",
            width=320,
        )
        # What stands together wraps together.
        with st.container(horizontal=True, vertical_alignment="center", width="content"):
            st.markdown(tr("corners placed"), width="content")
            placing = choose_one(controls.key(PLACING), tr("Corners placed"), PLACING_NAMES)
    follow(key)
    held = held_value(key)
    shown = units if held is None else min(max(round(held), 1), MOST_UNITS)
    return curve, shown, placing


def show_approximation(
    controls: Controls, curve: TargetCurve, units: int, placing: Placing
) -> None:
    """Show curve, difference and rate, and say how near the network comes."""
    found = approximate(curve, units, placing)
    by_placing: ByPlacing = {way: errors(curve, way) for way in PLACINGS}
    ink = ink_of_theme()
    left, right = st.columns(2, gap="small")
    with left:
        _chart(curve_figure(ink, curve, found), CHART, tr("The curve and the network"))
        own_points.offer_board(controls)
        st.markdown(f"{_errors(units, placing, found)} {tr(curve.note)}")
    with right:
        _chart(error_figure(ink, curve, found), ERROR_CHART, tr("The network minus the curve"))
        rates = rate_figure(ink, units, by_placing)
        _chart(rates, RATE_CHART, tr("Largest error against number of units"))
        st.markdown(_rates(by_placing))
    takeaway.offer(
        controls, found.network, Samples(found.knots, curve.function(found.knots)), (CHART,)
    )


def _errors(units: int, placing: Placing, found: Approximation) -> str:
    return tr(
        "**{units}**, corners placed {placing}: largest error **{maximum}**, "
        "mean error **{mean}**.",
        units=units_text(units),
        placing=tr(PLACING_NAMES[placing]),
        maximum=about(found.maximum),
        mean=about(found.mean),
    )


def _rates(by_placing: ByPlacing) -> str:
    """Say how fast the error falls: its measured slope, from 8 units on."""
    parts = [_rate(tr(PLACING_NAMES[way]), found) for way, found in by_placing.items()]
    return tr("**How fast the error falls:** {rates}.", rates="; ".join(filter(None, parts)))


def _rate(placing: str, found: tuple[float, ...]) -> str:
    exact = next((n for n, e in zip(COUNTS, found, strict=True) if e <= EXACT), None)
    slope = rate(found)
    if exact is not None:
        return tr("placed {placing}: exact with {units}", placing=placing, units=units_text(exact))
    if slope is None:
        return ""
    return tr(
        "placed {placing}: slope {slope} (8 to {most} units)",
        placing=placing,
        slope=number(slope, 2),
        most=MOST_UNITS,
    )


def _chart(figure: go.Figure, key: str, alt: str) -> None:
    """Show a chart; the style sheet knows its height."""
    options: dict[str, Any] = {"config": {"displayModeBar": False, "doubleClick": False}}
    st.plotly_chart(in_size(figure), height="stretch", key=key, alt=alt, **options)
