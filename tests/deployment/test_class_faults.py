"""A class on two processes behind nginx: one is killed, Redis is stopped, and nothing is lost."""

import asyncio
import contextlib
import csv
import json
import threading
import time
from urllib.parse import urlsplit

import pytest
import requests
from chromium import free_port
from proxy import serve_behind_proxy
from services import serve_redis

AWAY = 1.5  # s


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """Address of nginx before two processes, the processes, and how to stop and start Redis."""
    folder, port = tmp_path_factory.mktemp("redis"), free_port()
    running = []

    def start():
        running.append(serve_redis(port, folder))
        return running[-1].__enter__()

    def stop():
        running.pop().__exit__(None, None, None)

    url = start()
    with serve_behind_proxy(2, environment={"REDIS_URL": url}) as (address, processes, own):
        yield address, processes, own, stop, start
    if running:
        stop()


def teach(place, key, path, body=None):
    headers = {"Authorization": f"Bearer {key}"}
    return requests.post(f"{place}/{path}", json=body or {}, headers=headers, timeout=10)


def results(place, key):
    headers = {"Authorization": f"Bearer {key}"}
    text = requests.get(f"{place}/results.csv", headers=headers, timeout=10).text
    return list(csv.DictReader(text.splitlines()))


def now(place):
    with requests.get(f"{place}/events", stream=True, timeout=10) as stream:
        lines = (line for line in stream.iter_lines() if line.startswith(b"data: "))
        return json.loads(next(lines)[6:])


class Followers(threading.Thread):
    """Screens that follow, and ask for the stream again where it ends, as a browser does."""

    def __init__(self, place, count):
        super().__init__(daemon=True)
        self.place, self.count = place, count
        self.connected = [False] * count
        self.lasts = [None] * count  # the last that each has heard
        self.cuts = 0  # how often the wall's "cannot be reached" was heard

    def run(self):
        self.loop = asyncio.new_event_loop()
        self.task = self.loop.create_task(self.follow_all())
        with contextlib.suppress(asyncio.CancelledError):
            self.loop.run_until_complete(self.task)
        self.loop.run_until_complete(asyncio.sleep(0.1))  # connections are closed meanwhile
        self.loop.close()

    def stop(self):
        self.loop.call_soon_threadsafe(self.task.cancel)
        self.join(10)

    async def follow_all(self):
        await asyncio.gather(*(self.follow(k) for k in range(self.count)))

    async def follow(self, k):
        host, path = urlsplit(self.place).netloc, urlsplit(self.place).path
        name, port = host.split(":")
        retry = 0.5
        while True:
            with contextlib.suppress(OSError, asyncio.IncompleteReadError):
                reader, writer = await asyncio.open_connection(name, int(port), limit=2**18)
                try:
                    writer.write(f"GET {path}/events HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                    retry = await self.read(k, reader, retry)
                finally:
                    writer.close()
                    self.connected[k] = False
            await asyncio.sleep(retry)

    async def read(self, k, reader, retry):
        if b" 200 " not in await reader.readline():
            return retry
        while line := await reader.readline():
            if line.startswith(b"retry: "):
                retry = int(line[7:]) / 1000
            if line.startswith(b"data: "):
                self.connected[k], self.lasts[k] = True, json.loads(line[6:])
                self.cuts += self.lasts[k].get("cut", False)
        return retry


@contextlib.contextmanager
def following(place, count):
    followers = Followers(place, count)
    followers.start()
    try:
        assert comes(lambda: all(followers.connected))
        yield followers
    finally:
        followers.stop()


def comes(is_so, seconds=10.0):
    """Whether something comes about within so many seconds."""
    deadline = time.monotonic() + seconds
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)
    return is_so()


class Students(threading.Thread):
    """They answer, each again until it is acknowledged."""

    def __init__(self, place, first, count):
        super().__init__()
        self.place, self.names = place, [f"s{k}" for k in range(first, first + count)]
        self.acknowledged, self.waits = 0, 0

    def run(self):
        for name in self.names:
            body = {"student": name, "question": "turn", "choice": 1}
            for _ in range(200):
                try:
                    answer = requests.post(f"{self.place}/answers", json=body, timeout=5)
                    if answer.status_code == 200:
                        self.acknowledged += 1
                        break
                except requests.RequestException:  # also an answer that ends in its middle
                    pass
                self.waits += 1
                time.sleep(0.1)


def opened(address):
    opened = requests.post(address + "class", timeout=10).json()
    place = f"{address}class/{opened['code']}"
    assert teach(place, opened["key"], "ask", {"question": "turn"}).status_code == 200
    return place, opened["key"]


def test_all_processes_have_one_class(hall):
    address, _, own, *_ = hall
    place, key = opened(address)
    code = place[-6:]
    state = {"w": [1], "b": [2], "v": [3], "c": 4}
    assert teach(f"{own[0]}class/{code}", key, "moves", {"state": state}).status_code == 200
    assert comes(lambda: now(f"{own[1]}class/{code}")["state"] == state)


def test_with_redis_stopped_nothing_acknowledged_is_lost(hall):
    address, _, _, stop, start = hall
    place, key = opened(address)
    groups = [Students(place, 100 * k, 60) for k in range(3)]
    with following(place, 2) as followers:
        groups[0].start()
        time.sleep(0.3)
        stop()
        assert comes(lambda: followers.cuts == 2, AWAY)
        for group in groups[1:]:
            group.start()
        time.sleep(AWAY)
        start()
    for group in groups:
        group.join(60)
    assert [group.acknowledged for group in groups] == [60, 60, 60]
    assert sum(group.waits for group in groups) > 0
    assert comes(lambda: now(place)["polls"][-1]["answered"] == 180)
    rows = results(place, key)
    assert len(rows) == len({row["student"] for row in rows}) == 180
    assert not now(place)["cut"]


def test_a_killed_process_costs_no_answer(hall):
    address, processes, *_ = hall
    place, key = opened(address)
    groups = [Students(place, 100 * k, 60) for k in range(3)]
    with following(place, 300) as followers:
        for group in groups:
            group.start()
        time.sleep(0.3)
        processes[0].kill()
        assert comes(lambda: not all(followers.connected), 1)
        assert comes(lambda: all(followers.connected))
        state = {"w": [1], "b": [2], "v": [3], "c": 4}
        assert comes(lambda: teach(place, key, "moves", {"state": state}).status_code == 200)
        is_told = lambda last: last.get("state") == state or "state" not in last  # noqa: E731
        assert comes(lambda: all(map(is_told, followers.lasts)))
        for group in groups:
            group.join(60)
    assert [group.acknowledged for group in groups] == [60, 60, 60]
    rows = results(place, key)
    assert len(rows) == len({row["student"] for row in rows}) == 180
    assert teach(place, key, "show").status_code == 200
    assert now(place)["polls"][-1]["counts"] == [0, 180, 0]
