"""Training: how gradient descent moves the units, or does not."""

from relu_explorer.controls import widgets
from relu_explorer.controls.page import Controls, Setting
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.questions.tasks import Task
from relu_explorer.ui import trainer
from relu_explorer.ui.entrance import enter_through_app
from relu_explorer.ui.tasks.lesson import Lesson
from relu_explorer.ui.tasks.page import QuestionPage, run
from relu_explorer.ui.tasks.progress import Attempt

enter_through_app()


def controls_for(task: Task) -> Controls:
    """Return the controls for a task."""
    return Controls("train_", task.start, PARAMETERS, task.locked, data=task.data)


def show_more(controls: Controls, setting: Setting, lesson: Lesson, attempt: Attempt) -> None:
    """Show the loss and every unit's gradient, and train."""
    trainer.offer_training(controls)
    trainer.offer_starts(controls)
    trainer.show_gradient(controls, setting)


run(QuestionPage("training", controls_for, show_more, widgets.choose_hold, has_player=True))
