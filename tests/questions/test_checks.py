"""Checks of tasks on random networks: the answer against a slow reference, and the words true."""

import re
from itertools import pairwise

import numpy as np
import pytest
from hygiene import assert_clean
from networks import grid_network

from relu_explorer import ReluNetwork, activation, breakpoints
from relu_explorer.charts.scene import STAGES, View
from relu_explorer.core.targets import LAB
from relu_explorer.questions.lab_checks import solves_lab
from relu_explorer.questions.sum_checks import (
    all_on,
    chain_differs,
    falls_while_sum_rises,
    flat,
    piece_count,
    probe_on_corner,
)
from relu_explorer.questions.unit_checks import by_bias_alone, same_curve, shape
from relu_explorer.ui.tasks.progress import ALL_TASKS

NUMBER = r"(−?\d+(?:\.\d+)?)"


def view_of(network, probe=1.0, **changes):
    on = (True,) * len(network)
    return View((-5, 5), (-6, 6), probe, STAGES, True, on)._replace(**changes)


def as_number(text):
    return float(text.replace("−", "-"))


def random_states(rng, count, units):
    """Networks of the grid, often with zeros and equal corners, and probes often on a corner."""
    for _ in range(count):
        network = grid_network(rng, units)
        corners = breakpoints(network)
        corners = corners[np.isfinite(corners)]
        on_corner = corners.size and rng.random() < 0.5
        probe = float(rng.choice(corners)) if on_corner else float(rng.integers(-50, 50) / 10)
        yield network, view_of(network, probe)


def slope_beside(network, x, side):
    """Slope just beside x, by evaluation."""
    step = side * 1e-7
    return float((network(x + 2 * step) - network(x + step)) / step)


def single_units(network):
    parameters = zip(network.weight, network.bias, network.output_weight, strict=True)
    return [ReluNetwork([w], [b], [v]) for w, b, v in parameters]


@pytest.mark.parametrize("name", ALL_TASKS)
def test_every_answer_is_clean_in_every_state(name, rng):
    task = ALL_TASKS[name]
    for case, (network, view) in enumerate(random_states(rng, 1000, len(task.start.units))):
        view = view._replace(
            has_max=rng.random() < 0.9,
            on=tuple(rng.random(len(network)) < 0.95),
            compare=("add", "add", "stitch", "chain")[case % 4],
            window=((-5.0, 5.0), (0.0, 3.0), (-10.0, 10.0))[case % 3],
        )
        verdict = task.check(network, view)
        assert verdict.message
        assert_clean(verdict.message)


def test_a_shape_is_accepted_exactly_if_it_looks_so(rng):
    check = shape(flat="right", points="down", steepness=1.5, corner=2.0)
    networks = [network for network, _ in random_states(rng, 1500, 1)]
    networks += [ReluNetwork([-1.5 * s], [3 * s], [-1 / s]) for s in (0.5, 1, 1.5, 2)]
    networks += [ReluNetwork([1.5], [-3], [-1]), ReluNetwork([-1.5], [3], [1])]
    x = np.linspace(-20, 20, 401)
    accepted = 0
    for network in networks:
        verdict = check(network, view_of(network))
        looks_so = np.allclose(network(x) - network.output_bias, -1.5 * np.maximum(0, 2 - x))
        assert verdict.is_met == looks_so, verdict
        accepted += verdict.is_met
        assert_shape_words(verdict.message, network)
    assert accepted == 4


def assert_shape_words(text, network):
    far = activation(network, [-1e6, 1e6])[0]
    for side in re.findall(r"flat (?:side is )?on the (left|right)", text):
        assert far[0 if side == "left" else 1] == 0
    for way in re.findall(r"points (up|down)", text):
        assert (network.output_weight[0] > 0) == (way == "up")
    for corner in re.findall(rf"corner is at −b/w = {NUMBER}", text):
        assert abs(as_number(corner) - breakpoints(network)[0]) < 1e-9


def test_the_same_curve_is_told_from_another(rng):
    check = same_curve(ReluNetwork([1], [-1], [2]), lift=0.5)
    x = np.linspace(-30, 30, 601)
    for network, view in random_states(rng, 1000, 1):
        verdict = check(network, view)
        is_same = np.allclose(network(x), 2 * np.maximum(0, x - 1) + 0.5)
        assert verdict.is_met == is_same
        found = re.match(rf"At x = {NUMBER} the curve is {NUMBER}, not {NUMBER}\.", verdict.message)
        if found:
            place, value, wanted = map(as_number, found.groups())
            assert abs(network(place) - value) < 1e-9
            assert abs(2 * max(0, place - 1) + 0.5 - wanted) < 1e-9
    assert check(ReluNetwork([0.5], [-0.5], [4], 0.5), view_of([1])).is_met


def test_the_bias_alone_is_asked_for(rng):
    start = ReluNetwork([-2], [2])
    check = by_bias_alone(start, 2.0)
    assert check(ReluNetwork([-2], [4]), view_of([1])).is_met
    for network in (
        ReluNetwork([-1], [2]),
        ReluNetwork([-2], [4], [2]),
        ReluNetwork([-2], [4], [1], 1),
        ReluNetwork([-2], [3]),
        ReluNetwork([0], [3]),
        start,
    ):
        assert not check(network, view_of(network)).is_met


def test_the_probe_is_on_a_corner_exactly_if_the_slope_changes_there(rng):
    for network, view in random_states(rng, 1000, 3):
        before, after = (slope_beside(network, view.probe, side) for side in (-1, 1))
        verdict = probe_on_corner()(network, view)
        assert verdict.is_met == (abs(after - before) > 0.002), (network, view, verdict)


def test_a_unit_falls_while_the_sum_rises(rng):
    for network, view in random_states(rng, 1000, 3):
        near_corner = np.nanmin(np.abs(breakpoints(network) - view.probe), initial=9) < 1e-6
        falls = [slope_beside(unit, view.probe, 1) for unit in single_units(network)]
        expected = min(falls) < -1e-4 and slope_beside(network, view.probe, 1) > 1e-4
        verdict = falls_while_sum_rises()(network, view)
        assert verdict.is_met == (expected and not near_corner), (network, view, verdict)


@pytest.mark.parametrize(("ends", "middle"), [(False, False), (False, True), (True, False)])
def test_where_the_sum_is_flat(ends, middle, rng):
    met = 0
    for network, view in random_states(rng, 1000, 2):
        corners = sorted(set(np.round(breakpoints(network)[network.weight != 0], 9)))
        spots = [-1e4, *((a + b) / 2 for a, b in pairwise(corners)), 1e4]
        if not corners:
            spots = [0.0]
        is_flat = [abs(float(network(x + 1e-4) - network(x - 1e-4))) < 1e-8 for x in spots]
        inner = is_flat[1:-1]
        expected = is_flat[0] == ends and is_flat[-1] == ends
        expected &= any(inner) if middle else not any(inner)
        if ends and not middle:
            expected &= bool(inner)
        verdict = flat(ends=ends, middle=middle)(network, view)
        assert verdict.is_met == expected, (network, verdict)
        met += expected
    assert met > 5


def test_all_units_are_on(rng):
    for network, view in random_states(rng, 1000, 2):
        h = activation(network, view.probe)
        if np.abs(network.weight * view.probe + network.bias).min() < 1e-9:
            continue  # right at a corner rounding decides
        assert all_on()(network, view).is_met == bool((h > 0).all())


def test_the_chain_is_told_from_the_sum(rng):
    for network, view in random_states(rng, 1000, 2):
        u = view.probe
        for w, b, v in zip(network.weight, network.bias, network.output_weight, strict=True):
            u = v * max(0.0, w * u + b)
        differs = abs(u + network.output_bias - network(view.probe)) > 1e-6
        assert chain_differs()(network, view._replace(compare="chain")).is_met == differs
        assert not chain_differs()(network, view).is_met


def test_a_unit_that_adds_nothing_has_no_shape():
    check = shape(flat="right", corner=-1.0)
    unit = ReluNetwork([-2.0], [-2.0], [0.0])
    verdict = check(unit, view_of(unit))
    assert not verdict.is_met
    assert verdict.message == "v = 0: the unit adds nothing at all."


def test_pieces_are_counted_by_slopes(rng):
    for network, view in random_states(rng, 1000, 4):
        corners = np.unique(np.round(breakpoints(network)[network.weight != 0], 9))
        bends = [
            abs(slope_beside(network, x, 1) - slope_beside(network, x, -1)) > 0.002 for x in corners
        ]
        assert piece_count(3)(network, view).is_met == (sum(bends) == 2)


def test_the_lab_s_mistakes_are_named():
    check = solves_lab()

    def said(w1, b1, w2, b2, w0=-2.0, b0=2.0):
        network = ReluNetwork([w0, w1, w2], [b0, b1, b2])
        verdict = check(network, view_of(network))
        assert not verdict.is_met
        return verdict.message

    assert "3x − 5, the line of the whole third piece" in said(1, -1, 3, -5)
    assert "but unit 1 is on there, too" in said(1, -1, 3, -5)
    assert "but unit 2 is on there, too" in said(3, -5, 3, -5)
    assert "but it is on from x ≈ 1.667, before that piece begins" in said(0, 0, 3, -5)
    assert "but it is on from x ≈ 1.667" in said(3, -5, -1, 1)
    assert "on to the left" in said(-1, 1, 2, -4)
    assert "corner of unit 2 is at x = 1.5, not 2" in said(1, -1, 2, -3)
    assert "The curve" not in said(0, 0, 0, 0)[:9]
    assert said(1, -1, 3, -5, w0=-1).startswith("Farthest off")


def test_the_lab_accepts_the_curve_not_the_parameters(rng):
    check = solves_lab()
    x = np.linspace(0, 3, 301)
    for _ in range(1000):
        w, b = np.round(rng.integers(-4, 5, (2, 2)).astype(float), 1)
        network = ReluNetwork([-2, *w], [2, *b])
        is_same = np.allclose(network(x), np.interp(x, LAB.x, LAB.y))
        verdict = check(network, view_of(network))
        assert verdict.is_met == is_same
        found = re.search(rf"Farthest off at x = {NUMBER}: the curve is {NUMBER}", verdict.message)
        if found:
            place, value = map(as_number, found.groups())
            assert abs(network(place) - value) < 1e-9
    for units in ((1, -1, 2, -4), (2, -4, 1, -1)):
        assert check(ReluNetwork([-2, *units[::2]], [2, *units[1::2]]), view_of([1] * 3)).is_met
