import numpy as np
import pytest
from networks import random_states, state_of
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, breakpoints, contribution, kinks, preactivation
from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.framing import fitting_frame, is_in_sight
from relu_explorer.charts.scene import EMPTY, units_scene
from relu_explorer.core.state import STAGES, Ticks, read
from relu_explorer.language.numerals import number


def value(state, x):
    heard = state.heard
    if state.view.has_max:
        return heard(x)
    return heard.output_weight @ preactivation(heard, x) + heard.output_bias


def test_the_composite_line_is_the_output(rng):
    for state in random_states(rng, 400):
        x, y = np.array(composite_scene(state)["y"][:2])
        assert (x[0], x[-1]) == state.view.window
        between = np.sort(rng.uniform(*state.view.window, 20))
        scale = 1 + np.abs(y).max()
        assert_allclose(np.interp(between, x, y), value(state, between), atol=1e-9 * scale)


def test_the_units_lines_are_the_stages(rng):
    for case in random_states(rng, 200):
        network, view = case.network, case.view._replace(has_max=True)
        scene = units_scene(read(network, view))
        x = np.sort(rng.uniform(*view.window, 20))
        stages = preactivation(network, x), contribution(network, x)
        for unit in range(len(network)):
            assert (f"muted{unit}" in scene) != view.on[unit]
            for name, expected in zip(("z", "v·h"), stages, strict=True):
                assert (f"{name}{unit}" in scene) == view.on[unit]
                if view.on[unit]:
                    curve = scene[f"{name}{unit}"]
                    assert_allclose(np.interp(x, *curve[:2]), expected[unit], atol=1e-6)


def test_corners_are_marked_where_the_slope_changes(rng):
    for state in random_states(rng, 400):
        scene, view = composite_scene(state), state.view
        marked = [x for unit in range(len(state.network)) for x in scene[f"corner{unit}"].x]
        bends, low, high = np.array([]), *view.height
        if view.has_max:
            bends = kinks(state.heard, view.window)[0]
            y = np.asarray(state.heard(bends))
            bends = bends[(low <= y) & (y <= high)]
        assert_allclose(sorted(set(np.round(marked, 9))), np.round(bends, 9), atol=1e-8)


def test_strips_show_where_a_unit_is_on(rng):
    for state in random_states(rng, 300):
        scene, network, view = composite_scene(state), state.network, state.view
        x = rng.uniform(*view.window, 30)
        is_on = preactivation(network, x) > 0
        for unit in range(len(network)):
            ends = scene[f"on{unit}"].x
            shown = (x > ends[0]) & (x < ends[1]) if ends else np.zeros(30, dtype=bool)
            expected = (is_on[unit] | (not view.has_max)) & view.on[unit]
            np.testing.assert_array_equal(shown, expected)


def test_the_signed_bars_stack_from_the_output_bias_to_the_output(rng):
    for state in random_states(rng, 300):
        scene, network, view = composite_scene(state), state.network, state.view
        level = scene["bar"].y[1]
        assert level == network.output_bias
        for unit in range(len(network)):
            if view.on[unit]:
                assert_allclose(scene[f"bar{unit}"].y[0], level, atol=1e-9)
                level = scene[f"bar{unit}"].y[1]
        assert_allclose(level, value(state, view.probe), rtol=1e-9, atol=1e-9)
        assert_allclose(scene["total"].y, level, atol=1e-9)


def test_edge_labels_tell_the_slope_at_the_edge(rng):
    for state in random_states(rng, 300):
        scene, exactly = composite_scene(state), state.pieces.slopes
        x, y = scene["y"][:2]
        slopes = [(y[1] - y[0]) / (x[1] - x[0]), (y[-1] - y[-2]) / (x[-1] - x[-2])]
        for text, slope in zip(scene["slopes"].text, slopes, strict=True):
            exact = exactly[np.abs(exactly - slope).argmin()]
            assert_allclose(exact, slope, rtol=1e-6, atol=1e-6)
            assert text in ("", f"slope {number(exact)}")


def test_a_ray_end_lies_on_the_ray_inside_the_frame(rng):
    for state in random_states(rng, 300):
        scene, network, view = units_scene(state), state.network, state.view
        for unit in range(len(network)):
            end = scene.get(f"end{unit}", EMPTY)
            if end.x and view.has_max:
                assert view.window[0] < end.x[0] < view.window[1]
                assert_allclose(contribution(network, end.x[0])[unit], end.y[0], atol=1e-6)


def test_nothing_is_marked_outside_of_the_window():
    network = ReluNetwork([1, -1], [-10, -10])
    for scene in (
        units_scene(state_of(network)),
        composite_scene(state_of(network)),
    ):
        assert not any(
            curve.x for name, curve in scene.items() if name.startswith(("corner", "on"))
        )
    far = composite_scene(state_of(network, probe=7.0))
    assert not far["probe"].x
    assert not far["point"].x
    high = composite_scene(state_of(ReluNetwork([1], [0]), probe=4.0, height=(-2, 3)))
    assert not high["point"].x
    assert high["level"].y == [4, 4]


def test_the_fitting_frame_holds_every_corner_and_the_curve(rng):
    for state in random_states(rng, 200):
        stages, probe = STAGES[: rng.integers(1, 3)], round(float(rng.uniform(-20, 20)), 1)
        state = read(state.network, state.view._replace(stages=stages, probe=probe))
        window, height = fitting_frame(state)
        assert window[0] < probe < window[1]
        corners = breakpoints(state.heard)
        corners = corners[~np.isnan(corners)]
        assert ((window[0] < corners) & (corners < window[1])).all()
        framed = state.view._replace(window=window, compare="add")
        y = composite_scene(read(state.network, framed))["y"].y
        assert height[0] < min(y)
        assert max(y) < height[1]


def test_a_curve_is_in_sight_where_some_place_of_it_is(rng):
    seen = set()
    for state in random_states(rng, 400):
        low = float(rng.integers(-20, 20))
        framed = state.view._replace(height=(low, low + 2.0))
        y = value(state, np.linspace(*framed.window, 2001))
        found = is_in_sight(read(state.network, framed))
        inside = ((low + 0.01 < y) & (y < low + 1.99)).any()
        beyond = (y <= low - 0.01).all() or (y >= low + 2.01).all()
        assert found or not inside
        assert not (found and beyond)
        seen.add(found)
    assert seen == {True, False}


@pytest.mark.parametrize("units", [0, 1])
def test_few_units_make_a_scene(units):
    network = ReluNetwork([0.0] * units, [0.0] * units)
    assert composite_scene(state_of(network))["y"].y == [0, 0]


def test_a_slope_is_written_exactly_if_its_piece_is_seen(rng):
    for state in random_states(rng, 400):
        scene, view = composite_scene(state), state.view
        y = np.array(scene["y"].y)
        first, last = sorted(y[:2]), sorted(y[-2:])
        is_seen = [
            least <= view.height[1] and most >= view.height[0] for least, most in (first, last)
        ]
        if len(y) == 2:  # one line has one label
            is_seen[0] = False
        assert [bool(text) for text in scene["slopes"].text] == is_seen


@pytest.mark.parametrize("slope", [4, 1.3])
def test_a_slope_is_written_where_its_line_has_left_its_height(slope):
    steep = state_of(ReluNetwork([-slope, slope], [0, 0]), window=(-5, 5), height=(-6, 6))
    (left, right), y, text = composite_scene(steep)["slopes"]
    assert text == [f"slope −{slope}", f"slope {slope}"]
    assert min(y) > 5
    # Beside the label the line is lower by more than half a letter, and not much more.
    below = [y[0] - slope * -left, y[1] - slope * right]
    assert_allclose(below, 0.09 * 12 + slope * 0.03 * 10)


def test_no_slope_is_written_where_the_axes_show_other_numbers(rng):
    ticks = (Ticks((0.0,), ("5",)), Ticks((0.0,), ("7",)))
    for state in random_states(rng, 20):
        scene = composite_scene(read(state.network, state.view._replace(ticks=ticks)))
        assert scene["slopes"].text == ["", ""]
