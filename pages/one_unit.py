"""One unit: what its weight, bias and output weight do."""

from relu_explorer.controls import widgets
from relu_explorer.controls.page import Controls, Setting
from relu_explorer.questions.tasks import Task
from relu_explorer.ui import shape_panels
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> Controls:
    """Return the controls: one unit, and the knob."""
    return Controls("one_", task.start, shape_panels.KNOB_PARAMETERS)


def show_more(controls: Controls, setting: Setting, lesson: Lesson, attempt: Attempt) -> None:
    """Show what the last change moved and, once it gives nothing away, the gallery of shapes."""
    if lesson.shows("words"):
        shape_panels.show_last_move(controls)
    shape_panels.show_shape(controls, setting.state.view)
    if attempt.is_met:
        shape_panels.choose_shape(controls)


run(QuestionPage("one_unit", controls_for, show_more, widgets.choose_hold))
