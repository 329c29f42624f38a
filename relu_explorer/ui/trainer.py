"""Training on a page: from the sliders and back to them, step by step or as a history."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st

from relu_explorer.controls.choices import adopt
from relu_explorer.controls.keys import BIND
from relu_explorer.controls.page import (
    HISTORY,
    OPTIMISER,
    RATE,
    SPEED,
    START,
    STEPS,
    Controls,
    Setting,
)
from relu_explorer.controls.reruns import changes_page
from relu_explorer.core.curves import Samples
from relu_explorer.core.nearness import is_near
from relu_explorer.language.numerals import count_text, size
from relu_explorer.language.translation import mark, tr, tr_many
from relu_explorer.live.layer import live
from relu_explorer.training.descent import dead_units, gradient, loss, to_network, to_vector
from relu_explorer.training.history import History, Method, first_step, parameter_names, record
from relu_explorer.training.starts import STARTS, he
from relu_explorer.words.training import counted, gradient_rows, span, unit_notes

_COUNTS = (1, 10, 100, 1000)
_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
_OPTIMISERS = {"descent": mark("Gradient descent"), "adam": mark("Adam")}
_SPEEDS = (1, 4, 16, 64)
_RATE, _SPEED = 0.01, 16
_SNAPSHOTS = 120  # recorded at a time: two seconds' worth
_MOST = 3000
_SEED, _RUNS = "times_started_at_random", "runs_of_training"


def show_player(
    controls: Controls, setting: Setting, note: str, task: str = "", verdict: str = ""
) -> None:
    """Show the live layer with its player."""
    history = _history(controls)
    if history and not _is_of(history, controls, setting):
        del st.session_state[controls.key(HISTORY)]
        history = None
    live(
        controls,
        setting,
        note=note,
        task=task,
        verdict=verdict,
        history=history,
        on_history=partial(_follow, controls),
    )


def offer_training(controls: Controls) -> None:
    """Offer the optimiser, the learning rate and the speed."""
    with st.container(key="train", horizontal=True, vertical_alignment="center"):
        st.markdown(tr("**Train** by"), width="content")
        names, key = list(_OPTIMISERS), controls.key(OPTIMISER)
        adopt(key, names, _optimiser)
        st.selectbox(
            tr("Optimiser"),
            names,
            format_func=_optimiser,
            key=key,
            bind=BIND,
            label_visibility="collapsed",
            width=200,
        )
        st.markdown(tr("learning rate"), width="content")
        _choose(controls, RATE, tr("Learning rate"), _RATES, _RATE)
        st.markdown(tr("steps per snapshot"), width="content")
        _choose(controls, SPEED, tr("Steps per snapshot"), _SPEEDS, _SPEED)


def offer_starts(controls: Controls) -> None:
    """Offer places to start from, and steps in fixed numbers."""
    with st.container(key="starts", horizontal=True, vertical_alignment="center"):
        st.markdown(tr("**Start** from the sliders, or from"), width="content")
        for number, (name, (_, note)) in enumerate(STARTS.items()):
            label, key, start = tr(name), controls.key(START, number), changes_page(_start)
            st.button(label, key=key, on_click=start, args=(controls, name), help=tr(note))
        st.markdown(tr("take"), width="content")
        for steps in _COUNTS:
            label = tr_many("{count} step", "{count} steps", steps, count=count_text(steps))
            key, step = controls.key(STEPS, steps), changes_page(_step)
            st.button(label, key=key, on_click=step, args=(controls, steps))


def show_gradient(controls: Controls, setting: Setting) -> None:
    """Show the loss, and for every unit where training would move it."""
    if controls.data is None:
        return
    history = _history(controls)
    if history and history.is_playing and _is_of(history, controls, setting):
        st.markdown(tr("While it plays, the loss stands beside the player."))
        return
    (x, y), network = controls.data, setting.state.network
    notes = counted(unit_notes(network, span(controls.data)))
    now = tr(
        "**Loss** on {count} data points: {loss} (mean of the squared errors).",
        count=count_text(x.size),
        loss=size(loss(network, x, y)),
    )
    view = setting.state.view
    if not (view.has_max and all(view.on)):
        notes += " " + tr("This is of all units with their max, as training takes them.")
    st.markdown(f"{now} {notes}")
    slope = gradient(network, x, y)
    st.markdown(gradient_rows(slope, dead_units(network, x)))


def _optimiser(name: str) -> str:
    return tr(_OPTIMISERS[name])


def _choose(
    controls: Controls, name: str, label: str, options: tuple[float, ...], default: float
) -> None:
    st.segmented_control(
        label,
        options,
        default=default,
        required=True,
        key=controls.key(name),
        bind=BIND,
        label_visibility="collapsed",
    )


def _history(controls: Controls) -> History | None:
    history: History | None = st.session_state.get(controls.key(HISTORY))
    return history


def _is_of(history: History, controls: Controls, setting: Setting) -> bool:
    """Return whether the history shows this network, on this page's data."""
    shown, now = history.snapshots[history.shown].parameters, to_vector(setting.state.network)
    pairs = zip(history.data, controls.data or (), strict=False)
    is_same_data = all(np.array_equal(mine, others) for mine, others in pairs)
    return is_same_data and shown.size == now.size and all(map(is_near, shown, now))


def _new_history(controls: Controls, data: Samples) -> History:
    number = st.session_state.get(controls.key(_RUNS), 0) + 1
    st.session_state[controls.key(_RUNS)] = number
    state = controls.setting().state
    view, first = state.view, first_step(data, to_vector(state.network))
    history = History(number, data, [first], before=view.steps, start=view.start)
    st.session_state[controls.key(HISTORY)] = history
    return history


def _method(controls: Controls) -> Method:
    return Method(controls.value(OPTIMISER, "descent"), controls.value(RATE, _RATE))


def _follow(controls: Controls, wish: Mapping[str, Any]) -> None:
    """Do what the player asks for."""
    what, history = wish.get("wish"), _history(controls)
    if controls.data is None:
        return
    if what == "play":
        _record(controls, _new_history(controls, controls.data))
        return
    if what == "step" and history is None:
        changes_page(_step)(controls, 1)
        return
    number, have, at = (wish.get(name) for name in ("number", "have", "at"))
    if history is None or number != history.number:
        return
    if not (isinstance(have, int) and isinstance(at, int) and 0 <= at < len(history.snapshots)):
        return
    history.sent = min(max(have, 0), len(history.snapshots))
    if what == "more":
        _record(controls, history)
    else:
        changes_page(_rest)(controls, history, at, str(what))


def _record(controls: Controls, history: History) -> None:
    history.is_playing = True
    if history.sent < len(history.snapshots) or history.end:
        return  # what is recorded is sent first
    stride = controls.value(SPEED, _SPEED)
    if len(history.snapshots) >= _MOST:
        history.end = tr(
            "{count} snapshots are kept: press Stop, then Play, to go on from here.",
            count=count_text(_MOST),
        )
        return
    found = record(
        history.data,
        history.snapshots[-1],
        _method(controls),
        controls.grids,
        stride=stride,
        count=_SNAPSHOTS,
    )
    history.add(found)


def _rest(controls: Controls, history: History, at: int, what: str) -> None:
    if _history(controls) is not history:
        return  # another wish that came in as quickly has ended it
    history.shown = at
    _show(controls, history)
    if what == "stop":
        del st.session_state[controls.key(HISTORY)]
    if what == "step":
        _step(controls, 1)


def _step(controls: Controls, steps: int) -> None:
    """Take so many steps at once from the snapshot shown."""
    if controls.data is None:
        return
    history = _history(controls)
    if history is None or not _is_of(history, controls, controls.setting()):
        history = _new_history(controls, controls.data)
    history.cut()
    start = history.snapshots[-1]
    found = record(history.data, start, _method(controls), controls.grids, stride=steps, count=1)
    history.add(found)
    history.shown, history.jumps = len(history.snapshots) - 1, history.jumps + 1
    _show(controls, history)
    if found.end:
        st.toast(found.end, icon="⚠️")


def _show(controls: Controls, history: History) -> None:
    """Give the sliders the numbers of the snapshot shown."""
    parameters = history.snapshots[history.shown].parameters
    history.is_playing = False
    controls.keep_trained(to_network(parameters), steps=history.steps, start=history.start)
    names = parameter_names(parameters.size // 3)
    controls.put(dict(zip(names, parameters.tolist(), strict=True)))


def _start(controls: Controls, name: str) -> None:
    """Take other numbers each time, the same ones in every session."""
    seed = st.session_state.get(controls.key(_SEED), 0) + 1
    st.session_state[controls.key(_SEED)] = seed
    make, _ = STARTS[name]
    ends = span(controls.data) or [-2.0, 2.0]
    controls.set_numbers([tuple(row) for row in make(seed, controls.units, (ends[0], ends[1]))])
    controls.put({"c": 0.0})
    if make is he:
        controls.keep_trained(controls.setting().state.network, steps=0, start=seed)
