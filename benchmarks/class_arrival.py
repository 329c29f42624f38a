"""A class opens the link: 300 within a minute, ten of them browsers; 75 within four seconds.

Both through nginx, before two processes of the app.
"""

from __future__ import annotations

import asyncio
import statistics
import threading
import time

from chromium import CHARTS, open_browser
from class_load import Class, quantile
from proxy import serve_behind_proxy

BROWSERS = 10
CLASS, RUSH = (300, 60.0), (75, 4.0)  # students, and seconds within which they come
WORK = 10.0  # seconds for which they stay


async def arrive(address: str, students: int, seconds: float) -> Class:
    """Let so many open the page within so many seconds, and stay."""
    group = Class(address, [])
    await group.resize(students, seconds / students)
    for student in group.at_work.values():
        group.trouble += student.trouble
        if student.charts != set(CHARTS):
            group.trouble.append(f"{student.charts} instead of both charts")
    return group


def told(group: Class) -> str:
    median, slow = statistics.median(group.arrivals), quantile(group.arrivals, 0.95)
    return (
        f"{len(group.arrivals)} students: first run {median * 1000:.0f} ms (median), "
        f"{slow * 1000:.0f} ms (95 %), {max(group.arrivals) * 1000:.0f} ms (longest); "
        f"{len(group.trouble)} in trouble {group.trouble[:1]}"
    )


def open_browsers(address: str, seconds: float, took: list[float]) -> None:
    """Let browsers come one after the other, each with an empty cache."""
    with open_browser() as browser:
        start = time.perf_counter()
        for number in range(BROWSERS):
            time.sleep(max(0.0, start + number * seconds / BROWSERS - time.perf_counter()))
            context, began = browser.new_context(), time.perf_counter()
            page = context.new_page()
            page.goto(address)
            for chart in CHARTS:
                line = f".st-key-{chart} path.js-line[d^=M]"
                page.wait_for_selector(line, state="attached", timeout=60_000)
            took.append(time.perf_counter() - began)
            context.close()


async def leave(group: Class) -> None:
    await group.resize(0)


async def lesson(address: str, students: int, seconds: float) -> Class:
    group = await arrive(address, students, seconds)
    await asyncio.sleep(WORK)
    await leave(group)
    return group


def main() -> None:
    with serve_behind_proxy(2) as (address, _, _):
        took: list[float] = []
        browsers = threading.Thread(target=open_browsers, args=(address, CLASS[1], took))
        browsers.start()
        group = asyncio.run(lesson(address, CLASS[0] - BROWSERS, CLASS[1]))
        browsers.join()
    print(f"within {CLASS[1]:g} s, {told(group)}; {len(group.latencies)} releases meanwhile")
    print(f"{len(took)} of {BROWSERS} browsers drew both charts, the slowest in {max(took):.1f} s")
    with serve_behind_proxy(2) as (address, _, _):
        group = asyncio.run(lesson(address, *RUSH))
    print(f"within {RUSH[1]:g} s, {told(group)}")


if __name__ == "__main__":
    main()
