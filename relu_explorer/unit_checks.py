"""Checks of a unit's shape and of whole curves."""

from __future__ import annotations

import numpy as np

from relu_explorer.explain import about, equals, number, plural, stated
from relu_explorer.network import ReluNetwork, contribution
from relu_explorer.pieces import breakpoints, linear_pieces, vertices
from relu_explorer.scene import View
from relu_explorer.targets import EXACT, Target, fewest_units, score, stars
from relu_explorer.tasks import Check, Verdict
from relu_explorer.verdicts import apart, is_near, met, unmet, whole


def shape(
    *,
    flat: str | None = None,
    points: str | None = None,
    steepness: float | None = None,
    corner: float | None = None,
) -> Check:
    """Ask for a unit's shape: flat side "left" or "right", ray "up" or "down", and so on."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        w, b, v = (float(p[0]) for p in (network.weight, network.bias, network.output_weight))
        if w == 0:
            return unmet(
                f"w = 0: nothing turns on or off, the unit is {about(max(0.0, b))} for all x."
            )
        at = -b / w + 0.0
        flat_side = "left" if w > 0 else "right"
        if flat is not None and flat_side != flat:
            sign = "> 0" if w > 0 else "< 0"
            return unmet(f"The flat side is on the {flat_side}, because {stated('w', w)} {sign}.")
        direction = "up" if v > 0 else "down" if v < 0 else "nowhere"
        if points is not None and direction != points:
            return unmet(_wrong_direction(direction, v))
        wrong = []
        if steepness is not None and not is_near(abs(v * w), steepness):
            wrong.append(f"the steepness |v·w| is {about(abs(v * w))}, not {number(steepness)}")
        if corner is not None and not is_near(at, corner):
            wrong.append(f"the corner is at {stated('−b/w', at)}, not {number(corner)}")
        if wrong:
            text = " and ".join(wrong)
            return unmet(text[0].upper() + text[1:] + ".")
        return met(
            f"{stated('w', w)}, {stated('b', b)}, {stated('v', v)}: flat on the {flat_side}, "
            f"corner at {stated('x', at)}, slope {stated('v·w', v * w)}."
        )

    return whole(check)


def _wrong_direction(direction: str, v: float) -> str:
    if direction == "nowhere":
        return "v = 0: the unit adds nothing at all."
    if direction == "up":
        return (
            f"The ray points up: max(0, w·x + b) is never below 0, and {stated('v', v)} > 0 "
            "keeps it above."
        )
    return f"The ray points down, because {stated('v', v)} < 0."


def by_bias_alone(start: ReluNetwork, corner: float) -> Check:
    """Ask for the corner of unit 0 at `corner`, with w, v and c as they were."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        at = float(breakpoints(network)[0])
        if not is_near(network.output_bias, start.output_bias):
            place = f"at {stated('x', at)}" if np.isfinite(at) else "nowhere"
            return unmet(
                f"{stated('c', network.output_bias)} lifts the whole curve; the corner is {place}. "
                f"Set c back to {number(start.output_bias)}."
            )
        for name, now, before in (
            ("w", network.weight, start.weight),
            ("v", network.output_weight, start.output_weight),
        ):
            if not is_near(now[0], before[0]):
                return unmet(
                    f"{name} is {about(float(now[0]))}: leave it at {number(float(before[0]))} "
                    "and use b alone."
                )
        rise = float(network.bias[0] - start.bias[0])
        shift = at - float(breakpoints(start)[0])
        moved = (
            f"The line z went {_up_or_down(rise)}, and its corner {_right_or_left(shift)}, "
            f"to {stated('x', at)}"
        )
        if rise == 0:
            return unmet("The bias has not moved yet.")
        if not is_near(at, corner):
            return unmet(f"{moved}, not {number(corner)}.")
        return met(f"{moved}: by −Δb/w.")

    return whole(check)


def _up_or_down(change: float) -> str:
    return f"{'up' if change > 0 else 'down'} by {about(abs(change))}"


def _right_or_left(change: float) -> str:
    return f"{'right' if change > 0 else 'left'} by {about(abs(change))}"


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

    def check(network: ReluNetwork, view: View) -> Verdict:
        x, off = _misplaced(network, other, lift)
        if off != 0:
            wanted = float(other(x)) + lift
            y = float(network(x))
            return unmet(f"At {stated('x', x)} the curve is {apart(y, wanted)}.")
        if differs_in_weight and is_near(float(network.weight[0]), float(other.weight[0])):
            return unmet(
                f"It is the same curve, but {stated('w', float(network.weight[0]))} as before."
            )
        return met("The same at every x: " + _numbers(network))

    return whole(check)


def _numbers(network: ReluNetwork) -> str:
    units = range(len(network))
    weights = ", ".join(stated(f"w{unit}", float(network.weight[unit])) for unit in units)
    biases = ", ".join(stated(f"b{unit}", float(network.bias[unit])) for unit in units)
    return f"{weights}; {biases}; {stated('c', network.output_bias)}."


def same_curve_with_positive_biases(other: ReluNetwork) -> Check:
    """Ask for `other`'s curve, and hold its biases against its values."""
    is_same = same_curve(other)

    def check(network: ReluNetwork, view: View) -> Verdict:
        verdict = is_same(network, view)
        positive = np.flatnonzero(network.bias > 0)
        if not verdict.is_met or not positive.size:
            return verdict
        lowest = float(vertices(network, view.window)[1].min())
        biases = ", ".join(stated(f"b{unit}", float(network.bias[unit])) for unit in positive)
        return met(f"On this window y is never below {about(lowest)}. Positive biases: {biases}.")

    return whole(check)


def fits(target: Target, *, within: float = 0.0, rates: bool = False) -> Check:
    """Ask for a target curve, met exactly or to a largest distance."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        found = score(network, target)
        is_met = found.is_exact or found.maximum <= within
        if not is_met:
            return unmet(misfit(network, target))
        text = "exact" if found.is_exact else f"within {about(found.maximum)} of the target"
        if not rates:
            return met(f"The curve is {text}.")
        count, fewest = len(network), fewest_units(target)
        rest = "the fewest possible" if count <= fewest else f"{fewest} would do"
        return met(
            f"The curve is {text}, with {plural(count, 'unit')} ({rest}). "
            + "★" * stars(count, target)
        )

    return whole(check)


def misfit(network: ReluNetwork, target: Target) -> str:
    """Say where the curve is farthest from the target."""
    at = score(network, target).at
    y = float(network(at))
    wanted = float(np.interp(at, target.x, target.y))
    return f"Farthest off at {stated('x', at)}: the curve is {apart(y, wanted)}."


def beyond_corners(target: Target, x: float) -> Check:
    """Ask for the probe at `x`, in view, outside of the target and beyond every corner."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        if view.window[1] < x:
            return unmet(f"The window ends at {stated('x', view.window[1])}.")
        if not is_near(view.probe, x):
            return unmet(f"The probe is at {stated('x', view.probe)}.")
        pieces = linear_pieces(network)
        last = float(pieces.knots[-2])
        if last > x:
            return unmet(f"There is still a corner at {stated('x', last)}.")
        slope, y = float(pieces.slopes[-1]), float(network(x))
        return met(
            f"From the last corner on the slope is {about(slope)} for ever: "
            f"y({number(x)}) {equals(y)} {number(y)}, while the parabola is {number(x * x)} there."
        )

    return whole(check)
