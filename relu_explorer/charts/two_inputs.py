"""What is shown of two inputs: the regions, the units' lines, and the cut.

The browser finds the same while something is held (``live/browser/scenes/planar_scene.js``).
"""

from __future__ import annotations

from typing import Any

from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.scene import Scene
from relu_explorer.core.several.two_inputs import PlanarState

_BESIDE = ("bar", "steps", "total", "marks")  # curves of the composite that stand beside its plot


def planar_scene(state: PlanarState) -> dict[str, Any]:
    """Return the regions of the window and the units' lines in it.

    Returns
    -------
    dict
        ``regions``: of each its ``corners``, its ``plane`` (both slopes and the constant) and which
        units are ``active``; ``lines``: both ends of each, or None.
    """
    return {
        "regions": [
            {
                "corners": region.corners.tolist(),
                "plane": [*region.gradient.tolist(), region.constant],
                "active": region.active.tolist(),
            }
            for region in state.regions
        ],
        "lines": [line and [list(end) for end in line] for line in state.lines],
    }


def cut_scene(state: PlanarState) -> Scene:
    """Return the curves of the cut: those of one input, without what stands beside its plot."""
    scene = composite_scene(state.cut)
    return {name: curve for name, curve in scene.items() if not name.startswith(_BESIDE)}
