"""The first visit and the second one: seconds until the charts stand, bytes, and requests.

The plain page beside the app, the app also through nginx, and the light page of the class room, in
one run; with the browser's processor slowed by each of ``--rates``, and at full speed over a mobile
line.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from chromium import CHARTS, ROOT, open_browser, serve
from playwright.sync_api import Browser, CDPSession
from proxy import serve_behind_proxy

# A mobile line: 10 Mbit/s, 60 ms.
LINE = {"offline": False, "latency": 60, "downloadThroughput": 1.25e6, "uploadThroughput": 5e5}
# Until everything has come: bytes are counted then.
REST = 3.0  # seconds
PLOTTED = [f".st-key-{chart} path.js-line[d^=M]" for chart in CHARTS]
# What is drawn, once each page stands.
DRAWN = {
    "plain": PLOTTED[1:],
    "explorer": PLOTTED,
    "explorer behind nginx": PLOTTED,
    "light page": ["#units polyline", "#composite .y"],
}
# Lets the page tell when all of it is drawn: to ask it takes its time, too.
WATCH = """lines => {
    const look = () => {
        if (lines.every(line => document.querySelector(line))) window.drawnAt = performance.now();
        else requestAnimationFrame(look);
    };
    look();
}"""


class Visit(NamedTuple):
    """One visit: seconds until the charts stand, megabytes that came over the line, requests."""

    seconds: float
    megabytes: float
    requests: float


def count_traffic(session: CDPSession) -> tuple[list[float], list[str]]:
    """Let the browser count bytes that come over the line, websockets included, and requests."""
    received, asked = [0.0], []

    def add(amount: float) -> None:
        received[0] += amount

    session.send("Network.enable")
    session.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: add(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: add(len(event["response"]["payloadData"]) * 3 / 4),  # base64
    )
    return received, asked


def visits(browser: Browser, name: str, address: str, rate: float, has_line: bool) -> list[Visit]:
    """A first and a second visit, with one cache."""
    context, seen = browser.new_context(), []
    for _ in range(2):
        page = context.new_page()
        page.add_init_script(f"({WATCH})({DRAWN[name]})")
        session = context.new_cdp_session(page)
        received, asked = count_traffic(session)
        if has_line:
            session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        page.goto(address, wait_until="commit", timeout=120_000)
        drawn = page.wait_for_function("() => window.drawnAt", timeout=120_000, polling=200)
        page.wait_for_timeout(REST * 1000)
        requests = sum(url.startswith("http") for url in asked)
        seen.append(Visit(drawn.json_value() / 1000, received[0] / 1e6, requests))
        page.close()
    context.close()
    return seen


@contextlib.contextmanager
def served() -> Iterator[dict[str, str]]:
    """Serve all that are compared; gives their addresses."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serve(ROOT / "benchmarks" / "plain.py", Path(folder)) as (plain, _),
        serve(ROOT / "app.py") as (direct, _),
        serve_behind_proxy(1) as (proxied, _, _),
    ):
        yield dict(zip(DRAWN, (plain, direct, proxied, f"{direct}frame"), strict=True))


def compare(
    browser: Browser, addresses: dict[str, str], rate: float, has_line: bool, repeats: int
) -> None:
    """Print the medians of all servers, taken in turns."""
    seen: dict[str, list[list[Visit]]] = {name: [] for name in addresses}
    for _ in range(repeats):
        for name, address in addresses.items():
            seen[name].append(visits(browser, name, address, rate, has_line))
    limit: list[float] = []
    for name, rounds in seen.items():
        both = [[statistics.median(part) for part in zip(*visit, strict=True)]
                for visit in zip(*rounds, strict=True)]  # fmt: skip
        limit = limit or [visit[0] for visit in both]
        line = "10 Mbit/s, 60 ms" if has_line else "none"
        cells = [f"{rate:g}", line, name]
        cells += [f"{visit[0]:.2f}" for visit in both]
        cells += [f"{visit[0] / least:.2f}" for visit, least in zip(both, limit, strict=True)]
        cells += [f"{visit[1]:.3g}" for visit in both]
        cells += [f"{visit[2]:.0f}" for visit in both]
        print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=float, nargs="*", default=[1, 4, 6])
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    head = ["slowed by", "line", "page", "first s", "second s", "first / plain", "second / plain"]
    head += ["first MB", "second MB", "first requests", "second requests"]
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---"] * len(head)) + " |")
    with served() as addresses, open_browser() as browser:
        for rate in given.rates:
            compare(browser, addresses, rate, False, given.repeats)
        compare(browser, addresses, 1, True, given.repeats)


if __name__ == "__main__":
    main()
