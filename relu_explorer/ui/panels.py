"""What a page shows beneath its controls: counter, formula, ledger, score."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from relu_explorer.controls.page import RULE_AFTER, RULE_BEFORE, RULE_CORNER, Controls
from relu_explorer.controls.reruns import changes_page
from relu_explorer.core.shapes import unit_for_corner
from relu_explorer.core.state import State
from relu_explorer.core.targets import Target, score
from relu_explorer.language.translation import tr
from relu_explorer.live.style import unit_inks
from relu_explorer.questions.checks.verdicts import score_words
from relu_explorer.words import explain
from relu_explorer.words.explain import LedgerRow
from relu_explorer.words.moves import corner_rule

_BADGES = {"convex": "blue", "concave": "violet", "one straight line": "gray"}  # how it begins


def show_words(state: State) -> None:
    """Say what the numbers make: counter, ledger, formula."""
    counter, ledger = _counter(state), _table(explain.ledger(state))
    # Few elements: each costs the server as much as all these numbers.
    with st.container(key="words", horizontal=True, gap="large"):
        st.markdown(f"{counter}\n\n{ledger}")
        st.html(explain.formula(state))


def _counter(state: State) -> str:
    """Say how many units, corners and pieces there are, and the curvature."""
    curvature = explain.curvature(state.changes)
    colour = _BADGES.get(curvature.split(":")[0], "orange")
    badge = f":{colour}-badge[{tr(curvature)}]"
    return f"**{explain.counter(state)}** {badge}"


def show_build_up(controls: Controls, state: State) -> None:
    """Say in which order the units were added, and what the sum was after each."""
    order = controls.build_order()
    with st.container(key="build-up", horizontal=True, vertical_alignment="center"):
        mute = changes_page(controls.mute_all)
        st.button(tr("Mute all"), on_click=mute, icon=":material/volume_off:")
        x, constant = state.view.probe, state.network.output_bias
        steps = explain.build_up(x, constant, state.contributions.tolist(), order)
        st.markdown(tr("**Build up.** {steps}", steps=steps))


def show_score(controls: Controls, state: State) -> None:
    """Show how near the curve is to the target."""
    x, y = controls.target
    if not x:
        return
    if not state.view.has_max:
        st.markdown(tr("**Score of the curve**: the max is off, and the sum is one straight line."))
        return
    found = score_words(score(state.heard, Target(x, y)))
    interval = explain.interval(x[0], x[-1])
    st.markdown(tr("**Score of the curve** on {interval}: {score}", interval=interval, score=found))


def show_corner_rule(controls: Controls) -> None:
    """Offer the rule that turns a corner into a unit."""
    with st.expander(tr("From a corner to a unit")):
        corner, before, after = st.columns(3)
        limits: dict[str, Any] = {"min_value": -10.0, "max_value": 10.0, "step": 0.5}
        keys = [controls.key(name) for name in (RULE_CORNER, RULE_BEFORE, RULE_AFTER)]
        at = corner.number_input(tr("Corner at x ="), value=1.0, key=keys[0], **limits)
        left = before.number_input(tr("Slope before"), value=0.0, key=keys[1], **limits)
        right = after.number_input(tr("Slope after"), value=1.0, key=keys[2], **limits)
        st.markdown(corner_rule(at, left, right, unit_for_corner(at, left, right)))


def _table(rows: Sequence[LedgerRow]) -> str:
    head = (
        tr("For x in"),
        tr("these units are on"),
        tr("slope: sum of v·w"),
        tr("its right end changes the slope"),
    )
    lines = [f"| {' | '.join(head)} |"]
    lines.append("| :-- | :-- | :-- | :-- |")
    inks = unit_inks()
    for row in rows:
        chips = " ".join(f':color[**● {unit}**]{{foreground="{inks[unit]}"}}' for unit in row.on)
        lines.append(f"| {row.interval} | {chips or tr('none')} | {row.slope} | {row.change} |")
    return "\n".join(lines)
