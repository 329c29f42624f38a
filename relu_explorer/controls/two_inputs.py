"""The controls of two inputs: parameters ↔ widgets ↔ address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.controls.choices import choose_one
from relu_explorer.controls.keys import HEIGHT, Keys, ends_of
from relu_explorer.controls.page import UNITS
from relu_explorer.controls.widgets import show_slider
from relu_explorer.core.parameters import (
    HEIGHT_ENDS,
    PLANAR_PARAMETERS,
    Grids,
    outward,
    taken_apart,
)
from relu_explorer.core.several.two_inputs import MOST_PLANAR, PlanarState, values_of
from relu_explorer.language.translation import tr
from relu_explorer.questions.several.planar_starts import (
    PlanarStart,
    planar_names,
    planar_state,
)
from relu_explorer.training.layers import snapshots

_COUNTS = {str(count): str(count) for count in range(2, MOST_PLANAR + 1)}
_TRAINING = "training"  # what the last training has made, beside the widgets
_DIGITS = 4  # of a trained number, which lies between the steps of its slider


class Training(NamedTuple):
    """What the last training has made.

    Attributes
    ----------
    number : int
        How often there was one.
    names : tuple of str
        Of the sliders that it moved.
    frames : tuple of tuple of float
        Snapshots of their values, from before the training on.
    """

    number: int = 0
    names: tuple[str, ...] = ()
    frames: tuple[tuple[float, ...], ...] = ()


class PlanarSetting(NamedTuple):
    """Everything that the controls choose."""

    state: PlanarState


@dataclass(frozen=True)
class PlanarControls(Keys):
    """The controls of a page of two inputs.

    Attributes
    ----------
    prefix : str
        What all its keys begin with.
    opening : PlanarStart
        The state it opens in.
    grids : mapping of str to Parameter
        Its sliders, by symbol.
    locked : frozenset of int
        Units that cannot be changed.
    """

    prefix: str
    opening: PlanarStart
    grids: Grids = field(default_factory=lambda: PLANAR_PARAMETERS)
    locked: frozenset[int] = frozenset()

    @property
    def units(self) -> int:
        """How many units there are."""
        return int(self.value(UNITS) or len(self.opening.units))

    @property
    def opening_frame(self) -> tuple[tuple[int, int] | None, tuple[int, int]]:
        """Ranges of x, which cannot be chosen, and of y in which the page opens."""
        return None, self.opening.height

    @property
    def all_sliders(self) -> list[str]:
        """Names of all sliders of parameters that the page can have."""
        return planar_names(MOST_PLANAR)

    @property
    def sliders_shown(self) -> list[str]:
        """Names of the sliders of parameters that are on the page now."""
        return planar_names(self.units)

    def default(self, name: str) -> float:
        """Return the value in which a slider of a parameter opens."""
        return self.opening.value(name)

    def present(self) -> dict[str, Any]:
        """Return the values of all widgets that an undo brings back, by their names."""
        shown = {name: self.value(name) for name in (UNITS, HEIGHT, *self.sliders_shown)}
        return {name: value for name, value in shown.items() if value is not None}

    def setting(self) -> PlanarSetting:
        """Read all widgets; call it after they were drawn."""
        values = {name: self.number(name) for name in self.sliders_shown}
        height = ends_of(self.value(HEIGHT, self.opening.height))
        return PlanarSetting(planar_state(values, self.units, self.opening, height))

    def keep(self, setting: PlanarSetting) -> None:
        """Keep of the present setting what the next one is seen by; once a run."""
        self.keep_frame()

    @property
    def training(self) -> Training:
        """What the last training has made."""
        found: Training = self.kept(_TRAINING, Training())
        return found

    # --- changes, for callbacks

    def start_over(self) -> None:
        """Set everything as it opened."""
        values = {name: self.grid(name).clamped(self.default(name)) for name in self.all_sliders}
        units = str(len(self.opening.units))
        self.put_present(values | {UNITS: units, HEIGHT: self.opening.height})
        self.count_load()

    def fit_frame(self) -> None:
        """Choose the range of y in which the whole surface is seen."""
        state = self.setting().state
        y = [float(state.network(corner)) for one in state.regions for corner in one.corners]
        room = max(0.1 * (max(y) - min(y)), 0.5)
        self.put({HEIGHT: outward((min(y) - room, max(y) + room), HEIGHT_ENDS)})

    def train(self) -> None:
        """Train on the points of the question, and keep snapshots to be shown."""
        state = self.setting().state
        found = [values_of(one) for one in snapshots(state.view.points, state.network)]
        names = [name for name in found[0] if taken_apart(name)[1] not in self.locked]
        frames = tuple(
            tuple(round(self.grid(name).clamped(values[name]), _DIGITS) for name in names)
            for values in found
        )
        training = Training(self.training.number + 1, tuple(names), frames)
        self.put(dict(zip(names, frames[-1], strict=True)))
        st.session_state[self.prefix + _TRAINING] = training
        self.count_load()


def choose_planar_count(controls: PlanarControls) -> None:
    """Offer the number of units."""
    st.markdown(tr("Units"), width="content")
    usual = str(len(controls.opening.units))
    choose_one(controls.key(UNITS), tr("Number of units"), _COUNTS, usual)


def offer_training(controls: PlanarControls) -> None:
    """Offer to train, where the question has points of two classes."""
    if controls.opening.points:
        icon = ":material/play_arrow:"
        st.button(tr("Train"), icon=icon, on_click=controls.train, type="primary")


def choose_planar_parameters(controls: PlanarControls) -> dict[str, Callable[[], None]]:
    """Return what fills each card of sliders, by the card's name: of a unit, or of the sum."""

    def show(disabled: bool, *named: tuple[str, str]) -> None:
        for name, label in named:
            show_slider(controls, name, label, lambda: False, disabled)

    def of_unit(unit: int) -> None:
        is_locked = unit in controls.locked
        st.markdown(tr("**Unit {unit}**", unit=unit) + (" 🔒" if is_locked else ""))
        show(
            is_locked,
            (f"wx{unit}", f"**w₁** {tr('of x₁')}"),
            (f"wy{unit}", f"**w₂** {tr('of x₂')}"),
            (f"b{unit}", f"**b** {tr('bias')}"),
            (f"v{unit}", f"**v** {tr('output weight')}"),
        )

    def of_sum() -> None:
        st.markdown(tr("**Sum**"))
        show(
            False,
            ("c", f"**c** {tr('output bias')}"),
            ("px", f"**x₁** {tr('probe')}"),
            ("py", f"**x₂** {tr('probe')}"),
            ("angle", f"**φ** {tr('cut')}"),
            ("turn", f"**θ** {tr('view')}"),
        )

    units = {str(unit): partial(of_unit, unit) for unit in range(controls.units)}
    return {**units, "-sum": of_sum}
