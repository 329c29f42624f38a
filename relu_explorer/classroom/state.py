"""The state of a class as a pure function of its events.

An event is a frozen record; `follow` takes a state and an event and returns the next state.  What
cannot be (an answer to a question that is not open, anything after the end) leaves it as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

MOST_STUDENTS = 3000  # whose answers or tries a class keeps

Shown = Mapping[str, Any]  # what of a network and its view is on the screen, by its names in a post


@dataclass(frozen=True)
class Moved:
    """The instructor has changed parts of what is shown.

    Attributes
    ----------
    shown : mapping
        The parts.
    time : float or None
        The sender's clock, in seconds, to be passed on.
    """

    shown: Shown
    time: float | None = None


@dataclass(frozen=True)
class Asked:
    """A question is open; the same one again is its next round."""

    question: str
    text: str
    options: tuple[str, ...]
    right: int | None


@dataclass(frozen=True)
class Answered:
    """A student has chosen an option of the open question."""

    student: str
    question: str
    choice: int


@dataclass(frozen=True)
class AnswersShown:
    """The answers to the open question are shown; it is closed."""


@dataclass(frozen=True)
class Turned:
    """The students' sliders are free, for a task or for none; or no longer."""

    is_on: bool
    task: str = ""
    prompt: str = ""


@dataclass(frozen=True)
class Tried:
    """What a student's network is now, and how it stands to the task.

    Attributes
    ----------
    is_near : bool
        Whether one slider alone keeps it from being met.
    acts : frozenset of int
        Which of the task's acts the student has shown so far.
    """

    student: str
    shown: Shown
    verdict: str
    is_met: bool
    acts: frozenset[int] = frozenset()
    is_near: bool = False


@dataclass(frozen=True)
class Paused:
    """Eyes up; or no longer."""

    is_on: bool


@dataclass(frozen=True)
class Stepped:
    """The instructor's remote has asked for the next step of a demo, 1, or the one before, -1."""

    by: int


@dataclass(frozen=True)
class Closed:
    """The class is over."""


@dataclass(frozen=True)
class Present:
    """How many follow the class through a process; it changes nothing of the class."""

    process: str
    count: int


Event = (
    Moved | Asked | Answered | AnswersShown | Turned | Tried | Paused | Stepped | Closed | Present
)


@dataclass(frozen=True)
class Poll:
    """A question as it was asked in one round.

    Attributes
    ----------
    question, text, options, right
        As in `Asked`.
    round : int
        From 1 on: how often it was asked.
    choices : mapping of str to int
        What each student has chosen last.
    is_open : bool
        False once the answers were shown or something else was asked.
    is_shown : bool
        Whether the answers were shown.
    """

    question: str
    text: str
    options: tuple[str, ...]
    right: int | None
    round: int = 1
    choices: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    is_open: bool = True
    is_shown: bool = False

    @property
    def counts(self) -> list[int]:
        """How many have chosen each option."""
        chosen = list(self.choices.values())
        return [chosen.count(option) for option in range(len(self.options))]


@dataclass(frozen=True)
class ClassState:
    """What a class is now.

    Attributes
    ----------
    shown : mapping
        What the instructor shows.
    polls : tuple of Poll
        What was asked, the present one last.
    is_turn : bool
        Whether the students' sliders are free.
    task, prompt : str
        What they are to do with them; empty where there is no task.
    tries : mapping of str to Tried
        Every student's network, since the sliders were freed.
    step : int
        How many steps a remote has gone on.
    is_paused, is_closed : bool
    """

    shown: Shown = field(default_factory=lambda: MappingProxyType({}))
    polls: tuple[Poll, ...] = ()
    is_turn: bool = False
    task: str = ""
    prompt: str = ""
    tries: Mapping[str, Tried] = field(default_factory=lambda: MappingProxyType({}))
    step: int = 0
    is_paused: bool = False
    is_closed: bool = False

    @property
    def poll(self) -> Poll | None:
        """The question that is open, or whose answers are shown."""
        return self.polls[-1] if self.polls else None

    def has(self, answer: Answered) -> bool:
        """Return whether this answer is counted already."""
        poll = self.poll
        return (
            poll is not None
            and poll.question == answer.question
            and poll.choices.get(answer.student) == answer.choice
        )

    def takes(self, answer: Answered) -> bool:
        """Return whether an answer is one to the question that is open."""
        poll = self.poll
        return (
            not self.is_closed
            and poll is not None
            and poll.is_open
            and poll.question == answer.question
            and 0 <= answer.choice < len(poll.options)
            and (answer.student in poll.choices or len(poll.choices) < MOST_STUDENTS)
        )


def follow(state: ClassState, event: Event) -> ClassState:
    """Return the state after an event.

    Parameters
    ----------
    state : ClassState
        The state before; it is not changed.
    event : Event
        What has happened.
    """
    if state.is_closed:
        return state
    match event:
        case Moved(shown, _):
            return replace(state, shown={**state.shown, **shown})
        case Asked():
            return _ask(state, event)
        case Answered():
            return _answer(state, event)
        case AnswersShown():
            return _with_poll(state, is_open=False, is_shown=True)
        case Turned(is_on, task, prompt):
            task, prompt = (task, prompt) if is_on else ("", "")
            return replace(state, is_turn=is_on, task=task, prompt=prompt, tries={})
        case Tried(student):
            if not state.is_turn or (
                student not in state.tries and len(state.tries) >= MOST_STUDENTS
            ):
                return state
            return replace(state, tries={**state.tries, student: event})
        case Paused(is_on):
            return replace(state, is_paused=is_on)
        case Stepped(by):
            return replace(state, step=state.step + by)
        case Present():
            return state
        case Closed():
            return replace(_with_poll(state, is_open=False), is_closed=True, is_turn=False)


def _ask(state: ClassState, asked: Asked) -> ClassState:
    before = _with_poll(state, is_open=False)
    rounds = sum(poll.question == asked.question for poll in state.polls)
    poll = Poll(asked.question, asked.text, asked.options, asked.right, rounds + 1)
    return replace(before, polls=(*before.polls, poll))


def _answer(state: ClassState, answer: Answered) -> ClassState:
    if not state.takes(answer) or state.poll is None:
        return state
    return _with_poll(state, choices={**state.poll.choices, answer.student: answer.choice})


def _with_poll(state: ClassState, **changes: Any) -> ClassState:
    """Change the last poll, if there is one."""
    if state.poll is None:
        return state
    return replace(state, polls=(*state.polls[:-1], replace(state.poll, **changes)))
