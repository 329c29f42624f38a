"""A run of training as a history: snapshots to be played, paused and gone on from."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice, takewhile
from typing import Any, NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array
from relu_explorer.core.parameters import Grids
from relu_explorer.language.numerals import about, count_text, number, size
from relu_explorer.language.translation import tr
from relu_explorer.training.descent import Optimiser, Step, to_network, train

_PATIENCE = 0.1  # seconds for which one recording may keep others waiting


class Method(NamedTuple):
    """How to train: the optimiser, and its learning rate."""

    optimiser: Optimiser
    rate: float


class Recording(NamedTuple):
    """Snapshots that follow one.

    Attributes
    ----------
    snapshots : list of Step
        In their order; the parameters of none are beyond their sliders.
    end : str
        Why it does not go on, in words; empty where it does.
    losses : list of float
        The loss of every step that was taken.
    """

    snapshots: list[Step]
    end: str
    losses: list[float]


@dataclass
class History:
    """A run of training that a page plays.

    Attributes
    ----------
    number : int
        Tells one run from the next.
    data : Samples
        What it is trained on.
    snapshots : list of Step
        From the start on.
    shown : int
        The snapshot whose numbers the sliders have.
    sent : int
        How many snapshots the page has already.
    jumps : int
        How often something else than the page's player chose the snapshot shown.
    end : str
        Why it does not go on; empty where it does.
    before : int
        Steps of training that led to the first snapshot.
    start : int
        Number of the random start from which they began; 0 where it was another.
    is_playing : bool
        Whether the page plays it: then what it shows is ahead of the sliders.
    losses : list of float
        The loss of every step from the first snapshot's on.
    """

    number: int
    data: Samples
    snapshots: list[Step]
    shown: int = 0
    sent: int = 0
    jumps: int = 0
    end: str = ""
    before: int = 0
    start: int = 0
    is_playing: bool = False
    losses: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.losses = [step.loss for step in self.snapshots]

    @property
    def steps(self) -> int:
        """Steps of training that led to the snapshot shown."""
        return self.before + self.snapshots[self.shown].epoch

    def add(self, recording: Recording) -> None:
        """Append snapshots."""
        self.snapshots += recording.snapshots
        self.losses += recording.losses
        self.end = recording.end

    def cut(self) -> None:
        """Forget what comes after the snapshot shown."""
        del self.snapshots[self.shown + 1 :]
        del self.losses[self._place(self.shown) + 1 :]
        self.sent, self.end = min(self.sent, self.shown + 1), ""

    def message(self) -> dict[str, Any]:
        """Return what the page needs: the snapshots it has not got, in full precision."""
        new = self.snapshots[self.sent :]
        first = self._place(self.sent - 1) + 1 if self.sent else 0
        return {
            "number": self.number,
            "first": self.sent,
            "epochs": [step.epoch for step in new],
            "losses": [float(f"{loss:.6g}") for loss in self.losses[first:]],
            "parameters": [step.parameters.tolist() for step in new],
            "shown": self.shown,
            "jumps": self.jumps,
            "end": self.end,
        }

    def _place(self, number: int) -> int:
        """Where the loss of a snapshot stands among those of all steps."""
        return self.snapshots[number].epoch - self.snapshots[0].epoch


def first_step(data: Samples, parameters: Array) -> Step:
    """Return where training starts from these parameters, shape (3n + 1,)."""
    return next(train(*data, to_network(parameters), rate=1.0))


def record(
    data: Samples, start: Step, method: Method, grids: Grids, *, stride: int, count: int
) -> Recording:
    """Record up to `count` snapshots after `start`, one every `stride` steps.

    It ends early where the parameters leave the sliders, and, so that nobody waits, after a
    tenth of a second.
    """
    reach = reach_of(grids, start.parameters.size // 3)
    steps = _train(data, start, method)
    allowed = takewhile(lambda step: bool((np.abs(step.parameters) <= reach).all()), steps)
    next(steps)
    snapshots: list[Step] = []
    losses: list[float] = []
    deadline = time.monotonic() + _PATIENCE
    while len(snapshots) < count and (not snapshots or time.monotonic() < deadline):
        passed = list(islice(allowed, stride))
        snapshots += passed[-1:]
        losses += [step.loss for step in passed]
        if len(passed) < stride:
            last = snapshots[-1] if snapshots else start
            return Recording(snapshots, _end(data, last, method, reach), losses)
    return Recording(snapshots, "", losses)


def reach_of(grids: Grids, units: int) -> Array:
    """Return how far the slider of every parameter reaches from 0, shape (3n + 1,)."""
    return np.array([*np.repeat([grids[symbol].high for symbol in "wbv"], units), grids["c"].high])


def parameter_names(units: int) -> list[str]:
    """Return the names of all parameters in their order: ``w0``, …, ``c``."""
    return [*(f"{symbol}{unit}" for symbol in "wbv" for unit in range(units)), "c"]


def _train(data: Samples, start: Step, method: Method) -> Iterator[Step]:
    return train(*data, start, rate=method.rate, optimiser=method.optimiser)


def _end(data: Samples, last: Step, method: Method, reach: Array) -> str:
    """Say why there is no step after `last`: first what to do, for room may be short."""
    where = {"step": count_text(last.epoch), "loss": size(last.loss)}
    following = list(islice(_train(data, last, method), 1, 2))
    if not following:
        text = tr(
            "Stopped at step {step}, loss {loss}: the next step leads to numbers without end.",
            **where,
        )
        return f"{_advice(method)} {text}"
    step = following[0]
    beyond = int(np.argmax(np.abs(step.parameters) / reach))
    text = tr(
        "Stopped at step {step}, loss {loss}: the next step sets {name} to {value}, beyond its "
        "slider (up to {limit}); the loss would be {next_loss}.",
        name=parameter_names(step.parameters.size // 3)[beyond],
        value=about(float(step.parameters[beyond])),
        limit=number(float(reach[beyond])),
        next_loss=size(step.loss),
        **where,
    )
    leap = np.abs(step.parameters - last.parameters) / reach
    is_wild = step.loss > last.loss or leap.max() > 1
    return f"{_advice(method)} {text}" if is_wild else text


def _advice(method: Method) -> str:
    return tr(
        "It diverges: the learning rate {rate} is too large here, take a smaller one.",
        rate=number(method.rate),
    )
