"""What callbacks write, and what they refuse, with a plain dict for the session."""

from types import SimpleNamespace

import pytest

from relu_explorer.controls import gestures, keys, page
from relu_explorer.controls.gestures import last_answered, move
from relu_explorer.controls.page import Controls
from relu_explorer.core.parameters import PARAMETERS

CONTROLS = Controls("")


@pytest.fixture
def session(monkeypatch):
    state = {"w0": 1.0, "b0": -2.0, "v0": 1.0, "c": 0.0, "probe": 1.0, "n": 1, "hold": "bias"}
    state["held_corners"] = {0: (2.0, -2.0)}
    state["toasts"] = []
    toast = state["toasts"].append
    for module in (gestures, keys, page):
        monkeypatch.setattr(module, "st", SimpleNamespace(session_state=state, toast=toast))
    return state


def test_a_dropped_value_is_snapped_clamped_and_a_float(session):
    move(CONTROLS, {"v0": -3.04, "c": 99, "probe": 0})
    assert (session["v0"], session["c"], session["probe"]) == (-3.05, 10.0, 0.0)
    assert isinstance(session["probe"], float)


def test_a_corner_s_bias_is_taken_as_it_is_but_clamped(session):
    move(CONTROLS, {"b0": -0.75})
    assert session["b0"] == -0.75
    move(CONTROLS, {"b0": -99})
    assert session["b0"] == -10


def test_a_turned_ray_brings_the_bias_that_keeps_its_corner(session):
    move(CONTROLS, {"w0": 2.5, "v0": -1, "b0": -5, "number": 3})
    assert (session["w0"], session["b0"], session["v0"]) == (2.5, -5.0, -1.0)
    assert last_answered(CONTROLS) == 3


def test_the_corner_that_a_gesture_held_is_the_one_to_hold(session):
    session["hold"] = "corner"
    session["held_corners"] = {0: (2.1, -2.0)}  # from a bias that the browser told too late
    move(CONTROLS, {"w0": 0.0, "b0": 0.0, "corners": {"0": 2.0}, "number": 4})
    assert session["held_corners"] == {0: (2.0, 0.0)}


def test_it_says_so_when_the_bias_does_not_reach_as_far(session):
    session["hold"] = "corner"
    move(CONTROLS, {"w0": 5.0, "b0": -10.0, "corners": {"0": 3.0}})
    assert session["toasts"] == ["b0 is at the end of its slider, so the corner has moved."]


@pytest.mark.parametrize(
    "values",
    [
        {"w0": None},
        {"w0": "2"},
        {"w0": float("nan")},
        {"w0": float("inf")},
        {"w0": 10**400},
        {"w0": [1]},
        {"w0": {"x": 1}},
        {"w1": 2.0},
        {"n": 3},
        {"hold": "corner"},
        {"held_corners": 1.0},
        {"": 1.0},
        {"number": "3"},
        {"corners": 3},
        {"corners": {"0": "2", "1": 2.0, "x": 2.0}},
        {"corners": {"0": float("nan")}},
    ],
)
@pytest.mark.parametrize("hold", ["bias", "corner"])
def test_what_no_honest_browser_sends_changes_nothing(session, values, hold):
    session["hold"] = hold
    before = dict(session)
    move(CONTROLS, values)
    assert session == before


def test_a_value_is_snapped_to_the_slider_s_grid():
    assert PARAMETERS["w"].snapped(0.333) == 0.35
    assert PARAMETERS["b"].snapped(-99) == -10
    assert PARAMETERS["w"].snapped(1e300) == 5
    assert str(PARAMETERS["c"].snapped(-0.01)) == "0.0"
