"""Checks of the sum: its corners, its flat pieces, the probe on it."""

from __future__ import annotations

import numpy as np

from relu_explorer.contrast import chained, gaps, stitched
from relu_explorer.explain import about, arithmetic, interval, number, plural, stated, sum_of_slopes
from relu_explorer.network import ReluNetwork, contribution, preactivation
from relu_explorer.pieces import breakpoints, kinks, linear_pieces, slope_changes
from relu_explorer.scene import View, heard
from relu_explorer.targets import EXACT
from relu_explorer.tasks import Check, Verdict
from relu_explorer.verdicts import is_near, met, unmet, whole


def probe_on_corner() -> Check:
    """Ask for the probe on a corner of the sum."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        x = view.probe
        if view.compare == "stitch":
            return unmet(_gap_sentence(network, view))
        if view.compare != "add":
            return unmet("This is the chain. Choose *add*.")
        at, change = kinks(network)
        if not at.size:
            return unmet("This sum has no corner at all: it is one straight line.")
        nearest = int(np.argmin(np.abs(at - x)))
        corner = float(at[nearest])
        if not is_near(x, corner):
            return unmet(
                f"The probe is at {stated('x', x)}. The nearest corner is at {stated('x', corner)}."
            )
        units = [
            i for i, switch in enumerate(breakpoints(network)) if is_near(float(switch), corner)
        ]
        names = " and ".join(f"unit {unit}" for unit in units)
        return met(
            f"At {stated('x', corner)}, {names} {'is' if len(units) == 1 else 'are'} "
            f"exactly 0: no jump. Only the slope changes, by {about(float(change[nearest]))}."
        )

    return whole(check)


def _gap_sentence(network: ReluNetwork, view: View) -> str:
    found = gaps(stitched(network, view.window))
    if not found:
        return "Stitched, these stretches happen to meet. Now choose *add*."
    x, jump = found[0]
    return f"Stitched, the curve jumps by {about(jump)} at {stated('x', x)}. Now choose *add*."


def falls_while_sum_rises() -> Check:
    """Ask for the probe at a place where a unit falls and the sum rises."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        x = view.probe
        on = np.asarray(preactivation(network, x)) > 0
        if np.any(np.isclose(breakpoints(network), x, rtol=EXACT, atol=EXACT)):
            return unmet(f"At {stated('x', x)} a unit has its corner: go to one side of it.")
        slopes = np.where(on, network.output_weight * network.weight, 0.0)
        total = float(slopes.sum())
        terms = sum_of_slopes(slopes[on].tolist())
        falling = np.flatnonzero(slopes < 0)
        if not falling.size:
            return unmet(f"At {stated('x', x)} no unit falls: the slope is {terms}.")
        if total <= EXACT:
            return unmet(f"At {stated('x', x)} a unit falls, but the sum does not: slope {terms}.")
        return met(f"At {stated('x', x)} unit {falling[0]} falls and the sum rises: slope {terms}.")

    return whole(check)


def flat(*, ends: bool, middle: bool, mirrored: bool = False) -> Check:
    """Ask where the sum is flat: at both ends or at neither, on an inner piece or on none.

    With `mirrored`, a unit that is flat on the right must take part.
    """

    def check(network: ReluNetwork, view: View) -> Verdict:
        pieces = linear_pieces(network)
        is_flat = pieces.slopes == 0
        inner = range(1, len(is_flat) - 1)
        where = [interval(*map(float, pieces.knots[j : j + 2])) for j in range(len(is_flat))]
        for j, side in ((0, "left"), (len(is_flat) - 1, "right")):
            if is_flat[j] != ends:
                slope = about(float(pieces.slopes[j]))
                return unmet(f"The end on the {side} ({where[j]}) has slope {slope}.")
        flat_inside = [j for j in inner if is_flat[j]]
        if middle and not flat_inside:
            return unmet("No piece between the ends is flat.")
        if not middle and flat_inside:
            return unmet(f"On {where[flat_inside[0]]} the slope is 0.")
        if ends and not middle and not any(not is_flat[j] for j in inner):
            return unmet("It is flat everywhere: between the ends it has to rise or fall.")
        if mirrored and not ((network.weight < 0) & (network.output_weight != 0)).any():
            return unmet("No unit is flat on the right: one of them needs w < 0 (and v not 0).")
        slopes = ", ".join(number(float(slope)) for slope in pieces.slopes)
        return met(f"The slopes from left to right: {slopes}.")

    return whole(check)


def all_on() -> Check:
    """Ask for the probe at a place where every unit is on."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        x = view.probe
        z = preactivation(network, x)
        off = np.flatnonzero(z <= 0)
        if off.size:
            unit = int(off[0])
            return unmet(
                f"At {stated('x', x)} unit {unit} is not on: w·x + {stated('b', float(z[unit]))}."
            )
        slopes = (network.output_weight * network.weight).tolist()
        return met(f"At {stated('x', x)} all are on, and the slope is {sum_of_slopes(slopes)}.")

    return whole(check)


def probe_at(x: float) -> Check:
    """Ask for the probe at one place, in the sum."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        if view.compare != "add":
            return unmet("Choose *add* to see the sum.")
        parts = contribution(network, view.probe).tolist()
        line = arithmetic(view.probe, network.output_bias, parts)
        if not is_near(view.probe, x):
            return unmet(f"The probe is at {stated('x', view.probe)}: {line}.")
        return met(f"All units, at the same x: {line}.")

    return whole(check)


def chain_differs() -> Check:
    """Ask for the probe at a place where the chain is not the sum."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        if view.compare != "chain":
            return unmet("This is not the chain yet: choose *chain*.")
        x, total = view.probe, float(network(view.probe))
        chain = chained(network, (x, x + 1.0))[1][0]
        if is_near(chain, total):
            return unmet(f"At {stated('x', x)} both give {about(total)}. Move the probe.")
        return met(
            f"At {stated('x', x)} the sum is {about(total)}; feeding each unit into the next "
            f"gives {about(chain)}."
        )

    return whole(check)


def piece_count(wanted: int) -> Check:
    """Ask for so many straight pieces, with all units in play."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        corners = int(np.count_nonzero(slope_changes(network, linear_pieces(network))))
        found = (
            f"{plural(len(network), 'unit')}, {plural(corners, 'distinct corner')}, "
            f"{plural(corners + 1, 'piece')}."
        )
        return Verdict(corners + 1 == wanted, found)

    return whole(check)


def without_max() -> Check:
    """Ask for the maximum to be switched off."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        if view.has_max:
            pieces = kinks(heard(network, view))[0].size + 1
            return unmet(f"The max is on: the sum has {plural(pieces, 'straight piece')}.")
        slopes = (network.output_weight * network.weight)[list(view.on)].tolist()
        return met(f"Without max one straight line is left. Its slope is {sum_of_slopes(slopes)}.")

    return check
