"""What a unit of two inputs is, and what sums of them can be."""

from __future__ import annotations

import numpy as np

from relu_explorer.core.several.planar import PlanarNetwork
from relu_explorer.core.several.two_inputs import Labelled
from relu_explorer.questions.checks.two_inputs import (
    counted_regions,
    level_cut,
    makes_regions,
    same_surface,
    separates,
)
from relu_explorer.questions.several.planar_starts import PlanarStart
from relu_explorer.questions.tasks import Act, Prediction, Task

_RIDGE = PlanarStart(((1, 0, 1, 2), (1, 0, 0, -4), (1, 0, -1, 2)), angle=20.0)
_XOR = ((0.0, 0.0, -1.0), (1.0, 1.0, -1.0), (0.0, 1.0, 1.0), (1.0, 0.0, 1.0))


def _ring(count: int, radius: float, label: float, turned: float) -> list[Labelled]:
    angles = np.linspace(0, 2 * np.pi, count, endpoint=False) + turned
    return [
        (round(radius * float(np.cos(a)), 2), round(radius * float(np.sin(a)), 2), label)
        for a in angles
    ]


_RINGS = (*_ring(8, 0.8, 1.0, 0.2), *_ring(14, 2.3, -1.0, 0.0))

TWO_INPUTS: tuple[Task, ...] = (
    Task(
        name="regions",
        title="What is a unit with two inputs?",
        questions=("Q25",),
        prediction=Prediction(
            "Each unit folds the plane along a line. Into how many regions do three lines cut it "
            "at most?",
            ("6", "7", "8"),
            1,
        ),
        prompt="Move and turn the lines: make 6 regions, then 4.",
        check=counted_regions(),
        acts=(
            Act(makes_regions(6), "Still to make: 6 regions."),
            Act(makes_regions(4), "Still to make: 4 regions."),
        ),
        hints=(
            "Take hold of a line to move it, of the dot at its arrow to turn it.",
            "6: two lines side by side, or all three through one point. 4: all three side by side.",
        ),
        explanation="On one side of its line w₁x₁ + w₂x₂ + b = 0 a unit is 0, on the other a "
        "tilted plane. A further line adds a region each time it enters one: n lines make 1 + n + "
        "n(n − 1)/2 at most, 7 of three; fewer where lines are parallel or meet in one point. In "
        "each region the same units are on, so y is one plane there.",
        way=({"wy1": 0}, {"wy1": 0, "wx2": 1, "wy2": 0, "b2": 1.5}),
        solution={"wx2": 1, "wy2": 0, "b2": 1.5, "wy1": 0},
        start=PlanarStart(((1, 0, 0, 1), (0.5, 1, -0.5, 1), (-1, 1, 1, 1)), probe=(-1.5, -1.0)),
    ),
    Task(
        name="roof",
        title="How is a roof made?",
        questions=("Q25",),
        prediction=Prediction(
            "y = 2 − |x₁|: a roof with its ridge along x₁ = 0. How many units does it take?",
            ("one", "two", "four"),
            1,
        ),
        prompt="Make the roof y = 2 − |x₁|.",
        check=same_surface(PlanarNetwork([[1, 0], [-1, 0]], [0, 0], [-1, -1], 2.0), 3.0),
        hints=(
            "Both units fold along the ridge, x₁ = 0, and each is on on its own side.",
            "w₁ = 1 and w₁ = −1, w₂ = 0, b = 0, v = −1; c = 2.",
        ),
        explanation="Each side of the roof is one unit: it is 0 up to the ridge and falls beyond. "
        "Cut across the ridge it is the picture of one input: 2 − |x|.",
        solution={"wx0": 1, "wy0": 0, "wx1": -1, "wy1": 0, "b1": 0, "v0": -1, "v1": -1, "c": 2},
        start=PlanarStart(((1, 0.5, 0, -1), (-1, 1, 1, 1)), c=1.0),
    ),
    Task(
        name="bowl2",
        title="And a valley in both directions?",
        questions=("Q25",),
        prediction=Prediction(
            "|x₁| + |x₂|: how many regions has it, each with a plane of its own?",
            ("two", "four", "eight"),
            1,
        ),
        prompt="Make y = |x₁| + |x₂|.",
        check=same_surface(
            PlanarNetwork([[1, 0], [-1, 0], [0, 1], [0, -1]], [0, 0, 0, 0], [1, 1, 1, 1]), 3.0
        ),
        hints=(
            "Two units make |x₁|, as in the roof, and two make |x₂|.",
            "Unit 2: w₁ = 0, w₂ = 1, b = 0, v = 1. Unit 3: w₁ = 0, w₂ = −1, b = 0, v = 1.",
        ),
        explanation="A sum of units is a sum of folds: each pair folds along one axis, and both "
        "axes together cut the plane into four regions. The folds cross each other and run on.",
        solution={"wy2": 1, "wx3": 0, "wy3": -1, "b3": 0, "wx2": 0},
        start=PlanarStart(((1, 0, 0, 1), (-1, 0, 0, 1), (0.5, 0.5, 0, 1), (0.5, -1, 1, 1))),
    ),
    Task(
        name="hill",
        title="Can one layer make a hill that ends?",
        questions=("Q25",),
        prediction=Prediction(
            "Can one layer make a hill that is 0 all around?",
            ("Yes, with three units", "Yes, with many", "No"),
            2,
        ),
        prompt="Here the cut is a tent that ends on both sides. Turn and move the cut until y is "
        "the same all along it, and above 0.",
        check=level_cut(_RIDGE),
        hints=(
            "All three lines run the same way. Turn the cut to run along with them.",
            "Direction 90°, through x₁ = 0.",
        ),
        explanation="A unit's fold runs on for ever along its line, and so does every ridge that "
        "units make: what ends in one direction goes on in another. The sum is 0 far out in all "
        "directions only if it is 0 everywhere. A second layer ends it: it can cut off what lies "
        "below some height.",
        solution={"angle": 90},
        start=_RIDGE,
    ),
    Task(
        name="xor",
        title="Can units tell what no straight line can?",
        questions=("Q25",),
        prediction=Prediction(
            "○ where both inputs are equal, ▲ where they differ (XOR). How many units tell them "
            "apart?",
            ("one", "two", "four"),
            1,
        ),
        prompt="Make y > 0 at both ▲ and y < 0 at both ○.",
        check=separates(),
        hints=(
            "Let one unit be on at one ▲ alone, and the other at the other.",
            "w₁ = 1, w₂ = −1, b = 0, v = 1; the other the other way round; c = −0.5.",
        ),
        explanation="One line cannot have both ▲ on one side and both ○ on the other. Two "
        "units fold the plane along the diagonal: y = |x₁ − x₂| − 0.5 is below 0 near it and "
        "above 0 far from it.",
        solution={"wx1": -1, "wy1": 1, "b1": 0, "wy0": -1, "b0": 0, "c": -0.5},
        start=PlanarStart(
            ((1, 1, -0.5, 1), (1, 1, -1.5, 1)), reach=2, height=(-2, 2), points=_XOR, angle=-45.0
        ),
    ),
    Task(
        name="classes",
        title="How does training find a boundary?",
        questions=("Q25", "Q19"),
        prediction=Prediction(
            "▲ in the middle, ○ all around. What will the boundary between them be?",
            ("a circle", "straight pieces, with corners on the units' lines", "a straight line"),
            1,
        ),
        prompt="Train, and watch the lines find their places, until all points are on their side.",
        check=separates(),
        hints=(
            "Press Train. If it gets stuck, move a line that does nothing, and train on.",
            "Three lines through the middle are enough: y falls beyond each of them.",
        ),
        explanation="The boundary is where y = 0. In each region y is a plane, so it is a straight "
        "piece there, and it bends only where it crosses a unit's line. More units would make it "
        "rounder, never round.",
        solution={
            **{"wx0": 1, "wy0": 0, "b0": -0.8, "wx1": -0.5, "wy1": 0.9, "b1": -0.8},
            **{"wx2": -0.5, "wy2": -0.9, "b2": -0.8, "v0": -4, "v1": -4, "v2": -4, "c": 1},
        },
        start=PlanarStart(
            ((0.6, 0.4, -0.3, -0.5), (-0.7, 0.5, -0.2, -0.5), (0.1, -0.9, -0.4, -0.3)),
            points=_RINGS,
            angle=0.0,
        ),
    ),
)  # fmt: skip
