"""What a lesson link tailors: parts that are hidden, units that are locked."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from relu_explorer.palette import MAX_UNITS

_LESSON = "lesson"
_SEPARATOR = "."
# What can be hidden, and how a teacher calls it.
PARTS = {
    "answers": "explanations and results",
    "hints": "hints",
    "words": "counter, ledger and formula",
    "frame": "frame and undo",
    "tasks": "the choice of questions",
}


class Lesson(NamedTuple):
    """How a lesson link tailors the pages."""

    hide: frozenset[str] = frozenset()
    lock: frozenset[int] = frozenset()

    def shows(self, part: str) -> bool:
        """Return whether a part, one of `PARTS`, is shown."""
        return part not in self.hide

    def parameters(self) -> dict[str, str]:
        """Return the parameters of a link to this lesson."""
        texts = {"hide": sorted(self.hide), "lock": [str(unit) for unit in sorted(self.lock)]}
        return {name: _SEPARATOR.join(parts) for name, parts in texts.items() if parts}


def read_lesson() -> Lesson:
    """Return the lesson of this session: the address decides when it names one.

    What the address names that is no part and no unit is left out.
    """
    given = {name: st.query_params.get(name, "").split(_SEPARATOR) for name in ("hide", "lock")}
    units = {str(unit): unit for unit in range(MAX_UNITS)}
    named = Lesson(
        frozenset(part for part in given["hide"] if part in PARTS),
        frozenset(units[unit] for unit in given["lock"] if unit in units),
    )
    lesson: Lesson = named if named != Lesson() else st.session_state.get(_LESSON, named)
    st.session_state[_LESSON] = lesson
    for name, text in lesson.parameters().items():
        if st.query_params.get(name) != text:
            st.query_params[name] = text
    return lesson
