"""Regions of the plane, against exact rational arithmetic."""

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from relu_explorer import PlanarNetwork, regions

WINDOW = ((-3.0, 3.0), (-2.0, 2.0))


def rational(value):
    """The decimal that a slider shows, not the float64 nearest to it."""
    return Fraction(repr(float(value)))


def exact_regions(network, window):
    """Active units of every region, and its area: half-planes cut one by one, with Fractions."""
    (left, right), (low, high) = (tuple(map(rational, ends)) for ends in window)
    polygons = [((), [(left, low), (right, low), (right, high), (left, high)])]
    for (w1, w2), b in zip(network.weight.tolist(), network.bias.tolist(), strict=True):
        a1, a2, a = map(rational, (w1, w2, b))
        found = []
        for active, polygon in polygons:
            for side in (1, -1):
                kept = half(polygon, side * a1, side * a2, side * a)
                if area(kept) > 0:
                    found.append((((*active, side > 0)), kept))
        polygons = found
    return polygons


def half(polygon, a1, a2, a):
    """Where a1·x + a2·y + a > 0, with its edge."""
    if a1 == a2 == 0 and a <= 0:
        return []
    kept = []
    level = [a1 * x + a2 * y + a for x, y in polygon]
    for k, (x, y) in enumerate(polygon):
        u, v = polygon[(k + 1) % len(polygon)]
        here, there = level[k], level[(k + 1) % len(polygon)]
        if here >= 0:
            kept.append((x, y))
        if here * there < 0:
            part = here / (here - there)
            kept.append((x + part * (u - x), y + part * (v - y)))
    return kept


def area(polygon):
    return sum(x * v - u * y for (x, y), (u, v) in pairwise([*polygon, *polygon[:1]])) / 2


def slider_network(rng):
    """As sliders make it: parallel lines, lines through one point, the same line twice, no line."""
    n = int(rng.integers(1, 7))
    weight = np.round(rng.integers(-20, 21, (n, 2)) * rng.choice([0.05, 0.25, 1.0]), 2)
    bias = np.round(rng.integers(-20, 21, n) * rng.choice([0.05, 0.25, 1.0]), 2)
    weight[rng.random(weight.shape) < 0.2] = 0
    kind = rng.integers(5)
    if kind == 0:  # all through one point
        bias = np.round(-(weight @ np.round(rng.integers(-8, 9, 2) * 0.25, 2)), 6)
    if kind == 1 and n > 1:
        weight[1] = weight[0] * rng.choice([1, -1, 2])
        bias[1] = bias[0] * rng.choice([1, -1, 2])
    bias[(weight == 0).all(axis=1) & (bias == 0)] = 1.0
    v = np.round(rng.integers(-8, 9, n) * 0.25, 2)
    return PlanarNetwork(weight, bias, v, 0.5)


def test_random_networks_have_the_regions_that_rational_arithmetic_finds():
    rng = np.random.default_rng(22)
    for _ in range(500):
        network = slider_network(rng)
        right, found = exact_regions(network, WINDOW), regions(network, WINDOW)
        sizes = {tuple(one.active.tolist()): float(area(one.corners.tolist())) for one in found}
        assert len(sizes) == len(found)
        assert sizes == pytest.approx({on: float(area(polygon)) for on, polygon in right}, abs=1e-9)
        for one in found:
            middle = one.corners.mean(axis=0)
            for point in (middle, *one.corners):
                plane = one.gradient @ point + one.constant
                assert plane == pytest.approx(float(network(point)), abs=1e-9)
            assert area(one.corners.tolist()) > 0  # anticlockwise


def test_so_many_regions_at_most():
    three = [[1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]
    for bias, count in (([0, 0, -1], 7), ([0, 0, 0], 6), ([-9, 0, 0], 4)):
        assert len(regions(PlanarNetwork(three, bias), ((-3, 3), (-3, 3)))) == count
    parallel = PlanarNetwork([[1, 0], [2, 0], [-1, 0]], [0, -2, -2])
    assert len(regions(parallel, ((-3, 3), (-3, 3)))) == 4
    assert len(regions(PlanarNetwork(np.zeros((0, 2)), []), WINDOW)) == 1


def test_many_units_cut_the_plane_into_all_that_lines_can(rng):
    angle = rng.uniform(0, np.pi, 64)
    weight = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    network = PlanarNetwork(weight, rng.uniform(-1, 1, 64))
    wide = ((-1e6, 1e6), (-1e6, 1e6))
    found = regions(network, wide)
    assert len(found) == 1 + 64 + 64 * 63 // 2
    total = sum(area(one.corners.tolist()) for one in found)
    assert total == pytest.approx(4e12)


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (([[1.0]], [0]), "shape"),
        (([[1.0, np.inf]], [0]), "finite"),
        (([["x", 1]], [0]), "rows of two numbers"),
        (([[1.0, 2.0]], [0, 1]), "bias has 2 entries"),
        (([[1.0, 2.0]], [0], [1, 2]), "output_weight"),
        (([[1.0, 2.0]], [0], [1], np.nan), "output_bias"),
    ],
)
def test_what_is_broken_is_named(parts, said):
    with pytest.raises(ValueError, match=said):
        PlanarNetwork(*parts)


@pytest.mark.parametrize("window", [((1, 1), (0, 1)), ((0, np.inf), (0, 1)), ((0, 1), (2, 1))])
def test_an_empty_window_is_refused(window):
    with pytest.raises(ValueError, match="a window needs"):
        regions(PlanarNetwork([[1, 0]], [0]), window)


def test_the_output_is_that_of_its_units(rng):
    network = PlanarNetwork(rng.normal(size=(4, 2)), rng.normal(size=4), rng.normal(size=4), 0.3)
    points = rng.normal(size=(5, 3, 2))
    expected = 0.3 + sum(
        v * np.maximum(0, points @ w + b)
        for w, b, v in zip(network.weight, network.bias, network.output_weight, strict=True)
    )
    assert_allclose(network(points), expected)
    assert_array_equal(network(points).shape, (5, 3))
