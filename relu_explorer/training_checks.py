"""Checks of training: equal units, dead units."""

from __future__ import annotations

import numpy as np

from relu_explorer.explain import about, size, stated
from relu_explorer.fitting import dead_units, gradient, loss
from relu_explorer.network import ReluNetwork
from relu_explorer.pieces import linear_pieces
from relu_explorer.scene import View
from relu_explorer.targets import Target
from relu_explorer.tasks import Check, Verdict
from relu_explorer.verdicts import is_near, met, unmet, whole


def stays_equal(start: ReluNetwork, data: Target) -> Check:
    """Ask for a network trained from equal units."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        before, now = loss(start, data.x, data.y), loss(network, data.x, data.y)
        for name, values in _named_parameters(network):
            if not np.allclose(values, values[0], rtol=1e-9, atol=1e-9):
                first, second = float(values[0]), float(values[1])
                return unmet(
                    f"The units differ: {stated(f'{name}0', first)}, {stated(f'{name}1', second)}. "
                    "Start over, for equal units."
                )
        if not now < before:
            return unmet(f"The loss is {about(now)}, no less than at the start. Press 1,000 steps.")
        return met(
            f"Still equal: {stated('w0 = w1', float(network.weight[0]))}, "
            f"{stated('b0 = b1', float(network.bias[0]))}, "
            f"{stated('v0 = v1', float(network.output_weight[0]))}. "
            f"The loss is {about(now)}; at the start it was {about(before)}."
        )

    return whole(check)


def has_dead_unit(data: Target) -> Check:
    """Ask for a unit that is off at every data point."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        dead = np.flatnonzero(dead_units(network, data.x))
        if not dead.size:
            units = range(len(network))
            alive = ", ".join(f"unit {unit} at {count_on(network, unit, data)}" for unit in units)
            return unmet(f"On at some of the {len(data.x)} data points: {alive}.")
        unit = int(dead[0])
        slope = gradient(network, data.x, data.y)
        parts = (slope.weight[unit], slope.bias[unit], slope.output_weight[unit])
        if any(not is_near(float(part), 0.0) for part in parts):
            return unmet(f"Unit {unit} still has a gradient.")
        return met(f"Unit {unit} is off at all {len(data.x)} data points: its gradient is 0, 0, 0.")

    return whole(check)


def shows_signs(data: Target, most: float) -> Check:
    """Ask for a network that fits the data, and say how its biases have their signs."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        now = loss(network, data.x, data.y)
        if now > most:
            return unmet(f"The loss is {size(now)}; at most {size(most)} is wanted. Train on.")
        signs = "; ".join(_sign(network, unit) for unit in range(len(network)))
        return met(f"The loss is {size(now)}. {signs}.")

    return whole(check)


def _sign(network: ReluNetwork, unit: int) -> str:
    """Say how a unit's bias follows from its weight and its corner."""
    w, b = float(network.weight[unit]), float(network.bias[unit])
    bias = stated(f"b{unit}", b)
    if w == 0:
        return f"w{unit} = 0, so unit {unit} has no corner, and {bias}"
    return f"{stated(f'w{unit}', w)} and the corner at {stated('x', -b / w + 0.0)} make {bias}"


def shows_tails(data: Target, most: float) -> Check:
    """Ask for a network that fits the data, and say how it goes on beyond its corners."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        now = loss(network, data.x, data.y)
        if now > most:
            return unmet(f"The loss is {size(now)}; at most {size(most)} is wanted. Train on.")
        pieces = linear_pieces(network)
        if pieces.slopes.size == 1:
            slope = stated("slope", float(pieces.slopes[0]))
            return met(f"The loss is {size(now)}. One straight line of {slope}, for ever.")
        first, last = (float(pieces.knots[at]) for at in (1, -2))
        left, right = (stated("slope", float(pieces.slopes[at])) for at in (0, -1))
        return met(
            f"The loss is {size(now)}. Left of {stated('x', first)} a straight line, {left}; "
            f"right of {stated('x', last)} another, {right}."
        )

    return whole(check)


def count_on(network: ReluNetwork, unit: int, data: Target) -> int:
    """Return at how many data points a unit is on."""
    x = np.asarray(data.x)
    return int(np.count_nonzero(network.weight[unit] * x + network.bias[unit] > 0))


def _named_parameters(network: ReluNetwork) -> list[tuple[str, np.ndarray]]:
    return [("w", network.weight), ("b", network.bias), ("v", network.output_weight)]
