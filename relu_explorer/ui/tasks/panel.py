"""What a page of questions asks and answers: predict, try, a hint, why, and on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from relu_explorer.controls.keys import Keys
from relu_explorer.controls.page import GUESS
from relu_explorer.language.translation import tr
from relu_explorer.questions import PAGE_OF, QUESTIONS
from relu_explorer.questions.tasks import Task, Verdict
from relu_explorer.ui.presenting import is_hall, is_revealed
from relu_explorer.ui.tasks import progress
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.progress import Attempt

Go = Callable[[Task], None]


def show_task(
    task: Task, attempt: Attempt, state: Any, controls: Keys, lesson: Lesson, go: Go
) -> None:
    """Fill the panel; `go` opens the question that the learner goes on to.

    What was answered stays answered, with its explanation, until the task is opened anew.  Whoever
    has made no prediction, or a wrong one, is asked once more, before the explanation; hints come
    after it.

    Its places are always the same containers, filled or empty: where a container takes the place
    of an element from one run to the next, Streamlit's page can break.
    """
    guess, is_done = progress.guess_of(task), attempt.is_met
    predict = st.container(key="predict", horizontal=True, vertical_alignment="center")
    with st.container(key="try", horizontal=True, vertical_alignment="center"):
        shows_answer = (is_done or is_revealed()) and lesson.shows("answers")
        st.markdown(_text(task, guess, state) if shows_answer else _prompt(task, guess))
        ask, go_on = st.container(width="content"), st.container(width="content")
    hints = st.container(key="hints", gap=None)
    if (guess is None or (is_done and _is_asked_again(task, guess, state))) and not is_revealed():
        with predict:
            _ask_prediction(task, controls, is_done, guess)
    has_room = guess is not None or is_hall()  # for hints: else the sliders would be pushed down
    if lesson.shows("hints") and not is_done and has_room:
        with ask:
            _offer_hint(task)
        shown = progress.hints_of(task)
        if shown:
            hint = tr(shown[-1])
            hints.markdown(f":material/lightbulb: {len(shown)}/{len(task.hints)}: {hint}")
    with go_on:
        _offer_next(task, is_done or task.name in progress.done(), go)


def link_all_questions() -> None:
    """Link to the list of all questions."""
    st.page_link("pages/questions.py", label=tr("All questions"), icon=":material/list:")


def _offer_hint(task: Task) -> None:
    if len(progress.hints_of(task)) < len(task.hints):
        ask = progress.ask_hint
        st.button(tr("Hint"), on_click=ask, args=(task,), icon=":material/lightbulb:")


def _ask_prediction(task: Task, controls: Keys, is_done: bool, guess: int | None) -> None:
    question, take = tr(task.prediction.question), progress.guess
    if guess is not None:
        said, take = tr(task.prediction.options[guess]), progress.say_again
        text = tr(
            "**You had said “{guess}”. What do you say now?** {question}",
            guess=said,
            question=question,
        )
    elif is_done:
        text = tr("**And what do you say now?** {question}", question=question)
    else:
        text = tr("**Predict.** {question}", question=question)
    st.markdown(text, width="content")
    for option, text in enumerate(task.prediction.options):
        key = controls.key(GUESS, option)
        st.button(tr(text), key=key, on_click=take, args=(task, option))


def _prompt(task: Task, guess: int | None) -> str:
    prompt = tr("**Try.** {prompt}", prompt=tr(task.prompt))
    if guess is None:
        return prompt
    said = tr("You say “{guess}”. Is it so?", guess=tr(task.prediction.options[guess]))
    return f"{said} {prompt}"


def _text(task: Task, guess: int | None, state: Any) -> str:
    """Return why it is so: to a hall, or with what became of the learner's prediction."""
    if is_revealed():
        answer = tr(task.prediction.options[task.prediction.answer])
        why = tr(task.explanation)
        return tr("**Answer: {answer}.** {explanation}", answer=answer, explanation=why)
    done = tr("**Done.**")
    answer = f":green[:material/check_circle: {done}]"
    if guess is None or _is_asked_again(task, guess, state):
        return f"{answer} {tr('Answer the question above, and read here why it is so.')}"
    return f"{answer} {tr(task.explanation)} {_outcome(task, guess, state)}".strip()


def _right(task: Task, state: Any) -> int | None:
    """Return which option is right; None where the present state does not tell."""
    prediction = task.prediction
    if prediction.outcome is None:
        return prediction.answer
    return prediction.outcome(state) if task.check(state).is_met else None


def _is_asked_again(task: Task, guess: int, state: Any) -> bool:
    """Whether a wrong prediction is still to be met again."""
    return progress.said_again(task) is None and _right(task, state) not in (guess, None)


def _outcome(task: Task, guess: int, state: Any) -> str:
    """Say what became of a prediction; nothing where the present state does not tell."""
    answer = _right(task, state)
    if answer is None:
        return ""
    again = progress.said_again(task)
    said = guess if again is None else again
    options = [tr(option) for option in task.prediction.options]
    if said != answer:
        return tr("You said “{guess}” – but: {right}.", guess=options[said], right=options[answer])
    if said == guess:
        return tr("You predicted “{guess}” – right.", guess=options[guess])
    return tr(
        "You had said “{guess}”, and now “{right}” – right.",
        guess=options[guess],
        right=options[answer],
    )


def _offer_next(task: Task, is_done: bool, go: Go) -> None:
    tasks = QUESTIONS[PAGE_OF[task.name]]
    others = tasks[tasks.index(task) + 1 :]
    with st.container(key="next" if is_done else "skip", width="content"):
        if not others:
            _link_next_page(task)
        elif is_done:
            st.button(tr("Next question"), on_click=go, args=(others[0],), type="primary")
        else:
            st.button(tr("Skip"), on_click=go, args=(others[0],), type="tertiary")


def _link_next_page(task: Task) -> None:
    """Link to the first question of the page that follows; after the last one, to all of them."""
    pages = list(QUESTIONS)
    following = pages[pages.index(PAGE_OF[task.name]) + 1 :]
    if not following:
        link_all_questions()
        return
    first = QUESTIONS[following[0]][0]
    st.page_link(
        f"pages/{following[0]}.py",
        label=tr("Go on: {title}", title=tr(first.title)),
        icon=":material/arrow_forward:",
        query_params={"task": first.name},
    )


def note(task: Task, verdict: Verdict, attempt: Attempt, lesson: Lesson) -> tuple[str, str]:
    """Return a sentence for the read-out, and "met" or "unmet" if it is a verdict.

    It says how the network in hand stands to the task, and keeps back what would give a prediction
    away, and what is meant for one's own hand.
    """
    if not lesson.shows("answers"):
        return tr("Drag on."), ""
    message = verdict.message.replace("*", "")
    if verdict.is_met:
        return f"✓ {message}", "met"
    if is_hall():
        return "", ""
    if attempt.is_met:
        return tr("Answered. Now: {message}", message=message), ""
    if attempt.has_moved:
        return tr("Not yet: {message}", message=message), "unmet"
    if progress.guess_of(task) is None:
        return tr("Predict first; then try, and read here how near you are."), ""
    return tr("Now try, and read here how near you are."), ""
