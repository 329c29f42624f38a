"""The two charts on the page: sent once as empty frames, filled in the browser."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.figures import composite_figure, frame_of, units_figure
from relu_explorer.charts.scene import units_scene
from relu_explorer.controls.page import Setting
from relu_explorer.language.translation import language, tr
from relu_explorer.live.layer import can_draw, send_texts
from relu_explorer.live.style import ink_of_theme
from relu_explorer.ui.presenting import in_size, is_hall
from relu_explorer.words.training import unit_labels

CHARTS = ("units", "composite")  # their keys
_CONFIG = {"displayModeBar": False}


class Look(NamedTuple):
    """What the frames depend on."""

    ink: str
    language: str
    is_for_hall: bool


class PageCharts(NamedTuple):
    """Places that stay in view: two charts, under the first its controls and the read-out."""

    units: DeltaGenerator
    toolbar: DeltaGenerator
    composite: DeltaGenerator
    readout: DeltaGenerator
    has_frames: bool
    look: Look


def open_charts() -> PageCharts:
    """Show the frames of both charts; call it outside of any fragment."""
    send_texts()
    with st.container(key="charts"):
        # Beside the plot of the sum stand bars; in the hall the controls need the width.
        left, right = st.columns(2 if is_hall() else [0.85, 1], gap="small")
    charts = PageCharts(
        left.empty(),
        left.container(key="stages-bar", horizontal=True, vertical_alignment="center"),
        right.empty(),
        left.container(key="readout"),
        can_draw(),
        _look(),
    )
    if charts.has_frames:
        units, composite = _frames(charts.look)
        _show(charts, units, composite)
    return charts


def fill_charts(charts: PageCharts, setting: Setting) -> None:
    """Draw complete figures for a browser that cannot fill the frames."""
    if charts.has_frames and (not can_draw() or charts.look != _look()):
        st.rerun()  # the whole page, for new frames or none
    if not charts.has_frames:
        state, ink = setting.state, charts.look.ink
        labels = unit_labels(state)
        units = units_figure(ink, units_scene(state), state.view)
        composite = composite_figure(ink, composite_scene(state, labels), state.view)
        _show(charts, in_size(units), in_size(composite))


def _show(charts: PageCharts, units: go.Figure, composite: go.Figure) -> None:
    options: dict[str, Any] = {"height": "stretch", "config": _CONFIG}
    charts.units.plotly_chart(units, key="units", alt=tr("The single units"), **options)
    alt = tr("Their weighted sum")
    charts.composite.plotly_chart(composite, key="composite", alt=alt, **options)


def _look() -> Look:
    return Look(ink_of_theme(), language(), is_hall())


@cache
def _frames(look: Look) -> tuple[go.Figure, go.Figure]:
    units, composite = units_figure(look.ink), composite_figure(look.ink)
    return frame_of(in_size(units)), frame_of(in_size(composite))
