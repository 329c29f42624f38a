"""One owner of a value at a time: whatever comes quickly after what, all agree in the end."""

import random

import pytest
from gestures import disagreements, gesture


@pytest.mark.parametrize("seed", range(3))
def test_after_quick_gestures_slider_address_and_charts_agree(user, seed):
    source = random.Random(seed)
    user.open("?hold=corner")
    for _ in range(5):
        for _ in range(6):
            gesture(user, source)
        assert disagreements(user) == []


@pytest.mark.parametrize("seed", range(3))
def test_a_held_corner_stays_under_quick_keys(user, seed):
    source = random.Random(seed)
    user.open("?hold=corner")
    for _ in range(4):
        user.page.locator(".st-key-w2 input").focus()
        for _ in range(source.randint(8, 20)):
            user.page.keyboard.press(source.choice(["ArrowRight", "ArrowRight", "ArrowLeft"]))
            user.page.wait_for_timeout(source.choice((0, 0, 10, 30, 60)))
        assert disagreements(user) == []
        (corner,), _ = user.curve("composite", "corner2")
        assert abs(corner + 1) < 1e-8
