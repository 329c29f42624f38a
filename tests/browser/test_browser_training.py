"""Training as a history, in the browser: it plays, pauses, rewinds, and never leaves numbers."""

import re

import numpy as np
import pytest
from numpy.testing import assert_allclose
from screens import phone
from user import right_of

from relu_explorer import ReluNetwork

pytestmark = pytest.mark.usefixtures("staying")


def status(user):
    return user.page.inner_text(".player .status")


def step_of(user):
    found = re.match(r"Step ([\d,]+),", status(user))
    return int(found[1].replace(",", "")) if found else 0


def press(user, name):
    user.page.click(f".player .{name}")


def wait_for(user, text):
    """Wait until the status, which lies in the component's shadow, has this text or pattern."""
    user.page.locator(".player .status", has_text=text).wait_for()


def plays_to(user, least):
    """Wait until so many steps are shown, or more: a busy machine may pass over those between."""
    assert user.comes_to(lambda: step_of(user) >= least, True), status(user)


def trained(user):
    """Wait until the sliders have the snapshot's numbers; gives the network that they show."""
    user.rest()
    user.page.wait_for_timeout(700)
    units = range(8)
    values = [[user.shown(f"fit_{symbol}{unit}") for unit in units] for symbol in "wbv"]
    return ReluNetwork(*values, user.shown("fit_c"))


def test_play_moves_both_charts_without_a_gap_and_pause_holds_them(user):
    user.go("train")
    before, network = user.drawn(), trained(user)
    user.watch()
    press(user, "play")
    plays_to(user, 200)
    middle = user.drawn()
    press(user, "play")
    user.see()
    paused = user.drawn()
    assert before["units"] != middle["units"]
    assert before["composite"] != middle["composite"]
    user.page.wait_for_timeout(1500)
    watched = user.watched()
    assert (watched["missing"], watched["moved"], watched["shift"]) == (0, 0, 0)
    assert user.drawn() == paused
    after = trained(user)
    assert np.abs(after.weight - network.weight).max() > 0.01
    x, y = user.curve("composite", "y")
    assert_allclose(after(np.array(x)), y, atol=0.3)  # the sliders show two decimals


def test_rewind_brings_the_start_back_and_play_goes_on(user):
    user.go("train")
    user.rest()
    before = user.drawn()
    press(user, "play")
    plays_to(user, 100)
    press(user, "rewind")
    wait_for(user, "Step 0,")
    dots = user.page.locator(".losses .now")
    at_start = float(dots.get_attribute("cx"))
    line = user.page.get_attribute(".losses .curve", "d")
    steps = [float(point.split(",")[0]) for point in line[1:].split("L")]
    assert at_start == min(steps)
    assert len(steps) > 100  # every step, not one a snapshot
    assert user.comes_to_draw(before)
    press(user, "play")
    plays_to(user, 10)
    press(user, "stop")
    user.rest()
    wait_for(user, "Not trained yet")
    press(user, "step")
    wait_for(user, "Step 1,")


def test_one_step_after_a_pause_follows_the_picture_shown(user):
    user.go("train?fit_optimiser=adam")
    press(user, "play")
    plays_to(user, 10)
    press(user, "play")
    user.rest()
    paused = step_of(user)
    press(user, "step")
    wait_for(user, f"Step {paused + 1:,},")


def by_key(user):
    user.page.locator(".st-key-fit_v0 input").focus()
    user.page.keyboard.press("ArrowRight")


def by_corner(user):
    (x,), (y,) = user.curve("units", "corner0")
    start = user.place("units", x, y)
    user.drag(start, right_of(start, 40))


def by_thumb(user):
    user.page.locator(".st-key-fit_v0").scroll_into_view_if_needed()
    start = user.thumb("fit_v0")
    user.drag(start, right_of(start, 20))


@pytest.mark.parametrize("moved", [by_key, by_corner, by_thumb])
def test_what_is_taken_hold_of_while_it_plays_goes_on_from_what_is_shown(user, moved):
    user.go("train")
    opening = trained(user)
    press(user, "play")
    plays_to(user, 400)
    moved(user)
    user.page.locator(".player .play", has_text="Play").wait_for()
    after = trained(user)
    assert np.abs(after.weight - opening.weight).max() > 0.05
    assert np.abs(after.output_weight - opening.output_weight)[1:].max() > 0.05
    x, y = user.curve("composite", "y")
    assert_allclose(after(np.array(x)), y, atol=0.3)  # the sliders show two decimals


def test_stop_pressed_twice_at_once_stops_once(user):
    user.go("train")
    press(user, "play")
    plays_to(user, 10)
    user.page.locator(".player .stop").evaluate("button => { button.click(); button.click(); }")
    user.rest()
    wait_for(user, "Not trained yet")
    assert not user.page.locator("[data-testid=stException]").count()
    press(user, "step")
    wait_for(user, "Step 1,")


def test_a_question_says_while_it_plays_how_it_is_checked(user):
    user.go("training?task=signs")
    press(user, "play")
    note = user.page.locator(".readout .note")
    note.get_by_text("Pause to have it checked.").wait_for()
    ahead = user.page.get_by_text("While it plays, the loss stands beside the player.")
    ahead.wait_for()
    press(user, "play")
    note.get_by_text("Pause to have").wait_for(state="detached")
    ahead.wait_for(state="detached")
    user.page.get_by_text("Loss on 17 data points").wait_for()


# A link, and before Streamlit has left the page what a player asks for by itself, at just that
# moment; gives how often the server was spoken to.  Twice, and the other page may stay empty.
GO_WHILE_ASKING = """() => {
    let spoken = 0;
    const {send} = WebSocket.prototype;
    WebSocket.prototype.send = function (data) { spoken++; send.call(this, data); };
    const link = document.querySelector("a[href*=adding_up]");
    const roots = [...document.querySelectorAll("*")].flatMap(box => box.shadowRoot ?? []);
    link.click();
    for (const root of roots) root.querySelector(".player .step")?.click();
    return new Promise(resolve => setTimeout(() => resolve(spoken), 100));
}"""


def test_what_plays_keeps_nobody_from_the_page_of_a_link(user):
    user.go("train")
    press(user, "play")
    plays_to(user, 1)
    assert user.page.evaluate(GO_WHILE_ASKING) == 1
    user.page.locator(".st-key-sum_w0").wait_for()


def test_a_learning_rate_too_large_is_said_in_words(user):
    user.go("train?fit_rate=1.0&fit_speed=64")
    press(user, "play")
    wait_for(user, "Stopped at step")
    assert "too large" in status(user)
    user.rest()
    text = user.page.inner_text("[data-testid=stMain]").lower()
    assert "nan" not in text.replace("unannounced", "")
    assert "infinity" not in text


@phone
def test_a_phone_plays_too(user):
    user.go("train")
    before = user.drawn()
    user.page.tap(".player .play")
    plays_to(user, 10)
    assert user.drawn()["composite"] != before["composite"]
    assert user.page.evaluate("document.documentElement.scrollWidth") <= 390
    user.page.tap(".player .play")  # the page stays, and would go on
    user.rest()
    paused = step_of(user)
    user.page.wait_for_timeout(300)
    assert step_of(user) == paused
