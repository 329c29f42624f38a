"""What a second layer buys."""

from __future__ import annotations

from typing import Any

from relu_explorer.core.targets import Target
from relu_explorer.questions.checks.two_layers import (
    corners,
    deep_curve,
    more_pieces,
    straight_second,
    teeth,
)
from relu_explorer.questions.several.deep_starts import DEEP_OPENING, chain_start, deep_start
from relu_explorer.questions.tasks import Prediction, Task

_ZIGZAG = deep_start(
    first=((1.0, 2.0), (1.0, 0.0), (1.0, -2.0)),
    second=(
        (1.0, -2.0, 2.0, -1.0, 1.0),
        (1.0, 0.0, 0.0, -1.0, 1.0),
        (0.0, 0.0, 1.0, 0.0, 1.0),
    ),
)
_TENT = ((2.0, 0.0), (4.0, -2.0))
_UNIT_FRAME: dict[str, Any] = {"window": (-1, 2), "height": (-1, 2), "probe": 0.6}
_ONE_TENT = chain_start(
    inner=((2.0, 0.0, 1.0), (4.0, -2.0, -1.0)),
    outer=((1.0, 0.0, 1.0), (0.0, 0.0, -1.0)),
    **_UNIT_FRAME,
)
_TWO_TENTS = deep_start(
    _TENT, ((2.0, -2.0, 0.0, 1.0), (4.0, -4.0, -2.0, -1.0)), further=0, **_UNIT_FRAME
)
_TWO = Target((0.0, 0.25, 0.5, 0.75, 1.0), (0.0, 1.0, 0.0, 1.0, 0.0))
_FEW = deep_start(
    first=((1.0, 2.0), (1.0, 0.0)),
    second=((1.0, -2.0, -1.0, 1.0), (1.0, 0.0, -1.0, 1.0)),
)

TWO_LAYERS: tuple[Task, ...] = (
    Task(
        name="more",
        title="Does it need more layers?",
        questions=("Q24",),
        prediction=Prediction(
            "Six units in one layer make 7 pieces at most. And three and three, in two layers?",
            ("7 as well", "up to 9", "up to 16"),
            2,
        ),
        prompt="Make more pieces than six units in one layer can have: 8 or more.",
        check=more_pieces(6),
        hints=(
            "A unit of layer 2 is cut at 0: each time its bent line crosses 0 there is a corner. "
            "The left chart shows where.",
            "Let B zigzag the other way round than A: u₀ = −1, u₁ = 2, u₂ = −2, and drag its b.",
        ),
        explanation="What layer 2 takes is no longer straight: a bent line of up to 4 pieces "
        "can cross 0 on each of them, and each crossing is a corner. So n and m units have up to "
        "(n + 1)·(m + 1) pieces: 16 of 3 and 3. One layer can draw the same, but it needs a unit a "
        "corner.",
        solution={"uB0": -1, "uB1": 2, "uB2": -2, "bB": 0.5},
        start=_ZIGZAG,
    ),
    Task(
        name="fold",
        title="What does a second layer buy?",
        questions=("Q24",),
        prediction=Prediction(
            "Layer 1 makes a tent between 0 and 1, and layer 2 makes the same tent of that. "
            "What comes out?",
            ("One tent, twice as steep", "One tent, twice as high", "Two tents"),
            2,
        ),
        prompt="Make two tents of the one: with A and B alone, meet the yellow curve.",
        check=deep_curve(_TWO.x, _TWO.y),
        hints=(
            "y₁ is the tent. A and B take it as layer 1 takes x: A twice, and B four times less 2.",
            "A: a = 2. B: a = 4, b = −2. The sum is hA − hB.",
        ),
        explanation="Layer 1 folds: x and 1 − x have the same height on the tent, so what comes "
        "after cannot tell them apart and does the same to both. The tent of layer 2 appears "
        "twice, once mirrored.",
        solution={"aA": 2, "aB": 4, "bB": -2},
        start=_ONE_TENT,
        target=_TWO,
    ),
    Task(
        name="saw",
        title="How fast do the pieces grow?",
        questions=("Q24",),
        prediction=Prediction(
            "One more layer of two units, which folds once more. What becomes of the teeth?",
            ("One more", "Two more", "Twice as many"),
            2,
        ),
        prompt="Add further layers until the saw between 0 and 1 has 16 teeth.",
        check=teeth(16),
        hints=("Choose further layers above: each has two units and makes the same tent.",),
        explanation="Each layer folds all that was drawn before once more, so the teeth double: "
        "2, 4, 8, 16 with 4, 6, 8, 10 units. In one layer each corner takes a unit: 16 teeth "
        "between 0 and 1 have 31 corners.",
        solution={"further": 3},
        start=_TWO_TENTS,
    ),
    Task(
        name="secondmax",
        title="And without the max of the second layer?",
        questions=("Q22", "Q24"),
        prediction=Prediction(
            "Switch the max of layer 2 off, and leave that of layer 1. What is left?",
            ("A straight line", "One layer", "Two layers, with fewer corners"),
            1,
        ),
        prompt="Switch off the max of layer 2. Then try to make a corner in another place with "
        "the sliders of A and B.",
        check=straight_second(DEEP_OPENING),
        hints=(
            "The switch is beneath the charts.",
            "Drag any u or b of A or B: watch where the corners of y are.",
        ),
        explanation="Without its max layer 2 is a weighted sum of h₀ and h₁, and a weighted sum of "
        "weighted sums is one weighted sum: one layer, with output weights Σ v·u. Its corners are "
        "layer 1's, −b/w.",
        solution={"max": False, "uA0": 2},
        start=DEEP_OPENING,
    ),
    Task(
        name="onelayer",
        title="The same curve in one layer: how many units?",
        questions=("Q7", "Q24"),
        prediction=Prediction(
            "A curve of two layers, drawn with one layer: how many units does that take?",
            ("At least one a corner", "As many as both layers have", "It cannot be done"),
            0,
        ),
        prompt="With these two and two units, make a curve for which one layer needs 6 units.",
        check=corners(6),
        hints=(
            "Let the bent line of B cross 0 twice, in other places than that of A.",
            "B: u₀ = −1, u₁ = 3, b = 0.5.",
        ),
        explanation="A unit of one layer makes one corner, so a curve of k corners takes k of "
        "them, and on an interval one more, whose corner lies outside, is always enough. Nothing "
        "is out of reach of one layer; it takes more units. Beneath, the same curve opens in the "
        "Explorer.",
        solution={"uB0": -1, "uB1": 3, "bB": 0.5},
        start=_FEW,
    ),
)  # fmt: skip
