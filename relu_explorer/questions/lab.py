"""The course lab, rebuilt, and further targets."""

from __future__ import annotations

from relu_explorer.core.targets import LAB, TARGETS, Target, fewest_units
from relu_explorer.questions.checks.curves import as_given
from relu_explorer.questions.checks.lab import alone_beyond, solves_lab, wide
from relu_explorer.questions.checks.targets import fits
from relu_explorer.questions.presets import PRESETS, Preset
from relu_explorer.questions.tasks import Prediction, Solution, Task

_ANSWER = PRESETS["The course lab's answer"]._replace(probe=0.5)
# A weight's first move puts a corner at x = 0: in the window, so that it can be taken hold of.
_START = _ANSWER._replace(
    units=((-2.0, 2.0, 1.0), (0.0, 0.0, 1.0), (0.0, 0.0, 1.0)), window=(-1, 3)
)
_FIXED = frozenset({0})


def _challenge(name: str, title: str, prompt: str, *hints: str, solution: Solution) -> Task:
    target = TARGETS[name]
    low, high = (int(x) for x in target.domain)
    fewest = fewest_units(target)
    counts = tuple(str(count) for count in range(max(1, fewest - 1), fewest + 2))
    return Task(
        name=name,
        title=title,
        questions=("Q16",),
        prediction=Prediction("How many units are needed?", counts, counts.index(str(fewest))),
        prompt=prompt,
        check=fits(target, rates=True),
        hints=hints,
        explanation="Rule: at a corner v·|w| is the slope after minus the slope before, and "
        "b = −w · corner.",
        start=Preset(
            units=((0.4, -0.2 * (low + high), 1.0), *((0.0, 0.0, 1.0),) * fewest),
            note="",
            window=(low - 1, high + 1),
            height=(-2, 4),
            probe=float(low),
        ),
        solution=solution,
        target=target,
    )


def _lab(target: Target = LAB, **parts: object) -> Task:
    return Task(target=target, locked=_FIXED, **parts)  # type: ignore[arg-type]


LAB_TASKS: tuple[Task, ...] = (
    _lab(
        name="lab",
        title="The lab: find w1, b1, w2 and b2",
        questions=("Q14", "Q16"),
        prediction=Prediction(
            "The third piece is 3x − 5. What are w2 and b2?",
            ("3 and −5", "2 and −4", "1 and −1"),
            1,
        ),
        prompt="Lay the curve on the yellow one: slopes −2, 1 and 3, corners at x = 1 and x = 2.",
        check=solves_lab(),
        hints=(
            "Start with the second piece: its line is x − 1, and unit 0 is off there.",
            "On the third piece unit 1 is still on and gives slope 1. Unit 2 adds the difference.",
            "w1 = 1, b1 = −1; w2 = 2, b2 = −4.",
        ),
        explanation="The unit with its corner at x = 1 stays on and gives slope 1; the other "
        "adds only the difference, w = 3 − 1 = 2, starting from 0 at x = 2: b = −2 · 2 = −4.",
        solution={"w1": 1, "b1": -1, "w2": 2, "b2": -4},
        start=_START,
    ),
    _lab(
        name="stops",
        title="Does unit 1 stop where unit 2 starts?",
        questions=("Q14",),
        prediction=Prediction(
            "Unit 2 starts at x = 2. Where is unit 1 on?",
            ("from 1 to 2", "for every x > 1", "nowhere"),
            1,
        ),
        prompt="Solo unit 1, and put the probe somewhere beyond x = 2.",
        check=as_given(_ANSWER.network, alone_beyond(1, 2.0)),
        hints=("Press Solo on the card of unit 1.", "Then set the slider x to 2.5."),
        explanation="Unit 1 is on for all x > 1, unit 2 for all x > 2. On [2, 3] the slope 3 is "
        "1 + 2.",
        solution={"on0": False, "on2": False, "probe": 2.5},
        start=_ANSWER,
    ),
    _lab(
        name="starts",
        title="Why does unit 0 act on [0, 1] and not from minus infinity?",
        questions=("Q15",),
        prediction=Prediction(
            "Where is unit 0 on?", ("on [0, 1] only", "for every x < 1", "for every x > 0"), 1
        ),
        prompt="Open *Frame* and let the window begin at x = −3 or further left.",
        check=as_given(_ANSWER.network, wide(0, -3.0)),
        hints=("Frame is above the charts.", "Drag the left end of “From x to x”."),
        explanation="It acted on [0, 1] only because the plot started at 0. Unit 0 is on for every "
        "x < 1; the tails go on for ever, with the slopes that are written on them.",
        solution={"window": (-5, 3)},
        start=_ANSWER,
    ),
    _challenge(
        "ramp",
        "First target: a ramp",
        "Draw the yellow ramp, with as few units as you can.",
        "Flat, then slope 1 from x = 2 on.",
        "w0 = 1, b0 = −2.",
        solution={"w0": 1, "b0": -2},
    ),
    _challenge(
        "bowl",
        "Second target: a bowl",
        "Draw the yellow bowl, with as few units as you can.",
        "One unit that is on to the left, one that is on to the right.",
        "w0 = −1, b0 = 1; w1 = 1, b1 = −3.",
        solution={"w0": -1, "b0": 1, "w1": 1, "b1": -3},
    ),
    _challenge(
        "valley",
        "Third target: a valley",
        "Draw the yellow valley, with as few units as you can.",
        "Both units have their corner at x = 2.",
        "w0 = −1, b0 = 2; w1 = 1, b1 = −2.",
        solution={"w0": -1, "b0": 2, "w1": 1, "b1": -2},
    ),
    _challenge(
        "tent",
        "Fourth target: a tent",
        "Draw the yellow tent. With all v = 1 it cannot be done.",
        "The slope has to fall by 2 at x = 2: a negative output weight. And c helps.",
        "c = 2; w0 = −1, b0 = 2, v0 = −1; w1 = 1, b1 = −2, v1 = −1.",
        solution={"c": 2, "w0": -1, "b0": 2, "v0": -1, "w1": 1, "b1": -2, "v1": -1},
    ),
    _challenge(
        "plateau",
        "Fifth target: a plateau",
        "Draw the yellow plateau, with as few units as you can.",
        "Four corners: the slope changes by 2, −2, −2 and 2.",
        "w = 2 for all; v = 1, −1, −1, 1; b = −2, −4, −6, −8.",
        solution={
            "w0": 2,
            "w1": 2,
            "w2": 2,
            "w3": 2,
            "b0": -2,
            "b1": -4,
            "b2": -6,
            "b3": -8,
            "v1": -1,
            "v2": -1,
        },
    ),
    _challenge(
        "zigzag",
        "Sixth target: a zigzag",
        "Draw the yellow zigzag, with as few units as you can.",
        "Three corners, but no choice of sides gives the first slope: one unit more.",
        "w0 = −2, b0 = 2; w1 = 2, b1 = −2; w2 = 4, b2 = −8, v2 = −1; w3 = 2, b3 = −6, v3 = 2.",
        solution={
            "w0": -2,
            "b0": 2,
            "w1": 2,
            "b1": -2,
            "w2": 4,
            "b2": -8,
            "v2": -1,
            "w3": 2,
            "b3": -6,
            "v3": 2,
        },
    ),
)
