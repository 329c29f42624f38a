"""Bring a learner's data to sizes at which sliders and training work, and the network back."""

from __future__ import annotations

from typing import NamedTuple

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.language.numerals import MINUS, significant
from relu_explorer.language.translation import tr

_MOST, _LEAST = 8.0, 0.5  # sizes of data that are taken as they are
_WANTED = 3.0  # other data are brought to between -3 and 3


class Scale(NamedTuple):
    """``scaled = (value - middle) / unit``."""

    middle: float = 0.0
    unit: float = 1.0

    def __call__(self, values: Array) -> Array:
        """Scale values of any shape."""
        return (values - self.middle) / self.unit

    def undone(self, values: Array) -> Array:
        """Return what was scaled."""
        return values * self.unit + self.middle

    def formula(self, name: str) -> str:
        """Write what is done to a value of this name."""
        sign = MINUS if self.middle > 0 else "+"
        moved = f"({name} {sign} {significant(abs(self.middle))})" if self.middle else name
        return f"{moved} / {significant(self.unit)}"


class Scaling(NamedTuple):
    """How x and y are scaled.

    Attributes
    ----------
    x, y : Scale
    is_dated : bool
        Whether x are dates, as days since 1970.
    """

    x: Scale = Scale()
    y: Scale = Scale()
    is_dated: bool = False

    def __call__(self, data: Samples) -> Samples:
        """Scale data points."""
        return Samples(self.x(data.x), self.y(data.y))

    def undone(self, network: ReluNetwork) -> ReluNetwork:
        """Return the network that gives on x what this one gives on scaled x, in units of y."""
        weight = network.weight / self.x.unit
        return ReluNetwork(
            weight,
            network.bias - weight * self.x.middle,
            network.output_weight * self.y.unit,
            network.output_bias * self.y.unit + self.y.middle,
        )

    def words(self) -> str:
        """Say what was scaled; nothing if nothing was."""
        parts = [
            tr("{name} to {scaled}", name=name, scaled=scale.formula(name))
            for name, scale in (("x", self.x), ("y", self.y))
            if scale != Scale()
        ]
        if not parts:
            return ""
        text = tr(
            "For training your data are scaled: {parts}. The axes show your numbers; sliders, "
            "formulas and loss are those of the scaled ones.",
            parts=", ".join(parts),
        )
        return f"{text} {tr('x are days since 1970-01-01.')}" if self.is_dated else text


def scaling_for(data: Samples, is_dated: bool = False) -> Scaling:
    """Return how to scale data that are far from 0, much spread, or hardly spread at all."""
    return Scaling(_scale_for(data.x), _scale_for(data.y), is_dated)


def _scale_for(values: Array) -> Scale:
    low, high = float(values.min()), float(values.max())
    if max(-low, high) <= _MOST and (high - low >= _LEAST or high == low):
        return Scale()
    unit = (high - low) / 2 / _WANTED or 1.0
    return Scale((low + high) / 2, unit)
