"""Named settings: the opening picture, the lab's network and the examples of the questions."""

from __future__ import annotations

from typing import NamedTuple

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.parameters import HEIGHT_ENDS, WINDOW_ENDS, outward
from relu_explorer.language.translation import mark


class Preset(NamedTuple):
    """A network and the frame to see it in.

    Attributes
    ----------
    units : tuple of (float, float, float)
        Weight, bias and output weight of each unit.
    note : str
        What to look for.
    window, height : tuple of int
        Range of x and of y.
    probe : float
        The x at which the sum is taken apart.
    stages : tuple of str
        What the units' chart shows.
    spare : tuple of (float, float, float)
        Further units, which wait until the learner adds them.
    """

    units: tuple[tuple[float, float, float], ...]
    note: str
    output_bias: float = 0.0
    window: tuple[int, int] = (-5, 5)
    height: tuple[int, int] = (-6, 6)
    probe: float = 1.0
    stages: tuple[str, ...] = ("v·h",)
    spare: tuple[tuple[float, float, float], ...] = ()

    def unit(self, index: int) -> tuple[float, float, float]:
        """Weight, bias and output weight of a unit, also of one that is added later."""
        units = (*self.units, *self.spare)
        return units[index] if index < len(units) else (0.0, 0.0, 1.0)

    @property
    def network(self) -> ReluNetwork:
        """The network with these parameters."""
        weight, bias, output_weight = zip(*self.units, strict=True)
        return ReluNetwork(weight, bias, output_weight, self.output_bias)


OPENING = Preset(
    units=(
        (-1.0, -3.0, 2.0),
        (-0.5, 0.5, -2.0),
        (1.5, 1.5, 1.0),
        (1.0, -2.0, -2.5),
    ),
    spare=(
        (1.0, -3.0, 1.0),
        (-1.0, -4.0, 1.0),
        (1.0, 0.0, -1.0),
        (-1.0, 2.0, 1.0),
    ),
    note=mark(
        "A ReLU unit gives h = max(0, w·x + b). Drag any slider, or in the charts a corner, "
        "a numbered end, the dotted probe line."
    ),
    probe=0.5,
)

PRESETS: dict[str, Preset] = {
    mark("The four shapes"): Preset(
        units=((1.0, -2.0, 1.0), (-1.0, -2.0, 1.0), (1.0, -1.0, -1.0), (-1.0, -1.0, -1.0)),
        note=mark("The sign of w says which side is flat, the sign of v where the ray points."),
    ),
    mark("The course lab's answer"): Preset(
        units=((-2.0, 2.0, 1.0), (1.0, -1.0, 1.0), (2.0, -4.0, 1.0)),
        note=mark("On the last piece the slope is 1 + 2 = 3: unit 1 is still on."),
        window=(0, 3),
        height=(-1, 5),
        probe=2.5,
    ),
    mark("Unit 2 falls, the sum rises"): Preset(
        units=((1.0, 1.0, 1.0), (1.0, 0.0, 1.0), (-1.0, 2.0, 1.0)),
        note=mark("Between x = 0 and x = 2 unit 2 falls, yet the sum rises: 1 + 1 − 1 = 1."),
        window=(-4, 4),
        height=(-1, 10),
    ),
    mark("A bump"): Preset(
        units=((1.0, 1.0, 2.0), (1.0, 0.0, -4.0), (1.0, -1.0, 2.0)),
        note=mark("Up, down by twice as much, level again: the slopes cancel on the right."),
        height=(-2, 4),
    ),
    mark("A staircase"): Preset(
        units=(
            (2.0, 6.0, 1.0),
            (2.0, 5.0, -1.0),
            (2.0, 1.0, 1.0),
            (2.0, 0.0, -1.0),
            (2.0, -4.0, 1.0),
            (2.0, -5.0, -1.0),
        ),
        note=mark("Two units a step: one starts the rise, the next stops it."),
        height=(-2, 4),
    ),
    mark("Flat only in the middle"): Preset(
        units=((-1.0, -1.0, 1.0), (1.0, -1.0, 1.0)),
        note=mark("Between the corners no unit is on. Neither end is flat."),
        height=(-2, 6),
    ),
    mark("One curve, first setting"): Preset(
        units=((1.0, -1.0, 2.0), (-2.0, -2.0, 1.0)),
        note=mark("Remember the curve, then load the second setting."),
        height=(-2, 10),
    ),
    mark("One curve, second setting"): Preset(
        units=((2.0, -2.0, 1.0), (-1.0, -1.0, 2.0)),
        note=mark("w and b doubled or halved, v the other way round: the same curve."),
        height=(-2, 10),
    ),
    mark("Corners that cancel"): Preset(
        units=((1.0, 0.0, 1.0), (-1.0, 0.0, -1.0)),
        note=mark("Both units switch at x = 0, and their slope changes cancel: no corner."),
        height=(-6, 6),
    ),
}


# Corners spread over the sine's period: from here training finds the curve.
TRAINING_OPENING = Preset(
    units=(
        (1.0, -0.5, 0.5),
        (1.0, -2.0, -0.5),
        (1.0, -3.5, -0.3),
        (1.0, -5.0, 0.3),
        (-1.0, 1.0, 0.2),
        (-1.0, 2.5, -0.2),
        (-1.0, 4.0, 0.2),
        (-1.0, 5.5, -0.2),
    ),
    note="",
)


def framed(preset: Preset, data: Samples) -> Preset:
    """Return the preset with a frame that holds the data, with room around."""
    window, height = (_roomy(values) for values in data)
    return preset._replace(window=outward(window, WINDOW_ENDS), height=outward(height, HEIGHT_ENDS))


def _roomy(values: Array) -> tuple[float, float]:
    low, high = float(values.min()), float(values.max())
    margin = 0.2 * (high - low) + 0.1
    return low - margin, high + margin
