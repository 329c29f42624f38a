"""The learner's questions as tasks: one module a page."""

from relu_explorer.questions.adding_up import ADDING_UP
from relu_explorer.questions.lab import LAB_TASKS
from relu_explorer.questions.one_unit import ONE_UNIT
from relu_explorer.questions.training import TRAINING
from relu_explorer.tasks import Task

# By the page on which they are asked.
QUESTIONS: dict[str, tuple[Task, ...]] = {
    "one_unit": ONE_UNIT,
    "adding_up": ADDING_UP,
    "lab": LAB_TASKS,
    "training": TRAINING,
}
