import numpy as np
import pytest
from networks import random_cases, view_of
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, breakpoints, contribution, kinks, preactivation
from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.framing import fitting_frame, is_in_sight
from relu_explorer.charts.scene import (
    heard,
    output_pieces,
    units_scene,
)
from relu_explorer.language.numerals import number


def value(network, view, x):
    if view.has_max:
        return heard(network, view)(x)
    sounding = heard(network, view)
    return sounding.output_weight @ preactivation(sounding, x) + network.output_bias


def test_the_composite_line_is_the_output(rng):
    for network, view in random_cases(rng, 400):
        x, y = np.array(composite_scene(network, view)["y"][:2])
        assert (x[0], x[-1]) == view.window
        between = np.sort(rng.uniform(*view.window, 20))
        scale = 1 + np.abs(y).max()
        assert_allclose(np.interp(between, x, y), value(network, view, between), atol=1e-9 * scale)


def test_the_units_lines_are_the_stages(rng):
    for network, view in random_cases(rng, 200):
        view = view._replace(has_max=True)
        scene = units_scene(network, view)
        x = np.sort(rng.uniform(*view.window, 20))
        stages = preactivation(network, x), contribution(network, x)
        for unit in range(len(network)):
            for name, expected in zip(("z", "v·h"), stages, strict=True):
                curve = scene[f"{name}{unit}"]
                assert bool(curve.x) == view.on[unit]
                if curve.x:
                    assert_allclose(np.interp(x, *curve[:2]), expected[unit], atol=1e-6)
            assert bool(scene[f"muted{unit}"].x) != view.on[unit]


def test_corners_are_marked_where_the_slope_changes(rng):
    for network, view in random_cases(rng, 400):
        scene = composite_scene(network, view)
        marked = [x for unit in range(len(network)) for x in scene[f"corner{unit}"].x]
        bends, low, high = np.array([]), *view.height
        if view.has_max:
            bends = kinks(heard(network, view), view.window)[0]
            y = np.asarray(heard(network, view)(bends))
            bends = bends[(low <= y) & (y <= high)]
        assert_allclose(sorted(set(np.round(marked, 9))), np.round(bends, 9), atol=1e-8)


def test_strips_show_where_a_unit_is_on(rng):
    for network, view in random_cases(rng, 300):
        scene = composite_scene(network, view)
        x = rng.uniform(*view.window, 30)
        is_on = preactivation(network, x) > 0
        for unit in range(len(network)):
            ends = scene[f"on{unit}"].x
            shown = (x > ends[0]) & (x < ends[1]) if ends else np.zeros(30, dtype=bool)
            expected = (is_on[unit] | (not view.has_max)) & view.on[unit]
            np.testing.assert_array_equal(shown, expected)


def test_the_signed_bars_stack_from_the_output_bias_to_the_output(rng):
    for network, view in random_cases(rng, 300):
        scene = composite_scene(network, view)
        level = scene["bar"].y[1]
        assert level == network.output_bias
        for unit in range(len(network)):
            if view.on[unit]:
                assert_allclose(scene[f"bar{unit}"].y[0], level, atol=1e-9)
                level = scene[f"bar{unit}"].y[1]
        assert_allclose(level, value(network, view, view.probe), rtol=1e-9, atol=1e-9)
        assert_allclose(scene["total"].y, level, atol=1e-9)


def test_edge_labels_tell_the_slope_at_the_edge(rng):
    for network, view in random_cases(rng, 300):
        x, y = composite_scene(network, view)["y"][:2]
        slopes = [(y[1] - y[0]) / (x[1] - x[0]), (y[-1] - y[-2]) / (x[-1] - x[-2])]
        pieces = output_pieces(network, view)
        for text, slope in zip(composite_scene(network, view)["slopes"].text, slopes, strict=True):
            exact = pieces.slopes[np.abs(pieces.slopes - slope).argmin()]
            assert_allclose(exact, slope, rtol=1e-6, atol=1e-6)
            assert text in ("", f"slope {number(exact)}")


def test_a_ray_end_lies_on_the_ray_inside_the_frame(rng):
    for network, view in random_cases(rng, 300):
        scene = units_scene(network, view)
        for unit in range(len(network)):
            end = scene[f"end{unit}"]
            if end.x and view.has_max:
                assert view.window[0] < end.x[0] < view.window[1]
                assert_allclose(contribution(network, end.x[0])[unit], end.y[0], atol=1e-6)


def test_nothing_is_marked_outside_of_the_window():
    network = ReluNetwork([1, -1], [-10, -10])
    for scene in (
        units_scene(network, view_of(network)),
        composite_scene(network, view_of(network)),
    ):
        assert not any(
            curve.x for name, curve in scene.items() if name.startswith(("corner", "on"))
        )
    far = composite_scene(network, view_of(network, probe=7.0))
    assert not far["probe"].x
    assert not far["point"].x


def test_the_fitting_frame_holds_every_corner_and_the_curve(rng):
    for network, view in random_cases(rng, 200):
        window, height = fitting_frame(network, view)
        corners = breakpoints(heard(network, view))
        corners = corners[~np.isnan(corners)]
        assert ((window[0] < corners) & (corners < window[1])).all()
        y = composite_scene(network, view._replace(window=window))["y"].y
        assert height[0] < min(y)
        assert max(y) < height[1]


def test_a_curve_is_in_sight_where_some_place_of_it_is(rng):
    seen = set()
    for network, view in random_cases(rng, 400):
        low = float(rng.integers(-20, 20))
        framed = view._replace(height=(low, low + 2.0))
        y = value(network, view, np.linspace(*view.window, 2001))
        found = is_in_sight(network, framed)
        inside = ((low + 0.01 < y) & (y < low + 1.99)).any()
        beyond = (y <= low - 0.01).all() or (y >= low + 2.01).all()
        assert found or not inside
        assert not (found and beyond)
        seen.add(found)
    assert seen == {True, False}


@pytest.mark.parametrize("units", [0, 1])
def test_few_units_make_a_scene(units):
    network = ReluNetwork([0.0] * units, [0.0] * units)
    assert composite_scene(network, view_of(network))["y"].y == [0, 0]


def test_a_slope_is_written_exactly_if_its_piece_is_seen(rng):
    for network, view in random_cases(rng, 400):
        scene = composite_scene(network, view)
        y = np.array(scene["y"].y)
        first, last = sorted(y[:2]), sorted(y[-2:])
        for text, (least, most) in zip(scene["slopes"].text, (first, last), strict=True):
            assert bool(text) == (least <= view.height[1] and most >= view.height[0])
