"""From a shape to a unit's parameters, and the family of parameters that draw one shape."""

from __future__ import annotations

from typing import NamedTuple

from relu_explorer.core.nearness import is_near
from relu_explorer.core.parameters import Grids

# What the unit's contribution looks like, by flat side and direction of the ray.
GALLERY = {
    ("left", "up"): "▁▁╱",
    ("right", "up"): "╲▁▁",
    ("left", "down"): "▔▔╲",
    ("right", "down"): "╱▔▔",
}


class Unit(NamedTuple):
    """Weight, bias and output weight of a unit."""

    w: float
    b: float
    v: float

    @property
    def corner(self) -> float:
        """Where it switches, if its weight is not 0."""
        return -self.b / self.w + 0.0


class Shape(NamedTuple):
    """A hinge: its flat side, the direction of its ray, its corner and the ray's steepness."""

    flat: str
    points: str
    corner: float
    steepness: float


def shape_of(unit: Unit) -> Shape | None:
    """Return the shape that (w, b, v) draw; None if w or v is 0 and there is no hinge."""
    w, b, v = unit
    if w == 0 or v == 0:
        return None
    side, direction = "left" if w > 0 else "right", "up" if v > 0 else "down"
    return Shape(side, direction, -b / w + 0.0, abs(w * v))


def unit_of(shape: Shape, grids: Grids) -> Unit | None:
    """Return w, b and v that draw a shape: with ``|v| = 1`` if the sliders reach that far.

    ``abs(v * w) = steepness`` and ``b = -w * corner``: of the many solutions, the one whose
    output weight is nearest to 1 in size.  None if the sliders reach none.
    """
    reach = grids["b"].high / abs(shape.corner) if shape.corner else grids["w"].high
    size = min(shape.steepness, grids["w"].high, reach)
    if size <= 0 or shape.steepness / size > grids["v"].high:
        return None
    w = size if shape.flat == "left" else -size
    v = shape.steepness / size if shape.points == "up" else -shape.steepness / size
    return Unit(w, -w * shape.corner + 0.0, v)


def scaled(unit: Unit, power: float, grids: Grids) -> Unit:
    """Return ``(s * w, s * b, v / s)`` for ``s = 2 ** power``: the same contribution.

    Where the sliders end, `s` is kept from going further.
    """
    w, b, v = unit
    ends = [grids[symbol].high / abs(value) for symbol, value in (("w", w), ("b", b)) if value]
    s = max(min([2**power, *ends]), abs(v) / grids["v"].high)
    return Unit(w * s, b * s, v / s)


def unscaled(unit: Unit, power: float) -> Unit:
    """Return the unit of which `scaled` makes `unit`."""
    w, b, v = unit
    s = 2.0**power
    return Unit(w / s, b / s, v * s)


def is_same_unit(first: Unit, second: Unit) -> bool:
    """Return whether two units have the same parameters, but for rounding."""
    return all(map(is_near, first, second))


def unit_for_corner(corner: float, before: float, after: float) -> Unit:
    """Return a unit, on to the right, that takes the slope from `before` to `after` at `corner`.

    ``v * abs(w) = after - before`` and ``b = -w * corner``; ``v`` is 1 or -1.
    """
    change = after - before
    w = abs(change)
    return Unit(w, -w * corner + 0.0, 1.0 if change >= 0 else -1.0)
