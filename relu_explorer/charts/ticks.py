"""Where an axis of real numbers or dates is labelled, and how."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.core.pieces import Domain
from relu_explorer.core.state import Ticks, View
from relu_explorer.language.numerals import MINUS
from relu_explorer.language.translation import mark, tr
from relu_explorer.training.scaling import Scaling

_MOST = 5
_SMALL = 1e-3  # smaller numbers are written with an exponent
_UNITS = {1e12: "e12", 1e9: "e9", 1e6: "M", 1e3: "k"}
_MONTHS = (
    *(mark("Jan"), mark("Feb"), mark("Mar"), mark("Apr"), mark("May"), mark("Jun")),
    *(mark("Jul"), mark("Aug"), mark("Sep"), mark("Oct"), mark("Nov"), mark("Dec")),
)
# Steps between dates: a numpy unit and how many of it.
_STEPS = [
    *(("s", count) for count in (1, 5, 15, 30)),
    *(("m", count) for count in (1, 5, 15, 30)),
    *(("h", count) for count in (1, 3, 6, 12)),
    *(("D", count) for count in (1, 2, 5, 10)),
    *(("M", count) for count in (1, 3, 6)),
    *(("Y", count * tens) for tens in (1, 10, 100) for count in (1, 2, 5)),
]


def ticks(window: Domain, is_dated: bool, to_axis: Callable[[Array], Array]) -> Ticks:
    """Label round numbers, or dates, within a window.

    Parameters
    ----------
    window : tuple of float
        What the axis shows, in real numbers; of dates, days since 1970.
    is_dated : bool
    to_axis : callable
        Maps real numbers to places on the axis.
    """
    values, texts = _dates(window) if is_dated else _numbers(window)
    return Ticks(tuple(to_axis(values).tolist()), tuple(texts))


def ticks_of(view: View, scaling: Scaling) -> tuple[Ticks, Ticks] | None:
    """Label the axes of scaled data with their real numbers; None where nothing was scaled."""
    if scaling == Scaling():
        return None
    low, high = scaling.x.undone(np.array(view.window)).tolist()
    under, over = scaling.y.undone(np.array(view.height)).tolist()
    return (
        ticks((low, high), scaling.is_dated, scaling.x.__call__),
        ticks((under, over), False, scaling.y.__call__),
    )


def layout_of(ticks: Ticks) -> dict[str, list[float] | list[str]]:
    """Return what Plotly calls them."""
    return {"tickvals": list(ticks.at), "ticktext": list(ticks.texts)}


def _numbers(window: Domain) -> tuple[Array, list[str]]:
    low, high = window
    least = (high - low) / _MOST
    power = 10.0 ** np.floor(np.log10(least))
    step = power * next(k for k in (1, 2, 5, 10) if k * power >= least * (1 - 1e-9))
    counts = np.arange(np.ceil(low / step - 1e-9), np.floor(high / step + 1e-9) + 1)
    values = counts * step + 0.0
    largest = float(np.abs(values).max(initial=0.0))
    return values, [_text(value, float(step), largest) for value in values.tolist()]


def _text(value: float, step: float, largest: float) -> str:
    """Write a round number as short as its neighbours allow."""
    if largest < _SMALL:
        power = int(np.floor(np.log10(largest) + 1e-9))
        exponent = f"e{power}".replace("-", MINUS) if value else ""
        return _plain(value / 10.0**power, step / 10.0**power) + exponent
    fitting = (unit for unit in _UNITS if largest >= 10 * unit and step >= unit / 10)
    unit = next(fitting, 1.0)
    return _plain(value / unit, step / unit) + (_UNITS.get(unit, "") if value else "")


def _plain(value: float, step: float) -> str:
    decimals = max(0, -int(np.floor(np.log10(step) + 1e-9)))
    return f"{value + 0.0:.{decimals}f}".replace("-", MINUS)


def _dates(window: Domain) -> tuple[Array, list[str]]:
    low, high = (_moment(days) for days in window)
    for unit, count in _STEPS:
        first, last = (int(end.astype(f"M8[{unit}]").astype(int)) for end in (low, high))
        if last // count - first // count <= _MOST:
            break
    counts = np.arange(-(-first // count) * count, last + 1, count)
    moments = counts.astype(f"M8[{unit}]")
    seconds = moments.astype("M8[s]").astype(float)
    is_inside = (seconds / 86400 >= window[0]) & (seconds / 86400 <= window[1])
    return seconds[is_inside] / 86400, [_date_text(at, unit) for at in moments[is_inside]]


def _moment(days: float) -> np.datetime64:
    return np.datetime64(round(float(np.clip(days, -7e5, 2.9e6)) * 86400), "s")


def _date_text(at: np.datetime64, unit: str) -> str:
    year, month, day = str(at.astype("M8[D]")).rsplit("-", 2)
    month_name = tr(_MONTHS[int(month) - 1])
    if unit == "Y":
        return year
    if unit == "M":
        return f"{month_name} {year}"
    if unit == "D":
        return f"{int(day)} {month_name}"
    time = str(at.astype("M8[s]")).split("T")[1]
    return time if unit == "s" else time[:5]
