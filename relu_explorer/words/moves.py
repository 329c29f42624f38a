"""What one unit looks like, and what the last change of it did, in words."""

from __future__ import annotations

from collections.abc import Sequence

from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.shapes import Unit, shape_of
from relu_explorer.language.numerals import about, equal_to, factor, number, stated
from relu_explorer.language.translation import mark, tr

_SAME = 1e-9
# By the flat side and the direction of the ray.
SHAPE_NAMES = {
    ("left", "up"): mark("flat on the left, pointing up"),
    ("right", "up"): mark("flat on the right, pointing up"),
    ("left", "down"): mark("flat on the left, pointing down"),
    ("right", "down"): mark("flat on the right, pointing down"),
}


def move_sentence(before: ReluNetwork, after: ReluNetwork) -> str:
    """Say what a change of unit 0 or of the output bias moved, and which way.

    Both networks have at least one unit.  The answer is empty if nothing changed, or if
    several things did for which there is no name.
    """
    w0, b0, v0 = (float(p[0]) for p in (before.weight, before.bias, before.output_weight))
    w1, b1, v1 = (float(p[0]) for p in (after.weight, after.bias, after.output_weight))
    lift = after.output_bias - before.output_bias
    is_same = {"w": _near(w0, w1), "b": _near(b0, b1), "v": _near(v0, v1), "c": _near(lift, 0)}
    changed = "".join(name for name, same in is_same.items() if not same)
    if changed == "c":
        return _sum_move(lift)
    if changed == "b":
        return f"{_line_move(b1 - b0)}; {_corner_move(w0, b0, w1, b1)}"
    if changed == "w":
        turn = tr(
            "w: the line z turned about {point}, its slope went from {before} to {after}",
            point=stated("z(0) = b", b1),
            before=about(w0),
            after=about(w1),
        )
        return f"{turn}; {_corner_move(w0, b0, w1, b1)}"
    if changed == "v":
        move = _output_weight_move(v0, v1)
        return move if w1 == 0 else f"{move} {tr('The corner stayed.')}"
    if changed == "wb" and w0 * w1 != 0 and _near(-b0 / w0, -b1 / w1):
        return tr(
            "w and b: the corner stayed at {corner}, the slope v·w went from {before} to {after}.",
            corner=stated("x", -b1 / w1 + 0.0),
            before=about(v0 * w0),
            after=about(v1 * w1),
        )
    if "v" in changed and "c" not in changed and _draw_the_same((w0, b0, v0), (w1, b1, v1)):
        slope = stated("v·w", v1 * w1)
        return tr("w, b and v together: v·h is where it was. {slope} as before.", slope=slope)
    return ""


def shape_sentence(unit: Unit) -> str:
    """Say which shape (w, b, v) draw, and how they follow from it."""
    w, b, v = unit
    shape = shape_of(unit)
    if shape is None:
        return tr(
            "Now: {weight}, {output_weight}. There is no hinge, for w · v is 0.",
            weight=stated("w", w),
            output_weight=stated("v", v),
        )
    reasons = tr(
        "{weight} and {output_weight}, so {steepness}; corner {corner}, so b = −w · corner {bias}.",
        weight=stated("w", w),
        output_weight=stated("v", v),
        steepness=stated("|v·w|", shape.steepness),
        corner=equal_to(shape.corner),
        bias=equal_to(b),
    )
    name = tr(SHAPE_NAMES[shape.flat, shape.points])
    return tr("Now: {shape}; {reasons}", shape=name, reasons=reasons)


def corner_rule(corner: float, before: float, after: float, unit: Sequence[float]) -> str:
    """Write how a corner and the slopes beside it make a unit (w, b, v)."""
    w, b, v = unit
    if w == 0:
        return tr("The slope does not change: no unit is needed here.")
    return tr(
        "v·|w| = slope after − slope before = {after} − {before} = {change}, "
        "so with v = {output_weight}: {weight}; b = −w · corner = −{factor} · {corner}: {bias}. "
        "The unit is on to the right of its corner.",
        after=number(after),
        before=factor(before),
        change=about(after - before),
        output_weight=number(v),
        weight=stated("w", w),
        factor=number(w),
        corner=factor(corner),
        bias=stated("b", b),
    )


def _draw_the_same(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    (w0, b0, v0), (w1, b1, v1) = first, second
    return w0 * w1 > 0 and _near(v0 * w0, v1 * w1) and _near(v0 * b0, v1 * b1)


def _sum_move(lift: float) -> str:
    by = about(abs(lift))
    if lift > 0:
        return tr("c: the whole sum went up by {by} everywhere. No corner moved sideways.", by=by)
    return tr("c: the whole sum went down by {by} everywhere. No corner moved sideways.", by=by)


def _line_move(rise: float) -> str:
    by = about(abs(rise))
    if rise > 0:
        return tr("b: the line z went up by {by} everywhere", by=by)
    return tr("b: the line z went down by {by} everywhere", by=by)


def _corner_move(w0: float, b0: float, w1: float, b1: float) -> str:
    """Say where the corner is now, as the end of a sentence on the line z."""
    if w1 == 0:
        return tr("with w = 0 it is level, at {level}: no corner.", level=about(b1))
    corner = stated("x", -b1 / w1 + 0.0)
    if w0 == 0:
        return tr("its crossing of 0, the corner, is at {corner}.", corner=corner)
    shift = b0 / w0 - b1 / w1
    if _near(shift, 0):
        return tr("its crossing of 0, the corner, stayed at {corner}.", corner=corner)
    by = about(abs(shift))
    if shift > 0:
        return tr(
            "so its crossing of 0, the corner, went right by {by}, to {corner}.",
            by=by,
            corner=corner,
        )
    return tr(
        "so its crossing of 0, the corner, went left by {by}, to {corner}.", by=by, corner=corner
    )


def _output_weight_move(v0: float, v1: float) -> str:
    if v0 == 0 or v1 == 0:
        before, after = about(v0), about(v1)
        return tr("v: from {before} to {after}; h is multiplied by it.", before=before, after=after)
    by = about(abs(v1 / v0))
    if v0 * v1 < 0:
        return tr("v: v·h was multiplied by {by} and flipped upside down.", by=by)
    return tr("v: v·h was multiplied by {by}.", by=by)


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME * max(1.0, abs(a), abs(b))
