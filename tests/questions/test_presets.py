import numpy as np
import pytest

from relu_explorer import breakpoints, kinks, linear_pieces, vertices
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.questions.presets import OPENING, PRESETS

ALL = {"Opening": OPENING, **PRESETS}


@pytest.mark.parametrize("name", ALL)
def test_a_preset_lies_on_the_sliders_grid(name):
    preset = ALL[name]
    for unit in preset.units:
        for symbol, value in zip("wbv", unit, strict=True):
            assert PARAMETERS[symbol].snapped(value) == value
    assert PARAMETERS["c"].snapped(preset.output_bias) == preset.output_bias
    assert PARAMETERS["probe"].snapped(preset.probe) == preset.probe
    assert preset.window[0] <= preset.probe <= preset.window[1]


@pytest.mark.parametrize("name", ALL)
def test_a_preset_s_curve_fits_its_frame(name):
    preset = ALL[name]
    low, high = preset.height
    units = 4 if preset is OPENING else len(preset.units)
    network = preset._replace(units=preset.units[:units]).network
    y = vertices(network, preset.window)[1]
    assert low <= y.min()
    assert y.max() <= high


def test_the_opening_has_both_directions_and_both_signs():
    network = OPENING._replace(units=OPENING.units[:4]).network
    assert {*np.sign(network.weight)} == {*np.sign(network.output_weight)} == {-1, 1}
    changes = kinks(network)[1]
    assert (changes > 0).any()
    assert (changes < 0).any()
    assert kinks(network)[0].size == 4


def test_the_four_shapes_are_the_four_pairs_of_signs():
    network = PRESETS["The four shapes"].network
    pairs = zip(np.sign(network.weight), np.sign(network.output_weight), strict=True)
    assert len({*pairs}) == 4


def test_the_lab_s_answer_is_the_lab_s_target():
    x, y = vertices(PRESETS["The course lab's answer"].network, (0, 3))
    assert x.tolist() == [0, 1, 2, 3]
    assert y.tolist() == [2, 0, 1, 4]


def test_unit_2_falls_where_the_sum_rises():
    network = PRESETS["Unit 2 falls, the sum rises"].network
    pieces = linear_pieces(network, (0, 2))
    assert pieces.slopes.tolist() == [1]
    assert pieces.active.tolist() == [[True, True, True]]
    assert (network.output_weight * network.weight)[2] == -1


def test_the_bump_is_flat_outside_and_up_inside():
    pieces = linear_pieces(PRESETS["A bump"].network)
    assert pieces.slopes.tolist() == [0, 2, -2, 0]
    assert pieces.intercepts[[0, -1]].tolist() == [0, 0]


def test_the_staircase_alternates_flat_and_steep():
    slopes = linear_pieces(PRESETS["A staircase"].network).slopes
    assert slopes.tolist() == [0, 2, 0, 2, 0, 2, 0]


def test_flat_only_in_the_middle():
    slopes = linear_pieces(PRESETS["Flat only in the middle"].network).slopes
    assert (slopes == 0).tolist() == [False, True, False]


def test_two_settings_draw_one_curve():
    first, second = (
        PRESETS[f"One curve, {which} setting"].network for which in ("first", "second")
    )
    assert not np.array_equal(first.weight, second.weight)
    for mine, others in zip(linear_pieces(first)[:3], linear_pieces(second)[:3], strict=True):
        assert mine.tolist() == others.tolist()


def test_corners_that_cancel_leave_a_straight_line():
    network = PRESETS["Corners that cancel"].network
    assert breakpoints(network).tolist() == [0, 0]
    assert kinks(network)[0].size == 0
