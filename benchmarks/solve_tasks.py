"""Solve every task as a learner would: by the mouse and by a finger, in whole pixels.

Prints a row a task: how often a slider was taken hold of, and whether prompt and verdict are on the
screen when the task is met, and the slider, the charts and the prompt while it is held.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from chromium import PAGES, ROOT, new_page, open_browser, serve, wait_for_charts
from playwright.sync_api import Page
from playwright.sync_api import TimeoutError as NotSeen
from user import Place, User

from relu_explorer.core.parameters import HEIGHT_ENDS, WINDOW_ENDS
from relu_explorer.questions import ALL_TASKS, PAGE_OF
from relu_explorer.questions.presets import Preset
from relu_explorer.questions.tasks import Task

SCREENS = {
    "mouse": {"viewport": {"width": 1280, "height": 720}},
    "finger": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
}
PREFIX = {
    **{"one_unit": "one_", "adding_up": "sum_", "lab": "lab_", "training": "train_"},
    **{"two_layers": "deep_", "two_inputs": "plane_"},
}
PLAY = 5000  # ms
AFTER_TRAINING: dict[str, dict[str, float]] = {"beyond": {"probe": 5}, "facing": {"w0": 0.5}}
BUTTONS = {
    "restarts": ("Random (He)", "1,000 steps") * 3,
    "slow": ("1,000 steps", "0.3", "1,000 steps"),
}  # instead of letting it play
MOST_GRABS = 6
CHART_AND_PROMPT = {
    "composite": ".st-key-composite, .several relu-chart",
    "prompt": ".st-key-try p",
}
# Whether a box is on the screen, and under nothing.
_IS_SEEN = """one => {
    const box = one.getBoundingClientRect();
    const at = (x, y) => {
        let found = document.elementFromPoint(x, y);
        while (found?.shadowRoot) found = found.shadowRoot.elementFromPoint(x, y);
        return found;
    };
    return box.height > 0 && box.top >= -1 && box.bottom <= innerHeight + 1
        && [0.1, 0.5, 0.9].every(part => one.contains(
            at(box.left + Math.min(box.width / 2, 60), box.top + part * box.height)));
}"""


class Learner(User):
    """A user who takes hold of a slider, draws it by whole pixels, and looks at what came of it."""

    def __init__(self, page: Page, address: str, has_mouse: bool, prefix: str) -> None:
        super().__init__(page, address)
        self.has_mouse, self.prefix, self.grabs = has_mouse, prefix, 0
        self.unseen: set[str] = set()

    @contextlib.contextmanager
    def moving(self, start: Place, pixels: int) -> Iterator[None]:
        start = (round(start[0]), round(start[1]))
        gesture = self.held if self.has_mouse else self.touched
        with gesture(start, (start[0] + pixels, start[1]), moves=max(1, min(abs(pixels), 12))):
            yield

    def press(self, target: Any) -> None:
        target.scroll_into_view_if_needed()
        (target.click if self.has_mouse else target.tap)()
        self.rest()

    def set_slider(self, name: str, value: float) -> None:
        """Draw a slider to a value; raises AssertionError where whole pixels do not reach it."""
        key = self.prefix + name
        slider = f".st-key-{key} input"
        self.page.locator(slider).scroll_into_view_if_needed()
        low, high = (float(self.page.get_attribute(slider, end) or 0) for end in ("min", "max"))
        width = self.page.evaluate(
            f"document.querySelector('.st-key-{key} [style*=left]').parentElement.offsetWidth"
        )
        seen, nudge = [], 0
        for _ in range(MOST_GRABS):
            shown = self.shown(key)
            if abs(shown - value) < 1e-9:
                return
            pixels = round((value - shown) / (high - low) * width) or (1 if value > shown else -1)
            if seen and shown in seen:
                nudge += 1 if pixels > 0 else -1
            seen.append(shown)
            with self.moving(self.thumb(key), pixels + nudge):
                self.look_while_held(key)
            self.grabs += 1
        seen.append(self.shown(key))
        assert abs(seen[-1] - value) < 1e-9, f"{name}: {seen}, not {value}"

    def look_while_held(self, key: str) -> None:
        places = {
            "slider": f".st-key-{key}",
            "units": ".st-key-units, .several relu-chart",
            **CHART_AND_PROMPT,
        }
        self.unseen |= set(out_of_sight(self.page, places))

    def set_range(self, name: str, ends: tuple[float, ...], wanted: tuple[float, float]) -> None:
        """Draw both ends of a range in *Frame*, and close it."""
        frame = self.page.locator(f".st-key-{self.prefix}frame button").first
        self.press(frame)
        box = f".st-key-{self.prefix}{name}"
        for end in (0, 1):
            thumb = self.page.locator(f"{box} [data-rac][style*='left']").nth(end)
            for _ in range(MOST_GRABS):
                index = int(self.page.locator(f"{box} input").nth(end).input_value())
                if ends[index] == wanted[end]:
                    break
                width = thumb.evaluate("one => one.parentElement.offsetWidth")
                pixels = round((ends.index(wanted[end]) - index) / (len(ends) - 1) * width)
                found = thumb.bounding_box()
                assert found
                middle = found["x"] + found["width"] / 2, found["y"] + found["height"] / 2
                with self.moving(middle, pixels):
                    pass
                self.grabs += 1
        self.page.keyboard.press("Escape")
        self.rest()

    def change(self, name: str, value: Any) -> None:
        """Do what one entry of a solution says."""
        within = self.page.locator(f".st-key-{self.prefix}{name}")
        if name == "window":
            self.set_range(name, WINDOW_ENDS, value)
        elif name == "height":
            self.set_range(name, HEIGHT_ENDS, value)
        elif name == "compare":
            self.press(self.page.get_by_role("radio", name=value, exact=True))
        elif name == "further":
            self.press(within.get_by_role("radio", name=str(value), exact=True))
        elif isinstance(value, bool):
            self.press(within.locator("label").first)
        else:
            self.set_slider(name, value)


def starting_values(task: Task) -> Mapping[str, float]:
    """The values of a task's sliders at first, by their names."""
    if not isinstance(task.start, Preset):
        values: Mapping[str, float] = task.start.values
        return values
    return {
        f"{symbol}{unit}": value
        for unit, row in enumerate(task.start.units)
        for symbol, value in zip("wbv", row, strict=True)
    }


def solve(learner: Learner, task: Task) -> None:
    """Predict, do what the task's solution says, and wait for its verdict."""
    page = learner.page
    learner.charts = PAGES[PAGE_OF[task.name]]
    learner.open(f"{PAGE_OF[task.name]}?task={task.name}")
    learner.press(page.locator(".st-key-predict button").nth(task.prediction.answer))
    done: dict[str, Any] = {}
    back = starting_values(task)
    for step in (*task.way, task.solution):
        for name in [name for name in done if name not in step]:
            learner.change(name, done.pop(name) and back.get(name, "add"))
        for name, value in step.items():
            if done.get(name) != value:
                learner.change(name, value)
                done[name] = value
    for name in BUTTONS.get(task.name, ()):
        choice = page.get_by_role("button", name=name).or_(page.get_by_role("radio", name=name))
        learner.press(choice.first)
    if PAGE_OF[task.name] == "training" and task.name not in BUTTONS:
        play(learner, task)
    assert is_met(page, 5000), page.inner_text(".readout")


def play(learner: Learner, task: Task) -> None:
    """Let training play for some seconds at a time, until the task is met."""
    for _ in range(4):
        learner.press(learner.page.get_by_role("button", name="Play"))
        learner.page.wait_for_timeout(PLAY)
        learner.press(learner.page.get_by_role("button", name="Pause"))
        if is_met(learner.page, 1500):
            return
        for name, value in AFTER_TRAINING.get(task.name, {}).items():
            learner.set_slider(name, value)
        if is_met(learner.page, 1500):
            return


def out_of_sight(page: Page, places: Mapping[str, str]) -> list[str]:
    return [
        name
        for name, selector in places.items()
        if not page.locator(selector).first.evaluate(_IS_SEEN)
    ]


def is_met(page: Page, patience: int) -> bool:
    with contextlib.suppress(NotSeen):
        page.locator(".note[data-verdict=met]").wait_for(timeout=patience)
        return True
    return False


def row(learner: Learner, task: Task, picture: Path | None) -> str:
    try:
        solve(learner, task)
        came = "met"
    except (AssertionError, NotSeen) as reason:
        came = str(reason).splitlines()[0][:120]
    wait_for_charts(learner.page, learner.charts)
    lost = out_of_sight(learner.page, {"verdict": ".note[data-verdict]", **CHART_AND_PROMPT})
    if picture:
        learner.page.screenshot(path=str(picture / f"{task.name}-{learner.has_mouse}.png"))
    held = ", ".join(sorted(learner.unseen)) or "–"
    return f"| {task.name} | {learner.grabs} | {came} | {', '.join(lost) or '–'} | {held} |"


def main(arguments: argparse.Namespace) -> None:
    tasks: Mapping[str, Task] = {name: ALL_TASKS[name] for name in arguments.tasks or ALL_TASKS}
    with serve(ROOT / "app.py") as (address, _), open_browser() as browser:
        for hand in arguments.hands:
            print(f"\n| by {hand} | grabs | verdict | out of sight then | while held |")
            print("| --- | --- | --- | --- | --- |")
            page = new_page(browser, **SCREENS[hand])
            for name, task in tasks.items():
                learner = Learner(page, address, hand == "mouse", PREFIX[PAGE_OF[name]])
                print(row(learner, task, arguments.pictures), flush=True)
                page.goto("about:blank")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tasks", nargs="*", help="names; all, if none is given")
    parser.add_argument("--hands", nargs="*", default=list(SCREENS), choices=list(SCREENS))
    parser.add_argument("--pictures", type=Path, help="folder for a screenshot of each")
    main(parser.parse_args())
