"""The two charts as Plotly figures: fixed slots for every unit, filled from a scene.

Without a scene a figure has all slots, empty.  `frame_of` makes the frame of them that the page
sends: it does not depend on the network, so it is sent once, and the browser draws the slots that
it needs (see ``live``); nothing is ever rebuilt.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from relu_explorer.charts.palette import COLOURS, MAX_UNITS, SYMBOLS
from relu_explorer.charts.scene import Curve, Scene
from relu_explorer.charts.ticks import layout_of
from relu_explorer.core.state import STAGES, View
from relu_explorer.language.translation import mark, tr

_GREY = "rgba(128, 132, 149, 0.55)"
_FAINT = "rgba(128, 132, 149, 0.28)"
_TARGET = "rgba(240, 188, 66, 0.6)"
_DATA = "rgba(222, 158, 28, 0.75)"
_CHAIN = "#C04848"
_MARGIN = {"l": 34, "r": 8, "t": 22, "b": 24}
# Heights of the composite's two parts: the chart above, the on/off strips below.
_CHART, _STRIPS = (0.29, 1.0), (0.0, 0.22)
_PLOT, _BARS = (0.0, 0.84), (0.87, 1.0)
# Nothing of an axis depends on how large its labels come out: Plotly would lay out the whole page
# to measure each of them.
_FIXED = {"fixedrange": True, "automargin": False, "ticklabeloverflow": "allow"}


def units_figure(ink: str, scene: Scene | None = None, view: View | None = None) -> go.Figure:
    """Chart of the single units.

    Parameters
    ----------
    ink : str
        Colour of what belongs to no unit, legible on the page's ground.
    scene : dict of str to Curve, optional
        Curves by name, as `units_scene` gives them; only these are drawn.
    view : View, optional
        Ranges of the axes.
    """
    traces = [_line("probe", _GREY, 1.5, dash="dot")]
    for unit, colour in enumerate(COLOURS):
        traces += [
            _line(f"muted{unit}", colour, 1.5, dash="1px 4px"),
            _line(f"z{unit}", colour, 1.5, dash="6px 5px"),
            _line(f"h{unit}", colour, 1.8),
            _line(f"v·h{unit}", colour, 3.5),
        ]
    for unit, colour in enumerate(COLOURS):
        traces += [_corner(unit, ink), _ray_end(unit, colour)]
    heading = units_heading(view.stages if view else STAGES)
    return _figure(traces, scene, _axes(view), ink, {0.5: heading})


# How a stage of a unit is drawn.
STAGE_SIGNS = {"z": mark("z dashed"), "h": mark("h thin"), "v·h": mark("v·h thick")}


def units_heading(stages: Iterable[str]) -> str:
    """Say what the chart of the units shows, and how each stage is drawn."""
    signs = ", ".join(tr(STAGE_SIGNS[stage]) for stage in STAGES if stage in stages)
    return tr("units: {signs}", signs=signs)


# What the chart of the sum shows, by what the network is drawn as.
SUM_HEADINGS = {
    "add": mark("weighted sum y"),
    "stitch": mark("stitched, sum dashed"),
    "chain": mark("chain, sum dashed"),
}


def composite_figure(ink: str, scene: Scene | None = None, view: View | None = None) -> go.Figure:
    """Chart of the weighted sum, with strips, probe and signed bars.

    Parameters
    ----------
    ink, scene, view
        As in `units_figure`; the curves are those of `composite_scene`.
    """
    below, beside = {"yaxis": "y2"}, {"xaxis": "x2"}
    traces = [
        _line("off", _FAINT, 2.5, **below),
        *(_line(f"on{unit}", colour, 5, **below) for unit, colour in enumerate(COLOURS)),
        _text("marks", textposition="middle right", textfont={"size": 10}, **below),
        _line("probe", _GREY, 1.5, dash="dot"),
        _line("level", _GREY, 1.5, dash="dot"),
        _line("total", ink, 2, dash="dot", **beside),
        _line("steps", _GREY, 1, **beside),
        _line("bar", _GREY, 7, **beside),
        *(_line(f"bar{unit}", colour, 7, **beside) for unit, colour in enumerate(COLOURS)),
        _line("target", _TARGET, 9),
        _line("data", _DATA, 7),
        _line("ghost", _GREY, 2, dash="4px 3px"),
        *(_line(f"own{unit}", colour, 4) for unit, colour in enumerate(COLOURS)),
        _line("chain", _CHAIN, 4),
        _line("y", ink, 3.5),
        *(_corner(unit, ink) for unit in range(MAX_UNITS)),
        _marks("point", {"color": ink, "size": 20, "symbol": "circle-open", "line": {"width": 2}}),
        _text(
            "slopes",
            textposition=["middle right", "middle left"],
            textfont={"size": 13, "color": ink},
        ),
    ]
    axes = _axes(view)
    axes["xaxis"] |= {"domain": _PLOT, "anchor": "y2"}
    axes["yaxis"] |= {"domain": _CHART}
    n = len(view.on) if view else MAX_UNITS
    plain = {**_FIXED, "showgrid": False, "zeroline": False}
    axes["xaxis2"] = {
        **plain,
        "domain": _BARS,
        "anchor": "y",
        "range": [-0.7, n + 0.7],
        "showticklabels": False,
    }
    axes["yaxis2"] = {
        **plain,
        "domain": _STRIPS,
        "anchor": "x",
        "range": [n - 0.4, -0.6],
        "tickvals": list(range(MAX_UNITS)),
        "tickfont": {"size": 10},
    }
    heading = tr(SUM_HEADINGS[view.compare if view else "add"])
    headings = {sum(_PLOT) / 2: heading, sum(_BARS) / 2: tr("adds at x")}
    figure = _figure(traces, scene, axes, ink, headings)
    # The last one: the browser puts it above the strips, wherever they end.
    above = {**heading_of(0.0, tr("where each unit is on")), "y": _STRIPS[1], "xanchor": "left"}
    figure.add_annotation(above | {"font": {"size": 11}})
    return figure


def _figure(
    traces: list[dict[str, Any]],
    scene: Scene | None,
    axes: dict[str, Any],
    ink: str,
    headings: dict[float, str],
) -> go.Figure:
    if scene is not None:
        traces = [
            trace | _points(scene[trace["name"]]) for trace in traces if trace["name"] in scene
        ]
    layout = {
        "margin": _MARGIN,
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        "font": {"color": ink},
        "annotations": [heading_of(x, text) for x, text in headings.items()],
        **axes,
    }
    return go.Figure(data=traces, layout=layout)


def _points(curve: Curve) -> dict[str, Any]:
    return {"x": curve.x, "y": curve.y} | ({"text": curve.text} if curve.text else {})


def frame_of(figure: go.Figure) -> go.Figure:
    """Return a figure of slots without them: they wait in ``layout.meta.slots``."""
    drawn = figure.to_dict()
    drawn["layout"]["meta"] = {"slots": drawn.pop("data")}
    return go.Figure(drawn)


def _axes(view: View | None) -> dict[str, Any]:
    fixed = {**_FIXED, "zeroline": True, "zerolinecolor": _GREY}
    window, height = (view.window, view.height) if view else ((-5, 5), (-6, 6))
    axes = {
        "xaxis": {**fixed, "range": [*window]},
        "yaxis": {**fixed, "range": [*height]},
    }
    if view and view.ticks:
        for axis, ticks in zip(axes.values(), view.ticks, strict=True):
            axis |= layout_of(ticks)
    return axes


def heading_of(x: float, text: str) -> dict[str, Any]:
    """Return a heading above a chart, centred at `x`, a fraction of its width."""
    return {
        "x": x,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
        "font": {"size": 13},
    }


def _line(name: str, colour: str, width: float, dash: str = "solid", **axes: str) -> dict[str, Any]:
    line = {"color": colour, "width": width, "dash": dash, "simplify": False}
    return {"type": "scatter", "name": name, "mode": "lines", "line": line, **axes}


def _marks(name: str, marker: dict[str, Any], mode: str = "markers", **more: Any) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": name,
        "mode": mode,
        "marker": marker,
        "cliponaxis": False,
        **more,
    }


def _text(name: str, **more: Any) -> dict[str, Any]:
    return _marks(name, {}, mode="text", **more)


def _corner(unit: int, ink: str) -> dict[str, Any]:
    # The later the unit, the smaller its marker, so that corners at one place all show.
    outline = {"color": ink, "width": 1.2}
    marker = {"color": COLOURS[unit], "symbol": SYMBOLS[unit], "size": 15 - unit, "line": outline}
    return _marks(f"corner{unit}", marker)


def _ray_end(unit: int, colour: str) -> dict[str, Any]:
    return _marks(
        f"end{unit}",
        {"color": colour, "size": 17},
        mode="markers+text",
        textposition="middle center",
        textfont={"size": 11, "color": "white"},
    )
