"""How fast is the core?  Vertices for n units beside 400 samples, and what else it is asked."""

from __future__ import annotations

import timeit
from functools import partial

import numpy as np

from relu_explorer import (
    DeepNetwork,
    PlanarNetwork,
    ReluNetwork,
    compose,
    linear_pieces,
    regions,
    vertices,
)
from relu_explorer.training.tables import read_tables

DOMAIN, SIZES = (-5.0, 5.0), (4, 10, 100, 1000, 10_000, 100_000)
LARGEST_MATRIX = 2000  # units: n + 1 pieces times n units, and no need to wait for more


def milliseconds(function, repeats: int = 7) -> float:
    """Best of `repeats`, each of as many calls as fill 50 ms."""
    timer = timeit.Timer(function)
    calls = max(1, int(0.05 / max(timer.timeit(1), 1e-7)))
    return min(timer.repeat(repeats, calls)) / calls * 1000


def _saw(layers: int) -> DeepNetwork:
    tent = DeepNetwork.of(ReluNetwork([2, 4], [0, -2], [1, -1]))
    saw = tent
    for _ in range(layers - 1):
        saw = compose(tent, saw)
    return saw


def _lines(units: int) -> PlanarNetwork:
    angle, bias = np.random.default_rng(1).uniform((0, -1), (np.pi, 1), (units, 2)).T
    return PlanarNetwork(np.stack([np.cos(angle), np.sin(angle)], axis=1), bias)


def _table(rows: int) -> str:
    lines = (f"{k},{k / 10},{np.sin(k):.4f}" for k in range(rows))
    return "\n".join(["index,hour,temp", *lines])


def main() -> None:
    rng, samples, times = np.random.default_rng(0), np.linspace(*DOMAIN, 400), {}
    print("| units | vertices ms | linear_pieces ms | 400 samples ms | samples / vertices |")
    print("| --- | --- | --- | --- | --- |")
    for n in SIZES:
        network = ReluNetwork(*rng.normal(size=(3, n)))
        times[n] = milliseconds(partial(vertices, network, DOMAIN))
        dense = milliseconds(partial(network, samples), 3)
        pieces = "–"
        if n <= LARGEST_MATRIX:
            pieces = f"{milliseconds(partial(linear_pieces, network), 3):.3f}"
        print(f"| {n:,} | {times[n]:.3f} | {pieces} | {dense:.3f} | {dense / times[n]:.1f} |")
    more = {
        "vertices of 16,384 pieces in 14 layers of two units": partial(vertices, _saw(14), (0, 1)),
        "regions of 64 lines": partial(regions, _lines(64), ((-3, 3), (-3, 3))),
        "a table of 100,000 rows and 3 columns": partial(read_tables, _table(100_000)),
    }
    print()
    for name, function in more.items():
        print(f"{name}: {milliseconds(function, 3):.0f} ms")
    print(f"\nvertices, 100,000 units / 1,000 units: {times[100_000] / times[1000]:.0f}")


if __name__ == "__main__":
    main()
