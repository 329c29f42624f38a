"""Checks of training: equal units, dead units."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import breakpoints
from relu_explorer.core.state import State
from relu_explorer.core.targets import Target
from relu_explorer.language.numerals import about, equal_to, number, size, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.checks.verdicts import met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.training.descent import dead_units, gradient, loss
from relu_explorer.words.training import counted, unit_notes

_AT_REST = 1e-6  # of every part of the gradient


def stays_equal(start: ReluNetwork, data: Target) -> Check:
    """Ask for a network trained from equal units."""

    def check(state: State) -> Verdict:
        network = state.network
        before, now = loss(start, data.x, data.y), loss(network, data.x, data.y)
        for name, values in _named_parameters(network):
            if not all(is_near(value, values[0]) for value in values):
                first, second = (stated(f"{name}{k}", float(values[k])) for k in (0, 1))
                return unmet(
                    tr(
                        "The units differ: {first}, {second}. Start over, for equal units.",
                        first=first,
                        second=second,
                    )
                )
        if not now < before:
            return unmet(
                tr(
                    "The loss is {loss}, no less than as the question opened. Press 1,000 steps.",
                    loss=about(now),
                )
            )
        return met(
            tr(
                "Still equal: {weight}, {bias}, {output_weight}. "
                "The loss is {loss}; as the question opened it was {before}.",
                weight=stated("w0 = w1", float(network.weight[0])),
                bias=stated("b0 = b1", float(network.bias[0])),
                output_weight=stated("v0 = v1", float(network.output_weight[0])),
                loss=about(now),
                before=about(before),
            )
        )

    return whole(check)


def is_trained(state: State) -> bool:
    """Return whether the network is what some hundred steps of training have made."""
    return state.view.steps >= 300


def is_trained_from(remainder: int) -> Callable[[State], bool]:
    """Return whether a state is trained from a random start, every third one by its number."""

    def is_shown(state: State) -> bool:
        start = state.view.start
        return is_trained(state) and start > 0 and start % 3 == remainder

    return is_shown


def keeps_dead_unit(data: Target) -> Callable[[State], bool]:
    """Return whether a state shows a dead unit that training has left as it was."""

    def is_shown(state: State) -> bool:
        return is_trained(state) and bool(dead_units(state.network, data.x).any())

    return is_shown


def has_dead_unit(data: Target) -> Check:
    """Ask for a unit that is off at every data point."""

    def check(state: State) -> Verdict:
        network = state.network
        dead = np.flatnonzero(dead_units(network, data.x))
        if not dead.size:
            return unmet(_alive(network, data))
        unit = int(dead[0])
        slope = gradient(network, data.x, data.y)
        parts = (slope.weight[unit], slope.bias[unit], slope.output_weight[unit])
        if any(not is_near(float(part), 0.0) for part in parts):
            return unmet(tr("Unit {unit} still has a gradient.", unit=unit))
        return met(
            tr_many(
                "Unit {unit} is off at the {count} data point: its gradient is 0, 0, 0.",
                "Unit {unit} is off at all {count} data points: its gradient is 0, 0, 0.",
                len(data.x),
                unit=unit,
            )
        )

    return whole(check)


def _alive(network: ReluNetwork, data: Target) -> str:
    """Say at how many data points each unit is on."""
    units = (
        tr("unit {unit} at {points}", unit=unit, points=count_on(network, unit, data))
        for unit in range(len(network))
    )
    silent = [
        tr("v{unit} = 0 alone makes no dead unit: v still learns.", unit=unit)
        for unit in np.flatnonzero(network.output_weight == 0)
    ]
    alive = tr_many(
        "On at some of the {count} data point: {units}.",
        "On at some of the {count} data points: {units}.",
        len(data.x),
        units=", ".join(units),
    )
    return " ".join([alive, *silent[:1]])


def tells_where_it_came(data: Target) -> Check:
    """Ask for training from a random start, and say where it has led."""

    def check(state: State) -> Verdict:
        network, start = state.network, state.view.start
        if not (start and is_trained(state)):
            return unmet(tr("Press Random (He), then 1,000 steps."))
        corners = ", ".join(
            tr("unit {unit} at {points}", unit=unit, points=stated("x", float(corner)))
            for unit, corner in enumerate(breakpoints(network))
            if np.isfinite(corner)
        )
        return met(
            tr(
                "Random start {start} has led to these corners: {corners}. "
                "The loss is {loss}. {notes}",
                start=start,
                corners=corners or tr("none"),
                loss=size(loss(network, data.x, data.y)),
                notes=counted(unit_notes(network, [min(data.x), max(data.x)])),
            ).strip()
        )

    return whole(check)


def is_stuck(data: Target, least: float) -> Callable[[State], bool]:
    """Return whether a state is trained, and yet its loss is above `least`."""
    return lambda state: is_trained(state) and loss(state.network, data.x, data.y) > least


def has_fitted(data: Target, most: float) -> Callable[[State], bool]:
    """Return whether training has led to a state, whose loss is at most `most`."""
    return lambda state: state.view.steps > 0 and loss(state.network, data.x, data.y) <= most


def fits(data: Target, most: float) -> Check:
    """Ask for a network that fits the data."""

    def check(state: State) -> Verdict:
        now = loss(state.network, data.x, data.y)
        if now > most:
            return unmet(_train_on(state.network, data, now, most))
        return met(
            tr("The loss is {loss}; at most {most} was wanted.", loss=size(now), most=size(most))
        )

    return whole(check)


def shows_signs(data: Target, most: float) -> Check:
    """Ask for a network that fits the data, and say how its biases have their signs."""

    def check(state: State) -> Verdict:
        network = state.network
        now = loss(network, data.x, data.y)
        if now > most:
            return unmet(_train_on(network, data, now, most))
        signs = "; ".join(_sign(network, unit) for unit in range(len(network)))
        return met(tr("The loss is {loss}. {signs}.", loss=size(now), signs=signs))

    return whole(check)


def signs_of_biases(state: State) -> int | None:
    """Return 0 if all biases are negative, 1 if all are positive, 2 if both occur; else None."""
    bias = state.network.bias
    if not bias.all():
        return None
    return 0 if (bias < 0).all() else 1 if (bias > 0).all() else 2


def _train_on(network: ReluNetwork, data: Target, now: float, most: float) -> str:
    parts = {"loss": size(now), "most": size(most)}
    if dead_units(network, data.x).all():
        return tr(
            "The loss is {loss}; at most {most} is wanted. All units are dead, off at every data "
            "point: no step moves them. Drag a corner in among the data, or start anew.",
            **parts,
        )
    slope = gradient(network, data.x, data.y)
    if max(np.abs(part).max() for part in slope) < _AT_REST:
        return tr(
            "The loss is {loss}; at most {most} is wanted. Training has come to rest here: start "
            "anew from other numbers.",
            **parts,
        )
    return tr("The loss is {loss}; at most {most} is wanted. Train on.", **parts)


def _sign(network: ReluNetwork, unit: int) -> str:
    """Say how a unit's bias follows from its weight and its corner."""
    w, b = float(network.weight[unit]), float(network.bias[unit])
    bias = stated(f"b{unit}", b)
    if w == 0:
        return tr("w{unit} = 0, so unit {unit} has no corner, and {bias}", unit=unit, bias=bias)
    weight, corner = stated(f"w{unit}", w), stated("x", -b / w + 0.0)
    return tr(
        "{weight} and the corner at {corner} make {bias}", weight=weight, corner=corner, bias=bias
    )


def shows_tails(data: Target, most: float, x: float) -> Check:
    """Ask for a network that fits the data, and for the probe at `x`, beyond them."""

    def check(state: State) -> Verdict:
        network = state.network
        now = loss(network, data.x, data.y)
        if now > most:
            return unmet(_train_on(network, data, now, most))
        if not is_near(state.view.probe, x):
            return unmet(
                tr(
                    "The loss is {loss}. The probe is at {place}: put it on {wanted}.",
                    loss=size(now),
                    place=stated("x", state.view.probe),
                    wanted=number(x),
                )
            )
        value = stated(f"y({number(x)})", float(network(x)))
        pieces = state.pieces
        if pieces.slopes.size == 1:
            return met(
                tr(
                    "{value}: one straight line of slope {slope}, for ever.",
                    value=value,
                    slope=equal_to(float(pieces.slopes[0])),
                )
            )
        return met(
            tr(
                "{value}. Left of {first} a straight line, slope {left}; "
                "right of {last} another, slope {right}.",
                value=value,
                first=stated("x", float(pieces.knots[1])),
                left=equal_to(float(pieces.slopes[0])),
                last=stated("x", float(pieces.knots[-2])),
                right=equal_to(float(pieces.slopes[-1])),
            )
        )

    return whole(check)


def count_on(network: ReluNetwork, unit: int, data: Target) -> int:
    """Return at how many data points a unit is on."""
    x = np.asarray(data.x)
    return int(np.count_nonzero(network.weight[unit] * x + network.bias[unit] > 0))


def _named_parameters(network: ReluNetwork) -> list[tuple[str, np.ndarray]]:
    return [("w", network.weight), ("b", network.bias), ("v", network.output_weight)]
