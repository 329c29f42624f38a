"""Former settings of a page: the way back, and whether there is one."""

from __future__ import annotations

from typing import Any

import streamlit as st

from relu_explorer.controls.keys import Keys
from relu_explorer.core.network import ReluNetwork

_LENGTH = 60
_HISTORY = "former_settings"


def remember(controls: Keys) -> None:
    """Keep the present setting, so that the next change can be undone."""
    history = st.session_state.setdefault(controls.key(_HISTORY), [])
    present = controls.present()
    if not history or history[-1] != present:
        history.append(present)
        del history[:-_LENGTH]


def undo(controls: Keys) -> None:
    """Take back the last change, also one that came in together with the wish to undo it."""
    remember(controls)
    history = _former(controls)
    if len(history) > 1:
        history.pop()
        controls.put(history[-1])
        controls.count_load()


def can_undo(controls: Keys) -> bool:
    """Return whether there is a change to take back."""
    history = _former(controls)
    return len(history) > 1 or (bool(history) and history[-1] != controls.present())


def has_run(controls: Keys) -> bool:
    """Return whether this page was shown before in this session."""
    return controls.key(_HISTORY) in st.session_state


def last_two(controls: Keys) -> list[ReluNetwork]:
    """Return unit 0 with the output bias, before and after the last change; at first but one."""
    return [
        ReluNetwork([past["w0"]], [past["b0"]], [past["v0"]], past["c"])
        for past in _former(controls)[-2:]
    ]


def _former(controls: Keys) -> list[dict[str, Any]]:
    history: list[dict[str, Any]] = st.session_state.get(controls.key(_HISTORY), [])
    return history
