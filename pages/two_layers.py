"""Two layers: what the second one buys."""

from relu_explorer.controls import two_layers
from relu_explorer.controls.two_layers import DeepControls, DeepSetting
from relu_explorer.questions.tasks import Task
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.several import TWO_LAYERS, link_one_layer, show_deep_words
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> DeepControls:
    """Return the controls of a question."""
    return DeepControls("deep_", task.start, task.curve)


def tools(controls: DeepControls) -> None:
    """Offer the numbers of units, and further layers where the question has them."""
    if controls.opening.further is None:
        two_layers.choose_counts(controls)
    else:
        two_layers.choose_further(controls)


def show_more(
    controls: DeepControls, setting: DeepSetting, lesson: Lesson, attempt: Attempt
) -> None:
    """Show the counter, the ledger and the formula; once it is met, the same curve in one layer."""
    if lesson.shows("words"):
        show_deep_words(setting.state)
    if attempt.is_met:
        link_one_layer(setting.state)


run(QuestionPage("two_layers", controls_for, show_more, tools=tools, surface=TWO_LAYERS))
