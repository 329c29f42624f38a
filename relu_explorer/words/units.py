"""What the checks of one unit say of its shape, and of a move of its corner."""

from __future__ import annotations

import math

from relu_explorer.language.numerals import about, number, stated
from relu_explorer.language.translation import mark, tr

# By whether the line z went up, and its corner right.
_MOVES = {
    (True, True): mark(
        "The line z went up by {rise}, and its corner right by {shift}, to {corner}"
    ),
    (True, False): mark(
        "The line z went up by {rise}, and its corner left by {shift}, to {corner}"
    ),
    (False, True): mark(
        "The line z went down by {rise}, and its corner right by {shift}, to {corner}"
    ),
    (False, False): mark(
        "The line z went down by {rise}, and its corner left by {shift}, to {corner}"
    ),
}


def shape_seen(w: float, b: float, v: float) -> str:
    """Say what the shape is that w, b and v draw, where w is not 0."""
    parts = {
        "weight": stated("w", w),
        "bias": stated("b", b),
        "output_weight": stated("v", v),
        "corner": stated("x", -b / w + 0.0),
        "slope": stated("v·w", v * w),
    }
    if w > 0:
        return tr(
            "{weight}, {bias}, {output_weight}: flat on the left, corner at {corner}, "
            "slope {slope}.",
            **parts,
        )
    return tr(
        "{weight}, {bias}, {output_weight}: flat on the right, corner at {corner}, slope {slope}.",
        **parts,
    )


def wrong_side(w: float) -> str:
    """Say on which side the unit is flat, and why."""
    weight = stated("w", w)
    if w > 0:
        return tr("The flat side is on the left, because {weight} > 0.", weight=weight)
    return tr("The flat side is on the right, because {weight} < 0.", weight=weight)


def wrong_direction(v: float) -> str:
    """Say where the ray points, and why."""
    if v == 0:
        return tr("v = 0: the unit adds nothing at all.")
    output_weight = stated("v", v)
    if v < 0:
        return tr("The ray points down, because {output_weight} < 0.", output_weight=output_weight)
    return tr(
        "The ray points up: max(0, w·x + b) is never below 0, and {output_weight} > 0 "
        "keeps it above.",
        output_weight=output_weight,
    )


def wrong_size(
    steepness: float, corner: float, wanted_steepness: float | None, wanted_corner: float | None
) -> str:
    """Say that a steepness, a corner or both are not the wanted ones; None is wanted of one."""
    parts = {"steepness": about(steepness), "corner": stated("−b/w", corner)}
    if wanted_corner is None:
        return tr(
            "The steepness |v·w| is {steepness}, not {wanted}.",
            wanted=number(wanted_steepness or 0.0),
            **parts,
        )
    parts["wanted_corner"] = number(wanted_corner)
    if wanted_steepness is None:
        return tr("The corner is at {corner}, not {wanted_corner}.", **parts)
    return tr(
        "The steepness |v·w| is {steepness}, not {wanted} and "
        "the corner is at {corner}, not {wanted_corner}.",
        wanted=number(wanted_steepness),
        **parts,
    )


def lifted(constant: float, corner: float, wanted: float) -> str:
    """Say that it is the whole curve that was lifted, by c."""
    now, before = stated("c", constant), number(wanted)
    if math.isfinite(corner):
        return tr(
            "{constant} lifts the whole curve; the corner is at {corner}. Set c back to {before}.",
            constant=now,
            corner=stated("x", corner),
            before=before,
        )
    return tr(
        "{constant} lifts the whole curve; the corner is nowhere. Set c back to {before}.",
        constant=now,
        before=before,
    )


def bias_move(rise: float, shift: float, corner: float) -> str:
    """Say how far the line z and its corner went; a sentence without its end."""
    return tr(
        _MOVES[rise > 0, shift > 0],
        rise=about(abs(rise)),
        shift=about(abs(shift)),
        corner=stated("x", corner),
    )
