"""Random gestures, quickly one after the other, and whether all agree in the end."""

from __future__ import annotations

import random
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Error
from user import User

from relu_explorer import ReluNetwork, vertices
from relu_explorer.questions.presets import OPENING

UNITS = range(4)
SLIDERS = [f"{symbol}{unit}" for symbol in "wbv" for unit in UNITS]
KEYS = ["ArrowRight", "ArrowRight", "ArrowLeft", "PageUp", "PageDown"]


def press_keys(user: User, source: random.Random) -> None:
    key = source.choice([*SLIDERS, "c", "probe"])
    user.page.locator(f".st-key-{key} input").focus()
    for _ in range(source.randint(3, 14)):
        user.page.keyboard.press(source.choice(KEYS))
        user.page.wait_for_timeout(source.choice((0, 0, 10, 30, 60)))


def drag_slider(user: User, source: random.Random) -> None:
    start = user.thumb(source.choice(SLIDERS))
    _draw(user, start, (start[0] + source.randint(-50, 50), start[1]), source)


def drag_handle(user: User, source: random.Random) -> None:
    unit, name = source.choice(UNITS), source.choice(("corner", "end"))
    x, y = user.curve("units", f"{name}{unit}")
    if x:
        start = user.place("units", x[0], y[0])
        _draw(user, start, (start[0] + source.randint(-60, 60), start[1] + 20), source)


def undo(user: User, source: random.Random) -> None:
    user.page.keyboard.press("Control+z")


def switch_hold(user: User, source: random.Random) -> None:
    user.page.get_by_role("radio", name=source.choice(("bias", "corner")), exact=True).click()


GESTURES = (press_keys, press_keys, press_keys, drag_slider, drag_slider, drag_handle)
SELDOM = (undo, switch_hold)


def gesture(user: User, source: random.Random) -> None:
    """Make one, and wait a little or not at all."""
    make = source.choice(GESTURES) if source.random() < 0.9 else source.choice(SELDOM)
    make(user, source)
    user.page.wait_for_timeout(source.choice((0, 0, 50, 200, 600)))


def disagreements(user: User, patience: float = 15.0) -> list[str]:
    """Return what sliders, charts and address do not agree on, once the page is at rest."""
    found = ["the page was not looked at"]
    for _ in range(int(2 * patience)):
        user.page.wait_for_timeout(500)
        try:
            found = _disagreements(user)
        except Error:  # something is being drawn
            continue
        if not found:
            break
    return found


def _draw(user: User, start: tuple[float, float], end: tuple[float, float], source) -> None:
    mouse, steps = user.page.mouse, source.randint(2, 8)
    mouse.move(*start)
    mouse.down()
    for step in range(1, steps + 1):
        mouse.move(*(a + (b - a) * step / steps for a, b in zip(start, end, strict=True)))
        user.page.wait_for_timeout(source.choice((0, 8, 16)))
    mouse.up()


def _disagreements(user: User) -> list[str]:
    address = {
        name: float(values[0])
        for name, values in parse_qs(urlsplit(user.page.url).query).items()
        if name in (*SLIDERS, "c", "probe")
    }
    w, b, v = (
        [address.get(f"{s}{unit}", OPENING.unit(unit)["wbv".index(s)]) for unit in UNITS]
        for s in "wbv"
    )
    network = ReluNetwork(w, b, v, address.get("c", OPENING.output_bias))
    numbers = dict(zip(SLIDERS, [*w, *b, *v], strict=True)) | {"c": network.output_bias}
    found = [
        f"{name}: slider {user.shown(name)}, address {value}"
        for name, value in numbers.items()
        if abs(user.shown(name) - value) > 0.00501
    ]
    drawn = np.array(user.curve("composite", "y"))
    expected = np.array(vertices(network, OPENING.window))
    if drawn.shape != expected.shape or np.abs(drawn - expected).max() > 1e-9:
        found.append("the chart shows another network than the address")
    return found
