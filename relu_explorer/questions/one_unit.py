"""What one unit can do."""

from __future__ import annotations

from relu_explorer.questions.checks.curves import same_curve
from relu_explorer.questions.checks.units import (
    by_bias_alone,
    shape,
    shape_in_view,
    shapes_in_view,
)
from relu_explorer.questions.presets import Preset
from relu_explorer.questions.tasks import Act, Prediction, Task


def _unit(w: float, b: float, v: float = 1.0, *, stages: tuple[str, ...] = ("z", "v·h")) -> Preset:
    return Preset(units=((w, b, v),), note="", height=(-5, 5), stages=stages)


_BIAS = _unit(-2.0, 2.0)
_DOUBLE = _unit(1.0, -1.0, 2.0)

ONE_UNIT: tuple[Task, ...] = (
    Task(
        name="turn",
        title="Can the shape be turned to any angle?",
        questions=("Q1",),
        prediction=Prediction(
            "If the weight w is dragged, what becomes of the flat side?",
            ("It turns along with the ray", "It stays flat at 0", "It rises or sinks"),
            1,
        ),
        prompt="Give the ray, the part that is not flat, the slope 3 with the weight w: leave v at "
        "1, and the corner where it is, at x = 1.",
        check=shape(flat="left", points="up", steepness=3.0, corner=1.0, keeps=("v", 1.0)),
        hints=(
            "With the bias held, the corner −b/w moves with w. Under the left chart, at *keep "
            "as w moves*, choose *corner*.",
            "Let slider w hold the corner, then drag w to 3. Watch b follow.",
        ),
        explanation="Only the ray turns. Its slope is v·w: any number, so never vertical. The flat "
        "side stays at 0, as long as w is not 0. With b held, −b/w moves as w changes; to keep the "
        "corner, b has to follow: b = −w · corner.",
        solution={"w0": 3, "b0": -3},
        start=_unit(1.0, -1.0),
    ),
    Task(
        name="mirror",
        title="Is the flat part always on the left?",
        questions=("Q2",),
        prediction=Prediction(
            "Which number puts the flat part on the right?",
            ("a negative weight w", "a negative bias b", "a negative output weight v"),
            0,
        ),
        prompt="Put the flat part on the right of the corner, and keep the corner at x = −1.",
        check=shape(flat="right", corner=-1.0),
        hints=(
            "Let slider w hold the corner, and take w slowly through 0.",
            "w = −1, b = −1 is one of many answers: b = −w · corner.",
        ),
        explanation="With w < 0 the line z falls, so it is above 0 on the left of its zero and "
        "below 0 on the right. The hinge is mirrored, and the corner is still at −b/w.",
        solution={"w0": -2, "b0": -2},
        start=_unit(1.0, 1.0),
    ),
    Task(
        name="shapes",
        title="Which four shapes are there?",
        questions=("Q3",),
        prediction=Prediction(
            "Flat on the right, and the ray pointing down. What are the signs?",
            ("w > 0 and v < 0", "w < 0 and v > 0", "w < 0 and v < 0"),
            2,
        ),
        prompt="Make all four shapes, one after the other, with the corner in sight: flat on the "
        "left or on the right, the ray going up or down from its corner.",
        check=shapes_in_view(),
        acts=(
            Act(shape_in_view("left", "up"), "Missing: flat on the left, pointing up."),
            Act(shape_in_view("right", "up"), "Missing: flat on the right, pointing up."),
            Act(shape_in_view("left", "down"), "Missing: flat on the left, pointing down."),
            Act(shape_in_view("right", "down"), "Missing: flat on the right, pointing down."),
        ),
        hints=(
            "The sign of w chooses the flat side, the sign of v up or down.",
            "Drag w to −1, then v to −1, then w to 1.",
        ),
        explanation="Four shapes: w > 0 is flat on the left, w < 0 on the right; v > 0 points the "
        "ray up, v < 0 down. The bias only says where the corner is.",
        way=({"w0": -1}, {"w0": -1, "v0": -1}),
        solution={"v0": -1},
        start=_unit(1.0, 1.0),
    ),
    Task(
        name="flip",
        title="Flipped by the weight, shifted by the bias?",
        questions=("Q8",),
        prediction=Prediction(
            "Which slider turns the unit upside down, and nothing else?",
            ("the weight w", "the bias b", "the output weight v"),
            2,
        ),
        prompt="Turn it upside down: the ray falls with slope −1, the corner stays at x = 1 and "
        "the flat side on the left.",
        check=shape(flat="left", points="down", steepness=1.0, corner=1.0, keeps=("w", 1.0)),
        hints=("Change one slider only.", "Drag v to −1."),
        explanation="v flips up and down. A negative w mirrors left and right instead. The bias "
        "moves the corner, by −Δb/w.",
        solution={"v0": -1},
        start=_unit(1.0, -1.0),
    ),
    Task(
        name="shift",
        title="Does the bias shift up and down, or left and right?",
        questions=("Q13",),
        prediction=Prediction(
            "Here w = −2. You raise b by 2: where does the corner go?",
            ("2 to the right", "1 to the right", "1 to the left", "It stays: all goes up by 2"),
            1,
        ),
        prompt="With the bias alone, bring the corner to x = 2. Watch the dashed line z.",
        check=by_bias_alone(_BIAS.network, 2.0),
        hints=("The corner is where z = −2x + b crosses 0.", "−b/w = 2 and w = −2: b = 4."),
        explanation="Both words describe one move. The line z goes up by Δb; so its crossing of 0, "
        "the corner, goes sideways by −Δb/w. Only c lifts the whole curve.",
        solution={"b0": 4},
        start=_BIAS,
    ),
    Task(
        name="before",
        title="Disabled before the transition, or after it?",
        questions=("Q17",),
        prediction=Prediction(
            "When is a unit off after its corner, to the right of it?",
            ("when w > 0", "when w < 0", "when b < 0"),
            1,
        ),
        prompt="Let the unit be on before x = 2 and off after it. The strip under the right chart "
        "shows where it is on.",
        check=shape(flat="right", corner=2.0),
        hints=("A falling line z is positive first.", "w = −1, b = 2 is one answer."),
        explanation="Off before the corner for w > 0, off after it for w < 0. The strip flips with "
        "the sign of w.",
        solution={"w0": -3, "b0": 6},
        start=_unit(1.0, -1.0),
    ),
    Task(
        name="build",
        title="Can a unit point down? What are w and b then?",
        questions=("Q11",),
        prediction=Prediction(
            "With v = 1, can a unit go below 0?",
            ("Yes, if w < 0", "Yes, if b < 0", "No, never"),
            2,
        ),
        prompt="Build: flat on the right, the ray pointing down with steepness 1.5, the corner at "
        "x = 2.",
        check=shape(flat="right", points="down", steepness=1.5, corner=2.0),
        hints=(
            "max(0, …) is never negative: only v can turn it down.",
            "|v·w| = 1.5 and b = −w · 2. With v = −1: w = −1.5, b = 3.",
        ),
        explanation="Choose the flat side (sign of w), up or down (sign of v), the steepness "
        "|v·w| and the corner; then b = −w · corner. Many (w, b, v) fit, not one.",
        solution={"w0": -1.5, "b0": 3, "v0": -1},
        start=_unit(1.0, -1.0),
    ),
    Task(
        name="scale",
        title="Are w, b and v unique?",
        questions=("Q11",),
        prediction=Prediction(
            "Double w and b, and halve v: what happens to v·h?",
            ("It gets steeper", "The corner moves", "Nothing at all"),
            2,
        ),
        prompt="Find another weight that draws exactly the same v·h.",
        check=same_curve(_DOUBLE.network, differs_in_weight=True),
        hints=(
            "Drag the knob s, scale: it multiplies w and b by 2ˢ and divides v by it.",
            "w = 2, b = −2, v = 1 is one answer.",
        ),
        explanation="(w, b, v) and (s·w, s·b, v/s) with s > 0 draw the same: the corner −b/w and "
        "the slope v·w do not change. Only z and h do.",
        solution={"w0": 0.5, "b0": -0.5, "v0": 4},
        start=_DOUBLE._replace(stages=("z", "h", "v·h")),
    ),
)
