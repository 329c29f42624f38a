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
    bends = state.kinks.tolist()
    scene: Scene = {}
    for unit, switch in enumerate(state.breakpoints.tolist()):
        shown = (
            state.view.on[unit]
            and state.network.output_weight[unit] != 0
            and low < switch < high
            and any(abs(bend - switch) <= ROUNDING * abs(switch) for bend in bends)
        )
        y = float(state.heard(switch)) if shown else 0.0
        scene[f"corner{unit}"] = Curve([switch], [y]) if shown and bottom <= y <= top else EMPTY
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
        label = tr("slope {slope}", slope=number(slope))
        aside = side * _LABEL_ASIDE * (view.height[1] - view.height[0]) * (1 if slope >= 0 else -1)
        level = _value(pieces, piece, position) + aside
        if not bottom <= level <= top:  # no room there: on the line's other side
            far_end = position - side * _LETTER_WIDTH * len(label) * (high - low)
            level = _value(pieces, piece, far_end) - aside
            room = _LABEL_ROOM * (top - bottom)
            level = min(max(level, bottom + room), top - room)
        y.append(level)
        ends = (max(low, float(pieces.knots[piece])), min(high, float(pieces.knots[piece + 1])))
        is_seen = _is_seen(pieces, piece, ends, view)
        text.append(label if is_seen else "")
    return Curve([*x], [*y], text)


def _is_seen(pieces: Pieces, piece: int, ends: tuple[float, float], view: View) -> bool:
    """Whether a piece passes through the frame between two x, on axes with its own numbers."""
    if view.ticks:
        return False
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
