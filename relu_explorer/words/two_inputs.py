"""Words and formulas about two inputs, made from their numbers and true in every state."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from relu_explorer.core.several.planar import Region
from relu_explorer.core.several.two_inputs import PlanarState
from relu_explorer.language.numerals import MINUS, about, equals, factor, number, signed
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.words.alternatives import slopes_text
from relu_explorer.words.explain import FormulaLine, aligned, units_text, weighted

SUBSCRIPTS = "₀₁₂₃₄"


class RegionRow(NamedTuple):
    """A region: which units are on, its plane, and how much of the frame it takes."""

    on: tuple[int, ...]
    plane: str
    share: str


def planar_counter(state: PlanarState) -> str:
    """Count units, lines and regions, beside what so many lines can make."""
    units, lines = len(state.network), sum(line is not None for line in state.lines)
    return tr(
        "{units}, {lines}, {regions} in the frame; so many lines make {most} at most.",
        units=units_text(units),
        lines=tr_many("{count} line", "{count} lines", lines),
        regions=tr_many("{count} region", "{count} regions", len(state.regions)),
        most=1 + lines + lines * (lines - 1) // 2,
    )


def region_rows(state: PlanarState) -> list[RegionRow]:
    """Write the plane of each region, the largest region first."""
    shares = [_area(region) for region in state.regions]
    total = sum(shares)
    order = np.argsort(shares, kind="stable")[::-1]
    return [
        RegionRow(
            tuple(np.flatnonzero(state.regions[k].active).tolist()),
            _plane(state.regions[k]),
            f"{number(100 * shares[k] / total, 1)} %",
        )
        for k in order.tolist()
    ]


def planar_formula(state: PlanarState) -> str:
    """Write the units with their numbers as HTML, a line a unit."""
    network, inputs = state.network, [f"<i>x</i><sub>{k}</sub>" for k in (1, 2)]
    lines = [FormulaLine(f"<i>y</i>({', '.join(inputs)}) =", about(network.output_bias))]
    rows = zip(network.weight, network.bias, network.output_weight.tolist(), strict=True)
    for unit, (weights, b, v) in enumerate(rows):
        term = f"{about(abs(v))} · max(0, {weighted(b, weights, inputs)})"
        lines.append(FormulaLine(MINUS if v < 0 else "+", term, unit))
    return aligned(lines)


def planar_lines(state: PlanarState) -> list[str]:
    """Take the output at the probe apart: a line a unit, then the sum.

    On the page the browser writes the same (``planar_words.js``): a test holds it against this.
    """
    network, at = state.network, list(state.view.probe)
    h = np.maximum(0.0, network.weight @ np.array(at) + network.bias).tolist()
    rows = zip(network.weight.tolist(), network.bias.tolist(), h, strict=True)
    lines = []
    for unit, (weights, bias, value) in enumerate(rows):
        terms = _sum(bias, weights, at)
        sign = equals(bias, *weights, *at, value)
        lines.append(f"h{SUBSCRIPTS[unit]} = max(0, {terms}) {sign} {number(value)}")
    v, c, y = network.output_weight.tolist(), network.output_bias, state.output
    place = ", ".join(map(number, at))
    sign = equals(*at, c, *v, *h, y)
    return [*lines, f"y({place}) = {_sum(c, v, h)} {sign} {number(y)}"]


def plane_alternative(state: PlanarState) -> str:
    """Say what is seen from above."""
    rows = region_rows(state)
    said = "; ".join(
        tr(
            "{share} with {units} on: {plane}",
            share=row.share,
            units=_units(row.on),
            plane=row.plane,
        )
        for row in rows
    )
    return tr(
        "The plane of both inputs. {counter} {regions}.",
        counter=planar_counter(state),
        regions=said,
    )


def surface_alternative(state: PlanarState) -> str:
    """Say what the surface is, and how high it is."""
    y = np.concatenate([state.network(region.corners) for region in state.regions])
    return tr(
        "The output as a surface over the plane, from {low} to {high} in the frame.",
        low=about(float(y.min())),
        high=about(float(y.max())),
    )


def cut_alternative(state: PlanarState) -> str:
    """Say what is seen along the cut."""
    return tr("The output along the cut: {slopes}.", slopes=slopes_text(state.cut))


def _units(on: Sequence[int]) -> str:
    return ", ".join(map(str, on)) or tr("none")


def _plane(region: Region) -> str:
    """Write a region's plane: ``y = 1 + 2·x₁ − 0.5·x₂``."""
    g1, g2 = (float(slope) for slope in region.gradient)
    parts = [float(region.constant), g1, g2]
    terms = [f"{signed(slope)}·{name}" for slope, name in ((g1, "x₁"), (g2, "x₂")) if slope]
    return f"y {equals(*parts)} {' '.join([number(parts[0]), *terms])}"


def _sum(constant: float, weights: Sequence[float], values: Sequence[float]) -> str:
    terms = [
        f"{signed(weight)}·{factor(value)}" for weight, value in zip(weights, values, strict=True)
    ]
    return " ".join([number(constant), *terms])


def _area(region: Region) -> float:
    """Area of a convex polygon, by the shoelace formula."""
    x, y = region.corners.T
    return float(np.abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)
