"""Where the questions about two inputs start from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from relu_explorer.core.several.two_inputs import (
    Labelled,
    PlanarState,
    PlanarView,
    planar_of,
    read_planar,
)

_SYMBOLS = ("wx", "wy", "b", "v")
_SPARE = {"wx": 1.0, "wy": 1.0, "b": -2.0, "v": 1.0}  # what a unit is like that one adds


class PlanarStart(NamedTuple):
    """Units of two inputs and the frame to see them in.

    Attributes
    ----------
    units : tuple of (float, float, float, float)
        Both weights, bias and output weight of each unit.
    c : float
        Output bias.
    reach : int
        Both inputs are shown from -reach to reach.
    height : tuple of int
        Range of y.
    probe : tuple of float
    angle, turn : float
        Directions of the cut and of the look at the surface, in degrees.
    points : tuple of (float, float, float)
        Points of two classes, with 1 or -1.
    """

    units: tuple[tuple[float, float, float, float], ...]
    c: float = 0.0
    reach: int = 3
    height: tuple[int, int] = (-4, 4)
    probe: tuple[float, float] = (0.0, 0.0)
    angle: float = 0.0
    turn: float = 30.0
    points: tuple[Labelled, ...] = ()

    @property
    def values(self) -> dict[str, float]:
        """The values of all sliders, by their names."""
        return {name: self.value(name) for name in planar_names(len(self.units))}

    def value(self, name: str) -> float:
        """Return the value of a slider."""
        own = {"c": self.c, "px": self.probe[0], "py": self.probe[1]}
        own |= {"angle": self.angle, "turn": self.turn}
        if name in own:
            return own[name]
        symbol, unit = name[:-1], int(name[-1])
        known = unit < len(self.units)
        return self.units[unit][_SYMBOLS.index(symbol)] if known else _SPARE[symbol]

    def state(self, changes: Mapping[str, Any] = MappingProxyType({})) -> PlanarState:
        """Return the state in which some changes, by the names of the widgets, put it."""
        units = int(changes.get("n", len(self.units)))
        values = {name: float(changes.get(name, self.value(name))) for name in planar_names(units)}
        return planar_state(values, units, self, changes.get("height", self.height))


def planar_state(
    values: Mapping[str, float], units: int, start: PlanarStart, height: tuple[float, float]
) -> PlanarState:
    """Return the state that sliders name, in the frame of a start."""
    view = PlanarView(
        reach=float(start.reach),
        height=height,
        probe=(values["px"], values["py"]),
        angle=values["angle"],
        turn=values["turn"],
        points=start.points,
    )
    return read_planar(planar_of(values, units), view)


def planar_names(units: int) -> list[str]:
    """Return the names of the sliders, by unit."""
    per_unit = [f"{symbol}{unit}" for unit in range(units) for symbol in _SYMBOLS]
    return [*per_unit, "c", "px", "py", "angle", "turn"]
