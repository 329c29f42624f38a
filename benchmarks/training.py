"""Ten students press Play at once: snapshots a second of each, and what others feel.

Nine of them are simulated over the websocket (``tests/student.py``): they ask for snapshots as the
page's player does, and show sixty a second as long as they have some.  The tenth is a browser.
Run from the project's root: ``PYTHONPATH=.:tests python benchmarks/training.py``
"""

from __future__ import annotations

import asyncio
import statistics
import threading
import time
from collections.abc import Callable

from chromium import ROOT, new_page, open_browser, serve, wait_for_charts
from playwright.sync_api import Browser, Page
from student import Student

STUDENTS, SECONDS = 10, 10.0
FRAMES, AHEAD = 60, 60  # snapshots a second; snapshots left at which the player asks for more

# When the status says another snapshot, and when it was that Pause was pressed.
WATCH = """() => {
    const find = root => root.querySelector(".player .status") ??
        [...root.querySelectorAll("*")].map(e => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
    const status = find(document), seen = window.seen = {changes: []};
    new MutationObserver(() => seen.changes.push(performance.now())).observe(
        status, {childList: true, characterData: true, subtree: true});
}"""


async def play(address: str, seconds: float) -> float:
    """Train for some seconds as the player does; gives the snapshots shown a second."""
    student = Student(address, "train?fit_optimiser=adam&fit_speed=4")
    await student.arrive()
    await student.trigger("live", "history", {"wish": "play"})
    start, shown = time.perf_counter(), 0.0
    while (now := time.perf_counter() - start) < seconds:
        history = student.data("live")[0]["history"]
        have = history["first"] + len(history["epochs"])
        shown = min(have, shown + FRAMES / 30)
        if have - shown < AHEAD and not history["end"]:
            wish = {"number": history["number"], "have": have, "at": int(shown) - 1, "count": now}
            await student.trigger("live", "history", {"wish": "more", **wish})
        await asyncio.sleep(1 / 30)
    await student.leave()
    return shown / seconds


async def release(address: str, seconds: float) -> list[float]:
    """Release a slider of the Explorer once in half a second; gives the seconds of each."""
    student, took = Student(address), []
    await student.arrive()
    start = time.perf_counter()
    while time.perf_counter() - start < seconds:
        took.append(await student.release("w2", 1 + len(took) / 20))
        await asyncio.sleep(0.5)
    await student.leave()
    return took


async def lesson(address: str, students: int) -> tuple[list[float], list[float]]:
    """So many train, one uses the Explorer; gives snapshots a second and seconds a release."""
    rates, took = await asyncio.gather(
        asyncio.gather(*(play(address, SECONDS) for _ in range(students))),
        release(address, SECONDS),
    )
    return list(rates), took


def watch(page: Page, during: Callable[[], None]) -> tuple[float, float]:
    """Play in a browser: snapshots a second, and milliseconds from Pause to the last one."""
    page.click(".player .play")
    time.sleep(1)
    count = "() => seen.changes.length"
    before, start = page.evaluate(count), time.perf_counter()
    during()
    rate = (page.evaluate(count) - before) / (time.perf_counter() - start)
    pressed = page.evaluate("() => performance.now()")
    page.click(".player .play")
    page.wait_for_timeout(700)
    changes = page.evaluate("pressed => seen.changes.filter(t => t > pressed)", pressed)
    return rate, max(changes[-1] - pressed, 0.0) if changes else 0.0


def told(took: list[float]) -> str:
    return f"{statistics.median(took) * 1000:.0f} ms (at most {max(took) * 1000:.0f})"


def compare(browser: Browser, address: str, quiet: list[float]) -> None:
    """Play in a browser, alone and beside the others."""
    page = new_page(browser, viewport={"width": 1280, "height": 720})
    page.goto(address + "train?fit_optimiser=adam&fit_speed=4")
    wait_for_charts(page)
    page.evaluate(WATCH)
    rate, pause = watch(page, lambda: time.sleep(SECONDS / 2))
    print(f"one student: {rate:.1f} snapshots a second, the last {pause:.0f} ms after Pause")
    found: list[tuple[list[float], list[float]]] = []

    def others() -> None:
        found.append(asyncio.run(lesson(address, STUDENTS - 1)))

    thread = threading.Thread(target=others)
    thread.start()
    rate, pause = watch(page, lambda: time.sleep(SECONDS))
    thread.join()
    (rates, busy), *_ = found
    print(
        f"{STUDENTS} students: {min([*rates, rate]):.1f} to {max([*rates, rate]):.1f} snapshots "
        f"a second each; the browser {rate:.1f}, the last {pause:.0f} ms after Pause"
    )
    print(f"a release on the Explorer: {told(quiet)} before, {told(busy)} while they train")


def main() -> None:
    with serve(ROOT / "app.py") as (address, _):
        _, quiet = asyncio.run(lesson(address, 0))
        with open_browser() as browser:
            compare(browser, address, quiet)


if __name__ == "__main__":
    main()
