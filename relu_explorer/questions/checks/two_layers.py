"""Checks of two layers: pure functions of a state, as in `verdicts`."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import Array
from relu_explorer.core.pieces import linear_pieces
from relu_explorer.core.several.deep import DeepNetwork, Layer
from relu_explorer.core.several.two_layers import DeepState
from relu_explorer.language.numerals import stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.questions.checks.verdicts import apart, met, unmet
from relu_explorer.questions.several.deep_starts import DeepStart
from relu_explorer.questions.tasks import Verdict
from relu_explorer.words.explain import corners_text, pieces_text

DeepCheck = Callable[[DeepState], Verdict]


def _with_max(check: DeepCheck) -> DeepCheck:
    """Let `check` look at networks with both maxima only."""

    def checked(state: DeepState) -> Verdict:
        if not state.view.has_max:
            return unmet(tr("The max of layer 2 is off: switch it on again."))
        return check(state)

    return checked


def more_pieces(total: int) -> DeepCheck:
    """Want more pieces than one layer of so many units can have, of whatever numbers of units."""

    @_with_max
    def check(state: DeepState) -> Verdict:
        pieces = pieces_text(state.kinks.size + 1)
        parts = {"pieces": pieces, "total": total, "most": total + 1, "more": total + 2}
        if state.kinks.size + 1 > total + 1:
            return met(tr("{pieces}; one layer of {total} units has {most} at most.", **parts))
        return unmet(
            tr(
                "{pieces}. One layer of {total} units can have {most}: make {more} or more.",
                **parts,
            )
        )

    return check


def deep_curve(x: tuple[float, ...], y: tuple[float, ...]) -> DeepCheck:
    """Want a curve through points, straight in between."""

    @_with_max
    def check(state: DeepState) -> Verdict:
        places = _places(state.drawn, x)
        wanted = np.interp(places, x, y)
        found = np.asarray(state.drawn(places))
        worst = int(np.argmax(np.abs(found - wanted)))
        if is_near(float(found[worst]), float(wanted[worst])):
            return met(tr("The curve is the one that is wanted."))
        return unmet(
            tr(
                "Farthest off at {place}: the curve is {values}.",
                place=stated("x", float(places[worst])),
                values=apart(float(found[worst]), float(wanted[worst])),
            )
        )

    return check


def teeth(count: int) -> DeepCheck:
    """Want a saw of so many teeth between 0 and 1: it rises and falls so often."""

    @_with_max
    def check(state: DeepState) -> Verdict:
        pieces = linear_pieces(state.drawn, (0.0, 1.0))
        rising = pieces.slopes[pieces.slopes != 0] > 0
        tops = int(np.count_nonzero(rising[:-1] & ~rising[1:]))
        text = tr_many(
            "Between 0 and 1 the curve has {count} tooth.",
            "Between 0 and 1 the curve has {count} teeth.",
            tops,
        )
        wanted = tr("{count} are wanted.", count=count)
        return met(text) if tops == count else unmet(f"{text} {wanted}")

    return check


def straight_second(start: DeepStart) -> DeepCheck:
    """Want the second maximum off, and its layer's sliders tried."""
    first = start.state().network.layers[0]

    def check(state: DeepState) -> Verdict:
        if state.view.has_max:
            return unmet(tr("The max of layer 2 is on: switch it off."))
        layers = state.network.layers
        if not _is_same(layers[0], first):
            return unmet(tr("Leave layer 1 as it was: use the sliders of A and B."))
        if _is_same(layers[1], start.state().network.layers[1]):
            return unmet(tr("Now try to make a corner elsewhere, with the sliders of A and B."))
        places = ", ".join(stated("x", at) for at in state.kinks.tolist())
        if not places:
            return met(tr("One straight line: layer 2 takes away even layer 1's corners."))
        return met(tr("Corners at {places} alone: those of layer 1.", places=places))

    return check


def corners(count: int) -> DeepCheck:
    """Want so many corners at least, of two units in each layer."""

    @_with_max
    def check(state: DeepState) -> Verdict:
        if state.units != (2, 2):
            return unmet(tr("Two units in each layer are enough: choose 2 and 2 again."))
        found = state.kinks.size
        text = tr_many(
            "{corners}: one layer needs {count} unit at least.",
            "{corners}: one layer needs {count} units at least.",
            found,
            corners=corners_text(found),
        )
        wanted = tr("Make {count} corners.", count=count)
        return met(text) if found >= count else unmet(f"{text} {wanted}")

    return check


def _places(network: DeepNetwork, x: tuple[float, ...]) -> Array:
    """Where a piecewise linear difference can be largest: all knots of both."""
    knots = linear_pieces(network, (x[0], x[-1])).knots
    return np.union1d(knots, x)


def _is_same(one: Layer, other: Layer) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))
