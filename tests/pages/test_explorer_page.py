"""The Explorer page without a browser: widgets, address, words, and hostile links."""

import random

import numpy as np
import pytest
from app_pages import hostile_link, live_data, open_app, state, words
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork
from relu_explorer.questions.presets import OPENING, PRESETS


def choose(app, name):
    app.selectbox(key="example").select(name).run()
    assert not app.exception
    return app


def test_the_opening_state_is_drawn():
    app = open_app()
    assert len(app.get("plotly_chart")) == 2
    assert state(app)["w"] == [unit[0] for unit in OPENING.units[:4]]
    assert "4 units, 4 distinct corners, 5 pieces" in words(app)
    assert "neither convex nor concave" in words(app)


def test_the_charts_are_empty_frames_that_do_not_depend_on_the_network():
    first, second = open_app(), open_app(w0="2.5", n="6", window=["0", "3"])
    for a, b in zip(first.get("plotly_chart"), second.get("plotly_chart"), strict=True):
        assert a.proto.spec == b.proto.spec


def test_a_link_sets_the_parameters_exactly():
    app = open_app(n="2", w0="-1.37", b1="3.3", v0="0.123456789", c="-2", probe="0.5")
    assert state(app)["w"][0] == -1.37
    assert state(app)["v"][0] == 0.123456789
    assert state(app)["b"][1] == 3.3
    assert (state(app)["c"], state(app)["probe"]) == (-2, 0.5)
    assert len(state(app)["w"]) == 2


def test_a_moved_slider_changes_what_is_drawn_and_said():
    app = open_app()
    app.slider(key="w2").set_value(-1.5).run()
    assert state(app)["w"][2] == -1.5
    assert "−1.5x" in words(app)


def test_the_number_of_units_can_be_changed():
    app = open_app()
    for units in (1, 8):
        app.slider(key="n").set_value(units).run()
        assert not app.exception
        assert len(state(app)["w"]) == units
        assert f"{units} unit" in words(app)


@pytest.mark.parametrize("name", PRESETS)
def test_an_example_sets_network_and_frame(name):
    app = choose(open_app(), name)
    preset = PRESETS[name]
    shown = state(app)
    assert list(zip(shown["w"], shown["b"], shown["v"], strict=True)) == list(preset.units)
    assert tuple(shown["window"]) == preset.window
    assert live_data(app)["note"] == preset.note


def test_a_sum_out_of_sight_is_said_and_found():
    app = open_app()
    app.slider(key="c").set_value(10.0).run()
    assert "Nothing of the sum lies inside the frame" in live_data(app)["note"]
    next(button for button in app.button if button.label == "Fit to the curves").click().run()
    assert "Nothing of the sum" not in live_data(app)["note"]


def test_undo_takes_back_one_change_after_the_other():
    app = open_app()
    app.slider(key="w0").set_value(2.0).run()
    app.slider(key="b1").set_value(-4.0).run()
    choose(app, "A staircase")
    undo = next(button for button in app.button if button.label == "Undo")
    undo.click().run()
    assert (len(state(app)["w"]), state(app)["w"][0], state(app)["b"][1]) == (4, 2, -4)
    undo.click().run()
    assert (state(app)["w"][0], state(app)["b"][1]) == (2, 0.5)
    undo.click().run()
    undo.click().run()
    assert state(app)["w"][0] == -1


def test_start_over_restores_the_opening_state():
    app = choose(open_app(), "A staircase")
    app.slider(key="c").set_value(3.0).run()
    next(button for button in app.button if button.label == "Start over").click().run()
    assert len(state(app)["w"]) == 4
    assert state(app)["w"] == [unit[0] for unit in OPENING.units[:4]]
    assert state(app)["c"] == 0
    assert tuple(state(app)["window"]) == OPENING.window


def test_hold_the_corner_lets_the_bias_follow():
    app = open_app()
    app.segmented_control(key="hold").set_value("corner").run()
    app.slider(key="w2").set_value(3.0).run()
    assert state(app)["b"][2] == 3.0  # the corner stays at -1
    app.slider(key="w2").set_value(0.0).run()
    app.slider(key="w2").set_value(-2.0).run()  # through zero: the hinge is mirrored
    assert state(app)["b"][2] == -2.0
    app.segmented_control(key="hold").set_value("bias").run()
    app.slider(key="w2").set_value(-4.0).run()
    assert state(app)["b"][2] == -2.0


def test_a_held_corner_stops_at_the_end_of_the_bias():
    app = open_app(w0="1", b0="-4")
    app.segmented_control(key="hold").set_value("corner").run()
    app.slider(key="w0").set_value(5.0).run()
    assert state(app)["b"][0] == -10


def test_a_muted_unit_is_left_out_of_sum_and_words():
    app = choose(open_app(), "The course lab's answer")
    app.checkbox(key="on1").uncheck().run()
    assert "3 units (1 muted), 2 distinct corners, 3 pieces" in words(app)
    assert state(app)["on"] == [True, False, True]
    assert live_data(app)["scene"]["composite"]["on1"][0] == []


def test_solo_mutes_the_others_and_again_unmutes_them():
    app = open_app()
    app.button(key="solo2").click().run()
    assert state(app)["on"] == [False, False, True, False]
    app.button(key="solo2").click().run()
    assert state(app)["on"] == [True] * 4


def test_without_max_the_sum_is_one_straight_line():
    app = open_app()
    app.toggle(key="max").set_value(False).run()
    assert "0 distinct corners, 1 piece" in words(app)
    assert "one straight line" in words(app)
    assert len(live_data(app)["scene"]["composite"]["y"][0]) == 2


def test_all_units_off_leave_the_output_bias():
    app = open_app(n="1", c="2.5", w0="0", b0="-1")
    assert "1 unit, 0 distinct corners, 1 piece" in words(app)
    assert live_data(app)["scene"]["composite"]["y"][1] == [2.5, 2.5]
    assert "none is on" in words(app)


def test_fit_makes_room_for_every_corner():
    app = open_app(w0="0.05", b0="-5")
    next(button for button in app.button if button.label == "Fit to the curves").click().run()
    low, high = state(app)["window"]
    assert low <= -3
    assert high >= 100


def test_what_the_component_gets_is_the_network_s_output():
    app = open_app(w1="0.333", c="0.7")
    shown = state(app)
    network = ReluNetwork(shown["w"], shown["b"], shown["v"], shown["c"])
    x, y = live_data(app)["scene"]["composite"]["y"]
    assert_allclose(network(np.array(x)), y, atol=1e-12)


@pytest.mark.parametrize("value", ["99", "nan", "one", ""])
def test_a_number_of_a_link_that_cannot_be_used_is_named_once(value):
    app = open_app(w0=value, b0="2", w1="0.333")
    assert "values of w0 could not be used" in app.toast[0].value
    assert state(app)["w"][:2] == [OPENING.units[0][0], 0.333]
    app.slider(key="c").set_value(1.0).run()
    assert not app.toast


@pytest.mark.parametrize("link", [{}, {"w0": "-1", "n": "4"}, {"w7": "99"}, {"unknown": "nan"}])
def test_a_link_without_fault_is_not_talked_about(link):
    assert not open_app(**link).toast


@pytest.mark.parametrize("start", range(0, 600, 50))
def test_a_hostile_link_opens_a_working_page(start):
    for seed in range(start, start + 50):
        assert_works(hostile_link(random.Random(seed)))


def assert_works(link):
    app = open_app(**link)
    shown = state(app)
    for vector in (shown["w"], shown["b"], shown["v"]):
        assert np.isfinite(vector).all()
        assert np.abs(vector).max() <= 10
    assert 1 <= len(shown["w"]) <= 8
    assert shown["window"][0] < shown["window"][1]
    assert "distinct corner" in words(app)
