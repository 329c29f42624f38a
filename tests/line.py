"""A line between a browser and the server that can be slow, be cut, and stay dead."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from urllib.parse import urlsplit

from chromium import free_port

_CHUNK = 1 << 14


class Line:
    """A relay on a port of its own, in a thread of its own.

    Attributes
    ----------
    delay : float
        Seconds that every chunk of bytes takes, each way.
    address : str
        Where the browser goes instead.
    """

    def __init__(self, server: str) -> None:
        self._there = urlsplit(server)
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}/"
        self.delay = 0.0
        self._is_dead = False
        self._open: set[asyncio.StreamWriter] = set()

    def cut(self) -> None:
        """Lose every connection, and take no new one."""
        self._is_dead = True
        self._loop.call_soon_threadsafe(self._abort_all)

    def mend(self) -> None:
        """Take connections again."""
        self._is_dead = False

    def _abort_all(self) -> None:
        for writer in self._open:
            writer.transport.abort()

    async def _take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._is_dead:
            writer.transport.abort()
            return
        try:
            there = await asyncio.open_connection(self._there.hostname, self._there.port)
        except OSError:  # the server is down: the browser shall see it
            writer.transport.abort()
            return
        ends = {writer, there[1]}
        self._open |= ends
        try:
            await asyncio.gather(self._pass(reader, there[1]), self._pass(there[0], writer))
        finally:
            self._open -= ends

    async def _pass(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError):
            while chunk := await reader.read(_CHUNK):
                if self.delay:
                    await asyncio.sleep(self.delay)
                writer.write(chunk)
                await writer.drain()
        writer.close()

    async def _serve(self, is_up: threading.Event) -> None:
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        async with await asyncio.start_server(self._take, "127.0.0.1", self._port):
            is_up.set()
            await self._end.wait()
            self.cut()
            while self._open:
                await asyncio.sleep(0.01)

    def start(self) -> None:
        is_up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(is_up)), daemon=True)
        self._thread.start()
        assert is_up.wait(10)

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._end.set)
        self._thread.join(10)
        assert not self._thread.is_alive()


@contextlib.contextmanager
def line_to(server: str) -> Iterator[Line]:
    """Put a line before a server."""
    line = Line(server)
    line.start()
    try:
        yield line
    finally:
        line.stop()
