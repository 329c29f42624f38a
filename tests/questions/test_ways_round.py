"""What a learner tries who wants to pass without the idea: it is refused, and named."""

import pytest
from test_questions import changed

from relu_explorer.questions import ALL_TASKS

# For each task what is likely to be tried in the place of its act, and what is said of it.
WAYS_ROUND = {
    "turn": (
        ({"v0": 3}, "v is 3: leave it at 1."),
        ({"w0": -3, "b0": -3}, "The flat side is on the right, because w = −3 < 0."),
        ({"w0": 3}, "The corner is at −b/w ≈ 0.333, not 1."),
    ),
    "mirror": (
        ({"w0": -1}, "The corner is at −b/w = 1, not −1."),
        ({"v0": -1}, "The flat side is on the left, because w = 1 > 0."),
        ({"w0": 0}, "w = 0: nothing turns on or off, the unit is 1 for all x."),
    ),
    "shapes": (
        ({"w0": -1, "v0": -1}, "2 of 4 done. Missing: flat on the right, pointing up."),
        ({"b0": 10}, "The corner is at x = −10, out of sight."),
        ({"v0": 0}, "v = 0: the unit adds nothing at all."),
    ),
    "flip": (
        ({"w0": 0.5, "b0": -0.5, "v0": -2}, "w is 0.5: leave it at 1."),
        ({"v0": -2}, "The steepness |v·w| is 2, not 1."),
        ({"w0": -1, "b0": 1, "v0": -1}, "The flat side is on the right, because w = −1 < 0."),
    ),
    "shift": (
        ({"w0": -1}, "w is −1: leave it at −2."),
        ({"b0": 3}, "The line z went up by 1, and its corner right by 0.5, to x = 1.5, not 2."),
        ({"v0": 2, "b0": 4}, "v is 2: leave it at 1."),
    ),
    "before": (
        ({"v0": -1}, "The flat side is on the left, because w = 1 > 0."),
        ({"w0": -1}, "The corner is at −b/w = −1, not 2."),
        ({"w0": -1, "b0": 1}, "The corner is at −b/w = 1, not 2."),
    ),
    "build": (
        ({"v0": -1.5}, "The flat side is on the left, because w = 1 > 0."),
        ({"w0": -1, "b0": 2, "v0": -1}, "The steepness |v·w| is 1, not 1.5."),
        ({"w0": -1.5, "b0": -3, "v0": -1}, "The corner is at −b/w = −2, not 2."),
    ),
    "scale": (
        (
            {"w0": -1, "b0": 1, "v0": -2},
            "The factor is −1, less than 0",
        ),
        ({"v0": 1}, "At x = 2 the curve is 1, not 2."),
        ({"w0": 2, "v0": 1}, "At x = 1 the curve is 1, not 0."),
    ),
    "seamless": (
        ({"probe": 2}, "Look at stitch as well: there the stretches jump. Then come back to add."),
        ({"compare": "chain"}, "This is the chain. Choose add."),
        ({"probe": 0.7}, "The probe is at x = 0.7. The nearest corner is at x = 1."),
    ),
    "owner": (
        ({"probe": -3}, "At x = −3 a unit falls, but the sum does not: slope −1."),
        ({"probe": 2}, "At x = 2 a unit has its corner: go to one side of it."),
        ({"on2": False}, "Unit 2 is muted: tick it again."),
    ),
    "noflat": (
        ({"v0": 0}, "The end on the left (x < −1) has slope 0."),
        ({"w1": 0}, "The end on the right (x > −1) has slope 0."),
        ({"v1": -1}, "On −1 < x < 1 the slope is 0."),
    ),
    "flatmiddle": (
        ({"v0": 0}, "The end on the left (x < −1) has slope 0."),
        ({"w0": -1, "b0": 1}, "No piece between the ends is flat."),
        ({"w0": 0}, "The end on the left (x < 1) has slope 0."),
    ),
    "flatends": (
        ({"v0": 0, "v1": 0}, "On −1 < x < 1 the slope is 0."),
        (
            {"w0": 1, "b0": 1, "v1": -1},
            "It is flat everywhere: between the ends it has to rise or fall.",
        ),
        (
            {"w0": 0, "b0": 0, "w1": 0},
            "It is flat everywhere: between the ends it has to rise or fall.",
        ),
    ),
    "ledger": (
        ({"w2": 0}, "w2 = 0: unit 2 has no corner and no slope."),
        ({"v1": 0, "probe": 1.5}, "v1 = 0: unit 1 adds nothing at all."),
        ({"probe": 3}, "At x = 3 unit 2 is not on: w·x + b = 0."),
    ),
    "lift": (
        (
            {"b1": 1},
            "b1 moves unit 1 alone, and sideways: its corner is at x = −1 now.",
        ),
        (
            {"b0": 4, "b1": 1, "b2": -2},
            "b0 moves unit 0 alone, and sideways: its corner is at x = 2 now.",
        ),
        ({"c": 1}, "At x = 0 the curve is 3, not 4."),
    ),
    "samex": (
        ({"b2": 0, "probe": 2}, "The units are no longer those of the question: press Start over."),
        ({"compare": "chain", "probe": 2}, "Choose add to see the sum."),
        ({"probe": 1.9}, "The probe is at x = 1.9: y(1.9) = 0 + 0 + 0.9 + 0 = 0.9."),
    ),
    "chain": (
        ({"probe": 2}, "This is not the chain yet: choose chain."),
        ({"compare": "stitch", "probe": 2}, "This is not the chain yet: choose chain."),
        (
            {"b0": 2, "compare": "chain"},
            "The units are no longer those of the question: press Start over.",
        ),
    ),
    "pieces": (
        ({"w2": 0, "w3": 0}, "w2 = 0: unit 2 has no corner and no slope."),
        ({"v2": 0, "v3": 0}, "v2 = 0: unit 2 adds nothing at all."),
        ({"b0": 1}, "4 units, 3 distinct corners, 4 pieces."),
    ),
    "linear": (
        ({"max": False}, "The max is off. Now try to bend the line: drag a weight or a bias."),
        (
            {"on0": False, "on1": False, "on2": False, "max": False},
            "All units are muted: there is no line to bend.",
        ),
        ({"w1": -2}, "The max is on: the sum has 4 straight pieces."),
    ),
    "biases": (
        ({"w0": -1, "b0": -3, "v0": 2, "b1": 3, "b2": 4}, "w0 is −1: leave it at −2."),
        ({"b1": 3}, "At x = −4 the curve is 10, not 2."),
        ({"w0": 2, "w1": -1, "w2": -2}, "w0 is 2: leave it at −2."),
    ),
    "curve": (
        (
            {"w0": -2, "b0": -2, "w1": -1, "w2": 1, "w3": 2, "b3": -2},
            "Come within 1 with two units as well: w2 = w3 = 0.",
        ),
        ({"w0": -2, "w1": 2}, "Farthest off at x = −1: the curve is 2, not 1."),
        ({"c": 2}, "Farthest off at x = −0.5: the curve is 2.5, not 0.25."),
    ),
    "tails": (
        ({"probe": 6}, "The window ends at x = 2."),
        (
            {"window": (-10, 10), "probe": 6},
            "The curve is out of sight there: y(6) = 16; the frame is from −1 to 5.",
        ),
        ({"window": (-10, 10), "height": (-1, 20), "probe": 5.5}, "The probe is at x = 5.5."),
    ),
    "lab": (
        (
            {"w1": 1, "b1": -1, "w2": 3, "b2": -6},
            "unit 1 is still on and gives slope 1. Unit 2 adds 3: 1 + 3 = 4",
        ),
        (
            {"w1": 1, "b1": -1, "w2": 1, "b2": -2},
            "unit 1 is still on and gives slope 1. Unit 2 adds 1: 1 + 1 = 2",
        ),
        (
            {"w1": 1, "b1": -1},
            "Pieces 1, 2 are right already. Farthest off at x = 3: the curve is 2, not 4.",
        ),
    ),
    "stops": (
        ({"probe": 2.5}, "Heard now: 0, 1, 2. Press Solo on unit 1."),
        ({"on0": False, "on2": False, "probe": 1.5}, "The probe is at x = 1.5: go beyond 2."),
        (
            {"w1": 2, "on0": False, "on2": False, "probe": 2.5},
            "The units are no longer those of the question: press Start over.",
        ),
    ),
    "starts": (
        ({"window": (0, 10)}, "The window begins at x = 0."),
        ({"window": (-2, 3)}, "The window begins at x = −2."),
        ({"on0": False, "window": (-5, 3)}, "Unit 0 is muted: tick it again."),
    ),
    "ramp": (
        ({"w0": 1, "b0": -2, "v0": -1}, "Farthest off at x = 4: the curve is −2, not 2."),
        ({"w0": -1, "b0": 2}, "Farthest off at x = 0: the curve is 2, not 0."),
        ({"w0": 1, "b0": -1}, "Farthest off at x = 2: the curve is 1, not 0."),
    ),
    "bowl": (
        ({"w0": 1, "b0": -3}, "Farthest off at x = 0: the curve is 0, not 1."),
        ({"w0": -1, "b0": 1}, "Farthest off at x = 4: the curve is 0, not 1."),
        ({"w0": 1, "b0": -1, "w1": -1, "b1": 3}, "Farthest off at x = 0: the curve is 3, not 1."),
    ),
    "valley": (
        ({"w0": -1, "b0": 2, "w1": 1, "b1": 2}, "Farthest off at x = 2: the curve is 4, not 0."),
        ({"w0": 1, "b0": -2}, "Farthest off at x = 0: the curve is 0, not 2."),
        (
            {"w0": -1, "b0": 2, "w1": 1, "b1": -2, "c": 1},
            "Farthest off at x = 0: the curve is 3, not 2.",
        ),
    ),
    "tent": (
        ({"w0": 1, "b0": 0, "w1": 1, "b1": -2}, "Farthest off at x = 4: the curve is 6, not 0."),
        ({"c": 2}, "Farthest off at x = 4: the curve is 2.8, not 0."),
        ({"w0": -1, "b0": 2, "w1": 1, "b1": -2}, "Farthest off at x = 0: the curve is 2, not 0."),
    ),
    "plateau": (
        (
            {"w0": 2, "b0": -2, "w1": 2, "b1": -4, "v1": -1},
            "Farthest off at x = 4: the curve is 2, not 0.",
        ),
        ({"c": 2}, "Farthest off at x = 5: the curve is 3, not 0."),
        ({"w0": 2, "b0": -2}, "Farthest off at x = 5: the curve is 8, not 0."),
    ),
    "zigzag": (
        ({"w0": -2, "b0": 2, "w1": 2, "b1": -2}, "Farthest off at x = 3: the curve is 4, not 0."),
        ({"w0": 2, "b0": -2}, "Farthest off at x = 3: the curve is 4, not 0."),
        (
            {"w0": -2, "b0": 2, "w1": 2, "b1": -2, "w2": 2, "b2": -4, "v2": -1},
            "Farthest off at x = 3: the curve is 2, not 0.",
        ),
    ),
    "equal": (
        ({"w0": 1}, "The units differ: w0 = 1, w1 = 0.5. Start over, for equal units."),
        (
            {"w0": 0.4, "w1": 0.4, "b0": 0.4, "b1": 0.4, "v0": 0.4, "v1": 0.4},
            "Train it, for some hundred steps: press Play, or 1,000 steps.",
        ),
        ({"w0": 0.6, "w1": 0.6}, "no less than as the question opened. Press 1,000 steps."),
    ),
    "restarts": (
        ({"steps": 1000}, "Press Random (He), then 1,000 steps."),
        ({"start": 1, "steps": 100}, "Press Random (He), then 1,000 steps."),
        ({"start": 4, "steps": 1000}, "Now from other random starts"),
    ),
    "dead": (
        (
            {"v0": 0},
            "v0 = 0 alone makes no dead unit: v still learns.",
        ),
        (
            {"b0": -4.5},
            "It is dead: off at every data point. Now train: press Play, or 1,000 steps.",
        ),
        (
            {"w0": 0, "b0": -1},
            "It is dead: off at every data point. Now train: press Play, or 1,000 steps.",
        ),
    ),
    "facing": (
        ({"w0": 1}, "Start over, and train it first as it is, facing left"),
        ({"w0": 1, "steps": 1000}, "Start over, and train it first as it is, facing left"),
        ({"steps": 1000}, "at most 0.005 is wanted. Train on."),
        ({"b0": -3}, "All units are dead, off at every data point: no step moves them."),
    ),
    "slow": (
        ({"steps": 1000}, "at most 3.00e−4 is wanted. Train on."),
        ({"c": 0.1}, "at most 3.00e−4 is wanted. Train on."),
        ({"b0": -9, "b1": -9, "b2": -9, "b3": -9}, "All units are dead"),
    ),
    "signs": (
        (
            {"w0": 1, "b0": 6, "v0": -1, "w1": 1, "b1": 3, "v1": 2, "c": 3},
            "Train it, for some hundred steps: press Play, or 1,000 steps.",
        ),
        (
            {"w0": 1, "b0": 3, "v0": 1, "w1": -1, "b1": -3, "v1": 1},
            "Train it, for some hundred steps: press Play, or 1,000 steps.",
        ),
        (
            {"b0": -9, "b1": -9},
            "All units are dead, off at every data point: no step moves them.",
        ),
    ),
    "more": (
        ({"uC2": -1}, "5 pieces. One layer of 6 units can have 7: make 8 or more."),
        ({"max": False}, "The max of layer 2 is off: switch it on again."),
        ({"n": 2, "m": 2}, "One layer of 6 units can have 7: make 8 or more."),
        ({"vA": 0, "vB": 0, "vC": 0}, "1 piece. One layer of 6 units can have 7: make 8 or more."),
    ),
    "fold": (
        ({"aA": 2}, "Farthest off at x = 0.5: the curve is 2, not 0."),
        ({"vA": 2}, "Farthest off at x = 0.5"),
        ({"max": False, "aA": 2}, "The max of layer 2 is off"),
    ),
    "saw": (
        ({"further": 1}, "Between 0 and 1 the curve has 4 teeth. 16 are wanted."),
        ({"further": 2}, "Between 0 and 1 the curve has 8 teeth."),
        ({"further": 3, "c": 1}, "16 are wanted."),
    ),
    "secondmax": (
        ({"uA0": 2}, "The max of layer 2 is on: switch it off."),
        ({"max": False}, "Now try to make a corner elsewhere"),
        ({"max": False, "b0": 1}, "Leave layer 1 as it was"),
    ),
    "onelayer": (
        ({"uB1": -2}, "one layer needs 3 units at least. Make 6 corners."),
        ({"vA": 0, "vB": 0}, "0 distinct corners"),
        ({"n": 3, "m": 3}, "choose 2 and 2 again"),
        ({"max": False}, "The max of layer 2 is off"),
    ),
    "regions": (
        ({"wy1": 0}, "Still to make: 4 regions."),
        ({"wx2": 0, "wy2": 0}, "Three lines are wanted."),
        ({"n": 4}, "Three lines are wanted."),
        ({"n": 2}, "4 regions of 2 lines in the frame. Three lines are wanted."),
    ),
    "roof": (
        ({"wx0": 1, "wy0": 0, "c": 2}, "Farthest off at "),
        ({"wx0": 1, "wy0": 0, "wx1": -1, "wy1": 0, "b1": 0, "v1": -1}, "there y is"),
        ({"wx0": 1, "wy0": 0, "wx1": -1, "wy1": 0, "b1": 0, "v1": 1, "c": 2}, "there y is"),
    ),
    "bowl2": (
        ({"v2": 0, "v3": 0}, "Farthest off at "),
        ({"wx2": 0, "wy2": 1, "v3": 0}, "there y is"),
        ({"wx2": 0, "wy2": 1, "wx3": 0, "wy3": -1}, "there y is"),
    ),
    "hill": (
        ({"angle": 89}, "The cut has 3 corners: turn it along the ridge."),
        ({"angle": 90, "px": 2}, "The cut is level at 0: move it onto the ridge."),
        ({"angle": 90, "v0": 0, "v1": 0, "v2": 0, "c": 1}, "Leave the units and c as they were"),
    ),
    "xor": (
        ({"c": -1}, "At (1, 1) y = 1, not < 0. 3 points"),
        ({"c": 1}, "2 points are not on their side."),
        ({"v0": 0, "v1": 0}, "y = 0, not < 0."),
    ),
    "classes": (
        ({"c": -1}, "points are not on their side."),
        ({"c": 6}, "points are not on their side."),
        ({"v0": 0, "v1": 0, "v2": 0}, "y = 0, not > 0."),
    ),
    "beyond": (
        ({"probe": 5}, "at most 0.03 is wanted. Train on."),
        ({"steps": 1000}, "at most 0.03 is wanted. Train on."),
        ({"b0": -9, "b1": -99, "b2": -9, "b3": -99}, "All units are dead"),
    ),
}


def test_every_task_has_three_ways_round_at_least():
    assert WAYS_ROUND.keys() == ALL_TASKS.keys()
    assert min(map(len, WAYS_ROUND.values())) >= 3


@pytest.mark.parametrize("name", ALL_TASKS)
def test_a_way_round_is_refused_and_named(name):
    task = ALL_TASKS[name]
    start = changed(task, {"steps": 0})
    for changes, said in WAYS_ROUND[name]:
        state = changed(task, {"steps": 0, **changes})
        verdict = task.judge(state, task.acts_shown(start) | task.acts_shown(state))
        assert not verdict.is_met
        assert said in verdict.message.replace("*", "")
