from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from networks import grid_network
from numpy.testing import assert_allclose, assert_array_equal
from reference import exact_pieces

from relu_explorer import (
    ReluNetwork,
    breakpoints,
    kinks,
    linear_pieces,
    slope_changes,
    vertices,
    without_max,
)
from relu_explorer.core.pieces import drawn

grid = st.integers(-100, 100).map(lambda step: round(step * 0.05, 10))
coarse = st.integers(-3, 3).map(float)
numbers = coarse | grid
networks = st.builds(
    lambda units, c: ReluNetwork(*np.reshape(units, (-1, 3)).T, c),
    st.lists(st.tuples(numbers, numbers, numbers), max_size=8),
    numbers,
)
domains = st.sampled_from([(-5, 5), (0, 3), (-1, 1), (0.05, 0.3)])


def assert_equals_exact(network, low=None, high=None):
    domain = (-np.inf if low is None else low, np.inf if high is None else high)
    pieces = linear_pieces(network, domain)
    expected = exact_pieces(network, low, high)
    numbers = [*expected.knots[1:-1], *expected.slopes, *expected.intercepts]
    mine = np.concatenate([pieces.knots[1:-1], pieces.slopes, pieces.intercepts])
    assert_allclose(mine, [float(exact) for exact in numbers], rtol=1e-9, atol=1e-9)
    assert pieces.active.tolist() == [list(active) for active in expected.active]
    assert (pieces.slopes == 0).tolist() == [slope == 0 for slope in expected.slopes]
    changes = [after - before for before, after in pairwise(expected.slopes)]
    assert (slope_changes(network, pieces) == 0).tolist() == [change == 0 for change in changes]


@given(networks)
@settings(max_examples=400, deadline=None)
def test_pieces_of_the_whole_line_are_the_exact_ones(network):
    assert_equals_exact(network)


@given(networks, domains)
@settings(max_examples=400, deadline=None)
def test_pieces_of_a_domain_are_the_exact_ones(network, domain):
    assert_equals_exact(network, *domain)


def test_ten_thousand_networks_of_the_slider_grid(rng):
    for count in range(10_000):
        assert_equals_exact(grid_network(rng, count % 9))


@given(networks, domains)
@settings(deadline=None)
def test_vertices_lie_on_the_output(network, domain):
    x, y = vertices(network, domain)
    assert (x[0], x[-1]) == domain
    assert x.size <= len(network) + 2
    assert_allclose(y, network(x), atol=1e-9)
    middles = (x[1:] + x[:-1]) / 2
    assert_allclose((y[1:] + y[:-1]) / 2, network(middles), atol=1e-9)


@given(networks, domains)
@settings(deadline=None)
def test_pieces_of_the_whole_line_draw_the_output_on_a_domain(network, domain):
    x, y = drawn(linear_pieces(network), domain)
    expected = vertices(network, domain)
    assert_array_equal(x, expected[0])
    assert_allclose(y, expected[1], atol=1e-9)


def test_vertices_of_many_units_lie_on_the_output(rng):
    network = ReluNetwork(*rng.normal(size=(3, 3000)))
    x, y = vertices(network, (-2, 2))
    assert_allclose(y, network(x), rtol=1e-9, atol=1e-9)
    pieces = linear_pieces(network, (-2, 2))
    assert_array_equal(pieces.knots, x)
    assert_allclose(pieces.slopes * x[1:] + pieces.intercepts, y[1:], rtol=1e-9, atol=1e-9)


@given(networks)
def test_slope_changes_are_the_differences_of_the_slopes(network):
    pieces = linear_pieces(network)
    assert_allclose(slope_changes(network, pieces), np.diff(pieces.slopes), atol=1e-9)


def test_a_unit_of_zero_weight_has_no_breakpoint_and_adds_no_knot():
    network = ReluNetwork([0, 0, 1], [2, -2, -1])
    assert_array_equal(breakpoints(network), [np.nan, np.nan, 1])
    pieces = linear_pieces(network)
    assert_array_equal(pieces.knots, [-np.inf, 1, np.inf])
    assert_array_equal(pieces.active, [[True, False, False], [True, False, True]])
    assert_array_equal(pieces.intercepts, [2, 1])


def test_breakpoints_are_never_negative_zero():
    assert not np.signbit(breakpoints(ReluNetwork([1, -1], [0, 0]))).any()


def test_breakpoints_that_are_equal_on_paper_are_one_knot():
    network = ReluNetwork([0.1, 0.3], [-0.3, -0.9])
    assert np.ptp(breakpoints(network)) > 0
    assert linear_pieces(network).knots.size == 3


def test_a_breakpoint_at_the_end_of_the_domain_is_no_knot():
    pieces = linear_pieces(ReluNetwork([0.1, 1], [-0.3, 0]), (0, 3))
    assert_array_equal(pieces.knots, [0, 3])
    assert_array_equal(pieces.active, [[False, True]])


def test_a_knot_where_the_changes_cancel_is_not_a_kink():
    identity = ReluNetwork([1, -1], [0, 0], [1, -1])
    assert_array_equal(linear_pieces(identity).knots, [-np.inf, 0, np.inf])
    assert kinks(identity)[0].size == 0


def test_kinks_give_place_and_change():
    x, change = kinks(ReluNetwork([-1, 2], [-1, -2], [1, 3]))
    assert_array_equal(x, [-1, 1])
    assert_array_equal(change, [1, 6])


def test_no_units_are_one_flat_piece():
    pieces = linear_pieces(ReluNetwork([], [], output_bias=-2))
    assert_array_equal(pieces.knots, [-np.inf, np.inf])
    assert (pieces.slopes, pieces.intercepts) == (0, -2)
    assert pieces.active.shape == (1, 0)


def test_a_breakpoint_too_large_for_a_float_is_outside():
    pieces = linear_pieces(ReluNetwork([1e-300, -1e-300], [-1e300, -1e300]))
    assert_array_equal(pieces.active, [[False, False]])


@given(networks)
def test_without_max_the_sum_is_one_line(network):
    line = without_max(network)
    x = np.array([-3.0, 0.5, 4.0])
    z = np.multiply.outer(network.weight, x) + network.bias[:, np.newaxis]
    assert_allclose(
        line.slopes[0] * x + line.intercepts[0],
        network.output_weight @ z + network.output_bias,
        atol=1e-9,
    )


@pytest.mark.parametrize("domain", [(1, 1), (2, -2), (np.nan, 1), (0, np.nan)])
def test_an_empty_domain_is_refused(domain):
    with pytest.raises(ValueError, match="domain"):
        linear_pieces(ReluNetwork([1], [0]), domain)
    with pytest.raises(ValueError, match="domain"):
        vertices(ReluNetwork([1], [0]), domain)


def test_an_infinite_domain_cannot_be_drawn():
    with pytest.raises(ValueError, match="finite"):
        vertices(ReluNetwork([1], [0]), (0, np.inf))
