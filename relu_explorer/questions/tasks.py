"""A task: what is asked, and when a network meets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.core.targets import Target
from relu_explorer.language.translation import tr


class Verdict(NamedTuple):
    """Whether a network meets a task, and a true sentence about it that says why."""

    is_met: bool
    message: str


Solution = Mapping[str, float | bool | str | tuple[float, float]]
# Of the state of its page's network: a `State`, `DeepState` or `PlanarState`.
Check = Callable[[Any], Verdict]


_MANY = 3  # acts, of which it is said how many are done


class Act(NamedTuple):
    """Something to be done on the way: states that show it, and what is said until one has."""

    is_shown: Callable[[Any], bool]
    missing: str


class Prediction(NamedTuple):
    """A question to be answered before one tries.

    Attributes
    ----------
    question : str
    options : tuple of str
    answer : int
        Which option is right.
    outcome : callable, optional
        Where it depends on what was made: which option a state that meets the task shows, or None.
    """

    question: str
    options: tuple[str, ...]
    answer: int
    outcome: Callable[[Any], int | None] | None = None


class Task(NamedTuple):
    """One thing to find out by hand.

    Attributes
    ----------
    name : str
        What it is called in links.
    title : str
        The learner's question.
    questions : tuple of str
        Which rows of the list of questions it settles.
    prediction : Prediction
        Asked first.
    prompt : str
        What to do.
    check : callable
        A pure function of a state; any network that does what was asked meets it.
    acts : tuple of Act
        What the learner has to have done besides, at any time since the task was opened.
    hints : tuple of str
        From a nudge to the answer.
    explanation : str
        Why, shown when it is met.
    start : Preset, DeepStart or PlanarStart
        The state to start from; it does not meet the task.
    target : Target or None
        A curve to be met.
    locked : frozenset of int
        Units that cannot be changed.
    solution : mapping
        What is to be changed of the start so that the task is met, by the names of the widgets;
        nothing where it takes training.
    way : tuple of mapping
        What is to be changed of the start before, one state after the other, to show its acts.
    """

    name: str
    title: str
    questions: tuple[str, ...]
    prediction: Prediction
    prompt: str
    check: Check
    hints: tuple[str, ...]
    explanation: str
    start: Any
    target: Target | None = None
    locked: frozenset[int] = frozenset()
    solution: Solution = MappingProxyType({})
    acts: tuple[Act, ...] = ()
    way: tuple[Solution, ...] = ()

    @property
    def curve(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Points of the curve to be met, in x and y."""
        return (self.target.x, self.target.y) if self.target else ((), ())

    @property
    def data(self) -> Samples:
        """Points of the curve to be met, as data to train on."""
        return Samples(*map(np.array, self.curve))

    def acts_shown(self, state: Any) -> frozenset[int]:
        """Return which of the acts a state shows."""
        return frozenset(k for k, act in enumerate(self.acts) if act.is_shown(state))

    def judge(self, state: Any, shown: frozenset[int]) -> Verdict:
        """Return the check's verdict; acts that no state has shown are missing.

        Parameters
        ----------
        state : State, DeepState or PlanarState
            The present one.
        shown : frozenset of int
            Acts that this state or an earlier one has shown.
        """
        verdict = self.check(state)
        missing = [tr(act.missing) for k, act in enumerate(self.acts) if k not in shown]
        if not verdict.is_met or not missing:
            return verdict
        return Verdict(False, self._done(len(self.acts) - len(missing)) + missing[0])

    def _done(self, count: int) -> str:
        """Say how many of many acts are done."""
        if not count or len(self.acts) < _MANY:
            return ""
        return tr("{done} of {count} done.", done=count, count=len(self.acts)) + " "
