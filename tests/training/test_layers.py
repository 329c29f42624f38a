"""Training of several layers and of two inputs: against differences, and against one layer."""

import json
from itertools import islice, pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose

from relu_explorer import DeepNetwork, PlanarNetwork, ReluNetwork
from relu_explorer.training.descent import train
from relu_explorer.training.layers import layer_gradients, layers_of, train_layers

SMALL = 1e-6
PYTORCH = json.loads(Path(__file__).with_name("pytorch.json").read_text(encoding="utf-8"))


def deep_network(rng):
    sizes = [1, *rng.integers(1, 5, rng.integers(1, 4)), 1]
    return DeepNetwork(
        [
            (rng.normal(size=(after, before)), rng.normal(size=after))
            for before, after in pairwise(sizes)
        ]
    )


def planar_network(rng):
    n = int(rng.integers(1, 6))
    return PlanarNetwork(rng.normal(size=(n, 2)), rng.normal(size=n), rng.normal(size=n), 0.5)


def mean_squared_error(layers, x, y):
    h = np.asarray(x).reshape(len(y), -1).T
    for weight, bias in layers[:-1]:
        h = np.maximum(0.0, weight @ h + bias[:, None])
    return np.mean(((layers[-1][0] @ h).ravel() + layers[-1][1] - y) ** 2)


@pytest.mark.parametrize("make", [deep_network, planar_network])
def test_gradients_are_the_differences_of_the_loss(make, rng):
    for _ in range(30):
        network = make(rng)
        x = rng.normal(size=(9, 2)) if make is planar_network else rng.normal(size=9)
        y = rng.normal(size=9)
        loss, slopes = layer_gradients(network, x, y)
        layers = [tuple(map(np.array, layer)) for layer in layers_of(network)]
        assert loss == pytest.approx(mean_squared_error(layers, x, y))
        for layer, slope in zip(layers, slopes, strict=True):
            for values, found in zip(layer, slope, strict=True):
                for place in np.ndindex(values.shape):
                    before = values[place]
                    ends = []
                    for by in (SMALL, -SMALL):
                        values[place] = before + by
                        ends.append(mean_squared_error(layers, x, y))
                    values[place] = before
                    difference = (ends[0] - ends[1]) / (2 * SMALL)
                    assert found[place] == pytest.approx(difference, rel=1e-4, abs=1e-6)


def network_of(parts):
    """Return the network of PyTorch's parameters: weight and bias of each layer."""
    layers = list(zip(parts[::2], parts[1::2], strict=True))
    if np.shape(layers[0][0])[1] == 1:
        return DeepNetwork(layers)
    (weight, bias), (output_weight, output_bias) = layers
    return PlanarNetwork(weight, bias, output_weight[0], output_bias[0])


@pytest.mark.parametrize(
    "case", PYTORCH["cases"], ids=lambda case: "-".join(map(str, case["sizes"]))
)
def test_gradients_and_two_hundred_steps_are_pytorch_s(case):
    start = network_of(case["start"])
    loss, slopes = layer_gradients(start, case["x"], case["y"])
    assert loss == pytest.approx(case["loss"], rel=1e-12)
    found = [part for layer in slopes for part in layer]
    for one, other in zip(found, case["slopes"], strict=True):
        assert_allclose(one, other, rtol=0, atol=1e-12)
    for optimiser, parts in case["trained"].items():
        run = train_layers(case["x"], case["y"], start, rate=PYTORCH["rate"], optimiser=optimiser)
        *_, last = islice(run, PYTORCH["steps"] + 1)
        trained = [part for layer in layers_of(last.network) for part in layer]
        for one, other in zip(trained, parts, strict=True):
            assert_allclose(one, other, rtol=0, atol=1e-9)


@pytest.mark.parametrize("optimiser", ["descent", "adam"])
def test_one_hidden_layer_is_trained_as_before(optimiser, rng):
    x = np.linspace(-2, 2, 21)
    y = x**2
    network = ReluNetwork(*rng.normal(size=(3, 4)), 0.1)
    options = {"rate": 0.02, "optimiser": optimiser}
    before = islice(train(x, y, network, **options), 100)
    deep = islice(train_layers(x, y, DeepNetwork.of(network), **options), 100)
    for one, other in zip(before, deep, strict=True):
        assert one.epoch == other.epoch
        assert one.loss == pytest.approx(other.loss)
        assert_allclose(other.network(x), one.network(x), atol=1e-9)


@pytest.mark.parametrize("optimiser", ["descent", "adam"])
def test_two_inputs_learn_a_roof_and_training_goes_on_where_it_stopped(optimiser, rng):
    x = rng.uniform(-1, 1, (200, 2))
    y = np.maximum(0, x[:, 0] + x[:, 1]) - 0.5
    start = PlanarNetwork(rng.normal(size=(5, 2)), np.zeros(5), rng.normal(size=5) * 0.3)
    options = {"rate": 0.02, "optimiser": optimiser}
    steps = list(islice(train_layers(x, y, start, **options), 1501))
    assert steps[-1].loss < 0.1 * steps[0].loss
    again = list(islice(train_layers(x, y, steps[700], **options), 51))
    assert [step.epoch for step in again] == list(range(700, 751))
    assert again[-1].loss == steps[750].loss


def test_training_that_diverges_ends():
    x = np.linspace(-2, 2, 9)
    deep = DeepNetwork([([[1.0], [2.0]], [0, 1]), ([[1.0, 1.0]], [0]), ([[1.0]], [0])])
    steps = list(islice(train_layers(x, x**2, deep, rate=50.0), 1000))
    assert len(steps) < 1000
    assert all(np.isfinite(step.loss) for step in steps)
    with pytest.raises(ValueError, match="rate must be"):
        next(train_layers(x, x, deep, rate=0.0))
