"""Words about training, from its numbers."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from relu_explorer.explain import about
from relu_explorer.fitting import Gradient


def gradient_rows(slope: Gradient, dead: NDArray[np.bool_]) -> str:
    """Write a table of each unit's gradient, and which units are dead."""
    lines = ["| unit | ∂loss/∂w | ∂loss/∂b | ∂loss/∂v | |", "| :-- | :-- | :-- | :-- | :-- |"]
    for unit, parts in enumerate(zip(slope.weight, slope.bias, slope.output_weight, strict=True)):
        note = "dead: off at every data point" if dead[unit] else ""
        cells = " | ".join(about(float(part)) for part in parts)
        lines.append(f"| {unit} | {cells} | {note} |")
    return "\n".join(lines)
