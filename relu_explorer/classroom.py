"""A page of questions: predict, try, be checked, see why."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from relu_explorer import history, progress, widgets
from relu_explorer.controls import GUESS, TASK, Desk, Setting
from relu_explorer.language import tr
from relu_explorer.layout import show_cards
from relu_explorer.lesson import Lesson, offer_link, read_lesson
from relu_explorer.live import live
from relu_explorer.live.pictures import offer_handout
from relu_explorer.questions import QUESTIONS
from relu_explorer.reruns import answer_part, changes_page, page_part
from relu_explorer.stage import CHARTS, fill_stage, open_stage
from relu_explorer.tasks import Prediction, Task, Verdict

_HERE, _TASK_OF = "page_shown_last", "task_of_page"


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
        if verdict.is_met:
            progress.mark_done(task)
        history.remember(desk)
        if lesson.shows("frame"):
            with header.undo:
                widgets.offer_undo(desk)
        with header.counter:
            _offer_progress()
        with panel:
            _show_task(room, task, verdict, desk, lesson)
        with st.container(key="more"):
            room.show_more(desk, setting, lesson)
        fill_stage(stage, setting)
        room.show_live(hand, desk, setting, _note(verdict, lesson), task.name)
        _write_address(task)

    ask()


def _arrive(room: Room) -> None:
    """Open the task that the link names, if one comes from elsewhere."""
    tasks = {task.name: task for task in QUESTIONS[room.page]}
    current = st.session_state.setdefault(_TASK_OF, {})
    current.setdefault(room.page, next(iter(tasks)))
    named = st.query_params.get("task")
    is_new_here = st.session_state.get(_HERE) != room.page
    st.session_state[_HERE] = room.page
    if is_new_here and named in tasks and named != current[room.page]:
        current[room.page] = named
        desk = room.desk_for(tasks[named])
        if history.has_run(desk):
            desk.start_over()


def leave_rooms() -> None:
    """Note that a page without questions is shown."""
    st.session_state[_HERE] = None


def _task(room: Room) -> Task:
    name = st.session_state[_TASK_OF][room.page]
    return next(task for task in QUESTIONS[room.page] if task.name == name)


def _open(room: Room, task: Task) -> None:
    st.session_state[_TASK_OF][room.page] = task.name
    desk = room.desk_for(task)
    desk.put({TASK: task.name})
    desk.start_over()


def _write_address(task: Task) -> None:
    progress.write_progress()
    if st.query_params.get("task") != task.name:
        st.query_params["task"] = task.name


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
        if lesson.shows("tasks"):
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
        _link_all_questions()
        st.button(tr("Forget my progress"), on_click=progress.reset_progress)


def _link_all_questions() -> None:
    st.page_link("pages/questions.py", label=tr("All questions"), icon=":material/list:")


def _show_task(room: Room, task: Task, verdict: Verdict, desk: Desk, lesson: Lesson) -> None:
    """Fill the panel.

    Its places are always the same containers, filled or empty: where a container takes the place
    of an element from one run to the next, Streamlit's page can break.
    """
    guess, is_done = progress.guess_of(task), verdict.is_met
    predict = st.container(key="predict", horizontal=True, vertical_alignment="center")
    with st.container(key="try", horizontal=True, vertical_alignment="center"):
        is_answered = is_done and lesson.shows("answers")
        prompt = tr("**Try.** {prompt}", prompt=tr(task.prompt))
        st.markdown(_answer(task, guess) if is_answered else prompt)
        ask, go_on = st.container(width="content"), st.container(width="content")
    hints = st.container(key="hints", gap=None)
    if guess is None and not is_done:
        with predict:
            _ask_prediction(task, desk)
    if lesson.shows("hints") and not is_done:
        with ask:
            _offer_hint(task)
        shown = progress.hints_of(task)
        if shown:
            hint = tr(shown[-1])
            hints.markdown(f":material/lightbulb: {len(shown)}/{len(task.hints)}: {hint}")
    with go_on:
        _offer_next(room, task, is_done)


def _offer_hint(task: Task) -> None:
    if len(progress.hints_of(task)) < len(task.hints):
        ask = progress.ask_hint
        st.button(tr("Hint"), on_click=ask, args=(task,), icon=":material/lightbulb:")


def _ask_prediction(task: Task, desk: Desk) -> None:
    question = tr(task.prediction.question)
    st.markdown(tr("**Predict.** {question}", question=question), width="content")
    for option, text in enumerate(task.prediction.options):
        key = desk.key(GUESS, option)
        st.button(tr(text), key=key, on_click=progress.guess, args=(task, option))


def _answer(task: Task, guess: int | None) -> str:
    """Return why it is so, and what became of the prediction."""
    done = tr("**Done.**")
    answer = f":green[:material/check_circle: {done}] {tr(task.explanation)}"
    return answer if guess is None else f"{answer} {_outcome(task.prediction, guess)}"


def _outcome(prediction: Prediction, guess: int) -> str:
    guessed, right = (tr(prediction.options[option]) for option in (guess, prediction.answer))
    if guess == prediction.answer:
        return tr("You predicted “{guess}” – right.", guess=guessed)
    return tr("You predicted “{guess}” – but: {right}.", guess=guessed, right=right)


def _offer_next(room: Room, task: Task, is_done: bool) -> None:
    tasks = QUESTIONS[room.page]
    others, go = tasks[tasks.index(task) + 1 :], changes_page(_open)
    with st.container(key="next" if is_done else "skip", width="content"):
        if not others:
            _link_all_questions()
        elif is_done:
            st.button(tr("Next question"), on_click=go, args=(room, others[0]), type="primary")
        else:
            st.button(tr("Skip"), on_click=go, args=(room, others[0]), type="tertiary")


def _note(verdict: Verdict, lesson: Lesson) -> str:
    """Sentence for the read-out: how the network in hand stands to the task."""
    if not lesson.shows("answers"):
        return tr("Drag on.")
    message = verdict.message.replace("*", "")
    return f"✓ {message}" if verdict.is_met else tr("Not yet: {message}", message=message)
