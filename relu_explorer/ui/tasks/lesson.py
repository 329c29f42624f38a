"""What a lesson link tailors: parts that are hidden, units that are locked."""

from __future__ import annotations

from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st

from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.language.translation import mark, tr
from relu_explorer.live.switch import language_parameter
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.presenting import is_hall

_LESSON = "lesson"
_SEPARATOR = "."
# What can be hidden, and how a teacher calls it.
PARTS = {
    "answers": mark("explanations and results"),
    "hints": mark("hints"),
    "words": mark("counter, ledger and formula"),
    "frame": mark("frame and undo"),
    "tasks": mark("the choice of questions"),
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


def take_lesson() -> Lesson:
    """Take over the lesson that the address names, and write it there; return this session's.

    In the hall the address decides even if it names none.  What it names that is no part and no
    unit is left out.
    """
    given = {name: st.query_params.get(name, "").split(_SEPARATOR) for name in ("hide", "lock")}
    units = {str(unit): unit for unit in range(MAX_UNITS)}
    named = Lesson(
        frozenset(part for part in given["hide"] if part in PARTS),
        frozenset(units[unit] for unit in given["lock"] if unit in units),
    )
    is_decided = named != Lesson() or is_hall()
    lesson: Lesson = named if is_decided else st.session_state.get(_LESSON, named)
    st.session_state[_LESSON] = lesson
    for name, text in lesson.parameters().items():
        if st.query_params.get(name) != text:
            st.query_params[name] = text
    return lesson


def offer_link(task: Task) -> None:
    """Offer to make a link to a question, for a lesson."""
    if st.button(tr("Link"), icon=":material/link:"):
        st.dialog(tr("Link to this question"))(_make_link)(task)


def _make_link(task: Task) -> None:
    st.markdown(tr("For a lesson: choose what the page leaves out, then copy the link."))
    hidden = st.pills(
        tr("Hide"), list(PARTS), selection_mode="multi", format_func=lambda part: tr(PARTS[part])
    )
    locked = st.pills(
        tr("Lock units"), range(len(task.start.units)), selection_mode="multi", format_func=str
    )
    lesson = Lesson(frozenset(hidden), frozenset(locked))
    address = (st.context.url or "").split("?")[0]
    parameters = {"task": task.name, **lesson.parameters(), **language_parameter()}
    link = f"{address}?{urlencode(parameters)}"
    st.code(link, language=None)
    st.markdown(tr("To embed it in a course page or in slides:"))
    st.code(_frame(link), language="html", wrap_lines=True)


def _frame(link: str) -> str:
    """Return what puts a page into another one, without Streamlit's header."""
    source = escape(f"{link}&embed=true", quote=True)
    return f'<iframe src="{source}" title="ReLU Explorer" width="100%" height="760"></iframe>'
