"""Parameters ↔ widgets ↔ address of a network of one layer.

A widget with a key owns its value, and the address mirrors it.  Everything else (examples,
undo, a dropped corner) asks for a change in a callback, by writing the key.  Each page has a
`Controls` of its own; its keys begin with the controls's prefix, so that pages do not mix up.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.charts.framing import fitting_frame
from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.charts.ticks import ticks_of
from relu_explorer.controls.corners import known_corners
from relu_explorer.controls.keys import HEIGHT, WINDOW, Keys, ends_of
from relu_explorer.core.curves import Samples
from relu_explorer.core.nearness import is_near
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.parameters import (
    HEIGHT_ENDS,
    PARAMETERS,
    WINDOW_ENDS,
    Grids,
    is_number,
    outward,
    taken_apart,
)
from relu_explorer.core.shapes import Unit
from relu_explorer.core.state import State, View, read
from relu_explorer.questions.presets import OPENING, Preset
from relu_explorer.training.descent import to_vector
from relu_explorer.training.scaling import Scaling

# Names of widgets; the controls's prefix makes them keys.
UNITS, STAGES, MAX, HOLD = "n", "stages", "max", "hold"
COMPARE, EXAMPLE, ON, SOLO, CARD = "compare", "example", "on", "solo", "card"
TASK, GUESS, LOCK, TYPED, DEMO_LINES = "task", "guess", "lock", "typed_", "demo_lines"
RATE, STEPS, OPTIMISER, SPEED, START = "rate", "steps", "optimiser", "speed", "start"
SAMPLES, NOISE, HISTORY = "samples", "noise", "history"
PASTED, UPLOADED, OPENED = "pasted", "uploaded", "opened"
READING, ACROSS, UP = "reading", "across", "up"
ERROR_CHART, RATE_CHART = "error_chart", "rate_chart"
SHAPE, CORNER, STEEPNESS, SCALE = "shape", "corner", "steepness", "scale"
CURVE, PIECES, PLACING = "curve", "pieces", "placing"
RULE_CORNER, RULE_BEFORE, RULE_AFTER = "rule_corner", "before", "after"
# Session state beside the widgets: the corners to hold, the order in which units were unmuted, what
# training has made in how many steps.
CORNERS, _ORDER = "held_corners", "build_order"
_TRAINED = "trained"


class Setting(NamedTuple):
    """Everything that the controls choose."""

    state: State
    holds_corner: bool
    corners: tuple[float | None, ...]


@dataclass(frozen=True)
class Controls(Keys):
    """The controls of one page of one layer and one input.

    Attributes
    ----------
    prefix : str
        What all its keys begin with.
    opening : Preset
        The state it opens in: the defaults of its widgets.
    grids : mapping of str to Parameter
        The sliders that the page has, by symbol.
    locked : frozenset of int
        Units that cannot be changed.
    target : tuple of (tuple of float, tuple of float)
        Points of a curve to be met, in x and y.
    data : Samples, optional
        Data points to train on.
    scaling : Scaling
        How they were scaled.
    """

    prefix: str
    opening: Preset = OPENING
    grids: Grids = field(default_factory=lambda: PARAMETERS)
    locked: frozenset[int] = frozenset()
    target: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    data: Samples | None = None
    scaling: Scaling = field(default_factory=Scaling)

    @property
    def units(self) -> int:
        """How many units there are."""
        units = len(self.opening.units)
        return int(self.value(UNITS, units)) if UNITS in self.grids else units

    def sliders(self, units: int = MAX_UNITS) -> list[str]:
        """Names of all sliders of parameters that the page has, for so many units."""
        per_unit = [f"{s}{unit}" for unit in range(units) for s in "wbv" if s in self.grids]
        return [*per_unit, *(symbol for symbol in ("c", "probe") if symbol in self.grids)]

    @property
    def opening_frame(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Ranges of x and of y in which the page opens."""
        return self.opening.window, self.opening.height

    @property
    def all_sliders(self) -> list[str]:
        """Names of all sliders of parameters that the page can have."""
        return self.sliders()

    @property
    def sliders_shown(self) -> list[str]:
        """Names of the sliders of parameters that are on the page now."""
        return self.sliders(self.units)

    def default(self, name: str) -> float:
        """Return the value in which a slider of a parameter opens."""
        symbol, unit = taken_apart(name)
        if unit is not None:
            return self.opening.unit(unit)["wbv".index(symbol)]
        return {"c": self.opening.output_bias, "probe": self.opening.probe, SCALE: 0.0}[symbol]

    def defaults(self) -> dict[str, float]:
        """Return the values of the sliders that the address leaves out, by their names."""
        knob = {name: self.default(name) for name in {SCALE} & self.grids.keys()}
        return super().defaults() | knob

    def present(self) -> dict[str, Any]:
        """Return the values of all widgets that an undo brings back, by their names."""
        names = [
            UNITS,
            MAX,
            WINDOW,
            HEIGHT,
            STAGES,
            HOLD,
            COMPARE,
            *(f"{ON}{unit}" for unit in range(self.units)),
        ]
        names += self.sliders_shown
        shown = {name: self.value(name) for name in names}
        return {name: value for name, value in shown.items() if value is not None}

    def setting(self) -> Setting:
        """Read all widgets; call it after they were drawn."""
        units = range(self.units)
        w, b, v = ([self.number(f"{symbol}{unit}") for unit in units] for symbol in "wbv")
        network = ReluNetwork(w, b, v, self.number("c"))
        view = View(
            window=ends_of(self.value(WINDOW, self.opening.window)),
            height=ends_of(self.value(HEIGHT, self.opening.height)),
            probe=self.number("probe"),
            stages=tuple(self.value(STAGES, self.opening.stages)) or ("v·h",),
            has_max=self.value(MAX, True),
            on=tuple(self.value(f"{ON}{unit}", True) for unit in units),
            compare=self.value(COMPARE, "add"),
            target=self.target,
            data=self.data,
            **self.training_of(network),
        )
        view = view._replace(ticks=ticks_of(view, self.scaling))
        state = read(network, view)
        corners = known_corners(self.kept(CORNERS, {}), state)
        known = tuple(corners[unit][0] if unit in corners else None for unit in units)
        return Setting(state, self.value(HOLD) == "corner", known)

    def training_of(self, network: ReluNetwork) -> dict[str, Any]:
        """Return the `View`'s steps and start of a network; nothing if it was changed since."""
        parameters, training = self.kept(_TRAINED, ((), {}))
        now = to_vector(network)
        is_same = len(parameters) == now.size and all(map(is_near, parameters, now))
        return dict(training) if is_same else {}

    def keep_trained(self, network: ReluNetwork, *, steps: int, start: int) -> None:
        """Keep that so many steps of training, from such a start, have led to a network."""
        training = {"steps": steps, "start": start}
        st.session_state[self.prefix + _TRAINED] = (to_vector(network).tolist(), training)

    def build_order(self) -> list[int]:
        """Return the units heard, in the order in which they were unmuted."""
        heard = [unit for unit in range(self.units) if self.value(f"{ON}{unit}", True)]
        order = [unit for unit in self.kept(_ORDER, []) if unit in heard]
        return order + [unit for unit in heard if unit not in order]

    def keep(self, setting: Setting) -> None:
        """Keep of the present setting what the next one is seen by; once a run."""
        corners = known_corners(self.kept(CORNERS, {}), setting.state)
        kept: dict[str, Any] = {CORNERS: corners, _ORDER: self.build_order()}
        st.session_state.update({self.prefix + name: value for name, value in kept.items()})
        self.keep_frame()

    # --- changes, for callbacks

    def load(self, preset: Preset) -> None:
        """Set units and frame as in `preset`, and unmute all."""
        self._take(preset.units, frozenset())
        probe, c, units = preset.probe, preset.output_bias, len(preset.units)
        drawn = {
            **{f"{ON}{unit}": True for unit in range(units)},
            **{UNITS: units, "c": c, "probe": probe, MAX: True, COMPARE: "add"},
            **{WINDOW: preset.window, HEIGHT: preset.height},
        }
        self.put_present(drawn)
        self.count_load()

    def start_over(self) -> None:
        """Set everything as it opened."""
        self.load(self.opening)
        self.put_present({STAGES: list(self.opening.stages), HOLD: "bias"})

    def set_numbers(self, rows: Iterable[tuple[float | None, ...]]) -> None:
        """Take over weights, biases and output weights, a row a unit; None leaves one as it is."""
        self._take(rows, self.locked)

    def solo(self, unit: int) -> None:
        """Mute all others; unmute all if that is so already."""
        units = range(self.units)
        alone = all(self.value(f"{ON}{other}") == (other == unit) for other in units)
        self.put({f"{ON}{other}": alone or other == unit for other in units})

    def mute_all(self) -> None:
        """Mute every unit."""
        self.put({f"{ON}{unit}": False for unit in range(self.units)})

    def fit_frame(self) -> None:
        """Choose the frame in which everything is seen."""
        window, height = fitting_frame(self.setting().state)
        self.put({WINDOW: outward(window, WINDOW_ENDS), HEIGHT: outward(height, HEIGHT_ENDS)})

    def unit(self, unit: int) -> Unit:
        """Return weight, bias and output weight of a unit."""
        return Unit(*(self.number(f"{symbol}{unit}") for symbol in "wbv"))

    def _take(self, rows: Iterable[tuple[float | None, ...]], locked: frozenset[int]) -> None:
        for unit, row in enumerate(rows):
            for symbol, value in zip("wbv", row, strict=True):
                if symbol in self.grids and unit not in locked and is_number(value):
                    self.put({f"{symbol}{unit}": self.grids[symbol].clamped(value)})  # type: ignore[arg-type]
