"""One unit: what its weight, bias and output weight do."""

from relu_explorer import knobs, widgets
from relu_explorer.classroom import Room, run
from relu_explorer.controls import Desk, Setting
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import Lesson
from relu_explorer.tasks import Task

enter_through_app()


def desk_for(task: Task) -> Desk:
    """Return the controls: one unit, and the knob."""
    return Desk("one_", task.start, knobs.KNOB_PARAMETERS)


def show_more(desk: Desk, setting: Setting, lesson: Lesson) -> None:
    """Show what the last change moved, and the gallery of shapes."""
    if lesson.shows("words"):
        knobs.show_last_move(desk)
    knobs.choose_shape(desk)


run(Room("one_unit", desk_for, show_more, widgets.choose_hold))
