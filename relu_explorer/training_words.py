"""Words about training, from its numbers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from relu_explorer.explain import about
from relu_explorer.fitting import Gradient
from relu_explorer.network import ReluNetwork
from relu_explorer.reading import Samples

_ALIKE = 1e-3  # corners so near to each other cannot be told apart on the chart


def span(data: Samples | None) -> list[float]:
    """Return the smallest and the largest x of the data; empty without data."""
    return [] if data is None else [float(data.x.min()), float(data.x.max())]


def unit_notes(network: ReluNetwork, ends: Sequence[float]) -> list[str]:
    """Say of each unit what keeps it from bending the curve on the data; mostly nothing.

    It is dead: off at every data point.  Its corner lies outside of the data.  Or its corner is
    that of another unit that is on on the same side.

    Parameters
    ----------
    network : ReluNetwork
    ends : sequence of float
        Smallest and largest x of the data.
    """
    notes: list[str] = []
    for unit, (w, b) in enumerate(zip(network.weight, network.bias, strict=True)):
        levels = [float(w * x + b) for x in ends]
        twin = next((k for k in range(unit) if _are_alike(network, k, unit)), None)
        if max(levels) <= 0:
            notes.append("dead")
        elif min(levels) >= 0:
            notes.append("outside")
        else:
            notes.append("" if twin is None else f"like unit {twin}")
    return notes


def _are_alike(network: ReluNetwork, one: int, other: int) -> bool:
    """Return whether two units have their corner at one place and are on on the same side."""
    (w, u), (b, c) = network.weight[[one, other]], network.bias[[one, other]]
    return bool(w * u > 0 and abs(w * c - u * b) <= _ALIKE * abs(w * u))


def counted(notes: Sequence[str]) -> str:
    """Count the notes: "1 unit dead, 2 with their corner outside the data"."""
    dead = sum(note == "dead" for note in notes)
    away = sum(note == "outside" for note in notes)
    alike = sum(note.startswith("like") for note in notes)
    parts = [
        f"{dead} dead" if dead else "",
        f"{away} with the corner outside the data" if away else "",
        f"{alike} like another" if alike else "",
    ]
    found = ", ".join(part for part in parts if part)
    return f"Units: {found}." if found else ""


def gradient_rows(slope: Gradient, dead: NDArray[np.bool_]) -> str:
    """Write a table of each unit's gradient, and which units are dead."""
    lines = ["| unit | ∂loss/∂w | ∂loss/∂b | ∂loss/∂v |", "| :-- | :-- | :-- | :-- |"]
    for unit, parts in enumerate(zip(slope.weight, slope.bias, slope.output_weight, strict=True)):
        note = " (dead: off at every data point)" if dead[unit] else ""
        cells = " | ".join(about(float(part)) for part in parts)
        lines.append(f"| {unit}{note} | {cells} |")
    return "\n".join(lines)
