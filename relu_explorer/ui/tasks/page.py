"""A page of questions: predict, try, be checked, see why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer.controls import undo, widgets
from relu_explorer.controls.choices import adopt
from relu_explorer.controls.keys import Keys
from relu_explorer.controls.page import TASK, Controls, Setting
from relu_explorer.controls.reruns import answer_part, changes_page, page_part
from relu_explorer.language.translation import tr
from relu_explorer.live.layer import live
from relu_explorer.live.pictures import offer_handout
from relu_explorer.questions import ALL_TASKS, QUESTIONS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.charts import CHARTS, fill_charts, open_charts
from relu_explorer.ui.demos import REVEAL
from relu_explorer.ui.layout import show_cards
from relu_explorer.ui.presenting import is_hall, is_revealed
from relu_explorer.ui.tasks import progress
from relu_explorer.ui.tasks.lesson import Lesson, offer_link, take_lesson
from relu_explorer.ui.tasks.panel import link_all_questions, note, show_task
from relu_explorer.ui.tasks.progress import Attempt
from relu_explorer.ui.trainer import show_player

_TASK_OF, _ADDRESS = "task_of_page", "task"


class Surface(NamedTuple):
    """How a page shows its network; one layer and one input have Plotly's charts.

    Attributes
    ----------
    open : callable
        Opens the charts, and returns where their controls and the read-out are.
    choose : callable
        Shows the choices of how it is looked at.
    show_cards : callable
        Shows the sliders.
    fill : callable
        Draws complete figures for a browser that cannot fill the frames.
    live : callable
        Lets charts and read-out follow, with a note, the task's name and the verdict.
    takes_along : tuple of str
        Keys of the charts that are offered as files.
    """

    open: Callable[[], Any]
    choose: Callable[[Any], None]
    show_cards: Callable[[Any], None]
    fill: Callable[[Any, Any], None]
    live: Callable[[Any, Any, str, str, str], None]
    takes_along: tuple[str, ...] = ()


def _live(controls: Controls, setting: Setting, text: str, task: str, sign: str) -> None:
    live(controls, setting, note=text, task=task, verdict=sign)


ONE_LAYER = Surface(open_charts, widgets.choose_stages, show_cards, fill_charts, _live, CHARTS)


class QuestionPage(NamedTuple):
    """A page of questions.

    Attributes
    ----------
    name : str
        Its name: a key of `QUESTIONS`, and its path.
    controls_for : callable
        Returns the controls for a task.
    show_more : callable
        Shows what the page has beneath its sliders.
    choices : callable
        Shows the page's own choices beside those of the stages.
    tools : callable
        Shows the page's own controls beside the question.
    has_player : bool
        Whether the network can be trained: then a player is beneath the charts.
    surface : Surface
        How the network is shown and moved.
    """

    name: str
    controls_for: Callable[[Task], Any]
    show_more: Callable[[Any, Any, Lesson, Attempt], None]
    choices: Callable[[Any], None] = lambda controls: None
    tools: Callable[[Any], None] = lambda controls: None
    has_player: bool = False
    surface: Surface = ONE_LAYER


class Header(NamedTuple):
    """Places beside the question that the answer fills."""

    undo: DeltaGenerator
    counter: DeltaGenerator


def run(page: QuestionPage) -> None:
    """Show the page."""
    progress.take_progress()
    lesson = take_lesson()
    _arrive(page)
    band = st.container(key="band")
    with st.container(key="pinned"):
        panel = st.container(key="panel")
        charts = page.surface.open()
    place = st.container(key="player") if page.has_player else charts.readout

    @page_part
    def ask() -> None:
        task = _task(page)
        controls = page.controls_for(task)
        controls = replace(controls, locked=controls.locked | lesson.lock)
        link = widgets.read_link(controls)
        with band:
            header = _show_header(page, controls, task, lesson)
        with charts.toolbar:
            page.surface.choose(controls)
            page.choices(controls)
        page.surface.show_cards(controls)
        widgets.report_link(controls, link)
        answer(task, controls, header)
        offer_handout(page.surface.takes_along)

    @answer_part
    def answer(task: Task, controls: Any, header: Header) -> None:
        setting = controls.setting()
        verdict, attempt = progress.follow(
            task, setting.state, controls.present(), is_own=not is_revealed()
        )
        if attempt.is_met:
            progress.mark_done(task)
        controls.keep(setting)
        undo.remember(controls)
        if lesson.shows("frame"):
            with header.undo:
                widgets.offer_undo(controls)
        with header.counter:
            _offer_progress()
        with panel:
            go = changes_page(partial(_open, page))
            show_task(task, attempt, setting.state, controls, lesson, go)
        with st.container(key="more"):
            page.show_more(controls, setting, lesson, attempt)
        page.surface.fill(charts, setting)
        text, sign = note(task, verdict, attempt, lesson)
        with place:
            if page.has_player:
                show_player(controls, setting, text, task.name, sign)
            else:
                page.surface.live(controls, setting, text, task.name, sign)
        progress.write_progress()
        _write_task(task)

    ask()


def _arrive(page: QuestionPage) -> None:
    """Open the task that the address names, if it is another one: a link, the way back and on."""
    tasks = {task.name: task for task in QUESTIONS[page.name]}
    current = st.session_state.setdefault(_TASK_OF, {})
    current.setdefault(page.name, next(iter(tasks)))
    named = st.query_params.get(_ADDRESS)
    if named in tasks and named != current[page.name]:
        current[page.name] = named
        progress.begin(tasks[named])
        controls = page.controls_for(tasks[named])
        if undo.has_run(controls):
            controls.put({TASK: named})
            controls.start_over()


def _task(page: QuestionPage) -> Task:
    name = st.session_state[_TASK_OF][page.name]
    return next(task for task in QUESTIONS[page.name] if task.name == name)


def _open(page: QuestionPage, task: Task) -> None:
    st.session_state[_TASK_OF][page.name] = task.name
    progress.begin(task)
    controls = page.controls_for(task)
    controls.put({TASK: task.name})
    controls.start_over()
    _write_task(task)
    st.query_params.pop(REVEAL, None)


def _write_task(task: Task) -> None:
    if st.query_params.get(_ADDRESS) != task.name:
        st.query_params[_ADDRESS] = task.name


def _show_header(page: QuestionPage, controls: Keys, task: Task, lesson: Lesson) -> Header:
    """Show the question, as one of the page's."""
    tasks = QUESTIONS[page.name]
    titles = {one.name: tr(one.title) for one in tasks}
    names = list(titles)

    def choose() -> None:
        chosen = controls.value(TASK)
        if chosen in names:
            _open(page, tasks[names.index(chosen)])

    def title(name: str) -> str:
        # It stays the same when a question is answered: the browser sends it back.
        return f"{names.index(name) + 1}. {titles[name]}"

    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        if lesson.shows("tasks") and not is_hall():
            adopt(controls.key(TASK), names, title)
            st.selectbox(
                tr("Question"),
                names,
                index=names.index(task.name),
                format_func=title,
                key=controls.key(TASK),
                on_change=choose,
                label_visibility="collapsed",
            )
        else:
            st.markdown(f"#### {tr(task.title)}")
        with st.container(
            key="tools", horizontal=True, vertical_alignment="center", width="content"
        ):
            page.tools(controls)
        if lesson.shows("frame"):
            widgets.choose_frame(controls)
            widgets.offer_start(controls)
        undo = st.container(horizontal=True, width="content")
        counter = st.container(width="content")
        offer_link(task)
    return Header(undo, counter)


def _offer_progress() -> None:
    done, total = len(progress.done()), len(ALL_TASKS)
    label = tr("{done} of {total}", done=done, total=total)
    with st.popover(label, icon=":material/checklist:", help=tr("Questions done so far")):
        st.markdown(
            tr(
                "**{done} of {total} questions done.** The address keeps them: "
                "bookmark this page and go on later.",
                done=done,
                total=total,
            )
        )
        link_all_questions()
        st.button(tr("Forget my progress"), on_click=progress.reset_progress)
