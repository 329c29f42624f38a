"""The live layer: both charts and a read-out follow while something is held.

``live.js`` runs in the page.  On every animation frame of a drag it evaluates the network
(``scene.js``) and puts the curves into Plotly's charts (``charts.js``).  Until Python has what was
wanted the browser owns the values (``wanted.js``); a dropped corner or ray end comes as one event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.scene import Curve, Scene, dots, units_scene
from relu_explorer.charts.ticks import layout_of
from relu_explorer.controls.gestures import last_answered, move
from relu_explorer.controls.keys import Keys
from relu_explorer.controls.page import SCALE, Controls, Setting
from relu_explorer.controls.reruns import changes_page
from relu_explorer.controls.scale import keep_base
from relu_explorer.live.modules import module_component, read_html
from relu_explorer.live.words import browser_texts
from relu_explorer.training.history import History
from relu_explorer.words.alternatives import sum_alternative, units_alternative
from relu_explorer.words.training import span, unit_labels

_UNABLE = "browser_cannot_draw"
_texts = module_component("words", html="<i></i>")
_component = module_component("live", html=read_html("live"))


def send_texts() -> None:
    """Send the browser's texts, once: call it outside of any fragment."""
    with st.container(key="texts"):
        _texts(key="texts_of_browser", data={"texts": browser_texts()})


def live(
    controls: Controls,
    setting: Setting,
    *,
    note: str,
    task: str = "",
    verdict: str = "",
    history: History | None = None,
    on_history: Callable[[Mapping[str, Any]], None] | None = None,
) -> None:
    """Let the charts ``units`` and ``composite`` show `setting`, and follow every drag.

    Parameters
    ----------
    controls : Controls
        The page's controls; what is dragged on a chart moves its sliders.
    setting : Setting
        What the controls choose.
    note : str
        What the read-out says while no unit is in hand.
    task : str
        Name of the task, if there is one; then the note is the answer to every release.
    verdict : str
        "met" or "unmet", where the note says how the network stands to the task; "lost", where
        it says that nothing is to be seen.
    history : History, optional
        Snapshots of training to be played.
    on_history : callable, optional
        Called with what the person wants of the history; without it there is no player.
    """
    data = _data(controls, setting, note)
    data |= {
        "task": task,
        "verdict": verdict,
        "trains": on_history is not None,
        "history": history and history.message(),
    }
    _component(
        key="live",
        data=[data],  # of a mapping, Streamlit would ask each entry whether it is a table
        on_moved_change=lambda: pass_on("moved", changes_page(partial(move, controls))),
        on_history_change=lambda: pass_on("history", on_history or partial(move, controls)),
        on_unable_change=_give_up,
        on_repaint_change=lambda: None,  # to run again is enough: see ui/charts.py
    )


def can_draw() -> bool:
    """Return False once this browser has said that its charts cannot be steered."""
    return not st.session_state.get(_UNABLE, False)


def pass_on(event: str, handle: Callable[[Mapping[str, Any]], None]) -> None:
    """Hand on what the live layer tells in an event."""
    sent = st.session_state.get("live", {}).get(event)  # nothing, if the page was just left
    if isinstance(sent, Mapping):
        handle(sent)


def _give_up() -> None:
    st.session_state[_UNABLE] = True


def _data(controls: Controls, setting: Setting, note: str) -> dict[str, Any]:
    state = setting.state
    network, view = state.network, state.view
    return {
        "state": {
            "kind": "",
            "w": network.weight.tolist(),
            "b": network.bias.tolist(),
            "v": network.output_weight.tolist(),
            "c": network.output_bias,
            "on": view.on,
            "probe": view.probe,
            "stages": view.stages,
            "hasMax": view.has_max,
            "window": view.window,
            "height": view.height,
            "compare": view.compare,
            "target": view.target,
            "data": _part(dots(view.data)),
            "span": span(view.data),
            "scale": controls.value(SCALE, 0.0),
            "ticks": [layout_of(ticks) for ticks in view.ticks or ()],
        },
        "scaleBase": keep_base(controls) if SCALE in controls.grids else None,
        "scene": {
            "units": points(units_scene(state)),
            "composite": points(composite_scene(state, unit_labels(state))),
        },
        "holdsCorner": setting.holds_corner,
        "corners": setting.corners,
        **of_controls(controls),
        "note": note,
        "spoken": {
            "units": units_alternative(state),
            "composite": sum_alternative(state),
        },
        "isLive": can_draw(),
    }


def of_controls(controls: Keys) -> dict[str, Any]:
    """Return what the browser needs to know of the controls of any page."""
    return {
        "grids": {symbol: parameter[2:] for symbol, parameter in controls.grids.items()},
        "defaults": controls.defaults(),
        "prefix": controls.prefix,
        "locked": sorted(controls.locked),
        "loads": controls.loads,
        "answered": last_answered(controls),
    }


def points(scene: Scene) -> dict[str, list[Any]]:
    """Return the curves of a scene as the browser takes them."""
    return {name: _part(curve) for name, curve in scene.items()}


def _part(curve: Curve) -> list[Any]:
    return [part for part in curve if part is not None]
