"""What is said of several layers and of two inputs is true, on random settings."""

import re

import numpy as np
from hygiene import NUMBER, assert_clean, assert_said, number_in, value_of
from networks import random_deep, random_planar
from numpy.testing import assert_allclose

from relu_explorer.questions.several.planar_starts import PlanarStart
from relu_explorer.words.two_inputs import cut_alternative as cut_slopes
from relu_explorer.words.two_inputs import (
    planar_counter,
    planar_formula,
    planar_lines,
    plane_alternative,
    region_rows,
    surface_alternative,
)
from relu_explorer.words.two_layers import (
    bent_alternative,
    cut_alternative,
    deep_counter,
    deep_formula,
    deep_ledger,
    output_alternative,
    probe_lines,
)

START = PlanarStart(((1, 1, 1, 1),) * 5)


def result(line):
    return number_in(re.search(rf"[=≈] {NUMBER}(?:;.*)?$", line)[1])


def near(said, value):
    assert abs(said - value) <= 5.01e-4 + 1e-9 * abs(value), (said, value)


def test_the_lines_of_two_layers_end_in_what_each_unit_gives(rng):
    for _ in range(300):
        _, state = random_deep(rng)
        lines = probe_lines(state)
        _, h1, _, h2 = state.probed
        between = [float(state.chain.inner(state.view.probe))] if state.chain else []
        for line, value in zip(lines, [*h1, *between, *h2], strict=False):
            near(result(line), value)
        total = float(state.network.layers[2].weight[0] @ h2 + state.network.layers[2].bias[0])
        near(result(lines[-1]), total)
        if state.view.further:
            assert_said(re.search(rf"layers? {NUMBER}$", lines[-1])[1], state.output)
        for line in lines:
            assert_clean(line)


def test_the_ledger_of_two_layers_adds_up(rng):
    for _ in range(300):
        _, state = random_deep(rng)
        rows = deep_ledger(state)
        assert len(rows) == state.pieces.slopes.size
        knots = state.pieces.knots
        for row, slope, low, high in zip(
            rows, state.pieces.slopes, knots[:-1], knots[1:], strict=True
        ):
            said = re.search(rf"\*\*{NUMBER}\*\*", row.slope)
            if said:
                assert_said(said[1], slope)
            else:
                assert slope == 0
            assert_clean(row.slope + row.interval + row.change)
            inside = (max(low, min(high, 0) - 1e3) + min(high, max(low, 0) + 1e3)) / 2
            z1, z2 = state.network.preactivations(inside)
            sure = np.abs(z1) > 1e-6
            assert all((unit in row.first) == (z1[unit] > 0) for unit in np.flatnonzero(sure))
            if state.view.has_max:
                sure = np.abs(z2) > 1e-6
                assert all((unit in row.second) == (z2[unit] > 0) for unit in np.flatnonzero(sure))


def test_counters_and_descriptions_are_clean(rng):
    for _ in range(150):
        _, state = random_deep(rng)
        count = state.kinks.size + 1
        assert f"{count} piece" in deep_counter(state)
        for text in (
            deep_counter(state),
            bent_alternative(state),
            cut_alternative(state),
            output_alternative(state),
        ):
            assert_clean(text)
        seen = (state.kinks > state.view.window[0]) & (state.kinks < state.view.window[1])
        assert output_alternative(state).count("slope ") == 1 + np.count_nonzero(seen)
        first, second = state.units
        formula, output = deep_formula(state), state.network.layers[-1]
        assert formula.count("class=of") == first + second
        z = state.network.preactivations(1.5)[1]
        h = np.maximum(0, z) if state.view.has_max else z
        y = output.bias[0] + output.weight[0] @ h
        assert_allclose(value_of(formula, x=1.5), y, atol=1e-9)


def test_the_lines_of_two_inputs_end_in_what_each_unit_gives(rng):
    for _ in range(200):
        _, state = random_planar(rng, START)
        lines = planar_lines(state)
        h = np.maximum(0, state.network.weight @ np.array(state.view.probe) + state.network.bias)
        for line, value in zip(lines, [*h, state.output], strict=True):
            near(result(line), value)
            assert_clean(line)


def test_every_region_has_a_row_with_its_plane(rng):
    for _ in range(150):
        _, state = random_planar(rng, START)
        rows = region_rows(state)
        assert len(rows) == len(state.regions)
        assert abs(sum(number_in(row.share[:-2]) for row in rows) - 100) < 0.06 * len(rows) + 1e-9
        planes = {tuple(np.flatnonzero(one.active)): one for one in state.regions}
        for row in rows:
            region = planes[row.on]
            assert_said(re.match(rf"y [=≈] {NUMBER}", row.plane)[1], region.constant)
            for name, slope in zip("₁₂", region.gradient, strict=True):
                said = re.search(rf"([+−]) {NUMBER}·x{name}", row.plane)
                assert (said is not None) == (slope != 0)
                if said:
                    value = number_in(said[2]) * (-1 if said[1] == "−" else 1)
                    near(value, slope)
            assert_clean(row.plane)
        counted = planar_counter(state)
        assert f"{len(rows)} region" in counted
        for text in (
            counted,
            plane_alternative(state),
            surface_alternative(state),
            cut_slopes(state),
        ):
            assert_clean(text)
        formula, at = planar_formula(state), (1.5, -0.5)
        assert formula.count("class=of") == len(state.network)
        y = value_of(formula, x1=at[0], x2=at[1])
        assert_allclose(y, float(state.network(at)), atol=1e-9)
