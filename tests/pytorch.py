"""What PyTorch makes of small networks: gradients, and where its optimisers lead.

Its wheel is some hundred times larger than all that the tests install, so what it gave is kept in
``training/pytorch.json``.  To write that anew, with Debian's package python3-torch:
``/usr/bin/python3 tests/pytorch.py > tests/training/pytorch.json``
"""

from __future__ import annotations

import json

import torch

# Neurons of each layer, the inputs first.
SIZES = [[1, 3, 1], [1, 4, 2, 1], [1, 3, 3, 1], [1, 2, 5, 3, 1], [2, 3, 1], [2, 5, 1], [2, 8, 1]]
POINTS, STEPS, RATE = 12, 200, 0.02


def network_of(sizes: list[int]) -> torch.nn.Sequential:
    layers: list[torch.nn.Module] = []
    for before, after in zip(sizes, sizes[1:]):  # noqa: B905, RUF007  (Debian's may be older)
        layers += [torch.nn.Linear(before, after), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def parameters(network: torch.nn.Module) -> list[object]:
    return [part.tolist() for part in network.parameters()]


def case(sizes: list[int]) -> dict[str, object]:
    network = network_of(sizes)
    x, y = torch.randn(POINTS, sizes[0]), torch.randn(POINTS)
    start = parameters(network)
    loss = loss_of(network, x, y)
    loss.backward()
    slopes = [part.grad.tolist() for part in network.parameters()]
    begun = {name: part.clone() for name, part in network.state_dict().items()}
    trained = {}
    for name, kind in (("descent", torch.optim.SGD), ("adam", torch.optim.Adam)):
        network.load_state_dict(begun)
        optimiser = kind(network.parameters(), lr=RATE)
        for _ in range(STEPS):
            optimiser.zero_grad()
            loss_of(network, x, y).backward()
            optimiser.step()
        trained[name] = parameters(network)
    return {
        "sizes": sizes,
        "x": x.squeeze(1).tolist(),
        "y": y.tolist(),
        "start": start,
        "loss": loss.item(),
        "slopes": slopes,
        "trained": trained,
    }


def loss_of(network: torch.nn.Module, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return ((network(x).squeeze(1) - y) ** 2).mean()


if __name__ == "__main__":
    torch.manual_seed(22)
    torch.set_default_dtype(torch.float64)
    made = {"version": torch.__version__, "steps": STEPS, "rate": RATE}
    print(json.dumps(made | {"cases": [case(sizes) for sizes in SIZES]}))
