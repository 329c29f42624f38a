"""What a page shows beneath its controls: counter, formula, ledger, score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import streamlit as st

from relu_explorer import explain
from relu_explorer.controls import RULE_AFTER, RULE_BEFORE, RULE_CORNER, Desk, Setting
from relu_explorer.explain import LedgerRow
from relu_explorer.moves import corner_rule
from relu_explorer.network import ReluNetwork
from relu_explorer.palette import COLOURS
from relu_explorer.pieces import Pieces, slope_changes
from relu_explorer.reruns import changes_page
from relu_explorer.scene import contributions, heard, output_pieces
from relu_explorer.shapes import unit_for_corner
from relu_explorer.targets import Target, score
from relu_explorer.verdicts import score_words

_BADGES = {"convex": "blue", "concave": "violet", "one straight line": "gray"}


def show_words(setting: Setting) -> None:
    """Say what the numbers make: counter, ledger, formula."""
    sounding = heard(setting.network, setting.view)
    pieces = output_pieces(setting.network, setting.view)
    units = np.flatnonzero(setting.view.on).tolist()
    counter = _counter(setting.network, sounding, pieces)
    ledger = _table(explain.ledger(sounding, units, pieces))
    # Few elements: each costs the server as much as all these numbers.
    with st.container(key="words", horizontal=True, gap="large"):
        st.markdown(f"{counter}\n\n{ledger}")
        st.latex(explain.formula(sounding, units, COLOURS, has_max=setting.view.has_max))


def _counter(network: ReluNetwork, sounding: ReluNetwork, pieces: Pieces) -> str:
    """Say how many units, corners and pieces there are, and the curvature."""
    changes = slope_changes(sounding, pieces)
    muted = len(network) - len(sounding)
    curvature = explain.curvature(changes)
    badge = f":{_BADGES.get(curvature, 'orange')}-badge[{curvature}]"
    return f"**{explain.counter(len(network), muted, changes)}** {badge}"


def show_build_up(desk: Desk, setting: Setting) -> None:
    """Say in which order the units were added, and what the sum was after each."""
    order = desk.build_order()
    with st.container(key="build-up", horizontal=True, vertical_alignment="center"):
        st.button("Mute all", on_click=changes_page(desk.mute_all), icon=":material/volume_off:")
        x, network = setting.view.probe, setting.network
        parts = contributions(network, setting.view, x).tolist()
        steps = explain.build_up(x, network.output_bias, parts, order)
        st.markdown(f"**Build up.** {steps}")


def show_score(desk: Desk, setting: Setting) -> None:
    """Show how near the curve is to the target."""
    x, y = desk.target
    if not x:
        return
    found = score(heard(setting.network, setting.view), Target(x, y))
    st.markdown(f"**Score of the curve** on {explain.interval(x[0], x[-1])}: {score_words(found)}")


def show_corner_rule(desk: Desk) -> None:
    """Offer the rule that turns a corner into a unit."""
    with st.expander("From a corner to a unit"):
        corner, before, after = st.columns(3)
        limits: dict[str, Any] = {"min_value": -10.0, "max_value": 10.0, "step": 0.5}
        at = corner.number_input("Corner at x =", value=1.0, key=desk.key(RULE_CORNER), **limits)
        left = before.number_input("Slope before", value=0.0, key=desk.key(RULE_BEFORE), **limits)
        right = after.number_input("Slope after", value=1.0, key=desk.key(RULE_AFTER), **limits)
        st.markdown(corner_rule(at, left, right, unit_for_corner(at, left, right)))


def _table(rows: Sequence[LedgerRow]) -> str:
    head = (
        "For x in",
        "these units are on",
        "slope: sum of v·w",
        "its right end changes the slope",
    )
    lines = [f"| {' | '.join(head)} |"]
    lines.append("| :-- | :-- | :-- | :-- |")
    for row in rows:
        chips = " ".join(f':color[**● {unit}**]{{foreground="{COLOURS[unit]}"}}' for unit in row.on)
        lines.append(f"| {row.interval} | {chips or 'none'} | {row.slope} | {row.change} |")
    return "\n".join(lines)
