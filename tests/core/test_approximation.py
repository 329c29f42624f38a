"""Approximation by so many units: the error is that of the network, and falls as it should."""

import numpy as np
import pytest

from relu_explorer.charts.curve_figures import curve_figure, error_figure, rate_figure
from relu_explorer.core.curves import CURVES
from relu_explorer.core.fitting.approximation import COUNTS, PLACINGS, approximate, errors, rate
from relu_explorer.words.code import keras_code, numpy_code, torch_code


@pytest.mark.parametrize("name", CURVES)
def test_the_best_placing_is_never_worse(name):
    evenly, best = (errors(CURVES[name], placing) for placing in PLACINGS)
    assert all(b <= a + 1e-12 for a, b in zip(evenly, best, strict=True))


def test_the_error_on_a_sine_falls_with_the_square_of_the_units():
    assert -2.1 < rate(errors(CURVES["sine"], "evenly")) < -1.9
    assert rate(errors(CURVES["root"], "evenly")) == pytest.approx(-0.5, abs=0.01)


def test_an_exact_curve_has_no_rate():
    assert rate(errors(CURVES["line"], "evenly")) is None
    assert errors(CURVES["lab"], "as well as can be")[COUNTS.index(3)] < 1e-9


@pytest.mark.parametrize("name", CURVES)
def test_the_errors_are_those_of_the_network(name):
    curve, found = CURVES[name], approximate(CURVES[name], 6, "as well as can be")
    x = np.linspace(*curve.domain, 4001)
    error = np.abs(found.network(x) - curve.function(x))
    assert found.maximum == pytest.approx(error.max(), rel=0.02, abs=1e-9)
    assert found.mean == pytest.approx(error.mean(), rel=0.02, abs=1e-9)
    assert len(found.network) == 6


def test_the_figures_hold_the_curve_the_network_and_the_rates():
    curve, found = CURVES["sine"], approximate(CURVES["sine"], 5, "evenly")
    by_placing = {placing: errors(CURVES["sine"], placing) for placing in PLACINGS}
    lines = {trace.name: trace for trace in curve_figure("#000", curve, found).data}
    assert list(lines["the network"].x) == list(found.knots)
    assert len(lines["corners"].x) == 4
    assert max(abs(error_figure("#000", curve, found).data[0].y)) == pytest.approx(
        found.maximum, rel=0.01
    )
    assert list(rate_figure("#000", 5, by_placing).data[0].x) == list(COUNTS)


def test_numpy_s_code_gives_the_same_numbers():
    network = approximate(CURVES["rough"], 7, "evenly").network
    space = {}
    exec(numpy_code(network), space)
    x = np.linspace(-1, 5, 101)
    np.testing.assert_array_equal(space["network"](x), network(x))


def test_the_other_code_is_python_and_holds_every_number():
    network = approximate(CURVES["sine"], 3, "evenly").network
    for code in (torch_code(network), keras_code(network)):
        compile(code, "exported", "exec")
        for value in (*network.weight, *network.bias, *network.output_weight):
            assert repr(float(value)) in code


@pytest.mark.parametrize(("name", "pieces"), [("line", 1), ("valley", 2), ("lab", 3), ("tent", 4)])
def test_a_curve_of_straight_pieces_is_exact_with_as_many_units_and_with_more(name, pieces):
    curve = CURVES[name]
    found = dict(zip(COUNTS, errors(curve, "as well as can be"), strict=True))
    assert all((found[count] < 1e-9) == (count >= pieces) for count in COUNTS)
    x = np.linspace(*curve.domain, 100_001)
    for count in (1, 2, 5, 7):
        at = approximate(curve, count, "evenly")
        off = np.abs(at.network(x) - curve.function(x)).max()
        assert off <= at.maximum + 1e-9
        assert at.maximum == pytest.approx(off, abs=1e-4)
