"""Large type and thick lines for the back row, in every chart."""

import pytest
from networks import state_of

from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.curve_figures import curve_figure, error_figure, rate_figure
from relu_explorer.charts.enlarging import SMALLEST_TEXT, THINNEST_LINE, enlarged
from relu_explorer.charts.figures import composite_figure, units_figure
from relu_explorer.charts.scene import units_scene
from relu_explorer.core.curves import CURVES
from relu_explorer.core.fitting.approximation import PLACINGS, approximate, errors
from relu_explorer.questions.presets import PRESETS

STATE = state_of(PRESETS["The four shapes"].network, window=(-3.0, 4.0))
CURVE = CURVES["sine"]
FOUND = approximate(CURVE, 4, PLACINGS[0])
FIGURES = {
    "units": units_figure("black", units_scene(STATE), STATE.view),
    "composite": composite_figure("black", composite_scene(STATE), STATE.view),
    "frame": composite_figure("black"),
    "curve": curve_figure("black", CURVE, FOUND),
    "error": error_figure("black", CURVE, FOUND),
    "rate": rate_figure("black", 4, {way: errors(CURVE, way) for way in PLACINGS}),
}


@pytest.fixture(params=FIGURES)
def pair(request):
    return FIGURES[request.param], enlarged(FIGURES[request.param])


def sizes(figure):
    layout = figure.layout
    yield layout.font.size
    yield from (annotation.font.size for annotation in layout.annotations)
    for name in layout:
        if name.startswith(("xaxis", "yaxis")):
            assert layout[name].exponentformat != "power"  # its exponents are smaller
            yield layout[name].tickfont.size
    yield from (trace.textfont.size for trace in figure.data if "text" in trace.mode)


def test_all_text_is_large_and_all_lines_are_thick(pair):
    _, large = pair
    assert min(sizes(large)) >= SMALLEST_TEXT - 1e-9
    widths = [trace.line.width for trace in large.data if "lines" in trace.mode]
    widths += [shape.line.width for shape in large.layout.shapes]
    assert not widths or min(widths) >= THINNEST_LINE


def test_nothing_else_changes(pair):
    plain, large = pair
    for before, after in zip(plain.data, large.data, strict=True):
        assert (before.name, before.mode) == (after.name, after.mode)
        assert before.marker.symbol == after.marker.symbol
        assert (before.line.color, before.marker.color) == (after.line.color, after.marker.color)
    points = [
        [(str(t.get("x")), str(t.get("y"))) for t in figure.to_dict()["data"]]
        for figure in (plain, large)
    ]
    assert points[0] == points[1]
    assert plain.layout.xaxis.range == large.layout.xaxis.range


def test_a_dash_grows_with_its_line():
    before, after = (
        {t.name: t.line for t in f.data} for f in (FIGURES["units"], enlarged(FIGURES["units"]))
    )
    assert (before["z0"].dash, before["z0"].width) == ("6px 5px", 1.5)
    assert (after["z0"].dash, after["z0"].width) == ("16px 13.3333px", 4)
