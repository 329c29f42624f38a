"""Finding the weights: by construction, and by gradient descent."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from relu_explorer.network import Array, ReluNetwork, activation, preactivation


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
    network : ReluNetwork
        The network after so many steps.
    dead : ndarray of bool, shape (n,)
        Units that are off at every data point: their gradient is 0.
    """

    epoch: int
    loss: float
    network: ReluNetwork
    dead: NDArray[np.bool_]


def interpolate(x: ArrayLike, y: ArrayLike) -> ReluNetwork:
    """Return a network through all points, straight in between.

    One unit a piece, on to the right of the piece's left end; its output weight is the change
    of slope there [1]_.  The first is on throughout the data.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Points, ``m >= 1``, the x all different, in any order.

    Returns
    -------
    ReluNetwork
        With ``m - 1`` units.

    Raises
    ------
    ValueError
        If there is no point, if two share their x, or if the shapes differ.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 3.2.

    Examples
    --------
    >>> interpolate([0, 1, 2], [0, 1, 0])([0.0, 0.5, 1.0, 1.5, 2.0])
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    at, values = _points(x, y)
    order = np.argsort(at)
    at, values = at[order], values[order]
    width = np.diff(at)
    if (width <= 0).any():
        raise ValueError("x must not hold the same number twice")
    slopes = np.diff(values) / width
    changes = np.diff(slopes, prepend=0.0)
    return ReluNetwork(np.ones(width.size), -at[:-1], changes, float(values[0]))


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
    at, values = _points(x, y)
    error = 2 / at.size * (np.asarray(network(at)) - values)
    is_on = preactivation(network, at) > 0
    back = network.output_weight[:, np.newaxis] * (is_on * error)
    return Gradient(
        back @ at, back.sum(axis=1), activation(network, at) @ error, float(error.sum())
    )


def dead_units(network: ReluNetwork, x: ArrayLike) -> NDArray[np.bool_]:
    """Units that are off at every data point `x`, shape (n,)."""
    return np.asarray(~(preactivation(network, x) > 0).any(axis=1))


def train(
    x: ArrayLike,
    y: ArrayLike,
    start: ReluNetwork,
    *,
    rate: float,
    optimiser: Literal["descent", "adam"] = "descent",
) -> Iterator[Step]:
    """Train all parameters on all data points, step by step, without end.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Data points.
    start : ReluNetwork
        Where to start; it is the first step given.
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
    if not rate > 0:
        raise ValueError(f"rate must be more than 0, got {rate!r}")
    at, values = _points(x, y)
    change = _OPTIMISERS[optimiser](rate)
    network, epoch = start, 0
    while True:
        yield Step(epoch, loss(network, at, values), network, dead_units(network, at))
        parameters = _flat(network) + change(_flat_gradient(gradient(network, at, values)))
        with np.errstate(over="ignore", invalid="ignore"):
            is_sound = np.isfinite(parameters).all() and np.abs(parameters).max() < _DIVERGED
        if not is_sound:
            return
        network, epoch = _network(parameters), epoch + 1


_DIVERGED = 1e50  # from here on squares of products soon no longer fit into a float64

Change = Callable[[Array], Array]


def _descent(rate: float) -> Change:
    return lambda slope: -rate * slope


def _adam(rate: float) -> Change:
    first, second, tiny = 0.9, 0.999, 1e-8
    mean, square, steps = np.zeros(0), np.zeros(0), 0

    def change(slope: Array) -> Array:
        nonlocal mean, square, steps
        if not steps:
            mean, square = np.zeros_like(slope), np.zeros_like(slope)
        steps += 1
        mean = first * mean + (1 - first) * slope
        square = second * square + (1 - second) * slope * slope
        size = np.sqrt(square / (1 - second**steps)) + tiny
        return np.asarray(-rate * mean / (1 - first**steps) / size)

    return change


_OPTIMISERS = {"descent": _descent, "adam": _adam}


def _flat(network: ReluNetwork) -> Array:
    vectors = np.concatenate([network.weight, network.bias, network.output_weight])
    return np.append(vectors, network.output_bias)


def _flat_gradient(slope: Gradient) -> Array:
    return np.append(np.concatenate(slope[:3]), slope.output_bias)


def _network(parameters: Array) -> ReluNetwork:
    weight, bias, output_weight = np.split(parameters[:-1], 3)
    return ReluNetwork(weight, bias, output_weight, float(parameters[-1]))


def _points(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    at, values = np.asarray(x, dtype=np.float64), np.asarray(y, dtype=np.float64)
    if at.ndim != 1 or at.shape != values.shape or not at.size:
        raise ValueError(f"x and y must be of one length, got shapes {at.shape} and {values.shape}")
    return at, values
