"""The list of questions is whole, and its table of contents is right."""

import re

from chromium import ROOT

from relu_explorer.charts.scene import STAGES, View
from relu_explorer.questions import QUESTIONS
from relu_explorer.ui.tasks.progress import ALL_TASKS, PAGE_OF

TABLE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def test_every_question_has_a_task():
    asked = {question for task in ALL_TASKS.values() for question in task.questions}
    assert asked == {f"Q{number}" for number in range(1, 24)}


def test_the_table_names_each_question_s_tasks():
    for number in range(1, 24):
        row = next(line for line in TABLE.splitlines() if line.startswith(f"| Q{number} |"))
        named = set(re.findall(r"`(\w+)\?task=(\w+)`", row))
        tasks = {task.name for task in ALL_TASKS.values() if f"Q{number}" in task.questions}
        assert named == {(PAGE_OF[name], name) for name in tasks}


def test_names_are_unique_and_fit_for_a_link():
    names = [task.name for tasks in QUESTIONS.values() for task in tasks]
    assert len(set(names)) == len(names)
    assert all(name.isalnum() and name.islower() for name in names)


def test_no_start_meets_its_task():
    for task in ALL_TASKS.values():
        start = task.start
        on = (True,) * len(start.units)
        view = View(start.window, start.height, start.probe, STAGES, True, on, "add", task.curve)
        assert not task.check(start.network, view).is_met, task.name


def test_predictions_have_an_answer_and_tasks_have_hints():
    for task in ALL_TASKS.values():
        assert 0 <= task.prediction.answer < len(task.prediction.options)
        assert task.hints
