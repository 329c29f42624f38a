"""The first visit and the second one: seconds until the charts stand, and bytes.

The plain page beside the app, the app also through nginx, in one run; with the browser's processor
slowed by each of ``--rates``, and at full speed over a mobile line.
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
SERVERS = ("plain", "explorer", "explorer behind nginx")


class Visit(NamedTuple):
    """One visit: seconds until the charts stand, and megabytes that came over the line."""

    seconds: float
    megabytes: float


def count_bytes(session: CDPSession) -> list[float]:
    """Let the browser count what comes over the line, websockets included."""
    received = [0.0]

    def add(amount: float) -> None:
        received[0] += amount

    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: add(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: add(len(event["response"]["payloadData"]) * 3 / 4),  # base64
    )
    return received


def visits(browser: Browser, server: str, address: str, rate: float, has_line: bool) -> list[Visit]:
    """A first and a second visit, with one cache."""
    context, seen = browser.new_context(), []
    charts = CHARTS[1:] if server == "plain" else CHARTS
    for _ in range(2):
        page = context.new_page()
        session = context.new_cdp_session(page)
        received = count_bytes(session)
        if has_line:
            session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})
        start = page.evaluate("performance.timeOrigin + performance.now()")
        page.goto(address, wait_until="commit", timeout=120_000)
        for chart in charts:
            line = f".st-key-{chart} path.js-line[d^=M]"
            page.wait_for_selector(line, state="attached", timeout=120_000)
        end = page.evaluate("performance.timeOrigin + performance.now()")
        page.wait_for_timeout(REST * 1000)
        seen.append(Visit((end - start) / 1000, received[0] / 1e6))
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
        yield dict(zip(SERVERS, (plain, direct, proxied), strict=True))


def compare(
    browser: Browser, addresses: dict[str, str], rate: float, has_line: bool, repeats: int
) -> None:
    """Print the medians of all servers, taken in turns."""
    seen: dict[str, list[list[Visit]]] = {server: [] for server in addresses}
    for _ in range(repeats):
        for server, address in addresses.items():
            seen[server].append(visits(browser, server, address, rate, has_line))
    limit: list[float] = []
    for server, rounds in seen.items():
        both = [[statistics.median(part) for part in zip(*visit, strict=True)]
                for visit in zip(*rounds, strict=True)]  # fmt: skip
        limit = limit or [visit[0] for visit in both]
        line = "10 Mbit/s, 60 ms" if has_line else "none"
        cells = [f"{rate:g}", line, server]
        cells += [f"{seconds:.2f}" for seconds, _ in both]
        cells += [f"{visit[0] / least:.2f}" for visit, least in zip(both, limit, strict=True)]
        cells += [f"{megabytes:.2f}" for _, megabytes in both]
        print("| " + " | ".join(cells) + " |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rates", type=float, nargs="*", default=[1, 4, 6])
    parser.add_argument("--repeats", type=int, default=3)
    given = parser.parse_args()
    head = ["slowed by", "line", "page", "first s", "second s", "first / plain", "second / plain"]
    head += ["first MB", "second MB"]
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---"] * len(head)) + " |")
    with served() as addresses, open_browser() as browser:
        for rate in given.rates:
            compare(browser, addresses, rate, False, given.repeats)
        compare(browser, addresses, 1, True, given.repeats)


if __name__ == "__main__":
    main()
