"""The classes that this process has to do with: kept up with the store, and the store with them."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import secrets
import time

from relu_explorer.classroom.room import ANNOUNCE, Room
from relu_explorer.classroom.state import Present
from relu_explorer.classroom.store import Store, StoreLost, UnknownClass

_PROCESS = secrets.token_hex(4)  # what this process is called
_PING = 15  # s after which a stream says that it lives


class Rooms:
    """The rooms of the classes that this process has to do with."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._rooms: dict[str, tuple[Room, asyncio.Task[None]]] = {}

    async def room(self, code: str) -> Room:
        """Return the room of a class, with its state up to now.

        Raises
        ------
        UnknownClass
            If there is no such class.
        """
        if await self.store.key_hash(code) is None:
            raise UnknownClass(code)
        if code not in self._rooms or self._rooms[code][1].done():
            room = Room(_PROCESS)
            self._rooms[code] = (room, asyncio.create_task(self._attend(code, room)))
        room = self._rooms[code][0]
        await room.is_ready.wait()
        return room

    def close(self) -> None:
        """End all streams, and follow no class any longer."""
        for room, task in self._rooms.values():
            room.end_streams()
            task.cancel()

    async def _attend(self, code: str, room: Room) -> None:
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._follow(code, room))
                tasks.create_task(self._announce(code, room))
        except* UnknownClass:  # it was forgotten meanwhile
            room.end_streams()
            del self._rooms[code]

    async def _check(self, code: str) -> None:
        with contextlib.suppress(StoreLost):
            if await self.store.key_hash(code) is None:
                raise UnknownClass(code)

    async def _follow(self, code: str, room: Room) -> None:
        async for entries in self.store.read(code):
            room.take(entries)

    async def _announce(self, code: str, room: Room) -> None:
        """Tell other processes how many follow through this one, and followers that it lives."""
        told, at = 0, 0.0
        for second in itertools.count(1):
            await asyncio.sleep(1)
            if second % _PING == 0:
                room.ping()
                await self._check(code)
            is_due = told and time.monotonic() - at > ANNOUNCE
            if room.followers == told and not is_due:
                continue
            with contextlib.suppress(StoreLost):
                await self.store.append(code, Present(_PROCESS, room.followers))
                told, at = room.followers, time.monotonic()
