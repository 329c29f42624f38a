"""All questions, each with the way to the place where it can be answered by hand."""

import streamlit as st

from relu_explorer import progress
from relu_explorer.classroom import leave_rooms
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import read_lesson
from relu_explorer.questions import QUESTIONS

enter_through_app()


TITLES = {
    "one_unit": "One unit",
    "adding_up": "Adding up",
    "lab": "The course lab",
    "training": "Training",
}

leave_rooms()
progress.read_progress()
read_lesson()
st.markdown("### What learners ask")
wanted = st.text_input(
    "Search", placeholder="Search: corner, bias, flat …", label_visibility="collapsed"
)
found = 0
for page, tasks in QUESTIONS.items():
    shown = [task for task in tasks if wanted.lower() in f"{task.title} {task.prompt}".lower()]
    if shown:
        st.markdown(f"##### {TITLES[page]}")
    for task in shown:
        mark = ":material/check_circle:" if task.name in progress.done() else ":material/circle:"
        query = {"task": task.name}
        st.page_link(f"pages/{page}.py", label=task.title, icon=mark, query_params=query)
    found += len(shown)
if not found:
    st.markdown("No question has this word. Try a shorter one, or empty the field.")
progress.write_progress()
