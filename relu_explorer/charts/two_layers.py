"""What the three charts show of two layers: named curves of exact points.

The browser draws the same curves while a slider is held (``live/browser/scenes/deep_scene.js``).
A unit of the second layer goes by a number after those of the first: A is `FIRST_LETTER`.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from relu_explorer.charts.scene import EMPTY, Curve, Scene
from relu_explorer.core.network import Array
from relu_explorer.core.pieces import Pieces, breakpoints, vertices, without_max
from relu_explorer.core.several.two_layers import MOST, Chain, DeepState, slope_steps

FIRST_LETTER = MOST


def deep_scenes(state: DeepState) -> dict[str, Scene]:
    """Return the curves of each chart, by its name.

    Returns
    -------
    dict of str to Scene
        ``bent``: the second layer's preactivations ``z3`` …, ``cross3`` … where each is 0, and
        ``fold0`` … where units of the first layer bend them; ``cut``: what its units add,
        ``v·h3`` …; ``output``: ``y``, ``fold0`` … and ``cross3`` … where a unit of the first and
        of the second layer makes a kink, ``point``, and ``target`` where there is one.  All have
        ``probe`` and strips beneath, ``off``: where each unit of the first layer is on (``on0`` …),
        each of the second (``on3`` …), and every second piece (``odd``).  Of one network into
        another: the inner one ``y`` and the levels at which the outer one's units switch, the outer
        one over the inner one's output, and beneath the output where its units are on.
    """
    view, (_, second) = state.view, state.units
    low, high = view.window
    probe = Curve([view.probe] * 2, [*view.height]) if low <= view.probe <= high else EMPTY
    bent: Scene = {"probe": probe}
    cut: Scene = {"probe": probe}
    for unit in range(second):
        number = FIRST_LETTER + unit
        bent[f"z{number}"] = _curve(*state.bent[unit])
        cut[f"v·h{number}"] = _curve(*state.cut[unit])
    pieces = state.switched
    places = _switches(state, pieces)
    for number, at in places.items():
        if number >= FIRST_LETTER:
            bent[f"cross{number}"] = cut[f"cross{number}"] = _curve(at, np.zeros(at.size))
        else:
            bent[f"fold{number}"] = _on_lines(at, state.bent)
    first = state.units[0]
    letters = range(FIRST_LETTER, FIRST_LETTER + second)
    if state.chain:
        bent, cut = _inner(state.chain, state, places, probe), _outer(state.chain, state)
        return {
            "bent": bent | _strips(state, pieces, range(first)),
            "cut": cut,
            # Parts of x that share a y₁ have the same units of the outer network on.
            "output": _output(state, probe, places)
            | {"odd": EMPTY}
            | _strips(state, pieces, letters),
        }
    bent |= _strips(state, pieces, range(first))
    cut |= _strips(state, pieces, letters)
    return {"bent": bent, "cut": cut, "output": _output(state, probe, places)}


def _inner(chain: Chain, state: DeepState, places: dict[int, Array], probe: Curve) -> Scene:
    """Draw the inner network, and the levels at which the outer one's units switch."""
    line = vertices(chain.inner, state.view.window)
    scene: Scene = {"probe": probe, "y": _curve(*line)}
    low, high = state.view.window
    levels = breakpoints(chain.outer).tolist()
    for unit, level in enumerate(levels):
        number = FIRST_LETTER + unit
        is_shown = np.isfinite(level) and state.view.has_max
        scene[f"z{number}"] = Curve([low, high], [level, level]) if is_shown else EMPTY
    for number, at in places.items():
        if number >= FIRST_LETTER:
            scene[f"cross{number}"] = _curve(at, np.full(at.size, levels[number - FIRST_LETTER]))
        else:
            scene[f"fold{number}"] = _on_lines(at, [line])
    return scene


def _outer(chain: Chain, state: DeepState) -> Scene:
    """Draw the outer network over the inner one's output, which goes as far as the frame."""
    low, high = ends = state.view.height
    outer, has_max = chain.outer, state.view.has_max
    y1 = float(chain.inner(state.view.probe))
    scene: Scene = {"ghost": Curve([y1] * 2, [*ends]) if low <= y1 <= high else EMPTY}
    if has_max:
        scene["y"] = _curve(*vertices(outer, ends))
    else:
        piece = without_max(outer)
        x = np.array(ends)
        scene["y"] = _curve(x, piece.slopes[0] * x + piece.intercepts[0])
    rows = range(len(outer))
    scene["off"] = Curve(
        [low, high, None] * len(rows), [y for row in rows for y in (row, row, None)]
    )
    parameters = zip(outer.weight.tolist(), outer.bias.tolist(), strict=True)
    for unit, (weight, bias) in enumerate(parameters):
        number = FIRST_LETTER + unit
        at = -bias / weight + 0.0 if weight else np.nan
        is_inside = has_max and low < at < high
        scene[f"cross{number}"] = Curve([at], [float(outer(at))]) if is_inside else EMPTY
        start = max(low, at) if has_max and weight > 0 else low
        end = min(high, at) if has_max and weight < 0 else high
        is_on = start < end and (not has_max or weight != 0 or bias > 0)
        scene[f"on{number}"] = Curve([start, end], [unit, unit]) if is_on else EMPTY
    return scene


def _on_lines(at: Array, lines: Sequence[tuple[Array, Array]]) -> Curve:
    """Return the points at some places of several lines."""
    y = [np.interp(at, *line) for line in lines]
    return _curve(np.tile(at, len(lines)), np.concatenate(y))


def _output(state: DeepState, probe: Curve, places: dict[int, Array]) -> Scene:
    view = state.view
    low, high = view.window
    scene: Scene = {"probe": probe}
    if view.target[0]:
        scene["target"] = Curve(*view.target)
    scene["y"] = _curve(*state.line)
    is_seen = low <= view.probe <= high and view.height[0] <= state.output <= view.height[1]
    scene["point"] = Curve([view.probe], [state.output]) if is_seen else EMPTY
    bends = state.kinks
    for number, at in places.items():
        kept = at[np.isclose(at[:, np.newaxis], bends, rtol=1e-9, atol=1e-9).any(axis=1)]
        name = "cross" if number >= FIRST_LETTER else "fold"
        scene[f"{name}{number}"] = _curve(kept, np.asarray(state.drawn(kept)))
    return scene | _pieces(state)


def _pieces(state: DeepState) -> Scene:
    """Mark every second piece, in the middle of the room for strips."""
    low, high = state.view.window
    seen = state.seen
    ends = [low, *seen.knots[1:-1][slope_steps(seen.slopes) != 0].tolist(), high]
    row = (max(state.units) - 1) / 2
    x = [at for k in range(1, len(ends) - 1, 2) for at in (ends[k], ends[k + 1], None)]
    return {
        "off": Curve([low, high], [row, row]),
        "odd": Curve(x, [None if at is None else row for at in x]),
    }


def _switches(state: DeepState, pieces: Pieces) -> dict[int, Array]:
    """Where in the window each unit switches, by its number."""
    switching = pieces.active[1:] != pieces.active[:-1]
    return {
        number: pieces.knots[1:-1][switching[:, column]]
        for column, number in enumerate(_numbers(state))
        if number < FIRST_LETTER or state.view.has_max
    }


def _strips(state: DeepState, pieces: Pieces, numbers: range) -> Scene:
    """Mark the parts of the window on which each unit of a layer is on, a row a unit."""
    low, high = state.view.window
    rows = range(len(numbers))
    scene: Scene = {
        "off": Curve([low, high, None] * len(rows), [y for row in rows for y in (row, row, None)])
    }
    columns = _numbers(state)
    for row, number in enumerate(numbers):
        active = pieces.active[:, columns.index(number)]
        is_on = active | (number >= FIRST_LETTER and not state.view.has_max)
        edges = np.flatnonzero(np.diff(is_on, prepend=False, append=False))
        on = Curve([], [])
        for start, end in edges.reshape(-1, 2):
            ends = pieces.knots[[start, end]].tolist()
            on = Curve([*on.x, *ends, None], [*on.y, row, row, None])
        scene[f"on{number}"] = on
    return scene


def _numbers(state: DeepState) -> list[int]:
    first, second = state.units
    return [*range(first), *(FIRST_LETTER + unit for unit in range(second))]


def _curve(x: Array, y: Array) -> Curve:
    return Curve(x.tolist(), y.tolist())
