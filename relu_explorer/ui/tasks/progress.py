"""What a learner has done so far: kept in the session, and in the address as ``done``.

A name there that ends in "~" is that of a task whose prediction was made, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.questions import ALL_TASKS
from relu_explorer.questions.tasks import Task, Verdict

_DONE, _GUESSES, _HINTS = "done", "guesses", "hints_shown"
_AGAIN = "guesses_again"
_PREDICTED, _ATTEMPTS = "predicted", "attempts"
_SEPARATOR, _MARK = ".", "~"


class Attempt(NamedTuple):
    """One try at a task, since it was opened.

    Attributes
    ----------
    first : mapping
        The values of the widgets when it was first seen.
    shown : frozenset of int
        Acts of the task that were shown.
    is_met : bool
        Whether it was met.
    has_moved : bool
        Whether anything was changed.
    """

    first: Mapping[str, Any]
    shown: frozenset[int] = frozenset()
    is_met: bool = False
    has_moved: bool = False


def begin(task: Task) -> None:
    """Open a task anew."""
    for kept in (_ATTEMPTS, _AGAIN):
        st.session_state.setdefault(kept, {}).pop(task.name, None)


def follow(
    task: Task, state: Any, present: Mapping[str, Any], *, is_own: bool
) -> tuple[Verdict, Attempt]:
    """Judge the present state, and add to the attempt what it shows, if it is the learner's own."""
    attempts = st.session_state.setdefault(_ATTEMPTS, {})
    former: Attempt = attempts.get(task.name, Attempt(present))
    shown = former.shown | task.acts_shown(state)
    verdict = task.judge(state, shown)
    if not is_own:
        return verdict, former
    has_moved = former.has_moved or present != former.first
    attempt = Attempt(former.first, shown, former.is_met or verdict.is_met, has_moved)
    attempts[task.name] = attempt
    return verdict, attempt


def take_progress() -> None:
    """Add what the address says was done; call it on every page, before anything is shown."""
    st.session_state.setdefault(_GUESSES, {})
    st.session_state.setdefault(_HINTS, {})
    st.session_state.setdefault(_AGAIN, {})
    given = st.query_params.get(_DONE, "").split(_SEPARATOR)
    predicted = {name.removesuffix(_MARK) for name in given if name.endswith(_MARK)}
    st.session_state[_PREDICTED] = st.session_state.get(_PREDICTED, frozenset()) | predicted
    _keep([*st.session_state.get(_DONE, []), *(name.removesuffix(_MARK) for name in given)])


def write_progress() -> None:
    """Put what was done into the address, so that it survives a closed tab."""
    text = progress_text()
    if text and st.query_params.get(_DONE) != text:
        st.query_params[_DONE] = text


def progress_text() -> str:
    """Return the tasks done as the address has them."""
    return _SEPARATOR.join(name + _MARK * is_predicted(ALL_TASKS[name]) for name in done())


def done() -> list[str]:
    """Return the names of the tasks that were met, in the order of the pages."""
    return list(st.session_state.get(_DONE, []))


def mark_done(task: Task) -> None:
    """Keep that a task was met."""
    _keep([*done(), task.name])


def reset_progress() -> None:
    """Forget everything."""
    empty: dict[str, Any] = {
        _DONE: [],
        _GUESSES: {},
        _HINTS: {},
        _AGAIN: {},
        _ATTEMPTS: {},
        _PREDICTED: frozenset(),
    }
    st.session_state.update(empty)
    st.query_params.pop(_DONE, None)


def guess_of(task: Task) -> int | None:
    """Return which option was predicted."""
    guess: int | None = st.session_state[_GUESSES].get(task.name)
    return guess


def is_predicted(task: Task) -> bool:
    """Return whether a prediction was made, in this session or before."""
    is_known: bool = task.name in st.session_state.get(_PREDICTED, frozenset())
    return is_known or task.name in st.session_state.get(_GUESSES, {})


def guess(task: Task, option: int) -> None:
    """Keep a prediction."""
    st.session_state[_GUESSES][task.name] = option


def said_again(task: Task) -> int | None:
    """Return which option was chosen in the end, after a wrong prediction."""
    option: int | None = st.session_state[_AGAIN].get(task.name)
    return option


def say_again(task: Task, option: int) -> None:
    """Keep what is said in the end."""
    st.session_state[_AGAIN][task.name] = option


def hints_of(task: Task) -> tuple[str, ...]:
    """Return the hints that were asked for."""
    return task.hints[: st.session_state[_HINTS].get(task.name, 0)]


def ask_hint(task: Task) -> None:
    """Show one hint more."""
    st.session_state[_HINTS][task.name] = len(hints_of(task)) + 1


def _keep(names: Iterable[str]) -> None:
    wanted = set(names)
    st.session_state[_DONE] = [name for name in ALL_TASKS if name in wanted]
