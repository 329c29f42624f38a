"""The course lab, and further targets."""

from dataclasses import replace

from relu_explorer.controls import widgets
from relu_explorer.controls.page import UNITS, Controls, Setting
from relu_explorer.core.parameters import COUNTED_PARAMETERS, LAB_PARAMETERS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui import panels
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> Controls:
    """Return the controls: the lab's own, or all of them for a further target."""
    if not task.locked:
        return Controls("lab_", task.start, COUNTED_PARAMETERS, target=task.curve)
    controls = Controls("lab_", task.start, LAB_PARAMETERS, task.locked, task.curve)
    return replace(controls, locked=frozenset()) if widgets.is_unlocked(controls) else controls


def tools(controls: Controls) -> None:
    """Offer the number of units where it can be chosen, else the lock."""
    if UNITS in controls.grids:
        widgets.choose_unit_count(controls)
    else:
        widgets.choose_lock(controls)


def show_more(controls: Controls, setting: Setting, lesson: Lesson, attempt: Attempt) -> None:
    """Show the score, the rule of corners, the ledger and the formula."""
    panels.show_score(controls, setting.state)
    panels.show_corner_rule(controls)
    if lesson.shows("words"):
        panels.show_words(setting.state)


run(QuestionPage("lab", controls_for, show_more, widgets.choose_hold, tools))
