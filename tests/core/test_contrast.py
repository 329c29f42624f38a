"""One unit a stretch, and one fed into the next, against plain evaluation."""

import numpy as np
from networks import grid_network
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, activation, kinks, linear_pieces
from relu_explorer.core.contrast import chained, gaps, stitched
from relu_explorer.questions.presets import PRESETS

LAB = PRESETS["The course lab's answer"].network


def test_the_lab_stitched_has_a_gap_where_unit_2_starts():
    stretches = stitched(LAB, linear_pieces(LAB), (0, 3))
    assert [stretch.unit for stretch in stretches] == [0, 1, 2]
    assert gaps(stretches) == [(2, -1)]


def test_every_stretch_is_its_unit_s_contribution_where_it_is_on(rng):
    for case in range(400):
        network = grid_network(rng, 1 + case % 8)
        for unit, x, y in stitched(network, linear_pieces(network), (-5, 5)):
            assert -5 <= x[0] < x[1] <= 5
            inside = np.array([0.75 * x[0] + 0.25 * x[1], 0.25 * x[0] + 0.75 * x[1]])
            h = activation(network, inside)[unit]
            assert (h > 0).all()
            expected = network.output_bias + network.output_weight[unit] * h
            assert_allclose(np.interp(inside, x, y), expected, atol=1e-9)


def test_stretches_cover_all_places_where_some_unit_is_on(rng):
    for case in range(200):
        network = grid_network(rng, case % 9)
        stretches = stitched(network, linear_pieces(network), (-5, 5))
        for x in rng.uniform(-5, 5, 20):
            is_on = bool((activation(network, x) > 1e-9).any())
            assert any(s.x[0] <= x <= s.x[1] for s in stretches) == is_on


def test_a_unit_that_is_on_to_the_right_owns_what_begins_at_its_corner(rng):
    network = ReluNetwork([1, 1, 1], [2, 0, -2])
    stretches = stitched(network, linear_pieces(network), (-5, 5))
    assert [stretch.unit for stretch in stretches] == [0, 1, 2]
    assert len(gaps(stretches)) == kinks(network)[0].size - 1


def test_the_chain_feeds_every_unit_with_the_one_before(rng):
    for case in range(400):
        network = grid_network(rng, 1 + case % 6)
        x, y = chained(network, (-5, 5))
        assert list(x) == sorted(x)
        u = between = rng.uniform(-5, 5, 30)
        for w, b, v in zip(network.weight, network.bias, network.output_weight, strict=True):
            u = v * np.maximum(0, w * u + b)
        expected = u + network.output_bias
        scale = 1 + np.abs(expected).max()
        assert_allclose(np.interp(between, x, y), expected, atol=1e-9 * scale)


def test_a_chain_without_units_is_the_output_bias():
    assert chained(ReluNetwork([], [], [], 2.5), (-1, 1))[1] == [2.5, 2.5]
