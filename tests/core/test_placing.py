"""Placing corners: never worse than evenly, and as good as a long search finds."""

from itertools import combinations

import numpy as np
import pytest

from relu_explorer.core.fitting.interpolation import interpolate
from relu_explorer.core.fitting.placing import best_knots, chord_error, even_knots


def sine(x):
    return np.sin(2 * np.pi * x)


def rough(x):
    return np.sin(3 * x) + 0.3 * np.sin(17 * x)


def root(x):
    return np.sqrt(np.abs(x))


CURVES = {sine: (0.0, 1.0), rough: (0.0, 4.0), root: (-1.0, 1.0), np.square: (-2.0, 2.0)}


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("units", [1, 2, 3, 5, 8, 13, 21])
def test_the_best_placing_is_no_worse_than_the_even_one(curve, units):
    domain = CURVES[curve]
    knots = best_knots(curve, domain, units)
    assert knots.shape == (units + 1,)
    assert (knots[0], knots[-1]) == domain
    assert (np.diff(knots) > 0).all()
    assert chord_error(curve, knots) <= chord_error(curve, even_knots(domain, units))


@pytest.mark.parametrize("curve", CURVES)
@pytest.mark.parametrize("units", [2, 3])
def test_the_best_placing_is_within_5_percent_of_a_search_of_all(curve, units):
    domain = CURVES[curve]
    inner = np.linspace(*domain, 81)[1:-1]
    searched = min(
        chord_error(curve, np.array([domain[0], *chosen, domain[1]]))
        for chosen in combinations(inner, units - 1)
    )
    assert chord_error(curve, best_knots(curve, domain, units)) <= 1.05 * searched


def test_for_a_parabola_equal_pieces_are_best():
    for units in (2, 4, 7):
        error = chord_error(np.square, best_knots(np.square, (-2.0, 2.0), units))
        assert error == pytest.approx((4 / units) ** 2 / 4, rel=1e-3)


def test_the_error_is_that_of_the_network_through_the_knots():
    knots = best_knots(sine, (0.0, 1.0), 6)
    x = np.linspace(0, 1, 5001)
    network = interpolate(knots, sine(knots))
    assert len(network) == 6
    assert np.abs(network(x) - sine(x)).max() == pytest.approx(chord_error(sine, knots), rel=1e-2)


def test_no_piece_at_all_is_refused():
    with pytest.raises(ValueError, match="units"):
        best_knots(sine, (0.0, 1.0), 0)
