"""Random gestures, quickly one after the other, and whether all agree in the end.

``python tests/gestures.py 10`` makes 30 on each page with each of ten seeds.
"""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

import numpy as np
from chromium import ROOT, new_page, open_browser, serve
from playwright.sync_api import Error
from screens import DESKTOP
from user import User

from relu_explorer import ReluNetwork, vertices
from relu_explorer.questions import QUESTIONS
from relu_explorer.questions.presets import OPENING, TRAINING_OPENING, Preset

KEYS = ["ArrowRight", "ArrowRight", "ArrowLeft", "PageUp", "PageDown"]
KNOB = "scale"


class Place(NamedTuple):
    """A page: what its keys begin with, how many units it has, and what else is done on it."""

    link: str
    prefix: str
    units: int
    sliders: tuple[str, ...]
    seldom: tuple[Gesture, ...]

    def key(self, name: str) -> str:
        return self.prefix + name

    def numbers(self, units: int) -> list[str]:
        of_units = [f"{symbol}{unit}" for symbol in "wbv" for unit in range(units)]
        return [*of_units, *(name for name in self.sliders if name == "c")]

    def opening(self, task: str | None) -> Preset:
        questions = QUESTIONS.get(self.link.split("?")[0])
        if questions is None:
            return TRAINING_OPENING if self.prefix else OPENING
        return next((one for one in questions if one.name == task), questions[0]).start


Gesture = Callable[[User, Place, random.Random], None]


def press_keys(user: User, place: Place, source: random.Random) -> None:
    key = source.choice([*place.numbers(place.units), *place.sliders])
    user.page.locator(f".st-key-{place.key(key)} input").focus()
    for _ in range(source.randint(3, 14)):
        user.page.keyboard.press(source.choice(KEYS))
        user.page.wait_for_timeout(source.choice((0, 0, 10, 30, 60)))


def drag_slider(user: User, place: Place, source: random.Random) -> None:
    key = source.choice([*place.numbers(place.units), *place.sliders])
    start = user.thumb(place.key(key))
    _draw(user, start, (start[0] + source.randint(-50, 50), start[1]), source)


def drag_handle(user: User, place: Place, source: random.Random) -> None:
    unit, name = source.randrange(place.units), source.choice(("corner", "end"))
    x, y = user.curve("units", f"{name}{unit}")
    if x:
        start = user.place("units", x[0], y[0])
        _draw(user, start, (start[0] + source.randint(-60, 60), start[1] + 20), source)


def undo(user: User, place: Place, source: random.Random) -> None:
    user.page.keyboard.press("Control+z")


def switch_hold(user: User, place: Place, source: random.Random) -> None:
    user.page.get_by_role("radio", name=source.choice(("bias", "corner")), exact=True).click()


def choose_first(kind: str) -> Gesture:
    """Return the gesture of choosing another example or question from a list."""

    def choose(user: User, place: Place, source: random.Random) -> None:
        user.page.locator(f".st-key-{place.key(kind)} input").click()
        user.page.get_by_role("option").nth(source.randrange(3)).click()

    return choose


def press_button(*keys: str) -> Gesture:
    """Return the gesture of pressing a button by its key."""

    def press(user: User, place: Place, source: random.Random) -> None:
        user.page.locator(f".st-key-{place.key(source.choice(keys))} button").click()

    return press


def play(user: User, place: Place, source: random.Random) -> None:
    """Let training play, and stop it after a while by its own button or by a slider."""
    user.page.locator(".player .play").click()
    user.page.wait_for_timeout(source.choice((0, 100, 700)))
    if source.random() < 0.5:
        user.page.locator(".player .stop").click()
    else:
        drag_slider(user, place, source)


def show_frames(user: User, place: Place, source: random.Random) -> None:
    """Go through the snapshots."""
    user.page.locator(".player .step").click()


OFTEN = (press_keys, press_keys, press_keys, drag_slider, drag_slider, drag_handle)
PLACES = {
    "explorer": Place(
        "?hold=corner", "", 4, ("c", "probe"), (undo, switch_hold, choose_first("example"))
    ),
    "one_unit": Place(
        "one_unit",
        "one_",
        1,
        ("probe", KNOB),
        (undo, switch_hold, press_button("shape0", "shape1", "shape2"), choose_first("task")),
    ),
    "adding_up": Place("adding_up", "sum_", 3, ("c", "probe"), (undo, choose_first("task"))),
    "train": Place(
        "train",
        "fit_",
        3,
        ("c",),
        (undo, play, show_frames, press_button("start0", "start1", "steps1", "steps10")),
    ),
}


def gesture(user: User, place: Place, source: random.Random) -> None:
    """Make one, and wait a little or not at all."""
    make = source.choice(OFTEN) if source.random() < 0.85 else source.choice(place.seldom)
    user.page.set_default_timeout(700)
    with contextlib.suppress(
        AssertionError, Error
    ):  # what was to be taken hold of is just being drawn anew
        make(user, place, source)
    user.page.mouse.up()
    user.page.set_default_timeout(30000)
    user.page.wait_for_timeout(source.choice((0, 0, 50, 200, 600)))


def disagreements(user: User, place: Place, patience: float = 15.0) -> list[str]:
    """Return what sliders, charts and address do not agree on, once the page is at rest."""
    found = ["the page was not looked at"]
    for _ in range(int(2 * patience)):
        user.page.wait_for_timeout(500)
        try:
            found = _disagreements(user, place)
        except Error:  # something is being drawn
            continue
        if not found:
            break
    return found


def _draw(user: User, start, end, source: random.Random) -> None:
    mouse, steps = user.page.mouse, source.randint(2, 8)
    mouse.move(*start)
    mouse.down()
    for step in range(1, steps + 1):
        mouse.move(*(a + (b - a) * step / steps for a, b in zip(start, end, strict=True)))
        user.page.wait_for_timeout(source.choice((0, 8, 16)))
    mouse.up()


def _disagreements(user: User, place: Place) -> list[str]:
    address = {name: texts[0] for name, texts in parse_qs(urlsplit(user.page.url).query).items()}
    opening = place.opening(address.get("task"))
    usual = {f"{s}{unit}": opening.unit(unit)["wbv".index(s)] for s in "wbv" for unit in range(8)}
    usual["c"] = opening.output_bias
    units = int(address.get(place.key("n"), len(opening.units)))
    names = place.numbers(units)
    numbers = {name: float(address.get(place.key(name), usual[name])) for name in names}
    found = [
        f"{name}: slider {shown}, address {value}"
        for name, value in numbers.items()
        if abs((shown := user.shown(place.key(name))) - value) > 0.00501
    ]
    w, b, v = ([numbers[f"{symbol}{unit}"] for unit in range(units)] for symbol in "wbv")
    network = ReluNetwork(w, b, v, numbers.get("c", usual["c"]))
    drawn = np.array(user.curve("composite", "y"))
    expected = np.array(vertices(network, (drawn[0].min(), drawn[0].max())))
    if drawn.shape != expected.shape or np.abs(drawn - expected).max() > 1e-9:
        found.append("the chart shows another network than the address")
    return found


def try_pages(seeds: int, batches: int = 5) -> int:
    """Make six gestures a batch on each page; return how many batches ended apart."""
    apart = 0
    with serve(ROOT / "app.py") as (address, _), open_browser() as browser:
        user = User(new_page(browser, **DESKTOP), address)
        for seed in range(seeds):
            for name, place in PLACES.items():
                source = random.Random(f"{name} {seed}")
                user.open(place.link)
                for batch in range(batches):
                    for _ in range(6):
                        gesture(user, place, source)
                    found = disagreements(user, place)
                    apart += bool(found)
                    print(name, seed, batch, found or "agreed", flush=True)
    return apart


if __name__ == "__main__":
    sys.exit(try_pages(int(sys.argv[1])))
