"""Time of a training step beside scikit-learn and PyTorch, and of the construction.

PyTorch is measured where it is installed.  Run from the project's root:
``PYTHONPATH=.:tests python benchmarks/fitting.py``
"""

from __future__ import annotations

import importlib.util
import time
from itertools import islice

import numpy as np
from rivals import scikit_learn, torch

from relu_explorer import ReluNetwork, vertices
from relu_explorer.core.fitting.interpolation import interpolate
from relu_explorer.training.descent import to_network, to_vector, train

REPEATS = range(7)


def ours(start, x, y, optimiser, rate, steps):
    *_, last = islice(train(x, y, start, rate=rate, optimiser=optimiser), steps + 1)
    return last.network


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def step_us(rival, start, x, y, optimiser, steps):
    """Microseconds a step: what `steps` more take, so that the set-up does not count."""

    def took(count):
        return min(seconds(lambda: rival(start, x, y, optimiser, 1e-3, count)) for _ in REPEATS)

    return (took(steps + 1) - took(1)) / steps * 1e6


def training() -> None:
    rivals = {"ReLU Explorer": ours, "scikit-learn": scikit_learn}
    if importlib.util.find_spec("torch"):
        rivals["PyTorch"] = torch
    print("| units × points | optimiser |", " | ".join(f"{r} µs" for r in rivals), "| of each |")
    print("| --- | --- |", " --- |" * len(rivals), "--- |")
    for units, points, steps in ((8, 200, 500), (16, 1000, 200), (64, 10_000, 20)):
        x = np.linspace(-2, 2, points)
        y, start = np.sin(2 * x), to_network(np.random.default_rng(0).normal(size=3 * units + 1))
        for optimiser in ("descent", "adam"):
            times = {n: step_us(r, start, x, y, optimiser, steps) for n, r in rivals.items()}
            parts = [f"{times['ReLU Explorer'] / t:.2f}" for t in list(times.values())[1:]]
            row = " | ".join(f"{t:,.0f}" for t in times.values())
            print(f"| {units} × {points:,} | {optimiser} | {row} | {', '.join(parts)} |")


def agreement() -> None:
    rivals = [scikit_learn, *([torch] if importlib.util.find_spec("torch") else [])]
    x = np.linspace(-2, 2, 200)
    for rival in rivals:
        worst = 0.0
        for seed in range(5):
            rng = np.random.default_rng(seed)
            start, y = to_network(rng.normal(size=25)), np.sin(2 * x) + rng.normal(0, 0.1, 200)
            ends = [to_vector(one(start, x, y, "adam", 0.01, 500)) for one in (ours, rival)]
            worst = max(worst, float(np.abs(ends[0] - ends[1]).max()))
        print(
            f"after 500 steps of Adam, {rival.__name__}: parameters differ by {worst:.1e} at most"
        )


def construction() -> None:
    rng = np.random.default_rng(0)
    x, y = np.sort(rng.uniform(-100, 100, 10_000)), rng.normal(size=10_000)

    def work() -> tuple[ReluNetwork, np.ndarray]:
        network = interpolate(x, y)
        return network, vertices(network, (x[0], x[-1]))[1]

    took = min(seconds(work) for _ in REPEATS)
    off = np.abs(work()[1] - y).max() / np.abs(y).max()
    print(f"through 10,000 points: {took * 1000:.1f} ms, off by {off:.1e} of the largest y")


if __name__ == "__main__":
    training()
    agreement()
    construction()
