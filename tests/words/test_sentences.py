"""Sentences of the pages of questions, on random networks: clean, and true."""

import re

import numpy as np
from hygiene import NUMBER, assert_clean, assert_said, number_in
from networks import grid_network
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, contribution
from relu_explorer.core.shapes import unit_for_corner
from relu_explorer.core.targets import LAB, score
from relu_explorer.language.numerals import stated
from relu_explorer.questions.checks.verdicts import apart, score_words
from relu_explorer.training.descent import dead_units, gradient
from relu_explorer.words.explain import build_up, sum_of_slopes
from relu_explorer.words.moves import corner_rule
from relu_explorer.words.training import gradient_rows


def numbers(text):
    return [number_in(found) for found in re.findall(NUMBER, text)]


def test_the_build_up_ends_at_the_output(rng):
    for case in range(1000):
        network = grid_network(rng, case % 7)
        order = rng.permutation(len(network)).tolist()
        x = float(rng.integers(-40, 41) / 10)
        parts = contribution(network, x)
        text = build_up(x, network.output_bias, parts, order)
        assert_clean(text)
        last = numbers(text.split("→")[-1])[-1]
        assert_allclose(last, network(x), atol=6e-4)
        assert [int(unit) for unit in re.findall(r"unit (\d)", text)] == order
        partial = network.output_bias + np.cumsum(contribution(network, x)[order])
        said = [numbers(step)[-1] for step in text.split("→")[1:]]
        assert_allclose(said, partial, atol=6e-4)


def test_the_rule_of_corners_is_written_with_the_unit_it_makes(rng):
    for _ in range(1000):
        corner, before, after = (float(k) / 2 for k in rng.integers(-20, 21, 3))
        unit = unit_for_corner(corner, before, after)
        text = corner_rule(corner, before, after, unit)
        assert_clean(text)
        if before == after:
            assert "no unit is needed" in text
            continue
        change = re.search(rf"= {NUMBER} − \(?{NUMBER}\)? = {NUMBER}, so", text)
        for said, value in zip(change.groups(), (after, before, after - before), strict=True):
            assert_said(said, value)
        found = re.search(rf"v = {NUMBER}: w = {NUMBER}; .*: b = {NUMBER}\.", text)
        v, w, b = map(number_in, found.groups())
        network = ReluNetwork([w], [b], [v])
        assert_allclose(network([corner, corner + 1]), [0, after - before], atol=1e-9)


def test_sums_of_slopes_add_up(rng):
    for _ in range(1000):
        slopes = np.round(rng.integers(-60, 61, rng.integers(0, 6)) * 0.05, 10).tolist()
        text = sum_of_slopes(slopes)
        assert_clean(text)
        assert_allclose(numbers(text)[-1], sum(slopes), atol=6e-4)


def test_the_score_is_written_as_it_is(rng):
    for case in range(1000):
        found = score(grid_network(rng, case % 5), LAB)
        text = score_words(found)
        assert_clean(text)
        if not found.is_exact:
            assert_allclose(numbers(text), [found.maximum, found.at, found.mean], atol=6e-4)
    assert score_words(score(ReluNetwork([-2, 1, 2], [2, -1, -4]), LAB)) == "**exact**"


def test_the_gradient_is_written_as_it_is(rng):
    x = np.linspace(0, 4, 17)
    for case in range(1000):
        network = grid_network(rng, 1 + case % 4)
        slope = gradient(network, x, np.abs(x - 2))
        text = gradient_rows(slope, dead_units(network, x))
        assert_clean(text)
        for unit, row in enumerate(text.split("\n")[2:]):
            parts = [slope.weight[unit], slope.bias[unit], slope.output_weight[unit]]
            assert_allclose(numbers(row)[1:], parts, atol=6e-4)
            if "dead" in row:
                assert not any(parts)


def test_two_values_that_differ_never_look_alike(rng):
    for _ in range(1000):
        a = float(rng.normal())
        b = a + float(rng.choice([1e-1, 1e-4, 1e-7, 1e-9]))
        first, second = apart(a, b).split(", not ")
        assert first != second


def test_names_are_stated_with_what_they_stand_for():
    assert (stated("x", 0.5), stated("x", 1 / 3)) == ("x = 0.5", "x ≈ 0.333")
