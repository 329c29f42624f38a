"""Is a drag as live under a finger as under a mouse?  On a phone's screen, in one run.

A slider and a corner are dragged to and fro; moves go out 60 times a second without waiting.
"""

from __future__ import annotations

import asyncio
import statistics

from chromium import FLAGS, ROOT, executable, serve
from drag import OBSERVER, SWEEP_SECONDS, Pointer, of_app
from playwright.async_api import Page, async_playwright

PHONE = {"width": 390, "height": 844}
ROUNDS = 5
TARGET = of_app("explorer", "w0", "")
# The thumb of w0 and the corner of unit 0, and how far each is dragged to either side.
PLACES = """() => {
    const slider = document.querySelector('.st-key-w0 [data-rac][style*=left]');
    const thumb = slider.getBoundingClientRect();
    const plot = document.querySelector('.st-key-units .js-plotly-plot');
    const box = plot.getBoundingClientRect(), {xaxis, yaxis} = plot._fullLayout;
    const corner = plot.data.find(trace => trace.name === 'corner0');
    return {
        slider: [thumb.x + thumb.width / 2, thumb.y + thumb.height / 2, 60],
        corner: [box.left + xaxis._offset + xaxis.d2p(corner.x[0]),
                 box.top + yaxis._offset + yaxis.d2p(corner.y[0]), 40],
    };
}"""


class Finger(Pointer):
    """A finger that does not wait for the page."""

    def post(self, kind: str, x: float, y: float, *, held: bool) -> None:
        name = {"mousePressed": "touchStart", "mouseMoved": "touchMove"}.get(kind, "touchEnd")
        points = [] if name == "touchEnd" else [{"x": x, "y": y}]
        event = {"type": name, "touchPoints": points}
        task = asyncio.create_task(self.session.send("Input.dispatchTouchEvent", event))
        self.sent.add(task)
        task.add_done_callback(self.sent.discard)


async def charts_a_second(page: Page, pointer: Pointer, address: str, what: str) -> float:
    await open_page(page, address)
    x, y, reach = (await page.evaluate(PLACES))[what]
    pointer.post("mousePressed", x, y, held=True)
    await asyncio.sleep(0.1)
    begin = await page.evaluate("performance.now()")
    for tick in range(int(SWEEP_SECONDS * 60)):
        way = 4 * tick / 60 % 4  # a second from the middle to both sides and back
        pointer.post("mouseMoved", x + reach * (1 - abs(2 - way)), y, held=True)
        await asyncio.sleep(1 / 60)
    end = await page.evaluate("performance.now()")
    pointer.post("mouseReleased", x, y, held=True)
    await asyncio.gather(*pointer.sent)
    count = "([begin, end]) => observed.changes.filter(t => t >= begin && t < end).length"
    return float(await page.evaluate(count, [begin, end]) / (end - begin) * 1000)


async def open_page(page: Page, address: str) -> None:
    """Open the page anew, with the first slider in view."""
    await page.goto(address)
    await page.wait_for_selector(TARGET.lines.split(",")[0], state="attached")
    await asyncio.sleep(2)
    await page.locator(".st-key-w0").scroll_into_view_if_needed()
    await page.evaluate(OBSERVER, {"lines": TARGET.lines, "boxes": []})


async def measure(address: str) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        for what in ("slider", "corner"):
            rates: dict[str, list[float]] = {"mouse": [], "finger": []}
            for _ in range(ROUNDS):
                for name, pointer in (("mouse", Pointer(session)), ("finger", Finger(session))):
                    rates[name].append(await charts_a_second(page, pointer, address, what))
            mouse, finger = (statistics.median(found) for found in rates.values())
            print(
                f"{what}: {finger:.1f} charts a second under a finger, {mouse:.1f} under a mouse: "
                f"{finger / mouse:.2f}"
            )
        await browser.close()


def main() -> None:
    with serve(ROOT / "app.py") as (address, _):
        asyncio.run(measure(address))


if __name__ == "__main__":
    main()
