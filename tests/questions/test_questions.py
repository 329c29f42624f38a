"""The list of questions is whole, and its table of contents is right."""

import re

from chromium import ROOT
from networks import state_of

from relu_explorer import ReluNetwork
from relu_explorer.questions import ALL_TASKS, PAGE_OF, QUESTIONS
from relu_explorer.questions.presets import Preset

NUMBERS = range(1, 28)
TABLE = (ROOT / "docs" / "questions.md").read_text(encoding="utf-8")


def test_every_question_has_a_task():
    asked = {question for task in ALL_TASKS.values() for question in task.questions}
    assert asked == {f"Q{number}" for number in NUMBERS}


def test_the_table_names_each_question_s_tasks():
    for number in NUMBERS:
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
        state = changed(task, {"steps": 0})
        assert not task.judge(state, task.acts_shown(state)).is_met, task.name


def changed(task, changes):
    """The state in which some changes put the task's start; trained where the page trains."""
    start, changes = task.start, dict(changes)
    if not isinstance(start, Preset):
        return start.state(changes)
    c = changes.pop("c", start.output_bias)
    units = [
        [changes.pop(f"{symbol}{unit}", value) for symbol, value in zip("wbv", row, strict=True)]
        for unit, row in enumerate(start.units)
    ]
    on = tuple(bool(changes.pop(f"on{unit}", True)) for unit in range(len(units)))
    view = {"window": start.window, "height": start.height, "probe": start.probe, "on": on}
    names = {"max": "has_max"}
    view["steps"] = 1000 if PAGE_OF[task.name] == "training" else 0
    view |= {names.get(name, name): value for name, value in changes.items()}
    return state_of(ReluNetwork(*zip(*units, strict=True), c), **view)


def test_every_solution_meets_its_task():
    for task in ALL_TASKS.values():
        if task.solution:
            states = [changed(task, changes) for changes in ({}, *task.way, task.solution)]
            shown = frozenset().union(*map(task.acts_shown, states))
            verdict = task.judge(states[-1], shown)
            assert verdict.is_met, (task.name, verdict)
    without = [name for name, task in ALL_TASKS.items() if not task.solution]
    assert without == [
        "equal",
        "restarts",
        "facing",
        "slow",
        "signs",
        "beyond",
    ]  # they take training


def test_each_act_is_needed():
    """What meets the task but for one act is answered by what is missing."""
    for task in ALL_TASKS.values():
        if task.solution:
            solution = changed(task, task.solution)
            assert task.judge(solution, frozenset(range(len(task.acts)))).is_met
            for act in range(len(task.acts)):
                others = frozenset(range(len(task.acts))) - {act}
                verdict = task.judge(solution, others)
                assert not verdict.is_met
                assert verdict.message.endswith(task.acts[act].missing)


def test_no_start_shows_all_acts():
    for task in ALL_TASKS.values():
        if task.acts:
            untrained = changed(task, {"steps": 0})
            assert len(task.acts_shown(untrained)) < len(task.acts), task.name


def test_predictions_have_an_answer_and_tasks_have_hints():
    for task in ALL_TASKS.values():
        assert 0 <= task.prediction.answer < len(task.prediction.options)
        assert task.hints
