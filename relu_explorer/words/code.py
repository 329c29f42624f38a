"""A network as code that gives the same numbers."""

from __future__ import annotations

from relu_explorer.core.network import Array, ReluNetwork


def numpy_code(network: ReluNetwork) -> str:
    """Write a numpy function `network(x)`; its numbers are exact, as repr writes them."""
    return f"""import numpy as np

w = np.array({_numbers(network.weight)})
b = np.array({_numbers(network.bias)})
v = np.array({_numbers(network.output_weight)})
c = {network.output_bias!r}


def network(x):
    x = np.asarray(x, dtype=float)
    z = np.multiply.outer(w, x) + b.reshape((-1,) + (1,) * x.ndim)
    return np.tensordot(v, np.maximum(0.0, z), axes=1) + c
"""


def torch_code(network: ReluNetwork) -> str:
    """Write a PyTorch module `network` for inputs of shape (m, 1)."""
    return f"""import torch

n = {len(network)}
layers = torch.nn.Linear(1, n), torch.nn.ReLU(), torch.nn.Linear(n, 1)
network = torch.nn.Sequential(*layers).double()
with torch.no_grad():
    network[0].weight[:, 0] = torch.tensor({_numbers(network.weight)}, dtype=torch.float64)
    network[0].bias[:] = torch.tensor({_numbers(network.bias)}, dtype=torch.float64)
    network[2].weight[0] = torch.tensor({_numbers(network.output_weight)}, dtype=torch.float64)
    network[2].bias[:] = {network.output_bias!r}
"""


def keras_code(network: ReluNetwork) -> str:
    """Write a Keras model `network` for inputs of shape (m, 1)."""
    return f"""import keras
import numpy as np

n = {len(network)}
network = keras.Sequential([
    keras.Input((1,)),
    keras.layers.Dense(n, activation="relu", dtype="float64"),
    keras.layers.Dense(1, dtype="float64"),
])
network.layers[0].set_weights([
    np.array([{_numbers(network.weight)}]),
    np.array({_numbers(network.bias)}),
])
network.layers[1].set_weights([
    np.array({_numbers(network.output_weight)}).reshape(n, 1),
    np.array([{network.output_bias!r}]),
])
"""


def _numbers(values: Array) -> str:
    return repr(values.tolist())
