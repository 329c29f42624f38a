"""How live is a drag?  Every page, the plain Streamlit page and a bare SVG page, in one run.

The Explorer, the plain and the bare page have four units, and the slider under test is the last
one's weight; each value of a slider changes the charts.  Pointer moves go out 60 times a second
without waiting for answers.  The browser's processor is slowed by each of ``--rates``: a student's
machine is some six times slower.  How live a page is, is told beside the bare page's sweep just
before: a machine is not always equally fast.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from chromium import FLAGS, ROOT, executable, serve
from playwright.async_api import Browser, CDPSession, Page, async_playwright

SWEEP_SECONDS, SWEEPS, STEPS, DRAGS = 3.0, 3, 20, 20
SETTLE = 2.0  # s after a release in which the last change is looked for
BARE = (ROOT / "benchmarks" / "limit.html").as_uri()
LINKED = {f"w{i}": 1 for i in range(4)} | {f"b{i}": i - 2 for i in range(4)}
LINKED |= {f"v{i}": 1 for i in range(4)} | {"probe": 0}
LINK = "?" + "&".join(f"{k}={v}" for k, v in LINKED.items()) + "&height=-2&height=20"

OBSERVER = """({lines, boxes}) => {
    const o = window.observed = {frames: 0, changes: [], missing: 0, moved: 0, shift: 0};
    const channel = new MessageChannel(), seen = new Map();
    let last = "";
    channel.port1.onmessage = () => {              // right after the frame was made
        const now = performance.now();
        const drawn = [...document.querySelectorAll(lines)].map(
            e => e.getAttribute("d") ?? e.getAttribute("points")).join();
        o.frames++;
        if (!drawn) o.missing++;
        else if (drawn !== last) o.changes.push(now);
        if (drawn) last = drawn;
        for (const box of boxes) {
            const r = document.querySelector(box)?.getBoundingClientRect();
            const place = r && r.height ? [r.x, r.y, r.width, r.height].join() : null;
            if (!place) o.missing++;
            else if (seen.has(box) && seen.get(box) !== place) o.moved++;
            if (place) seen.set(box, place);
        }
        requestAnimationFrame(() => channel.port2.postMessage(0));
    };
    channel.port2.postMessage(0);
    new PerformanceObserver(list => {
        for (const e of list.getEntries()) if (!e.hadRecentInput) o.shift += e.value;
    }).observe({type: "layout-shift"});
}"""

# Before any script of the page, for that may keep the pointer to itself.
LISTENER = """
    window.moves = []; window.ups = [];
    addEventListener("pointermove", () => moves.push(performance.now()), {capture: true});
    addEventListener("pointerup",
        event => { if (event.isTrusted) ups.push(performance.now()); }, {capture: true});
"""


@dataclass
class Target:
    """A page to measure: where it is, its slider, its lines and the boxes that may not move."""

    name: str
    thumb: str
    lines: str
    boxes: list[str]
    script: Path | None = None
    link: str = ""
    native: bool = False
    rows: dict[str, list[float]] = field(default_factory=dict)

    def add(self, row: str, *values: float) -> None:
        self.rows.setdefault(row, []).extend(values)


PLOT = ".js-plotly-plot"


def thumb(key: str) -> str:
    return f".st-key-{key} [data-rac][style*='left']"


def of_app(name: str, key: str, link: str) -> Target:
    charts = [f".st-key-units {PLOT}", f".st-key-composite {PLOT}"]
    lines = ", ".join(f"{chart} path.js-line" for chart in charts)
    return Target(name, thumb(key), lines, charts, ROOT / "app.py", link)


def of_several(name: str, key: str, link: str, charts: list[str]) -> Target:
    """A page that draws on its own SVG: what moves there are paths."""
    boxes = [f"#{chart}" for chart in charts]
    lines = ", ".join(f"{box} path, {box} polyline" for box in boxes)
    return Target(name, thumb(key), lines, boxes, ROOT / "app.py", link)


TARGETS = [
    Target("limit", "#w3", "#chart polyline", ["#chart"], native=True),
    of_app("explorer", "w3", LINK),
    of_app("one unit", "one_w0", "one_unit"),
    of_app("adding up", "sum_v2", "adding_up"),
    of_app(
        "lab", "lab_w1", "lab?task=stops&lab_window=-5&lab_window=5&lab_height=-2&lab_height=20"
    ),
    of_app("training", "train_v1", "training?task=dead"),
    of_several("two layers", "deep_uB1", "two_layers?task=more", ["bent", "cut", "output"]),
    of_several("two inputs", "plane_wx0", "two_inputs", ["plane", "surface", "along"]),
    Target(
        "light page",
        "[name=w3]",
        "#composite .y, #units polyline",
        ["#units", "#composite"],
        ROOT / "app.py",
        f"frame{LINK}",
        native=True,
    ),
    Target("plain", thumb("w3"), f"{PLOT} path.js-line", [PLOT], ROOT / "benchmarks" / "plain.py"),
]


class Pointer:
    """A mouse that does not wait for the page."""

    def __init__(self, session: CDPSession) -> None:
        self.session, self.sent = session, set[asyncio.Task[object]]()

    def post(self, kind: str, x: float, y: float, *, held: bool) -> None:
        event = {"type": kind, "x": x, "y": y, "button": "left" if held else "none"}
        event |= {"buttons": int(held and kind != "mouseReleased"), "clickCount": 1}
        task = asyncio.create_task(self.session.send("Input.dispatchMouseEvent", event))
        self.sent.add(task)
        task.add_done_callback(self.sent.discard)


async def geometry(page: Page, target: Target) -> tuple[float, float, float, float]:
    """Thumb's x and y, and both ends of its track."""
    found = await page.evaluate(
        """([selector, isNative]) => {
            const thumb = document.querySelector(selector), t = thumb.getBoundingClientRect();
            const r = (isNative ? thumb : thumb.parentElement).getBoundingClientRect();
            const inset = isNative ? 8 : 0, left = r.left + inset, right = r.right - inset;
            const part = (thumb.valueAsNumber - thumb.min) / (thumb.max - thumb.min);
            const x = isNative ? left + part * (right - left) : t.x + t.width / 2;
            return [x, t.y + t.height / 2, left, right];
        }""",
        [target.thumb, target.native],
    )
    return tuple(found)


async def sweep(page: Page, pointer: Pointer, target: Target) -> None:
    """Drag to and fro at constant speed, 0.8 tracks a second."""
    x, y, left, right = await geometry(page, target)
    low, high = left + 0.1 * (right - left), left + 0.9 * (right - left)
    pointer.post("mouseMoved", x, y, held=False)
    pointer.post("mousePressed", x, y, held=True)
    start = time.perf_counter()
    begin = await page.evaluate("performance.now()")
    tick = 0
    while (elapsed := time.perf_counter() - start) < SWEEP_SECONDS:
        way = (x - low + 0.8 * (right - left) * elapsed) % (2 * (high - low))
        position = low + (way if way <= high - low else 2 * (high - low) - way)
        pointer.post("mouseMoved", position, y, held=True)
        tick += 1
        await asyncio.sleep(max(0, start + tick / 60 - time.perf_counter()))
    end = await page.evaluate("performance.now()")
    seconds = (end - begin) / 1000
    for row, times in (("charts/s", "observed.changes"), ("moves/s", "moves")):
        count = f"([begin, end]) => {times}.filter(t => t >= begin && t < end).length"
        target.add(row, await page.evaluate(count, [begin, end]) / seconds)
    gaps = (
        "([begin, end]) => Math.max(...observed.changes.filter(t => t >= begin && t < end)"
        ".map((t, k, all) => k ? t - all[k - 1] : 0), 0)"
    )
    target.add("gap ms", await page.evaluate(gaps, [begin, end]))
    pointer.post("mouseReleased", position, y, held=True)


async def steps(page: Page, pointer: Pointer, target: Target) -> None:
    """Hold the slider and move it 3 % of its track at a time; how long until the picture?"""
    x, y, left, right = await geometry(page, target)
    pointer.post("mouseMoved", x, y, held=False)
    pointer.post("mousePressed", x, y, held=True)
    await asyncio.sleep(0.3)
    direction = 1 if x < (left + right) / 2 else -1
    for step in range(1, STEPS + 1):
        before = await page.evaluate("performance.now()")
        position = x + direction * step * 0.02 * (right - left)
        pointer.post("mouseMoved", position, y, held=True)
        await asyncio.sleep(0.25)
        waited = await page.evaluate(
            """before => {
                const move = moves.find(t => t >= before);
                const change = observed.changes.find(t => t >= move);
                return change === undefined ? null : change - move;
            }""",
            before,
        )
        target.add("step ms", float("nan") if waited is None else waited)
    pointer.post("mouseReleased", position, y, held=True)
    await asyncio.sleep(SETTLE / 2)


async def drags(
    page: Page, pointer: Pointer, target: Target, process: psutil.Process | None
) -> None:
    """Short drags: every frame until the page has settled, where the slider ends, server's CPU."""
    used = busy(process)
    for drag in range(DRAGS):
        x, y, left, right = await geometry(page, target)
        await page.evaluate("() => { observed.missing = observed.moved = observed.shift = 0; }")
        pointer.post("mouseMoved", x, y, held=False)
        pointer.post("mousePressed", x, y, held=True)
        for move in range(12):
            position = x + (1 if drag % 2 else -1) * move * 0.01 * (right - left)
            pointer.post("mouseMoved", position, y, held=True)
            await asyncio.sleep(1 / 60)
        pointer.post("mouseReleased", position, y, held=True)
        await asyncio.sleep(SETTLE)
        for row in ("missing", "moved", "shift"):
            target.add(row, await page.evaluate(f"observed.{row}"))
        settled = "Math.max(0, ...observed.changes.filter(t => t > ups.at(-1))) - ups.at(-1)"
        target.add("settle ms", max(0, await page.evaluate(settled)))
        end, *_ = await geometry(page, target)
        target.add(
            "astray", abs(end - position) > (right - left) / 200 + 1
        )  # half a step, and 1 px
    if process:
        target.add("release CPU ms", (busy(process) - used) / DRAGS * 1000)


def busy(process: psutil.Process | None) -> float:
    return sum(process.cpu_times()[:2]) if process else 0.0


async def opened(
    browser: Browser, target: Target, address: str, rate: float
) -> tuple[Page, Pointer]:
    page = await browser.new_page(viewport={"width": 1280, "height": 720})
    await page.add_init_script(LISTENER)
    await page.goto(address + target.link)
    await page.wait_for_selector(target.lines.split(",")[0], state="attached")
    await asyncio.sleep(SETTLE)
    await page.locator(target.thumb).first.scroll_into_view_if_needed()
    await page.evaluate(OBSERVER, {"lines": target.lines, "boxes": target.boxes})
    pointer = Pointer(await page.context.new_cdp_session(page))
    await pointer.session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page, pointer


async def sweeps(
    browser: Browser, page: Page, pointer: Pointer, target: Target, rate: float
) -> None:
    """Sweep over the page and the bare page in turns."""
    bare, hand = await opened(browser, TARGETS[0], BARE, rate)
    for _ in range(SWEEPS):
        for one, its_hand, its in ((bare, hand, TARGETS[0]), (page, pointer, target)):
            await one.bring_to_front()
            await asyncio.sleep(SETTLE / 4)
            await sweep(one, its_hand, its)
            await asyncio.sleep(SETTLE / 2)
        target.add("of the limit", target.rows["charts/s"][-1] / TARGETS[0].rows["charts/s"][-1])
    await bare.close()


async def measure(target: Target, rate: float) -> None:
    with contextlib.ExitStack() as stack:
        process, address = None, BARE
        if target.script:
            plain_folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            folder = plain_folder if target.name == "plain" else ROOT
            address, server = stack.enter_context(serve(target.script, folder))
            process = psutil.Process(server.pid)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            page, pointer = await opened(browser, target, address, rate)
            await sweeps(browser, page, pointer, target, rate)
            await page.bring_to_front()
            await steps(page, pointer, target)
            await asyncio.sleep(SETTLE)
            await drags(page, pointer, target, process)
            await browser.close()


def table() -> str:
    head = ["page", "charts/s held", "of the limit", "longest gap ms", "step p50 ms", "step max ms"]
    head += ["settled after ms", "ended elsewhere", "frames without chart"]
    head += ["frames with moved box", "layout shift", "release CPU ms"]
    rows = [head, ["---"] * len(head)]
    for target in TARGETS:
        seen = [ms for ms in target.rows["step ms"] if ms == ms]
        rate = statistics.median(target.rows["charts/s"])
        rows.append([
            target.name,
            f"{rate:.1f}",
            f"{statistics.median(target.rows['of the limit']):.2f}",
            f"{statistics.median(target.rows['gap ms']):.0f}",
            f"{statistics.median(seen):.1f}" if seen else "only at release",
            f"{max(seen):.1f}" if seen else "–",
            f"{statistics.median(target.rows['settle ms']):.0f}",
            f"{sum(target.rows['astray']):.0f} of {len(target.rows['astray'])}",
            f"{sum(target.rows['missing']):.0f}",
            f"{sum(target.rows['moved']):.0f}",
            f"{sum(target.rows['shift']):.4f}",
            f"{statistics.median(target.rows['release CPU ms']):.1f}" if target.script else "–",
        ])  # fmt: skip
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=1)
    parser.add_argument("--rates", type=float, nargs="+", default=[1, 4, 6])
    options = parser.parse_args()
    for rate in options.rates:
        for target in TARGETS:
            target.rows.clear()
        for _ in range(options.repeats):
            for target in TARGETS:
                asyncio.run(measure(target, rate))
        print(f"Processor slowed by {rate:g}:\n\n{table()}\n", flush=True)


if __name__ == "__main__":
    main()
