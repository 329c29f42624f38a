"""What the pages of several layers and of two inputs are made of, beneath their questions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer.controls import two_inputs, two_layers
from relu_explorer.controls.page import CARD
from relu_explorer.controls.two_inputs import PlanarControls, PlanarSetting
from relu_explorer.controls.two_layers import DeepControls, DeepSetting
from relu_explorer.core.several.two_inputs import PlanarState
from relu_explorer.core.several.two_layers import DeepState, one_layer
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.live.layer import send_texts
from relu_explorer.live.several import Note, live_two_inputs, live_two_layers
from relu_explorer.live.style import unit_inks
from relu_explorer.ui.takeaway import explorer_query
from relu_explorer.ui.tasks.page import Surface
from relu_explorer.words.two_inputs import planar_counter, planar_formula, region_rows
from relu_explorer.words.two_layers import deep_counter, deep_formula, deep_ledger

_MOST_IN_A_ROW = 5


class Places(NamedTuple):
    """Places that stay in view: the charts with their read-out, and what is chosen of them."""

    readout: DeltaGenerator
    toolbar: DeltaGenerator


def _open() -> Places:
    send_texts()
    with st.container(key="charts"):
        return Places(
            st.container(key="readout"),
            st.container(key="stages-bar", horizontal=True, vertical_alignment="center"),
        )


def _show_cards(fillers: Mapping[str, Callable[[], None]]) -> None:
    """Lay out cards by what fills them: in one row, or the first layer's above the second's."""
    names = list(fillers)
    letters = [name for name in names if name in ("-A", "-B", "-C")]
    rows = [names]
    if len(names) > _MOST_IN_A_ROW and letters:
        rows = [[name for name in names if name not in letters], letters]
    with st.container(key="rows", gap="small"):
        for row in rows:
            for name, column in zip(row, st.columns(len(row), gap="xsmall"), strict=True):
                with column.container(key=f"{CARD}{name}", border=True, gap=None):
                    fillers[name]()


def _live_two_layers(
    controls: DeepControls, setting: DeepSetting, text: str, task: str, sign: str
) -> None:
    live_two_layers(controls, setting, Note(text, task, sign))


TWO_LAYERS = Surface(
    open=_open,
    choose=two_layers.choose_second_max,
    show_cards=lambda controls: _show_cards(two_layers.choose_parameters(controls)),
    fill=lambda places, setting: None,  # its charts need nothing of Plotly's
    live=_live_two_layers,
)


def _live_two_inputs(
    controls: PlanarControls, setting: PlanarSetting, text: str, task: str, sign: str
) -> None:
    live_two_inputs(controls, setting, Note(text, task, sign))


TWO_INPUTS = Surface(
    open=_open,
    choose=two_inputs.offer_training,
    show_cards=lambda controls: _show_cards(two_inputs.choose_planar_parameters(controls)),
    fill=lambda places, setting: None,
    live=_live_two_inputs,
)


def show_planar_words(state: PlanarState) -> None:
    """Say what two inputs make: counter, ledger by region, formula, and the cut as one input."""
    with st.container(key="words", horizontal=True, gap="large"):
        st.markdown(f"**{planar_counter(state)}**\n\n{_planar_table(state)}")
        st.html(planar_formula(state))


def link_cut(state: PlanarState) -> None:
    """Link to the cut as a network of one input."""
    query = explorer_query(state.cut.network)
    if query:
        st.page_link(
            "pages/explorer.py",
            label=tr("This cut in the Explorer, where its input is x"),
            icon=":material/arrow_forward:",
            query_params=query | {"probe": "0"},
        )


def _planar_table(state: PlanarState) -> str:
    head = (tr("units on"), tr("plane"), tr("share of the frame"))
    inks = unit_inks()
    lines = [f"| {' | '.join(head)} |", "| :-- | :-- | --: |"]
    for row in region_rows(state):
        chips = " ".join(f':color[**● {unit}**]{{foreground="{inks[unit]}"}}' for unit in row.on)
        lines.append(f"| {chips or tr('none')} | {row.plane} | {row.share} |")
    return "\n".join(lines)


def show_deep_words(state: DeepState) -> None:
    """Say what two layers make: counter, ledger, formula, and the same curve in one layer."""
    with st.container(key="words", horizontal=True, gap="large"):
        st.markdown(f"**{deep_counter(state)}**\n\n{_deep_table(state)}")
        st.html(deep_formula(state))


def link_one_layer(state: DeepState) -> None:
    """Link to the same curve in one layer; it costs a release as much as all words do."""
    network = one_layer(state)
    query = explorer_query(network)
    count = len(network)
    if not query:
        text = tr_many(
            "One layer of {count} unit draws the same curve on this range of x; the Explorer's "
            "sliders do not reach as far.",
            "One layer of {count} units draws the same curve on this range of x; the Explorer's "
            "sliders do not reach as far.",
            count,
        )
        st.caption(text)
        return
    label = (
        tr_many(
            "The same curve in one layer of {count} unit, on this range of x",
            "The same curve in one layer of {count} units, on this range of x",
            count,
        )
        if count
        else tr("The same constant in the Explorer: it needs no unit, the output bias alone")
    )
    frame = {
        name: [f"{end:g}" for end in ends]
        for name, ends in (("window", state.view.window), ("height", state.view.height))
    }
    st.page_link(
        "pages/explorer.py",
        label=label,
        icon=":material/arrow_forward:",
        query_params=[*query.items(), *((name, end) for name in frame for end in frame[name])],
    )


def _deep_table(state: DeepState) -> str:
    head = (
        tr("For x in"),
        tr("layer 1 on"),
        tr("layer 2 on"),
        tr("slope: sum of v·(sum of u·w)"),
        tr("its right end changes the slope"),
    )
    inks = unit_inks()

    def chips(units: tuple[int, ...], names: str, first: int) -> str:
        shown = (
            f':color[**● {names[unit]}**]{{foreground="{inks[first + unit]}"}}' for unit in units
        )
        return " ".join(shown) or tr("none")

    lines = [f"| {' | '.join(head)} |", "| :-- | :-- | :-- | :-- | :-- |"]
    for row in deep_ledger(state):
        first, second = chips(row.first, "012", 0), chips(row.second, "ABC", 3)
        lines.append(f"| {row.interval} | {first} | {second} | {row.slope} | {row.change} |")
    return "\n".join(lines)
