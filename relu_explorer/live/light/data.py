"""What the light page's network starts from: texts, the sliders' grids, the opening network."""

from __future__ import annotations

from typing import Any

from relu_explorer.core.parameters import (
    DEEP_PARAMETERS,
    PARAMETERS,
    PLANAR_PARAMETERS,
    Grids,
)
from relu_explorer.language.translation import tr
from relu_explorer.live.words import browser_texts, several_headings
from relu_explorer.questions.presets import OPENING


def network_data() -> dict[str, Any]:
    """Return what its scripts start from."""
    return {
        "words": browser_texts(),
        "grids": _grids(PARAMETERS),
        "several": {
            "grids": {"deep": _grids(DEEP_PARAMETERS), "planar": _grids(PLANAR_PARAMETERS)},
            "headings": several_headings(),
            "texts": {
                "y1": tr("of y₁"),
                "from": tr("from unit {unit}"),
                "x1": tr("of x₁"),
                "x2": tr("of x₂"),
                "cut": tr("cut"),
                "view": tr("view"),
            },
        },
        "opening": {
            "kind": "",
            **{
                symbol: list(column)
                for symbol, column in zip("wbv", zip(*OPENING.units, strict=True), strict=True)
            },
            "c": OPENING.output_bias,
            "probe": OPENING.probe,
            "on": [True] * len(OPENING.units),
            "stages": list(OPENING.stages),
            "hasMax": True,
            "compare": "add",
            "window": list(OPENING.window),
            "height": list(OPENING.height),
            "target": [[], []],
            "data": [[], []],
            "span": [],
        },
    }


def _grids(grids: Grids) -> dict[str, tuple[float, ...]]:
    return {symbol: parameter[2:] for symbol, parameter in grids.items()}


def network_texts() -> dict[str, str]:
    """Return what stands on it, by name."""
    return {
        "units": tr("The single units"),
        "composite": tr("Their weighted sum"),
        "unit": tr("Unit {unit}"),
        "sum": tr("Sum"),
        "w": tr("weight"),
        "b": tr("bias"),
        "v": tr("output weight"),
        "c": tr("output bias"),
        "probe": tr("probe"),
    }
