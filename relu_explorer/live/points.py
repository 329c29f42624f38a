"""One's own points on a chart: dragged, added and taken away by the pointer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from relu_explorer.core.curves import Samples
from relu_explorer.core.parameters import is_number
from relu_explorer.language.translation import tr
from relu_explorer.live.modules import module_component

CHART = "own_chart"  # key of the chart that points.js looks for
_MOST = 40
_ANSWERED = "own_points_answered"  # number of the points that the browser sent last
_component = module_component("points", html="<span></span>")


def edit_points(points: Samples | None, on_points: Callable[[str], None]) -> None:
    """Let the pointer change the points of the chart, if they are not too many.

    Parameters
    ----------
    points : Samples or None
        The points now; None while the chart shows something else.
    on_points : callable
        Called with the new points, a line each, when the pointer is let go.
    """
    few = points if points is not None and points.x.size <= _MOST else None
    pairs = [] if few is None else [list(pair) for pair in zip(*few, strict=True)]

    def pass_on() -> None:
        sent = st.session_state.get("own_board", {}).get("points")
        if not isinstance(sent, Mapping):
            return
        rows, number = sent.get("points"), sent.get("number")
        if is_number(number):
            st.session_state[_ANSWERED] = number
        if isinstance(rows, list) and len(rows) <= _MOST and all(map(_is_point, rows)):
            on_points("\n".join(f"{x!r},{y!r}" for x, y in rows))

    drawn = [tr("the curve"), tr("points")]  # the traces that show them
    answered = st.session_state.get(_ANSWERED, 0)
    data = {"points": pairs, "drawn": drawn, "answered": answered}
    _component(key="own_board", data=data, on_points_change=pass_on)


def _is_point(row: object) -> bool:
    return isinstance(row, list) and len(row) == 2 and all(map(is_number, row))
