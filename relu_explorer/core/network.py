"""One hidden layer of ReLU units and its forward pass, stage by stage."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, init=False, eq=False)
class ReluNetwork:
    """One input, ``n`` ReLU units, one output.

    ``y(x) = output_bias + sum(output_weight[i] * max(0, weight[i] * x + bias[i]))``

    Parameters
    ----------
    weight, bias : array_like, shape (n,)
        Weight and bias of each unit.  ``n`` may be 0: the constant `output_bias`.
    output_weight : array_like, shape (n,), optional
        Output weight of each unit, ones if left out.
    output_bias : float
        Constant added to the weighted sum.

    Raises
    ------
    ValueError
        If a parameter is not finite, not one-dimensional, or not as long as `weight`.

    Notes
    -----
    The arrays are copies and read-only: a network does not change.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 3.1.

    Examples
    --------
    >>> network = ReluNetwork(weight=[1, -1], bias=[0, 0])
    >>> network([-2.0, 0.0, 3.0])
    array([2., 0., 3.])
    """

    weight: Array
    bias: Array
    output_weight: Array
    output_bias: float

    def __init__(
        self,
        weight: ArrayLike,
        bias: ArrayLike,
        output_weight: ArrayLike | None = None,
        output_bias: float = 0.0,
    ) -> None:
        w = _vector("weight", weight)
        given = np.ones_like(w) if output_weight is None else output_weight
        v = _vector("output_weight", given)
        vectors = {"weight": w, "bias": _vector("bias", bias), "output_weight": v}
        for name, vector in vectors.items():
            if vector.shape != w.shape:
                raise ValueError(f"{name} has {vector.size} entries, weight has {w.size}")
            object.__setattr__(self, name, vector)
        if not np.isfinite(output_bias):
            raise ValueError(f"output_bias must be finite, got {output_bias!r}")
        object.__setattr__(self, "output_bias", float(output_bias))

    def __call__(self, x: ArrayLike) -> Array:
        """Output of the network at `x`, of the shape of `x`."""
        total = np.tensordot(self.output_weight, activation(self, x), axes=1)
        return np.asarray(total + self.output_bias, dtype=np.float64)

    @property
    def rows(self) -> list[tuple[float, float, float]]:
        """Weight, bias and output weight of each unit."""
        columns = (self.weight.tolist(), self.bias.tolist(), self.output_weight.tolist())
        return list(zip(*columns, strict=True))

    def __len__(self) -> int:
        """Return the number of units, ``n``."""
        return self.weight.size


def preactivation(network: ReluNetwork, x: ArrayLike) -> Array:
    """Preactivation ``z = weight * x + bias`` of every unit, shape ``(n, *x.shape)``."""
    x = np.asarray(x, dtype=np.float64)
    bias = network.bias.reshape((-1,) + (1,) * x.ndim)
    return np.asarray(np.multiply.outer(network.weight, x) + bias)


def activation(network: ReluNetwork, x: ArrayLike) -> Array:
    """Activation ``h = max(0, z)`` of every unit, shape ``(n, *x.shape)``."""
    return np.maximum(0.0, preactivation(network, x))


def contribution(network: ReluNetwork, x: ArrayLike) -> Array:
    """Contribution ``output_weight * h`` of every unit to the output, shape ``(n, *x.shape)``."""
    h = activation(network, x)
    return np.asarray(network.output_weight.reshape((-1,) + (1,) * (h.ndim - 1)) * h)


def select(network: ReluNetwork, units: ArrayLike) -> ReluNetwork:
    """Return the network of the chosen units alone: indices or a mask, shape (n,)."""
    chosen = np.asarray(units)
    chosen = chosen if chosen.size else np.zeros(0, dtype=int)
    return ReluNetwork(
        network.weight[chosen],
        network.bias[chosen],
        network.output_weight[chosen],
        network.output_bias,
    )


def _vector(name: str, value: ArrayLike) -> Array:
    try:
        vector = np.array(value, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be a sequence of numbers") from error
    if vector.ndim != 1:
        raise ValueError(f"{name} must be one-dimensional, got shape {vector.shape}")
    if not np.isfinite(vector).all():
        raise ValueError(f"{name} must be finite, got {vector}")
    vector.setflags(write=False)
    return vector
