"""Scaled data: of a size that suits sliders, and the network is brought back."""

import re

import numpy as np
import pytest
from hygiene import assert_clean, number_in
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork
from relu_explorer.core.curves import Samples
from relu_explorer.training.scaling import Scale, Scaling, scaling_for

SIZE = r"(\d+(?:\.\d+)?(?:e−?\d+)?)"


def samples(x, y):
    return Samples(np.array(x, dtype=float), np.array(y, dtype=float))


def test_ordinary_data_are_left_alone():
    assert scaling_for(samples([0, 5], [-2, 2])) == Scaling()
    assert scaling_for(samples([0, 5], [3, 3])) == Scaling()
    assert Scaling().words() == ""


@pytest.mark.parametrize(
    "data",
    [
        samples([100, 300, 500], [1e6, -1e6, 0]),
        samples([0, 1e-6], [7, 7 + 1e-3]),
        samples([-1e6, 1e6], [500, 500]),
    ],
)
def test_scaled_data_have_the_size_of_the_sliders_and_the_network_comes_back(data, rng):
    scaling = scaling_for(data)
    scaled = scaling(data)
    for values in scaled:
        assert np.abs(values).max() <= 8
    network = ReluNetwork(*rng.normal(size=(3, 5)), 0.5)
    back = scaling.undone(network)
    assert_allclose(back(data.x), network(scaled.x) * scaling.y.unit + scaling.y.middle, rtol=1e-9)
    assert_clean(scaling.words())
    assert "x to (x" in scaling.words() or "y to (y" in scaling.words()


def test_the_scaling_is_written_with_its_numbers(rng):
    for _ in range(500):
        low, size = (rng.choice([-1, 1]) * 10.0 ** rng.uniform(-6, 6) for _ in range(2))
        data = samples([0, 1], np.round([low, low + abs(size)], 7))
        scale = scaling_for(data).y
        if scale == Scale() or scale.middle == 0:
            continue
        said = re.fullmatch(rf"\(y ([+−]) (≈?){SIZE}\) / (≈?){SIZE}", scale.formula("y")).groups()
        sign, marks, numbers = said[0], said[1::2], said[2::2]
        assert (sign == "−") == (scale.middle > 0)
        for mark, text, value in zip(marks, numbers, (abs(scale.middle), scale.unit), strict=True):
            assert number_in(text) == pytest.approx(value, rel=1e-12 if not mark else 1e-8, abs=0)
    assert (
        scaling_for(samples([0, 1], [0, 0.001])).y.formula("y") == "(y − 0.0005) / ≈0.000166666667"
    )
    assert scaling_for(samples([0, 1], [-30, 30])).y.formula("y") == "y / 10"
