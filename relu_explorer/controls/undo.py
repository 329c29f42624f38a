"""Former settings of a page: the way back, and whether there is one."""

from __future__ import annotations

from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.controls.keys import Keys
from relu_explorer.core.network import ReluNetwork

_LENGTH = 60
_HISTORY = "former_settings"


class Former(NamedTuple):
    """A setting, and how often something had been loaded until then."""

    values: dict[str, Any]
    loads: int


def remember(controls: Keys) -> None:
    """Keep the present setting, so that the next change can be undone."""
    history = st.session_state.setdefault(controls.key(_HISTORY), [])
    present = Former(controls.present(), controls.loads)
    if history and history[-1].values == present.values:
        history.pop()
    history.append(present)
    del history[:-_LENGTH]


def undo(controls: Keys) -> None:
    """Take back the last change, also one that came in together with the wish to undo it."""
    remember(controls)
    history = _former(controls)
    if len(history) > 1:
        history.pop()
        controls.put(history[-1].values)
        controls.count_load()


def can_undo(controls: Keys) -> bool:
    """Return whether there is a change to take back."""
    history = _former(controls)
    return len(history) > 1 or (bool(history) and history[-1].values != controls.present())


def has_run(controls: Keys) -> bool:
    """Return whether this page was shown before in this session."""
    return controls.key(_HISTORY) in st.session_state


def last_two(controls: Keys) -> list[ReluNetwork]:
    """Return unit 0 with the output bias, before and after the last change.

    What was loaded or undone is no change: after it, there is but one.
    """
    return [
        ReluNetwork([past["w0"]], [past["b0"]], [past["v0"]], past["c"])
        for past, loads in _former(controls)[-2:]
        if loads == controls.loads
    ]


def _former(controls: Keys) -> list[Former]:
    history: list[Former] = st.session_state.get(controls.key(_HISTORY), [])
    return history
