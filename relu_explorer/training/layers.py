"""Training networks of several layers, or of two inputs, by the same optimisers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from relu_explorer.core.network import Array
from relu_explorer.core.several.deep import DeepNetwork, Layer
from relu_explorer.core.several.planar import PlanarNetwork
from relu_explorer.training.descent import Memory, Optimiser, change_of, has_not_diverged

STEPS = 300  # of one training on points of two classes
_RATE, _EACH = 0.03, 4  # its learning rate, and steps from one snapshot to the next
Trained = DeepNetwork | PlanarNetwork


class LayerStep(NamedTuple):
    """One step of training.

    Attributes
    ----------
    epoch : int
        How many steps were taken; 0 is the start.
    loss : float
        Mean squared error of `network`.
    network : DeepNetwork or PlanarNetwork
        The network after so many steps.
    memory : Memory
        What the optimiser remembers of the gradients so far.
    """

    epoch: int
    loss: float
    network: Trained
    memory: Memory


def layer_gradients(network: Trained, x: ArrayLike, y: ArrayLike) -> tuple[float, list[Layer]]:
    """Return the mean squared error, and its derivatives by every weight and bias.

    Backpropagation [1]_; where a unit is right at its corner, its slope counts as 0.

    Parameters
    ----------
    network : DeepNetwork or PlanarNetwork
    x : array_like, shape (m,), or (m, 2) for two inputs
    y : array_like, shape (m,)

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 7.4.
    """
    layers, values = layers_of(network), np.asarray(y, dtype=np.float64)
    inputs = [np.asarray(x, dtype=np.float64).reshape(values.size, -1).T]
    for layer in layers[:-1]:
        inputs.append(np.maximum(0.0, layer.weight @ inputs[-1] + layer.bias[:, np.newaxis]))
    last = layers[-1]
    error = last.weight @ inputs[-1] + last.bias[:, np.newaxis] - values
    slope, found = 2 * error / values.size, []
    for layer, h in zip(reversed(layers), reversed(inputs), strict=True):
        found.append(Layer(slope @ h.T, slope.sum(axis=1)))
        slope = (layer.weight.T @ slope) * (h > 0)
    return float(np.mean(error**2)), found[::-1]


def train_layers(
    x: ArrayLike,
    y: ArrayLike,
    start: Trained | LayerStep,
    *,
    rate: float,
    optimiser: Optimiser = "descent",
) -> Iterator[LayerStep]:
    """Train all parameters on all data points, step by step, without end.

    Parameters
    ----------
    x : array_like, shape (m,), or (m, 2) for two inputs
    y : array_like, shape (m,)
    start : DeepNetwork, PlanarNetwork or LayerStep
        Where to start; it is the first step given.
    rate : float
        Learning rate, more than 0.
    optimiser : {"descent", "adam"}

    Yields
    ------
    LayerStep
        Ends after the last step whose parameters are finite: then it has diverged.

    Raises
    ------
    ValueError
        If `rate` is not more than 0.
    """
    change = change_of(optimiser, rate)
    step = start if isinstance(start, LayerStep) else LayerStep(0, 0.0, start, Memory())
    sizes = [layer.weight.shape for layer in layers_of(step.network)]
    is_planar = isinstance(step.network, PlanarNetwork)
    epoch, memory = step.epoch, step.memory
    parameters = _flat(layers_of(step.network))
    while has_not_diverged(parameters):
        network = _network(_layers(parameters, sizes), is_planar)
        loss, slopes = layer_gradients(network, x, y)
        yield LayerStep(epoch, loss, network, memory)
        move, memory = change(_flat(slopes), memory, rate)
        parameters, epoch = parameters + move, epoch + 1


def snapshots(
    points: Sequence[tuple[float, float, float]], start: PlanarNetwork
) -> list[PlanarNetwork]:
    """Train on points of two classes, and return networks on the way.

    Parameters
    ----------
    points : sequence of (float, float, float)
        Both inputs, and what the output is to be.
    start : PlanarNetwork

    Returns
    -------
    list of PlanarNetwork
        The start, every fourth of `STEPS` steps with Adam, and the last.
    """
    table = np.array(points)
    run = train_layers(table[:, :2], table[:, 2], start, rate=_RATE, optimiser="adam")
    taken = [step.network for step in islice(run, STEPS + 1)]
    return [one for one in (*taken[:-1:_EACH], taken[-1]) if isinstance(one, PlanarNetwork)]


def layers_of(network: Trained) -> list[Layer]:
    """Return weight and bias of each layer, the first with as many inputs as the network."""
    if isinstance(network, DeepNetwork):
        return list(network.layers)
    output = Layer(network.output_weight[np.newaxis], np.array([network.output_bias]))
    return [Layer(network.weight, network.bias), output]


def _network(layers: list[Layer], is_planar: bool) -> Trained:
    if not is_planar:
        return DeepNetwork(layers)
    hidden, output = layers
    return PlanarNetwork(*hidden, output.weight[0], float(output.bias[0]))


def _flat(layers: Sequence[Layer]) -> Array:
    return np.concatenate([part.ravel() for layer in layers for part in layer])


def _layers(parameters: Array, sizes: list[tuple[int, ...]]) -> list[Layer]:
    counts = [count for rows, columns in sizes for count in (rows * columns, rows)]
    parts = [parameters[a:b] for a, b in pairwise(np.cumsum([0, *counts]))]
    return [
        Layer(weight.reshape(size), bias)
        for size, weight, bias in zip(sizes, parts[::2], parts[1::2], strict=True)
    ]
