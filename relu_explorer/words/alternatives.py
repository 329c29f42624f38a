"""What both charts show, in words: for those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from relu_explorer.core.state import State, View
from relu_explorer.language.numerals import about, stated
from relu_explorer.language.translation import tr
from relu_explorer.words.explain import interval, pieces_text, unit_sentence

_MOST_POINTS = 10  # of a curve, to be told one by one


def units_alternative(state: State) -> str:
    """Say what every single unit looks like."""
    network, view = state.network, state.view
    sentences = []
    for unit, (row, is_on) in enumerate(zip(network.rows, view.on, strict=True)):
        sentence = unit_sentence(*row, has_max=view.has_max)
        shown = sentence if is_on else tr("muted; alone: {sentence}", sentence=sentence)
        sentences.append(tr("Unit {unit}: {sentence}.", unit=unit, sentence=shown))
    return " ".join([tr("The single units."), *sentences])


def sum_alternative(state: State) -> str:
    """Say what the sum looks like: its slopes, and its value at the probe."""
    count = pieces_text(state.kinks.size + 1)
    return " ".join(
        [
            tr("Their weighted sum, {pieces}: {slopes}.", pieces=count, slopes=slopes_text(state)),
            _at_probe(state),
            *_beside(state.view),
        ]
    )


def slopes_text(state: State) -> str:
    """Write the slope of each piece; a knot at which no slope changes ends none."""
    begins = np.append(True, state.changes != 0)
    ends = pairwise([*state.pieces.knots[:-1][begins].tolist(), float(state.pieces.knots[-1])])
    return "; ".join(
        tr("slope {slope} for {interval}", slope=about(slope), interval=interval(*end))
        for slope, end in zip(state.pieces.slopes[begins].tolist(), ends, strict=True)
    )


def _at_probe(state: State) -> str:
    value = state.network.output_bias + float(state.contributions.sum())
    place = stated("x", state.view.probe)
    return tr("At {place} it is {value}.", place=place, value=about(value))


def _beside(view: View) -> list[str]:
    """Say what else is drawn."""
    said = {
        "stitch": tr("It is dashed; the thick lines are the units stitched together."),
        "chain": tr("It is dashed; the thick line feeds each unit into the next."),
    }
    found = [said[view.compare]] if view.compare in said else []
    if view.target[0]:
        found.append(_target(*view.target))
    if view.data is not None:
        found.append(tr("Yellow points are the data."))
    return found


def _target(x: Sequence[float], y: Sequence[float]) -> str:
    if len(x) > _MOST_POINTS:
        left, right = stated("x", x[0]), stated("x", x[-1])
        return tr("A yellow curve from {left} to {right} is to be met.", left=left, right=right)
    points = ", ".join(f"({about(a)}, {about(b)})" for a, b in zip(x, y, strict=True))
    return tr("The yellow curve to be met goes through {points}.", points=points)
