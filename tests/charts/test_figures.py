import pytest
from networks import state_of

from relu_explorer import ReluNetwork
from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.figures import composite_figure, frame_of, units_figure
from relu_explorer.charts.palette import COLOURS, MAX_UNITS
from relu_explorer.charts.scene import units_scene
from relu_explorer.questions.presets import PRESETS

STATE = state_of(PRESETS["The four shapes"].network, window=(-3.0, 4.0))
BUILDERS = [(units_figure, units_scene), (composite_figure, composite_scene)]


@pytest.mark.parametrize(("figure", "scene"), BUILDERS)
def test_the_frame_has_a_slot_for_every_curve_and_no_points(figure, scene):
    frame = figure("black")
    assert not any(trace.x or trace.y for trace in frame.data)
    names = [trace.name for trace in frame.data]
    assert len(names) == len(set(names))
    assert set(scene(STATE)) <= set(names)


@pytest.mark.parametrize(("figure", "scene"), BUILDERS)
def test_a_complete_figure_shows_the_scene(figure, scene):
    curves = scene(STATE)
    filled = figure("black", curves, STATE.view)
    assert {trace.name for trace in filled.data} == curves.keys()
    for trace in filled.data:
        assert list(trace.x) == curves[trace.name].x
        assert list(trace.y) == curves[trace.name].y
    assert filled.layout.xaxis.range == (-3, 4)
    assert filled.layout.yaxis.range == (-6, 6)


@pytest.mark.parametrize(("figure", "scene"), BUILDERS)
def test_a_frame_keeps_its_slots_for_the_browser(figure, scene):
    frame = frame_of(figure("black"))
    assert not frame.data
    slots = [slot["name"] for slot in frame.layout.meta["slots"]]
    assert slots == [trace.name for trace in figure("black").data]
    assert frame.layout.xaxis.range == figure("black").layout.xaxis.range


def test_a_unit_has_one_colour_everywhere():
    for figure in (units_figure("black"), composite_figure("black")):
        for trace in figure.data:
            if trace.name[-1].isdigit():
                colour = trace.line.color or trace.marker.color
                assert colour == COLOURS[int(trace.name[-1])], trace.name


def test_units_are_told_apart_without_colour():
    traces = {trace.name: trace for trace in units_figure("black").data}
    assert len({traces[f"corner{unit}"].marker.symbol for unit in range(MAX_UNITS)}) == MAX_UNITS


def test_a_dash_means_the_line_z_and_no_unit():
    for trace in units_figure("black").data:
        if trace.name[0] in "zhv":
            assert (trace.line.dash == "6px 5px") == (trace.name[0] == "z")


@pytest.mark.parametrize(
    ("stages", "heading"),
    [
        (("v·h",), "units: v·h thick"),
        (("v·h", "z"), "units: z dashed, v·h thick"),
        (("z", "h", "v·h"), "units: z dashed, h thin, v·h thick"),
    ],
)
def test_the_heading_of_the_units_names_the_stages_that_are_drawn(stages, heading):
    state = state_of(ReluNetwork([1], [0]), stages=stages)
    figure = units_figure("black", units_scene(state), state.view)
    assert figure.layout.annotations[0].text == heading


def test_axes_are_fixed_and_nothing_can_be_zoomed_by_accident():
    for figure in (units_figure("black"), composite_figure("black")):
        assert figure.layout.dragmode is False
        assert figure.layout.xaxis.fixedrange
        assert figure.layout.yaxis.fixedrange


def test_the_heading_of_the_sum_says_what_is_drawn():
    for compare, heading in (("add", "weighted sum y"), ("chain", "chain, sum dashed")):
        state = state_of(ReluNetwork([1, 1], [0, -1]), compare=compare)
        figure = composite_figure("black", composite_scene(state), state.view)
        assert figure.layout.annotations[0].text == heading
