"""Random networks on the grid of the sliders, where coincidences really occur."""

import numpy as np
import pytest

from relu_explorer import ReluNetwork


def grid_network(rng: np.random.Generator, units: int) -> ReluNetwork:
    """Steps of 0.05, with many zeros, equal breakpoints and cancelling slopes."""
    coarse = rng.random() < 0.5
    step, reach = (0.5, 3) if coarse else (0.05, 100)

    def draw(size: int) -> np.ndarray:
        return np.round(rng.integers(-reach, reach + 1, size) * step, 10)

    return ReluNetwork(draw(units), draw(units), draw(units), float(draw(1)[0]))


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260401)
