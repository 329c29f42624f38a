"""What one unit looks like, and what the last change of it did, in words."""

from __future__ import annotations

from collections.abc import Sequence

from relu_explorer.explain import about, factor, number, stated
from relu_explorer.network import ReluNetwork
from relu_explorer.shapes import Unit, shape_of

_SAME = 1e-9


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
        return f"c: the whole sum went {_up_down(lift)}. No corner moved sideways."
    if changed == "b":
        return f"b: the line z went {_up_down(b1 - b0)}{_corner_move(w0, b0, w1, b1)}"
    if changed == "w":
        return (
            f"w: the line z turned about {stated('z(0) = b', b1)}, its slope went from "
            f"{about(w0)} to {about(w1)}{_corner_move(w0, b0, w1, b1)}"
        )
    if changed == "v":
        return _output_weight_move(v0, v1) + ("" if w1 == 0 else " The corner stayed.")
    if changed == "wb" and w0 * w1 != 0 and _near(-b0 / w0, -b1 / w1):
        return (
            f"w and b: the corner stayed at {stated('x', -b1 / w1 + 0.0)}, the slope v·w went from "
            f"{about(v0 * w0)} to {about(v1 * w1)}."
        )
    if "v" in changed and "c" not in changed and _draw_the_same((w0, b0, v0), (w1, b1, v1)):
        return f"w, b and v together: v·h is where it was. {stated('v·w', v1 * w1)} as before."
    return ""


def shape_sentence(unit: Unit) -> str:
    """Say which shape (w, b, v) draw, and how they follow from it."""
    w, b, v = unit
    shape = shape_of(unit)
    if shape is None:
        return f"Now: {stated('w', w)}, {stated('v', v)}. There is no hinge, for w · v is 0."
    return (
        f"Now: flat on the {shape.flat}, pointing {shape.points}; "
        f"{stated('w', w)} and {stated('v', v)}, so {stated('|v·w|', shape.steepness)}; "
        f"{stated('corner', shape.corner)}, so {stated('b = −w · corner', b)}."
    )


def corner_rule(corner: float, before: float, after: float, unit: Sequence[float]) -> str:
    """Write how a corner and the slopes beside it make a unit (w, b, v)."""
    w, b, v = unit
    if w == 0:
        return "The slope does not change: no unit is needed here."
    return (
        f"v·|w| = slope after − slope before = {number(after)} − {factor(before)} = "
        f"{about(after - before)}, so with v = {number(v)}: {stated('w', w)}; "
        f"b = −w · corner = −{number(w)} · {factor(corner)}: {stated('b', b)}. "
        "The unit is on to the right of its corner."
    )


def _draw_the_same(first: tuple[float, float, float], second: tuple[float, float, float]) -> bool:
    (w0, b0, v0), (w1, b1, v1) = first, second
    return w0 * w1 > 0 and _near(v0 * w0, v1 * w1) and _near(v0 * b0, v1 * b1)


def _corner_move(w0: float, b0: float, w1: float, b1: float) -> str:
    if w1 == 0:
        return f"; with w = 0 it is level, at {about(b1)}: no corner."
    if w0 == 0:
        return f"; its crossing of 0, the corner, is at {stated('x', -b1 / w1 + 0.0)}."
    shift = b0 / w0 - b1 / w1
    if _near(shift, 0):
        return f"; its crossing of 0, the corner, stayed at {stated('x', -b1 / w1 + 0.0)}."
    way = "right" if shift > 0 else "left"
    return (
        f"; so its crossing of 0, the corner, went {way} by {about(abs(shift))}, to "
        f"{stated('x', -b1 / w1 + 0.0)}."
    )


def _output_weight_move(v0: float, v1: float) -> str:
    if v0 == 0 or v1 == 0:
        return f"v: from {about(v0)} to {about(v1)}; h is multiplied by it."
    flipped = " and flipped upside down" if v0 * v1 < 0 else ""
    return f"v: v·h was multiplied by {about(abs(v1 / v0))}{flipped}."


def _up_down(change: float) -> str:
    return f"{'up' if change > 0 else 'down'} by {about(abs(change))} everywhere"


def _near(a: float, b: float) -> bool:
    return abs(a - b) <= _SAME * max(1.0, abs(a), abs(b))
