"""The score of a curve against dense sampling, and how many units a target takes."""

from itertools import product

import numpy as np
import pytest
from networks import grid_network
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork
from relu_explorer.core.targets import LAB, TARGETS, Target, fewest_units, score, stars

ANSWER = ReluNetwork([-2, 1, 2], [2, -1, -4])


def test_the_lab_s_answer_and_its_swap_are_exact():
    assert score(ANSWER, LAB) == (0, 0, 0, True)
    assert score(ReluNetwork([-2, 2, 1], [2, -4, -1]), LAB).is_exact
    assert not score(ReluNetwork([-2, 1, 3], [2, -1, -5]), LAB).is_exact


def test_the_score_is_that_of_dense_sampling(rng):
    targets = [LAB, *TARGETS.values()]
    for case in range(300):
        network, target = grid_network(rng, case % 7), targets[case % len(targets)]
        found = score(network, target)
        x = np.linspace(*target.domain, 20_001)
        error = np.abs(network(x) - np.interp(x, target.x, target.y))
        assert found.maximum >= error.max() - 1e-9
        assert_allclose(found.maximum, error.max(), rtol=1e-2, atol=2e-2)
        assert_allclose(found.mean, np.trapezoid(error, x) / (x[-1] - x[0]), rtol=1e-3, atol=1e-3)
        there = abs(float(network(found.at)) - np.interp(found.at, target.x, target.y))
        assert_allclose(there, found.maximum, atol=1e-9)


def test_of_all_settings_of_the_lab_s_sliders_exactly_two_are_exact():
    grid = np.round(np.arange(-40, 41) * 0.1, 10)
    w, b = (axis.ravel() for axis in np.meshgrid(grid, grid, indexing="ij"))
    # What units 1 and 2 have to add up to, at some points: necessary for an exact curve.
    x = np.array([0, 0.5, 1, 1.5, 2, 2.5, 3])
    wanted = np.interp(x, LAB.x, LAB.y) - np.maximum(0, -2 * x + 2)
    h = np.maximum(0, np.multiply.outer(w, x) + b[:, np.newaxis])
    near = [
        (first, second)
        for first in range(h.shape[0])
        for second in np.flatnonzero(np.abs(h[first] + h - wanted).max(axis=1) < 1e-6)
    ]
    exact = [
        (w[i], b[i], w[j], b[j])
        for i, j in near
        if score(ReluNetwork([-2, w[i], w[j]], [2, b[i], b[j]]), LAB).is_exact
    ]
    assert h.shape[0] ** 2 == 81**4
    assert sorted(exact) == [(1, -1, 2, -4), (2, -4, 1, -1)]


@pytest.mark.parametrize(
    ("name", "count"),
    [("ramp", 1), ("valley", 2), ("bowl", 2), ("tent", 2), ("plateau", 4), ("zigzag", 4)],
)
def test_the_fewest_units(name, count):
    assert fewest_units(TARGETS[name]) == count


def test_the_fewest_units_are_enough_and_one_less_is_not(rng):
    for _ in range(60):
        y = rng.integers(-2, 3, 4).astype(float)
        target = Target((0.0, 1.0, 2.0, 3.0), tuple(y.tolist()))
        count = fewest_units(target)
        assert can_draw(target, count)
        assert count == 0 or not can_draw(target, count - 1)


def can_draw(target, count):
    """Try every side for a unit at every inner knot, and one unit that is on throughout."""
    slopes = target.slopes()
    changes = {x: c for x, c in zip(target.x[1:-1], np.diff(slopes), strict=True) if c}
    if count < len(changes):
        return False
    for sides in product((False, True), repeat=len(changes)):
        left = -sum(c for c, is_left in zip(changes.values(), sides, strict=True) if is_left)
        if abs(left - slopes[0]) < 1e-9 or count > len(changes):
            return True
    return False


def test_stars_fall_with_every_unit_too_many():
    bowl = TARGETS["bowl"]
    assert [stars(count, bowl) for count in (1, 2, 3, 4, 8)] == [3, 3, 2, 1, 1]
