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

_LANGUAGE, _SWITCH = "lang", "switch-of-languages"
_component = module_component("switch", html="<nav></nav>")


def take_language() -> None:
    """Take the language of the session, at first that of the address; before all texts."""
    named = st.query_params.get(_LANGUAGE, "")
    chosen = st.session_state.setdefault(_LANGUAGE, named if named in LANGUAGES else ENGLISH)
    use_language(chosen)
    ask_for_language(_of_session)


def offer_languages() -> None:
    """Show the switch, and keep the language in the address; after `st.navigation`.

    A page that is opened from another one comes without its parameters.
    """
    chosen = language()
    if chosen == ENGLISH:
        st.query_params.pop(_LANGUAGE, None)
    elif st.query_params.get(_LANGUAGE) != chosen:
        st.query_params[_LANGUAGE] = chosen
    data = {"chosen": chosen, "names": LANGUAGES}
    with st.container(key="switch", width="content"):
        _component(key=_SWITCH, data=data, width="content", on_chosen_change=_choose)


def language_parameter() -> dict[str, str]:
    """Return the parameter of a link that opens in this language."""
    return {} if language() == ENGLISH else {_LANGUAGE: language()}


def _choose() -> None:
    chosen = st.session_state.get(_SWITCH, {}).get("chosen")
    if chosen in LANGUAGES:
        st.session_state[_LANGUAGE] = chosen


def _of_session() -> str:
    return str(st.session_state.get(_LANGUAGE, ENGLISH))
