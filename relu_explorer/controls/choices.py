"""Choices that the address keeps by what they are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from typing import TypeVar

import streamlit as st

from relu_explorer.controls.keys import BIND
from relu_explorer.language.translation import LANGUAGES, language, tr, use_language

_CALLED_IN = "language_of_choices"
Code = TypeVar("Code", bound=str)


def choose_one(
    key: str, label: str, options: Mapping[Code, str], default: Code | None = None
) -> Code:
    """Offer options, by code, and what each is called in English; one, or the first, is chosen."""

    def name(code: Code) -> str:
        return tr(options[code])

    codes = list(options)
    adopt(key, codes, name)
    return st.segmented_control(
        label,
        codes,
        format_func=name,
        label_visibility="collapsed",
        default=default or codes[0],
        required=True,
        key=key,
        bind=BIND,
    )


def adopt(key: str, options: Sequence[Code], label: Callable[[Code], str]) -> None:
    """Let a choice stay what it is in another language; call it before the widget.

    Address and browser know the options by what they are called in the language of the moment.
    A choice of the session is told to both again after the language has changed.  A link made in
    another language is translated, and the page begins anew: Streamlit seeds a widget from the
    address that a run began with, and drops from it what is none of the widget's labels.

    Parameters
    ----------
    key : str
        Of a widget of one choice.
    options : sequence of str
        Its options, by code.
    label : callable
        Returns what an option is called in the language of the moment.
    """
    called_in = st.session_state.setdefault(_CALLED_IN, {})
    former = called_in.get(key, language())
    called_in[key] = language()
    if key in st.session_state:
        if former != language():
            st.session_state[key] = st.session_state[key]
        return
    given = st.query_params.get(key, "")
    if not given or given in map(label, options):
        return
    meant = next((code for code in options if given in _names(code, label)), None)
    if meant is not None:
        st.query_params[key] = label(meant)
        st.rerun()


def _names(code: Code, label: Callable[[Code], str]) -> list[str]:
    """Return the code, and what it is called in every language."""

    def name_in(other: str) -> str:
        use_language(other)
        return label(code)

    return [code, *(copy_context().run(name_in, other) for other in LANGUAGES)]
