"""Training on a page: from the sliders and back to them, step by step or as a film."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer.choices import adopt
from relu_explorer.controls import FILM, OPTIMISER, RATE, SPEED, START, STEPS, Desk, Setting
from relu_explorer.film import Film, Method, first_step, parameter_names, record
from relu_explorer.fitting import dead_units, gradient, loss, to_vector
from relu_explorer.language import mark, tr, tr_many
from relu_explorer.live import live
from relu_explorer.numerals import count_text, size
from relu_explorer.reading import Samples
from relu_explorer.reruns import changes_page
from relu_explorer.starts import STARTS
from relu_explorer.training_words import counted, gradient_rows, span, unit_notes

_COUNTS = (1, 10, 100, 1000)
_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
_OPTIMISERS = {"descent": mark("Gradient descent"), "adam": mark("Adam")}
_SPEEDS = (1, 4, 16, 64)
_RATE, _SPEED = 0.01, 16
_PICTURES = 120  # recorded at a time: two seconds' worth
_MOST = 3000
_SEED, _RUNS = "times_started_at_random", "runs_of_training"
_BIND: Any = "query-params"


def show_player(place: DeltaGenerator, desk: Desk, setting: Setting, note: str, task: str) -> None:
    """Show the live layer with its player."""
    film = _film(desk)
    if film and not _is_of(film, desk, setting):
        del st.session_state[desk.key(FILM)]
        film = None
    with place:
        live(desk, setting, note=note, task=task, film=film, on_film=partial(_follow, desk))


def offer_training(desk: Desk) -> None:
    """Offer the optimiser, the learning rate and the speed."""
    with st.container(key="train", horizontal=True, vertical_alignment="center"):
        st.markdown(tr("**Train** by"), width="content")
        names, key = list(_OPTIMISERS), desk.key(OPTIMISER)
        adopt(key, names, _optimiser)
        st.selectbox(
            tr("Optimiser"),
            names,
            format_func=_optimiser,
            key=key,
            bind=_BIND,
            label_visibility="collapsed",
            width=200,
        )
        st.markdown(tr("learning rate"), width="content")
        _choose(desk, RATE, tr("Learning rate"), _RATES, _RATE)
        st.markdown(tr("steps a picture"), width="content")
        _choose(desk, SPEED, tr("Steps a picture"), _SPEEDS, _SPEED)


def offer_starts(desk: Desk) -> None:
    """Offer places to start from, and steps in fixed numbers."""
    with st.container(key="starts", horizontal=True, vertical_alignment="center"):
        st.markdown(tr("**Start** from the sliders, or from"), width="content")
        for number, (name, (_, note)) in enumerate(STARTS.items()):
            label, key, start = tr(name), desk.key(START, number), changes_page(_start)
            st.button(label, key=key, on_click=start, args=(desk, name), help=tr(note))
        st.markdown(tr("take"), width="content")
        for steps in _COUNTS:
            label = tr_many("{count} step", "{count} steps", steps, count=count_text(steps))
            key, step = desk.key(STEPS, steps), changes_page(_step)
            st.button(label, key=key, on_click=step, args=(desk, steps))


def show_gradient(desk: Desk, setting: Setting) -> None:
    """Show the loss, and for every unit where training would move it."""
    if desk.data is None:
        return
    x, y = desk.data
    notes = counted(unit_notes(setting.network, span(desk.data)))
    now = tr(
        "**Loss** on {count} data points: {loss} (mean of the squared errors).",
        count=count_text(x.size),
        loss=size(loss(setting.network, x, y)),
    )
    st.markdown(f"{now} {notes}")
    slope = gradient(setting.network, x, y)
    st.markdown(gradient_rows(slope, dead_units(setting.network, x)))


def _optimiser(name: str) -> str:
    return tr(_OPTIMISERS[name])


def _choose(desk: Desk, name: str, label: str, options: tuple[float, ...], default: float) -> None:
    st.segmented_control(
        label,
        options,
        default=default,
        required=True,
        key=desk.key(name),
        bind=_BIND,
        label_visibility="collapsed",
    )


def _film(desk: Desk) -> Film | None:
    film: Film | None = st.session_state.get(desk.key(FILM))
    return film


def _is_of(film: Film, desk: Desk, setting: Setting) -> bool:
    """Return whether the film shows this network, on this page's data."""
    shown, now = film.pictures[film.shown].parameters, to_vector(setting.network)
    pairs = zip(film.data, desk.data or (), strict=False)
    is_same_data = all(np.array_equal(mine, others) for mine, others in pairs)
    return is_same_data and shown.size == now.size and bool(np.abs(shown - now).max() <= 1e-9)


def _new_film(desk: Desk, data: Samples) -> Film:
    number = st.session_state.get(desk.key(_RUNS), 0) + 1
    st.session_state[desk.key(_RUNS)] = number
    film = Film(number, data, [first_step(data, to_vector(desk.setting().network))])
    st.session_state[desk.key(FILM)] = film
    return film


def _method(desk: Desk) -> Method:
    return Method(desk.value(OPTIMISER, "descent"), desk.value(RATE, _RATE))


def _follow(desk: Desk, wish: Mapping[str, Any]) -> None:
    """Do what the player asks for."""
    what, film = wish.get("wish"), _film(desk)
    if desk.data is None:
        return
    if what == "play":
        _record(desk, _new_film(desk, desk.data))
        return
    if what == "step" and film is None:
        changes_page(_step)(desk, 1)
        return
    number, have, at = (wish.get(name) for name in ("number", "have", "at"))
    if film is None or number != film.number:
        return
    if not (isinstance(have, int) and isinstance(at, int) and 0 <= at < len(film.pictures)):
        return
    film.sent = min(max(have, 0), len(film.pictures))
    if what == "more":
        _record(desk, film)
    else:
        changes_page(_rest)(desk, film, at, str(what))


def _record(desk: Desk, film: Film) -> None:
    if film.sent < len(film.pictures) or film.end:
        return  # what is recorded is sent first
    stride = desk.value(SPEED, _SPEED)
    if len(film.pictures) >= _MOST:
        film.end = tr(
            "{count} pictures are kept: press Stop, then Play, to go on from here.",
            count=count_text(_MOST),
        )
        return
    found = record(
        film.data, film.pictures[-1], _method(desk), desk.grids, stride=stride, count=_PICTURES
    )
    film.add(found)


def _rest(desk: Desk, film: Film, at: int, what: str) -> None:
    film.shown = at
    _show(desk, film)
    if what == "stop":
        del st.session_state[desk.key(FILM)]
    if what == "step":
        _step(desk, 1)


def _step(desk: Desk, steps: int) -> None:
    """Take so many steps at once from the picture shown."""
    if desk.data is None:
        return
    film = _film(desk)
    if film is None or not _is_of(film, desk, desk.setting()):
        film = _new_film(desk, desk.data)
    film.cut()
    start = film.pictures[-1]
    found = record(film.data, start, _method(desk), desk.grids, stride=steps, count=1)
    film.add(found)
    film.shown, film.jumps = len(film.pictures) - 1, film.jumps + 1
    _show(desk, film)
    if found.end:
        st.toast(found.end, icon="⚠️")


def _show(desk: Desk, film: Film) -> None:
    """Give the sliders the numbers of the picture shown."""
    parameters = film.pictures[film.shown].parameters
    names = parameter_names(parameters.size // 3)
    desk.put(dict(zip(names, parameters.tolist(), strict=True)))


def _start(desk: Desk, name: str) -> None:
    """Take other numbers each time, the same ones in every session."""
    seed = st.session_state.get(desk.key(_SEED), 0) + 1
    st.session_state[desk.key(_SEED)] = seed
    make, _ = STARTS[name]
    ends = span(desk.data) or [-2.0, 2.0]
    desk.set_numbers([tuple(row) for row in make(seed, desk.units, (ends[0], ends[1]))])
    desk.put({"c": 0.0})
