"""A page of questions: predict, try, be checked, see why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer import history, progress, widgets
from relu_explorer.controls import TASK, Desk, Setting
from relu_explorer.demos import REVEAL
from relu_explorer.language import tr
from relu_explorer.layout import show_cards
from relu_explorer.lesson import Lesson, offer_link, read_lesson
from relu_explorer.live import live
from relu_explorer.live.pictures import offer_handout
from relu_explorer.presenting import is_hall, is_revealed
from relu_explorer.questions import QUESTIONS
from relu_explorer.reruns import answer_part, changes_page, page_part
from relu_explorer.stage import CHARTS, fill_stage, open_stage
from relu_explorer.task_panel import link_all_questions, note, show_task
from relu_explorer.tasks import Task

_TASK_OF, _ADDRESS = "task_of_page", "task"


ShowLive = Callable[[DeltaGenerator, Desk, Setting, str, str], None]


def show_plain(place: DeltaGenerator, desk: Desk, setting: Setting, note: str, task: str) -> None:
    """Show the live layer beside the charts."""
    with place:
        live(desk, setting, note=note, task=task)


class Room(NamedTuple):
    """A page of questions.

    Attributes
    ----------
    page : str
        Its name: a key of `QUESTIONS`, and its path.
    desk_for : callable
        Returns the controls for a task.
    show_more : callable
        Shows what the page has beneath its sliders.
    choices : callable
        Shows the page's own choices beside those of the stages.
    tools : callable
        Shows the page's own controls beside the question.
    show_live : callable
        Shows the live layer in its place, with a note and the task's name.
    """

    page: str
    desk_for: Callable[[Task], Desk]
    show_more: Callable[[Desk, Setting, Lesson], None]
    choices: Callable[[Desk], None]
    tools: Callable[[Desk], None] = lambda desk: None
    show_live: ShowLive = show_plain


class Header(NamedTuple):
    """Places beside the question that the answer fills."""

    undo: DeltaGenerator
    counter: DeltaGenerator


def run(room: Room) -> None:
    """Show the page."""
    progress.read_progress()
    lesson = read_lesson()
    _arrive(room)
    band = st.container(key="band")
    stage = open_stage()
    hand = stage.hand if room.show_live is show_plain else st.container(key="training-hand")

    @page_part
    def ask() -> None:
        task = _task(room)
        desk = room.desk_for(task)
        desk = desk._replace(locked=desk.locked | lesson.lock)
        link = widgets.read_link(desk)
        with band:
            header = _show_header(room, desk, task, lesson)
            panel = st.container(key="panel")
        with stage.controls:
            widgets.choose_stages(desk)
            room.choices(desk)
        show_cards(desk)
        widgets.report_link(desk, link)
        answer(task, desk, header, panel)
        offer_handout(CHARTS)

    @answer_part
    def answer(task: Task, desk: Desk, header: Header, panel: DeltaGenerator) -> None:
        setting = desk.setting()
        verdict = task.check(setting.network, setting.view)
        if verdict.is_met and not is_revealed():
            progress.mark_done(task)
        history.remember(desk)
        if lesson.shows("frame"):
            with header.undo:
                widgets.offer_undo(desk)
        with header.counter:
            _offer_progress()
        with panel:
            show_task(task, verdict, desk, lesson, changes_page(partial(_open, room)))
        with st.container(key="more"):
            room.show_more(desk, setting, lesson)
        fill_stage(stage, setting)
        room.show_live(hand, desk, setting, note(task, verdict, desk, lesson), task.name)
        progress.write_progress()
        _write_task(task)

    ask()


def _arrive(room: Room) -> None:
    """Open the task that the address names, if it is another one: a link, the way back and on."""
    tasks = {task.name: task for task in QUESTIONS[room.page]}
    current = st.session_state.setdefault(_TASK_OF, {})
    current.setdefault(room.page, next(iter(tasks)))
    named = st.query_params.get(_ADDRESS)
    if named in tasks and named != current[room.page]:
        current[room.page] = named
        desk = room.desk_for(tasks[named])
        if history.has_run(desk):
            desk.put({TASK: named})
            desk.start_over()


def _task(room: Room) -> Task:
    name = st.session_state[_TASK_OF][room.page]
    return next(task for task in QUESTIONS[room.page] if task.name == name)


def _open(room: Room, task: Task) -> None:
    st.session_state[_TASK_OF][room.page] = task.name
    desk = room.desk_for(task)
    desk.put({TASK: task.name})
    desk.start_over()
    _write_task(task)
    st.query_params.pop(REVEAL, None)


def _write_task(task: Task) -> None:
    if st.query_params.get(_ADDRESS) != task.name:
        st.query_params[_ADDRESS] = task.name


def _show_header(room: Room, desk: Desk, task: Task, lesson: Lesson) -> Header:
    """Show the question, as one of the page's."""
    tasks = QUESTIONS[room.page]
    titles = {one.name: tr(one.title) for one in tasks}
    names = list(titles)

    def choose() -> None:
        chosen = desk.value(TASK)
        if chosen in names:
            _open(room, tasks[names.index(chosen)])

    def title(name: str) -> str:
        # It stays the same when a question is answered: the browser sends it back.
        return f"{names.index(name) + 1}. {titles[name]}"

    with st.container(key="header", horizontal=True, vertical_alignment="center"):
        if lesson.shows("tasks") and not is_hall():
            st.selectbox(
                tr("Question"),
                names,
                index=names.index(task.name),
                format_func=title,
                key=desk.key(TASK),
                on_change=choose,
                label_visibility="collapsed",
            )
        else:
            st.markdown(f"#### {tr(task.title)}")
        with st.container(key="tools", horizontal=True, width="content"):
            room.tools(desk)
        if lesson.shows("frame"):
            widgets.choose_frame(desk)
            widgets.offer_start(desk)
        undo = st.container(horizontal=True, width="content")
        counter = st.container(width="content")
        offer_link(task)
    return Header(undo, counter)


def _offer_progress() -> None:
    done, total = len(progress.done()), len(progress.ALL_TASKS)
    label = tr("{done} of {total}", done=done, total=total)
    with st.popover(label, icon=":material/checklist:"):
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
