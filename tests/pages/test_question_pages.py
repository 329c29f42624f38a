"""Each question on its real page: the right move is accepted, a typical wrong one is named."""

import random
import re

import numpy as np
import pytest
from app_pages import (
    HOSTILE,
    PREFIX,
    PRESS,
    answer,
    button,
    hostile_link,
    is_done,
    live_data,
    move,
    open_task,
    state,
    widget,
    words,
)
from chromium import ROOT
from hygiene import assert_clean
from streamlit.testing.v1 import AppTest

from relu_explorer.questions import ALL_TASKS
from relu_explorer.questions.presets import Preset

# For each task: a typical wrong try, what is said of it, and right ones, made in turn.
TRIES = {
    "turn": ({"w0": 3}, "corner is at −b/w ≈ 0.333, not 1", {"w0": 3, "b0": -3}),
    "mirror": ({"b0": -1}, "flat side is on the left, because w = 1", {"w0": -2, "b0": -2}),
    "shapes": (
        {"w0": -1},
        "Missing: flat on the left, pointing down.",
        {"w0": -1},
        {"v0": -1},
        {"w0": 1},
    ),
    "flip": ({"w0": -1}, "flat side is on the right, because w = −1", {"v0": -1}),
    "shift": ({"c": 2}, "c = 2 lifts the whole curve", {"b0": 4}),
    "before": ({"b0": -2}, "flat side is on the left", {"w0": -3, "b0": 6}),
    "build": (
        {"w0": -1.5, "b0": 3},
        "max(0, w·x + b) is never below 0",
        {"w0": -1.5, "b0": 3, "v0": -1},
    ),
    "scale": ({"w0": 2}, "the curve is", {"w0": 0.5, "b0": -0.5, "v0": 4}),
    "seamless": (
        {"compare": "stitch"},
        "jumps by −1 at x = 2",
        {"compare": "stitch"},
        {"compare": "add", "probe": 2},
    ),
    "owner": ({"probe": -0.5}, "slope 1 − 1 = 0", {"probe": 0.5}),
    "noflat": ({"w0": 1}, "x < ", {"b0": 1, "b1": 1, "w0": -2}),
    "flatmiddle": ({"w0": -2, "b0": 2}, "No piece between", {"w0": -1, "b0": -2}),
    "flatends": ({"v1": -1}, "end on the left", {"w0": 1, "b0": 2, "v1": -1, "b1": 0}),
    "ledger": ({"probe": 0}, "unit 1 is not on", {"probe": 1.5}),
    "lift": ({"b0": 4}, "the curve is", {"c": 2}),
    "samex": ({"probe": 1}, "y(1) = 0 + 0 + 0 + 0 = 0", {"probe": 2}),
    "chain": ({"compare": "chain"}, "both give 0", {"compare": "chain", "probe": 2}),
    "pieces": ({"w3": 0}, "w3 = 0: unit 3 has no corner", {"b0": 1, "b2": -3}),
    "linear": ({"max": False}, "Now try to bend the line", {"max": False}, {"w1": -2}),
    "biases": ({"b1": 3, "b2": 4}, "the curve is", {"b0": -6, "b1": 3, "b2": 4}),
    "curve": (
        {"w2": 2, "b2": -2},
        "Farthest off",
        {"w0": -2, "w1": 2},
        {"b0": -2, "w1": -1, "w2": 1, "w3": 2, "b3": -2},
    ),
    "tails": (
        {"window": (-3, 3)},
        "window ends at x = 3",
        {"window": (-10, 10), "height": (-1, 20), "probe": 6},
    ),
    "lab": (
        {"w1": 1, "b1": -1, "w2": 3, "b2": -5},
        "3x − 5, the line of the whole",
        {"w1": 2, "b1": -4, "w2": 1, "b2": -1},
    ),
    "stops": (
        {"on1": False, "on2": False},
        "Heard now: 0",
        {"on0": False, "on2": False, "probe": 2.5},
    ),
    "starts": ({"window": (-1, 3)}, "begins at x = −1", {"window": (-5, 3)}),
    "ramp": ({"w0": 1}, "Farthest off", {"w0": 1, "b0": -2}),
    "bowl": ({"w0": 1, "b0": -3}, "Farthest off", {"w0": -1, "b0": 1, "w1": 1, "b1": -3}),
    "valley": ({"w0": -1, "b0": 2}, "Farthest off", {"w0": -1, "b0": 2, "w1": 1, "b1": -2}),
    "tent": (
        {"w0": 1, "b0": 0},
        "Farthest off",
        {"c": 2, "w0": -1, "b0": 2, "v0": -1, "w1": 1, "b1": -2, "v1": -1},
    ),
    "plateau": (
        {"w0": 2, "b0": -2},
        "Farthest off",
        {f"w{i}": 2 for i in range(4)}
        | {f"b{i}": -2 * (i + 1) for i in range(4)}
        | {"v0": 1, "v1": -1, "v2": -1, "v3": 1},
    ),
    "zigzag": (
        {"w0": -2, "b0": 2},
        "Farthest off",
        {
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
    "equal": ({"w0": 1}, "The units differ: w0 = 1, w1 = 0.5", {PRESS: "1,000 steps"}),
    "restarts": (
        {PRESS: "1,000 steps"},
        "Press Random (He), then 1,000 steps.",
        *[{PRESS: name} for _ in range(3) for name in ("Random (He)", "1,000 steps")],
    ),
    "dead": ({"b0": -2}, "unit 0 at 8, unit 1 at 10", {"b0": -4.5}, {PRESS: "1,000 steps"}),
    "facing": (
        {"b0": -3},
        "All units are dead",
        {"b0": 0},
        {PRESS: "1,000 steps"},
        {"w0": 0.5},
        {PRESS: "1,000 steps"},
    ),
    "slow": (
        {"c": 0.5},
        "at most 3.00e−4 is wanted",
        {"c": 0},
        {PRESS: "1,000 steps"},
        {"rate": 0.3},
        {PRESS: "1,000 steps"},
    ),
    "signs": ({"b0": -2}, "at most 0.01 is wanted", {PRESS: "1,000 steps"}),
    "more": (
        {"uB0": -1},
        "One layer of 6 units can have 7: make 8 or more.",
        {"uB0": -1, "uB1": 2, "uB2": -2, "bB": 0.5},
    ),
    "fold": (
        {"aA": 2},
        "the curve is 2, not 0",
        {"aA": 2, "aB": 4, "bB": -2},
    ),
    "saw": ({"further": "1"}, "has 4 teeth", {"further": "3"}),
    "secondmax": ({"max": False}, "Now try to make a corner", {"max": False}, {"uA0": 2}),
    "onelayer": ({"vA": 2}, "one layer needs 3 units", {"uB0": -1, "uB1": 3, "bB": 0.5}),
    "regions": (
        {"wy1": 0},
        "Still to make: 4 regions.",
        {"wy1": 0},
        {"wx2": 1, "wy2": 0, "b2": 1.5},
    ),
    "roof": (
        {"c": 2},
        "Farthest off",
        {"wx0": 1, "wy0": 0, "wx1": -1, "wy1": 0, "b1": 0, "v1": -1, "c": 2},
    ),
    "bowl2": (
        {"wx2": 0},
        "Farthest off",
        {"wx2": 0, "wy2": 1, "wx3": 0, "wy3": -1, "b3": 0},
    ),
    "hill": ({"angle": 89}, "3 corners: turn it along the ridge", {"angle": 90}),
    "xor": (
        {"c": -1},
        "not < 0. 3 points",
        {"wx0": 1, "wy0": -1, "b0": 0, "wx1": -1, "wy1": 1, "b1": 0, "c": -0.5},
    ),
    "classes": ({"c": -1}, "not on their side", {PRESS: "Train"}),
    "beyond": ({"c": 2}, "at most 0.03 is wanted", {PRESS: "1,000 steps"}, {"probe": 5}),
}


def meet(app, name):
    """Do what meets a task."""
    for right in TRIES[name][2:]:
        move(app, name, right)


def test_every_task_has_its_tries():
    assert TRIES.keys() == ALL_TASKS.keys()


@pytest.mark.parametrize("name", ALL_TASKS)
def test_the_page_opens_in_a_state_that_does_not_meet_the_task(name):
    app = open_task(name)
    assert ALL_TASKS[name].prompt in words(app)
    assert answer(app).startswith("Predict first")
    assert not is_done(app)
    start = ALL_TASKS[name].start
    if not isinstance(start, Preset):
        assert state(app)["values"].items() >= dict(start.values).items()
        return
    assert state(app)["w"] == [unit[0] for unit in start.units]
    assert state(app)["b"] == [unit[1] for unit in start.units]
    assert tuple(state(app)["window"]) == start.window


@pytest.mark.parametrize("name", ALL_TASKS)
def test_a_typical_wrong_try_is_named(name):
    wrong, said, *_ = TRIES[name]
    app = open_task(name)
    move(app, name, wrong)
    assert said in answer(app)
    assert_clean(answer(app))
    assert not is_done(app)


@pytest.mark.parametrize("name", ALL_TASKS)
def test_the_right_move_is_accepted_and_explained(name):
    task = ALL_TASKS[name]
    app = open_task(name)
    button(app, task.prediction.options[task.prediction.answer]).click().run()
    meet(app, name)
    assert answer(app).startswith("✓ ")
    assert_clean(answer(app))
    assert is_done(app)
    assert task.explanation in words(app)
    assert "– right." in words(app)
    assert "done" in app.query_params


def test_a_wrong_prediction_is_answered_once_it_is_settled():
    app = open_task("turn")
    button(app, "It rises or sinks").click().run()
    assert "You predicted" not in words(app)
    assert "Predict" not in words(app)
    meet(app, "turn")
    assert "You had said “It rises or sinks”. What do you say now?" in words(app)
    assert ALL_TASKS["turn"].explanation not in words(app)
    button(app, "It turns along with the ray").click().run()
    assert "You said “It turns along with the ray” – but: It stays flat at 0." in words(app)
    assert ALL_TASKS["turn"].explanation in words(app)
    app = open_task("turn")
    button(app, "It rises or sinks").click().run()
    meet(app, "turn")
    button(app, "It stays flat at 0").click().run()
    said = "You had said “It rises or sinks”, and now “It stays flat at 0” – right."
    assert said in words(app)


def test_a_prediction_that_was_skipped_is_asked_for_at_the_end():
    task, app = ALL_TASKS["turn"], open_task("turn")
    meet(app, "turn")
    assert is_done(app)
    assert "And what do you say now?" in words(app)
    assert task.explanation not in words(app)
    assert app.query_params["done"] == "turn"
    button(app, task.prediction.options[1]).click().run()
    assert task.explanation in words(app)
    assert "You predicted “It stays flat at 0” – right." in words(app)
    assert app.query_params["done"] == "turn~"


def test_what_was_answered_stays_answered_while_one_goes_on():
    task, app = ALL_TASKS["equal"], open_task("equal")
    button(app, task.prediction.options[1]).click().run()
    meet(app, "equal")
    button(app, "Random (He)").click().run()
    button(app, "1,000 steps").click().run()
    assert is_done(app)
    assert task.explanation in words(app)
    assert answer(app).startswith("Answered. Now: The units differ")
    app.selectbox(key="train_task").select("dead").run()
    app.selectbox(key="train_task").select("equal").run()
    assert not is_done(app)


def test_nothing_is_wrong_before_anything_was_tried():
    app = open_task("turn")
    button(app, "It rises or sinks").click().run()
    assert answer(app) == "Now try, and read here how near you are."
    meet(app, "turn")
    button(app, "Next question").click().run()
    assert answer(app).startswith("Predict first")
    move(app, "mirror", {"b0": 2})
    assert answer(app).startswith("Not yet")


def test_equal_numbers_without_training_are_no_answer():
    app = open_task("equal")
    move(app, "equal", {f"{symbol}{unit}": 0.4 for symbol in "wbv" for unit in (0, 1)})
    assert not is_done(app)
    button(app, "100 steps").click().run()
    assert not is_done(app)
    button(app, "100 steps").click().run()
    button(app, "100 steps").click().run()
    assert is_done(app)


def test_what_became_of_a_prediction_is_read_from_the_network():
    numbers = {"w0": 1, "b0": 6, "v0": -1, "w1": 1, "b1": 3, "v1": 2, "c": 3}  # the valley
    app = open_task("signs", **{f"train_{name}": str(value) for name, value in numbers.items()})
    button(app, "all biases are positive").click().run()
    assert not is_done(app)
    button(app, "1,000 steps").click().run()
    assert "You predicted “all biases are positive” – right." in words(app)


def test_hints_come_one_after_the_other():
    app, hints = open_task("turn"), ALL_TASKS["turn"].hints
    assert "Hint" not in [one.label for one in app.button]
    button(app, "It stays flat at 0").click().run()
    for shown in range(len(hints)):
        seen = [hint in words(app) for hint in hints]
        assert seen == [k == shown - 1 for k in range(len(hints))]
        button(app, "Hint").click().run()
    assert "Hint" not in [one.label for one in app.button]


def test_the_next_question_opens_in_its_start():
    app = open_task("turn")
    meet(app, "turn")
    button(app, "Next question").click().run()
    assert ALL_TASKS["mirror"].prompt in words(app)
    assert (state(app)["w"], state(app)["b"]) == ([1], [1])
    assert app.query_params["task"] == "mirror"


def test_progress_is_read_from_the_address_and_forgotten_on_demand():
    app = open_task("mirror", done="turn.lab.no-such-task.<b>")
    assert f"2 of {len(ALL_TASKS)} questions done" in words(app)
    button(app, "Forget my progress").click().run()
    assert f"0 of {len(ALL_TASKS)} questions done" in words(app)
    assert "done" not in app.query_params


def test_an_unknown_task_opens_the_first():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    app.switch_page("pages/lab.py")
    app.query_params["task"] = "<script>"
    app.run()
    assert not app.exception
    assert ALL_TASKS["lab"].prompt in words(app)


def test_a_link_sets_the_page_s_own_parameters():
    app = open_task("turn", one_w0="3", one_b0="-3", w0="-5")
    assert (state(app)["w"], state(app)["b"]) == ([3], [-3])
    assert is_done(app)


def test_a_lesson_link_hides_and_locks():
    app = open_task("stops", hide="answers.hints.words.frame.tasks.nonsense", lock="1.9.x")
    labels = [one.label for one in app.button]
    assert not {"Hint", "Undo"} & set(labels)
    assert "Question" not in [box.label for box in app.selectbox]
    assert "distinct corner" not in words(app)
    assert ALL_TASKS["stops"].title in words(app)
    assert live_data(app)["locked"] == [0, 1]
    assert widget(app, "lab_w1").disabled
    assert not widget(app, "lab_w2").disabled
    meet(app, "stops")
    assert ALL_TASKS["stops"].explanation not in words(app)


def test_unit_0_of_the_lab_is_locked_until_the_lock_is_opened():
    app = open_task("lab")
    assert widget(app, "lab_w0").disabled
    widget(app, "lab_lock").set_value(False).run()
    assert not widget(app, "lab_w0").disabled
    assert live_data(app)["locked"] == []


def test_the_lab_has_neither_output_weights_nor_output_bias():
    app = open_task("lab")
    keys = {slider.key for slider in app.slider}
    assert {"lab_w1", "lab_b2", "lab_probe"} <= keys
    assert not {"lab_v1", "lab_c"} & keys
    assert (widget(app, "lab_w1").min, widget(app, "lab_w1").max) == (-4, 4)


def test_the_score_is_that_of_the_curve():
    app = open_task("lab")
    assert "largest error **4**, at x = 3" in words(app)
    meet(app, "lab")
    assert "**exact**" in words(app)
    widget(app, "lab_max").set_value(False).run()
    assert "**exact**" not in words(app)
    assert "the max is off, and the sum is one straight line" in words(app)


def test_from_the_lab_to_a_target_and_back_nothing_is_mixed_up():
    app = open_task("lab")
    move(app, "lab", {"w1": 3})
    app.selectbox(key="lab_task").select("tent").run()
    assert not app.exception
    assert state(app)["w"] == [0.4, 0, 0]
    widget(app, "lab_n").set_value(5).run()
    widget(app, "lab_v1").set_value(-2.0).run()
    app.selectbox(key="lab_task").select("stops").run()
    assert not app.exception
    assert (state(app)["w"], state(app)["v"]) == ([-2, 1, 2], [1, 1, 1])


@pytest.mark.parametrize("page", PREFIX)
def test_a_hostile_link_opens_a_page_of_questions(page):
    for seed in range(40):
        source = random.Random(seed)
        app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
        app.switch_page(f"pages/{page}.py")
        for name, values in hostile_link(source).items():
            app.query_params[PREFIX[page] + name] = values
        for name in source.sample(["task", "done", "hide", "lock", PREFIX[page] + "scale"], 2):
            app.query_params[name] = source.choice(HOSTILE)
        app.run()
        assert not app.exception
        shown = state(app)
        numbers = shown["values"].values() if "values" in shown else [shown[s] for s in "wbv"]
        assert np.isfinite([*numbers]).all()
        assert_clean(answer(app))


def test_the_shape_that_was_asked_for_is_drawn():
    app = open_task("build")
    assert "Give me this shape" not in words(app)  # it would be the answer
    meet(app, "build")
    move(app, "build", {"w0": 1})
    app.number_input(key="one_corner").set_value(2.0).run()
    app.number_input(key="one_steepness").set_value(1.5).run()
    app.button(key="one_shape3").click().run()
    assert is_done(app)
    assert "flat on the right, pointing down; w = −1.5 and v = −1" in words(app)


def test_the_scale_knob_moves_nothing():
    app = open_task("scale")
    before = live_data(app)["scene"]["composite"]["y"]
    widget(app, "one_scale").set_value(1.0).run()
    assert live_data(app)["scene"]["composite"]["y"] == before
    assert (state(app)["w"], state(app)["b"], state(app)["v"]) == ([2], [-2], [1])
    assert is_done(app)


def test_the_last_move_is_told():
    app = open_task("shift")
    widget(app, "one_b0").set_value(3.0).run()
    assert (
        "the line z went up by 1 everywhere; so its crossing of 0, the corner, went right by 0.5"
        in (words(app))
    )
    app.query_params["task"] = "turn"
    app.run()
    assert "Change one thing, and read here what it moved." in words(app)
    button(app, "Undo").click().run()
    assert "Change one thing, and read here what it moved." in words(app)
    widget(app, "one_c").set_value(1.0).run()
    assert "No corner moved sideways" in words(app)


def test_without_its_max_a_unit_has_no_shape():
    app = open_task("shift")
    assert "Now: flat on the" in words(app)
    widget(app, "one_max").set_value(False).run()
    assert "Now: the max is off, and the unit is a straight line." in words(app)
    assert "flat on the" not in words(app)


def test_the_build_up_keeps_the_order():
    app = open_task("seamless")
    button(app, "Mute all").click().run()
    for unit in (2, 0, 1):
        widget(app, f"sum_on{unit}").set_value(True).run()
    found = re.search(r"\*\*Build up\.\*\* (.*)", words(app)).group(1)
    assert re.findall(r"unit (\d)", found)[:3] == ["2", "0", "1"]


def test_stitched_and_chained_are_drawn_over_the_sum():
    app = open_task("seamless")
    widget(app, "sum_compare").set_value("stitch").run()
    scene = live_data(app)["scene"]["composite"]
    assert "y" not in scene
    assert scene["ghost"][0] == [-1, 1, 2, 4]
    assert scene["own2"] == [[2, 4], [0, 4]]


def test_the_index_leads_to_every_question_and_can_be_searched():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    app.switch_page("pages/questions.py").run()
    assert not app.exception
    links = [link.proto for link in app.get("page_link")]
    assert {link.query_string for link in links} == {f"task={name}" for name in ALL_TASKS}
    app.text_input[0].set_value("FLAT").run()
    shown = {link.proto.query_string for link in app.get("page_link")}
    assert {"task=mirror", "task=flatends"} <= shown
    assert len(shown) < len(ALL_TASKS)
    app.text_input[0].set_value("zebra").run()
    assert not app.get("page_link")
    assert "No question has this word" in words(app)


def test_training_lowers_the_loss_and_moves_the_sliders():
    app = open_task("dead")
    before = state(app)["w"]
    button(app, "100 steps").click().run()
    assert not app.exception
    assert state(app)["w"] != before
    losses = float(re.search(r"data points: ≈?([\d.]+)", words(app)).group(1))
    assert losses < 0.43
    button(app, "Undo").click().run()
    assert state(app)["w"] == before


def test_a_dead_unit_stays_as_it_is_while_the_other_is_trained():
    app = open_task("dead")
    move(app, "dead", {"b0": -4.5})
    first = [state(app)[symbol][0] for symbol in "wbv"]
    other = state(app)["w"][1]
    button(app, "1,000 steps").click().run()
    assert [state(app)[symbol][0] for symbol in "wbv"] == first
    assert state(app)["w"][1] != other
    assert "dead: off at every data point" in words(app)


def test_a_learning_rate_that_is_too_large_leaves_the_network_as_it_was():
    app = open_task("dead", train_v0="5", train_w0="5", train_b0="10")
    before = state(app)
    app.segmented_control(key="train_rate").set_value(0.3).run()
    button(app, "1,000 steps").click().run()
    assert not app.exception
    assert "take a smaller one" in app.toast[0].value
    assert state(app)["w"] == before["w"]


def test_a_random_start_is_another_one_each_time():
    app = open_task("equal")
    starts = []
    for _ in range(3):
        button(app, "Random (He)").click().run()
        starts.append(tuple(state(app)["w"]))
    assert len(set(starts)) == 3
