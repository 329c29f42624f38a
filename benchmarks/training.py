"""Ten students press Play at once: pictures a second of each, and what an eleventh one feels.

All eleven pages run on this machine beside the server, so this is the least that they get.
Run from the project's root: ``PYTHONPATH=.:tests python benchmarks/training.py``
"""

from __future__ import annotations

import statistics
import time

from chromium import ROOT, open_browser, serve, wait_for_charts
from playwright.sync_api import Browser, Page

STUDENTS, SECONDS, RELEASES = 10, 6.0, 8

# When the status says another picture, and when it was that Pause was pressed.
WATCH = """() => {
    const find = root => root.querySelector(".player .status") ??
        [...root.querySelectorAll("*")].map(e => e.shadowRoot && find(e.shadowRoot)).find(Boolean);
    const status = find(document), seen = window.seen = {changes: []};
    new MutationObserver(() => seen.changes.push(performance.now())).observe(
        status, {childList: true, characterData: true, subtree: true});
}"""


def open_student(browser: Browser, address: str, link: str = "train") -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(address + link)
    wait_for_charts(page)
    return page


def pictures(page: Page) -> int:
    """How many pictures the player has shown."""
    return page.evaluate("() => seen.changes.length")


def play(pages: list[Page], seconds: float) -> list[float]:
    """Let all pages play; gives the pictures a second of each."""
    before, start = [pictures(page) for page in pages], time.perf_counter()
    time.sleep(seconds)
    took = time.perf_counter() - start
    return [(pictures(page) - b) / took for page, b in zip(pages, before, strict=True)]


def pause_ms(page: Page) -> float:
    """Milliseconds from a press of Pause to the last picture."""
    pressed = page.evaluate("() => performance.now()")
    page.click(".player .play")
    page.wait_for_timeout(700)
    changes = page.evaluate("pressed => seen.changes.filter(t => t > pressed)", pressed)
    return max(changes[-1] - pressed, 0.0) if changes else 0.0


def release_ms(page: Page) -> float:
    """Milliseconds from an arrow key on a slider until Python's formula has changed."""
    formula = page.locator(".katex annotation").first
    slider = page.locator(".st-key-w2 input[type=range]")
    took = []
    for press in range(RELEASES):
        before, start = formula.text_content(), time.perf_counter()
        slider.press("ArrowRight" if press % 2 == 0 else "ArrowLeft")
        while formula.text_content() == before and time.perf_counter() - start < 10:
            time.sleep(0.01)
        took.append((time.perf_counter() - start) * 1000)
        time.sleep(0.5)
    return statistics.median(took)


def main() -> None:
    with serve(ROOT / "app.py") as (address, _), open_browser() as browser:
        alone = open_student(browser, address)
        alone.evaluate(WATCH)
        alone.click(".player .play")
        time.sleep(1)
        rate = play([alone], SECONDS)[0]
        print(f"one student: {rate:.1f} pictures a second, pause after {pause_ms(alone):.0f} ms")
        alone.context.close()
        other = open_student(browser, address, "")
        quiet = release_ms(other)
        students = [open_student(browser, address) for _ in range(STUDENTS)]
        for page in students:
            page.evaluate(WATCH)
            page.click(".player .play")
        rates = play(students, SECONDS)
        print(
            f"{STUDENTS} students: {min(rates):.1f} to {max(rates):.1f} pictures a second each, "
            f"{sum(rates):.0f} in all"
        )
        busy = release_ms(other)
        print(f"a release on another page: {quiet:.0f} ms before, {busy:.0f} ms while they train")


if __name__ == "__main__":
    main()
