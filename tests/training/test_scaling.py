"""Scaled data: of a size that suits sliders, and the network is brought back."""

import numpy as np
import pytest
from hygiene import assert_clean
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork
from relu_explorer.core.curves import Samples
from relu_explorer.training.scaling import Scaling, scaling_for


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
