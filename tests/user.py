"""A user on the page: where things are, and how to take hold of them."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from chromium import CHARTS, PAGES, wait_for_charts
from playwright.sync_api import Page

Place = tuple[float, float]
Seen = TypeVar("Seen")

_WATCH = """() => {
    const watch = window.watch = {frames: 0, missing: 0, moved: 0, shift: 0, isOn: true};
    const boxes = {};
    // Cumulative layout shift, as it is defined: without what follows an input within 500 ms.
    new PerformanceObserver(list => {
        for (const e of list.getEntries()) if (!e.hadRecentInput) watch.shift += e.value;
    }).observe({type: "layout-shift"});
    const look = () => {
        if (!watch.isOn) return;
        watch.frames++;
        for (const chart of ["units", "composite"]) {
            const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
            if (!plot?.querySelector("path.js-line[d^=M]")) { watch.missing++; continue; }
            const {x, y, width, height} = plot.getBoundingClientRect();
            const box = [x, y, width, height].join();
            if (boxes[chart] && boxes[chart] !== box) watch.moved++;
            boxes[chart] = box;
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
}"""

# As the app's own demos go to a step, with the raw act of the browser: what a load would begin
# with, the top of the page and no focus, is there, too.
_GO = """link => {
    const {spoke} = line;
    document.activeElement?.blur();
    History.prototype.pushState.call(history, {}, "", link);
    dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    document.querySelector("[data-testid=stMain]").scrollTo(0, 0);
    return spoke;
}"""
_IS_ANSWERED = "spoke => line.spoke > spoke && line.heard >= line.spoke"

# What Streamlit says to those who act faster than it answers: of two changes sent at once that are
# for two parts of a page (one part runs, both changes arrive), and of a file to download that a
# newer run has replaced.
IN_HASTE = ("Multiple different fragmentIds", "/media/", "Download Button source error - 404")


def right_of(place: Place, pixels: float) -> Place:
    return place[0] + pixels, place[1]


class User:
    """Mouse or finger on the Explorer page.

    Attributes
    ----------
    may_hear : tuple of str
        Parts of what may be written to the console.
    """

    may_hear: tuple[str, ...] = ()

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.charts = page, address, CHARTS

    def open(self, link: str = "") -> None:
        self.page.goto(self.address + link)
        wait_for_charts(self.page, self.charts)

    def go(self, link: str = "") -> None:
        """Go to a link without loading the app again, if it is open: a fifth of the work."""
        self.charts = PAGES[link.split("?")[0]]
        if not self.page.url.startswith(self.address):
            self.open(link)
            return
        self.page.wait_for_selector("[data-testid=stToast]", state="detached")  # of the test before
        spoke = self.page.evaluate(_GO, self.address + link)
        self.page.wait_for_function(_IS_ANSWERED, arg=spoke)
        self.page.wait_for_selector("[data-test-script-state=running]", state="detached")
        wait_for_charts(self.page, self.charts)

    def thumb(self, key: str) -> Place:
        box = self.page.locator(f".st-key-{key} [data-rac][style*='left']").bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def across(self, selector: str) -> tuple[float, float]:
        """Return the upper and the lower edge of a box on the screen."""
        box = self.page.locator(selector).first.bounding_box()
        assert box
        return box["y"], box["y"] + box["height"]

    def place(self, chart: str, x: float, y: float) -> Place:
        found = self.page.evaluate(
            """([chart, x, y]) => {
                const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
                const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
                const left = box.left + xaxis._offset, top = box.top + yaxis._offset;
                return [left + xaxis.d2p(x), top + yaxis.d2p(y)];
            }""",
            [chart, x, y],
        )
        return found[0], found[1]

    def curve(self, chart: str, name: str) -> tuple[list[float], list[float]]:
        x, y = self.page.evaluate(
            """([chart, name]) => {
                const plot = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
                const trace = plot.data.find(trace => trace.name === name);
                return [trace.x, trace.y];
            }""",
            [chart, name],
        )
        return x, y

    def shown(self, key: str) -> float:
        """Return the number that the slider shows."""
        label = f".st-key-{key} [data-testid=stSliderThumbValue]"
        return float(self.page.inner_text(label))

    def drawn(self) -> dict[str, list[str]]:
        """Return what is on the screen: every line, marker and text of both charts."""
        return self.page.evaluate(
            """charts => Object.fromEntries(charts.map(chart => [chart,
                [...document.querySelectorAll(`.st-key-${chart} .scatterlayer > .trace`)]
                    .filter(group => group.style.display !== "none")
                    .flatMap(group => [...group.querySelectorAll("path.js-line, path.point, text")])
                    .map(node => node.matches("text") ? node.textContent
                        : node.getAttribute(node.matches(".js-line") ? "d" : "transform"))
                    .map(text => text.replace(/[0-9]+[.][0-9]+/g, shown => `${+shown}`))]))""",
            list(CHARTS),
        )

    def comes_to_draw(self, expected: dict[str, list[str]]) -> bool:
        """Wait until this is on the screen: on a busy machine the charts take their size late."""
        return self.comes_to(self.drawn, expected) == expected

    def comes_to(self, look: Callable[[], Seen], expected: Seen) -> Seen:
        """Wait until this is seen, as long as the browser's driver would: 30 s at most.

        Returns what is seen then.
        """
        for _ in range(300):
            if (seen := look()) == expected:
                break
            self.page.wait_for_timeout(100)
        return seen

    def readout(self) -> str:
        return self.page.inner_text(".readout")

    def comes_to_read(self, text: str) -> None:
        """Wait until the read-out says this: it may come after what stands below it."""
        self.page.locator(".readout", has_text=text).wait_for()

    @contextlib.contextmanager
    def held(self, start: Place, end: Place, moves: int = 12) -> Iterator[None]:
        """Drag from start to end, and let go when the block is left."""
        mouse = self.page.mouse
        mouse.move(*start)
        mouse.down()
        for move in range(1, moves + 1):
            part = move / moves
            x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
            mouse.move(x, y)
            self.page.wait_for_timeout(16)
        self.see()
        yield
        mouse.up()
        self.rest()

    def drag(self, start: Place, end: Place) -> None:
        with self.held(start, end):
            pass

    @contextlib.contextmanager
    def touched(
        self, start: Place, end: Place, moves: int = 12, rest: int = 0, late: int = 0
    ) -> Iterator[None]:
        """Touch at start, draw the finger to end, and lift it when the block is left.

        `rest` is for how many milliseconds it rests at the start, `late` by how many its moves come
        later than it made them.  When it made them, they say: on a busy machine, too.
        """
        session = self.page.context.new_cdp_session(self.page)
        clock = time.time()

        def touch(kind: str, *points: dict[str, float]) -> None:
            event = {"type": kind, "touchPoints": list(points), "timestamp": clock}
            session.send("Input.dispatchTouchEvent", event)

        touch("touchStart", {"x": start[0], "y": start[1]})
        self.page.wait_for_timeout(rest + late)
        clock += rest / 1000
        for move in range(1, moves + 1):
            part = move / moves
            x, y = (a + (b - a) * part for a, b in zip(start, end, strict=True))
            clock += 0.016
            touch("touchMove", {"x": x, "y": y})
            self.page.wait_for_timeout(16)
        self.see()
        yield
        clock = max(clock, time.time())
        touch("touchEnd")
        self.rest()

    def hear_late(self, milliseconds: int) -> None:
        """Let the server hear so much later of what is done, until the page is loaded anew."""
        self.page.evaluate(
            """late => {
                const {send} = WebSocket.prototype;
                WebSocket.prototype.send = function (data) {
                    setTimeout(() => send.call(this, data), late);
                };
            }""",
            milliseconds,
        )

    def see(self) -> None:
        """Wait until the texts, too, are drawn: while something moves they are 50 ms behind."""
        self.page.evaluate(
            """() => new Promise(seen => setTimeout(() =>
                requestAnimationFrame(() => requestAnimationFrame(seen)), 60))"""
        )

    def rest(self) -> None:
        """Wait until Python has answered."""
        self.page.wait_for_timeout(250)
        self.page.wait_for_selector("[data-test-script-state=running]", state="detached")
        wait_for_charts(self.page, self.charts)

    def watch(self) -> None:
        self.page.evaluate(_WATCH)

    def watched(self) -> dict[str, float]:
        return self.page.evaluate("() => { watch.isOn = false; return watch; }")
