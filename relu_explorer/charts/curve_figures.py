"""Charts of an approximation: curve and network, their difference, error against units."""

from __future__ import annotations

from html import escape
from textwrap import shorten
from typing import Any

import numpy as np
import plotly.graph_objects as go

from relu_explorer.charts.figures import heading_of
from relu_explorer.charts.ticks import layout_of, ticks
from relu_explorer.core.curves import TargetCurve
from relu_explorer.core.fitting.approximation import (
    COUNTS,
    PLACING_NAMES,
    PLACINGS,
    Approximation,
    Placing,
)
from relu_explorer.core.network import Array
from relu_explorer.language.translation import tr

_TARGET = "rgba(240, 188, 66, 0.75)"
_CORNER, _OTHER = "#D55E00", "#0072B2"
_POINTS = 801
_MOST_RINGS = 60
_MOST_DRAWN = 3000
_LONGEST = 24  # letters of a name
_SMALLEST = 1e-12  # an exact answer has no place on a logarithmic axis

ByPlacing = dict[Placing, tuple[float, ...]]


def curve_figure(ink: str, curve: TargetCurve, found: Approximation) -> go.Figure:
    """Chart of the curve, the network through its points, and the corners."""
    x = _places(curve)
    y, corners = curve.function(x), found.knots[1:-1]
    figure = _figure(
        ink,
        [
            _line(*_thinned(x, y), _TARGET, 9, tr("the curve")),
            _line(found.knots, curve.function(found.knots), ink, 3, tr("the network")),
            _marks(corners, curve.function(corners), _CORNER, tr("corners")),
            _rings(curve, ink),
        ],
        _heading(curve),
    )
    figure.update_layout(xaxis=_date_axis(curve))
    # Fixed ranges: a point that is dragged does not change them.
    figure.update_layout(xaxis_range=_padded(x), yaxis_range=_padded(y))
    return figure


def error_figure(ink: str, curve: TargetCurve, found: Approximation) -> go.Figure:
    """Chart of the network minus the curve."""
    x = np.union1d(_places(curve), found.knots)
    error = np.interp(x, found.knots, curve.function(found.knots)) - curve.function(x)
    zeros = np.zeros(found.knots.size)
    figure = _figure(
        ink,
        [
            _line(*_thinned(x, error), ink, 2, tr("difference")),
            _marks(found.knots, zeros, _CORNER, tr("where they meet")),
        ],
        tr("the network minus the curve"),
    )
    figure.update_layout(xaxis=_date_axis(curve))
    return figure


def rate_figure(ink: str, units: int, by_placing: ByPlacing) -> go.Figure:
    """Chart of the largest error against the number of units, both axes logarithmic."""
    traces = []
    for placing, colour in zip(PLACINGS, (_OTHER, _CORNER), strict=True):
        name, found = tr(PLACING_NAMES[placing]), by_placing[placing]
        pairs = [(n, e) for n, e in zip(COUNTS, found, strict=True) if e > _SMALLEST]
        counts, errors = zip(*pairs, strict=True) if pairs else ((), ())
        dash = "solid" if placing == PLACINGS[0] else "dash"
        traces.append(_line(counts, errors, colour, 2.5, name, dash))
        traces.append(_marks(counts, errors, colour, name))
    figure = _figure(ink, traces, tr("error by units (dashed: best placed)"))
    # As many numbers as stand side by side in large type, too.
    powers = [n for n in COUNTS if n & (n - 1) == 0]
    axis = {"type": "log", "tickvals": powers, "tickangle": 0}
    figure.update_layout(xaxis=axis, yaxis={"type": "log", "exponentformat": "power"})
    figure.add_vline(units, line={"color": ink, "width": 1, "dash": "dot"})
    return figure


def _rings(curve: TargetCurve, ink: str) -> dict[str, Any]:
    """Mark the points that a curve goes through, if they can be told apart."""
    is_few = curve.is_own and curve.points.size <= _MOST_RINGS
    x = curve.points if is_few else curve.points[:0]
    marker = {"color": "rgba(0, 0, 0, 0)", "size": 13, "line": {"color": ink, "width": 1.5}}
    return {**_marks(x, curve.function(x), ink, tr("points")), "marker": marker}


def _heading(curve: TargetCurve) -> str:
    if curve.names == ("x", "y"):
        return tr("the curve (yellow) and the network")
    x, y = (escape(shorten(name, _LONGEST, placeholder="…")) for name in curve.names)
    return tr("{y} by {x} (yellow) and the network", x=x, y=y)


def _date_axis(curve: TargetCurve) -> dict[str, Any]:
    return layout_of(ticks(curve.domain, True, np.asarray)) if curve.is_dated else {}


def _thinned(x: Array, y: Array) -> tuple[Array, Array]:
    """Leave out points that are not seen: of many neighbours the lowest and the highest stay."""
    if x.size <= _MOST_DRAWN:
        return x, y
    runs = np.array_split(np.arange(x.size), _MOST_DRAWN // 2)
    ends = [run[[np.argmin(y[run]), np.argmax(y[run])]] for run in runs]
    kept = np.unique([0, x.size - 1, *np.concatenate(ends)])
    return x[kept], y[kept]


def _padded(values: Array) -> list[float]:
    """Range of an axis that leaves room around the values."""
    low, high = float(values.min()), float(values.max())
    margin = 0.1 * (high - low) or 1.0
    return [low - margin, high + margin]


def _places(curve: TargetCurve) -> Array:
    """Where to draw the curve: at its points, if it goes through points, or densely."""
    return curve.points if curve.points.size else np.linspace(*curve.domain, _POINTS)


def _figure(ink: str, traces: list[dict[str, Any]], heading: str) -> go.Figure:
    layout = {
        "margin": {"l": 44, "r": 8, "t": 26, "b": 26},
        "showlegend": False,
        "dragmode": False,
        "font": {"color": ink},
        "annotations": [heading_of(0.5, heading)],
        "xaxis": {"fixedrange": True},
        "yaxis": {"fixedrange": True},
    }
    return go.Figure(data=traces, layout=layout)


def _line(
    x: Any, y: Any, colour: str, width: float, name: str, dash: str = "solid"
) -> dict[str, Any]:
    # Simplified, a smooth curve would seem to be made of straight pieces, too.
    line = {"color": colour, "width": width, "dash": dash, "simplify": False}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "name": name, "line": line}


def _marks(x: Any, y: Any, colour: str, name: str) -> dict[str, Any]:
    marker = {"color": colour, "size": 7}
    return {"type": "scatter", "mode": "markers", "x": x, "y": y, "name": name, "marker": marker}
