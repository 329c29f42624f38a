"""How a student's network stands to the task: the checks of the pages."""

from __future__ import annotations

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
    state = _state_of({**room.shown, **shown}, task)
    before = room.tries.get(student)
    acts = task.acts_shown(state) | (before.acts if before else frozenset())
    verdict = task.judge(state, acts)
    return Tried(student, shown, verdict.message, verdict.is_met, acts)


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
