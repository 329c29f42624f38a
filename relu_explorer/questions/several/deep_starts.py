"""Where the questions about two layers start from, and the page without one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from relu_explorer.core.several.two_layers import (
    LETTERS,
    DeepState,
    DeepView,
    chain_of,
    network_of,
    read_deep,
)


class DeepStart(NamedTuple):
    """Two layers and the frame to see them in.

    Attributes
    ----------
    values : mapping of str to float
        By the names of the sliders, as `network_of` takes them.
    counts : tuple of int
        How many units both layers have.
    window, height : tuple of int
        Range of x and of y.
    probe : float
        The x at which the output is taken apart.
    further : int, optional
        How many layers come after that fold; None where that cannot be chosen.
    """

    values: Mapping[str, float]
    counts: tuple[int, int] = (2, 2)
    window: tuple[int, int] = (-4, 4)
    height: tuple[int, int] = (-4, 4)
    probe: float = 1.0
    further: int | None = None

    @property
    def units(self) -> range:
        """The units of the first layer."""
        return range(self.counts[0])

    def value(self, name: str) -> float:
        """Return the value of a slider; of a unit that waits, that of a spare one."""
        return self.values.get(name, _SPARE.get(name, 0.0))

    def state(self, changes: Mapping[str, Any] = MappingProxyType({}), **more: Any) -> DeepState:
        """Return the state in which some changes, by the names of the widgets, put it."""
        first = int(changes.get("n", self.counts[0]))
        second = int(changes.get("m", self.counts[1]))
        names = slider_names((first, second), is_chain=self.is_chain)
        values = {name: float(changes.get(name, self.value(name))) for name in names}
        view = DeepView(
            window=changes.get("window", self.window),
            height=changes.get("height", self.height),
            probe=float(changes.get("probe", self.probe)),
            has_max=changes.get("max", True),
            further=int(changes.get("further", self.further or 0)),
        )
        units = first, second
        network = network_of(values, units)
        return read_deep(network, view._replace(**more), chain_of(values, units))

    @property
    def is_chain(self) -> bool:
        """Whether it is one network into another."""
        return "q" in self.values


def slider_names(units: tuple[int, int], *, is_chain: bool = False) -> list[str]:
    """Return the names of the sliders of a network, by layer and unit."""
    first = range(units[0])
    if is_chain:
        return [
            *(f"{symbol}{i}" for i in first for symbol in "wbp"),
            "q",
            *(f"{symbol}{j}" for j in LETTERS[: units[1]] for symbol in "abv"),
            "c",
        ]
    return [
        *(f"{symbol}{i}" for i in first for symbol in "wb"),
        *(
            name
            for j in LETTERS[: units[1]]
            for name in (*(f"u{j}{i}" for i in first), f"b{j}", f"v{j}")
        ),
        "c",
    ]


def deep_start(
    first: Sequence[tuple[float, float]],
    second: Sequence[tuple[float, ...]],
    c: float = 0.0,
    **more: Any,
) -> DeepStart:
    """Return a start.

    Parameters
    ----------
    first : sequence of (float, float)
        Weight and bias of each unit of the first layer.
    second : sequence of tuple of float
        Of each unit of the second: what it takes of each of the first, its bias, its weight.
    c : float
        Output bias.
    **more
        Further attributes of the start.
    """
    count = len(first), len(second)
    numbers = [*(x for unit in first for x in unit), *(x for unit in second for x in unit), c]
    values = dict(zip(slider_names(count), numbers, strict=True))
    return DeepStart(MappingProxyType(values), count, **more)


def chain_start(
    inner: Sequence[tuple[float, float, float]],
    outer: Sequence[tuple[float, float, float]],
    **more: Any,
) -> DeepStart:
    """Return a start of one network into another: weight, bias, output weight of their units."""
    counts = len(inner), len(outer)
    parts = ([x for unit in units for x in unit] for units in (inner, outer))
    numbers = [number for part in parts for number in (*part, 0.0)]
    values = dict(zip(slider_names(counts, is_chain=True), numbers, strict=True))
    return DeepStart(MappingProxyType(values), counts, **more)


# What a unit is like that one adds.
_SPARE = {"w2": 1.0, "b2": -2.0, "uC0": 1.0, "uC1": -1.0, "uC2": 1.0, "bC": -1.0, "vC": 1.0}
_SPARE |= {"uA2": 1.0, "uB2": -1.0, "p2": 1.0, "aC": 1.0}

# Each unit of the second layer crosses 0 twice: seven pieces of two and two units.
DEEP_OPENING = deep_start(
    first=((1.0, 2.0), (1.0, 0.0)),
    second=((1.0, -2.0, -1.0, 2.0), (-1.0, 3.0, 0.5, 1.0)),
    c=-1.0,
)
