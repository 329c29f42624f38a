"""How the weights are found: by gradient descent, or not."""

from __future__ import annotations

from relu_explorer.core.targets import TARGETS
from relu_explorer.questions.checks.training import (
    fits,
    has_dead_unit,
    has_fitted,
    is_stuck,
    is_trained,
    is_trained_from,
    keeps_dead_unit,
    shows_signs,
    shows_tails,
    signs_of_biases,
    stays_equal,
    tells_where_it_came,
)
from relu_explorer.questions.presets import Preset
from relu_explorer.questions.tasks import Act, Prediction, Task

_DATA = TARGETS["valley data"]
_EQUAL = Preset(units=((0.5, 0.5, 0.5),) * 2, note="", window=(-1, 5), height=(-2, 4), probe=1.0)
_RAMP, _NARROW = TARGETS["ramp data"], TARGETS["narrow parabola"]
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
_WRONG = Preset(units=((-1.0, 0.0, 1.0),), note="", window=(-3, 3), height=(-1, 3), probe=-1.0)
_SMALL = Preset(
    units=((1.0, 0.0, 0.1), (1.0, -0.5, 0.1), (-1.0, 0.5, 0.1), (-1.0, 1.0, 0.1)),
    note="",
    window=(-1, 2),
    height=(-1, 1),
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
        name="facing",
        title="Why can't a single ReLU learn a ReLU?",
        questions=("Q26",),
        prediction=Prediction(
            "One unit faces left, w0 = −1. After 1,000 steps on data of max(0, x) it …",
            ("has turned round, and fits", "is off at every data point", "fits half of the data"),
            1,
        ),
        prompt="Train it as it is: press Play, or 1,000 steps. Then turn it round by hand, w0 > 0, "
        "and train again, until the loss is at most 0.005.",
        check=fits(_RAMP, 0.005),
        acts=(
            Act(
                keeps_dead_unit(_RAMP),
                "Start over, and train it first as it is, facing left: 1,000 steps at the rate "
                "0.01.",
            ),
            Act(
                has_fitted(_RAMP, 0.005),
                "That was by hand. Make w0 0.5, and let training find the rest: 1,000 steps.",
            ),
        ),
        hints=("Press 1,000 steps, and look where the corner went.", "Then w0 = 0.5, and train."),
        explanation="Facing left it was on only where the data are 0: training made it smaller "
        "there, until it was off at every data point. Then its gradient was 0, and nothing would "
        "ever have turned it. Turned by hand it is on where the data rise, and learns. That is why "
        "one starts with many units: some face the right way.",
        start=_WRONG,
        target=_RAMP,
    ),
    Task(
        name="slow",
        title="A hundred points of (x − 0.5)² on [0, 1]: why is my fit a straight line?",
        questions=("Q27",),
        prediction=Prediction(
            "Four units, rate 0.001: after 1,000 steps the fit is nearly straight. Why?",
            (
                "Four units are too few",
                "Its steps are tiny: it is on its way",
                "All units are dead",
            ),
            1,
        ),
        prompt="Choose the learning rate 0.001 and train for 1,000 steps. Then find what brings "
        "the loss to at most 0.0003: a larger rate, or Adam.",
        check=fits(_NARROW, 0.0003),
        acts=(
            Act(
                is_stuck(_NARROW, 0.002),
                "Start over, and see first how slow it is: rate 0.001, gradient descent, 1,000 "
                "steps.",
            ),
            Act(has_fitted(_NARROW, 0.0003), "That was by hand: let training find it."),
        ),
        hints=("Try the rate 0.3, or Adam with 0.01.", "Then 1,000 steps, once or twice."),
        explanation="A step is the rate times the gradient, and here the gradient is small: inputs "
        "and errors are. So a small rate takes very many steps. A larger rate, Adam, which scales "
        "its steps, or inputs scaled to a width of a few units: all of them bring the same four "
        "units to the curve.",
        start=_SMALL,
        target=_NARROW,
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
