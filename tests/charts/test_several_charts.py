"""The charts of several layers and of two inputs against evaluation, on random settings."""

import numpy as np
import pytest
from networks import random_deep, random_planar
from numpy.testing import assert_allclose

from relu_explorer.charts.two_inputs import cut_scene, planar_scene
from relu_explorer.charts.two_layers import FIRST_LETTER, deep_scenes
from relu_explorer.core.network import ReluNetwork, preactivation
from relu_explorer.core.several.deep import DeepNetwork
from relu_explorer.core.several.planar import PlanarNetwork
from relu_explorer.core.several.two_inputs import along, planar_of, values_of
from relu_explorer.core.several.two_layers import TENT, one_layer
from relu_explorer.questions.several.planar_starts import PlanarStart

START = PlanarStart(((1, 1, 1, 1),) * 5)


def without_nones(curve):
    return [np.array([one for one in part if one is not None]) for part in curve[:2]]


def deep_values(state, x):
    """Preactivations of both layers and the output, by evaluation."""
    first, second, output = state.network.layers
    z1 = first.weight @ x[np.newaxis] + first.bias[:, np.newaxis]
    z2 = second.weight @ np.maximum(0, z1) + second.bias[:, np.newaxis]
    h2 = np.maximum(0, z2) if state.view.has_max else z2
    y = output.weight[0] @ h2 + output.bias[0]
    for _ in range(state.view.further):
        y = TENT(y)
    return z1, z2, h2, y


def test_three_charts_show_what_each_layer_makes(rng):
    for _ in range(300):
        _, state = random_deep(rng)
        scenes, x = deep_scenes(state), np.sort(rng.uniform(*state.view.window, 40))
        _, z2, h2, y = deep_values(state, x)
        weights = state.network.layers[2].weight[0]
        if state.chain:
            chained_charts_are_the_two_networks(state, scenes, x)
            weights = []
        for unit, weight in enumerate(weights):
            number = FIRST_LETTER + unit
            size = 1 + np.abs(scenes["bent"][f"z{number}"].y).max()
            bent, cut = scenes["bent"][f"z{number}"], scenes["cut"][f"v·h{number}"]
            assert_allclose(np.interp(x, *bent[:2]), z2[unit], atol=1e-9 * size)
            assert_allclose(np.interp(x, *cut[:2]), weight * h2[unit], atol=4e-9 * size)
        line = scenes["output"]["y"]
        assert_allclose(np.interp(x, *line[:2]), y, atol=1e-9 * (1 + np.abs(line.y).max()))


def chained_charts_are_the_two_networks(state, scenes, x):
    inner, outer = state.chain
    size = 1 + np.abs(scenes["bent"]["y"].y).max()
    assert_allclose(np.interp(x, *scenes["bent"]["y"][:2]), inner(x), atol=1e-9 * size)
    y1 = np.linspace(*state.view.height, 40)
    expected = outer(y1)
    if not state.view.has_max:
        expected = outer.output_weight @ preactivation(outer, y1) + outer.output_bias
    size = 1 + np.abs(expected).max()
    assert_allclose(np.interp(y1, *scenes["cut"]["y"][:2]), expected, atol=1e-8 * size)
    for unit in range(len(outer)):
        cross = scenes["bent"].get(f"cross{FIRST_LETTER + unit}")
        if cross and cross.x:
            z = preactivation(outer, inner(cross.x))[unit]
            assert_allclose(z, 0, atol=1e-7 * (1 + np.abs(outer.weight[unit]) * 100))


def test_marks_are_where_units_switch_and_the_output_bends(rng):
    for _ in range(300):
        _, state = random_deep(rng)
        scenes = deep_scenes(state)
        marked = [
            at
            for name, curve in scenes["output"].items()
            if name.startswith(("fold", "cross"))
            for at in curve.x
        ]
        assert all(np.abs(state.kinks - at).min() <= 1e-8 * (1 + abs(at)) for at in marked)
        low, high = state.view.window
        if not state.view.further:
            inside = state.kinks[(state.kinks > low + 1e-9) & (state.kinks < high - 1e-9)]
            assert all(np.abs(np.array(marked) - at).min() <= 1e-8 * (1 + abs(at)) for at in inside)
        for unit in range(state.units[1]):
            cross = scenes["bent"].get(f"cross{FIRST_LETTER + unit}")
            assert (cross is not None) == state.view.has_max
            if cross and cross.x and not state.chain:
                line = scenes["bent"][f"z{FIRST_LETTER + unit}"]
                assert_allclose(
                    np.interp(cross.x, *line[:2]), 0, atol=1e-9 * (1 + np.abs(line.y).max())
                )


def test_strips_of_layers_show_where_their_units_are_on(rng):
    for _ in range(200):
        _, state = random_deep(rng)
        scenes, x = deep_scenes(state), rng.uniform(*state.view.window, 30)
        z1, z2, _, _ = deep_values(state, x)
        charts = (("bent", z1, 0), ("cut", z2, FIRST_LETTER))
        for chart, z, first in charts[:1] if state.chain else charts:
            for unit, level in enumerate(z):
                ends = without_nones(scenes[chart][f"on{first + unit}"])[0].reshape(-1, 2)
                is_on = ((ends[:, :1] <= x) & (x <= ends[:, 1:])).any(axis=0)
                free = first and not state.view.has_max
                sure = np.abs(level) > 1e-9
                assert (is_on == ((level > 0) | bool(free)))[sure].all()


def test_one_layer_draws_the_same_curve_in_the_frame(rng):
    for _ in range(300):
        _, state = random_deep(rng)
        network, x = one_layer(state), np.linspace(*state.view.window, 50)
        y = np.asarray(state.drawn(x))
        assert_allclose(
            network(x), y, atol=1e-9 * (1 + np.abs(y).max() + np.abs(network.output_weight).sum())
        )
        low, high = state.view.window
        inside = (state.kinks > low + 1e-9) & (state.kinks < high - 1e-9)
        assert len(network) <= inside.sum() + 1


def test_two_layers_without_the_second_max_are_one(rng):
    for _ in range(100):
        _, state = random_deep(rng)
        if state.view.has_max or state.view.further:
            continue
        first, second, output = state.network.layers
        joint = ReluNetwork(
            first.weight[:, 0],
            first.bias,
            (output.weight @ second.weight)[0],
            float((output.weight @ second.bias + output.bias)[0]),
        )
        x = rng.uniform(-5, 5, 20)
        assert_allclose(state.drawn(x), DeepNetwork.of(joint)(x), atol=1e-9)


def test_the_plane_and_its_lines_are_the_network_s(rng):
    for _ in range(150):
        values, state = random_planar(rng, START)
        scene = planar_scene(state)
        assert values_of(state.network).items() <= values.items()
        for region in scene["regions"]:
            corners = np.array(region["corners"])
            inner = corners.mean(axis=0)
            y = np.array(region["plane"][:2]) @ inner + region["plane"][2]
            assert_allclose(y, state.network(inner), atol=1e-8)
            z = state.network.weight @ inner + state.network.bias
            assert ((z > 0) == region["active"])[np.abs(z) > 1e-9].all()
        for unit, line in enumerate(scene["lines"]):
            w, b = state.network.weight[unit], state.network.bias[unit]
            if line is None:
                sides = np.array([[-3, -3], [3, -3], [3, 3], [-3, 3]]) @ w + b
                assert not w.any() or (sides >= -1e-9).all() or (sides <= 1e-9).all()
            else:
                assert_allclose(np.array(line) @ w + b, 0, atol=1e-9)
                assert np.abs(line).max() <= 3 + 1e-9


def test_the_cut_is_the_network_along_it(rng):
    for _ in range(150):
        values, state = random_planar(rng, START)
        angle, t = np.deg2rad(values["angle"]), np.sort(rng.uniform(-3, 3, 20))
        way = np.array([np.cos(angle), np.sin(angle)])
        places = np.array(state.view.probe) + t[:, np.newaxis] * way
        y = state.network(places)
        curve = cut_scene(state)["y"]
        assert_allclose(np.interp(t, *curve[:2]), y, atol=1e-9 * (1 + np.abs(y).max()) * 10)


@pytest.mark.parametrize("angle", [-90, 0, 90, 180])
def test_a_cut_at_a_right_angle_is_exact(angle):
    network = PlanarNetwork([[1.5, -0.25]], [0.5])
    cut = along(network, (1.0, 2.0), angle)
    assert cut.weight[0] in (1.5, -1.5, 0.25, -0.25)


def test_names_and_network_are_each_other_s(rng):
    values, state = random_planar(rng, START)
    again = planar_of(values_of(state.network), len(state.network))
    assert (again.weight == state.network.weight).all()
    assert again.output_bias == values["c"]
