"""Two inputs: what a unit is in the plane, and what sums of them can be."""

from relu_explorer.controls.two_inputs import PlanarControls, PlanarSetting, choose_planar_count
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.several import TWO_INPUTS, link_cut, show_planar_words
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> PlanarControls:
    """Return the controls of a question."""
    return PlanarControls("plane_", task.start)


def show_more(
    controls: PlanarControls, setting: PlanarSetting, lesson: Lesson, attempt: Attempt
) -> None:
    """Show the counter, the ledger by region and the formula; once it is met, the cut alone."""
    if lesson.shows("words"):
        show_planar_words(setting.state)
    if attempt.is_met:
        link_cut(setting.state)


run(
    QuestionPage(
        "two_inputs", controls_for, show_more, tools=choose_planar_count, surface=TWO_INPUTS
    )
)
