"""Checks of the course lab: the score of the curve, and the known mistakes by name."""

from __future__ import annotations

import numpy as np

from relu_explorer.explain import about, number, stated
from relu_explorer.network import ReluNetwork, contribution
from relu_explorer.pieces import breakpoints
from relu_explorer.scene import View
from relu_explorer.targets import LAB, score
from relu_explorer.tasks import Check, Verdict
from relu_explorer.unit_checks import misfit
from relu_explorer.verdicts import is_near, met, unmet, whole

_UNIT_0 = (-2.0, 2.0)
_ANSWER = {1.0: -1.0, 2.0: -4.0}  # bias by weight
_THIRD_PIECE = (3.0, -5.0)


def solves_lab() -> Check:
    """Ask for the lab's curve; the swap of units 1 and 2 is as good."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        if score(network, LAB).is_exact:
            numbers = ", ".join(
                f"{stated(f'w{unit}', float(network.weight[unit]))}, "
                f"{stated(f'b{unit}', float(network.bias[unit]))}"
                for unit in range(1, len(network))
            )
            return met(f"Exact: {numbers}.")
        return unmet(f"{_mistake(network)}{misfit(network, LAB)}")

    return whole(check)


def _mistake(network: ReluNetwork) -> str:
    """Name a known mistake; empty if there is none, or if unit 0 is not the lab's."""
    units = list(zip(network.weight.tolist(), network.bias.tolist(), strict=True))
    if len(units) != 3 or units[0] != _UNIT_0:
        return ""
    for name, (w, b) in enumerate(units[1:], start=1):
        if (w, b) == _THIRD_PIECE:
            return (
                f"Unit {name} is 3x − 5, the line of the whole third piece; but the other units "
                "are not off there. "
            )
        if w < 0:
            corner = stated("x", -b / w + 0.0)
            return f"Unit {name} has w = {number(w)} < 0: it is on to the left of {corner}. "
    return _misplaced_corner(units[1:])


def _misplaced_corner(units: list[tuple[float, float]]) -> str:
    if sorted(w for w, _ in units) != sorted(_ANSWER):
        return ""
    for unit, (w, b) in enumerate(units, start=1):
        corner, wanted = -b / w + 0.0, -_ANSWER[w] / w
        if not is_near(corner, wanted):
            return (
                f"The weights are right. The corner of unit {unit} is at {stated('x', corner)}, "
                f"not {number(wanted)}. "
            )
    return ""


def alone_beyond(unit: int, x: float) -> Check:
    """Ask for one unit alone, and the probe beyond `x` where it is still on."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        heard = np.flatnonzero(view.on).tolist()
        if heard != [unit]:
            names = ", ".join(map(str, heard)) or "none"
            return unmet(f"Heard now: {names}. Press Solo on unit {unit}.")
        if view.probe <= x:
            return unmet(f"The probe is at {stated('x', view.probe)}: go beyond {number(x)}.")
        value = float(contribution(network, view.probe)[unit])
        if value == 0:
            return unmet(f"At {stated('x', view.probe)} unit {unit} is 0. Start over.")
        return met(f"At {stated('x', view.probe)} unit {unit} still adds {about(value)}.")

    return check


def wide(unit: int, low: float) -> Check:
    """Ask for a window from `low` or further left, on which the unit is seen to be on."""

    def check(network: ReluNetwork, view: View) -> Verdict:
        left = view.window[0]
        if left > low:
            return unmet(f"The window begins at {stated('x', left)}.")
        value = float(contribution(network, left)[unit])
        corner = float(breakpoints(network)[unit])
        if value == 0:
            return unmet(f"At {stated('x', left)} unit {unit} is 0. Start over.")
        return met(
            f"At {stated('x', left)} unit {unit} adds {about(value)}; its corner is at "
            f"{stated('x', corner)}."
        )

    return whole(check)
