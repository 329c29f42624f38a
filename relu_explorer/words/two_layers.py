"""Words and formulas about two layers, made from their numbers and true in every state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.core.pieces import linear_pieces, vertices, without_max
from relu_explorer.core.several.two_layers import LETTERS, MOST, DeepState
from relu_explorer.language.numerals import about, equals, factor, number, signed, stated
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.words.explain import (
    FormulaLine,
    aligned,
    change_of_slope,
    interval,
    pieces_text,
    weighted,
)

SUBSCRIPTS = "₀₁₂"


class DeepLedgerRow(NamedTuple):
    """One interval between neighbouring knots, and the knot at its right end.

    Attributes
    ----------
    interval : str
    first : tuple of int
        Units of the first layer that are on.
    second : tuple of int
        Units of the second layer that are on.
    slope, change : str
    """

    interval: str
    first: tuple[int, ...]
    second: tuple[int, ...]
    slope: str
    change: str


def deep_counter(state: DeepState) -> str:
    """Count the units and the pieces, beside what one layer of as many units can have."""
    first, second = state.units
    pieces = state.kinks.size + 1
    if not state.view.has_max and not state.view.further:
        return tr_many(
            "The max of layer 2 is off: layer 1 is left, {count} unit, {pieces}.",
            "The max of layer 2 is off: layer 1 is left, {count} units, {pieces}.",
            first,
            pieces=pieces_text(pieces),
        )
    units = f"{first} + {second}" + " + 2" * state.view.further
    total = first + second + 2 * state.view.further
    return tr(
        "{units} units, {pieces}; one layer of {total} units has {most} at most.",
        units=units,
        pieces=pieces_text(pieces),
        total=total,
        most=total + 1,
    )


def deep_ledger(state: DeepState) -> list[DeepLedgerRow]:
    """Write who is on in both layers and how the slope comes about, a row a piece."""
    first, second = state.units
    pieces = state.pieces
    knots = pieces.knots.tolist()
    rows = []
    for j, change in enumerate([*state.changes.tolist(), None]):
        active = pieces.active[j].tolist()
        above = active[first : first + second] if state.view.has_max else [True] * second
        on = [
            [unit for unit, is_on in enumerate(part) if is_on] for part in (active[:first], above)
        ]
        rows.append(
            DeepLedgerRow(
                interval(knots[j], knots[j + 1]),
                tuple(on[0]),
                tuple(on[1]),
                _slope(state, on[0], on[1], float(pieces.slopes[j])),
                "" if change is None else _change(state, j, change),
            )
        )
    return rows


def deep_formula(state: DeepState) -> str:
    """Write both layers with their numbers as HTML, a line a unit."""
    first, second, output = state.network.layers
    names = [f"<i>h</i><sub>{unit}</sub>" for unit in range(first.bias.size)]
    above = [f"<i>h</i><sub>{letter}</sub>" for letter in LETTERS[: second.bias.size]]
    lines = [
        FormulaLine(f"{names[unit]} =", f"max(0, {weighted(bias, weight, ['<i>x</i>'])})", unit)
        for unit, (weight, bias) in enumerate(zip(first.weight, first.bias, strict=True))
    ]
    taken = [(weight, bias, names) for weight, bias in zip(second.weight, second.bias, strict=True)]
    if state.chain:
        inner, outer = state.chain
        middle = "<i>y</i><sub>1</sub>"
        y_1 = weighted(inner.output_bias, inner.output_weight, names)
        lines.append(FormulaLine(f"{middle} =", y_1))
        rows = zip(outer.weight[:, np.newaxis], outer.bias, strict=True)
        taken = [(weight, bias, [middle]) for weight, bias in rows]
    for k, (weight, bias, names) in enumerate(taken):
        inside = weighted(bias, weight, names)
        term = f"max(0, {inside})" if state.view.has_max else inside
        lines.append(FormulaLine(f"{above[k]} =", term, MOST + k))
    lines.append(FormulaLine("<i>y</i> =", weighted(output.bias[0], output.weight[0], above)))
    return aligned(lines)


def probe_lines(state: DeepState) -> list[str]:
    """Take the output at the probe apart: a line a unit, then the sum.

    On the page the browser writes the same (``deep_words.js``): a test holds it against this.
    """
    first, second, output = state.network.layers
    x = state.view.probe
    _, h1, _, h2 = state.probed
    lines = [
        _line(f"h{SUBSCRIPTS[unit]}", bias, weight, [x], h, has_max=True)
        for unit, (weight, bias, h) in enumerate(zip(first.weight, first.bias, h1, strict=True))
    ]
    taken: Sequence[float] | Array = h1
    weights, biases = second.weight, second.bias
    if state.chain:
        inner, outer = state.chain
        y1 = float(inner(x))
        lines.append(_line("y₁", inner.output_bias, inner.output_weight, h1, y1))
        taken, weights, biases = [y1], outer.weight[:, np.newaxis], outer.bias
    lines += [
        _line(f"h{letter}", bias, weight, taken, h, has_max=state.view.has_max)
        for letter, weight, bias, h in zip(LETTERS, weights, biases, h2, strict=False)
    ]
    total = float(output.weight[0] @ h2 + output.bias[0])
    lines.append(_line(f"y({number(x)})", output.bias[0], output.weight[0], h2, total))
    if state.view.further:
        lines[-1] += f"; {further_text(state.view.further, about(state.output))}"
    return lines


def further_text(count: int, y: str) -> str:
    """Say what layers that fold make of the output."""
    return tr_many(
        "after {count} further layer {y}", "after {count} further layers {y}", count, y=y
    )


def bent_alternative(state: DeepState) -> str:
    """Say what the second layer takes from the first."""
    if state.chain:
        line = vertices(state.chain.inner, state.view.window)
        return tr("The inner network, y₁: {slopes}.", slopes=_slopes(*line))
    said = [
        tr(
            "Unit {unit}: {slopes}.",
            unit=letter,
            slopes=_slopes(*line),
        )
        for letter, line in zip(LETTERS, state.bent, strict=False)
    ]
    return " ".join([tr("What each unit of layer 2 takes from layer 1, before its max."), *said])


def cut_alternative(state: DeepState) -> str:
    """Say what the second layer's units add."""
    if state.chain:
        outer = state.chain.outer
        pieces = linear_pieces(outer) if state.view.has_max else without_max(outer)
        slopes = "; ".join(
            tr(
                "slope {slope} for {interval}",
                slope=about(slope),
                interval=interval(low, high).replace("x", "y₁"),
            )
            for slope, low, high in zip(
                pieces.slopes.tolist(),
                pieces.knots[:-1].tolist(),
                pieces.knots[1:].tolist(),
                strict=True,
            )
        )
        return tr("The outer network, y over y₁: {slopes}.", slopes=slopes)
    said = [
        tr("Unit {unit}: {slopes}.", unit=letter, slopes=_slopes(*line))
        for letter, line in zip(LETTERS, state.cut, strict=False)
    ]
    return " ".join([tr("What each unit of layer 2 adds to the output."), *said])


def output_alternative(state: DeepState) -> str:
    """Say what the output looks like, and its value at the probe."""
    x, y = state.line
    bends = np.isin(x, state.kinks)
    bends[[0, -1]] = True
    return tr(
        "The output, {pieces}: {slopes}. At {place} it is {value}.",
        pieces=pieces_text(state.kinks.size + 1),
        slopes=_slopes(x[bends], y[bends]),
        place=stated("x", state.view.probe),
        value=about(state.output),
    )


def _slopes(x: Array, y: Array) -> str:
    """Write the slopes of a line between the points that draw it."""
    parts = zip(x[:-1].tolist(), x[1:].tolist(), y[:-1].tolist(), y[1:].tolist(), strict=True)
    return "; ".join(
        tr(
            "slope {slope} for {interval}",
            slope=about((top - low) / (end - start)),
            interval=interval(start, end),
        )
        for start, end, low, top in parts
    )


def _line(
    name: str,
    bias: float,
    weights: Array,
    values: Sequence[float] | Array,
    total: float,
    *,
    has_max: bool | None = None,
) -> str:
    """Write ``name = max(0, bias + weight·value …) = total``."""
    terms = [
        f"{signed(float(weight))}·{factor(float(value))}"
        for weight, value in zip(weights, values, strict=True)
    ]
    inner = " ".join([number(float(bias)), *terms])
    shown = f"max(0, {inner})" if has_max else inner
    parts = [float(bias), *map(float, weights), *map(float, values), float(total)]
    return f"{name} = {shown} {equals(*parts)} {number(float(total))}"


def _slope(state: DeepState, first: list[int], second: list[int], slope: float) -> str:
    """Write the slope of a piece as the sum of the ways from x to y that are open."""
    if state.view.further:
        return f"**{about(slope)}**"
    if not first or not second:
        return tr("0 (no way is open)")
    below, above, output = state.network.layers
    terms, parts = [], [slope]
    for j in second:
        inner = [(float(above.weight[j, i]), float(below.weight[i, 0])) for i in first]
        parts += [float(output.weight[0, j]), *(value for pair in inner for value in pair)]
        ways = " + ".join(f"{factor(u)}·{factor(w)}" for u, w in inner)
        terms.append(f"{factor(float(output.weight[0, j]))}·({ways})")
    return f"{' + '.join(terms)} {equals(*parts)} **{number(slope)}**"


def _change(state: DeepState, knot: int, change: float) -> str:
    """Say by how much the slope changes at a piece's right end, and whose corner it is."""
    first, second = state.units
    names = [*map(str, range(first)), *(LETTERS[:second] if state.view.has_max else "")]
    switching = state.switching[knot].tolist()
    units = [name for name, switches in zip(names, switching, strict=False) if switches]
    text = change_of_slope(float(state.pieces.knots[knot + 1]), change)
    return f"{text} ({', '.join(units)})" if units else text
