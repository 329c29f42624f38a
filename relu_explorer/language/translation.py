"""The language of every text that is shown: English as it is written, or that of a catalogue.

The catalogues are gettext's: ``locale/es/LC_MESSAGES/relu_explorer.po`` is all that a translator
needs; ``tests/texts.py`` collects the texts and compiles the catalogue.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from contextvars import ContextVar
from functools import cache
from pathlib import Path

LANGUAGES = {"en": "English", "es": "Español"}
ENGLISH = "en"
DOMAIN = "relu_explorer"
FOLDER = Path(__file__).parent / "locale"

_language: ContextVar[str | None] = ContextVar("language", default=None)
_askers: list[Callable[[], str]] = []


def ask_for_language(ask: Callable[[], str]) -> None:
    """Let a thread that has not chosen a language ask for it: once, at its first text."""
    _askers[:] = [ask]


def use_language(name: str) -> None:
    """Let all texts of this thread be in a language, one of `LANGUAGES`; else in English."""
    _language.set(name if name in LANGUAGES else ENGLISH)


def language() -> str:
    """Return the language of this thread's texts."""
    found = _language.get()
    if found is None:
        use_language(_askers[0]() if _askers else ENGLISH)
        return language()
    return found


def tr(text: str, /, **values: object) -> str:
    """Return a text in the language chosen, with its values in the places in braces.

    >>> tr("{units} units", units=3)
    '3 units'
    """
    found = _catalogue(language()).gettext(text) if text else ""
    return found.format(**values) if values else found


def tr_many(one: str, many: str, count: int, /, **values: object) -> str:
    """Return a text in the form that goes with a count, which it has as ``{count}``.

    >>> tr_many("{count} unit", "{count} units", 1), tr_many("{count} unit", "{count} units", 2)
    ('1 unit', '2 units')
    """
    found = _catalogue(language()).ngettext(one, many, count)
    return found.format(**{"count": count} | values)


def mark(text: str) -> str:
    """Return the text as it is: it is in a table, and translated where it is shown."""
    return text


@cache
def _catalogue(name: str) -> gettext.NullTranslations:
    if name == ENGLISH:
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, FOLDER, [name])
