"""An hour of classes coming and going: does the server's memory grow, or its files or threads?

Every five minutes a class at half of one process's capacity arrives, works and leaves; before
it leaves the process is looked at.  Run from the project's root:
``PYTHONPATH=.:tests python benchmarks/class_hour.py``
"""

from __future__ import annotations

import argparse
import asyncio
import time

import psutil
from chromium import ROOT, serve
from class_load import Class, quantile, run

LESSON = 300.0  # seconds
WARM = 600.0  # seconds after which nothing may grow


async def hour(address: str, process: psutil.Process, students: int, seconds: float) -> None:
    start, kept = time.perf_counter(), []
    print("| minute | p95 ms | releases | memory MB | files | threads |")
    print("| --- | --- | --- | --- | --- | --- |")
    while time.perf_counter() - start < seconds:
        lesson = Class(address, [process])
        began = time.perf_counter()
        await lesson.resize(students)
        await asyncio.sleep(max(0.0, began + LESSON - 5 - time.perf_counter()))
        minute = (time.perf_counter() - start) / 60
        seen = (process.memory_info().rss / 1e6, process.num_fds(), process.num_threads())
        kept.append((minute * 60, *seen))
        p95 = quantile(lesson.latencies, 0.95) * 1000
        print(
            f"| {minute:.0f} | {p95:.0f} | {len(lesson.latencies)} | {seen[0]:.0f} | "
            f"{seen[1]} | {seen[2]} |",
            flush=True,
        )
        assert not lesson.trouble, lesson.trouble[:3]
        await lesson.resize(0)
    late = [row for row in kept if row[0] >= WARM] or kept
    for column, name in ((1, "memory"), (2, "files"), (3, "threads")):
        first, last = late[0][column], late[-1][column]
        print(f"{name}: {first:.0f} after {late[0][0] / 60:.0f} minutes, {last:.0f} at the end")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=116)
    parser.add_argument("--minutes", type=float, default=60)
    given = parser.parse_args()
    with serve(ROOT / "app.py") as (address, server):
        process = psutil.Process(server.pid)
        run(hour(address, process, given.students, given.minutes * 60))


if __name__ == "__main__":
    main()
