"""The live layer of several layers and of two inputs: charts of its own, that follow a drag."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

from relu_explorer.charts.two_inputs import cut_scene, planar_scene
from relu_explorer.charts.two_layers import deep_scenes
from relu_explorer.controls.gestures import take
from relu_explorer.controls.keys import Keys
from relu_explorer.controls.reruns import changes_page
from relu_explorer.controls.two_inputs import PlanarControls, PlanarSetting
from relu_explorer.controls.two_layers import DeepControls, DeepSetting
from relu_explorer.live.layer import of_controls, pass_on, points
from relu_explorer.live.modules import module_component, read_html
from relu_explorer.live.words import several_headings
from relu_explorer.words.two_inputs import cut_alternative as cut_slopes
from relu_explorer.words.two_inputs import plane_alternative, surface_alternative
from relu_explorer.words.two_layers import (
    bent_alternative,
    cut_alternative,
    output_alternative,
)

_SHEETS = ("svg", "planar", "several")
_two_inputs = module_component("two_inputs", html=read_html("two_inputs"), sheets=_SHEETS)
_two_layers = module_component("two_layers", html=read_html("two_layers"), sheets=_SHEETS)


class Note(NamedTuple):
    """What the read-out says: a sentence, and where it answers a task, the task and the verdict."""

    text: str = ""
    task: str = ""
    verdict: str = ""


def live_two_layers(controls: DeepControls, setting: DeepSetting, note: Note) -> None:
    """Let three charts show two layers, and follow every drag.

    Parameters
    ----------
    controls : DeepControls
        The page's controls; what is dragged on a chart moves its sliders.
    setting : DeepSetting
        What the controls choose.
    note : Note
    """
    state = setting.state
    view = state.view
    shown = {
        "kind": "deep",
        "values": {name: controls.number(name) for name in controls.sliders_shown},
        "units": state.units,
        "hasMax": view.has_max,
        "further": view.further,
        "window": view.window,
        "height": view.height,
        "target": view.target,
    }
    named = {"bent": "inner", "cut": "outer"} if state.chain else {}
    spoken = {
        "bent": bent_alternative(state),
        "cut": cut_alternative(state),
        "output": output_alternative(state),
    }
    scenes = {name: points(scene) for name, scene in deep_scenes(state).items()}
    data = _data(controls, note, Shown(shown, scenes, spoken, named))
    _show(_two_layers, controls, data)


def live_two_inputs(controls: PlanarControls, setting: PlanarSetting, note: Note) -> None:
    """Let the plane, the surface and the cut show two inputs, and follow every drag.

    Parameters
    ----------
    controls : PlanarControls
        The page's controls; what is dragged on the plane moves its sliders.
    setting : PlanarSetting
        What the controls choose.
    note : Note
    """
    state = setting.state
    shown = {
        "kind": "planar",
        "values": {name: controls.number(name) for name in controls.sliders_shown},
        "units": len(state.network),
        "reach": state.view.reach,
        "height": state.view.height,
        "points": state.view.points,
    }
    scene = planar_scene(state)
    scenes = {"plane": scene, "surface": scene, "along": points(cut_scene(state))}
    spoken = {
        "plane": plane_alternative(state),
        "surface": surface_alternative(state),
        "along": cut_slopes(state),
    }
    data = _data(controls, note, Shown(shown, scenes, spoken))
    _show(_two_inputs, controls, {**data, "training": controls.training._asdict()})


class Shown(NamedTuple):
    """What the browser needs of a setting: its numbers, and each chart's scene and words."""

    state: Mapping[str, Any]
    scenes: Mapping[str, Any]
    spoken: Mapping[str, str]
    named: Mapping[str, str] = MappingProxyType({})  # charts that are called otherwise


def _data(controls: Keys, note: Note, shown: Shown) -> dict[str, Any]:
    return {
        "state": shown.state,
        "scene": shown.scenes,
        "headings": {
            name: several_headings()[shown.named.get(name, name)] for name in shown.scenes
        },
        "spoken": shown.spoken,
        "holdsCorner": False,
        "corners": [],
        **of_controls(controls),
        "note": note.text,
        "task": note.task,
        "verdict": note.verdict,
    }


def _show(component: Any, controls: Keys, data: Mapping[str, Any]) -> None:
    component(
        key="live",
        data=[data],
        on_moved_change=lambda: pass_on("moved", changes_page(partial(take, controls))),
        on_repaint_change=lambda: None,
    )
