"""What the chart of the sum shows: the line, its corners, strips, probe and signed bars."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from relu_explorer.charts.scene import (
    EMPTY,
    INSET_X,
    Curve,
    Scene,
    dots,
    inner_height,
    probe_line,
)
from relu_explorer.core.contrast import chained, stitched
from relu_explorer.core.network import ReluNetwork
from relu_explorer.core.pieces import ROUNDING, Pieces
from relu_explorer.core.state import State, View
from relu_explorer.language.numerals import number
from relu_explorer.language.translation import tr

# Places of the labels beside the line, and a letter in the hall, as fractions of the frame.
_LABEL_ASIDE, _LETTER_WIDTH, _LABEL_ROOM = 0.09, 0.035, 0.2


def composite_scene(state: State, labels: Sequence[str] = ()) -> Scene:
    """Curves of the composite's chart: the sum, its corners, strips, probe and signed bars.

    Parameters
    ----------
    state : State
    labels : sequence of str
        What is written beside the strip of each unit, if anything.

    Returns
    -------
    dict of str to Curve
        ``y``, ``slopes``, ``probe``, ``point``, ``level``, ``total``, ``bar``, ``steps``,
        ``off``, and for every unit ``corner0``, ``on0``, ``bar0`` and so on; where there are
        any, ``target``, ``data`` and ``marks``.  Beside a comparison, ``chain`` or ``own0`` …,
        the sum is but a ``ghost``.
    """
    view, units = state.view, range(len(state.network))
    low, high = view.window
    tops = _tops(state)
    scene: Scene = {
        "probe": probe_line(view),
        "off": Curve([low, high, None] * len(units), [y for u in units for y in (u, u, None)]),
        **_bars(state, tops),
    }
    if view.target[0]:
        scene["target"] = Curve(*view.target)
    if view.data is not None:
        scene["data"] = dots(view.data)
    if labels:
        texts = [label and f"\N{NO-BREAK SPACE}{label}" for label in labels]
        scene["marks"] = Curve([high] * len(units), [*units], texts)
    scene |= _sum(state, tops[-1]) if view.compare == "add" else _comparison(state)
    for unit in units:
        scene[f"on{unit}"] = _strip(state.network, view, unit)
    return scene


def _sum(state: State, total: float) -> Scene:
    line, slopes = _line(state), _edge_slopes(state.pieces, state.view)
    point = _probe_point(state.view, total)
    return {"y": line, "slopes": slopes, **_corners(state), **point}


def _comparison(state: State) -> Scene:
    """Draw the network as stitched or chained, over the sum as a ghost."""
    view, ghost = state.view, _line(state)
    if view.compare == "chain":
        chain = Curve(*chained(state.heard, view.window)) if view.has_max else ghost
        return {"ghost": ghost, "chain": chain}
    owned = dict.fromkeys((f"own{unit}" for unit in range(len(state.network))), EMPTY)
    if view.has_max:
        for number, x, y in stitched(state.heard, state.pieces, view.window):
            name = f"own{state.units[number]}"
            before = owned[name]
            gap = [None] if before.x else []
            owned[name] = Curve([*before.x, *gap, *x], [*before.y, *gap, *y])
    return {"ghost": ghost, **owned}


def _line(state: State) -> Curve:
    x, y = state.line
    return Curve(x.tolist(), y.tolist())


def _corners(state: State) -> Scene:
    """Each unit's corner on the composite, where the slope really changes."""
    (low, high), (bottom, top) = state.view.window, state.view.height
    bends, switches = state.kinks.tolist(), state.breakpoints
    levels = state.heard(np.clip(switches, low, high)).tolist()
    scene: Scene = {}
    for unit, (switch, y) in enumerate(zip(switches.tolist(), levels, strict=True)):
        shown = (
            state.view.on[unit]
            and state.network.output_weight[unit] != 0
            and low < switch < high
            and any(abs(bend - switch) <= ROUNDING * abs(switch) for bend in bends)
        )
        scene[f"corner{unit}"] = Curve([switch], [y]) if shown and bottom <= y <= top else EMPTY
    return scene


def _edge_slopes(pieces: Pieces, view: View) -> Curve:
    """Write the slope of the composite beside its line at both edges of the frame."""
    low, high = view.window
    inner = pieces.knots[1:-1]
    at = (int(np.searchsorted(inner, low, "right")), int(np.searchsorted(inner, high, "left")))
    labels = [_edge_label(pieces, at[0], -1, view), _edge_label(pieces, at[1], 1, view)]
    x, y, text = zip(*labels, strict=True)
    is_one_line = at[0] == at[1]
    return Curve([*x], [*y], ["", text[1]] if is_one_line else [*text])


def _edge_label(pieces: Pieces, piece: int, side: int, view: View) -> tuple[float, float, str]:
    """Write a slope where its piece is at the left (-1) or right edge, or leaves the frame."""
    (low, high), (bottom, top) = view.window, view.height
    edge, inset = (low, high)[side > 0], side * INSET_X * (high - low)
    slope, end = float(pieces.slopes[piece]), _value(pieces, piece, edge)
    label = tr("slope {slope}", slope=number(slope))
    width = side * _LETTER_WIDTH * len(label) * (high - low)
    rounding = ROUNDING * (top - bottom)
    if not _is_seen(pieces, piece, view):
        return edge - inset, bottom, ""
    if not bottom - rounding <= end <= top + rounding:  # where it leaves through top or bottom
        level = float(np.clip(end, *inner_height(view)))
        within = level - np.sign(end - level) * _LABEL_ASIDE * (top - bottom)
        leaves = edge + (within - end) / slope - inset
        x = max(leaves, low + abs(width)) if side > 0 else min(leaves, high - abs(width))
        return x, level, label
    return edge - inset, _beside(pieces, piece, side, view, width), label


def _beside(pieces: Pieces, piece: int, side: int, view: View, width: float) -> float:
    """Find the height of a label beside a line that meets the edge of the frame."""
    (low, high), (bottom, top) = view.window, inner_height(view)
    position = (low, high)[side > 0] - side * INSET_X * (high - low)
    rises = 1 if float(pieces.slopes[piece]) >= 0 else -1
    aside = side * rises * _LABEL_ASIDE * (view.height[1] - view.height[0])
    level = _value(pieces, piece, position) + aside
    if bottom <= level <= top:
        return level
    room = _LABEL_ROOM * (top - bottom)  # on the line's other side
    level = _value(pieces, piece, position - width) - aside
    return min(max(level, bottom + room), top - room)


def _is_seen(pieces: Pieces, piece: int, view: View) -> bool:
    """Whether a piece passes through the frame, on axes with its own numbers."""
    low, high = view.window
    ends = (max(low, float(pieces.knots[piece])), min(high, float(pieces.knots[piece + 1])))
    levels = [_value(pieces, piece, x) for x in ends]
    return not view.ticks and min(levels) <= view.height[1] and max(levels) >= view.height[0]


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


def _tops(state: State) -> list[float]:
    """Add up the contributions at the probe, from the output bias to the output."""
    parts = np.cumsum([0.0, *state.contributions.tolist()])
    return (state.network.output_bias + parts).tolist()  # type: ignore[no-any-return]


def _probe_point(view: View, total: float) -> Scene:
    """Mark the sum at the probe; nothing if the probe is beside the frame."""
    probe, (low, high) = view.probe, view.window
    if not low <= probe <= high:
        return {"point": EMPTY, "level": EMPTY}
    is_seen = view.height[0] <= total <= view.height[1]
    level = Curve([probe, high], [total, total])
    return {"point": Curve([probe], [total]) if is_seen else EMPTY, "level": level}


def _bars(state: State, tops: list[float]) -> Scene:
    """Stack the signed contributions at the probe."""
    view, n = state.view, len(state.network)
    levels = [top for top in tops for _ in range(2)]
    scene: Scene = {
        "total": Curve([-0.7, n + 0.7], [tops[-1]] * 2),
        "bar": Curve([0, 0], [0.0, tops[0]]),
        "steps": Curve([k for unit in range(n) for k in (unit, unit + 1)] + [n], levels[:-1]),
    }
    for unit in range(n):
        ends = [tops[unit], tops[unit + 1]]
        scene[f"bar{unit}"] = Curve([unit + 1] * 2, ends) if view.on[unit] else EMPTY
    return scene


def _value(pieces: Pieces, piece: int, x: float) -> float:
    return float(pieces.slopes[piece] * x + pieces.intercepts[piece])
