"""Keys and values of a page's widgets, whatever network they describe."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from relu_explorer.core.parameters import Grids, Parameter, taken_apart

_DIGITS = 12  # of a typed number; smaller ones would put corners beyond all numbers
BIND: Final = "query-params"  # of a widget that the address mirrors
WINDOW, HEIGHT, FRAME = "window", "height", "frame"  # names of widgets; the prefix makes them keys
# Beside the widgets: the frame, whether its popover was open, and
_FRAMED, _IS_FRAMING = "framed", "is_framing"
_LOADS = "times_loaded"  # how often something was loaded or undone


class Keys:
    """What the controls of every page share.

    Attributes
    ----------
    prefix : str
        What all keys of the page begin with.
    grids : mapping of str to Parameter
        The sliders that the page has, by symbol.
    locked : frozenset of int
        Units of the first layer that cannot be changed.
    """

    prefix: str
    grids: Grids
    locked: frozenset[int] = frozenset()

    def key(self, name: str, unit: int | None = None) -> str:
        """Key of a widget, of one unit's if there is one of them a unit."""
        return self.prefix + name + ("" if unit is None else str(unit))

    def value(self, name: str, default: Any = None) -> Any:
        """Return what a widget shows; `default` on a page that has no such widget."""
        return st.session_state.get(self.key(name), default)

    def kept(self, name: str, default: Any) -> Any:
        """Return what was kept beside the widgets."""
        return st.session_state.get(self.prefix + name, default)

    def put(self, values: Mapping[str, Any]) -> None:
        """Change widgets, by their names; only within a callback."""
        st.session_state.update({self.key(name): value for name, value in values.items()})

    def put_present(self, values: Mapping[str, Any]) -> None:
        """Change those widgets that the page has; only within a callback."""
        self.put({name: value for name, value in values.items() if self.value(name) is not None})

    @property
    def opening_frame(self) -> tuple[tuple[int, int] | None, tuple[int, int]]:
        """Ranges of x, None where it cannot be chosen, and of y in which the page opens."""
        raise NotImplementedError

    @property
    def all_sliders(self) -> list[str]:
        """Names of all sliders of parameters that the page can have."""
        raise NotImplementedError

    @property
    def sliders_shown(self) -> list[str]:
        """Names of the sliders of parameters that are on the page now."""
        raise NotImplementedError

    def present(self) -> dict[str, Any]:
        """Return the values of all widgets that an undo brings back, by their names."""
        raise NotImplementedError

    def grid(self, name: str) -> Parameter:
        """Return the grid of a slider."""
        return self.grids[taken_apart(name)[0]]

    def reaches(self, name: str, value: float | None) -> bool:
        """Return whether a slider has that value between its ends."""
        grid = self.grid(name)
        return value is not None and grid.low <= value <= grid.high

    def default(self, name: str) -> float:
        """Return the value in which a slider of a parameter opens."""
        raise NotImplementedError

    def defaults(self) -> dict[str, float]:
        """Return the values of the sliders that the address leaves out, by their names."""
        return {name: self.grid(name).clamped(self.default(name)) for name in self.sliders_shown}

    def number(self, name: str) -> float:
        """Return what a slider shows, or where the page has none, what it would open in."""
        default = self.default(name)
        is_chosen = taken_apart(name)[0] in self.grids
        return round(float(self.value(name, default) if is_chosen else default), _DIGITS)

    def keep_frame(self) -> None:
        """Keep the present frame, to be taken back if it is changed and was not chosen."""
        kept = {_FRAMED: self._frame(), _IS_FRAMING: bool(self.value(FRAME, False))}
        st.session_state.update({self.prefix + name: value for name, value in kept.items()})

    def check_frame(self) -> None:
        """Take back a frame that was not chosen.

        A browser reports of a popover's widgets what they were when it was closed, whatever Python
        has given them since.
        """
        if not self.kept(_IS_FRAMING, False):
            self.put(self.kept(_FRAMED, {}))

    def fit_frame(self) -> None:
        """Choose the frame in which everything is seen."""
        raise NotImplementedError

    def start_over(self) -> None:
        """Set everything as it opened."""
        raise NotImplementedError

    def _frame(self) -> dict[str, Any]:
        """Return the frame, as far as the page lets it be chosen."""
        chosen = {name: self.value(name) for name in (WINDOW, HEIGHT)}
        return {name: ends for name, ends in chosen.items() if ends is not None}

    def count_load(self) -> None:
        """Note that something else is in place than what was in hand."""
        st.session_state[self.prefix + _LOADS] = self.loads + 1

    @property
    def loads(self) -> int:
        """How often something was loaded or undone."""
        return int(self.kept(_LOADS, 0))


def ends_of(ends: tuple[int, int]) -> tuple[float, float]:
    """Return both ends of an axis, a unit apart at least."""
    low, high = ends
    return float(low), float(max(high, low + 1))
