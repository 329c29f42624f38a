"""The live layer: both charts and a read-out follow while something is held.

``live.js`` runs in the page.  It reads Streamlit's sliders on every animation frame of a drag,
evaluates the network (``scene.js``) and puts the curves into Plotly's charts (``charts.js``).
A dropped corner or ray end comes back as one event; the sliders stay the owners of all values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from relu_explorer.alternatives import sum_alternative, units_alternative
from relu_explorer.composite import composite_scene
from relu_explorer.controls import SCALE, Desk, Setting
from relu_explorer.film import Film
from relu_explorer.live.words import browser_texts
from relu_explorer.reruns import changes_page
from relu_explorer.scale import scale_base
from relu_explorer.scene import Curve, Scene, dots, units_scene
from relu_explorer.style import unit_inks
from relu_explorer.training_words import span

_FOLDER = Path(__file__).parent
_MODULES = (
    "words.js",
    "scene.js",
    "sliders.js",
    "names.js",
    "focus.js",
    "charts.js",
    "player.js",
    "live.js",
)
_UNABLE = "browser_cannot_draw"


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def script() -> str:
    """Return all modules as one: a component has no place to import from."""
    text = "\n".join(_read(name) for name in _MODULES)
    return re.sub(r"^import .*;\n", "", text, flags=re.MULTILINE)


_engine = st.components.v2.component("relu_explorer.engine", html="<i></i>", js=script())
_component = st.components.v2.component(
    "relu_explorer.live", html=_read("live.html"), css=_read("live.css"), js=_read("gate.js")
)


def send_engine() -> None:
    """Send the JavaScript and its texts, once: call it outside of any fragment."""
    with st.container(key="engine"):
        _engine(key="engine_script", data={"texts": browser_texts()})


def live(
    desk: Desk,
    setting: Setting,
    *,
    note: str,
    task: str = "",
    film: Film | None = None,
    on_film: Callable[[Mapping[str, Any]], None] | None = None,
) -> None:
    """Let the charts ``units`` and ``composite`` show `setting`, and follow every drag.

    Parameters
    ----------
    desk : Desk
        The page's controls; what is dragged on a chart moves its sliders.
    setting : Setting
        The network and how it is looked at.
    note : str
        What the read-out says while no unit is in hand.
    task : str
        Name of the task, if there is one; then the note is the answer to every release.
    film : Film, optional
        Pictures of training to be played.
    on_film : callable, optional
        Called with what the person wants of the film; without it there is no player.
    """
    data = _data(desk, setting, note)
    data |= {"task": task, "trains": on_film is not None, "film": film and film.message()}
    _component(
        key="live",
        data=[data],  # of a mapping, Streamlit would ask each entry whether it is a table
        on_moved_change=lambda: _pass_on("moved", changes_page(desk.move)),
        on_film_change=lambda: _pass_on("film", on_film or desk.move),
        on_unable_change=_give_up,
        on_repaint_change=lambda: None,  # to run again is enough: see stage.py
    )


def can_draw() -> bool:
    """Return False once this browser has said that its charts cannot be steered."""
    return not st.session_state.get(_UNABLE, False)


def _pass_on(event: str, handle: Callable[[Mapping[str, Any]], None]) -> None:
    sent = st.session_state.get("live", {}).get(event)  # nothing, if the page was just left
    if isinstance(sent, Mapping):
        handle(sent)


def _give_up() -> None:
    st.session_state[_UNABLE] = True


def _data(desk: Desk, setting: Setting, note: str) -> dict[str, Any]:
    network, view = setting.network, setting.view
    return {
        "state": {
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
            "scale": desk.value(SCALE, 0.0),
        },
        "scaleBase": scale_base(desk) if SCALE in desk.grids else None,
        "scene": {
            "units": _points(units_scene(network, view)),
            "composite": _points(composite_scene(network, view)),
        },
        "holdsCorner": setting.holds_corner,
        "corners": setting.corners,
        "grids": {symbol: parameter[2:] for symbol, parameter in desk.grids.items()},
        "prefix": desk.prefix,
        "locked": sorted(desk.locked),
        "inks": unit_inks(),
        "note": note,
        "spoken": {
            "units": units_alternative(network, view),
            "composite": sum_alternative(network, view),
        },
        "loads": desk.loads,
        "isLive": can_draw(),
    }


def _points(scene: Scene) -> dict[str, list[Any]]:
    return {name: _part(curve) for name, curve in scene.items()}


def _part(curve: Curve) -> list[Any]:
    return [part for part in curve if part is not None]
