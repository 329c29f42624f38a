"""What one unit looks like, and what the last change of it did, in words."""

from __future__ import annotations

from collections.abc import Sequence

from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.shapes import Unit, shape_of
from relu_explorer.language.numerals import about, equal_to, factor, number, stated
from relu_explorer.language.translation import mark, tr

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
    was, now = _unit_0(before), _unit_0(after)
    lift = after.output_bias - before.output_bias
    changed = "".join(s for s, x, y in zip("wbv", was, now, strict=True) if not is_near(x, y))
    changed += "" if is_near(lift, 0) else "c"
    if changed == "c":
        return _sum_move(lift)
    if changed == "b":
        return f"{_line_move(now.b - was.b)}; {_corner_move(was, now)}"
    if changed == "w":
        turn = tr(
            "w: the line z turned about {point}, its slope went from {before} to {after}",
            point=stated("z(0) = b", now.b),
            before=about(was.w),
            after=about(now.w),
        )
        return f"{turn}; {_corner_move(was, now)}"
    if changed == "v":
        move = _output_weight_move(was.v, now.v)
        return move if now.w == 0 else f"{move} {tr('The corner stayed.')}"
    if changed == "wb" and was.w * now.w != 0 and is_near(was.corner, now.corner):
        return tr(
            "w and b: the corner stayed at {corner}, the slope v·w went from {before} to {after}.",
            corner=stated("x", now.corner),
            before=about(was.v * was.w),
            after=about(now.v * now.w),
        )
    if "v" in changed and "c" not in changed and _draw_the_same(was, now):
        slope = stated("v·w", now.v * now.w)
        names = tr("{names} and {last}", names=", ".join(changed[:-1]), last=changed[-1])
        return tr(
            "{names} together: v·h is where it was. {slope} as before.", names=names, slope=slope
        )
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


def _unit_0(network: ReluNetwork) -> Unit:
    return Unit(*network.rows[0])


def _draw_the_same(one: Unit, other: Unit) -> bool:
    return (
        one.w * other.w > 0
        and is_near(one.v * one.w, other.v * other.w)
        and is_near(one.v * one.b, other.v * other.b)
    )


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


def _corner_move(before: Unit, after: Unit) -> str:
    """Say where the corner is now, as the end of a sentence on the line z."""
    if after.w == 0:
        return tr("with w = 0 it is level, at {level}: no corner.", level=about(after.b))
    corner = stated("x", after.corner)
    if before.w == 0:
        return tr("its crossing of 0, the corner, is at {corner}.", corner=corner)
    shift = after.corner - before.corner
    if is_near(shift, 0):
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


def _output_weight_move(before: float, after: float) -> str:
    if before == 0 or after == 0:
        ends = {"before": about(before), "after": about(after)}
        return tr("v: from {before} to {after}; h is multiplied by it.", **ends)
    by = about(abs(after / before))
    if before * after < 0:
        return tr("v: v·h was multiplied by {by} and flipped upside down.", by=by)
    return tr("v: v·h was multiplied by {by}.", by=by)
