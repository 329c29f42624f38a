"""Where the events of classes are kept: one interface, and the engine for one process.

Of events that replace each other (what is shown, what a student has tried) only the last is kept,
each in a slot of its own; all others are kept in their order.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from relu_explorer.classroom.state import Event, Moved, Present, Tried

Entries = list[tuple[int, Event]]

LIFETIME = 24 * 3600.0  # s after its last event in which a class is kept


class UnknownClass(LookupError):
    """There is no class of this code, or no longer."""


class StoreLost(ConnectionError):
    """What was asked of the store has not been done: it cannot be reached."""


class Store(Protocol):
    """The events of classes, by their codes."""

    async def create(self, code: str, key_hash: str) -> bool:
        """Open a class; return False if the code is taken."""

    async def key_hash(self, code: str) -> str | None:
        """Return the hash of a class's key; None if there is no such class."""

    async def append(self, code: str, event: Event) -> int:
        """Keep an event; return its number, from 1 on.

        Raises
        ------
        UnknownClass
            If there is no such class.
        StoreLost
            If the store cannot be reached; then it is not kept.
        """

    async def close(self) -> None:
        """Let go of what the store holds on to."""

    def read(self, code: str) -> AsyncIterator[Entries | None]:
        """Give all events with their numbers, and then those that come, as they come.

        What one post has brought is given at once; the first ones at once, too, if there are
        none.  None is given when the store is lost; once it is back, what has come meanwhile.
        """


def slots_of(event: Event) -> dict[str, Event]:
    """Return the slots that an event fills, and with what; none if it is kept in order."""
    match event:
        case Moved(shown, time):
            return {f"shown {name}": Moved({name: value}, time) for name, value in shown.items()}
        case Tried(student):
            return {f"tried {student}": event}
        case Present(process):
            return {f"present {process}": event}
        case _:
            return {}


@dataclass
class _Log:
    key_hash: str
    count: int = 0
    ordered: list[tuple[int, Event]] = field(default_factory=list)
    slots: dict[str, tuple[int, Event]] = field(default_factory=dict)
    last: float = field(default_factory=time.monotonic)
    bell: asyncio.Event = field(default_factory=asyncio.Event)


class MemoryStore:
    """The engine for one process; with it, everything is forgotten."""

    def __init__(self) -> None:
        self._logs: dict[str, _Log] = {}

    async def create(self, code: str, key_hash: str) -> bool:
        """Open a class; return False if the code is taken."""
        self._forget()
        if code in self._logs:
            return False
        self._logs[code] = _Log(key_hash)
        return True

    def _forget(self) -> None:
        """Forget the classes of which nothing was heard for too long."""
        now = time.monotonic()
        for code in [c for c, log in self._logs.items() if now - log.last > LIFETIME]:
            del self._logs[code]

    async def key_hash(self, code: str) -> str | None:
        """Return the hash of a class's key; None if there is no such class."""
        self._forget()
        log = self._logs.get(code)
        return log.key_hash if log else None

    async def append(self, code: str, event: Event) -> int:
        """Keep an event; return its number."""
        log = self._logs.get(code)
        if log is None:
            raise UnknownClass(code)
        log.count += 1
        if not isinstance(event, Present):  # a phone that was left on keeps no class
            log.last = time.monotonic()
        slots = slots_of(event)
        log.slots |= {name: (log.count, one) for name, one in slots.items()}
        if not slots:
            log.ordered.append((log.count, event))
        log.bell.set()
        log.bell = asyncio.Event()
        return log.count

    async def close(self) -> None:
        """Hold on to nothing."""

    async def read(self, code: str) -> AsyncIterator[Entries | None]:
        """Give all events with their numbers, and then those that come, as they come."""
        log = self._logs.get(code)
        if log is None:
            raise UnknownClass(code)
        seen = known = 0  # the last event given, and how many of those kept in order
        while True:
            bell = log.bell
            slots = [entry for entry in log.slots.values() if entry[0] > seen]
            found = sorted([*slots, *log.ordered[known:]], key=lambda entry: entry[0])
            seen, known = log.count, len(log.ordered)
            yield found
            if log.bell is bell:
                await bell.wait()
