"""Faults under load: what becomes of the students of a process that is killed."""

from __future__ import annotations

import asyncio
import random
import subprocess
import time
from dataclasses import dataclass, field

from student import Student
from websockets.exceptions import WebSocketException

_WATCH = 5.0  # seconds after the kill for which those who lost nothing are watched
_NAMES = [f"{symbol}{unit}" for symbol in "wbv" for unit in range(4)]


@dataclass
class Loss:
    """What was seen.

    Attributes
    ----------
    back : list of float
        Seconds from the kill until each student who lost the connection was served again.
    unharmed : int
        Students of the other processes.
    changed : list of str
        Numbers that were others afterwards.
    """

    back: list[float] = field(default_factory=list)
    unharmed: int = 0
    changed: list[str] = field(default_factory=list)


async def lose_process(address: str, victim: subprocess.Popen[bytes], students: int) -> Loss:
    """Let so many students work, kill one process, and wait until all are served again."""
    loss, killed = Loss(), asyncio.get_running_loop().create_future()

    async def work(number: int) -> None:
        student, choice = Student(address), random.Random(number)
        await asyncio.sleep(number * 0.1)
        await student.arrive()
        while not killed.done() or time.perf_counter() < killed.result() + _WATCH:
            await asyncio.sleep(choice.uniform(0.5, 1.5))
            name, value = choice.choice(_NAMES), choice.randrange(-60, 60) / 20
            try:
                await student.release(name, value)
            except (WebSocketException, OSError):
                await student.come_back()
                loss.back.append(time.perf_counter() - killed.result())
                break
        else:
            loss.unharmed += 1
        if (shown := _shown(student)) != (meant := _meant(student)):
            loss.changed.append(f"{shown} instead of {meant}")
        await student.leave()

    async def kill() -> None:
        await asyncio.sleep(4 + students * 0.1)
        victim.kill()
        killed.set_result(time.perf_counter())

    await asyncio.gather(kill(), *map(work, range(students)))
    return loss


def _shown(student: Student) -> list[float]:
    """Return the numbers that Python has."""
    state = student.data("live")[0]["state"]
    return [*state["w"], *state["b"], *state["v"]]


def _meant(student: Student) -> list[float]:
    """Return the numbers that the student has set."""
    return [student.states[name].double_array_value.data[0] for name in _NAMES]
