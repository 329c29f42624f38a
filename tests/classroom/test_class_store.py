"""Every engine keeps the events of a class, in their order, and gives them to all who read."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
import redis
from services import serve_redis

from relu_explorer.classroom.redis_store import RedisStore
from relu_explorer.classroom.rooms import Rooms
from relu_explorer.classroom.state import Answered, Asked, Closed, Moved, Present, Tried, Turned
from relu_explorer.classroom.store import LIFETIME, MemoryStore, UnknownClass

ASKED = Asked("turn", "?", ("a", "b"), 1)


@pytest.fixture(scope="module")
def redis_url():
    with serve_redis() as url:
        yield url


@pytest.fixture(params=["memory", "redis"])
def store(request):
    if request.param == "memory":
        return MemoryStore()
    url = request.getfixturevalue("redis_url")
    with redis.Redis.from_url(url) as client:
        client.flushall()
    return RedisStore(url)


def finish(store, run):
    """Run in a loop of its own: this thread may have that of a browser."""

    async def closing():
        try:
            await run()
        finally:
            await store.close()

    with ThreadPoolExecutor(1) as other:
        other.submit(lambda: asyncio.run(closing())).result()


async def read_until(store, code, count):
    """Events of the class, each with its number, up to this number."""
    found = []
    async with asyncio.timeout(10):
        async for entries in store.read(code):
            found += entries
            if found and found[-1][0] >= count:
                return found


def test_a_code_is_given_once(store):
    async def run():
        assert await store.create("AAAAAA", "hash")
        assert not await store.create("AAAAAA", "other")
        assert await store.key_hash("AAAAAA") == "hash"
        assert await store.key_hash("CCCCCC") is None
        with pytest.raises(UnknownClass):
            await store.append("CCCCCC", ASKED)

    finish(store, run)


def test_who_comes_late_reads_what_counts(store):
    async def run():
        await store.create("AAAAAA", "hash")
        happened = [
            Moved({"w": [1], "probe": 1}),
            ASKED,
            Answered("ann", "turn", 0),
            Moved({"probe": 2}, 0.5),
            Answered("ann", "turn", 1),
            Turned(True, "turn"),
            Tried("ann", {"w": [1]}, "no", is_met=False),
            Tried("ann", {"w": [2]}, "yes", is_met=True, acts=frozenset({1})),
        ]
        numbers = [await store.append("AAAAAA", event) for event in happened]
        assert numbers == sorted(set(numbers))
        found = [event for _, event in await read_until(store, "AAAAAA", numbers[-1])]
        assert found == [Moved({"w": [1]}), *happened[1:6], happened[7]]

    finish(store, run)


def test_all_read_what_comes_in_the_same_order(store):
    async def run():
        await store.create("AAAAAA", "hash")
        readers = [asyncio.create_task(read_until(store, "AAAAAA", 60)) for _ in range(3)]
        await asyncio.sleep(0.05)

        async def answer(student):
            for choice in range(20):
                await store.append("AAAAAA", Answered(student, "turn", choice))
                await asyncio.sleep(0)

        await asyncio.gather(*map(answer, ("ann", "bob", "eve")))
        first, *others = await asyncio.gather(*readers)
        assert [number for number, _ in first] == sorted(number for number, _ in first)
        assert len(first) == 60
        assert others == [first, first]

    finish(store, run)


def test_a_room_has_the_state_and_forgets_a_class_that_is_gone(store):
    async def run():
        await store.create("AAAAAA", "hash")
        rooms = Rooms(store)
        await store.append("AAAAAA", ASKED)
        room = await rooms.room("AAAAAA")
        assert room.state.poll.question == "turn"
        await store.append("AAAAAA", Closed())
        async with asyncio.timeout(5):
            while not room.state.is_closed:
                await asyncio.sleep(0.01)
        with pytest.raises(UnknownClass):
            await rooms.room("CCCCCC")
        rooms.close()

    finish(store, run)


def test_a_class_is_forgotten_a_day_after_its_last_event(monkeypatch):
    now = [1000.0]
    monkeypatch.setattr("relu_explorer.classroom.store.time.monotonic", lambda: now[0])
    store = MemoryStore()

    async def run():
        await store.create("AAAAAA", "hash")
        now[0] += LIFETIME - 1
        await store.append("AAAAAA", ASKED)
        now[0] += LIFETIME - 1
        await store.append("AAAAAA", Present("a phone that was left on", 1))
        assert await store.key_hash("AAAAAA") == "hash"
        now[0] += 2
        assert await store.key_hash("AAAAAA") is None
        assert await store.create("AAAAAA", "another")

    finish(store, run)


def test_in_redis_whatever_is_kept_of_a_class_expires(redis_url):
    store = RedisStore(redis_url)

    async def run():
        await store.create("CCCCCC", "hash")
        for event in (ASKED, Moved({"w": [1]})):
            await store.append("CCCCCC", event)

    finish(store, run)
    with redis.Redis.from_url(redis_url, decode_responses=True) as client:
        kept = client.keys("*CCCCCC*")
        assert len(kept) >= 5
        assert all(0 < client.ttl(key) <= LIFETIME for key in kept)
        own = next(key for key in kept if key.endswith(":key"))
        for event, is_renewed in ((Present("here", 1), False), (ASKED, True)):
            client.expire(own, 100)
            another = RedisStore(redis_url)
            finish(another, partial(another.append, "CCCCCC", event))
            assert (client.ttl(own) > 100) == is_renewed


def test_an_event_that_is_sent_twice_is_kept_once(redis_url, monkeypatch):
    store = RedisStore(redis_url)
    once = store._append

    async def lose_the_first_answer(**parts):
        monkeypatch.setattr(store, "_append", once)
        await once(**parts)
        raise redis.ConnectionError("the answer was lost")

    async def run():
        await store.create("DDDDDD", "hash")
        monkeypatch.setattr(store, "_append", lose_the_first_answer)
        assert await store.append("DDDDDD", ASKED) == 1
        assert await read_until(store, "DDDDDD", 1) == [(1, ASKED)]

    finish(store, run)


def test_a_hall_that_asks_at_once_opens_few_connections(redis_url):
    store = RedisStore(redis_url)

    async def run():
        found = await asyncio.gather(*(store.key_hash("EEEEEE") for _ in range(300)))
        assert found == [None] * 300
        assert client.info("clients")["connected_clients"] - before <= 16

    with redis.Redis.from_url(redis_url) as client:
        before = client.info("clients")["connected_clients"]
        finish(store, run)
