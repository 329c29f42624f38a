"""Adding up: how units make one curve."""

from relu_explorer.controls import widgets
from relu_explorer.controls.page import Controls, Setting
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui import panels
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> Controls:
    """Return the controls for a task."""
    return Controls("sum_", task.start, PARAMETERS, task.locked, task.curve)


def show_more(controls: Controls, setting: Setting, lesson: Lesson, attempt: Attempt) -> None:
    """Show the partial sums, the ledger and the formula."""
    panels.show_build_up(controls, setting.state)
    if lesson.shows("words"):
        panels.show_words(setting.state)


run(QuestionPage("adding_up", controls_for, show_more, widgets.choose_comparison))
