"""Answers of checks: pure functions of a state.

Each maker of a check (`units`, `sums`, `curves`, `targets`) returns a function that answers
with a sentence made from the network's own numbers: what is wrong with it, or what makes it right.
"""

from __future__ import annotations

from functools import wraps

from relu_explorer.core.state import State
from relu_explorer.core.targets import Score
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr
from relu_explorer.questions.tasks import Check, Verdict


def met(message: str) -> Verdict:
    """Accept."""
    return Verdict(True, message)


def unmet(message: str) -> Verdict:
    """Say what is wrong."""
    return Verdict(False, message)


def whole(check: Check) -> Check:
    """Let `check` look at networks with max only, and with no unit muted."""

    @wraps(check)
    def checked(state: State) -> Verdict:
        view = state.view
        if not view.has_max:
            return unmet(tr("The max is off: switch it on again."))
        if not all(view.on):
            unit = view.on.index(False)
            return unmet(tr("Unit {unit} is muted: tick it again.", unit=unit))
        return check(state)

    return checked


def left_alone(name: str, value: float, wanted: float) -> str:
    """Say that a parameter was to be left as it was."""
    return tr(
        "{name} is {value}: leave it at {wanted}.",
        name=name,
        value=about(value),
        wanted=number(wanted),
    )


def apart(y: float, wanted: float) -> str:
    """Say that a value is not the wanted one, in numbers that do not look alike."""
    decimals = next((d for d in range(3, 15) if number(y, d) != number(wanted, d)), 15)
    texts = [
        about(value) if decimals == 3 else f"≈{number(value, decimals)}" for value in (y, wanted)
    ]
    return tr("{value}, not {wanted}", value=texts[0], wanted=texts[1])


def score_words(score: Score) -> str:
    """Write a score: exact, or its largest and mean error."""
    if score.is_exact:
        return tr("**exact**")
    return tr(
        "largest error **{largest}**, at {place}; mean error **{mean}**",
        largest=about(score.maximum),
        place=stated("x", score.at),
        mean=about(score.mean),
    )
