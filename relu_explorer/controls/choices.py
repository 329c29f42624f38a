"""Choices that the address keeps by what they are called, in the language of the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from typing import Any, TypeVar

import streamlit as st

from relu_explorer.language.translation import LANGUAGES, tr, use_language

_BIND: Any = "query-params"
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
        bind=_BIND,
    )


def adopt(key: str, options: Sequence[Code], label: Callable[[Code], str]) -> None:
    """Translate the address of a link made in another language; call it before the widget.

    The page begins anew then: Streamlit seeds a widget from the address that a run began with,
    and drops from it what is none of the widget's labels.

    Parameters
    ----------
    key : str
        Of a widget of one choice, bound to the address.
    options : sequence of str
        Its options, by code.
    label : callable
        Returns what an option is called in the language of the moment.
    """
    given = st.query_params.get(key, "")
    if not given or key in st.session_state or given in map(label, options):
        return
    meant = next((code for code in options if given in _names(code, label)), None)
    if meant is not None:
        st.query_params[key] = label(meant)
        st.rerun()


def _names(code: Code, label: Callable[[Code], str]) -> list[str]:
    """Return the code, and what it is called in every language."""

    def name_in(language: str) -> str:
        use_language(language)
        return label(code)

    return [code, *(copy_context().run(name_in, language) for language in LANGUAGES)]
