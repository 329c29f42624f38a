"""Networks of several layers, against exact rational arithmetic."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from relu_explorer import DeepNetwork, ReluNetwork, compose, linear_pieces, vertices

TENT = ReluNetwork([2, 4], [0, -2], [1, -1])
DOMAIN = (-5.0, 5.0)


def rational(value):
    """The decimal that a slider shows, not the float64 nearest to it."""
    return Fraction(repr(float(value)))


def exact_pieces(deep, domain):
    """Split at every zero of every unit, layer by layer: knots, lines, active units."""
    pieces = [(rational(domain[0]), rational(domain[1]), [(Fraction(1), Fraction(0))], ())]
    for number, (weight, bias) in enumerate(deep.layers):
        rows = [
            ([rational(w) for w in row], rational(b)) for row, b in zip(weight, bias, strict=True)
        ]
        split = []
        for low, high, lines, active in pieces:
            z = [
                (
                    sum((w * s for w, (s, _) in zip(row, lines, strict=True)), Fraction(0)),
                    sum((w * t for w, (_, t) in zip(row, lines, strict=True)), b),
                )
                for row, b in rows
            ]
            if number == len(deep.layers) - 1:
                split.append((low, high, z, active))
                continue
            zeros = sorted({-t / s for s, t in z if s and low < -t / s < high})
            for a, b in zip([low, *zeros], [*zeros, high], strict=True):
                on = tuple(s * (a + b) / 2 + t > 0 for s, t in z)
                cut = [line if is_on else (0, 0) for line, is_on in zip(z, on, strict=True)]
                split.append((a, b, cut, active + on))
        pieces = split
    return pieces


def slider_network(rng):
    """As sliders make it: many zeros, equal and parallel units, dead ones, corners in one place."""
    sizes = [1, *rng.integers(1, 4, rng.integers(1, 4)), 1]
    layers = []
    for inputs, outputs in pairwise(sizes):
        step = rng.choice([0.05, 0.25, 0.5, 1.0])
        weight = np.round(rng.integers(-40, 41, (outputs, inputs)) * step / 8, 2)
        bias = np.round(rng.integers(-40, 41, outputs) * step / 8, 2)
        weight[rng.random(weight.shape) < 0.2] = 0
        bias[rng.random(outputs) < 0.2] = 0
        if outputs > 1 and rng.random() < 0.3:
            weight[1] = weight[0] * rng.choice([1, 2, -1])
            bias[1] = bias[0] * rng.choice([1, 2, -1])
        layers.append((weight, bias))
    return DeepNetwork(layers)


def test_random_networks_have_the_pieces_that_rational_arithmetic_finds():
    rng = np.random.default_rng(21)
    for _ in range(1000):
        deep = slider_network(rng)
        right, found = exact_pieces(deep, DOMAIN), linear_pieces(deep, DOMAIN)
        knots = [float(low) for low, *_ in right] + [DOMAIN[1]]
        assert_allclose(found.knots, knots, rtol=0, atol=1e-9)
        assert_allclose(found.slopes, [float(z[0][0]) for *_, z, _ in right], rtol=0, atol=1e-9)
        assert_allclose(found.intercepts, [float(z[0][1]) for *_, z, _ in right], rtol=0, atol=1e-9)
        assert_array_equal(found.active, np.array([on for *_, on in right], dtype=bool))
        x, y = vertices(deep, DOMAIN)
        assert_array_equal(x, found.knots)
        assert_allclose(y, deep(x), rtol=0, atol=1e-9)


def test_one_hidden_layer_is_a_case_of_it(rng):
    for _ in range(300):
        w, b, v = np.round(rng.integers(-20, 21, (3, rng.integers(1, 7))) * 0.25, 2)
        network = ReluNetwork(w, b, v, 0.5)
        for domain in (DOMAIN, (-np.inf, np.inf), (0.0, np.inf)):
            one, deep = (
                linear_pieces(network, domain),
                linear_pieces(DeepNetwork.of(network), domain),
            )
            assert_allclose(deep.knots, one.knots, rtol=1e-12)
            assert_allclose(deep.slopes, one.slopes, atol=1e-12)
            assert_allclose(deep.intercepts, one.intercepts, atol=1e-12)
            assert_array_equal(deep.active, one.active)


def test_a_network_of_a_network_is_a_network(rng):
    for _ in range(100):
        inner, outer = slider_network(rng), slider_network(rng)
        x = rng.uniform(-5, 5, (4, 3))
        assert_allclose(compose(outer, inner)(x), outer(inner(x)), atol=1e-9)
    folded = TENT
    for depth in range(2, 6):
        folded = compose(TENT, folded)
        pieces = linear_pieces(folded, (0.0, 1.0))
        assert_allclose(pieces.knots, np.linspace(0, 1, 2**depth + 1), atol=1e-15)
        assert_allclose(np.abs(pieces.slopes), 2.0**depth)


def test_ten_thousand_pieces_are_found():
    folded = TENT
    for _ in range(13):
        folded = compose(TENT, folded)
    x, y = vertices(folded, (0.0, 1.0))
    assert x.size == 2**14 + 1
    assert_array_equal(y[::2], 0)
    assert_array_equal(y[1::2], 1)


def test_layers_are_seen_one_by_one():
    deep = DeepNetwork([([[1.0], [-2.0]], [0, 1]), ([[1.0, 1.0]], [-1.0]), ([[3.0]], [0.5])])
    first, second = deep.preactivations([-1.0, 2.0])
    assert_array_equal(first, [[-1, 2], [3, -3]])
    assert_array_equal(second, [[2, 1]])
    assert_array_equal(deep.activations([-1.0, 2.0])[0], [[0, 2], [3, 0]])
    assert_array_equal(deep([-1.0, 2.0]), [6.5, 3.5])


@pytest.mark.parametrize(
    ("layers", "said"),
    [
        ([], "there is none"),
        ([([[1.0], [2.0]], [0, 0])], "layer 0 has 2"),
        ([([[1.0, 2.0]], [0])], "weight of layer 0 has shape"),
        ([([[1.0]], [0]), ([[1.0, 1.0]], [0])], "weight of layer 1 has shape"),
        ([([[1.0]], [0]), ([[np.nan]], [0])], "layer 1 must be finite"),
        ([([[1.0]], [0]), ([["x"]], [0])], "layer 1 must be a pair"),
        ([([[1.0]], 0.0)], "bias of layer 0 has shape"),
    ],
)
def test_a_broken_layer_is_named(layers, said):
    with pytest.raises(ValueError, match=said):
        DeepNetwork(layers)


def test_a_network_does_not_change():
    weight = np.array([[1.0]])
    deep = DeepNetwork([(weight, [0.0])])
    weight[0] = 5
    assert deep(1.0) == 1
    with pytest.raises(ValueError, match="read-only"):
        deep.layers[0].weight[0] = 2
