"""The engine for several processes: events are kept in Redis, and come to all of them.

A class has two streams, of the events that are kept in order and of those whose slot has the last
one only; a hash of the slots; and one counter for all of them.  One script keeps an event, so that
all processes see the same order.
"""

from __future__ import annotations

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from typing import Any, get_args

from redis.asyncio import BlockingConnectionPool, Redis
from redis.exceptions import RedisError

from relu_explorer.classroom.state import Event, Present
from relu_explorer.classroom.store import LIFETIME, Entries, StoreLost, UnknownClass, slots_of

_PREFIX = "relu-explorer:class"
_KEYS = ("key", "count", "ordered", "news", "slots")
_MOST_NEWS = 1000  # of those that only tell of a new last one
_BLOCK = 5000  # ms for which a reader waits
_RETRY = 0.5  # s until a reader tries again after the line was lost
# A hall that comes back at once waits in line for these, instead of opening hundreds: their two
# seconds would go by while they are opened.
_CONNECTIONS = 16
_PATIENCE = 5.0  # s in the line

# KEYS: as in _KEYS, and that of this very event: it may be sent twice, where the answer got lost.
# ARGV: lifetime in s, how many news, 'NX' where it does not begin anew, the event; a name and an
# event a slot.
_APPEND = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
local sent = redis.call('GET', KEYS[6])
if sent then return tonumber(sent) end
local count = redis.call('INCR', KEYS[2])
if #ARGV == 4 then
    redis.call('XADD', KEYS[3], '*', 'number', count, 'event', ARGV[4])
else
    redis.call('XADD', KEYS[4], 'MAXLEN', '~', ARGV[2], '*', 'number', count, 'event', ARGV[4])
    for k = 5, #ARGV, 2 do
        redis.call('HSET', KEYS[5], ARGV[k], count .. ' ' .. ARGV[k + 1])
    end
end
for k = 1, 5 do
    if ARGV[3] == '' then redis.call('EXPIRE', KEYS[k], ARGV[1])
    else redis.call('EXPIRE', KEYS[k], ARGV[1], ARGV[3]) end
end
redis.call('SET', KEYS[6], count, 'EX', 60)
return count
"""

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in get_args(Event)}


def packed(event: Event) -> str:
    """Write an event as JSON."""
    parts = {name: _plain(value) for name, value in asdict(event).items()}
    return json.dumps([type(event).__name__, parts], separators=(",", ":"))


def unpacked(text: str) -> Event:
    """Read an event that was packed."""
    kind, parts = json.loads(text)
    if "options" in parts:
        parts["options"] = tuple(parts["options"])
    if "acts" in parts:
        parts["acts"] = frozenset(parts["acts"])
    event: Event = _KINDS[kind](**parts)
    return event


def _plain(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


class RedisStore:
    """Events of classes in Redis.

    Parameters
    ----------
    url : str
        Where Redis is: ``redis://127.0.0.1:6379/0``.
    """

    def __init__(self, url: str) -> None:
        options: dict[str, Any] = {"decode_responses": True, "socket_connect_timeout": 2}
        pool = BlockingConnectionPool.from_url(
            url, max_connections=_CONNECTIONS, timeout=_PATIENCE, **options
        )
        self._redis: Any = Redis.from_pool(pool)
        self._reading: Any = Redis.from_url(url, **options)  # a reader keeps its connection
        self._append = self._redis.register_script(_APPEND)

    async def create(self, code: str, key_hash: str) -> bool:
        """Open a class; return False if the code is taken."""
        key, lifetime = _keys(code)[0], int(LIFETIME)
        return bool(
            await self._surely(lambda: self._redis.set(key, key_hash, nx=True, ex=lifetime))
        )

    async def key_hash(self, code: str) -> str | None:
        """Return the hash of a class's key; None if there is no such class."""
        found: str | None = await self._surely(lambda: self._redis.get(_keys(code)[0]))
        return found

    async def append(self, code: str, event: Event) -> int:
        """Keep an event; return its number."""
        slots = [part for name, one in slots_of(event).items() for part in (name, packed(one))]
        renewal = "NX" if isinstance(event, Present) else ""  # a phone left on keeps no class
        arguments: list[str | int] = [int(LIFETIME), _MOST_NEWS, renewal, packed(event), *slots]
        keys = [*_keys(code), f"{_PREFIX}:{{{code}}}:sent:{secrets.token_hex(8)}"]
        number = int(await self._surely(lambda: self._append(keys=keys, args=arguments)))
        if not number:
            raise UnknownClass(code)
        return number

    async def _surely(self, ask: Callable[[], Awaitable[Any]]) -> Any:
        """Ask Redis; once more where a connection was lost, for when it restarts all are."""
        try:
            return await ask()
        except RedisError:
            await self._redis.connection_pool.disconnect(inuse_connections=False)
        try:
            return await ask()
        except RedisError as error:
            raise StoreLost from error

    async def close(self) -> None:
        """Let go of Redis."""
        await self._redis.aclose()
        await self._reading.aclose()

    async def read(self, code: str) -> AsyncIterator[Entries | None]:
        """Give all events, and then those that come; None each time that the line is lost."""
        reader = _Reader(self._reading, code)
        while True:
            try:
                yield await reader.catch_up()
                while True:
                    if found := await reader.wait():
                        yield found
            except RedisError:
                yield None
                await asyncio.sleep(_RETRY)


class _Reader:
    """How far the events of a class were read."""

    def __init__(self, redis: Any, code: str) -> None:
        self._redis = redis
        _, _, self._ordered, self._news, self._slots = _keys(code)
        self._seen = {self._ordered: "0-0", self._news: "0-0"}
        self._number = 0  # up to which all slots were read

    async def catch_up(self) -> Entries:
        """Return what was kept since it was last read."""
        last = await self._redis.xrevrange(self._news, count=1)
        slots = [_entry(*text.split(" ", 1)) for text in await self._redis.hvals(self._slots)]
        ordered = await self._redis.xrange(self._ordered, min=f"({self._seen[self._ordered]}")
        found = [entry for entry in slots if entry[0] > self._number]
        found += [_entry(parts["number"], parts["event"]) for _, parts in ordered]
        self._number = max([self._number, *(number for number, _ in slots)])
        if last:
            self._seen[self._news] = last[0][0]
        if ordered:
            self._seen[self._ordered] = ordered[-1][0]
        return sorted(found, key=lambda entry: entry[0])

    async def wait(self) -> Entries:
        """Return what comes; nothing, if there was none for a while."""
        found = []
        for name, entries in (await self._redis.xread(self._seen, block=_BLOCK)) or []:
            self._seen[name] = entries[-1][0]
            found += [
                entry
                for _, parts in entries
                if (entry := _entry(parts["number"], parts["event"]))[0] > self._number
                or name == self._ordered
            ]
        return sorted(found, key=lambda entry: entry[0])


def _entry(number: str, text: str) -> tuple[int, Event]:
    return int(number), unpacked(text)


def _keys(code: str) -> list[str]:
    return [f"{_PREFIX}:{{{code}}}:{name}" for name in _KEYS]
