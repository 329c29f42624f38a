"""How large a class does one process serve?  Beside the plain form of the page, in one run.

Simulated students over the real websocket protocol (``student.py``): each opens the page, then
releases a slider at a new value, waits for the end of the run, and thinks for 1 to 3 seconds.
The class grows until more than one release in twenty takes longer than 300 ms, twice: neighbours on
the machine may have been busy the first time.  The servers, nginx and the students share the cores
as they come; "explorer on a core" stays on one of them, as ``deploy/README.md`` advises.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import statistics
import tempfile
import time
from collections.abc import Coroutine, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil
import uvloop
from chromium import ROOT, serve
from proxy import serve_behind_proxy
from student import Student

LIMIT, SECONDS, SETTLE = 0.3, 25.0, 5.0
FIRST = {"plain": 14, "two behind nginx": 220}  # students; 150 elsewhere
MOST = 1000  # students that the machine has room for
# Streamlit keeps the session of a closed tab for 120 s, and lets it go when it next looks.
FORGOTTEN = 160.0
THINK = (1.0, 3.0)
Answer = TypeVar("Answer")
PAGES = ("plain", "explorer", "explorer on a core", "two behind nginx")
SLIDERS = ("w0", "w1", "w2", "w3")


@dataclass
class Figures:
    """What was seen during a while."""

    students: int
    latencies: list[float]
    seconds: float
    cpu: float
    received: int
    memory: float

    @property
    def p95(self) -> float:
        return quantile(self.latencies, 0.95)

    def row(self, page: str) -> list[str]:
        count = max(1, len(self.latencies))
        ms = [f"{quantile(self.latencies, q) * 1000:.0f}" for q in (0.5, 0.95, 0.99)]
        rates = [f"{len(self.latencies) / self.seconds:.1f}", f"{self.cpu / count * 1000:.1f}"]
        return [page, str(self.students), *ms, *rates, f"{self.received / count / 1000:.1f}"]


def quantile(values: list[float], part: float) -> float:
    ordered = sorted(values) or [float("inf")]
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


@dataclass
class Class:
    """Students at work; `resize` lets some come or go."""

    address: str
    processes: list[psutil.Process]
    at_work: dict[asyncio.Task[None], Student] = field(default_factory=dict)
    latencies: list[float] = field(default_factory=list)
    arrivals: list[float] = field(default_factory=list)
    trouble: list[str] = field(default_factory=list)

    async def resize(self, students: int, spacing: float = 0.1) -> None:
        while len(self.at_work) > students:
            task, student = self.at_work.popitem()
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            await student.leave()
        coming = []
        for number in range(students - len(self.at_work)):
            coming.append(asyncio.ensure_future(self._arrive(number)))
            await asyncio.sleep(spacing)
        await asyncio.gather(*coming)

    async def _arrive(self, number: int) -> None:
        student = Student(self.address)
        self.arrivals.append(await student.arrive())
        self.at_work[asyncio.ensure_future(self._work(student, random.Random(number)))] = student

    async def _work(self, student: Student, choice: random.Random) -> None:
        while True:
            await asyncio.sleep(choice.uniform(*THINK))
            value = round(choice.uniform(-4, 4) * 20) / 20
            try:
                self.latencies.append(await student.release(choice.choice(SLIDERS), value))
            except Exception as error:  # is reported with the figures
                self.trouble.append(f"{error!r} {sorted(student.elements)} {student.trouble}")
                return
            self.trouble += student.trouble

    async def watch(self, seconds: float) -> Figures:
        await asyncio.sleep(SETTLE)
        self.latencies.clear()
        before, start = self._used(), time.perf_counter()
        await asyncio.sleep(seconds)
        after, took = self._used(), time.perf_counter() - start
        cpu, received = (b - a for a, b in zip(before, after, strict=True))
        memory = sum(process.memory_info().rss for process in self.processes) / 1e6
        return Figures(len(self.at_work), list(self.latencies), took, cpu, int(received), memory)

    def _used(self) -> tuple[float, float]:
        cpu = sum(sum(process.cpu_times()[:2]) for process in self.processes)
        return cpu, sum(student.received for student in self.at_work.values())


async def largest(page: str, group: Class, first: int) -> Figures:
    """Grow the class by half until it is too slow, then halve the doubt to about 5 %."""
    good, bad = None, None
    size = first
    while True:
        await group.resize(size)
        for _ in range(2):
            seen = await group.watch(SECONDS)
            print("| " + " | ".join(seen.row(page)) + " |", flush=True)
            if seen.p95 <= LIMIT:
                break
        if seen.p95 <= LIMIT:
            good = seen
        else:
            bad = size
        low = good.students if good else 0
        top = bad or MOST + 1
        if top - low <= max(1, 0.05 * top):
            break
        size = (low + bad) // 2 if bad is not None else min(MOST, max(low + 1, low * 3 // 2))
    assert good, "the class is too large from the beginning"
    assert not group.trouble, group.trouble[:3]
    return good


@contextlib.contextmanager
def served(page: str) -> Iterator[tuple[str, list[psutil.Process]]]:
    """Serve the plain page, the app, or two of the app behind nginx."""
    with contextlib.ExitStack() as stack:
        if page == "plain":
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            address, server = stack.enter_context(serve(ROOT / "benchmarks" / "plain.py", folder))
            yield address, [psutil.Process(server.pid)]
        elif page.startswith("explorer"):
            core = 0 if page == "explorer on a core" else None
            address, server = stack.enter_context(serve(ROOT / "app.py", core=core))
            yield address, [psutil.Process(server.pid)]
        else:
            address, servers, _ = stack.enter_context(serve_behind_proxy(2))
            yield address, [psutil.Process(server.pid) for server in servers]


async def measure(page: str, address: str, processes: list[psutil.Process]) -> Figures:
    group = Class(address, processes)
    await group.resize(3)
    empty = (await group.watch(1)).memory
    found = await largest(page, group, min(MOST, FIRST.get(page, 150)))
    each = (found.memory - empty) / (found.students - 3)
    await group.resize(0)
    arrival = statistics.median(group.arrivals)
    print(f"{page}: {found.students} students, {each:.2f} MB each, arrival {arrival:.2f} s\n")
    if page == "explorer":
        await leave_and_return(group, empty, found)
    return found


async def leave_and_return(group: Class, empty: float, full: Figures) -> None:
    """Print the memory after a class has left, and with another of the same size."""
    await asyncio.sleep(FORGOTTEN)
    await group.resize(3)
    left = (await group.watch(SECONDS)).memory
    await group.resize(full.students)
    again = (await group.watch(SECONDS)).memory
    await group.resize(0)
    memory = f"{full.memory:.0f} MB, after they left {left:.0f} MB, another class {again:.0f} MB"
    print(f"3 students {empty:.0f} MB, {full.students} students {memory}\n")


def run(crowd: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a crowd on the faster event loop: it shares the cores with the server."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(crowd)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES)
    head = ["page", "students", "p50 ms", "p95 ms", "p99 ms", "releases/s", "CPU ms", "kB"]
    print("| " + " | ".join(head) + " |")
    print("| " + " | ".join(["---"] * len(head)) + " |")
    found = {}
    for page in parser.parse_args().pages:
        with served(page) as (address, processes):
            found[page] = run(measure(page, address, processes)).students
    for page, students in found.items():
        print(f"{page}: {students} students")
    first, *others = found
    for page in others:
        print(f"{page}: {found[page] / found[first]:.1f} times {first}'s class")


if __name__ == "__main__":
    main()
