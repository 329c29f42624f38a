"""The view for the hall: large charts, no chrome, keys that step through a demo.

The browser steps (``presenter.js``): a step is an address, and the page is opened at it as with
the browser's own way back and on.  All that Python knows of it is in the address, too.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

import plotly.graph_objects as go
import streamlit as st

from relu_explorer.charts.enlarging import enlarged
from relu_explorer.controls.page import DEMO_LINES
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.live.modules import module_component, read_html
from relu_explorer.live.switch import language_parameter
from relu_explorer.questions import QUESTIONS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.demos import (
    DEMO,
    EXAMPLE,
    HALL,
    LONGEST,
    MOST_STEPS,
    REVEAL,
    STEP,
    VIEW,
    Step,
    demo_text,
    hall_parameters,
    read_steps,
    step_number,
)

_WITHOUT_UNITS = ("two_layers", "two_inputs", "any_curve", "questions")  # that can be muted
_component = module_component("presenter", html=read_html("presenter"))


def is_hall() -> bool:
    """Return whether the page is shown to a hall."""
    return st.query_params.get(VIEW) == HALL


def is_revealed() -> bool:
    """Return whether the answer is to be shown before the task is met."""
    return st.query_params.get(REVEAL) == "true"


def in_size(figure: go.Figure) -> go.Figure:
    """Return a chart as this view needs it: as it is, or for the back row."""
    return enlarged(figure) if is_hall() else figure


def offer_presenting(page: str) -> None:
    """Offer the view for the hall; in it, the way through the demo and the keys of a page."""
    shows_hall = is_hall()
    steps = _demo()
    data = {
        "isHall": shows_hall,
        "demo": [step.link for step in steps],
        "questions": _questions() if shows_hall else [],
        "texts": _texts(),
        "keys": _keys(page, has_demo=bool(steps)) if shows_hall else [],
    }
    with st.container(key="hall" if shows_hall else "presenter", width="content"):
        _component(key="presenter-of-pages", data=data, width="content")


def show_caption() -> None:
    """Show what the hall is to read at this step of a demo, as plain text."""
    steps = _demo()
    number = step_number(st.query_params.get(STEP, ""))
    caption = steps[min(number, len(steps) - 1)].caption if steps else ""
    if caption:
        with st.container(key="caption"):
            st.text(caption)


def _demo() -> list[Step]:
    return read_steps(st.query_params.get(DEMO, ""))[0] if is_hall() else []


def offer_demo() -> None:
    """Offer to prepare a demo: a list of links, to be played in the hall."""
    with st.expander(tr("Prepare a demo for the hall"), icon=":material/co_present:"):
        st.markdown(
            tr(
                "One link a line: set up a page, copy its address, paste it here; "
                "after a space, what the hall is to read. Then open the demo, or keep its link."
            )
        )
        st.text_area(
            tr("Links"),
            key=DEMO_LINES,
            height=220,
            placeholder="https://…/lab?task=stops …",
            label_visibility="collapsed",
        )
        st.button(tr("Take our example of ten steps"), on_click=_take_example)
        host = urlsplit(st.context.url or "").netloc
        steps, others = read_steps(st.session_state.get(DEMO_LINES, ""), host)
        if others:
            _report(others)
        if steps:
            _offer_playing(steps)


def _take_example() -> None:
    st.session_state[DEMO_LINES] = _example()


def _example() -> str:
    return demo_text(Step(link, tr(caption)) for link, caption in EXAMPLE)


def _report(others: list[str]) -> None:
    text = tr(
        "These lines are no links of this app, or come after {most} that are:", most=MOST_STEPS
    )
    st.warning(text, icon=":material/link_off:")
    st.code("\n".join(others), language=None)


def _offer_playing(steps: list[Step]) -> None:
    page, _, query = steps[0].link.partition("?")
    more = urlencode({**hall_parameters(steps), **language_parameter()})
    link = f"{page}?{query}&{more}" if query else f"{page}?{more}"
    if len(link) > LONGEST:
        st.warning(
            tr("The demo is too long for a link: {most} characters at most.", most=LONGEST),
            icon=":material/link_off:",
        )
        return
    count = len(steps)
    st.markdown(tr_many("{count} step:", "{count} steps:", count))
    st.code(f"{_root()}{link}", language=None, wrap_lines=True)
    st.link_button(tr("Open the demo"), f"{_root()}{link}", icon=":material/co_present:")


def _root() -> str:
    """Address of the app, with its last slash."""
    return (st.context.url or "").split("?")[0].rpartition("/")[0] + "/"


def _questions() -> list[dict[str, Any]]:
    """Links to all questions, in order, each with the widgets that answer it."""
    return [
        {"link": f"{page}?task={task.name}", "solution": solution_texts(task)}
        for page, tasks in QUESTIONS.items()
        for task in tasks
    ]


def solution_texts(task: Task) -> dict[str, list[str]]:
    """Return what the address has of a task's solution, by the names of the widgets."""
    return {name: _texts_of(value) for name, value in task.solution.items()}


def _texts_of(value: Any) -> list[str]:
    if isinstance(value, tuple):
        return [text for part in value for text in _texts_of(part)]
    if isinstance(value, bool):
        return [str(value).lower()]
    return [tr(value) if isinstance(value, str) else f"{value:g}"]


def _texts() -> dict[str, str]:
    return {
        "present": tr("Present"),
        "presentHelp": tr("Large charts for a hall (Alt+P)"),
        "alone": tr("unit {unit} alone"),
        "plus": tr("plus unit {unit}"),
        "sum": tr("plus unit {unit}: the sum"),
        "answer": tr("the answer"),
        "of": tr("{number} of {total}"),
        "back": tr("Back"),
        "next": tr("Next"),
        "keys": tr("Keys"),
        "leave": tr("Leave the view for the hall"),
    }


def _keys(page: str, has_demo: bool) -> list[tuple[str, str]]:
    """Return the keys that do something on a page, and what."""
    of_units = [
        ("0 … 7", tr("mute this unit, or let it sound")),
        ("Shift + 0 … 7", tr("this unit alone")),
        ("S", tr("the sum of all units")),
    ]
    of_question = [("A", tr("the answer"))]
    if not has_demo:
        of_question.append(("N", tr("the next question")))
    return [
        ("PageDown →", tr("next step")),
        ("PageUp ←", tr("step back")),
        *(of_units if page not in _WITHOUT_UNITS else []),
        *(of_question if page in QUESTIONS else []),
        ("R", tr("this step again") if has_demo else tr("start over")),
        ("Alt + J Q S T E", tr("class: join, ask, show the answers, your turn, eyes up")),
        ("F", tr("the whole screen")),
        ("?", tr("these keys")),
        ("Esc", tr("leave")),
    ]
