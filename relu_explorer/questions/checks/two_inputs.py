"""Checks of two inputs: pure functions of a state, as in `verdicts`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from relu_explorer.core.several.planar import PlanarNetwork
from relu_explorer.core.several.two_inputs import PlanarState, Point, largest, values_of
from relu_explorer.language.numerals import about, equal_to, number
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.checks.verdicts import apart, met, unmet
from relu_explorer.questions.several.planar_starts import PlanarStart
from relu_explorer.questions.tasks import Verdict

PlanarCheck = Callable[[PlanarState], Verdict]
_NEAR = 1e-9
_THREE = 3


def regions_text(count: int) -> str:
    """Count regions."""
    return tr_many("{count} region", "{count} regions", count)


def place_text(point: Point) -> str:
    """Write a point of the plane."""
    return f"({about(float(point[0]))}, {about(float(point[1]))})"


def lines_in(state: PlanarState) -> int:
    """Count the lines that are in the frame."""
    return sum(line is not None for line in state.lines)


def makes_regions(count: int) -> Callable[[PlanarState], bool]:
    """Return whether a state's three lines cut the frame into so many regions."""
    return lambda state: lines_in(state) == _THREE and len(state.regions) == count


def counted_regions() -> PlanarCheck:
    """Say how many regions three lines make; what has to be shown are the task's acts."""

    def check(state: PlanarState) -> Verdict:
        lines = lines_in(state)
        text = tr_many(
            "{regions} of {count} line in the frame.",
            "{regions} of {count} lines in the frame.",
            lines,
            regions=regions_text(len(state.regions)),
        )
        if lines != _THREE:
            return unmet(f"{text} {tr('Three lines are wanted.')}")
        return met(text)

    return check


def same_surface(wanted: PlanarNetwork, most: float) -> PlanarCheck:
    """Want the surface of another network, for inputs up to `most`."""

    def check(state: PlanarState) -> Verdict:
        network = state.network
        difference = PlanarNetwork(
            np.vstack([network.weight, wanted.weight]),
            np.append(network.bias, wanted.bias),
            np.append(network.output_weight, -wanted.output_weight),
            network.output_bias - wanted.output_bias,
        )
        worst, place = largest(difference, most)
        if abs(worst) <= _NEAR:
            return met(tr("The surface is the one that is wanted."))
        values = apart(float(network(place)), float(wanted(place)))
        at = place_text((float(place[0]), float(place[1])))
        return unmet(tr("Farthest off at {place}: there y is {values}.", place=at, values=values))

    return check


def level_cut(start: PlanarStart) -> PlanarCheck:
    """Want a cut on which the output is one number above 0, through the surface as it was."""
    given = values_of(start.state().network)

    def check(state: PlanarState) -> Verdict:
        if values_of(state.network) != given:
            return unmet(tr("Leave the units and c as they were: turn and move the cut."))
        corners = state.cut.kinks.size
        slopes = state.cut.pieces.slopes
        if corners or slopes[0] != 0:
            text = tr_many("The cut has {count} corner", "The cut has {count} corners", corners)
            return unmet(tr("{corners}: turn it along the ridge.", corners=text))
        if state.output <= 0:
            return unmet(
                tr("The cut is level at {y}: move it onto the ridge.", y=about(state.output))
            )
        return met(tr("Along this cut y is {y}, however far one goes.", y=about(state.output)))

    return check


def separates() -> PlanarCheck:
    """Want y above 0 at the points of one class and below 0 at those of the other."""

    def check(state: PlanarState) -> Verdict:
        points = np.array(state.view.points)
        y = state.network(points[:, :2])
        wrong = np.flatnonzero(y * points[:, 2] <= _NEAR)
        if not wrong.size:
            return met(tr("y > 0 at every ▲ and y < 0 at every ○."))
        first = wrong[0]
        place = place_text((float(points[first, 0]), float(points[first, 1])))
        sign = "> 0" if points[first, 2] > 0 else "< 0"
        text = tr(
            "At {place} y {value}, not {sign}.",
            place=place,
            value=equal_to(float(y[first])),
            sign=sign,
        )
        if wrong.size == 1:
            return unmet(text)
        count = number(wrong.size)
        return unmet(f"{text} {tr('{count} points are not on their side.', count=count)}")

    return check
