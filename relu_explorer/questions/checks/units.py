"""Checks of one unit: its shape, and what its bias alone can do."""

from __future__ import annotations

from collections.abc import Callable

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import breakpoints
from relu_explorer.core.state import State
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr
from relu_explorer.questions.checks.verdicts import left_alone, met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.words.units import (
    bias_move,
    lifted,
    shape_seen,
    wrong_direction,
    wrong_side,
    wrong_size,
)


def shape(
    *,
    flat: str | None = None,
    points: str | None = None,
    steepness: float | None = None,
    corner: float | None = None,
    keeps: tuple[str, float] | None = None,
) -> Check:
    """Ask for a unit's shape: flat side "left" or "right", ray "up" or "down", and so on.

    With `keeps`, a parameter of the unit and its value, that one is to be left as it is.
    """

    def check(state: State) -> Verdict:
        network = state.network
        w, b, v = (float(p[0]) for p in (network.weight, network.bias, network.output_weight))
        if w == 0:
            level = about(max(0.0, b))
            return unmet(
                tr("w = 0: nothing turns on or off, the unit is {level} for all x.", level=level)
            )
        if v == 0:
            return unmet(wrong_direction(v))
        if flat is not None and flat != ("left" if w > 0 else "right"):
            return unmet(wrong_side(w))
        if points is not None and points != ("up" if v > 0 else "down" if v < 0 else "nowhere"):
            return unmet(wrong_direction(v))
        steep, at = abs(v * w), -b / w + 0.0
        other_steepness = None if steepness is None or is_near(steep, steepness) else steepness
        other_corner = None if corner is None or is_near(at, corner) else corner
        if other_steepness is not None or other_corner is not None:
            return unmet(wrong_size(steep, at, other_steepness, other_corner))
        if keeps is not None:
            name, wanted = keeps
            now = {"w": w, "v": v}[name]
            if not is_near(now, wanted):
                return unmet(left_alone(name, now, wanted))
        return met(shape_seen(w, b, v))

    return whole(check)


def shape_in_view(flat: str, points: str) -> Callable[[State], bool]:
    """Return whether a state shows unit 0 in a shape, with its corner in the window."""

    def is_shown(state: State) -> bool:
        w, v = float(state.network.weight[0]), float(state.network.output_weight[0])
        low, high = state.view.window
        is_so = w * v != 0 and (w > 0) == (flat == "left") and (v > 0) == (points == "up")
        return is_so and state.view.has_max and low < float(state.breakpoints[0]) < high

    return is_shown


def shapes_in_view() -> Check:
    """Ask for any of the four shapes, with its corner in the window."""
    any_shape = shape()

    def check(state: State) -> Verdict:
        verdict = any_shape(state)
        low, high = state.view.window
        corner = float(state.breakpoints[0])
        if verdict.is_met and not low < corner < high:
            return unmet(tr("The corner is at {place}, out of sight.", place=stated("x", corner)))
        return verdict

    return check


def by_bias_alone(start: ReluNetwork, corner: float) -> Check:
    """Ask for the corner of unit 0 at `corner`, with w, v and c as they were."""

    def check(state: State) -> Verdict:
        network = state.network
        at = float(state.breakpoints[0])
        if not is_near(network.output_bias, start.output_bias):
            return unmet(lifted(network.output_bias, at, start.output_bias))
        for name, now, before in (
            ("w", network.weight, start.weight),
            ("v", network.output_weight, start.output_weight),
        ):
            if not is_near(now[0], before[0]):
                return unmet(left_alone(name, float(now[0]), float(before[0])))
        rise = float(network.bias[0] - start.bias[0])
        shift = at - float(breakpoints(start)[0])
        if rise == 0:
            return unmet(tr("The bias has not moved yet."))
        move = bias_move(rise, shift, at)
        if not is_near(at, corner):
            return unmet(tr("{move}, not {wanted}.", move=move, wanted=number(corner)))
        return met(tr("{move}: by −Δb/w.", move=move))

    return whole(check)
