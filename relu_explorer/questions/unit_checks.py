"""Checks of a unit's shape and of whole curves."""

from __future__ import annotations

import numpy as np

from relu_explorer.core.nearness import EXACT, is_near
from relu_explorer.core.network import ReluNetwork, contribution
from relu_explorer.core.pieces import breakpoints, linear_pieces
from relu_explorer.core.state import State
from relu_explorer.core.targets import Target, fewest_units, score, stars
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.questions.verdicts import apart, met, unmet, whole
from relu_explorer.words.explain import units_text
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
) -> Check:
    """Ask for a unit's shape: flat side "left" or "right", ray "up" or "down", and so on."""

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
        return met(shape_seen(w, b, v))

    return whole(check)


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
                return unmet(
                    tr(
                        "{name} is {value}: leave it at {wanted} and use b alone.",
                        name=name,
                        value=about(float(now[0])),
                        wanted=number(float(before[0])),
                    )
                )
        rise = float(network.bias[0] - start.bias[0])
        shift = at - float(breakpoints(start)[0])
        if rise == 0:
            return unmet(tr("The bias has not moved yet."))
        move = bias_move(rise, shift, at)
        if not is_near(at, corner):
            return unmet(tr("{move}, not {wanted}.", move=move, wanted=number(corner)))
        return met(tr("{move}: by −Δb/w.", move=move))

    return whole(check)


def difference(network: ReluNetwork, other: ReluNetwork) -> ReluNetwork:
    """Return the network whose output is that of `network` minus that of `other`."""
    return ReluNetwork(
        np.concatenate([network.weight, other.weight]),
        np.concatenate([network.bias, other.bias]),
        np.concatenate([network.output_weight, -other.output_weight]),
        network.output_bias - other.output_bias,
    )


def _misplaced(network: ReluNetwork, other: ReluNetwork, lift: float) -> tuple[float, float]:
    """Find an x where `network` is not `other` + `lift`, and by how much; 0 if nowhere."""
    gap = difference(network, other)
    knots = linear_pieces(gap).knots[1:-1]
    ends = (knots.min(), knots.max()) if knots.size else (0.0, 0.0)
    x = np.concatenate([[ends[0] - 1.0], knots, [ends[1] + 1.0]])
    error = np.asarray(gap(x)) - lift
    scale = 1.0 + float(np.abs(contribution(gap, x)).sum(axis=0).max()) if len(gap) else 1.0
    worst = int(np.argmax(np.abs(error)))
    return (
        (float(x[worst]), float(error[worst])) if abs(error[worst]) > EXACT * scale else (0.0, 0.0)
    )


def same_curve(other: ReluNetwork, *, lift: float = 0.0, differs_in_weight: bool = False) -> Check:
    """Ask for `other`'s curve lifted by `lift`, if wanted with another weight of unit 0."""

    def check(state: State) -> Verdict:
        network = state.network
        x, off = _misplaced(network, other, lift)
        if off != 0:
            values = apart(float(network(x)), float(other(x)) + lift)
            return unmet(
                tr("At {place} the curve is {values}.", place=stated("x", x), values=values)
            )
        if differs_in_weight and is_near(float(network.weight[0]), float(other.weight[0])):
            weight = stated("w", float(network.weight[0]))
            return unmet(tr("It is the same curve, but {weight} as before.", weight=weight))
        return met(tr("The same at every x: {numbers}.", numbers=_numbers(network)))

    return whole(check)


def _numbers(network: ReluNetwork) -> str:
    units = range(len(network))
    weights = ", ".join(stated(f"w{unit}", float(network.weight[unit])) for unit in units)
    biases = ", ".join(stated(f"b{unit}", float(network.bias[unit])) for unit in units)
    return f"{weights}; {biases}; {stated('c', network.output_bias)}"


def same_curve_with_positive_biases(other: ReluNetwork) -> Check:
    """Ask for `other`'s curve, and hold its biases against its values."""
    is_same = same_curve(other)

    def check(state: State) -> Verdict:
        bias = state.network.bias
        verdict = is_same(state)
        positive = np.flatnonzero(bias > 0)
        if not verdict.is_met or not positive.size:
            return verdict
        lowest = float(state.line[1].min())
        biases = ", ".join(stated(f"b{unit}", float(bias[unit])) for unit in positive)
        return met(
            tr(
                "On this window y is never below {lowest}. Positive biases: {biases}.",
                lowest=about(lowest),
                biases=biases,
            )
        )

    return whole(check)


def fits(target: Target, *, within: float = 0.0, rates: bool = False) -> Check:
    """Ask for a target curve, met exactly or to a largest distance."""

    def check(state: State) -> Verdict:
        network = state.network
        found = score(network, target)
        is_met = found.is_exact or found.maximum <= within
        if not is_met:
            return unmet(misfit(network, target, found.at))
        if found.is_exact:
            curve = tr("The curve is exact")
        else:
            curve = tr("The curve is within {error} of the target", error=about(found.maximum))
        return met(_rated(curve, len(network), target) if rates else f"{curve}.")

    return whole(check)


def _rated(curve: str, count: int, target: Target) -> str:
    """Add to words on the curve how many units there are, and the stars for it."""
    fewest = fewest_units(target)
    if count <= fewest:
        rest = tr("the fewest possible")
    else:
        rest = tr_many("{count} would do", "{count} would do", fewest)
    stars_earned = "★" * stars(count, target)
    return tr(
        "{curve}, with {units} ({rest}). {stars}",
        curve=curve,
        units=units_text(count),
        rest=rest,
        stars=stars_earned,
    )


def misfit(network: ReluNetwork, target: Target, at: float) -> str:
    """Say how the curve and the target differ where they are farthest apart."""
    values = apart(float(network(at)), float(np.interp(at, target.x, target.y)))
    return tr(
        "Farthest off at {place}: the curve is {values}.", place=stated("x", at), values=values
    )


def beyond_corners(target: Target, x: float) -> Check:
    """Ask for the probe at `x`, in view, outside of the target and beyond every corner."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        if view.window[1] < x:
            return unmet(tr("The window ends at {place}.", place=stated("x", view.window[1])))
        if not is_near(view.probe, x):
            return unmet(tr("The probe is at {place}.", place=stated("x", view.probe)))
        last = float(state.pieces.knots[-2])
        if last > x:
            return unmet(tr("There is still a corner at {place}.", place=stated("x", last)))
        return met(
            tr(
                "From the last corner on the slope is {slope} for ever: {value}, "
                "while the parabola is {parabola} there.",
                slope=about(float(state.pieces.slopes[-1])),
                value=stated(f"y({number(x)})", float(network(x))),
                parabola=number(x * x),
            )
        )

    return whole(check)
