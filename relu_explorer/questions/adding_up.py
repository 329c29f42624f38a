"""How units add up to one curve."""

from __future__ import annotations

from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.targets import TARGETS
from relu_explorer.questions.checks.curves import (
    as_given,
    same_curve,
    same_curve_with_positive_biases,
)
from relu_explorer.questions.checks.sums import (
    all_on,
    bends_without_max,
    chain_differs,
    falls_while_sum_rises,
    flat,
    piece_count,
    probe_at,
    probe_on_corner,
    without_max,
)
from relu_explorer.questions.checks.targets import beyond_corners, fits, fits_with
from relu_explorer.questions.presets import PRESETS, Preset
from relu_explorer.questions.tasks import Act, Prediction, Task

_LAB = PRESETS["The course lab's answer"]._replace(window=(-1, 4), height=(-2, 8), probe=0.5)
# The lab's curve, 4 to the left.
_LEFT = ReluNetwork([-2, 1, 2], [-6, 3, 4])
_GREEN = PRESETS["Unit 2 falls, the sum rises"]._replace(probe=-2.0)
_CHAIN = Preset(units=((1.0, 1.0, 1.0), (1.0, -1.0, 1.0)), note="", height=(-2, 10), probe=-2.0)
_PARABOLA = Preset(
    units=((-3.0, -3.0, 1.0), (-1.0, 0.0, 1.0), (1.0, 0.0, 1.0), (3.0, -3.0, 1.0)),
    note="",
    window=(-2, 2),
    height=(-1, 5),
    probe=0.0,
)


def _start(*units: tuple[float, float, float], **frame: object) -> Preset:
    return Preset(units=units, note="")._replace(**frame)  # type: ignore[arg-type]


ADDING_UP: tuple[Task, ...] = (
    Task(
        name="seamless",
        title="Why do the unit lines join without gaps?",
        questions=("Q4",),
        prediction=Prediction(
            "At x = 2 unit 2 comes in. How much does it add right there?",
            ("Nothing yet: exactly 0", "Just what closes the gap", "1, the value of the curve"),
            0,
        ),
        prompt="Choose *stitch*: each stretch drawn by one unit alone. Then choose *add* and drag "
        "the probe onto a corner.",
        check=probe_on_corner(),
        acts=(
            Act(
                lambda state: state.view.compare == "stitch",
                "Look at *stitch* as well: there the stretches jump. Then come back to *add*.",
            ),
        ),
        way=({"compare": "stitch"},),
        hints=("The corners are at x = 1 and x = 2.", "Set the slider x to 2, with *add* chosen."),
        explanation="The lines are not joined. At every x all units are added. Where a unit comes "
        "in it is exactly 0, so nothing can jump; the slope changes by v·|w|. The order of the "
        "units makes no difference: mute all, and bring them back in any order.",
        solution={"probe": 2},
        start=_LAB,
    ),
    Task(
        name="owner",
        title="Why does the sum rise where its unit falls?",
        questions=("Q5",),
        prediction=Prediction(
            "Between x = 0 and x = 2 unit 2 falls. The sum …",
            ("falls too", "is flat", "rises"),
            2,
        ),
        prompt="Drag the probe to where unit 2 falls and the sum rises all the same.",
        check=falls_while_sum_rises(),
        hints=("Look for a place where all three units are on.", "x = 1 is such a place."),
        explanation="The curve is not made by taking the units in turn. On each piece its slope is "
        "the sum of the slopes of all units that are on there.",
        solution={"probe": 0.5},
        start=_GREEN,
    ),
    Task(
        name="noflat",
        title="One unit is flat on the right. Will the sum have a flat part?",
        questions=("Q6",),
        prediction=Prediction(
            "Must the sum be flat somewhere?", ("Yes", "No", "Only with an even number of units"), 1
        ),
        prompt="Leave one unit with its flat side on the right, and make a sum without any flat "
        "piece.",
        check=flat(ends=False, middle=False, mirrored=True),
        hints=(
            "A piece is flat where no unit is on, or where the slopes cancel.",
            "Let the units overlap: swap the corners, so that both are on in the middle, and give "
            "them different weights.",
        ),
        explanation="A unit that is off adds 0, but the others go on. The sum is flat on a piece "
        "only where no unit is on, or where the slopes of those that are on cancel.",
        solution={"b0": 1, "b1": 1, "w0": -2},
        start=_start((-1.0, -1.0, 1.0), (1.0, -1.0, 1.0)),
    ),
    Task(
        name="flatmiddle",
        title="Can the sum be flat only in the middle?",
        questions=("Q6",),
        prediction=Prediction("How many units does it take at least?", ("one", "two", "three"), 1),
        prompt="Make the sum flat on a piece in the middle and at neither end.",
        check=flat(ends=False, middle=True),
        hints=(
            "One unit that is on to the left only, one that is on to the right only.",
            "w0 = −1, b0 = −1 and w1 = 1, b1 = −1.",
        ),
        explanation="Flat only in the middle: between the corners no unit is on, or the slopes of "
        "those that are on cancel. Beyond the corners neither is so.",
        solution={"w0": -1, "b0": -2},
        start=_start((1.0, 1.0, 1.0), (1.0, -1.0, 1.0)),
    ),
    Task(
        name="flatends",
        title="Can it be flat at both ends but not in the middle?",
        questions=("Q6",),
        prediction=Prediction(
            "Two units, both on at the right end. When is the sum flat there?",
            ("when their v·w are equal", "when their v·w cancel", "never"),
            1,
        ),
        prompt="Make the sum flat at both ends, and let it rise or fall on every piece between.",
        check=flat(ends=True, middle=False),
        hints=(
            "Let the first unit start a rise and the second one stop it.",
            "w0 = w1 = 1, v0 = 1, v1 = −1, with corners at different places.",
        ),
        explanation="The sum is flat at the right end though both units are on there, if their "
        "slopes cancel. Flat does not mean off.",
        solution={"w0": 1, "b0": 2, "v1": -1, "b1": 0},
        start=_start((-1.0, 1.0, 1.0), (1.0, 1.0, 1.0)),
    ),
    Task(
        name="ledger",
        title="Which unit owns which piece?",
        questions=("Q9",),
        prediction=Prediction(
            "How many units can contribute to the slope of one piece?",
            ("exactly one", "up to all of them"),
            1,
        ),
        prompt="Put the probe where all three units are on. The strips and the ledger help.",
        check=all_on(),
        hints=("A unit is on where its strip is coloured.", "x = 2 is such a place."),
        explanation="None owns one. A unit acts on its whole active side and adds exactly 0 on the "
        "other. The ledger writes every slope as the sum of the v·w that are on.",
        solution={"probe": 1.5},
        start=_start((1.0, 1.0, 1.0), (1.0, -1.0, 0.5), (-1.0, 3.0, 1.0), probe=-2.0),
    ),
    Task(
        name="lift",
        title="What does the output unit do? Why is a number added at the end?",
        questions=("Q10",),
        prediction=Prediction(
            "Which slider lifts the whole curve?", ("a bias b", "the output bias c", "a weight"), 1
        ),
        prompt="Lift the whole curve by 2. No corner may move sideways.",
        check=same_curve(_LAB.network, lift=2.0),
        hints=("The sum has a slider of its own.", "Drag c to 2."),
        explanation="The output unit scales each unit by its own v, adds them, and adds c: "
        "y = c + Σ v·h. In the lab all v = 1 and c = 0. The stages z, h and v·h above the sliders "
        "show the way there.",
        solution={"c": 2},
        start=_LAB._replace(window=(-1, 3)),
    ),
    Task(
        name="samex",
        title="At x = 2 unit 2 is 0, but the graph says 1?",
        questions=("Q18",),
        prediction=Prediction(
            "Unit 0 and unit 2 are 0 at x = 2. What is y(2)?", ("0", "1", "2"), 1
        ),
        prompt="Put the probe on x = 2 and read the sum.",
        check=as_given(_LAB.network, probe_at(2.0)),
        hints=("Drag the dotted line in a chart.", "Set the slider x to 2."),
        explanation="A sum at the same x: 0 + 1 + 0 = 1 in the lab. Each unit gets the same x, and "
        "none is fed with another's output.",
        solution={"probe": 2},
        start=_LAB._replace(probe=0.5, window=(-1, 3)),
    ),
    Task(
        name="chain",
        title="Is one unit's output fed to the next?",
        questions=("Q18",),
        prediction=Prediction(
            "At x = 2 unit 0 gives 3. Feed that 3 into unit 1, max(0, x − 1): what comes out?",
            ("2", "3", "4, as in the sum"),
            0,
        ),
        prompt="Choose *chain*: the red line; the sum stays, dashed. Put the probe where the two "
        "differ.",
        check=as_given(_CHAIN.network, chain_differs()),
        hints=("Left of x = −1 both are 0.", "x = 2 is such a place."),
        explanation="A composition is not a sum: at x = 2 the chain gives 3 − 1 = 2, the sum "
        "3 + 1 = 4. Units of one layer stand side by side: all get x, and their outputs are added.",
        solution={"compare": "chain", "probe": 2},
        start=_CHAIN,
    ),
    Task(
        name="pieces",
        title="How many pieces do n units give?",
        questions=("Q21",),
        prediction=Prediction(
            "Four units: how many straight pieces?", ("always 4", "always 5", "at most 5"), 2
        ),
        prompt="Make a sum of exactly 3 pieces in which all four units take part: no w and no v "
        "at 0.",
        check=piece_count(3),
        hints=(
            "Corners at the same place count once.",
            "Two corners for four units: b0 = 1 puts unit 0 on unit 1's corner, b2 = −3 puts "
            "unit 2 on unit 3's.",
        ),
        explanation="At most n + 1: fewer when corners coincide or cancel, or a unit has none.",
        solution={"b0": 1, "b2": -3},
        start=_start((-1.0, -3.0, 2.0), (-0.5, 0.5, -2.0), (1.5, 1.5, 1.0), (1.0, -2.0, -2.5)),
    ),
    Task(
        name="linear",
        title="ReLU is linear for z > 0. Isn't this linear regression?",
        questions=("Q22",),
        prediction=Prediction(
            "Without the max, how many corners has the sum of three lines?",
            ("three", "one", "none"),
            2,
        ),
        prompt="Switch the max off (above the sliders) and try to bend the curve. Leave it off.",
        check=without_max(),
        acts=(
            Act(
                bends_without_max(_LAB.network),
                "The max is off. Now try to bend the line: drag a weight or a bias.",
            ),
        ),
        hints=("The switch named max is under the left chart.",),
        explanation="The max is what bends. A sum of straight lines is one straight line, however "
        "many there are.",
        solution={"max": False, "w1": -2},
        start=_LAB,
    ),
    Task(
        name="biases",
        title="All y are positive. So are all biases negative?",
        questions=("Q12",),
        prediction=Prediction(
            "Move this curve to the left by 4. What becomes of the biases?",
            ("They stay", "b1 and b2 turn positive", "They all turn negative"),
            1,
        ),
        prompt="Shift the whole curve to the left by 4: the same shape, corners at x = −3 and "
        "x = −2. Leave the weights.",
        check=same_curve_with_positive_biases(_LEFT),
        hints=("b = −w · corner, for each unit.", "b0 = −6, b1 = 3, b2 = 4."),
        explanation="b = −w · corner. With w > 0 it is negative exactly when the corner is at "
        "positive x: it says where the inputs lie, not what y is. y ≥ 0 held before and after, and "
        "unit 0 had b = 2 > 0 to begin with.",
        solution={"b0": -6, "b1": 3, "b2": 4},
        start=_LAB._replace(window=(-5, 5)),
    ),
    Task(
        name="curve",
        title="Can straight pieces make any curve?",
        questions=("Q7",),
        prediction=Prediction(
            "What does it take to come closer and closer to a parabola?",
            ("more layers", "more units", "a different activation"),
            1,
        ),
        prompt="With two units come within 1 of the parabola on −2 ≤ x ≤ 2, with w2 = w3 = 0. Then "
        "let the other two in, and come within 0.3.",
        check=fits(TARGETS["parabola"], within=0.3),
        acts=(
            Act(
                fits_with(2, TARGETS["parabola"], 1.0),
                "Come within 1 with two units as well: w2 = w3 = 0.",
            ),
        ),
        way=({"w0": -2, "w1": 2},),
        hints=(
            "Two units: a V with its corner at 0 and slopes −2 and 2.",
            "Place the corners at −1, 0 and 1, and let the slopes be −3, −1, 1 and 3.",
            "w0 = −2, b0 = −2; w1 = −1, b1 = 0; w2 = 1, b2 = 0; w3 = 2, b3 = −2; all v = 1.",
        ),
        explanation="More units, a smaller error: two can come within ≈0.222 at best, four within "
        "0.08. Any continuous curve on a closed interval, as closely as wanted, with one layer and "
        "enough units. The weights still have to be found.",
        solution={"w0": -2, "b0": -2, "w1": -1, "w2": 1, "w3": 2, "b3": -2},
        start=_PARABOLA._replace(
            units=((-1.0, 0.0, 1.0), (1.0, 0.0, 1.0), (0.0, 0.0, 1.0), (0.0, 0.0, 1.0))
        ),
        target=TARGETS["parabola"],
    ),
    Task(
        name="tails",
        title="Outside the data, will it go on like the parabola?",
        questions=("Q23",),
        prediction=Prediction(
            "These four units follow the parabola on −2 ≤ x ≤ 2. What is y(6)?",
            ("about 36", "about 16", "about 4"),
            1,
        ),
        prompt="Open *Frame*, let the window reach x = 6 and the height 16. Then put the probe on "
        "x = 6.",
        check=beyond_corners(6.0),
        hints=("Frame is above the charts.", "Window from −10 to 10, height from −1 to 20, x = 6."),
        explanation="Beyond the outermost corners nothing switches any more: the curve goes on as "
        "two straight lines for ever.",
        solution={"window": (-10, 10), "height": (-1, 20), "probe": 6},
        start=_PARABOLA._replace(
            units=((-2.0, -2.0, 1.0), (-1.0, 0.0, 1.0), (1.0, 0.0, 1.0), (2.0, -2.0, 1.0))
        ),
        target=TARGETS["parabola"],
    ),
)
