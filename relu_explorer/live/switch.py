"""The switch between languages, on every page; the choice is in the address, as ``lang``."""

from __future__ import annotations

import streamlit as st

from relu_explorer.language.translation import (
    ENGLISH,
    LANGUAGES,
    ask_for_language,
    language,
    use_language,
)
from relu_explorer.live.modules import module_component

_LANGUAGE = "lang"
_component = module_component("switch", html="<nav></nav>")


def take_language() -> None:
    """Take the language that the address names; before all texts.

    It never changes within a session: the switch opens the address anew, since widgets must not
    change their labels.
    """
    named = st.query_params.get(_LANGUAGE, "")
    chosen = st.session_state.setdefault(_LANGUAGE, named if named in LANGUAGES else ENGLISH)
    use_language(chosen)
    ask_for_language(_of_session)


def offer_languages() -> None:
    """Show the switch, and keep the language in the address; after `st.navigation`.

    A page that is opened from another one comes without its parameters.
    """
    chosen = st.session_state[_LANGUAGE]
    if chosen != ENGLISH and st.query_params.get(_LANGUAGE) != chosen:
        st.query_params[_LANGUAGE] = chosen
    data = {"chosen": chosen, "names": LANGUAGES}
    with st.container(key="switch", width="content"):
        _component(key="switch-of-languages", data=data, width="content")


def language_parameter() -> dict[str, str]:
    """Return the parameter of a link that opens in this language."""
    return {} if language() == ENGLISH else {_LANGUAGE: language()}


def _of_session() -> str:
    return str(st.session_state.get(_LANGUAGE, ENGLISH))
