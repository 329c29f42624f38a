"""The widgets of a controls, drawn: one function a control."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.controls.choices import choose_one
from relu_explorer.controls.examples import load_example
from relu_explorer.controls.gestures import moves_others, turn
from relu_explorer.controls.keys import BIND, FRAME, HEIGHT, WINDOW, Keys
from relu_explorer.controls.page import (
    COMPARE,
    EXAMPLE,
    HOLD,
    LOCK,
    MAX,
    ON,
    SCALE,
    SOLO,
    STAGES,
    UNITS,
    Controls,
)
from relu_explorer.controls.reruns import changes_page, release
from relu_explorer.controls.scale import rescale
from relu_explorer.controls.undo import can_undo, has_run, undo
from relu_explorer.core.parameters import HEIGHT_ENDS, WINDOW_ENDS
from relu_explorer.core.state import COMPARISONS
from relu_explorer.core.state import STAGES as ALL_STAGES
from relu_explorer.language.translation import mark, tr
from relu_explorer.questions.presets import PRESETS

_SUBSCRIPTS = "₀₁₂₃₄₅₆₇"
# What may be chosen, by code, and what it is called.
_HOLDS = {"bias": mark("bias"), "corner": mark("corner")}
_MISTAKES = dict(zip(COMPARISONS, (mark("add"), mark("stitch"), mark("chain")), strict=True))
_OF_SUM = {"c": "**c** {}", "probe": "**x** {}", SCALE: "**s** {} 2ˢ"}


def choose_example(controls: Controls) -> None:
    """Offer the examples."""

    def load() -> None:
        load_example(controls, controls.value(EXAMPLE))
        controls.put({EXAMPLE: None})  # so that it can be chosen again

    st.selectbox(
        tr("Example"),
        list(PRESETS),
        index=None,
        format_func=tr,
        key=controls.key(EXAMPLE),
        placeholder=tr("Load an example…"),
        label_visibility="collapsed",
        on_change=load,
        width=200,
    )


def choose_unit_count(controls: Controls) -> None:
    """Offer the number of units."""
    st.markdown(tr("Units"), width="content")
    st.slider(
        tr("Number of units"),
        1,
        MAX_UNITS,
        len(controls.opening.units),
        key=controls.key(UNITS),
        bind=BIND,
        label_visibility="collapsed",
        width=130,
    )


def choose_frame(controls: Keys) -> None:
    """Offer the ranges of both axes, in a popover."""
    window, height = controls.key(WINDOW), controls.key(HEIGHT)
    frame = controls.opening_frame
    look: dict[str, Any] = {"bind": BIND, "width": 320, "on_change": controls.check_frame}
    opened: dict[str, Any] = {"on_change": release, "args": (lambda: False,)}
    icon = ":material/crop_free:"
    with st.popover(tr("Frame"), icon=icon, key=controls.key(FRAME), **opened):
        if frame[0]:
            st.select_slider(tr("From x to x"), WINDOW_ENDS, frame[0], key=window, **look)
        st.select_slider(tr("From y to y"), HEIGHT_ENDS, frame[1], key=height, **look)
        st.button(
            tr("Fit to the curves"), on_click=controls.fit_frame, icon=":material/fit_screen:"
        )


def choose_stages(controls: Controls) -> None:
    """Offer the stages to see, and the maximum to switch off."""
    st.segmented_control(
        tr("Show of each unit"),
        ALL_STAGES,
        selection_mode="multi",
        default=list(controls.opening.stages),
        key=controls.key(STAGES),
        bind=BIND,
        label_visibility="collapsed",
    )
    st.toggle("max", value=True, key=controls.key(MAX), bind=BIND)


def choose_hold(controls: Controls) -> None:
    """Offer what stays put while a weight is dragged."""
    st.markdown(tr("keep as w moves:"), width="content")
    choose_one(controls.key(HOLD), tr("While a weight is dragged, hold its"), _HOLDS)


def choose_comparison(controls: Controls) -> None:
    """Offer to draw the network as what it is often mistaken for."""
    choose_one(controls.key(COMPARE), tr("Draw the network as"), _MISTAKES)


def choose_lock(controls: Controls) -> None:
    """Offer to open the lock on the units that the task locks."""
    st.toggle(tr("Lock unit 0"), value=True, key=controls.key(LOCK))


def is_unlocked(controls: Controls) -> bool:
    """Return whether the learner has opened the lock."""
    return not controls.value(LOCK, True)


def choose_sum(controls: Controls) -> None:
    """Offer the output bias, the probe and the scale knob, as far as the controls has them."""
    for symbol, label in _OF_SUM.items():
        if symbol in controls.grids:
            follow = (
                partial(rescale, controls) if symbol == SCALE else partial(moves_others, controls)
            )
            name = tr(controls.grids[symbol].name)
            show_slider(controls, symbol, label.format(name), follow)


def choose_unit(controls: Controls, unit: int) -> None:
    """Offer one unit's mute, solo and sliders."""
    is_locked = unit in controls.locked
    heading, solo = st.columns([2, 1], vertical_alignment="center")
    name = tr("**Unit {unit}**", unit=unit) + (" 🔒" if is_locked else "")
    heading.checkbox(name, value=True, key=controls.key(ON, unit), bind=BIND)
    key = controls.key(SOLO, unit)
    solo.button(tr("Solo"), key=key, type="tertiary", on_click=controls.solo, args=(unit,))
    for symbol in "wbv":
        if symbol in controls.grids:
            label = f"**{symbol}{_SUBSCRIPTS[unit]}** {tr(controls.grids[symbol].name)}"
            follow = (
                partial(turn, controls, unit) if symbol == "w" else partial(moves_others, controls)
            )
            show_slider(controls, f"{symbol}{unit}", label, follow, disabled=is_locked)


def offer_start(controls: Keys) -> None:
    """Offer the way back to the opening state."""
    st.button(tr("Start over"), on_click=controls.start_over, icon=":material/restart_alt:")


def offer_undo(controls: Keys) -> None:
    """Offer the way back of one change; part of the answer, for it knows whether there is one."""
    st.button(
        tr("Undo"),
        on_click=changes_page(undo),
        args=(controls,),
        icon=":material/undo:",
        shortcut="mod+z",
        disabled=not can_undo(controls),
    )


def read_link(controls: Keys) -> dict[str, list[str]]:
    """Return the numbers of the link that opened this page; nothing later on.

    Call it before any widget is drawn: what cannot be used is dropped then.
    """
    if has_run(controls):
        return {}
    names = (UNITS, *controls.all_sliders)
    given = {name: st.query_params.get_all(controls.key(name)) for name in names}
    return {name: texts for name, texts in given.items() if texts}


def report_link(controls: Keys, link: Mapping[str, list[str]]) -> None:
    """Say which numbers of the link could not be used; call it after the widgets."""
    shown = {name: controls.value(name) for name in link if controls.value(name) is not None}
    dropped = [name for name, value in shown.items() if not _is_taken(link[name], value)]
    if dropped:
        names = ", ".join(sorted(dropped))
        text = tr("This link's values of {names} could not be used as they stand.", names=names)
        st.toast(text, icon="⚠️")


def _is_taken(texts: list[str], value: float) -> bool:
    try:
        return len(texts) == 1 and int(float(texts[0]) * 1e9) == int(float(value) * 1e9)
    except (ValueError, OverflowError):
        return False


def show_slider(
    controls: Keys,
    name: str,
    label: str,
    follow: Callable[[], bool],
    disabled: bool = False,
) -> None:
    """Show a slider of a parameter; `follow` says whether others move with it."""
    grid = controls.grid(name)
    st.slider(
        label,
        grid.low,
        grid.high,
        grid.clamped(controls.default(name)),
        grid.step,
        key=controls.key(name),
        bind=BIND,
        format="%.2f",
        on_change=release,
        args=(follow,),
        disabled=disabled,
    )
