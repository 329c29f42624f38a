"""Finding the weights by gradient descent: the loss, its gradient, steps of training."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from relu_explorer.core.fitting.interpolation import data_points
from relu_explorer.core.network import Array, ReluNetwork, preactivation

Optimiser = Literal["descent", "adam"]


class Memory(NamedTuple):
    """Adam's running means of the gradient and of its square, and over how many steps.

    `means` has shape (2, 3n + 1); before the first step it is 0.
    """

    means: Array | float = 0.0
    steps: int = 0


class Gradient(NamedTuple):
    """Derivatives of the loss: shape (n,) each, and that of the output bias."""

    weight: Array
    bias: Array
    output_weight: Array
    output_bias: float


class Step(NamedTuple):
    """One step of training.

    Attributes
    ----------
    epoch : int
        How many steps were taken; 0 is the start.
    loss : float
        Mean squared error of `network`.
    parameters : ndarray, shape (3n + 1,)
        Weights, biases, output weights, and the output bias.
    memory : Memory
        What the optimiser remembers of the gradients so far.
    x : ndarray, shape (m,)
        The data's x.
    """

    epoch: int
    loss: float
    parameters: Array
    memory: Memory
    x: Array

    @property
    def network(self) -> ReluNetwork:
        """The network after so many steps."""
        return to_network(self.parameters)

    @property
    def dead(self) -> NDArray[np.bool_]:
        """Units that are off at every data point, shape (n,): their gradient is 0."""
        return dead_units(self.network, self.x)


def loss(network: ReluNetwork, x: ArrayLike, y: ArrayLike) -> float:
    """Mean squared error of the network at the data points `x`, `y`, shape (m,) both."""
    return float(np.mean((np.asarray(network(x)) - np.asarray(y)) ** 2))


def gradient(network: ReluNetwork, x: ArrayLike, y: ArrayLike) -> Gradient:
    """Return the derivatives of `loss` by every parameter.

    Backpropagation through one hidden layer [1]_; where a unit is right at its corner, its
    slope counts as 0.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 7.3.
    """
    at, values = data_points(x, y)
    _, slope = _Pass(at, values, len(network)).back(to_vector(network))
    weight, bias, output_weight = np.split(slope[:-1], 3)
    return Gradient(weight, bias, output_weight, float(slope[-1]))


class _Pass:
    """Forward and backward pass on fixed data, in buffers that every pass uses again.

    Ones beside the data let weight and bias act in one product, and ones beneath the
    activations output weight and output bias.
    """

    def __init__(self, x: Array, y: Array, units: int) -> None:
        self.inputs, self.y, self.units = np.stack([x, np.ones_like(x)]), y, units
        self.layer = np.ones((units + 1, x.size))
        self.activation = self.layer[:-1]
        self.weighted = np.empty_like(self.inputs)

    def back(self, parameters: Array) -> tuple[float, Array]:
        """Return the loss and its derivatives by all parameters, shape (3n + 1,)."""
        n, m, h = self.units, self.y.size, self.activation
        last = parameters[2 * n :]
        np.dot(parameters[: 2 * n].reshape(2, n).T, self.inputs, out=h)
        np.maximum(h, 0.0, out=h)
        error = last.dot(self.layer)
        error -= self.y
        slope = np.empty_like(parameters)
        np.dot(self.layer, error, out=slope[2 * n :])
        is_on = np.greater(h, 0.0, out=h)  # 1 where the unit is on, 0 elsewhere
        np.multiply(self.inputs, error, out=self.weighted)
        by_unit = self.weighted.dot(is_on.T)
        by_unit *= last[:-1]
        slope[: 2 * n] = by_unit.ravel()
        slope *= 2 / m
        return float(error.dot(error)) / m, slope


def dead_units(network: ReluNetwork, x: ArrayLike) -> NDArray[np.bool_]:
    """Units that are off at every data point `x`, shape (n,)."""
    return np.asarray(~(preactivation(network, x) > 0).any(axis=1))


def train(
    x: ArrayLike,
    y: ArrayLike,
    start: ReluNetwork | Step,
    *,
    rate: float,
    optimiser: Optimiser = "descent",
) -> Iterator[Step]:
    """Train all parameters on all data points, step by step, without end.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Data points.
    start : ReluNetwork or Step
        Where to start; it is the first step given.  From a step training goes on as if it had
        not stopped.
    rate : float
        Learning rate, more than 0.
    optimiser : {"descent", "adam"}
        Gradient descent, or Adam with its usual constants [1]_.

    Yields
    ------
    Step
        Ends after the last step whose parameters are finite: then it has diverged.

    References
    ----------
    .. [1] D. P. Kingma, J. Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015,
       algorithm 1.
    """
    change = change_of(optimiser, rate)
    at, values = data_points(x, y)
    if isinstance(start, Step):
        epoch, parameters, memory = start.epoch, start.parameters, start.memory
    else:
        epoch, parameters, memory = 0, to_vector(start), Memory()
    data = _Pass(at, values, parameters.size // 3)
    while has_not_diverged(parameters):
        size, slope = data.back(parameters)
        yield Step(epoch, size, parameters, memory, at)
        move, memory = change(slope, memory, rate)
        parameters, epoch = parameters + move, epoch + 1


def has_not_diverged(parameters: Array) -> bool:
    """Return whether the next pass can be made with such parameters, shape (k,)."""
    return bool(parameters.dot(parameters) < _DIVERGED)  # False for nan, too


_DIVERGED = 1e60  # up to here no product in the next pass is too large for a float64

Change = Callable[[Array, Memory, float], tuple[Array, Memory]]


def change_of(optimiser: Optimiser, rate: float) -> Change:
    """Return how an optimiser changes parameters, given their slopes and what it remembers.

    Raises
    ------
    ValueError
        If the learning rate is not more than 0.
    """
    if not rate > 0:
        raise ValueError(f"rate must be more than 0, got {rate!r}")
    return _OPTIMISERS[optimiser]


def _descent(slope: Array, memory: Memory, rate: float) -> tuple[Array, Memory]:
    return -rate * slope, memory


def _adam(slope: Array, memory: Memory, rate: float) -> tuple[Array, Memory]:
    # With the corrections drawn to the rate and to epsilon, as section 2 of the paper proposes.
    steps = memory.steps + 1
    means = np.empty((2, slope.size))
    np.multiply(slope, 1 - _FIRST, out=means[0])
    np.multiply(slope, slope, out=means[1])
    means[1] *= 1 - _SECOND
    means += _DECAY * memory.means
    correction = math.sqrt(1 - _SECOND**steps)
    move = np.sqrt(means[1])
    move += _EPSILON * correction
    np.divide(means[0], move, out=move)
    move *= -rate * correction / (1 - _FIRST**steps)
    return move, Memory(means, steps)


_FIRST, _SECOND, _EPSILON = 0.9, 0.999, 1e-8
_DECAY = np.array([[_FIRST], [_SECOND]])
_OPTIMISERS: dict[str, Change] = {"descent": _descent, "adam": _adam}


def to_vector(network: ReluNetwork) -> Array:
    """Return weights, biases, output weights and the output bias, shape (3n + 1,)."""
    vectors = np.concatenate([network.weight, network.bias, network.output_weight])
    return np.append(vectors, network.output_bias)


def to_network(parameters: Array) -> ReluNetwork:
    """Return the network with such parameters, as `to_vector` writes them."""
    weight, bias, output_weight = np.split(parameters[:-1], 3)
    return ReluNetwork(weight, bias, output_weight, float(parameters[-1]))
