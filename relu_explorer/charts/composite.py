"""What the chart of the sum shows: the line, its corners, strips, probe and signed bars."""

from __future__ import annotations

import numpy as np

from relu_explorer.charts.scene import (
    EMPTY,
    INSET_X,
    Curve,
    Scene,
    View,
    contributions,
    dots,
    heard,
    inner_height,
    output_pieces,
    probe_line,
)
from relu_explorer.core.contrast import chained, stitched
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import ROUNDING, Pieces, breakpoints, slope_changes, vertices
from relu_explorer.language.numerals import number
from relu_explorer.language.translation import tr
from relu_explorer.words.training import note_text, span, unit_notes

# Places of the labels beside the line, as fractions of the frame.
_LABEL_ASIDE, _LABEL_WIDTH, _LABEL_ROOM = 0.07, 0.15, 0.2


def composite_scene(network: ReluNetwork, view: View) -> Scene:
    """Curves of the composite's chart: the sum, its corners, strips, probe and signed bars.

    Returns
    -------
    dict of str to Curve
        ``y``, ``slopes``, ``probe``, ``point``, ``level``, ``total``, ``bar``, ``steps``,
        ``off``, ``target``, ``data``, ``marks``, and for every unit ``corner0``,
        ``on0``, ``bar0`` and so on.  Beside a comparison, ``chain`` or
        ``own0`` …, the sum is but a ``ghost``.
    """
    low, high = view.window
    n = len(network)
    scene: Scene = {
        "target": Curve(*view.target),
        "data": dots(view.data),
        "marks": _marks(network, view),
        "probe": probe_line(view),
        "off": Curve([low, high, None] * n, [y for unit in range(n) for y in (unit, unit, None)]),
    }
    scene |= _probe_bars(network, view)
    if view.compare == "add":
        pieces = output_pieces(network, view)
        scene |= _composite_corners(network, view, pieces)
        scene |= _sum(network, view, pieces)
    else:
        scene |= _comparison(network, view)
    for unit in range(n):
        scene[f"on{unit}"] = _strip(network, view, unit)
    return scene


def _marks(network: ReluNetwork, view: View) -> Curve:
    """Write beside the strips what keeps a unit from bending the curve on the data."""
    if view.data is None:
        return EMPTY
    n, notes = len(network), unit_notes(network, span(view.data))
    return Curve([view.window[1]] * n, list(range(n)), [note_text(note) for note in notes])


def _sum(network: ReluNetwork, view: View, pieces: Pieces) -> Scene:
    hidden = {f"own{unit}": EMPTY for unit in range(len(network))}
    line, slopes = composite_line(network, view), _edge_slopes(pieces, view)
    return {"y": line, "slopes": slopes, "ghost": EMPTY, "chain": EMPTY, **hidden}


def _comparison(network: ReluNetwork, view: View) -> Scene:
    """Draw the network as stitched or chained, over the sum as a ghost."""
    hidden = ("y", "slopes", "point", "level", "chain")
    scene = dict.fromkeys([*hidden, *_named("corner", network), *_named("own", network)], EMPTY)
    scene["ghost"] = composite_line(network, view)
    sounding = heard(network, view)
    if view.compare == "chain":
        scene["chain"] = Curve(*chained(sounding, view.window)) if view.has_max else scene["ghost"]
    elif view.has_max:
        units = np.flatnonzero(view.on)
        for unit, x, y in stitched(sounding, view.window):
            before = scene[f"own{units[unit]}"]
            gap = [None] if before.x else []
            scene[f"own{units[unit]}"] = Curve([*before.x, *gap, *x], [*before.y, *gap, *y])
    return scene


def _named(name: str, network: ReluNetwork) -> list[str]:
    return [f"{name}{unit}" for unit in range(len(network))]


def composite_line(network: ReluNetwork, view: View) -> Curve:
    """Return the network's own curve in the window."""
    if view.has_max:
        x, y = vertices(heard(network, view), view.window)
        return Curve(x.tolist(), y.tolist())
    line = output_pieces(network, view)
    return Curve([*view.window], [_value(line, 0, x) for x in view.window])


def _composite_corners(network: ReluNetwork, view: View, pieces: Pieces) -> Scene:
    """Each unit's corner on the composite, where the slope really changes."""
    sounding = heard(network, view)
    bends = pieces.knots[1:-1][slope_changes(sounding, pieces) != 0].tolist()
    low, high = view.window
    scene: Scene = {}
    for unit, switch in enumerate(breakpoints(network).tolist()):
        shown = (
            view.on[unit]
            and network.output_weight[unit] != 0
            and low < switch < high
            and any(abs(bend - switch) <= ROUNDING * abs(switch) for bend in bends)
        )
        y = float(sounding(switch)) if shown else 0.0
        is_inside = view.height[0] <= y <= view.height[1]
        scene[f"corner{unit}"] = Curve([switch], [y]) if shown and is_inside else EMPTY
    return scene


def _edge_slopes(pieces: Pieces, view: View) -> Curve:
    """Write the slope of the composite beside its line at both edges of the frame."""
    low, high = view.window
    inset = INSET_X * (high - low)
    bottom, top = inner_height(view)
    inner = pieces.knots[1:-1]
    at = (int(np.searchsorted(inner, low, "right")), int(np.searchsorted(inner, high, "left")))
    x, y, text = [low + inset, high - inset], [], []
    for position, piece, side in zip(x, at, (-1, 1), strict=True):
        slope = float(pieces.slopes[piece])
        aside = side * _LABEL_ASIDE * (view.height[1] - view.height[0]) * (1 if slope >= 0 else -1)
        level = _value(pieces, piece, position) + aside
        if not bottom <= level <= top:  # no room there: on the line's other side
            far_end = position - side * _LABEL_WIDTH * (high - low)
            level = _value(pieces, piece, far_end) - aside
            room = _LABEL_ROOM * (top - bottom)
            level = min(max(level, bottom + room), top - room)
        y.append(level)
        ends = (max(low, float(pieces.knots[piece])), min(high, float(pieces.knots[piece + 1])))
        is_seen = _is_seen(pieces, piece, ends, view)
        text.append(tr("slope {slope}", slope=number(slope)) if is_seen else "")
    return Curve([*x], [*y], text)


def _is_seen(pieces: Pieces, piece: int, ends: tuple[float, float], view: View) -> bool:
    """Whether a piece passes through the frame between two x."""
    levels = [_value(pieces, piece, x) for x in ends]
    return min(levels) <= view.height[1] and max(levels) >= view.height[0]


def _strip(network: ReluNetwork, view: View, unit: int) -> Curve:
    """Mark the part of the window on which the unit is on."""
    low, high = view.window
    w, b = float(network.weight[unit]), float(network.bias[unit])
    if not view.on[unit]:
        return EMPTY
    if view.has_max:
        low = max(low, -b / w) if w > 0 else low
        high = min(high, -b / w) if w < 0 else high
        if low >= high or (w == 0 and b <= 0):
            return EMPTY
    return Curve([low + 0.0, high + 0.0], [unit, unit])


def _probe_bars(network: ReluNetwork, view: View) -> Scene:
    """Stack the signed contributions at the probe, from the output bias to the output."""
    low, high = view.window
    parts = np.where(view.on, contributions(network, view, view.probe), 0.0).tolist()
    tops = (network.output_bias + np.cumsum([0.0, *parts])).tolist()
    n, total = len(network), tops[-1]
    shown = low <= view.probe <= high
    levels = [top for top in tops for _ in range(2)]
    scene: Scene = {
        "point": Curve([view.probe], [total]) if shown else EMPTY,
        "level": Curve([view.probe, high], [total, total]) if shown else EMPTY,
        "total": Curve([-0.7, n + 0.7], [total, total]),
        "bar": Curve([0, 0], [0.0, tops[0]]),
        "steps": Curve([k for unit in range(n) for k in (unit, unit + 1)] + [n], levels[:-1]),
    }
    for unit in range(n):
        ends = [tops[unit], tops[unit + 1]]
        scene[f"bar{unit}"] = Curve([unit + 1] * 2, ends) if view.on[unit] else EMPTY
    return scene


def _value(pieces: Pieces, piece: int, x: float) -> float:
    return float(pieces.slopes[piece] * x + pieces.intercepts[piece])
