"""Checks that two networks have the same curve."""

from __future__ import annotations

import numpy as np

from relu_explorer.core.nearness import EXACT, is_near
from relu_explorer.core.network import ReluNetwork, contribution
from relu_explorer.core.pieces import breakpoints, linear_pieces
from relu_explorer.core.state import State
from relu_explorer.language.numerals import about, stated
from relu_explorer.language.translation import tr
from relu_explorer.questions.checks.verdicts import apart, left_alone, met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict


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
