"""The two charts on the page: sent once as empty frames, filled in the browser."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer.composite import composite_scene
from relu_explorer.controls import Setting
from relu_explorer.figures import composite_figure, units_figure
from relu_explorer.language import language, tr
from relu_explorer.live import can_draw, send_engine
from relu_explorer.presenting import in_size, is_hall
from relu_explorer.scene import units_scene
from relu_explorer.style import ink_of_theme

CHARTS = ("units", "composite")  # their keys
_CONFIG = {"displayModeBar": False}


class Look(NamedTuple):
    """What the frames depend on."""

    ink: str
    language: str
    is_for_hall: bool


class Stage(NamedTuple):
    """Places that stay in view: two charts, under the first its controls and the read-out."""

    units: DeltaGenerator
    controls: DeltaGenerator
    composite: DeltaGenerator
    hand: DeltaGenerator
    has_frames: bool
    look: Look


def open_stage() -> Stage:
    """Show the frames of both charts; call it outside of any fragment."""
    send_engine()
    with st.container(key="stage"):
        left, right = st.columns(2, gap="small")
    stage = Stage(
        left.empty(),
        left.container(key="stages-bar", horizontal=True, vertical_alignment="center"),
        right.empty(),
        left.container(key="hand"),
        can_draw(),
        _look(),
    )
    if stage.has_frames:
        units, composite = _frames(stage.look)
        _show(stage, units, composite)
    return stage


def fill_stage(stage: Stage, setting: Setting) -> None:
    """Draw complete figures for a browser that cannot fill the frames."""
    if stage.has_frames and (not can_draw() or stage.look != _look()):
        st.rerun()  # the whole page, for new frames or none
    if not stage.has_frames:
        network, view, ink = setting.network, setting.view, stage.look.ink
        units = units_figure(ink, units_scene(network, view), view)
        composite = composite_figure(ink, composite_scene(network, view), view)
        _show(stage, in_size(units), in_size(composite))


def _show(stage: Stage, units: go.Figure, composite: go.Figure) -> None:
    options: dict[str, Any] = {"height": "stretch", "config": _CONFIG}
    stage.units.plotly_chart(units, key="units", alt=tr("The single units"), **options)
    alt = tr("Their weighted sum")
    stage.composite.plotly_chart(composite, key="composite", alt=alt, **options)


def _look() -> Look:
    return Look(ink_of_theme(), language(), is_hall())


@cache
def _frames(look: Look) -> tuple[go.Figure, go.Figure]:
    return in_size(units_figure(look.ink)), in_size(composite_figure(look.ink))
