"""Checks of the course lab: the score of the curve, and the known mistakes by name."""

from __future__ import annotations

import numpy as np

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork, contribution
from relu_explorer.core.state import State
from relu_explorer.core.targets import LAB, score
from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import tr
from relu_explorer.questions.checks.targets import misfit, right_pieces
from relu_explorer.questions.checks.verdicts import met, unmet, whole
from relu_explorer.questions.tasks import Check, Verdict

_UNIT_0 = (-2.0, 2.0)
_ANSWER = {1.0: -1.0, 2.0: -4.0}  # bias by weight
_THIRD_PIECE = (3.0, -5.0)


def solves_lab() -> Check:
    """Ask for the lab's curve; the swap of units 1 and 2 is as good."""

    def check(state: State) -> Verdict:
        network = state.network
        found = score(network, LAB)
        if found.is_exact:
            numbers = ", ".join(
                f"{stated(f'w{unit}', float(network.weight[unit]))}, "
                f"{stated(f'b{unit}', float(network.bias[unit]))}"
                for unit in range(1, len(network))
            )
            return met(tr("Exact: {numbers}.", numbers=numbers))
        said = (right_pieces(network, LAB), _mistake(network), misfit(network, LAB, found.at))
        return unmet(" ".join(filter(None, said)))

    return whole(check)


def _mistake(network: ReluNetwork) -> str:
    """Name a known mistake; empty if there is none, or if unit 0 is not the lab's."""
    units = list(zip(network.weight.tolist(), network.bias.tolist(), strict=True))
    if len(units) != 3 or units[0] != _UNIT_0:
        return ""
    for unit, (w, b) in enumerate(units[1:], start=1):
        if (w, b) == _THIRD_PIECE:
            return _third_piece(network, unit)
        if w < 0:
            return tr(
                "Unit {unit} has w = {weight} < 0: it is on to the left of {corner}.",
                unit=unit,
                weight=number(w),
                corner=stated("x", -b / w + 0.0),
            )
    return _wrong_difference(units) or _misplaced_corner(units[1:])


def _wrong_difference(units: list[tuple[float, float]]) -> str:
    """Say what is wrong with the slope that a unit adds at x = 2; empty if nothing is."""
    for unit in (1, 2):
        w, b = units[unit]
        if units[3 - unit] != (1.0, _ANSWER[1.0]) or w <= 0 or not is_near(-b / w, 2.0):
            continue
        return tr(
            "Beyond x = 2 unit {other} is still on and gives slope 1. Unit {unit} adds {weight}: "
            "1 + {weight} = {slope}, but 3 is wanted.",
            other=3 - unit,
            unit=unit,
            weight=number(w),
            slope=number(1.0 + w),
        )
    return ""


def _third_piece(network: ReluNetwork, unit: int) -> str:
    """Say what is wrong with a unit that is the line of the third piece."""
    other = 3 - unit
    if contribution(network, np.array([LAB.x[-2], LAB.x[-1]]))[other].any():
        return tr(
            "Unit {unit} is 3x − 5, the line of the whole third piece; but unit {other} is on "
            "there, too.",
            unit=unit,
            other=other,
        )
    return tr(
        "Unit {unit} is 3x − 5, the line of the whole third piece; but it is on from {corner}, "
        "before that piece begins.",
        unit=unit,
        corner=stated("x", 5 / 3),
    )


def _misplaced_corner(units: list[tuple[float, float]]) -> str:
    if sorted(w for w, _ in units) != sorted(_ANSWER):
        return ""
    for unit, (w, b) in enumerate(units, start=1):
        corner, wanted = -b / w + 0.0, -_ANSWER[w] / w
        if not is_near(corner, wanted):
            return tr(
                "The weights are right. The corner of unit {unit} is at {corner}, not {wanted}.",
                unit=unit,
                corner=stated("x", corner),
                wanted=number(wanted),
            )
    return ""


def alone_beyond(unit: int, x: float) -> Check:
    """Ask for one unit alone, and the probe beyond `x` where it is still on."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        heard = np.flatnonzero(view.on).tolist()
        if not heard:
            return unmet(tr("Heard now: none. Press Solo on unit {unit}.", unit=unit))
        if heard != [unit]:
            units = ", ".join(map(str, heard))
            return unmet(
                tr("Heard now: {units}. Press Solo on unit {unit}.", units=units, unit=unit)
            )
        place = stated("x", view.probe)
        if view.probe <= x:
            return unmet(
                tr("The probe is at {place}: go beyond {least}.", place=place, least=number(x))
            )
        value = float(contribution(network, view.probe)[unit])
        if value == 0:
            return unmet(tr("At {place} unit {unit} is 0. Start over.", place=place, unit=unit))
        return met(
            tr(
                "At {place} unit {unit} still adds {value}.",
                place=place,
                unit=unit,
                value=about(value),
            )
        )

    return check


def wide(unit: int, low: float) -> Check:
    """Ask for a window from `low` or further left, on which the unit is seen to be on."""

    def check(state: State) -> Verdict:
        network, view = state.network, state.view
        left = view.window[0]
        place = stated("x", left)
        if left > low:
            return unmet(tr("The window begins at {place}.", place=place))
        value = float(contribution(network, left)[unit])
        if value == 0:
            return unmet(tr("At {place} unit {unit} is 0. Start over.", place=place, unit=unit))
        return met(
            tr(
                "At {place} unit {unit} adds {value}; its corner is at {corner}.",
                place=place,
                unit=unit,
                value=about(value),
                corner=stated("x", float(state.breakpoints[unit])),
            )
        )

    return whole(check)
