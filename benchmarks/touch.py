"""How live is a drag under a finger?  On a phone, beside a mouse and a bare page, in one run.

A slider and a corner are dragged to and fro; moves go out 60 times a second without waiting.  The
browser's processor is slowed by each of ``--rates``.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
from collections.abc import Iterable

from chromium import FLAGS, ROOT, executable, serve
from drag import OBSERVER, SETTLE, SWEEP_SECONDS, TARGETS, Pointer, Target, of_app
from playwright.async_api import Page, async_playwright

PHONE = {"width": 390, "height": 844}
ROUNDS = 3
EXPLORER, LIMIT = of_app("explorer", "w0", ""), TARGETS[0]
# The thumb of w0 and the corner of unit 0, and how far each is dragged to either side.
PLACES = """() => {
    const bare = document.querySelector('#w3');
    if (bare) {
        const box = bare.getBoundingClientRect(), part = (bare.valueAsNumber - bare.min) / 10;
        return {bare: [box.x + 8 + part * (box.width - 16), box.y + box.height / 2, 40]};
    }
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


async def charts_a_second(
    page: Page, pointer: Pointer, target: Target, address: str, what: str
) -> float:
    await open_page(page, target, address)
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


async def open_page(page: Page, target: Target, address: str) -> None:
    """Open a page anew, with the first slider in view."""
    await page.goto(address)
    await page.wait_for_selector(target.lines.split(",")[0], state="attached")
    await asyncio.sleep(SETTLE)
    if target is EXPLORER:
        await page.locator(target.thumb).scroll_into_view_if_needed()
    await page.evaluate(OBSERVER, {"lines": target.lines, "boxes": []})


async def measure(address: str, rates: Iterable[float]) -> None:
    bare = (ROOT / "benchmarks" / "limit.html").as_uri()
    places = [("bare", LIMIT, bare), ("slider", EXPLORER, address), ("corner", EXPLORER, address)]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        context = await browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
        page = await context.new_page()
        session = await context.new_cdp_session(page)
        pointers = [Pointer(session), Finger(session)]
        for rate in rates:
            await session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            limit = 0.0
            for what, target, link in places:
                found = [
                    [await charts_a_second(page, one, target, link, what) for one in pointers]
                    for _ in range(ROUNDS)
                ]
                mouse, finger = (statistics.median(column) for column in zip(*found, strict=True))
                limit = limit or finger
                print(
                    f"{what}, processor slowed by {rate:g}: {finger:.1f} charts a second under a "
                    f"finger, {finger / limit:.2f} of the bare page's; {mouse:.1f} under a mouse",
                    flush=True,
                )
        await browser.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=float, nargs="+", default=[1, 4, 6])
    rates = parser.parse_args().rates
    with serve(ROOT / "app.py") as (address, _):
        asyncio.run(measure(address, rates))


if __name__ == "__main__":
    main()
