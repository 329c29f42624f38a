"""Adding up: how units make one curve."""

from relu_explorer import panels, widgets
from relu_explorer.classroom import Room, run
from relu_explorer.controls import Desk, Setting
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import Lesson
from relu_explorer.parameters import PARAMETERS
from relu_explorer.tasks import Task

enter_through_app()


def desk_for(task: Task) -> Desk:
    """Return the controls for a task."""
    return Desk("sum_", task.start, PARAMETERS, task.locked, task.curve)


def show_more(desk: Desk, setting: Setting, lesson: Lesson) -> None:
    """Show the partial sums, the ledger and the formula."""
    panels.show_build_up(desk, setting)
    if lesson.shows("words"):
        panels.show_words(setting)


run(Room("adding_up", desk_for, show_more, widgets.choose_comparison))
