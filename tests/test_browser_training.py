"""Training as a film, in the browser: it plays, pauses, rewinds, and never leaves numbers."""

import re

import numpy as np
from numpy.testing import assert_allclose
from test_browser import phone

from relu_explorer import ReluNetwork


def status(hand):
    return hand.page.inner_text(".player .status")


def step_of(hand):
    return int(status(hand).split(",", 1)[0].removeprefix("Step ").replace(",", "") or 0)


def press(hand, name):
    hand.page.click(f".player .{name}")


def wait_for(hand, text):
    """Wait until the status, which lies in the component's shadow, has this text or pattern."""
    hand.page.locator(".player .status", has_text=text).wait_for()


def trained(hand):
    """Wait until the sliders have the picture's numbers; gives the network that they show."""
    hand.rest()
    hand.page.wait_for_timeout(700)
    units = range(8)
    values = [[hand.shown(f"fit_{symbol}{unit}") for unit in units] for symbol in "wbv"]
    return ReluNetwork(*values, hand.shown("fit_c"))


def test_play_moves_both_charts_without_a_gap_and_pause_holds_them(hand):
    hand.open("train")
    before, network = hand.drawn(), trained(hand)
    hand.watch()
    press(hand, "play")
    wait_for(hand, re.compile(r"Step [2-9]\d\d"))
    middle = hand.drawn()
    press(hand, "play")
    paused = hand.drawn()
    assert before["units"] != middle["units"]
    assert before["composite"] != middle["composite"]
    hand.page.wait_for_timeout(1500)
    watched = hand.watched()
    assert (watched["missing"], watched["moved"], watched["shift"]) == (0, 0, 0)
    assert hand.drawn() == paused
    after = trained(hand)
    assert np.abs(after.weight - network.weight).max() > 0.01
    x, y = hand.curve("composite", "y")
    assert_allclose(after(np.array(x)), y, atol=0.3)  # the sliders show two decimals


def test_rewind_brings_the_start_back_and_play_goes_on(hand):
    hand.open("train")
    hand.rest()
    before = hand.drawn()
    press(hand, "play")
    wait_for(hand, re.compile(r"Step [1-9]\d\d"))
    press(hand, "rewind")
    wait_for(hand, "Step 0,")
    assert hand.comes_to_draw(before)
    press(hand, "play")
    wait_for(hand, re.compile(r"Step [1-9]\d"))
    press(hand, "stop")
    hand.rest()
    wait_for(hand, "Not trained yet")
    press(hand, "step")
    wait_for(hand, "Step 1,")


def test_one_step_after_a_pause_follows_the_picture_shown(hand):
    hand.open("train?fit_optimiser=adam")
    press(hand, "play")
    wait_for(hand, re.compile(r"Step [1-9]\d"))
    press(hand, "play")
    hand.rest()
    paused = step_of(hand)
    press(hand, "step")
    wait_for(hand, f"Step {paused + 1:,},")


def test_a_question_says_while_it_plays_how_it_is_checked(hand):
    hand.open("training?task=signs")
    press(hand, "play")
    note = hand.page.locator(".readout .note")
    note.get_by_text("Pause to have it checked.").wait_for()
    press(hand, "play")
    note.get_by_text("Pause to have").wait_for(state="detached")


def test_a_learning_rate_too_large_is_said_in_words(hand):
    hand.open("train?fit_rate=1.0&fit_speed=64")
    press(hand, "play")
    wait_for(hand, "Stopped at step")
    assert "too large" in status(hand)
    hand.rest()
    text = hand.page.inner_text("[data-testid=stMain]").lower()
    assert "nan" not in text.replace("unannounced", "")
    assert "infinity" not in text


@phone
def test_a_phone_plays_too(hand):
    hand.open("train")
    before = hand.drawn()
    hand.page.tap(".player .play")
    wait_for(hand, re.compile(r"Step [1-9]\d"))
    assert hand.drawn()["composite"] != before["composite"]
    assert hand.page.evaluate("document.documentElement.scrollWidth") <= 390
