"""Random networks on the grid of the sliders, and views of them."""

import numpy as np

from relu_explorer import ReluNetwork
from relu_explorer.core.several.two_layers import DeepView, chain_of, network_of, read_deep
from relu_explorer.core.state import STAGES, View, read
from relu_explorer.questions.several.deep_starts import slider_names
from relu_explorer.questions.several.planar_starts import planar_names, planar_state


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


def _drawn(rng, names):
    """Values on the grid of the sliders, often coarse: many zeros and equal corners."""
    step, reach = (0.5, 3) if rng.random() < 0.5 else (0.1, 40)
    return {name: round(float(rng.integers(-reach, reach + 1)) * step, 10) for name in names}


def random_deep(rng, counts=None):
    """Values of the sliders of two layers, or of one network into another, and their state."""
    units = counts or (int(rng.integers(2, 4)), int(rng.integers(2, 4)))
    values = _drawn(rng, slider_names(units, is_chain=rng.random() < 0.3))
    view = DeepView(
        window=[(-4.0, 4.0), (0.0, 3.0), (-300.0, 300.0)][rng.integers(3)],
        probe=float(rng.integers(-60, 60) / 10),
        has_max=bool(rng.random() < 0.8),
        further=int(rng.choice([0, 0, 0, 1, 3])),
        target=((0.0, 1.0), (1.0, 2.0)) if rng.random() < 0.5 else ((), ()),
    )
    return values, read_deep(network_of(values, units), view, chain_of(values, units))


def random_planar(rng, start):
    """Values of the sliders of two inputs, and their state."""
    units = int(rng.integers(2, 6))
    values = _drawn(rng, planar_names(units))
    values |= {"angle": float(rng.choice([0, 90, 45, -90, 33])), "turn": 30.0}
    return values, planar_state(values, units, start, (-4.0, 4.0))
