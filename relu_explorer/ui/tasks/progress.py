"""What a learner has done so far: kept in the session, and in the address as ``done``."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from relu_explorer.questions import QUESTIONS
from relu_explorer.questions.tasks import Task

_DONE, _GUESSES, _HINTS = "done", "guesses", "hints_shown"
_SEPARATOR = "."
ALL_TASKS = {task.name: task for tasks in QUESTIONS.values() for task in tasks}
PAGE_OF = {task.name: page for page, tasks in QUESTIONS.items() for task in tasks}


def take_progress() -> None:
    """Add what the address says was done; call it on every page, before anything is shown."""
    st.session_state.setdefault(_GUESSES, {})
    st.session_state.setdefault(_HINTS, {})
    given = st.query_params.get(_DONE, "").split(_SEPARATOR)
    _keep([*st.session_state.get(_DONE, []), *given])


def write_progress() -> None:
    """Put what was done into the address, so that it survives a closed tab."""
    text = progress_text()
    if text and st.query_params.get(_DONE) != text:
        st.query_params[_DONE] = text


def progress_text() -> str:
    """Return the tasks done as the address has them."""
    return _SEPARATOR.join(done())


def done() -> list[str]:
    """Return the names of the tasks that were met, in the order of the pages."""
    return list(st.session_state.get(_DONE, []))


def mark_done(task: Task) -> None:
    """Keep that a task was met."""
    _keep([*done(), task.name])


def reset_progress() -> None:
    """Forget everything."""
    st.session_state.update({_DONE: [], _GUESSES: {}, _HINTS: {}})
    st.query_params.pop(_DONE, None)


def guess_of(task: Task) -> int | None:
    """Return which option was predicted."""
    guess: int | None = st.session_state[_GUESSES].get(task.name)
    return guess


def guess(task: Task, option: int) -> None:
    """Keep a prediction."""
    st.session_state[_GUESSES][task.name] = option


def hints_of(task: Task) -> tuple[str, ...]:
    """Return the hints that were asked for."""
    return task.hints[: st.session_state[_HINTS].get(task.name, 0)]


def ask_hint(task: Task) -> None:
    """Show one hint more."""
    st.session_state[_HINTS][task.name] = len(hints_of(task)) + 1


def _keep(names: Iterable[str]) -> None:
    wanted = set(names)
    st.session_state[_DONE] = [name for name in ALL_TASKS if name in wanted]
