"""Words about training, from its numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.state import State
from relu_explorer.language.numerals import about
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.training.descent import Gradient

KINDS = ("dead", "straight", "like")
_ALIKE = 1e-3  # corners so near to each other cannot be told apart on the chart


class Note(NamedTuple):
    """What keeps a unit from bending the curve on the data: one of `KINDS`, or nothing.

    Attributes
    ----------
    kind : str
        Empty for nothing.
    unit : int
        The unit that it is like.
    """

    kind: str = ""
    unit: int = 0


def span(data: Samples | None) -> list[float]:
    """Return the smallest and the largest x of the data; empty without data."""
    return [] if data is None else [float(data.x.min()), float(data.x.max())]


def unit_notes(network: ReluNetwork, ends: Sequence[float]) -> list[Note]:
    """Say of each unit what keeps it from bending the curve on the data; mostly nothing.

    It is dead: off at every data point.  It is straight over the data: on at all of them, but
    perhaps for the first or the last, where it is just 0.  Or its corner is that of another unit
    that is on on the same side.

    Parameters
    ----------
    network : ReluNetwork
    ends : sequence of float
        Smallest and largest x of the data.
    """
    notes: list[Note] = []
    for unit, (w, b) in enumerate(zip(network.weight, network.bias, strict=True)):
        levels = [float(w * x + b) for x in ends]
        twin = next((k for k in range(unit) if _are_alike(network, k, unit)), None)
        if max(levels) <= 0:
            notes.append(Note("dead"))
        elif min(levels) >= 0:
            notes.append(Note("straight"))
        else:
            notes.append(Note() if twin is None else Note("like", twin))
    return notes


def _are_alike(network: ReluNetwork, one: int, other: int) -> bool:
    """Return whether two units have their corner at one place and are on on the same side."""
    (w, u), (b, c) = network.weight[[one, other]], network.bias[[one, other]]
    return bool(w * u > 0 and abs(w * c - u * b) <= _ALIKE * abs(w * u))


def note_text(note: Note) -> str:
    """Write a note as it stands beside the unit's strip."""
    if note.kind == "dead":
        return tr("dead")
    if note.kind == "straight":
        return tr("straight")
    return tr("like unit {unit}", unit=note.unit) if note.kind else ""


def unit_labels(state: State) -> list[str]:
    """Return the note on each unit as it stands beside its strip; none without data or max."""
    if state.view.data is None or not state.view.has_max:
        return []
    return [note_text(note) for note in unit_notes(state.network, span(state.view.data))]


def counted(notes: Sequence[Note]) -> str:
    """Count the notes: "Units: 1 dead, 2 straight (no corner inside the data)."."""
    kinds = [note.kind for note in notes]
    parts = [kind_text(kind, kinds.count(kind)) for kind in KINDS if kind in kinds]
    return tr("Units: {notes}.", notes=", ".join(parts)) if parts else ""


def kind_text(kind: str, count: int) -> str:
    """Count the units of one of `KINDS`."""
    if kind == "dead":
        return tr_many("{count} dead", "{count} dead", count)
    if kind == "straight":
        return tr_many(
            "{count} straight (no corner inside the data)",
            "{count} straight (no corner inside the data)",
            count,
        )
    return tr_many("{count} like another", "{count} like another", count)


def gradient_rows(slope: Gradient, dead: NDArray[np.bool_]) -> str:
    """Write a table of each unit's gradient, and which units are dead."""
    head = f"| {tr('unit')} | ∂loss/∂w | ∂loss/∂b | ∂loss/∂v |"
    lines = [head, "| :-- | :-- | :-- | :-- |"]
    for unit, parts in enumerate(zip(slope.weight, slope.bias, slope.output_weight, strict=True)):
        is_dead = dead[unit]
        name = tr("{unit} (dead: off at every data point)", unit=unit) if is_dead else str(unit)
        cells = " | ".join(about(float(part)) for part in parts)
        lines.append(f"| {name} | {cells} |")
    return "\n".join(lines)
