"""The texts that the browser shows by itself, for ``words.js`` to put its values into."""

from __future__ import annotations

from relu_explorer.charts.figures import STAGE_SIGNS, SUM_HEADINGS
from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.core.several.two_layers import MOST_FURTHER
from relu_explorer.language.numerals import grouping
from relu_explorer.language.translation import tr
from relu_explorer.words.training import KINDS, kind_text
from relu_explorer.words.two_layers import further_text


def browser_texts() -> dict[str, str]:
    """Return the texts by name, with the places of their values still in braces."""
    separator, digits = grouping()
    return {
        "separator": separator,
        "grouped_from": str(digits),
        **{f"heading_{name}": tr(heading) for name, heading in SUM_HEADINGS.items()},
        **{f"sign_{stage}": tr(sign) for stage, sign in STAGE_SIGNS.items()},
        "heading_units": tr("units: {signs}"),
        **_control_texts(),
        **_unit_texts(),
        **_player_texts(),
        **_note_texts(),
        **{f"further{count}": further_text(count, "{y}") for count in range(1, MOST_FURTHER + 1)},
    }


def several_headings() -> dict[str, str]:
    """Return what the charts of several layers and of two inputs show, by their names.

    Both have one of the name ``cut``: it stands for what is cut at 0, or along a line.
    """
    return {
        "bent": tr("what layer 2 takes from layer 1: z of its units"),
        "cut": tr("cut at 0 and weighted: v·h of its units"),
        "inner": tr("the inner network: y₁, and where units of the outer switch"),
        "outer": tr("the outer network: y over y₁"),
        "output": tr("their sum: the output y"),
        "plane": tr("from above; the arrows: where a unit is on"),
        "surface": tr("the output y as a surface"),
        "along": tr("along the cut: one input again"),
    }


def _control_texts() -> dict[str, str]:
    """Return what buttons and sliders are about: of the stages, of what is held, of the sum."""
    return {
        "about_c": tr("Is added to the output everywhere: it moves up or down"),
        "about_probe": tr("The x at which the sum is taken apart: the dotted line"),
        "about_scale": tr("w and b times 2ˢ, v divided by it, as far as the sliders go"),
        "about_stages0": "z = w·x + b",
        "about_stages1": tr("h = max(0, z); without max, z itself"),
        "about_stages2": tr("v·h: h times the output weight"),
        "about_solo0": tr("Show this unit alone; pressed again, all of them"),
        "about_hold0": tr("While w is moved, b stays as it is"),
        "about_hold1": tr(
            "While w is moved, b follows, as far as it goes, so that the corner stays"
        ),
    }


def _unit_texts() -> dict[str, str]:
    """Return what `unit_sentence` says, and what stands around it."""
    return {
        "unit_name": tr("Unit {unit}"),
        "unit": tr("unit {unit}"),
        "muted": tr("muted; alone: {sentence}"),
        "slope": tr("slope {slope}"),
        "line": tr("v·z is a straight line of slope {slope}"),
        "level": tr("no corner, since w = 0: adds {constant} everywhere"),
        "unweighted": tr("corner at {corner}, but v = 0: adds 0 everywhere"),
        "bend": tr(
            "corner at {corner}; v·h has slope {left} on its left, slope {right} on its right"
        ),
    }


def _player_texts() -> dict[str, str]:
    return {
        "player": tr("Training"),
        "play": tr("▶ Play"),
        "pause": tr("❚❚ Pause"),
        "step": tr("+1 step"),
        "stop": tr("■ Stop"),
        "check_waits": tr("Pause to have it checked."),
        "rewind": tr("◀ Rewind"),
        "scrub_label": tr("Snapshot of the training"),
        "loss_label": tr("Loss at every step so far"),
        "untrained": tr("Not trained yet."),
        "where": tr("Step {step}, loss {loss}."),
        "slow": tr("The last 100 steps lowered it by {percent} %: at rest, or slow steps."),
        "loss": tr("loss by step, logarithmic"),
        "no_loss": tr("Each step's loss is drawn here."),
    }


def _note_texts() -> dict[str, str]:
    """Return the notes on units; their counts all at once, since plurals follow many rules."""
    counts = {
        f"{kind}{count}": kind_text(kind, count)
        for kind in KINDS
        for count in range(1, MAX_UNITS + 1)
    }
    return {
        "dead": tr("dead"),
        "straight": tr("straight"),
        "like": tr("like unit {unit}"),
        "notes": tr("Units: {notes}."),
        **counts,
    }
