"""How a student's network stands to the task: the checks of the pages."""

from __future__ import annotations

from typing import Any

from relu_explorer.classroom.state import ClassState, Shown, Tried
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.parameters import taken_apart
from relu_explorer.core.state import State, View, read
from relu_explorer.questions import ALL_TASKS, PAGE_OF
from relu_explorer.questions.tasks import Task


def is_for_phones(name: str) -> bool:
    """Return whether a task takes no more than a phone has: sliders of w, b, v, c and x."""
    task = ALL_TASKS.get(name)
    if task is None or PAGE_OF[name] == "training" or not task.solution:
        return False
    moved = {part for changes in (task.solution, *task.way) for part in changes}
    return {taken_apart(part)[0] for part in moved} <= {"w", "b", "v", "c", "probe"}


def judged(room: ClassState, student: str, shown: Shown) -> Tried:
    """Return what a student has tried, and the verdict on it.

    Parameters
    ----------
    room : ClassState
        The class, with its task and what the student has tried before.
    student : str
    shown : mapping
        The student's network and view; what is left out is as the instructor has it.
    """
    task = ALL_TASKS.get(room.task)
    if task is None:
        return Tried(student, shown, "", is_met=False)
    whole = {**room.shown, **shown}
    state = _state_of(whole, task)
    before = room.tries.get(student)
    acts = task.acts_shown(state) | (before.acts if before else frozenset())
    verdict = task.judge(state, acts)
    is_near = not verdict.is_met and _is_near(whole, task, acts)
    return Tried(student, shown, verdict.message, verdict.is_met, acts, is_near)


def _is_near(whole: dict[str, Any], task: Task, acts: frozenset[int]) -> bool:
    """Return whether the task is met once one number alone is set as a solution has it."""
    columns = dict(zip("wbv", map(list, zip(*task.start.units, strict=True)), strict=True))
    start = {**columns, "c": task.start.output_bias, "probe": task.start.probe}
    solved = dict(start)
    for name, value in task.solution.items():
        _put(solved, name, value)
    given = {**start, **whole}
    units = range(min(len(given["w"]), len(task.start.units)))
    for name in (*(f"{symbol}{unit}" for symbol in "wbv" for unit in units), "c", "probe"):
        changed = dict(given)
        _put(changed, name, _number(solved, name))
        if changed != given and task.judge(_state_of(changed, task), acts).is_met:
            return True
    return False


def _number(parts: dict[str, Any], name: str) -> Any:
    symbol, unit = taken_apart(name)
    return parts[symbol] if unit is None else parts[symbol][unit]


def _put(parts: dict[str, Any], name: str, value: Any) -> None:
    """Set a number by its slider's name; the list that had it before stays as it was."""
    symbol, unit = taken_apart(name)
    if unit is None:
        parts[symbol] = value
    else:
        parts[symbol] = [value if k == unit else old for k, old in enumerate(parts[symbol])]


def _state_of(shown: Shown, task: Task) -> State:
    start = task.start
    units = zip(*start.units, strict=True)
    w, b, v = (shown.get(name, list(values)) for name, values in zip("wbv", units, strict=True))
    view = View(
        window=tuple(shown.get("window", start.window)),
        height=tuple(shown.get("height", start.height)),
        probe=shown.get("probe", start.probe),
        stages=tuple(shown.get("stages", start.stages)),
        has_max=shown.get("hasMax", True),
        on=tuple(shown.get("on", [True] * len(w))),
        compare=shown.get("compare", "add"),
        target=task.curve,
    )
    return read(ReluNetwork(w, b, v, shown.get("c", start.output_bias)), view)
