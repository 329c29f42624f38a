"""A chart for the back row: the same figure with large type and thick lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

TIMES = 2.0
SMALLEST_TEXT, THINNEST_LINE = 24, 4.0  # px
_PLAIN_TEXT = 12  # px: Plotly's own
_FEW = 4  # numbers beside a logarithmic axis, all in one size


def enlarged(figure: go.Figure) -> go.Figure:
    """Return the figure with all text of 24 px at least, and all lines of 4 px at least.

    Parameters
    ----------
    figure : go.Figure
        Scatter traces on any number of axes; it is not changed.
    """
    drawn = figure.to_dict()
    for trace in drawn["data"]:
        _enlarge_trace(trace)
    layout = drawn["layout"]
    layout["font"] = _font(layout.get("font", {}))
    layout["margin"] = {side: TIMES * size for side, size in layout["margin"].items()}
    for annotation in layout.get("annotations", []):
        annotation["font"] = _font(annotation.get("font", {}))
    for name in _axes(layout):
        axis = layout[name]
        axis["tickfont"] = _font(axis.get("tickfont", {}))
        if axis.get("type") == "log" and "tickvals" not in axis:
            axis |= {"nticks": _FEW, "exponentformat": "none"}
        axis["zerolinewidth"] = TIMES
    for shape in layout.get("shapes", []):
        _enlarge_line(shape)
    return go.Figure(drawn)


def _enlarge_trace(trace: dict[str, Any]) -> None:
    if "lines" in trace["mode"]:
        _enlarge_line(trace)
    if "text" in trace["mode"]:
        trace["textfont"] = _font(trace.get("textfont", {}))
    marker = trace.get("marker", {})
    if "size" in marker:
        marker["size"] *= TIMES
        _enlarge_line(marker, thinnest=0)


def _enlarge_line(drawn: dict[str, Any], thinnest: float = THINNEST_LINE) -> None:
    line = drawn.setdefault("line", {})
    before = line.get("width", 2.0)
    line["width"] = max(thinnest, TIMES * before)
    times = line["width"] / before
    if "px" in line.get("dash", ""):
        line["dash"] = re.sub(
            r"[\d.]+(?=px)", lambda size: f"{float(size[0]) * times:g}", line["dash"]
        )


def _font(font: dict[str, Any]) -> dict[str, Any]:
    return font | {"size": max(SMALLEST_TEXT, TIMES * font.get("size", _PLAIN_TEXT))}


def _axes(layout: dict[str, Any]) -> Iterable[str]:
    return [name for name in layout if re.fullmatch(r"[xy]axis\d*", name)]
