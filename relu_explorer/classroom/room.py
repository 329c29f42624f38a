"""A class as one process knows it: its state, and the messages for those who follow it."""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator
from typing import Any

from relu_explorer.classroom.state import (
    Answered,
    ClassState,
    Moved,
    Poll,
    Present,
    Tried,
    follow,
)
from relu_explorer.classroom.store import Entries

ANNOUNCE = 10.0  # s after which a process says again how many follow through it
_CALM = 0.25  # s in which answers, tries and arrivals are told once


class Room:
    """The state of a class, and who waits for the next.

    A follower is told what is, not what was: who reads slowly misses what lay between, and delays
    nobody.

    Parameters
    ----------
    process : str
        What this process is called.

    Attributes
    ----------
    state : ClassState
    seq : int
        Grows with whatever there is to tell.
    followers : int
        How many students' streams this process has open.
    is_cut_off : bool
        Whether the store is lost, so that this may be old.
    """

    def __init__(self, process: str) -> None:
        self._process = process
        self.state = ClassState()
        self.seq = self.followers = 0
        self.is_cut_off = False
        self._elsewhere: dict[str, tuple[int, float]] = {}  # followers by process, and when heard
        self._time: float | None = None
        self._told = {"moved": 0, "class": 0, "wall": 0}  # at which event each message last changed
        self._messages: dict[str, tuple[int, bytes]] = {}
        self._bell = asyncio.Event()
        self._is_calm = True
        self._pings = 0
        self._is_ending = False
        self.is_ready = asyncio.Event()

    def take(self, entries: Entries | None) -> None:
        """Follow events, and wake those who wait; None says that the store is lost."""
        self.seq += 1
        if self.is_cut_off != (entries is None):
            self.is_cut_off = entries is None
            self._told["class"] = self._told["wall"] = self.seq
        for _, event in entries or []:
            self.state = follow(self.state, event)
            match event:
                case Present(process, count) if process != self._process:
                    self._elsewhere[process] = (count, time.monotonic())
                    self._tell_soon()
                case Present():
                    pass
                case Moved():
                    self._time = event.time
                    self._told["moved"] = self.seq
                case Answered() | Tried():
                    self._tell_soon()
                case _:
                    self._told["class"] = self._told["wall"] = self.seq
        self.is_ready.set()
        self._ring()

    @property
    def here(self) -> int:
        """How many follow the class, through all processes that were heard of lately."""
        now = time.monotonic()
        counts = (count for count, at in self._elsewhere.values() if now - at < 3 * ANNOUNCE)
        return self.followers + sum(counts)

    def arrive(self, count: int) -> None:
        """Count a follower who comes, 1, or goes, -1."""
        self.followers += count
        self._tell_soon()

    def ping(self) -> None:
        """Let every stream say that it lives: a timer for each would cost more than its moves."""
        self._pings += 1
        self._ring()

    def end_streams(self) -> None:
        """End all streams: this process is about to end, and who follows asks another one."""
        self._is_ending = True
        self._ring()

    def _tell_soon(self) -> None:
        if self._is_calm:
            self._is_calm = False
            asyncio.get_running_loop().call_later(_CALM, self._tell)

    def _tell(self) -> None:
        self._is_calm = True
        self.seq += 1
        self._told["class"] = self._told["wall"] = self.seq
        self._ring()

    def _ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()

    async def stream(self, *, is_wall: bool) -> AsyncIterator[bytes]:
        """Give the whole state, and then what changes, as server-sent events.

        References
        ----------
        https://html.spec.whatwg.org/multipage/server-sent-events.html
        """
        seq = self.seq
        yield _written(seq, {"kind": "state", "state": self._shown(), **self._class(is_wall)})
        # Should this process end, its followers ask another one soon, but not all at once.
        yield f"retry: {random.randint(500, 1500)}\n\n".encode()
        names, pings = ("moved", "wall" if is_wall else "class"), self._pings
        while not (self.state.is_closed or self._is_ending):
            bell = self._bell
            news = sorted((self._told[name], name) for name in names if self._told[name] > seq)
            seq = self.seq
            for _, name in news:
                yield self._message(name)
            if self._pings != pings:
                pings = self._pings
                yield b": still here\n\n"
            if self._bell is bell:
                await bell.wait()
        if not self._is_ending:
            yield _written(self.seq + 1, {"kind": "class", **self._class(is_wall)})

    def _message(self, name: str) -> bytes:
        """Write a message once for all who get it."""
        told = self._told[name]
        written = self._messages.get(name)
        if written is None or written[0] != told:
            data = (
                {"kind": "moved", "state": self._shown(), "t": self._time}
                if name == "moved"
                else {"kind": "class", **self._class(name == "wall")}
            )
            written = self._messages[name] = (told, _written(told, data))
        return written[1]

    def _shown(self) -> dict[str, Any]:
        return dict(self.state.shown)

    def _class(self, is_wall: bool) -> dict[str, Any]:
        """Return what followers are told of the class; the wall is told of every try."""
        state = self.state
        told: dict[str, Any] = {
            "here": self.here,
            "cut": self.is_cut_off,
            "polls": [_of_poll(poll) for poll in state.polls[-2:]],
            "turn": state.is_turn,
            "task": state.task,
            "prompt": state.prompt,
            "paused": state.is_paused,
            "closed": state.is_closed,
        }
        if is_wall:
            told["step"] = state.step
            told["tries"] = [
                {
                    "state": dict(one.shown),
                    "verdict": one.verdict,
                    "met": one.is_met,
                    "near": one.is_near,
                }
                for one in state.tries.values()
            ]
        return told


def _of_poll(poll: Poll) -> dict[str, Any]:
    """Return what is told of a question: which options were chosen only once that is shown."""
    told: dict[str, Any] = {
        "question": poll.question,
        "text": poll.text,
        "options": list(poll.options),
        "round": poll.round,
        "open": poll.is_open,
        "shown": poll.is_shown,
        "answered": len(poll.choices),
    }
    if poll.is_shown:
        told |= {"counts": poll.counts, "right": poll.right}
    return told


def _written(seq: int, data: dict[str, Any]) -> bytes:
    text = json.dumps({"seq": seq, **data}, separators=(",", ":"), allow_nan=False)
    return f"data: {text}\n\n".encode()
