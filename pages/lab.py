"""The course lab, and further targets."""

from relu_explorer import panels, widgets
from relu_explorer.classroom import Room, run
from relu_explorer.controls import Desk, Setting
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import Lesson
from relu_explorer.parameters import COUNTED_PARAMETERS, LAB_PARAMETERS
from relu_explorer.tasks import Task

enter_through_app()


def desk_for(task: Task) -> Desk:
    """Return the controls: the lab's own, or all of them for a further target."""
    if not task.locked:
        return Desk("lab_", task.start, COUNTED_PARAMETERS, target=task.curve)
    desk = Desk("lab_", task.start, LAB_PARAMETERS, task.locked, task.curve)
    return desk._replace(locked=frozenset()) if widgets.is_unlocked(desk) else desk


def tools(desk: Desk) -> None:
    """Offer the lock in the lab, the number of units elsewhere."""
    if desk.grids is LAB_PARAMETERS:
        widgets.choose_lock(desk)
    else:
        widgets.choose_unit_count(desk)


def show_more(desk: Desk, setting: Setting, lesson: Lesson) -> None:
    """Show the score, the rule of corners, the ledger and the formula."""
    panels.show_score(desk, setting)
    panels.show_corner_rule(desk)
    if lesson.shows("words"):
        panels.show_words(setting)


run(Room("lab", desk_for, show_more, widgets.choose_hold, tools))
