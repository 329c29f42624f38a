"""The controls of two layers: parameters ↔ widgets ↔ address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.charts.framing import deep_frame
from relu_explorer.controls.choices import choose_one
from relu_explorer.controls.keys import BIND, HEIGHT, WINDOW, Keys, ends_of
from relu_explorer.controls.page import MAX, UNITS
from relu_explorer.controls.widgets import show_slider
from relu_explorer.core.parameters import (
    DEEP_PARAMETERS,
    HEIGHT_ENDS,
    WINDOW_ENDS,
    Grids,
    outward,
)
from relu_explorer.core.several.two_layers import (
    LETTERS,
    MOST,
    MOST_FURTHER,
    DeepState,
    DeepView,
    chain_of,
    network_of,
    read_deep,
)
from relu_explorer.language.translation import tr
from relu_explorer.questions.several.deep_starts import DeepStart, slider_names

SECOND, FURTHER = "m", "further"  # names of widgets
_COUNTS = {"2": "2", "3": "3"}
_FOLDS = {str(count): str(count) for count in range(MOST_FURTHER + 1)}
_SUBSCRIPTS = "₀₁₂"


class DeepSetting(NamedTuple):
    """Everything that the controls choose."""

    state: DeepState


@dataclass(frozen=True)
class DeepControls(Keys):
    """The controls of a page of two layers.

    Attributes
    ----------
    prefix : str
        What all its keys begin with.
    opening : DeepStart
        The state it opens in.
    target : tuple of (tuple of float, tuple of float)
        Points of a curve to be met, in x and y.
    grids : mapping of str to Parameter
        Its sliders, by symbol.
    locked : frozenset of int
        Units of the first layer that cannot be changed.
    """

    prefix: str
    opening: DeepStart
    target: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    grids: Grids = field(default_factory=lambda: DEEP_PARAMETERS)
    locked: frozenset[int] = frozenset()

    @property
    def units(self) -> tuple[int, int]:
        """How many units both layers have."""
        first, second = self.opening.counts
        return int(self.value(UNITS) or first), int(self.value(SECOND) or second)

    @property
    def opening_frame(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Ranges of x and of y in which the page opens."""
        return self.opening.window, self.opening.height

    @property
    def all_sliders(self) -> list[str]:
        """Names of all sliders of parameters that the page can have."""
        return [*slider_names((MOST, MOST), is_chain=self.opening.is_chain), "probe"]

    @property
    def sliders_shown(self) -> list[str]:
        """Names of the sliders of parameters that are on the page now."""
        return [*slider_names(self.units, is_chain=self.opening.is_chain), "probe"]

    def default(self, name: str) -> float:
        """Return the value in which a slider of a parameter opens."""
        return self.opening.probe if name == "probe" else self.opening.value(name)

    def present(self) -> dict[str, Any]:
        """Return the values of all widgets that an undo brings back, by their names."""
        names = [UNITS, SECOND, MAX, FURTHER, WINDOW, HEIGHT, *self.sliders_shown]
        shown = {name: self.value(name) for name in names}
        return {name: value for name, value in shown.items() if value is not None}

    def setting(self) -> DeepSetting:
        """Read all widgets; call it after they were drawn."""
        values = {name: self.number(name) for name in self.sliders_shown}
        view = DeepView(
            window=ends_of(self.value(WINDOW, self.opening.window)),
            height=ends_of(self.value(HEIGHT, self.opening.height)),
            probe=values["probe"],
            has_max=self.value(MAX, True),
            further=int(self.value(FURTHER) or self.opening.further or 0),
            target=self.target,
        )
        units = self.units
        return DeepSetting(read_deep(network_of(values, units), view, chain_of(values, units)))

    def keep(self, setting: DeepSetting) -> None:
        """Keep of the present setting what the next one is seen by; once a run."""
        self.keep_frame()

    # --- changes, for callbacks

    def start_over(self) -> None:
        """Set everything as it opened."""
        first, second = self.opening.counts
        values = {name: self.grid(name).clamped(self.default(name)) for name in self.all_sliders}
        drawn = {UNITS: str(first), SECOND: str(second), MAX: True}
        drawn |= {FURTHER: str(self.opening.further or 0)}
        drawn |= {WINDOW: self.opening.window, HEIGHT: self.opening.height}
        self.put_present(values | drawn)
        self.count_load()

    def fit_frame(self) -> None:
        """Choose the frame in which everything is seen."""
        window, height = deep_frame(self.setting().state)
        self.put({WINDOW: outward(window, WINDOW_ENDS), HEIGHT: outward(height, HEIGHT_ENDS)})


def choose_counts(controls: DeepControls) -> None:
    """Offer the number of units of both layers."""
    parts = (
        (UNITS, tr("Units: layer 1"), tr("Units of layer 1")),
        (SECOND, tr("layer 2"), tr("Units of layer 2")),
    )
    for (name, shown, label), count in zip(parts, controls.opening.counts, strict=True):
        st.markdown(shown, width="content")
        choose_one(controls.key(name), label, _COUNTS, str(count))


def choose_second_max(controls: DeepControls) -> None:
    """Offer to switch off the maximum of the second layer."""
    st.toggle(tr("max of layer 2"), value=True, key=controls.key(MAX), bind=BIND)


def choose_further(controls: DeepControls) -> None:
    """Offer layers that fold, where the question has them."""
    if controls.opening.further is not None:
        st.markdown(tr("Further layers"), width="content")
        choose_one(controls.key(FURTHER), tr("Further layers"), _FOLDS)


def choose_parameters(controls: DeepControls) -> dict[str, Callable[[], None]]:
    """Return what fills each card of sliders, by the card's name: of a unit, or of the sum."""
    first, second = controls.units
    is_chain = controls.opening.is_chain

    def show(*named: tuple[str, str], disabled: bool = False) -> None:
        for name, label in named:
            show_slider(controls, name, label, lambda: False, disabled)

    def of_first(unit: int) -> None:
        is_locked = unit in controls.locked
        st.markdown(tr("**Unit {unit}**", unit=unit) + (" 🔒" if is_locked else ""))
        sub = _SUBSCRIPTS[unit]
        out = [(f"p{unit}", f"**p{sub}** {tr('output weight')}")] if is_chain else []
        show(
            (f"w{unit}", f"**w{sub}** {tr('weight')}"),
            (f"b{unit}", f"**b{sub}** {tr('bias')}"),
            *out,
            disabled=is_locked,
        )

    def of_second(letter: str) -> None:
        st.markdown(tr("**Unit {unit}**", unit=letter))
        takes = [(f"a{letter}", f"**a** {tr('of y₁')}")]
        if not is_chain:
            takes = [
                (
                    f"u{letter}{unit}",
                    f"**u{_SUBSCRIPTS[unit]}** {tr('from unit {unit}', unit=unit)}",
                )
                for unit in range(first)
            ]
        show(
            *takes,
            (f"b{letter}", f"**b** {tr('bias')}"),
            (f"v{letter}", f"**v** {tr('output weight')}"),
        )

    def of_sum() -> None:
        st.markdown(tr("**Sum**"))
        inner = [("q", f"**q** {tr('bias of y₁')}")] if is_chain else []
        show(*inner, ("c", f"**c** {tr('output bias')}"), ("probe", f"**x** {tr('probe')}"))

    return {
        **{str(unit): partial(of_first, unit) for unit in range(first)},
        **{f"-{letter}": partial(of_second, letter) for letter in LETTERS[:second]},
        "-sum": of_sum,
    }
