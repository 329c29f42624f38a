"""The learner's questions as tasks, one module a page, and the checks that answer a network.

Pure functions of a state; all from `controls` upwards may import them.
"""

from relu_explorer.questions.adding_up import ADDING_UP
from relu_explorer.questions.lab import LAB_TASKS
from relu_explorer.questions.one_unit import ONE_UNIT
from relu_explorer.questions.several.two_inputs import TWO_INPUTS
from relu_explorer.questions.several.two_layers import TWO_LAYERS
from relu_explorer.questions.tasks import Task
from relu_explorer.questions.training import TRAINING

# By the page on which they are asked.
QUESTIONS: dict[str, tuple[Task, ...]] = {
    "one_unit": ONE_UNIT,
    "adding_up": ADDING_UP,
    "lab": LAB_TASKS,
    "training": TRAINING,
    "two_layers": TWO_LAYERS,
    "two_inputs": TWO_INPUTS,
}
ALL_TASKS = {task.name: task for tasks in QUESTIONS.values() for task in tasks}
PAGE_OF = {task.name: page for page, tasks in QUESTIONS.items() for task in tasks}
