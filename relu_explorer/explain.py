"""Words and LaTeX about a network, made from its numbers and true in every state."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

import numpy as np

from relu_explorer.network import Array, ReluNetwork
from relu_explorer.pieces import Pieces, slope_changes

MINUS = "\u2212"
_LARGE = 1e9  # from here on numbers are written with an exponent
_NUDGE = 1e-9


def number(value: float, decimals: int = 3) -> str:
    """Write a number to three decimals at most, with a true minus and never as -0.

    >>> number(-1.50), number(2 / 3), number(-0.0001), number(2.5e12)
    ('−1.5', '0.667', '0', '2.5e12')
    """
    if abs(value) >= _LARGE:
        mantissa, exponent = f"{value:.{decimals}e}".split("e")
        text, tail = mantissa, f"e{int(exponent)}"
    else:
        # A half is rounded away from 0, also where rounding in float64 left it just short.
        nudge = min(_NUDGE, 10.0 ** -(decimals + 3))
        nudged = Decimal(value) + Decimal(math.copysign(nudge, value))
        text, tail = f"{nudged.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}", ""
    text = text.rstrip("0").rstrip(".")
    return (text if text != "-0" else "0").replace("-", MINUS) + tail


def equals(*values: float) -> str:
    """Return "=" if `number` writes all these values exactly, else "≈".

    >>> equals(0.25), equals(0.25, 1 / 3)
    ('=', '≈')
    """
    return "=" if all(abs(round(x, 3) - x) <= 1e-9 for x in values) else "≈"


def about(value: float) -> str:
    """Write a number, marked where it is rounded: ``1.5``, ``≈0.333``."""
    return number(value) if equals(value) == "=" else "≈" + number(value)


def size(value: float) -> str:
    """Write a size, 0 or more, to three significant digits.

    >>> size(0.5), size(12345.6), size(1.234e-7)
    ('0.5', '12300', '1.23e−7')
    """
    if value == 0 or 1e-3 <= value < 1e5:
        return f"{float(f'{value:.3g}'):.6g}"
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def stated(name: str, value: float) -> str:
    """Write what a name stands for: ``x = 1.5``, ``x ≈ 0.333``."""
    return f"{name} {equals(value)} {number(value)}"


def arithmetic(x: float, constant: float, parts: Sequence[float]) -> str:
    """Write the output at `x` as the sum of the output bias and the contributions.

    >>> arithmetic(1.0, 0.5, [2.0, -1.0])
    'y(1) = 0.5 + 2 − 1 = 1.5'
    """
    total = constant + sum(parts)
    terms = " ".join([number(constant), *(signed(part) for part in parts)])
    first, second = equals(x, constant, *parts), equals(constant, *parts, total)
    return f"y({number(x)}) {first} {terms} {second} {number(total)}"


def unit_sentence(w: float, b: float, v: float, *, has_max: bool = True) -> str:
    """Say what one unit contributes, and where.

    >>> unit_sentence(-2.0, 3.0, 1.5)
    'corner at x = 1.5; v·h has slope −3 on its left, slope 0 on its right'
    """
    slope = f"slope {about(v * w)}"
    if not has_max:
        return f"v·z is a straight line of {slope}"
    if w == 0:
        constant = v * max(0.0, b)
        return f"no corner, since w = 0: adds {about(constant)} everywhere"
    corner = -b / w
    place = f"corner at x {equals(corner)} {number(corner)}"
    if v == 0:
        return f"{place}, but v = 0: adds 0 everywhere"
    left, right = (slope, "slope 0") if w < 0 else ("slope 0", slope)
    return f"{place}; v·h has {left} on its left, {right} on its right"


def counter(units: int, muted: int, changes: Array) -> str:
    """Count the units, the distinct corners of the output and its straight pieces.

    `changes` holds the slope change at each inner knot, as `slope_changes` gives it.

    >>> counter(3, 0, np.array([1.0, 2.0]))
    '3 units, 2 distinct corners, 3 pieces'
    """
    corners = int(np.count_nonzero(changes))
    heard = f" ({muted} muted)" if muted else ""
    return (
        f"{plural(units, 'unit')}{heard}, {plural(corners, 'distinct corner')}, "
        f"{plural(corners + 1, 'piece')}"
    )


def curvature(changes: Array) -> str:
    """Name the output's curvature from its slope changes.

    >>> curvature(np.array([1.0, -2.0]))
    'neither convex nor concave'
    """
    if not changes.any():
        return "one straight line"
    if (changes >= 0).all():
        return "convex"
    return "concave" if (changes <= 0).all() else "neither convex nor concave"


class LedgerRow(NamedTuple):
    """One interval between neighbouring knots, and the knot at its right end."""

    interval: str
    on: tuple[int, ...]
    slope: str
    change: str


def ledger(network: ReluNetwork, units: Sequence[int], pieces: Pieces) -> list[LedgerRow]:
    """Write who is on and how the slope adds up, a row a piece.

    Parameters
    ----------
    network : ReluNetwork
        The units heard, ``n`` of them.
    units : sequence of int, length n
        The number each unit goes by.
    pieces : Pieces
        The pieces of the network's output.

    Returns
    -------
    list of LedgerRow, length m
        ``on`` holds numbers from `units`; ``change`` is empty in the last row.
    """
    changes = [*slope_changes(network, pieces).tolist(), None]
    return [
        LedgerRow(
            interval(float(pieces.knots[j]), float(pieces.knots[j + 1])),
            tuple(unit for unit, on in zip(units, pieces.active[j], strict=True) if on),
            _slope_sum(network, pieces, j),
            _change(float(pieces.knots[j + 1]), change),
        )
        for j, change in enumerate(changes)
    ]


def formula(
    network: ReluNetwork,
    units: Sequence[int],
    colours: Sequence[str],
    *,
    has_max: bool = True,
) -> str:
    """Write the network with its numbers as LaTeX, a line a unit in the unit's colour."""
    lines = [f"y(x) &= {_latex(network.output_bias)}"]
    parameters = zip(network.weight, network.bias, network.output_weight, units, strict=True)
    for w, b, v, unit in parameters:
        line = f"{_coefficient(w)}x {'-' if b < 0 else '+'} {_latex(abs(b))}"
        inner = rf"\max(0,\ {line})" if has_max else rf"({line})"
        sign = "-" if v < 0 else "+"
        term = rf"{_latex(abs(v))} \cdot {inner}"
        lines.append(rf"&\quad {sign}\ \textcolor{{{colours[unit]}}}{{{term}}}")
    return "\\begin{aligned}\n" + " \\\\\n".join(lines) + "\n\\end{aligned}"


def _latex(value: float) -> str:
    text = number(value).replace(MINUS, "-")
    return text if equals(value) == "=" else rf"{{\approx}}{text}"


def _coefficient(value: float) -> str:
    return {1.0: "", -1.0: "-"}.get(value, _latex(value))


def signed(value: float) -> str:
    """Write a number as a term of a sum: ``+ 2``, ``− 2``."""
    text = number(value)
    return f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}"


def plural(count: int, noun: str) -> str:
    """Write a count and its noun: ``1 unit``, ``2 units``."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def factor(value: float) -> str:
    """Write a number as a factor: in brackets if it is negative."""
    text = number(value)
    return f"({text})" if text.startswith(MINUS) else text


def interval(low: float, high: float) -> str:
    """Write an interval of x; its ends never look alike."""
    if np.isinf(low) and np.isinf(high):
        return "all x"
    if np.isinf(low):
        return f"x < {about(high)}"
    if np.isinf(high):
        return f"x > {about(low)}"
    decimals = next((d for d in range(3, 15) if number(low, d) != number(high, d)), 15)
    if decimals == 3:
        return f"{about(low)} < x < {about(high)}"
    return f"≈{number(low, decimals)} < x < ≈{number(high, decimals)}"


def _slope_sum(network: ReluNetwork, pieces: Pieces, piece: int) -> str:
    on = pieces.active[piece]
    v, w = network.output_weight[on].tolist(), network.weight[on].tolist()
    slope = float(pieces.slopes[piece])
    if not v:
        return "0 (none is on)"
    terms = " + ".join(f"{factor(vi)}·{factor(wi)}" for vi, wi in zip(v, w, strict=True))
    return f"{terms} {equals(*v, *w, slope)} **{number(slope)}**"


def sum_of_slopes(slopes: Sequence[float]) -> str:
    """Write a sum of slopes with its result.

    >>> sum_of_slopes([1.0, -2.5]), sum_of_slopes([3.0]), sum_of_slopes([])
    ('1 − 2.5 = −1.5', '3', '0')
    """
    total = sum(slopes)
    if len(slopes) < 2:
        return about(total)
    first, *others = slopes
    terms = " ".join([number(first), *(signed(slope) for slope in others)])
    return f"{terms} {equals(*slopes, total)} {number(total)}"


def build_up(x: float, constant: float, parts: Sequence[float], order: Sequence[int]) -> str:
    """Write the partial sums at `x` as the units' `parts` are added in a certain order."""
    total = constant
    steps = [f"c: {about(total)}"]
    for unit in order:
        part = float(parts[unit])
        total += part
        steps.append(f"{signed(part)} (unit {unit}): {about(total)}")
    return f"At {stated('x', x)}: " + " → ".join(steps)


def _change(knot: float, change: float | None) -> str:
    if change is None:
        return ""
    place = f"at x {equals(knot)} {number(knot)}"
    if change == 0:
        return f"{place}: 0, no corner"
    text = number(change)
    sign = "+" if change > 0 and text != "0" else ""
    return f"{place}: {'' if equals(change) == '=' else '≈'}{sign}{text}"
