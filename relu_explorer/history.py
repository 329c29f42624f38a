"""Former settings of a page: the way back, and whether there is one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from relu_explorer.controls import Desk
from relu_explorer.network import ReluNetwork

_LENGTH = 60
_HISTORY = "former_settings"


def remember(desk: Desk) -> None:
    """Keep the present setting, so that the next change can be undone."""
    history = st.session_state.setdefault(desk.key(_HISTORY), [])
    present = desk.present()
    if not history or history[-1] != present:
        history.append(present)
        del history[:-_LENGTH]


def undo(desk: Desk) -> None:
    """Take back the last change, also one that came in together with the wish to undo it."""
    remember(desk)
    history = _former(desk)
    if len(history) > 1:
        history.pop()
        desk.put(history[-1])
        desk.count_load()


def can_undo(desk: Desk) -> bool:
    """Return whether there is a change to take back."""
    history = _former(desk)
    return len(history) > 1 or (bool(history) and history[-1] != desk.present())


def has_run(desk: Desk) -> bool:
    """Return whether this page was shown before in this session."""
    return desk.key(_HISTORY) in st.session_state


def last_two(desk: Desk) -> list[ReluNetwork]:
    """Return unit 0 with the output bias, before and after the last change; at first but one."""
    return [
        ReluNetwork([past["w0"]], [past["b0"]], [past["v0"]], past["c"])
        for past in _former(desk)[-2:]
    ]


def _former(desk: Desk) -> list[dict[str, Any]]:
    history: list[dict[str, Any]] = st.session_state.get(desk.key(_HISTORY), [])
    return history
