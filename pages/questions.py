"""All questions, each with the way to the place where it can be answered by hand."""

import streamlit as st

from relu_explorer.language.translation import mark, tr
from relu_explorer.questions import QUESTIONS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.presenting import offer_demo
from relu_explorer.ui.tasks import progress
from relu_explorer.ui.tasks.lesson import take_lesson

enter_through_app()


_MET, _MET_AND_PREDICTED = ":material/check_circle:", ":material/done_all:"
TITLES = {
    "one_unit": mark("One unit"),
    "adding_up": mark("Adding up"),
    "lab": mark("The course lab"),
    "training": mark("How units learn"),
    "two_layers": mark("Two layers"),
    "two_inputs": mark("Two inputs"),
}

progress.take_progress()
take_lesson()
st.markdown(f"### {tr('What learners ask')}")
wanted = st.text_input(
    tr("Search"), placeholder=tr("Search: corner, bias, flat …"), label_visibility="collapsed"
)


st.markdown(
    tr(
        "{met} answered   {predicted} answered, and predicted",
        met=_MET,
        predicted=_MET_AND_PREDICTED,
    )
)


def is_wanted(task: Task) -> bool:
    """Return whether a question has what is searched for."""
    return wanted.lower() in f"{tr(task.title)} {tr(task.prompt)}".lower()


def show_links(page: str, tasks: list[Task]) -> None:
    """Link to a page's questions, each marked if it was done."""
    st.markdown(f"##### {tr(TITLES[page])}")
    for task in tasks:
        icon = _MET_AND_PREDICTED if progress.is_predicted(task) else _MET
        icon = icon if task.name in progress.done() else ":material/circle:"
        query = {"task": task.name}
        st.page_link(f"pages/{page}.py", label=tr(task.title), icon=icon, query_params=query)


found = {page: list(filter(is_wanted, tasks)) for page, tasks in QUESTIONS.items()}
for row in (list(found)[:2], list(found)[2:4], list(found)[4:]):
    for page, column in zip(row, st.columns(2), strict=True):
        with column:
            if found[page]:
                show_links(page, found[page])
if not any(found.values()):
    st.markdown(tr("No question has this word. Try a shorter one, or empty the field."))
offer_demo()
progress.write_progress()
