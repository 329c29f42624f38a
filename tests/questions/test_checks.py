"""Checks of tasks on random networks: the answer against a slow reference, and the words true."""

import functools
import re
from itertools import pairwise

import numpy as np
import pytest
from hygiene import NUMBER, assert_clean, assert_said, number_in
from networks import grid_network, random_deep, random_planar, state_of
from reference import exact_pieces
from test_questions import changed

from relu_explorer import ReluNetwork, activation, breakpoints
from relu_explorer.core.state import read
from relu_explorer.core.targets import LAB
from relu_explorer.questions import ALL_TASKS
from relu_explorer.questions.checks.curves import same_curve
from relu_explorer.questions.checks.lab import solves_lab
from relu_explorer.questions.checks.sums import (
    all_on,
    chain_differs,
    falls_while_sum_rises,
    flat,
    piece_count,
    probe_on_corner,
)
from relu_explorer.questions.checks.targets import beyond_corners
from relu_explorer.questions.checks.units import by_bias_alone, shape
from relu_explorer.questions.several.deep_starts import DeepStart
from relu_explorer.questions.several.planar_starts import PlanarStart


def random_states(rng, count, units):
    """Networks of the grid, often with zeros and equal corners, and probes often on a corner."""
    for _ in range(count):
        network = grid_network(rng, units)
        corners = breakpoints(network)
        corners = corners[np.isfinite(corners)]
        on_corner = corners.size and rng.random() < 0.5
        probe = float(rng.choice(corners)) if on_corner else float(rng.integers(-50, 50) / 10)
        yield state_of(network, probe=probe)


def slope_beside(network, x, side):
    """Slope just beside x, by evaluation."""
    step = side * 1e-7
    return float((network(x + 2 * step) - network(x + step)) / step)


def single_units(network):
    parameters = zip(network.weight, network.bias, network.output_weight, strict=True)
    return [ReluNetwork([w], [b], [v]) for w, b, v in parameters]


@functools.cache
def seen_states(units):
    """Return random networks, looked at in all ways; the tasks share them."""
    rng = np.random.default_rng(units)
    return [
        state_of(
            state.network,
            probe=state.view.probe,
            has_max=rng.random() < 0.9,
            on=tuple(rng.random(units) < 0.95),
            compare=("add", "add", "stitch", "chain")[case % 4],
            window=((-5.0, 5.0), (0.0, 3.0), (-10.0, 10.0))[case % 3],
        )
        for case, state in enumerate(random_states(rng, 1000, units))
    ]


def deep_states(start):
    """Return random settings of a start's sliders, of one, two and three units a layer."""
    rng = np.random.default_rng(3)
    for case in range(300):
        yield random_deep(rng, start.counts)[1] if case % 2 else random_deep(rng)[1]


def planar_states(start):
    rng = np.random.default_rng(4)
    for _ in range(150):
        yield random_planar(rng, start)[1]


@pytest.mark.parametrize("name", ALL_TASKS)
def test_every_answer_is_clean_in_every_state(name):
    task = ALL_TASKS[name]
    seen = {DeepStart: deep_states, PlanarStart: planar_states}.get(type(task.start))
    for state in seen(task.start) if seen else seen_states(len(task.start.units)):
        verdict = task.check(state)
        assert verdict.message
        assert_clean(verdict.message)


def test_a_shape_is_accepted_exactly_if_it_looks_so(rng):
    check = shape(flat="right", points="down", steepness=1.5, corner=2.0)
    networks = [state.network for state in random_states(rng, 1500, 1)]
    networks += [ReluNetwork([-1.5 * s], [3 * s], [-1 / s]) for s in (0.5, 1, 1.5, 2)]
    networks += [ReluNetwork([1.5], [-3], [-1]), ReluNetwork([-1.5], [3], [1])]
    x = np.linspace(-20, 20, 401)
    accepted = 0
    for network in networks:
        verdict = check(state_of(network))
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
    for corner in re.findall(rf"corner (?:is )?at (?:−b/w|x) [=≈] {NUMBER}", text):
        assert_said(corner, breakpoints(network)[0])
    slope = float(network.output_weight[0] * network.weight[0])
    for steepness in re.findall(rf"steepness \|v·w\| is {NUMBER}", text):
        assert_said(steepness, abs(slope))
    for said in re.findall(rf"slope v·w [=≈] {NUMBER}", text):
        assert_said(said, slope)


def test_the_same_curve_is_told_from_another(rng):
    check = same_curve(ReluNetwork([1], [-1], [2]), lift=0.5)
    x = np.linspace(-30, 30, 601)
    for state in random_states(rng, 1000, 1):
        network = state.network
        verdict = check(state)
        is_same = np.allclose(network(x), 2 * np.maximum(0, x - 1) + 0.5)
        assert verdict.is_met == is_same
        found = re.match(rf"At x = {NUMBER} the curve is {NUMBER}, not {NUMBER}\.", verdict.message)
        if found:
            place = number_in(found[1])
            assert_said(found[2], network(place))
            assert_said(found[3], 2 * max(0, place - 1) + 0.5)
    assert check(state_of(ReluNetwork([0.5], [-0.5], [4], 0.5))).is_met


def test_the_bias_alone_is_asked_for(rng):
    start = ReluNetwork([-2], [2])
    check = by_bias_alone(start, 2.0)
    verdict = check(state_of(ReluNetwork([-2], [4])))
    assert verdict.is_met
    assert "up by 2, and its corner right by 1, to x = 2" in verdict.message
    half_way = check(state_of(ReluNetwork([-2], [3]))).message
    assert "up by 1, and its corner right by 0.5, to x = 1.5, not 2" in half_way
    for network in (
        ReluNetwork([-1], [2]),
        ReluNetwork([-2], [4], [2]),
        ReluNetwork([-2], [4], [1], 1),
        ReluNetwork([-2], [3]),
        ReluNetwork([0], [3]),
        start,
    ):
        assert not check(state_of(network)).is_met


def test_the_probe_is_on_a_corner_exactly_if_the_slope_changes_there(rng):
    for state in random_states(rng, 1000, 3):
        network, view = state.network, state.view
        before, after = (slope_beside(network, view.probe, side) for side in (-1, 1))
        verdict = probe_on_corner()(state)
        assert verdict.is_met == (abs(after - before) > 0.002), (state, verdict)
        for change in re.findall(rf"slope changes, by {NUMBER}", verdict.message):
            assert number_in(change) == pytest.approx(after - before, abs=2e-3)


def test_a_unit_falls_while_the_sum_rises(rng):
    for state in random_states(rng, 1000, 3):
        network, view = state.network, state.view
        near_corner = np.nanmin(np.abs(breakpoints(network) - view.probe), initial=9) < 1e-6
        falls = [slope_beside(unit, view.probe, 1) for unit in single_units(network)]
        expected = min(falls) < -1e-4 and slope_beside(network, view.probe, 1) > 1e-4
        verdict = falls_while_sum_rises()(state)
        assert verdict.is_met == (expected and not near_corner), (state, verdict)
        for slope in re.findall(rf"slope (?:is )?(?:.* )?{NUMBER}\.$", verdict.message):
            assert number_in(slope) == pytest.approx(slope_beside(network, view.probe, 1), abs=2e-3)


@pytest.mark.parametrize(("ends", "middle"), [(False, False), (False, True), (True, False)])
def test_where_the_sum_is_flat(ends, middle, rng):
    met = 0
    for state in random_states(rng, 1000, 2):
        network = state.network
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
        verdict = flat(ends=ends, middle=middle)(state)
        assert verdict.is_met == expected, (network, verdict)
        if verdict.is_met:
            slopes = map(float, exact_pieces(network).slopes)
            for said, slope in zip(re.findall(NUMBER, verdict.message), slopes, strict=True):
                assert_said(said, slope)
        met += expected
    assert met > 5


def test_a_rounded_slope_is_marked_as_rounded():
    rising_by_a_third = ReluNetwork([1 / 3, 1 / 3], [1 / 3, -1 / 3], [1, -1])
    verdict = flat(ends=True, middle=False)(state_of(rising_by_a_third))
    assert verdict.message == "The slopes from left to right: 0, ≈0.333, 0."


def test_all_units_are_on(rng):
    for state in random_states(rng, 1000, 2):
        network, view = state.network, state.view
        h = activation(network, view.probe)
        if np.abs(network.weight * view.probe + network.bias).min() < 1e-9:
            continue  # right at a corner rounding decides
        verdict = all_on()(state)
        takes_part = (network.weight * network.output_weight != 0).all()
        assert verdict.is_met == bool((h > 0).all() and takes_part)
        for slope in re.findall(rf"slope is (?:.* )?{NUMBER}\.$", verdict.message):
            assert_said(slope, float(network.output_weight @ network.weight))


def test_a_unit_right_at_its_corner_is_not_on():
    network = ReluNetwork([0.1, 1, -1], [-0.3, -1, 4], [1, 0.5, 1])
    assert network.weight[0] * 3.0 + network.bias[0] > 0  # by rounding alone
    verdict = all_on()(state_of(network, probe=3.0))
    assert verdict.message == "At x = 3 unit 0 is not on: w·x + b = 0."


def test_beyond_every_corner_only_real_corners_count(rng):
    check = beyond_corners(6.0)
    told = set()
    for state in random_states(rng, 1000, 3):
        state = state_of(state.network, probe=6.0, window=(-10.0, 10.0), height=(-1e3, 1e3))
        exact = exact_pieces(state.network)
        inner = zip(exact.knots[1:-1], pairwise(exact.slopes), strict=True)
        last = max((float(x) for x, (left, right) in inner if left != right), default=-np.inf)
        verdict = check(state)
        assert verdict.is_met == (last <= 6)
        if not verdict.is_met:
            assert_said(re.search(rf"corner at x [=≈] {NUMBER}", verdict.message)[1], last)
        told.add(verdict.message.split()[0] if verdict.is_met else "")
        assert ("There is no corner" in verdict.message) == (last == -np.inf)
    assert told == {"", "From", "There"}


@pytest.mark.parametrize("name", ["facing", "slow"])
def test_what_a_few_steps_have_found_was_not_found_by_hand(name):
    act = ALL_TASKS[name].acts[1]
    fitted = {"facing": {"w0": 1, "b0": 0, "v0": 1, "c": 0}, "slow": {}}[name]
    state = changed(ALL_TASKS[name], fitted | {"steps": 12})
    assert act.is_shown(state) == (name == "facing")
    assert not act.is_shown(changed(ALL_TASKS[name], fitted | {"steps": 0}))


def test_the_chain_is_told_from_the_sum(rng):
    for state in random_states(rng, 1000, 2):
        network, view = state.network, state.view
        u = view.probe
        for w, b, v in zip(network.weight, network.bias, network.output_weight, strict=True):
            u = v * max(0.0, w * u + b)
        differs = abs(u + network.output_bias - network(view.probe)) > 1e-6
        verdict = chain_differs()(read(network, view._replace(compare="chain")))
        assert verdict.is_met == differs
        for said in re.findall(rf"sum is {NUMBER}; .* gives {NUMBER}\.", verdict.message):
            for one, value in zip(
                said, (network(view.probe), u + network.output_bias), strict=True
            ):
                assert_said(one, value)
        assert not chain_differs()(state).is_met


def test_a_unit_that_adds_nothing_has_no_shape():
    check = shape(flat="right", corner=-1.0)
    unit = ReluNetwork([-2.0], [-2.0], [0.0])
    verdict = check(state_of(unit))
    assert not verdict.is_met
    assert verdict.message == "v = 0: the unit adds nothing at all."


def test_pieces_are_counted_by_slopes(rng):
    for state in random_states(rng, 1000, 4):
        network = state.network
        corners = np.unique(np.round(breakpoints(network)[network.weight != 0], 9))
        bends = [
            abs(slope_beside(network, x, 1) - slope_beside(network, x, -1)) > 0.002 for x in corners
        ]
        takes_part = (network.weight * network.output_weight != 0).all()
        assert piece_count(3)(state).is_met == bool(sum(bends) == 2 and takes_part)


def test_the_lab_s_mistakes_are_named():
    check = solves_lab()

    def said(w1, b1, w2, b2, w0=-2.0, b0=2.0):
        network = ReluNetwork([w0, w1, w2], [b0, b1, b2])
        verdict = check(state_of(network))
        assert not verdict.is_met
        return verdict.message

    assert "3x − 5, the line of the whole third piece" in said(1, -1, 3, -5)
    assert "but unit 1 is on there, too" in said(1, -1, 3, -5)
    assert "but unit 2 is on there, too" in said(3, -5, 3, -5)
    assert "but it is on from x ≈ 1.667, before that piece begins" in said(0, 0, 3, -5)
    assert "but it is on from x ≈ 1.667" in said(3, -5, -1, 1)
    assert "on to the left" in said(-1, 1, 2, -4)
    assert "corner of unit 2 is at x = 1.5, not 2" in said(1, -1, 2, -3)
    assert "Unit 2 adds 3: 1 + 3 = 4, but 3 is wanted" in said(1, -1, 3, -6)
    assert "Unit 1 adds 1: 1 + 1 = 2, but 3 is wanted" in said(1, -2, 1, -1)
    assert said(1, -1, 1, -2).startswith("Pieces 1, 2 are right already. Beyond x = 2 unit 1 is")
    assert "The curve" not in said(0, 0, 0, 0)[:9]
    assert said(1, -1, 3, -5, w0=-1).startswith("Farthest off")


def test_the_lab_accepts_the_curve_not_the_parameters(rng):
    check = solves_lab()
    x = np.linspace(0, 3, 301)

    def line(x):
        return np.interp(x, LAB.x, LAB.y)

    for _ in range(1000):
        w, b = np.round(rng.integers(-4, 5, (2, 2)).astype(float), 1)
        network = ReluNetwork([-2, *w], [2, *b])
        is_same = np.allclose(network(x), np.interp(x, LAB.x, LAB.y))
        verdict = check(state_of(network))
        assert verdict.is_met == is_same
        right = re.search(r"Pieces? ([\d, ]+) (?:is|are) right already", verdict.message)
        said = set(map(int, right[1].split(", "))) if right else set()
        same = [np.allclose(network(x[k : k + 101]), line(x[k : k + 101])) for k in (0, 100, 200)]
        assert said == (set() if is_same else {k + 1 for k in range(3) if same[k]})
        found = re.search(rf"Farthest off at x = {NUMBER}: the curve is {NUMBER}", verdict.message)
        if found:
            assert_said(found[2], network(number_in(found[1])))
    for units in ((1, -1, 2, -4), (2, -4, 1, -1)):
        assert check(state_of(ReluNetwork([-2, *units[::2]], [2, *units[1::2]]))).is_met


def test_a_factor_below_0_is_named(rng):
    start = ReluNetwork([1], [-1], [2])
    check = same_curve(start, differs_in_weight=True)
    for factor in (-0.5, -1, -2, 0.5, 2):
        network = ReluNetwork([factor], [-factor], [2 / factor])
        verdict = check(state_of(network))
        assert verdict.is_met == (factor > 0)
        assert (f"The factor is −{-factor:g}, less than 0" in verdict.message) == (factor < 0)
    for state in random_states(rng, 500, 1):
        assert "factor" not in check(state).message


def test_what_is_to_be_left_alone_is_looked_at():
    check = shape(flat="left", points="up", steepness=3.0, corner=1.0, keeps=("v", 1.0))
    assert check(state_of(ReluNetwork([3], [-3]))).is_met
    verdict = check(state_of(ReluNetwork([1], [-1], [3])))
    assert verdict == (False, "v is 3: leave it at 1.")
    curve = ALL_TASKS["biases"].check
    assert curve(state_of(ReluNetwork([-2, 1, 2], [-6, 3, 4]))).is_met
    verdict = curve(state_of(ReluNetwork([-1, 1, 2], [-3, 3, 4], [2, 1, 1])))
    assert verdict == (False, "w0 is −1: leave it at −2.")


def test_a_bias_moved_instead_of_the_output_bias_is_named():
    lab = ALL_TASKS["lift"].start.network
    for unit, b, corner in ((0, 4, "2"), (1, 1, "−1"), (2, -2, "1")):
        bias = lab.bias.copy()
        bias[unit] = b
        said = ALL_TASKS["lift"].check(state_of(ReluNetwork(lab.weight, bias))).message
        assert (
            f"b{unit} moves unit {unit} alone, and sideways: its corner is at x = {corner}" in said
        )


def test_four_shapes_are_seen_only_with_their_corner_in_the_window():
    task = ALL_TASKS["shapes"]
    for shown, (w, v) in enumerate(((1, 1), (-1, 1), (1, -1), (-1, -1))):
        assert task.acts_shown(state_of(ReluNetwork([w], [0.5], [v]))) == {shown}
        away = state_of(ReluNetwork([w], [100], [v]), window=(-5, 5))
        assert not task.acts_shown(away)
        assert "out of sight" in task.check(away).message


def test_what_a_prediction_of_signs_became_is_read_from_the_biases(rng):
    outcome = ALL_TASKS["signs"].prediction.outcome
    for state in random_states(rng, 500, 2):
        first, second = state.network.bias
        seen = outcome(state)
        assert (seen == 0) == (first < 0 and second < 0)
        assert (seen == 1) == (first > 0 and second > 0)
        assert (seen == 2) == (first * second < 0)


def test_a_run_that_cannot_go_on_is_told(rng):
    check = ALL_TASKS["signs"].check
    dead = check(state_of(ReluNetwork([1, -1], [-1, -6]))).message
    assert "All units are dead" in dead
    for state in random_states(rng, 300, 2):
        said = check(state).message
        x = np.array(ALL_TASKS["signs"].target.x)
        is_dead = not (activation(state.network, x) > 0).any()
        assert ("All units are dead" in said) == is_dead
    y = np.array(ALL_TASKS["signs"].target.y)
    flat = ReluNetwork([0, 0], [1, 1], [0, 0], float(y.mean()))
    assert "come to rest" in check(state_of(flat)).message


@pytest.mark.parametrize("name", ["ramp", "tent", "zigzag"])
def test_the_pieces_that_are_right_already_are_named(rng, name):
    """In random networks, and in those that lack but one number of the solution."""
    task, found = ALL_TASKS[name], 0
    nearly = [
        changed(task, {key: value for key, value in task.solution.items() if key != left})
        for left in task.solution
    ]
    for state in [*nearly, *random_states(rng, 300, 2)]:
        message = task.check(state).message
        right = re.search(r"Pieces? ([\d, ]+) (?:is|are) right already", message)
        said = set(map(int, right[1].split(", "))) if right else set()
        for piece, (low, high) in enumerate(pairwise(task.target.x), start=1):
            x = np.linspace(low, high, 51)
            is_right = np.allclose(state.network(x), np.interp(x, *task.curve))
            assert is_right == (piece in said) or message.startswith("The curve is exact")
        found += len(said)
    assert found
