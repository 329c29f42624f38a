"""One owner of a value at a time: whatever comes quickly after what, all agree in the end."""

import random

import pytest
from gestures import PLACES, disagreements, gesture
from user import IN_HASTE, right_of


@pytest.mark.parametrize("name", PLACES)
def test_after_quick_gestures_slider_address_and_charts_agree(user, name):
    place, source, user.may_hear = PLACES[name], random.Random(f"{name} 0 more"), IN_HASTE
    user.open(place.link)
    for _ in range(3):
        for _ in range(6):
            gesture(user, place, source)
        assert disagreements(user, place) == []


def test_a_key_held_down_is_heard_and_a_held_corner_stays_under_quick_keys(user):
    user.open(PLACES["explorer"].link)
    a_number_left_from_before_is_taken_back(user)
    a_key_held_down_is_heard_at_every_step(user)
    user.may_hear = IN_HASTE
    a_held_corner_stays_under_quick_keys(user)


def a_number_left_from_before_is_taken_back(user):
    """React writes only what it takes for new: it would leave what was written after it."""
    number = user.page.locator(".st-key-v0 [data-testid=stSliderThumbValue] p")
    before = user.shown("v1")

    def stays():  # the page may still be looking at its sliders after it was loaded
        number.evaluate("number => { number.textContent = '4.00'; }")
        user.page.wait_for_timeout(100)
        return user.shown("v0")

    assert user.comes_to(stays, 4) == 4
    user.page.locator(".st-key-v1 input").focus()
    user.page.keyboard.press("ArrowRight")
    agreed = user.comes_to(lambda: disagreements(user, PLACES["explorer"], 0.5), [])
    assert (agreed, user.shown("v1")) == ([], pytest.approx(before + 0.05))


def a_key_held_down_is_heard_at_every_step(user):
    def heard():
        spoken = "input => [input.ariaValueText, input.getAttribute('aria-valuetext')]"
        return [user.page.locator(f".st-key-{key} input").evaluate(spoken) for key in ("w2", "b2")]

    user.page.locator(".st-key-w2 input").focus()
    for expected in ("1.55", "1.60", "1.65"):
        user.page.keyboard.down("ArrowRight")
        assert user.comes_to(heard, [[expected] * 2] * 2) == [[expected] * 2] * 2
    assert "w2" not in user.page.url  # Python is told once it is let go
    user.page.keyboard.up("ArrowRight")
    user.rest()
    assert heard() == [["1.65"] * 2] * 2
    assert disagreements(user, PLACES["explorer"]) == []


def a_held_corner_stays_under_quick_keys(user):
    place, source = PLACES["explorer"], random.Random(0)
    for _ in range(5):
        user.page.locator(".st-key-w2 input").focus()
        for _ in range(source.randint(8, 20)):
            user.page.keyboard.press(source.choice(["ArrowRight", "ArrowRight", "ArrowLeft"]))
            user.page.wait_for_timeout(source.choice((0, 0, 10, 30, 60)))
        assert disagreements(user, place) == []
        (corner,), _ = user.curve("composite", "corner2")
        assert abs(corner + 1) < 1e-8


def test_a_thumb_begins_where_it_is_shown_before_python_has_answered(user):
    user.open("?hold=corner")
    user.hear_late(700)
    start = user.thumb("w0")
    for end in (right_of(start, 30), right_of(start, 33)):
        user.page.mouse.move(*user.thumb("w0"))
        user.page.mouse.down()
        user.page.mouse.move(*end)
        user.page.mouse.up()
        user.see()
        assert abs(user.thumb("w0")[0] - end[0]) < 3
    assert disagreements(user, PLACES["explorer"]) == []


def test_a_corner_let_go_unheard_is_let_go(user):
    user.open()
    (x,), (y,) = user.curve("units", "corner0")
    start = user.place("units", x, y)
    user.page.mouse.move(*start)
    user.page.mouse.down()
    user.page.mouse.move(*right_of(start, 30))
    user.see()
    user.page.evaluate(
        "([x, y]) => document.elementFromPoint(x, y).dispatchEvent(new PointerEvent('pointermove',"
        "{bubbles: true, pointerId: 1, pointerType: 'mouse', clientX: x, clientY: y}))",
        right_of(start, 30),
    )
    user.rest()
    moved = user.shown("b0")
    user.page.mouse.move(*right_of(start, 90))
    user.see()
    user.page.mouse.up()
    assert user.shown("b0") == moved
    assert disagreements(user, PLACES["explorer"]) == []


def test_fingers_are_kept_apart_and_undo_takes_back_the_key_just_pressed(user):
    user.open()
    a_second_finger_a_lost_one_and_a_cancelled_one(user)
    user.may_hear = IN_HASTE
    undo_takes_back_the_key_just_pressed(user)


def a_second_finger_a_lost_one_and_a_cancelled_one(user):
    """Fingers of events, for a browser's own cannot be lost on purpose."""
    finger = """([type, key, number, dx]) => {
        const thumb = document.querySelector(`.st-key-${key} [data-rac][style*='left']`);
        const box = (window.starts ??= {})[key] ??= thumb.getBoundingClientRect();
        thumb.dispatchEvent(new PointerEvent(type, {bubbles: true, cancelable: true,
            pointerId: number, pointerType: number < 9 ? "touch" : "mouse", button: 0,
            buttons: type === "pointerdown" || number < 9 ? 1 : 0,
            clientX: box.x + 5 + dx, clientY: box.y + 5}));
    }"""

    def point(*event):
        user.page.evaluate(finger, event)

    before = {key: user.shown(key) for key in ("w0", "w1", "w2", "w3")}
    point("pointerdown", "w0", 2, 0)
    point("pointerdown", "w1", 3, 0)
    point("pointerdown", "w0", 4, 0)  # on a slider that is held already: it moves nothing
    point("pointermove", "w0", 4, 30)
    for dx in range(20):
        point("pointermove", "w0", 2, dx)
        point("pointermove", "w1", 3, -dx)
    point("pointerup", "w1", 3, -19)
    point("pointerup", "w0", 2, 19)
    point("pointerdown", "w2", 5, 0)
    point("pointermove", "w2", 5, 19)
    point("pointercancel", "w2", 5, 0)
    point("pointerdown", "w3", 9, 0)
    point("pointermove", "w3", 9, 19)  # without a button: it was let go elsewhere
    point("pointermove", "w3", 9, -19)
    user.rest()
    after = {key: user.shown(key) for key in before}
    assert after["w0"] - before["w0"] == before["w1"] - after["w1"] > 0.2
    assert after["w2"] - before["w2"] == after["w0"] - before["w0"]
    assert after["w3"] == before["w3"]
    assert disagreements(user, PLACES["explorer"]) == []


def undo_takes_back_the_key_just_pressed(user):
    key = "v1"
    before = user.shown(key)
    user.page.locator(f".st-key-{key} input").focus()
    user.page.keyboard.press("ArrowRight")
    user.rest()
    for _ in range(3):
        user.page.keyboard.down("ArrowRight")  # still held down when undo is asked for
        user.page.keyboard.press("Control+z")
        user.page.keyboard.up("ArrowRight")
        user.rest()
        assert user.shown(key) == pytest.approx(before + 0.05)
    assert disagreements(user, PLACES["explorer"]) == []
