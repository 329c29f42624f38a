import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from networks import grid_network
from numpy.testing import assert_allclose, assert_array_equal

from relu_explorer import ReluNetwork, activation, contribution, preactivation, select

numbers = st.floats(-1e6, 1e6)


@given(st.lists(st.tuples(numbers, numbers, numbers), max_size=6), numbers, numbers)
def test_output_is_the_sum_written_out(units, c, x):
    w, b, v = (list(column) for column in zip(*units, strict=True)) if units else ([], [], [])
    network = ReluNetwork(w, b, v, c)
    by_hand = c + sum(vi * max(0.0, wi * x + bi) for wi, bi, vi in units)
    scale = abs(c) + sum(abs(vi) * (abs(wi * x) + abs(bi)) for wi, bi, vi in units)
    assert_allclose(network(x), by_hand, atol=1e-12 * (1 + scale))


def test_stages_follow_one_another(rng):
    network = grid_network(rng, 5)
    x = np.linspace(-4, 4, 31)
    z, h, vh = (stage(network, x) for stage in (preactivation, activation, contribution))
    assert z.shape == h.shape == vh.shape == (5, 31)
    assert_array_equal(h, np.where(z > 0, z, 0))
    assert_allclose(vh.sum(axis=0) + network.output_bias, network(x), atol=1e-12)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3)])
def test_output_has_the_shape_of_x(shape):
    network = ReluNetwork([1, -1], [0, 0])
    assert network(np.ones(shape)).shape == shape
    assert activation(network, np.ones(shape)).shape == (2, *shape)


def test_no_units_leave_the_constant():
    assert_array_equal(ReluNetwork([], [], output_bias=2.5)([-1, 1]), [2.5, 2.5])


def test_output_weights_default_to_ones():
    assert_array_equal(ReluNetwork([1, 2], [0, 0]).output_weight, [1, 1])


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (([np.nan], [0]), "weight"),
        (([1], [np.inf]), "bias"),
        (([1], [0], [-np.inf]), "output_weight"),
        (([1], [0], [1], np.nan), "output_bias"),
        (([1, 2], [0]), "bias"),
        (([1], [0], [1, 1]), "output_weight"),
        (([[1]], [0]), "weight"),
        ((["one"], [0]), "weight"),
        (([1], 0), "bias"),
    ],
)
def test_a_bad_parameter_is_named(arguments, name):
    with pytest.raises(ValueError, match=f"^{name} "):
        ReluNetwork(*arguments)


def test_a_network_does_not_change():
    weight = np.ones(2)
    network = ReluNetwork(weight, [0, 0])
    weight[0] = 5
    assert network.weight[0] == 1
    with pytest.raises(ValueError, match="read-only"):
        network.weight[0] = 5
    with pytest.raises(AttributeError):
        network.output_bias = 3


def test_select_keeps_the_chosen_units():
    network = ReluNetwork([1, 2, 3], [4, 5, 6], [7, 8, 9], 1)
    assert_array_equal(select(network, [True, False, True]).bias, [4, 6])
    assert len(select(network, [])) == 0
    assert select(network, [])(0) == 1
