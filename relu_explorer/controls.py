"""Parameters ↔ widgets ↔ address: the only place that names keys.

A widget with a key owns its value, and the address mirrors it.  Everything else (examples,
undo, a dropped corner) asks for a change in a callback, by writing the key.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from relu_explorer.network import ReluNetwork
from relu_explorer.palette import MAX_UNITS
from relu_explorer.pieces import Domain, breakpoints
from relu_explorer.presets import OPENING, PRESETS, Preset
from relu_explorer.scene import STAGES, View, fitting_frame

_UNITS_AT_FIRST = 4
_HISTORY_LENGTH = 60
_SUBSCRIPTS = "₀₁₂₃₄₅₆₇"
_BIND: Any = "query-params"


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


PARAMETERS = {
    parameter.symbol: parameter
    for parameter in (
        Parameter("w", "weight", -5.0, 5.0, 0.05),
        Parameter("b", "bias", -10.0, 10.0, 0.1),
        Parameter("v", "output weight", -5.0, 5.0, 0.05),
        Parameter("c", "output bias", -10.0, 10.0, 0.1),
        Parameter("probe", "probe", -20.0, 20.0, 0.1),
    )
}
_SLIDERS = {
    **{f"{symbol}{unit}": PARAMETERS[symbol] for symbol in "wbv" for unit in range(MAX_UNITS)},
    **{symbol: PARAMETERS[symbol] for symbol in ("c", "probe")},
}
_ROUND = (1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 50, 100, 300)
_WINDOW_ENDS = (*(-x for x in reversed(_ROUND)), 0, *_ROUND)
_HEIGHT_ENDS = (-100_000, -10_000, -1000, *_WINDOW_ENDS, 1000, 10_000, 100_000)

# Session state beside the widgets: former settings, and the corners to hold.
_HISTORY, _CORNERS = "former_settings", "held_corners"


class Setting(NamedTuple):
    """Everything that the controls choose."""

    network: ReluNetwork
    view: View
    holds_corner: bool
    corners: tuple[float | None, ...]


def choose_example() -> None:
    """Offer the examples and the number of units."""
    st.selectbox(
        "Example",
        list(PRESETS),
        index=None,
        key="example",
        placeholder="Load an example…",
        label_visibility="collapsed",
        on_change=_load_example,
        width=230,
    )
    st.markdown("Units", width="content")
    st.slider(
        "Number of units",
        1,
        MAX_UNITS,
        _UNITS_AT_FIRST,
        key="n",
        bind=_BIND,
        label_visibility="collapsed",
        width=130,
    )


def choose_frame() -> None:
    """Offer the ranges of both axes, in a popover."""
    with st.popover("Frame", icon=":material/crop_free:"):
        st.select_slider(
            "From x to x", _WINDOW_ENDS, OPENING.window, key="window", bind=_BIND, width=320
        )
        st.select_slider(
            "From y to y", _HEIGHT_ENDS, OPENING.height, key="height", bind=_BIND, width=320
        )
        st.button("Fit to the curves", on_click=_fit_frame, icon=":material/fit_screen:")


def choose_stages() -> None:
    """Offer the stages to see, and the maximum to switch off."""
    st.segmented_control(
        "Show of each unit",
        STAGES,
        selection_mode="multi",
        default=["v·h"],
        key="stages",
        bind=_BIND,
        label_visibility="collapsed",
    )
    st.toggle("max", value=True, key="max", bind=_BIND)


def choose_sum() -> None:
    """Offer the output bias and the probe."""
    for symbol, value in (("c", OPENING.output_bias), ("probe", OPENING.probe)):
        low, high, step = PARAMETERS[symbol][2:]
        label = "**c** output bias" if symbol == "c" else "**x** probe"
        st.slider(label, low, high, value, step, key=symbol, bind=_BIND, format="%.2f")


def choose_hold() -> None:
    """Offer what stays put while a weight is dragged."""
    st.markdown("hold", width="content")
    st.segmented_control(
        "While a weight is dragged, hold its",
        ["bias", "corner"],
        label_visibility="collapsed",
        default="bias",
        required=True,
        key="hold",
        bind=_BIND,
    )


def choose_unit(unit: int) -> None:
    """Offer one unit's mute, solo and three sliders."""
    heading, solo = st.columns([2, 1], vertical_alignment="center")
    heading.checkbox(f"**Unit {unit}**", value=True, key=f"on{unit}", bind=_BIND)
    solo.button("Solo", key=f"solo{unit}", type="tertiary", on_click=_solo, args=(unit,))
    for symbol, value in zip("wbv", OPENING.units[unit], strict=True):
        _, name, low, high, step = PARAMETERS[symbol]
        st.slider(
            f"**{symbol}{_SUBSCRIPTS[unit]}** {name}",
            low,
            high,
            value,
            step,
            key=f"{symbol}{unit}",
            bind=_BIND,
            format="%.2f",
            on_change=partial(_hold_corner, unit) if symbol == "w" else None,
        )


def note() -> str:
    """Return what to look for in the example that was loaded last."""
    preset = PRESETS.get(st.session_state["example"], OPENING)
    return preset.note


def read_link() -> dict[str, list[str]]:
    """Return the numbers of the link that opened this session; nothing later on.

    Call it before any widget is drawn: what cannot be used is dropped then.
    """
    if _HISTORY in st.session_state:
        return {}
    return {key: st.query_params.get_all(key) for key in ("n", *_SLIDERS) if key in st.query_params}


def report_link(link: Mapping[str, list[str]]) -> None:
    """Say which numbers of the link could not be used; call it after the widgets."""
    used = [key for key in link if key in st.session_state]
    dropped = [key for key in used if not _is_taken(link[key], st.session_state[key])]
    if dropped:
        names = ", ".join(sorted(dropped))
        st.toast(f"This link's values of {names} could not be used as they stand.", icon="⚠️")


def unit_count() -> int:
    """Return how many units there are."""
    return int(st.session_state["n"])


def setting() -> Setting:
    """Read all widgets; call it after they were drawn."""
    state = st.session_state
    units = range(unit_count())
    w, b, v = ([state[f"{symbol}{unit}"] for unit in units] for symbol in "wbv")
    network = ReluNetwork(w, b, v, state["c"])
    view = View(
        window=_range(state["window"]),
        height=_range(state["height"]),
        probe=state["probe"],
        stages=tuple(state["stages"]),
        has_max=state["max"],
        on=tuple(state[f"on{unit}"] for unit in units),
    )
    return Setting(network, view, state["hold"] == "corner", _remember_corners(network))


def remember() -> None:
    """Keep the present setting, so that the next change can be undone."""
    history = st.session_state.setdefault(_HISTORY, [])
    present = {key: st.session_state[key] for key in _keys(unit_count())}
    if not history or history[-1] != present:
        history.append(present)
        del history[:-_HISTORY_LENGTH]


def offer_undo() -> None:
    """Offer the way back: one change, or all of them."""
    st.button("Undo", on_click=_undo, icon=":material/undo:", shortcut="mod+z")
    st.button("Start over", on_click=_start_over, icon=":material/restart_alt:")


def move(moved: Mapping[str, Any]) -> None:
    """Take over what was dragged on a chart.

    Parameters
    ----------
    moved : mapping
        Keys of sliders and their new values.  Where only a unit's ray was turned, its
        weight is among them but not its bias: the bias follows, and the corner stays.
    """
    for key, value in moved.items():
        if key in _SLIDERS and key in st.session_state and _is_number(value):
            st.session_state[key] = _SLIDERS[key].snapped(float(value))
            if key.startswith("w"):
                _follow(int(key[1:]))


def set_numbers(rows: Iterable[tuple[float, float, float]]) -> None:
    """Take over typed weights, biases and output weights, a row a unit."""
    for unit, row in enumerate(rows):
        for symbol, value in zip("wbv", row, strict=True):
            st.session_state[f"{symbol}{unit}"] = PARAMETERS[symbol].clamped(value)


def load(preset: Preset, units: int) -> None:
    """Set `units` units and the frame as in `preset`, and unmute all."""
    set_numbers(preset.units[:units])
    st.session_state.update({f"on{unit}": True for unit in range(units)})
    st.session_state.update({"n": units, "c": preset.output_bias, "probe": preset.probe})
    st.session_state.update({"max": True, "window": preset.window, "height": preset.height})


def _is_number(value: Any) -> bool:
    try:
        return not isinstance(value, str) and math.isfinite(value)
    except (TypeError, OverflowError):
        return False


def _is_taken(texts: list[str], value: float) -> bool:
    try:
        return len(texts) == 1 and int(float(texts[0]) * 1e9) == int(value * 1e9)
    except (ValueError, OverflowError):
        return False


def _keys(units: int) -> list[str]:
    per_unit = [f"{symbol}{unit}" for unit in range(units) for symbol in ("w", "b", "v", "on")]
    return ["n", "c", "probe", "max", "window", "height", *per_unit]


def _load_example() -> None:
    name = st.session_state["example"]
    if name in PRESETS:
        load(PRESETS[name], len(PRESETS[name].units))


def _start_over() -> None:
    load(OPENING, _UNITS_AT_FIRST)
    st.session_state.update({"example": None, "stages": ["v·h"], "hold": "bias"})


def _undo() -> None:
    history = st.session_state.get(_HISTORY, [])
    if len(history) > 1:
        history.pop()
        st.session_state.update(history[-1])


def _solo(unit: int) -> None:
    """Mute all others; unmute all if that is so already."""
    units = range(unit_count())
    alone = all(st.session_state[f"on{other}"] == (other == unit) for other in units)
    for other in units:
        st.session_state[f"on{other}"] = alone or other == unit


def _hold_corner(unit: int) -> None:
    """Let the bias follow a dragged weight, if that is what was chosen."""
    if st.session_state["hold"] == "corner":
        _follow(unit)


def _follow(unit: int) -> None:
    """Set the bias so that the unit's last known corner stays where it was."""
    corner = st.session_state.get(_CORNERS, {}).get(unit)
    if corner is not None:
        bias = -st.session_state[f"w{unit}"] * corner + 0.0
        st.session_state[f"b{unit}"] = PARAMETERS["b"].clamped(bias)


def _remember_corners(network: ReluNetwork) -> tuple[float | None, ...]:
    """Last known corner of each unit: it is kept while the weight passes through 0."""
    known = st.session_state.setdefault(_CORNERS, {})
    for unit, corner in enumerate(breakpoints(network).tolist()):
        if math.isfinite(corner):
            known[unit] = corner
    return tuple(known.get(unit) for unit in range(len(network)))


def _fit_frame() -> None:
    present = setting()
    window, height = fitting_frame(present.network, present.view)
    st.session_state["window"] = _outward(window, _WINDOW_ENDS)
    st.session_state["height"] = _outward(height, _HEIGHT_ENDS)


def _outward(wanted: Domain, ends: tuple[int, ...]) -> tuple[int, int]:
    low, high = wanted
    return (
        max((end for end in ends if end <= low), default=ends[0]),
        min((end for end in ends if end >= high), default=ends[-1]),
    )


def _range(ends: tuple[int, int]) -> Domain:
    """Both ends of an axis, a unit apart at least."""
    low, high = ends
    return float(low), float(max(high, low + 1))
