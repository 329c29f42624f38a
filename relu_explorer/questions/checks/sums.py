"""Checks of the sum: its corners, its flat pieces, the probe on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce

import numpy as np

from relu_explorer.core.contrast import chained, gaps, stitched
from relu_explorer.core.nearness import EXACT, is_near
from relu_explorer.core.network import ReluNetwork, contribution, preactivation
from relu_explorer.core.state import State
from relu_explorer.language.numerals import about, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.checks.verdicts import met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.words.explain import arithmetic, counter, interval, sum_of_slopes


def probe_on_corner() -> Check:
    """Ask for the probe on a corner of the sum."""

    def check(state: State) -> Verdict:
        view, x = state.view, state.view.probe
        if view.compare == "stitch":
            return unmet(_gap_sentence(state))
        if view.compare != "add":
            return unmet(tr("This is the chain. Choose *add*."))
        at = state.kinks
        if not at.size:
            return unmet(tr("This sum has no corner at all: it is one straight line."))
        nearest = int(np.argmin(np.abs(at - x)))
        corner = float(at[nearest])
        if not is_near(x, corner):
            return unmet(
                tr(
                    "The probe is at {place}. The nearest corner is at {corner}.",
                    place=stated("x", x),
                    corner=stated("x", corner),
                )
            )
        units = [unit for unit, x in enumerate(state.breakpoints) if is_near(x, corner)]
        change = state.changes[state.changes != 0][nearest]
        return met(_corner_sentence(corner, units, float(change)))

    return whole(check)


def _corner_sentence(corner: float, units: list[int], change: float) -> str:
    names = [tr("unit {unit}", unit=unit) for unit in units]
    return tr_many(
        "At {corner}, {units} is exactly 0: no jump. Only the slope changes, by {change}.",
        "At {corner}, {units} are exactly 0: no jump. Only the slope changes, by {change}.",
        len(units),
        corner=stated("x", corner),
        units=reduce(_both, names),
        change=about(change),
    )


def _both(first: str, other: str) -> str:
    return tr("{first} and {other}", first=first, other=other)


def _gap_sentence(state: State) -> str:
    found = gaps(stitched(state.heard, state.pieces, state.view.window))
    if not found:
        return tr("Stitched, these stretches happen to meet. Now choose *add*.")
    x, jump = found[0]
    return tr(
        "Stitched, the curve jumps by {jump} at {place}. Now choose *add*.",
        jump=about(jump),
        place=stated("x", x),
    )


def falls_while_sum_rises() -> Check:
    """Ask for the probe at a place where a unit falls and the sum rises."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        x = view.probe
        on = np.asarray(preactivation(network, x)) > 0
        place = stated("x", x)
        if any(is_near(switch, x) for switch in state.breakpoints):
            return unmet(tr("At {place} a unit has its corner: go to one side of it.", place=place))
        slopes = np.where(on, network.output_weight * network.weight, 0.0)
        parts = {"place": place, "slope": sum_of_slopes(slopes[on].tolist())}
        falling = np.flatnonzero(slopes < 0)
        if not falling.size:
            return unmet(tr("At {place} no unit falls: the slope is {slope}.", **parts))
        if float(slopes.sum()) <= EXACT:
            text = tr("At {place} a unit falls, but the sum does not: slope {slope}.", **parts)
            return unmet(text)
        unit = int(falling[0])
        return met(
            tr("At {place} unit {unit} falls and the sum rises: slope {slope}.", unit=unit, **parts)
        )

    return whole(check)


def flat(*, ends: bool, middle: bool, mirrored: bool = False) -> Check:
    """Ask where the sum is flat: at both ends or at neither, on an inner piece or on none.

    With `mirrored`, a unit that is flat on the right must take part.
    """

    def check(state: State) -> Verdict:
        network = state.network
        pieces = state.pieces
        is_flat = pieces.slopes == 0
        inner = range(1, len(is_flat) - 1)
        where = [interval(*map(float, pieces.knots[j : j + 2])) for j in range(len(is_flat))]
        slopes = [about(float(slope)) for slope in pieces.slopes]
        if is_flat[0] != ends:
            parts = {"where": where[0], "slope": slopes[0]}
            return unmet(tr("The end on the left ({where}) has slope {slope}.", **parts))
        if is_flat[-1] != ends:
            parts = {"where": where[-1], "slope": slopes[-1]}
            return unmet(tr("The end on the right ({where}) has slope {slope}.", **parts))
        flat_inside = [j for j in inner if is_flat[j]]
        if middle and not flat_inside:
            return unmet(tr("No piece between the ends is flat."))
        if not middle and flat_inside:
            return unmet(tr("On {where} the slope is 0.", where=where[flat_inside[0]]))
        if ends and not middle and not any(not is_flat[j] for j in inner):
            return unmet(tr("It is flat everywhere: between the ends it has to rise or fall."))
        if mirrored and not ((network.weight < 0) & (network.output_weight != 0)).any():
            return unmet(tr("No unit is flat on the right: one of them needs w < 0 (and v not 0)."))
        return met(tr("The slopes from left to right: {slopes}.", slopes=", ".join(slopes)))

    return whole(check)


def all_on() -> Check:
    """Ask for the probe at a place where every unit is on."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        place = stated("x", view.probe)
        idle = idle_unit(network)
        if idle:
            return unmet(idle)
        z = preactivation(network, view.probe)
        off = np.flatnonzero(z <= EXACT)
        if off.size:
            unit = int(off[0])
            level = f"w·x + {stated('b', float(z[unit]))}"
            return unmet(
                tr(
                    "At {place} unit {unit} is not on: {level}.",
                    place=place,
                    unit=unit,
                    level=level,
                )
            )
        slope = sum_of_slopes((network.output_weight * network.weight).tolist())
        return met(tr("At {place} all are on, and the slope is {slope}.", place=place, slope=slope))

    return whole(check)


def probe_at(x: float) -> Check:
    """Ask for the probe at one place, in the sum."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        if view.compare != "add":
            return unmet(tr("Choose *add* to see the sum."))
        parts = contribution(network, view.probe).tolist()
        total = arithmetic(view.probe, network.output_bias, parts)
        if not is_near(view.probe, x):
            place = stated("x", view.probe)
            return unmet(tr("The probe is at {place}: {sum}.", place=place, sum=total))
        return met(tr("All units, at the same x: {sum}.", sum=total))

    return whole(check)


def chain_differs() -> Check:
    """Ask for the probe at a place where the chain is not the sum."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        if view.compare != "chain":
            return unmet(tr("This is not the chain yet: choose *chain*."))
        x, total = view.probe, float(network(view.probe))
        chain = chained(network, (x, x + 1.0))[1][0]
        parts = {"place": stated("x", x), "sum": about(total)}
        if is_near(chain, total):
            return unmet(tr("At {place} both give {sum}. Move the probe.", **parts))
        return met(
            tr(
                "At {place} the sum is {sum}; feeding each unit into the next gives {chain}.",
                chain=about(chain),
                **parts,
            )
        )

    return whole(check)


def piece_count(wanted: int) -> Check:
    """Ask for so many straight pieces, with all units in play."""

    def check(state: State) -> Verdict:
        idle = idle_unit(state.network)
        return (
            unmet(idle) if idle else Verdict(state.kinks.size + 1 == wanted, f"{counter(state)}.")
        )

    return whole(check)


def idle_unit(network: ReluNetwork) -> str:
    """Say which unit has no part in any slope, and why; empty if each has one."""
    for unit, (w, v) in enumerate(zip(network.weight, network.output_weight, strict=True)):
        if v == 0:
            return tr("v{unit} = 0: unit {unit} adds nothing at all.", unit=unit)
        if w == 0:
            return tr("w{unit} = 0: unit {unit} has no corner and no slope.", unit=unit)
    return ""


def bends_without_max(start: ReluNetwork) -> Callable[[State], bool]:
    """Return whether a state shows units other than those of the start, without max."""

    def is_shown(state: State) -> bool:
        network = state.network
        pairs = ((network.weight, start.weight), (network.bias, start.bias))
        return not state.view.has_max and not all(np.array_equal(*pair) for pair in pairs)

    return is_shown


def without_max() -> Check:
    """Ask for the maximum to be switched off."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        if view.has_max:
            pieces = state.kinks.size + 1
            return unmet(
                tr_many(
                    "The max is on: the sum has {count} straight piece.",
                    "The max is on: the sum has {count} straight pieces.",
                    pieces,
                )
            )
        if not any(view.on):
            return unmet(tr("All units are muted: there is no line to bend."))
        slope = sum_of_slopes((network.output_weight * network.weight)[list(view.on)].tolist())
        return met(tr("Without max one straight line is left. Its slope is {slope}.", slope=slope))

    return check
