"""A state of the page of two layers: the network, how it is looked at, and what follows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.pieces import ROUNDING, Domain, Pieces, linear_pieces, vertices
from relu_explorer.core.several.deep import DeepNetwork, compose

MOST = 3  # units a layer
MOST_FURTHER = 3  # layers that fold
LETTERS = "ABC"  # the names of the second layer's units

# A layer that folds [0, 1] in two: what lies beyond 1/2 comes back.
TENT = ReluNetwork([2.0, 4.0], [0.0, -2.0], [1.0, -1.0])


class DeepView(NamedTuple):
    """How a network of two layers is looked at.

    Attributes
    ----------
    window, height : tuple of float
        Range of x and of y that the charts show.
    probe : float
        The x at which the output is taken apart.
    has_max : bool
        False while the maximum with 0 is switched off in the second layer.
    further : int
        How many layers that fold (`TENT`) come after the output.
    target : tuple of (tuple of float, tuple of float)
        Points of a curve to be met, in x and y; none at first.
    """

    window: Domain = (-4.0, 4.0)
    height: Domain = (-4.0, 4.0)
    probe: float = 1.0
    has_max: bool = True
    further: int = 0
    target: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())


class Chain(NamedTuple):
    """Two networks of one layer, one into the other: the output is ``outer(inner(x))``."""

    inner: ReluNetwork
    outer: ReluNetwork


@dataclass(frozen=True, eq=False)
class DeepState:
    """A network of ``n`` and ``m`` units in a view.

    Attributes
    ----------
    network : DeepNetwork
        The two hidden layers.
    view : DeepView
    drawn : DeepNetwork
        What the view makes of it: without the second maximum, with further layers.
    pieces : Pieces
        Those of what is drawn, on the whole line; active units layer by layer.
    changes : ndarray
        Change of slope at each inner knot; 0 where it is no kink.
    seen, switched : Pieces
        In the window: the pieces of what is drawn, and of the two layers with both maxima.
    line : tuple of ndarray
        x and y of points that draw the output in the window.
    bent, cut : tuple of (ndarray, ndarray)
        For each unit of the second layer, points of its preactivation, and of what it adds.
    probed : tuple of ndarray
        At the probe: z and h of the first layer, z and h of the second.
    output : float
        What is drawn, at the probe.
    chain : Chain, optional
        Where the second layer takes but one number of the first.
    """

    network: DeepNetwork
    view: DeepView
    drawn: DeepNetwork
    pieces: Pieces
    changes: Array
    seen: Pieces
    switched: Pieces
    line: tuple[Array, Array]
    bent: tuple[tuple[Array, Array], ...]
    cut: tuple[tuple[Array, Array], ...]
    probed: tuple[Array, Array, Array, Array]
    output: float
    chain: Chain | None

    @property
    def units(self) -> tuple[int, int]:
        """How many units both layers have."""
        first, second, _ = self.network.layers
        return first.bias.size, second.bias.size

    @property
    def kinks(self) -> Array:
        """Where the slope really changes, in increasing order."""
        return np.asarray(self.pieces.knots[1:-1][self.changes != 0])

    @property
    def switching(self) -> NDArray[np.bool_]:
        """Which unit switches at each inner knot, a column a unit, layer by layer."""
        return np.asarray(self.pieces.active[1:] != self.pieces.active[:-1])


def network_of(values: Mapping[str, float], units: tuple[int, int]) -> DeepNetwork:
    """Return the network that sliders name.

    Parameters
    ----------
    values : mapping of str to float
        ``w0``, ``b0`` … of the first layer; of unit A of the second ``uA0``, ``uA1`` … (what it
        takes of each unit of the first), ``bA`` and ``vA``; ``c``.  Or as `chain_of` takes them.
    units : tuple of int
        How many units both layers have.
    """
    chain = chain_of(values, units)
    if chain:
        return compose(chain.outer, chain.inner)
    first, second = range(units[0]), LETTERS[: units[1]]
    return DeepNetwork([
        ([[values[f"w{i}"]] for i in first], [values[f"b{i}"] for i in first]),
        ([[values[f"u{j}{i}"] for i in first] for j in second], [values[f"b{j}"] for j in second]),
        ([[values[f"v{j}"] for j in second]], [values["c"]]),
    ])  # fmt: skip


def chain_of(values: Mapping[str, float], units: tuple[int, int]) -> Chain | None:
    """Return one network and the one it goes into, if sliders name such.

    Parameters
    ----------
    values : mapping of str to float
        ``w0``, ``b0``, ``p0`` … and ``q`` of the inner network, its output weights and bias;
        ``aA``, ``bA``, ``vA`` … and ``c`` of the outer one.
    units : tuple of int
        How many units both have.
    """
    if "q" not in values:
        return None
    first, second = range(units[0]), LETTERS[: units[1]]
    w, b, p = ([values[f"{name}{i}"] for i in first] for name in "wbp")
    inner = ReluNetwork(w, b, p, values["q"])
    a, b, v = ([values[f"{name}{j}"] for j in second] for name in "abv")
    return Chain(inner, ReluNetwork(a, b, v, values["c"]))


def read_deep(network: DeepNetwork, view: DeepView, chain: Chain | None = None) -> DeepState:
    """Find all that follows from a network of two hidden layers and its view.

    Parameters
    ----------
    network : DeepNetwork
    view : DeepView
    chain : Chain, optional
        The two networks of which it is made, if it is.
    """
    first, second, output = network.layers
    drawn = network if view.has_max else _without_second_max(network)
    for _ in range(view.further):
        drawn = compose(TENT, drawn)
    pieces, switched = linear_pieces(drawn), linear_pieces(network, view.window)
    seen = switched if drawn is network else linear_pieces(drawn, view.window)
    (z1, z2), (h1, h2) = network.preactivations(view.probe), network.activations(view.probe)
    bent = [
        vertices(ReluNetwork(first.weight[:, 0], first.bias, weight, bias), view.window)
        for weight, bias in zip(second.weight, second.bias, strict=True)
    ]
    return DeepState(
        network,
        view,
        drawn,
        pieces,
        slope_steps(pieces.slopes),
        seen,
        switched,
        _points(seen),
        tuple(bent),
        tuple(
            _added(line, switched, first.bias.size + unit, weight, has_max=view.has_max)
            for unit, (line, weight) in enumerate(zip(bent, output.weight[0], strict=True))
        ),
        (z1, h1, z2, h2 if view.has_max else z2),
        float(drawn(view.probe)),
        chain,
    )


def _points(pieces: Pieces) -> tuple[Array, Array]:
    """Return the points that draw pieces."""
    left = np.maximum(np.arange(pieces.knots.size) - 1, 0)
    return pieces.knots, pieces.slopes[left] * pieces.knots + pieces.intercepts[left]


def _added(
    line: tuple[Array, Array], switched: Pieces, column: int, weight: float, *, has_max: bool
) -> tuple[Array, Array]:
    """Return the points of what a unit adds, from those of its preactivation."""
    x, z = line
    if not has_max:
        return x, weight * z
    active = switched.active[:, column]
    crossings = switched.knots[1:-1][active[1:] != active[:-1]]
    both = np.union1d(x, crossings)
    h = np.maximum(0.0, np.interp(both, x, z))
    h[np.isin(both, crossings)] = 0.0
    return both, weight * h


def _without_second_max(network: DeepNetwork) -> DeepNetwork:
    """Return the one layer that is left: what was the second is straight, and joins the output."""
    first, second, output = network.layers
    joint = output.weight @ second.weight, output.weight @ second.bias + output.bias
    return DeepNetwork([first, joint])


def slope_steps(slopes: Array) -> Array:
    """Change of slope from piece to piece; what is no more than rounding is 0."""
    size = np.abs(slopes[1:]) + np.abs(slopes[:-1])
    change = np.diff(slopes)
    return np.where(np.abs(change) <= ROUNDING * size, 0.0, change)


def one_layer(state: DeepState) -> ReluNetwork:
    """Return one layer that draws the same curve in the window: a unit a kink, and one before.

    The first unit switches at the window's left end and gives the first slope.
    """
    low = state.view.window[0]
    pieces = state.seen
    changes = slope_steps(pieces.slopes)
    bends = changes != 0
    corners = np.append(low, pieces.knots[1:-1][bends])
    slopes = np.append(pieces.slopes[0], changes[bends])
    kept = slopes != 0
    level = float(pieces.slopes[0] * low + pieces.intercepts[0])
    return ReluNetwork(np.ones(kept.sum()), -corners[kept] + 0.0, slopes[kept], level)
