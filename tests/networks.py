"""Random networks on the grid of the sliders, and views of them."""

import numpy as np

from relu_explorer import ReluNetwork
from relu_explorer.core.state import STAGES, View, read


def grid_network(rng: np.random.Generator, units: int) -> ReluNetwork:
    """Steps of 0.05, with many zeros, equal breakpoints and cancelling slopes."""
    coarse = rng.random() < 0.5
    step, reach = (0.5, 3) if coarse else (0.05, 100)

    def draw(size: int) -> np.ndarray:
        return np.round(rng.integers(-reach, reach + 1, size) * step, 10)

    return ReluNetwork(draw(units), draw(units), draw(units), float(draw(1)[0]))


VIEW = View((-5, 5), (-6, 6), 1.0, STAGES, True, (True,) * 8)


def view_of(network, **changes):
    return VIEW._replace(on=(True,) * len(network))._replace(**changes)


def state_of(network, **changes):
    """The network as it is looked at, all units heard, but for `changes` of the view."""
    return read(network, view_of(network, **changes))


def random_states(rng, count):
    for case in range(count):
        network = grid_network(rng, case % 9)
        yield state_of(
            network,
            window=[(-5, 5), (0, 3), (-300, 300), (2, 3)][case % 4],
            probe=float(rng.integers(-60, 60) / 10),
            has_max=bool(rng.random() < 0.8),
            on=tuple((rng.random(len(network)) < 0.8).tolist()),
        )
