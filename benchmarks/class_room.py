"""A class in its room: how late a move comes to each of many followers, and what it costs.

The instructor sends 15 moves a second; each carries the clock of this process, where all followers
read.  A move that a follower never got because a newer one was there already is no loss; the last
one has to come.  Prints a row for one process, and one for two behind nginx with Redis.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import re
import statistics
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import psutil
from chromium import ROOT, serve
from class_load import Class, quantile
from proxy import serve_behind_proxy
from services import serve_redis

RATE, SECONDS, JOIN, BESIDE = 15, 30.0, 10.0, 50
STATE = {"w": [1.0] * 4, "b": [0.0] * 4, "v": [1.0] * 4, "on": [True] * 4, "c": 0.0, "probe": 0.5}


class Line:
    """One connection, for one post after the other."""

    def __init__(self, address: str) -> None:
        self.host = urlsplit(address).netloc
        self.reader: asyncio.StreamReader | None = None

    async def ask(self, method: str, path: str, body: object = None, key: str = "") -> str:
        if self.reader is None:
            name, port = self.host.split(":")
            self.reader, self.writer = await asyncio.open_connection(name, int(port))
        text = json.dumps(body).encode() if body is not None else b""
        head = [f"{method} {path} HTTP/1.1", f"Host: {self.host}", f"Content-Length: {len(text)}"]
        head += [f"Authorization: Bearer {key}"] if key else []
        self.writer.write("\r\n".join([*head, "", ""]).encode() + text)
        answer = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        length = next(
            int(line.split(":")[1])
            for line in answer.splitlines()
            if line.lower().startswith("content-length")
        )
        return (await self.reader.readexactly(length)).decode()


_NUMBER = re.compile(rb'data: {"seq":(\d+)')
_MOVE = re.compile(rb'"c":([\d.]+),.*"t":([\d.]+)}$')


@dataclass
class Follower:
    """What one has seen."""

    joined: float = 0.0
    delays: list[float] = field(default_factory=list)
    last: float = -1.0
    disorder: int = 0
    lost: int = 0

    async def follow(self, address: str, code: str) -> None:
        """Read on until it is cancelled; a lost line is opened anew, as a browser does."""
        started, seq = time.perf_counter(), -1
        while True:
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                async for line in _events(address, code):
                    self.joined = self.joined or time.perf_counter() - started
                    # To parse them all as JSON would take longer than to send them.
                    number = int(_NUMBER.match(line)[1])
                    self.disorder += number <= seq
                    seq = number
                    if found := _MOVE.search(line):
                        self.delays.append(time.time() - float(found[2]))
                        self.last = float(found[1])
            self.lost += 1
            await asyncio.sleep(1.0)


async def _events(address: str, code: str) -> AsyncIterator[bytes]:
    """Yield the lines with data of a class's stream."""
    host = urlsplit(address).netloc
    name, port = host.split(":")
    reader, writer = await asyncio.open_connection(name, int(port), limit=2**18)
    try:
        writer.write(f"GET /class/{code}/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
        while True:
            line = (await reader.readuntil(b"\n")).rstrip()
            if line.startswith(b"data: "):
                yield line
    finally:
        writer.close()


async def lesson(address: str, servers: list[psutil.Process], count: int, beside: int) -> str:
    """Let so many follow, and so many work on the Explorer beside; tell of them in a row."""
    others = Class(address, servers)
    await others.resize(beside)
    opened = json.loads(await Line(address).ask("POST", "/class", {}))
    code, key = opened["code"], opened["key"]
    followers = [Follower() for _ in range(count)]
    tasks = []
    for follower in followers:
        tasks.append(asyncio.create_task(follower.follow(address, code)))
        await asyncio.sleep(JOIN / count)
    while not all(follower.joined for follower in followers):
        await asyncio.sleep(0.1)
    line = Line(address)
    others.latencies.clear()
    used, started = _busy(servers), time.perf_counter()
    moves = int(SECONDS * RATE)
    for move in range(moves):
        await asyncio.sleep(max(0.0, started + move / RATE - time.perf_counter()))
        state = STATE | {"c": float(move)}
        await line.ask("POST", f"/class/{code}/moves", {"state": state, "t": time.time()}, key)
    seconds = time.perf_counter() - started
    used = _busy(servers) - used
    await asyncio.sleep(1.0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    released = quantile(others.latencies, 0.95)
    await others.resize(0)
    delays = sorted(delay for follower in followers for delay in follower.delays)
    joined = sorted(follower.joined for follower in followers)
    got = len(delays) / (moves * count)
    late = sum(follower.last != moves - 1 for follower in followers)
    return " | ".join([
        f"{count:,}",
        f"{moves / seconds:.1f}",
        f"{1000 * statistics.median(delays):.0f}",
        f"{1000 * delays[int(0.95 * len(delays))]:.0f}",
        f"{1000 * delays[-1]:.0f}",
        f"{used / seconds:.2f}",
        f"{100 * got:.1f} %",
        str(late),
        str(sum(follower.disorder for follower in followers)),
        str(sum(follower.lost for follower in followers)),
        f"{1000 * joined[int(0.95 * len(joined))]:.0f}",
        f"{1000 * released:.0f}" if beside else "–",
    ])  # fmt: skip


def _busy(servers: list[psutil.Process]) -> float:
    return sum(sum(server.cpu_times()[:2]) for server in servers)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, nargs=2, default=[1000, 2000])
    one, two = parser.parse_args().followers
    head = ["served by", "followers", "moves/s", "median ms", "95 % ms", "longest ms"]
    head += ["cores used", "moves drawn", "without the last", "out of order", "lines lost"]
    head += ["joined, 95 % ms", "release beside, 95 % ms"]
    print("| " + " | ".join(head) + " |\n|" + " --- |" * len(head))
    for beside in (0, BESIDE):
        name = f"one process, {beside} on the Explorer beside" if beside else "one process"
        with serve(ROOT / "app.py") as (address, process):
            row = asyncio.run(lesson(address, [psutil.Process(process.pid)], one, beside))
            print(f"| {name} | {row} |", flush=True)
    with serve_redis() as url:
        environment = {"REDIS_URL": url}
        with serve_behind_proxy(2, environment=environment) as (address, processes, _):
            servers = [psutil.Process(process.pid) for process in processes]
            row = asyncio.run(lesson(address, servers, two, 0))
            print(f"| two behind nginx, Redis | {row} |", flush=True)


if __name__ == "__main__":
    main()
