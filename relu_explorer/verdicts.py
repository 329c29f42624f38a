"""Answers of checks: pure functions of a network and its view.

Each maker of a check (`unit_checks`, `sum_checks`) returns a function that answers with a sentence
made from the network's own numbers: what is wrong with it, or what makes it right.
"""

from __future__ import annotations

from functools import wraps

from relu_explorer.explain import about, number, stated
from relu_explorer.network import ReluNetwork
from relu_explorer.scene import View
from relu_explorer.targets import EXACT, Score
from relu_explorer.tasks import Check, Verdict


def met(message: str) -> Verdict:
    """Accept."""
    return Verdict(True, message)


def unmet(message: str) -> Verdict:
    """Say what is wrong."""
    return Verdict(False, message)


def whole(check: Check) -> Check:
    """Let `check` look at networks with max only, and with no unit muted."""

    @wraps(check)
    def checked(network: ReluNetwork, view: View) -> Verdict:
        if not view.has_max:
            return unmet("The max is off: switch it on again.")
        if not all(view.on):
            return unmet(f"Unit {view.on.index(False)} is muted: tick it again.")
        return check(network, view)

    return checked


def is_near(a: float, b: float) -> bool:
    """Return whether two numbers agree, but for rounding."""
    return abs(a - b) <= EXACT * max(1.0, abs(b))


def apart(y: float, wanted: float) -> str:
    """Say that a value is not the wanted one, in numbers that do not look alike."""
    decimals = next((d for d in range(3, 15) if number(y, d) != number(wanted, d)), 15)
    if decimals == 3:
        return f"{about(y)}, not {about(wanted)}"
    return f"≈{number(y, decimals)}, not ≈{number(wanted, decimals)}"


def score_words(score: Score) -> str:
    """Write a score: exact, or its largest and mean error."""
    if score.is_exact:
        return "**exact**"
    return (
        f"largest error **{about(score.maximum)}**, {stated('at x', score.at)}; "
        f"mean error **{about(score.mean)}**"
    )
