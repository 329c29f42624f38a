"""Checks against a target: how near the curve comes, with how many units, and where it ends."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from relu_explorer.core.nearness import EXACT, is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.state import State
from relu_explorer.core.targets import Target, fewest_units, score, stars
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.checks.verdicts import apart, met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict
from relu_explorer.words.explain import units_text


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
        last = float(state.kinks.max(initial=-np.inf))
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
        parts = {
            "slope": about(float(state.pieces.slopes[-1])),
            "value": stated(f"y({number(x)})", y),
            "parabola": number(x * x),
        }
        if not state.kinks.size:
            return met(
                tr(
                    "There is no corner, the slope is {slope} for ever: {value}, "
                    "while the parabola is {parabola} there.",
                    **parts,
                )
            )
        return met(
            tr(
                "From the last corner on the slope is {slope} for ever: {value}, "
                "while the parabola is {parabola} there.",
                **parts,
            )
        )

    return whole(check)
