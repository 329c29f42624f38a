"""How the weights are found: by gradient descent, or not."""

from __future__ import annotations

from relu_explorer.core.targets import TARGETS
from relu_explorer.questions.presets import Preset
from relu_explorer.questions.tasks import Act, Prediction, Task
from relu_explorer.questions.training_checks import (
    has_dead_unit,
    is_trained,
    is_trained_from,
    keeps_dead_unit,
    shows_signs,
    shows_tails,
    signs_of_biases,
    stays_equal,
    tells_where_it_came,
)

_DATA = TARGETS["valley data"]
_EQUAL = Preset(units=((0.5, 0.5, 0.5),) * 2, note="", window=(-1, 5), height=(-2, 4), probe=1.0)
_LEFT = TARGETS["valley data left of 0"]
_PARABOLA = TARGETS["parabola"]
_FACING = Preset(
    units=((1.0, 2.0, 0.5), (-1.0, -2.0, 0.5)), note="", window=(-6, 2), height=(-2, 4)
)
_FOUR = Preset(
    units=((1.0, 0.5, 0.3), (1.0, -1.0, 0.3), (-1.0, 0.5, 0.3), (-1.0, -1.0, 0.3)),
    note="",
    window=(-6, 6),
    height=(-2, 15),
)
_TRAINED = Act(is_trained, "Train it, for some hundred steps: press Play, or 1,000 steps.")
_THREE_STARTS = tuple(
    Act(is_trained_from(k), "Now from other random starts: Random (He), then 1,000 steps.")
    for k in range(3)
)
_THREE = _FOUR._replace(units=_FOUR.units[:3], window=(-3, 3), height=(-2, 8))
_APART = _EQUAL._replace(units=((1.0, -3.0, 1.0), (-1.0, 2.5, 0.5)))

TRAINING: tuple[Task, ...] = (
    Task(
        name="equal",
        title="Every unit sees the same data: how does each know where to start?",
        questions=("Q19",),
        prediction=Prediction(
            "Two units start with equal numbers. After 1,000 steps they …",
            ("share out the pieces", "are still equal", "have changed places"),
            1,
        ),
        prompt="Train from this equal start: press Play, or 1,000 steps below the sliders.",
        check=stays_equal(_EQUAL.network, _DATA),
        acts=(_TRAINED,),
        hints=("Scroll down to *Train*, and press 1,000 steps.",),
        explanation="Equal units get equal gradients, at every step, so they stay equal for ever. "
        "Units differ because they start from different values, and each moves by its own "
        "gradient: press *Random (He)*, and train again. Nothing makes them share out the "
        "pieces: corners may meet, or leave the window.",
        start=_EQUAL,
        target=_DATA,
    ),
    Task(
        name="restarts",
        title="Does each unit end up owning a piece?",
        questions=("Q19",),
        prediction=Prediction(
            "Three units learn the same parabola from three random starts. They end …",
            ("always at the same three corners", "where their start leads", "with a piece each"),
            1,
        ),
        prompt="Train from three random starts: each time press Random (He), then 1,000 steps, and "
        "look where the corners come to lie.",
        check=tells_where_it_came(_PARABOLA),
        acts=_THREE_STARTS,
        hints=("Scroll down to *Train*: Random (He), then 1,000 steps; three times.",),
        explanation="Every unit sees the same data and moves by its own gradient, from where it "
        "starts. So the start decides: corners may come to lie apart, coincide or leave the data, "
        "and a unit may die; the loss stays high then. Nothing makes the units share out the "
        "pieces. That is why one trains several times, with more units than are needed.",
        start=_THREE,
        target=_PARABOLA,
    ),
    Task(
        name="dead",
        title="What is a dead unit? My loss does not move.",
        questions=("Q20",),
        prediction=Prediction(
            "A unit is off at every data point. What does training do to it?",
            ("It brings it back", "Nothing: its gradient is 0", "It removes it"),
            1,
        ),
        prompt="Make a dead unit: one that is off at all data points, 0 ≤ x ≤ 4. Then train, and "
        "see what becomes of it.",
        check=has_dead_unit(_DATA),
        acts=(
            Act(
                keeps_dead_unit(_DATA),
                "It is dead: off at every data point. Now train: press Play, or 1,000 steps.",
            ),
        ),
        hints=(
            "Move the corner of unit 0 to the right, beyond the data.",
            "w0 = 1, b0 = −4.5 will do.",
        ),
        explanation="Where a unit is off it adds 0, and so does its gradient. A unit that is off "
        "on the whole data has zero gradient: it stays as it is, whatever the loss.",
        solution={"b0": -4.5},
        start=_APART,
        target=_DATA,
    ),
    Task(
        name="signs",
        title="My data are all positive: are all biases negative?",
        questions=("Q12",),
        prediction=Prediction(
            "These y are all 0 or more, and the data lie left of x = 0. After training …",
            ("all biases are negative", "all biases are positive", "one is positive, one negative"),
            2,
            signs_of_biases,
        ),
        prompt="Train until the loss is at most 0.01: press Play, or 1,000 steps.",
        check=shows_signs(_LEFT, 0.01),
        acts=(_TRAINED,),
        hints=("Press *Play*, and wait.", "If it stays above, press *1,000 steps* once more."),
        explanation="A bias is b = −w·corner. With w > 0 it is negative exactly when the corner is "
        "at positive x, with w < 0 exactly when it is at negative x. It tells where the corner "
        "lies and which way the unit faces; the sign of y has no part in it.",
        start=_FACING,
        target=_LEFT,
    ),
    Task(
        name="beyond",
        title="Outside the data, will it go on like the parabola?",
        questions=("Q23",),
        prediction=Prediction(
            "Four units learn a parabola from x = −2 to 2. Beyond the data the curve …",
            ("goes on like the parabola", "is two straight lines", "falls back to 0"),
            1,
        ),
        prompt="Train until the loss is at most 0.03. Then put the probe on x = 5, where there "
        "were no data. The parabola is 25 there.",
        check=shows_tails(_PARABOLA, 0.03, 5.0),
        acts=(_TRAINED,),
        hints=("Press *Play*, or *1,000 steps*.", "Set the slider x to 5."),
        explanation="Beyond its outermost corners no unit switches any more, so the slope stays "
        "as it is. What the data said about curving is known between the corners only.",
        start=_FOUR,
        target=_PARABOLA,
    ),
)
