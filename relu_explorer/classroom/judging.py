"""How a student's network stands to the task: the checks of the pages."""

from __future__ import annotations

from typing import Any

from relu_explorer.classroom.state import ClassState, Shown, Tried
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.parameters import taken_apart
from relu_explorer.core.state import State, View, read
from relu_explorer.questions import ALL_TASKS, PAGE_OF
from relu_explorer.questions.tasks import Task

# Pages whose networks phones do not have: trained, of several layers, of two inputs.
_NOT_ON_PHONES = ("training", "two_layers", "two_inputs")


def is_for_phones(name: str) -> bool:
    """Return whether a task takes no more than a phone has: sliders of w, b, v, c and x."""
    task = ALL_TASKS.get(name)
    if task is None or PAGE_OF[name] in _NOT_ON_PHONES or not task.solution:
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

    Raises
    ------
    ValueError
        If lists that belong together are of several lengths.
    """
    task = ALL_TASKS.get(room.task)
    if task is None or not is_for_phones(task.name):
        return Tried(student, shown, "", is_met=False)
    whole = {**_start_of(task), **room.shown, **shown}
    if len({len(whole[name]) for name in ("w", "b", "v", "on") if name in whole}) > 1:
        raise ValueError("w, b, v and on have to be of one length")
    state = _state_of(whole, task)
    before = room.tries.get(student)
    acts = task.acts_shown(state) | (before.acts if before else frozenset())
    verdict = task.judge(state, acts)
    is_near = not verdict.is_met and _is_near(whole, task, acts)
    return Tried(student, shown, verdict.message, verdict.is_met, acts, is_near)


def _is_near(whole: dict[str, Any], task: Task, acts: frozenset[int]) -> bool:
    """Return whether the task is met once one number alone is set as a solution has it."""
    solved = _start_of(task)
    for name, value in task.solution.items():
        _put(solved, name, value)
    units = range(min(len(whole["w"]), len(task.start.units)))
    for name in (*(f"{symbol}{unit}" for symbol in "wbv" for unit in units), "c", "probe"):
        changed = dict(whole)
        _put(changed, name, _number(solved, name))
        if changed != whole and task.judge(_state_of(changed, task), acts).is_met:
            return True
    return False


def _start_of(task: Task) -> dict[str, Any]:
    """Return the numbers that a task starts from."""
    columns = dict(zip("wbv", map(list, zip(*task.start.units, strict=True)), strict=True))
    return {**columns, "c": task.start.output_bias, "probe": task.start.probe}


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


def _state_of(whole: Shown, task: Task) -> State:
    start = task.start
    view = View(
        window=tuple(whole.get("window", start.window)),
        height=tuple(whole.get("height", start.height)),
        probe=whole["probe"],
        stages=tuple(whole.get("stages", start.stages)),
        has_max=whole.get("hasMax", True),
        on=tuple(whole.get("on", [True] * len(whole["w"]))),
        compare=whole.get("compare", "add"),
        target=task.curve,
    )
    return read(ReluNetwork(whole["w"], whole["b"], whole["v"], whole["c"]), view)
