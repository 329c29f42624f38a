"""Several hidden layers of ReLU units, one after the other: one input, one output."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from relu_explorer.core.network import Array, ReluNetwork


class Layer(NamedTuple):
    """What turns the activations before it into preactivations: ``weight @ h + bias``.

    Attributes
    ----------
    weight : ndarray, shape (n_out, n_in)
    bias : ndarray, shape (n_out,)
    """

    weight: Array
    bias: Array


@dataclass(frozen=True, init=False, eq=False)
class DeepNetwork:
    """One input, ReLU after every layer but the last, one output.

    Parameters
    ----------
    layers : sequence of (array_like, array_like)
        Weight, shape (n_out, n_in), and bias, shape (n_out,), of each layer.  The first has one
        input, the last one output.

    Raises
    ------
    ValueError
        If there is no layer, or a parameter of one is not finite or of the wrong shape; it names
        the layer, from 0.

    Notes
    -----
    The arrays are copies and read-only: a network does not change.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 4.

    Examples
    --------
    >>> tent = ([[2.0], [4.0]], [0.0, -2.0]), ([[1.0, -1.0]], [0.0])
    >>> DeepNetwork(tent)([0.0, 0.25, 0.5, 1.0])
    array([0. , 0.5, 1. , 0. ])
    """

    layers: tuple[Layer, ...]

    def __init__(self, layers: Sequence[tuple[ArrayLike, ArrayLike]]) -> None:
        found: list[Layer] = []
        for number, pair in enumerate(layers):
            inputs = found[-1].bias.size if found else 1
            found.append(_layer(number, pair, inputs))
        if not found or found[-1].bias.size != 1:
            last = f"layer {len(found) - 1} has {found[-1].bias.size}" if found else "there is none"
            raise ValueError(f"the last layer has one output: {last}")
        object.__setattr__(self, "layers", tuple(found))

    @classmethod
    def of(cls, network: ReluNetwork) -> DeepNetwork:
        """Return a network of one hidden layer as the case that it is.

        >>> DeepNetwork.of(ReluNetwork([1, -1], [0, 0]))([-2.0, 3.0])
        array([2., 3.])
        """
        hidden = network.weight[:, np.newaxis], network.bias
        return cls([hidden, (network.output_weight[np.newaxis], [network.output_bias])])

    def __call__(self, x: ArrayLike) -> Array:
        """Output of the network at `x`, of the shape of `x`."""
        x = np.asarray(x, dtype=np.float64)
        h = x.reshape(1, -1)
        for layer in self.layers[:-1]:
            h = np.maximum(0.0, _applied(layer, h))
        return _applied(self.layers[-1], h).reshape(x.shape)

    def preactivations(self, x: ArrayLike) -> tuple[Array, ...]:
        """Preactivation of every unit of each hidden layer, shapes ``(n, *x.shape)``."""
        x = np.asarray(x, dtype=np.float64)
        h, found = x.reshape(1, -1), []
        for layer in self.layers[:-1]:
            z = _applied(layer, h)
            found.append(z.reshape(-1, *x.shape))
            h = np.maximum(0.0, z)
        return tuple(found)

    def activations(self, x: ArrayLike) -> tuple[Array, ...]:
        """Activation ``max(0, z)`` of every unit of each hidden layer, shapes ``(n, *x.shape)``."""
        return tuple(np.maximum(0.0, z) for z in self.preactivations(x))


def compose(outer: DeepNetwork | ReluNetwork, inner: DeepNetwork | ReluNetwork) -> DeepNetwork:
    """Return the network that gives ``outer(inner(x))``.

    The last layer of `inner` and the first of `outer` are both straight, so they become one.

    Examples
    --------
    >>> tent = ReluNetwork([2, 4], [0, -2], [1, -1])
    >>> compose(tent, tent)([0.0, 0.25, 0.5, 0.75, 1.0])
    array([0., 1., 0., 1., 0.])
    """
    first, second = (
        one if isinstance(one, DeepNetwork) else DeepNetwork.of(one) for one in (inner, outer)
    )
    *before, last = first.layers
    joint, *after = second.layers
    between = joint.weight @ last.weight, joint.weight @ last.bias + joint.bias
    return DeepNetwork([*before, between, *after])


def _applied(layer: Layer, h: Array) -> Array:
    return np.asarray(layer.weight @ h + layer.bias[:, np.newaxis], dtype=np.float64)


def _layer(number: int, pair: tuple[ArrayLike, ArrayLike], inputs: int) -> Layer:
    try:
        weight, bias = (np.array(part, dtype=np.float64) for part in pair)
    except (TypeError, ValueError) as error:
        raise ValueError(f"layer {number} must be a pair of weight and bias, numbers") from error
    if bias.ndim != 1:
        raise ValueError(f"the bias of layer {number} has shape {bias.shape}, not (n,)")
    if weight.shape != (bias.size, inputs):
        shape = bias.size, inputs
        raise ValueError(f"the weight of layer {number} has shape {weight.shape}, not {shape}")
    if not (np.isfinite(weight).all() and np.isfinite(bias).all()):
        raise ValueError(f"layer {number} must be finite")
    for part in (weight, bias):
        part.setflags(write=False)
    return Layer(weight, bias)
