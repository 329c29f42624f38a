"""How fast is the core?  Exact vertices for n units, beside dense evaluation of 400 samples."""

from __future__ import annotations

import timeit
from functools import partial

import numpy as np

from relu_explorer import ReluNetwork, linear_pieces, vertices

DOMAIN, SIZES = (-5.0, 5.0), (4, 10, 100, 1000, 10_000, 100_000)
LARGEST_MATRIX = 2000  # units: n + 1 pieces times n units, and no need to wait for more


def milliseconds(function, repeats: int = 7) -> float:
    """Best of `repeats`, each of as many calls as fill 50 ms."""
    timer = timeit.Timer(function)
    calls = max(1, int(0.05 / max(timer.timeit(1), 1e-7)))
    return min(timer.repeat(repeats, calls)) / calls * 1000


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
    print(f"\nvertices, 100,000 units / 1,000 units: {times[100_000] / times[1000]:.0f}")


if __name__ == "__main__":
    main()
