"""Training: how gradient descent moves the units, or does not."""

from relu_explorer import trainer, widgets
from relu_explorer.classroom import Room, run
from relu_explorer.controls import Desk, Setting
from relu_explorer.entrance import enter_through_app
from relu_explorer.lesson import Lesson
from relu_explorer.parameters import PARAMETERS
from relu_explorer.tasks import Task

enter_through_app()


def desk_for(task: Task) -> Desk:
    """Return the controls for a task."""
    return Desk("train_", task.start, PARAMETERS, task.locked, data=task.data)


def show_more(desk: Desk, setting: Setting, lesson: Lesson) -> None:
    """Show the loss and every unit's gradient, and train."""
    trainer.offer_training(desk)
    trainer.offer_starts(desk)
    trainer.show_gradient(desk, setting)


run(
    Room(
        "training",
        desk_for,
        show_more,
        widgets.choose_hold,
        show_live=trainer.show_player,
    )
)
