"""Checks of whole curves: the same one, a target's, what it does beyond its corners."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from relu_explorer.core.nearness import EXACT, is_near
from relu_explorer.core.network import ReluNetwork, contribution
from relu_explorer.core.pieces import breakpoints, linear_pieces
from relu_explorer.core.state import State
from relu_explorer.core.targets import Target, fewest_units, score, stars
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.questions.verdicts import apart, left_alone, met, unmet, whole
from relu_explorer.words.explain import units_text


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
            text = tr("At {place} the curve is {values}.", place=stated("x", x), values=values)
            mistake = _moved_corner(network, other) if lift else _negative_factor(network, other)
            return unmet(" ".join(filter(None, (mistake, text))))
        if differs_in_weight and is_near(float(network.weight[0]), float(other.weight[0])):
            weight = stated("w", float(network.weight[0]))
            return unmet(tr("It is the same curve, but {weight} as before.", weight=weight))
        return met(tr("The same at every x: {numbers}.", numbers=_numbers(network)))

    return whole(check)


def _negative_factor(network: ReluNetwork, other: ReluNetwork) -> str:
    """Name the mistake of a factor below 0 in a network of one unit; empty if it is another."""
    if len(network) != 1 or len(other) != 1 or not network.weight[0] * other.weight[0] < 0:
        return ""
    factor = float(network.weight[0] / other.weight[0])
    turned = (other.bias[0] * factor, other.output_weight[0] / factor)
    if not all(map(is_near, map(float, turned), (network.bias[0], network.output_weight[0]))):
        return ""
    return tr(
        "The factor is {factor}, less than 0: w has another sign, so the flat side has changed.",
        factor=about(factor),
    )


def _moved_corner(network: ReluNetwork, other: ReluNetwork) -> str:
    """Name a bias that was moved, and its unit's corner with it, where nothing else was."""
    moved = [unit for unit in range(len(network)) if network.bias[unit] != other.bias[unit]]
    weights = [(network.weight, other.weight), (network.output_weight, other.output_weight)]
    is_same = all(np.array_equal(now, before) for now, before in weights)
    if len(network) == 1 or not moved or not is_same or not network.weight[moved[0]]:
        return ""
    unit = moved[0]
    return tr(
        "b{unit} moves unit {unit} alone, and sideways: its corner is at {corner} now.",
        unit=unit,
        corner=stated("x", float(breakpoints(network)[unit])),
    )


def with_weights_of(other: ReluNetwork, check: Check) -> Check:
    """Ask besides for `other`'s weights and output weights."""

    def checked(state: State) -> Verdict:
        for name, now, wanted in (
            ("w", state.network.weight, other.weight),
            ("v", state.network.output_weight, other.output_weight),
        ):
            for unit in range(len(now)):
                if not is_near(float(now[unit]), float(wanted[unit])):
                    parts = f"{name}{unit}", float(now[unit]), float(wanted[unit])
                    return unmet(left_alone(*parts))
        return check(state)

    return whole(checked)


def as_given(start: ReluNetwork, check: Check) -> Check:
    """Let `check` look at the network that the task starts from, for its words are about that."""

    def checked(state: State) -> Verdict:
        pairs = zip(_parameters(state.network), _parameters(start), strict=True)
        if not all(is_near(now, before) for now, before in pairs):
            return unmet(tr("The units are no longer those of the question: press Start over."))
        return check(state)

    return checked


def _parameters(network: ReluNetwork) -> list[float]:
    parts = (network.weight, network.bias, network.output_weight, [network.output_bias])
    return [float(value) for part in parts for value in part]


def _numbers(network: ReluNetwork) -> str:
    units = range(len(network))
    weights = ", ".join(stated(f"w{unit}", float(network.weight[unit])) for unit in units)
    biases = ", ".join(stated(f"b{unit}", float(network.bias[unit])) for unit in units)
    return f"{weights}; {biases}; {stated('c', network.output_bias)}"


def same_curve_with_positive_biases(other: ReluNetwork) -> Check:
    """Ask for `other`'s curve by its weights, and hold its biases against its values."""
    is_same = with_weights_of(other, same_curve(other))

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
            right = right_pieces(network, target) if rates else ""
            return unmet(f"{right} {misfit(network, target, found.at)}".strip())
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


def right_pieces(network: ReluNetwork, target: Target) -> str:
    """Say which pieces of a target's curve are there already; empty if none is."""
    right = []
    for piece, domain in enumerate(pairwise(target.x), start=1):
        ends = target.y[piece - 1 : piece + 1]
        if score(network, Target(domain, ends)).is_exact:
            right.append(str(piece))
    if not right:
        return ""
    return tr_many(
        "Piece {pieces} is right already.",
        "Pieces {pieces} are right already.",
        len(right),
        pieces=", ".join(right),
    )


def misfit(network: ReluNetwork, target: Target, at: float) -> str:
    """Say how the curve and the target differ where they are farthest apart."""
    values = apart(float(network(at)), float(np.interp(at, target.x, target.y)))
    return tr(
        "Farthest off at {place}: the curve is {values}.", place=stated("x", at), values=values
    )


def fits_with(units: int, target: Target, within: float) -> Callable[[State], bool]:
    """Return whether a state comes that near to a target, so many units at most taking part."""

    def is_shown(state: State) -> bool:
        heard = state.heard
        count = np.count_nonzero(heard.weight * heard.output_weight)
        is_near_enough = score(heard, target).maximum <= within + EXACT
        return bool(state.view.has_max and 0 < count <= units and is_near_enough)

    return is_shown


def beyond_corners(x: float) -> Check:
    """Ask for the probe at `x`, the curve in view there, beyond every corner."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        if view.window[1] < x:
            return unmet(tr("The window ends at {place}.", place=stated("x", view.window[1])))
        if not is_near(view.probe, x):
            return unmet(tr("The probe is at {place}.", place=stated("x", view.probe)))
        last = float(state.pieces.knots[-2])
        if last > x:
            return unmet(tr("There is still a corner at {place}.", place=stated("x", last)))
        y, (low, high) = float(network(x)), view.height
        if not low <= y <= high:
            return unmet(
                tr(
                    "The curve is out of sight there: {value}; the frame is from {low} to {high}.",
                    value=stated(f"y({number(x)})", y),
                    low=number(low),
                    high=number(high),
                )
            )
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
