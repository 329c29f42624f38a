"""The sliders' grids: what each parameter is called, how far it reaches, in which steps."""

from __future__ import annotations

import math
from typing import Any, NamedTuple

from relu_explorer.language.translation import mark


class Parameter(NamedTuple):
    """A slider: the first part of its key, its name, and its grid."""

    symbol: str
    name: str
    low: float
    high: float
    step: float

    def snapped(self, value: float) -> float:
        """Nearest value of the slider's grid."""
        steps = round((self.clamped(value) - self.low) / self.step)
        return self.clamped(round(self.low + steps * self.step, 10) + 0.0)

    def clamped(self, value: float) -> float:
        """Nearest value between the slider's ends."""
        return float(min(max(value, self.low), self.high))


Grids = dict[str, Parameter]


def _by_symbol(*parameters: Parameter) -> Grids:
    return {parameter.symbol: parameter for parameter in parameters}


COUNT = Parameter("n", "number of units", 1, 8, 1)
PROBE = Parameter("probe", mark("probe"), -20.0, 20.0, 0.1)
PARAMETERS = _by_symbol(
    Parameter("w", mark("weight"), -5.0, 5.0, 0.05),
    Parameter("b", mark("bias"), -10.0, 10.0, 0.1),
    Parameter("v", mark("output weight"), -5.0, 5.0, 0.05),
    Parameter("c", mark("output bias"), -10.0, 10.0, 0.1),
    PROBE,
)
# For a page where the number of units can be chosen.
COUNTED_PARAMETERS = PARAMETERS | {"n": COUNT}
# Where training is to have room; no probe.
TRAINING_PARAMETERS = _by_symbol(
    Parameter("w", mark("weight"), -10.0, 10.0, 0.05),
    Parameter("b", mark("bias"), -20.0, 20.0, 0.1),
    Parameter("v", mark("output weight"), -10.0, 10.0, 0.05),
    Parameter("c", mark("output bias"), -20.0, 20.0, 0.1),
    COUNT,
)
# The course lab: all output weights are 1, the output bias is 0, and nobody can change that.
LAB_PARAMETERS = _by_symbol(
    Parameter("w", mark("weight"), -4.0, 4.0, 0.1),
    Parameter("b", mark("bias"), -6.0, 6.0, 0.1),
    PROBE,
)

# Of two layers: what unit A of the second takes of each unit of the first, its bias, its weight.
DEEP_PARAMETERS = _by_symbol(
    Parameter("w", mark("weight"), -4.0, 4.0, 0.1),
    Parameter("b", mark("bias"), -4.0, 4.0, 0.1),
    *(Parameter(f"u{unit}", mark("from unit {unit}"), -4.0, 4.0, 0.1) for unit in "ABC"),
    # One network into another: what makes one number of the first layer, and what is taken of it.
    Parameter("p", mark("output weight"), -4.0, 4.0, 0.1),
    Parameter("q", mark("output bias"), -4.0, 4.0, 0.1),
    *(Parameter(f"a{unit}", mark("of y₁"), -4.0, 4.0, 0.1) for unit in "ABC"),
    *(Parameter(f"b{unit}", mark("bias"), -4.0, 4.0, 0.1) for unit in "ABC"),
    *(Parameter(f"v{unit}", mark("output weight"), -4.0, 4.0, 0.1) for unit in "ABC"),
    Parameter("c", mark("output bias"), -4.0, 4.0, 0.1),
    PROBE,
)
# Of two inputs.
PLANAR_PARAMETERS = _by_symbol(
    Parameter("wx", mark("of x₁"), -4.0, 4.0, 0.1),
    Parameter("wy", mark("of x₂"), -4.0, 4.0, 0.1),
    Parameter("b", mark("bias"), -6.0, 6.0, 0.1),
    Parameter("v", mark("output weight"), -4.0, 4.0, 0.1),
    Parameter("c", mark("output bias"), -6.0, 6.0, 0.1),
    Parameter("px", mark("probe x₁"), -3.0, 3.0, 0.1),
    Parameter("py", mark("probe x₂"), -3.0, 3.0, 0.1),
    Parameter("angle", mark("cut"), -90.0, 90.0, 1.0),
    Parameter("turn", mark("view"), -180.0, 180.0, 5.0),
)

_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 50, 100, 300)
WINDOW_ENDS = (*(-x for x in reversed(_ROUND)), 0, *_ROUND)
HEIGHT_ENDS = (-100_000, -10_000, -1000, *WINDOW_ENDS, 1000, 10_000, 100_000)


def taken_apart(name: str) -> tuple[str, int | None]:
    """Take a slider's name apart: its symbol, and its unit if there is one of them a unit.

    >>> taken_apart("w3"), taken_apart("probe")
    (('w', 3), ('probe', None))
    """
    symbol = name.rstrip("0123456789")
    return symbol, int(name[len(symbol) :]) if symbol != name else None


def outward(wanted: tuple[float, float], ends: tuple[int, ...]) -> tuple[int, int]:
    """Return the narrowest range between two of `ends` that holds the wanted one."""
    low, high = wanted
    return (
        max((end for end in ends if end <= low), default=ends[0]),
        min((end for end in ends if end >= high), default=ends[-1]),
    )


def is_number(value: Any) -> bool:
    """Return whether `value` is a finite number; a text is none."""
    try:
        return not isinstance(value, str) and math.isfinite(value)
    except (TypeError, OverflowError):
        return False
