import re
from itertools import pairwise

import numpy as np
from hygiene import value_of
from networks import grid_network, random_states, state_of
from numpy.testing import assert_allclose
from reference import exact_pieces

from relu_explorer import ReluNetwork, preactivation, slope_changes
from relu_explorer.language.numerals import MINUS, about, equals, number
from relu_explorer.words.explain import (
    arithmetic,
    counter,
    curvature,
    formula,
    ledger,
    unit_sentence,
)

BAD = re.compile(
    r"nan|inf(?!t)|-0(?![.\d])|−0(?![.\d])|\+ −|−−|\b1 \w+s\b|\b(?!1 )\d+ (unit|piece|corner)\b"
)


def read(text):
    return float(text.replace(MINUS, "-"))


def test_numbers_have_three_decimals_and_no_negative_zero(rng):
    for value in [0.0, -0.0, 1e-12, -1e-12, *rng.normal(scale=100, size=500)]:
        text = number(value)
        assert_allclose(read(text), value, atol=5.001e-4)
        assert not text.startswith(MINUS + "0") or text.startswith(MINUS + "0.")
        assert (equals(value) == "=") == (abs(read(text) - value) <= 1e-9)
    assert number(1e30) == "1e30"
    assert number(-1.5e10) == "−1.5e10"
    assert about(1 / 3) == "≈0.333"


def test_arithmetic_adds_up(rng):
    for state in random_states(rng, 1000):
        parts = state.contributions.tolist()
        text = arithmetic(state.view.probe, state.network.output_bias, parts)
        assert not BAD.search(text), text
        start, terms, end = re.split(" [=≈] ", text)
        assert read(start[2:-1]) == state.view.probe
        terms = terms.replace("+ ", "+").replace("− ", "−").split()
        assert len(terms) == 1 + len(parts)
        assert_allclose(sum(read(t) for t in terms), read(end), atol=1e-3 * (1 + len(parts)))
        if "≈" not in text:
            assert_allclose(sum(read(t) for t in terms), read(end), atol=1e-8)


def test_a_unit_s_sentence_is_true_of_its_contribution(rng):
    for w, b, v in np.round(
        rng.integers(-60, 61, (2000, 3)) * rng.choice([0, 0.05, 1], (2000, 1)), 10
    ):
        text = unit_sentence(w, b, v)
        assert not BAD.search(text), text

        def slope_at(x, w=w, b=b, v=v):
            return v * w if w * x + b > 0 else 0.0

        if w == 0:
            assert text == f"no corner, since w = 0: adds {about(v * max(0, b))} everywhere"
        elif v == 0:
            assert text.endswith("but v = 0: adds 0 everywhere")
        else:
            found = re.fullmatch(
                r"corner at x [=≈] (\S+); v·h has (.+) on its left, (.+) on its right", text
            )
            assert_allclose(read(found[1]), -b / w, atol=5.01e-4)
            for side, said in zip((-1, 1), found.groups()[1:], strict=True):
                slope = read(said.removeprefix("slope ").replace("≈", ""))
                assert_allclose(slope, slope_at(-b / w + side), atol=5.01e-4)
        assert (
            unit_sentence(w, b, v, has_max=False)
            == f"v·z is a straight line of slope {about(v * w)}"
        )


def test_the_counter_and_the_curvature_are_the_exact_ones(rng):
    for case in range(1500):
        network = grid_network(rng, case % 9)
        slopes = exact_pieces(network).slopes
        changes = [b - a for a, b in pairwise(slopes) if a != b]
        hidden = sum(a == b for a, b in pairwise(slopes))
        state = state_of(network)
        text = counter(state)
        assert not BAD.search(text), text
        said = [len(network), len(changes), len(changes) + 1, *([hidden] if hidden else [])]
        assert [int(n) for n in re.findall(r"\d+", text)] == said
        signs = {change > 0 for change in changes}
        expected = {
            (): "one straight line",
            (True,): "convex: bends upwards only",
            (False,): "concave: bends downwards only",
        }
        both = "bends both ways: neither convex nor concave"
        assert curvature(state.changes) == expected.get(tuple(signs), both)


def test_the_ledger_is_true_on_every_piece(rng):
    for state in random_states(rng, 1000):
        pieces, rows = state.pieces, ledger(state)
        assert len(rows) == pieces.slopes.size
        for j, row in enumerate(rows):
            for text in (row.interval, row.slope, row.change):
                assert not BAD.search(text), text
            assert [state.units.index(unit) for unit in row.on] == np.flatnonzero(
                pieces.active[j]
            ).tolist()
            terms, slope = re.fullmatch(
                r"(.+?) (?:[=≈] \*\*(.+)\*\*|\(none is on\))", row.slope
            ).groups()
            said = eval(terms.replace(MINUS, "-").replace("·", "*"))
            assert_allclose(said, pieces.slopes[j], atol=1e-9)
            assert_allclose(read(slope or "0"), pieces.slopes[j], atol=5.01e-4)
            ends = [read(end.replace("≈", "")) for end in re.findall(r"[−≈\d.]+", row.interval)]
            finite = [knot for knot in pieces.knots[j : j + 2] if np.isfinite(knot)]
            assert_allclose(ends, finite, atol=5.01e-4)
            assert ends == sorted(set(ends))
        if state.view.has_max:
            changes = slope_changes(state.heard, pieces)
            for row, change in zip(rows[:-1], changes, strict=True):
                said = re.fullmatch(r"at x [=≈] \S+: (≈?)(\+?)([−\d.]+)(, no corner)?", row.change)
                assert_allclose(read(said[3]), change, atol=5.01e-4)
                assert bool(said[4]) == (change == 0)


def test_two_near_corners_keep_different_names():
    rows = ledger(state_of(ReluNetwork([1, 1], [-0.3331, -0.3332])))
    assert rows[1].interval == "≈0.3331 < x < ≈0.3332"


def test_the_formula_names_every_unit_in_its_colour(rng):
    for state in random_states(rng, 300):
        units, text = state.units, formula(state)
        assert not BAD.search(text), text
        assert [int(unit) for unit in re.findall(r"class=of(\d)", text)] == list(units)
        assert text.count("max") == len(units) * state.view.has_max
        z, v = preactivation(state.heard, 1.5), state.heard.output_weight
        h = np.maximum(0, z) if state.view.has_max else z
        assert_allclose(value_of(text, x=1.5), state.heard.output_bias + v @ h, atol=1e-9)
