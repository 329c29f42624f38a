"""Construction and training: gradients against finite differences, and what stays as it is."""

from itertools import islice

import numpy as np
import pytest
from networks import grid_network
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, breakpoints, vertices
from relu_explorer.core.fitting.interpolation import interpolate
from relu_explorer.training.descent import dead_units, gradient, loss, train

X = np.linspace(-2, 2, 21)
Y = np.sin(X)


def random_network(rng, units):
    return ReluNetwork(*rng.normal(size=(3, units)), float(rng.normal()))


def as_vector(network):
    vectors = [network.weight, network.bias, network.output_weight, [network.output_bias]]
    return np.concatenate(vectors)


def as_network(vector):
    return ReluNetwork(*np.split(vector[:-1], 3), float(vector[-1]))


def test_the_gradient_is_the_finite_difference(rng):
    for _ in range(100):
        network = random_network(rng, 4)
        if np.abs(np.subtract.outer(breakpoints(network), X)).min() < 1e-3:
            continue  # next to a corner the loss is not smooth
        vector, found = as_vector(network), gradient(network, X, Y)
        for k in range(vector.size):
            step = np.zeros(vector.size)
            step[k] = 1e-6
            up, down = (loss(as_network(vector + sign * step), X, Y) for sign in (1, -1))
            mine = np.concatenate([*found[:3], [found.output_bias]])[k]
            assert_allclose(mine, (up - down) / 2e-6, rtol=1e-5, atol=1e-6)


def test_a_step_of_descent_goes_down_the_gradient(rng):
    network = random_network(rng, 3)
    first, second = islice(train(X, Y, network, rate=0.01), 2)
    assert first.epoch == 0
    assert_allclose(as_vector(first.network), as_vector(network), rtol=0)
    slope = gradient(network, X, Y)
    assert_allclose(second.network.weight, network.weight - 0.01 * slope.weight)
    assert_allclose(second.network.output_bias, network.output_bias - 0.01 * slope.output_bias)


@pytest.mark.parametrize("optimiser", ["descent", "adam"])
def test_training_lowers_the_loss(optimiser, rng):
    *_, last = islice(train(X, Y, random_network(rng, 6), rate=0.02, optimiser=optimiser), 1500)
    assert last.epoch == 1499
    assert last.loss < 0.01


@pytest.mark.parametrize("optimiser", ["descent", "adam"])
def test_equal_units_stay_equal_and_a_dead_one_stays_dead(optimiser):
    start = ReluNetwork([0.5, 0.5, 1], [0.5, 0.5, -3], [0.5, 0.5, 1])
    for step in islice(train(X, Y, start, rate=0.05, optimiser=optimiser), 300):
        for vector in (step.network.weight, step.network.bias, step.network.output_weight):
            assert vector[0] == vector[1]
        assert (step.network.weight[2], step.network.bias[2]) == (1, -3)
        assert step.dead[2]


def test_what_diverges_ends_with_finite_numbers():
    steps = list(islice(train(X, Y, ReluNetwork([3], [1], [3]), rate=10.0), 500))
    assert len(steps) < 500
    assert np.isfinite(as_vector(steps[-1].network)).all()
    assert np.isfinite(steps[-1].loss)


def test_dead_units_are_off_everywhere(rng):
    for case in range(200):
        network = grid_network(rng, case % 6)
        z = np.multiply.outer(X, network.weight) + network.bias
        assert dead_units(network, X).tolist() == (z <= 0).all(axis=0).tolist()


def test_interpolation_meets_every_point(rng):
    x = rng.permutation(np.unique(np.round(rng.uniform(-5, 5, 40), 3)))
    y = rng.normal(size=x.size)
    network = interpolate(x, y)
    assert len(network) == x.size - 1
    assert_allclose(network(x), y, atol=1e-9)
    between = np.linspace(x.min(), x.max(), 300)
    order = np.argsort(x)
    assert_allclose(network(between), np.interp(between, x[order], y[order]), atol=1e-9)


@pytest.mark.parametrize(("x", "y"), [([], []), ([1, 1], [0, 1]), ([1, 2], [1]), ([[1]], [[1]])])
def test_what_is_no_list_of_points_is_refused(x, y):
    with pytest.raises(ValueError, match="x"):
        interpolate(x, y)


def test_a_rate_must_be_more_than_0():
    with pytest.raises(ValueError, match="rate"):
        next(train(X, Y, ReluNetwork([1], [0]), rate=0.0))


@pytest.mark.parametrize("kind", ["smooth", "noisy", "uneven"])
def test_ten_thousand_points_are_met_to_nine_digits(kind, rng):
    x = np.sort(rng.uniform(-100, 100, 10_000)) if kind == "uneven" else np.linspace(-9, 9, 10_000)
    y = np.sin(x) + (0.0 if kind == "smooth" else 1.0) * rng.normal(size=x.size)
    network = interpolate(x, y)
    assert len(network) == 9_999
    at, found = vertices(network, (x[0], x[-1]))
    assert_allclose(np.interp(x, at, found), y, rtol=0, atol=1e-9 * np.abs(y).max())
