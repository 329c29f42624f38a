"""A slider that is answered while it is held: Streamlit tells its value when it is let go."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from relu_explorer.core.parameters import is_number
from relu_explorer.live.modules import module_component

_component = module_component("held", html="<span></span>")


def held_value(key: str) -> float | None:
    """Return what the slider of this key shows while it is held; None once it was let go."""
    value: float | None = _held(key).get("value")
    return value


def let_go(key: str) -> None:
    """Forget what the slider has shown; call it when Streamlit tells its value."""
    _held(key).pop("value", None)


def follow(key: str) -> None:
    """Run again, as often as is answered, while the slider of this key is held."""
    component = f"held-{key}"

    def take() -> None:
        sent = st.session_state.get(component, {}).get("held")
        if not isinstance(sent, Mapping):
            return
        value, number = sent.get("value"), sent.get("number")
        if is_number(number) and (value is None or is_number(value)):
            _held(key).update(value=value, number=number)

    data = {"slider": key, "answered": _held(key).get("number", 0)}
    _component(key=component, data=data, on_held_change=take)


def _held(key: str) -> dict[str, Any]:
    kept: dict[str, Any] = st.session_state.setdefault(f"{key} while held", {})
    return kept
