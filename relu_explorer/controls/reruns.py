"""Which part of a page runs again after a change.

A page is a fragment; within it the answer is one: the live layer, the words, and whatever else
follows from the numbers.  A released slider needs the answer alone, for the browser has the
slider's value already.  That is most of what makes a release cheap (``benchmarks/class_load.py``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from typing import ParamSpec

import streamlit as st

_PAGE, _ANSWER = "page", "answer"
_WAITING = "changes_waiting_for_the_page"
P = ParamSpec("P")


def page_part(run: Callable[P, None]) -> Callable[P, None]:
    """Let a function be the part of the page that runs again when a widget changes."""

    @wraps(run)
    def act_and_run(*args: P.args, **kwargs: P.kwargs) -> None:
        for act in st.session_state.pop(_WAITING, []):
            act()
        run(*args, **kwargs)

    return st.fragment(act_and_run, key=_PAGE)


def answer_part(run: Callable[P, None]) -> Callable[P, None]:
    """Let a function within `page_part` be the part that runs again when a slider is released."""
    return st.fragment(run, key=_ANSWER)


def changes_page(act: Callable[P, object]) -> Callable[P, None]:
    """Let a callback of a widget in the answer redraw the page: it changes other widgets.

    It acts when the page runs, not before: what a callback puts into widgets is forgotten when
    it asks for another rerun than its own.
    """

    @wraps(act)
    def act_with_page(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state.setdefault(_WAITING, []).append(partial(act, *args, **kwargs))
        st.rerun(_PAGE)

    return act_with_page


def release(follow: Callable[[], bool]) -> None:
    """Answer a released slider; redraw the page if `follow` says that others move with it."""
    if not follow():
        st.rerun(_ANSWER)
