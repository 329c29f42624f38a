"""What the charts show, in words: true for random networks."""

import re

import numpy as np
from hygiene import NUMBER, assert_clean, assert_said, number_in
from networks import grid_network
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork
from relu_explorer.core.curves import Samples
from relu_explorer.core.state import View, read
from relu_explorer.words.alternatives import sum_alternative, units_alternative


def view_of(rng, units, **more):
    on = tuple(bool(one) for one in rng.random(units) < 0.8)
    probe = float(rng.integers(-50, 51) / 10)
    view = View(
        window=(-5.0, 5.0),
        height=(-6.0, 6.0),
        probe=probe,
        stages=("v·h",),
        on=on,
        has_max=bool(rng.random() < 0.8),
        compare="add",
        target=((), ()),
        data=None,
    )
    return view._replace(**more)


def output(network, view, x):
    """The sum as it is drawn, by its definition."""
    total = np.full_like(x, network.output_bias)
    for w, b, v, on in zip(
        network.weight, network.bias, network.output_weight, view.on, strict=True
    ):
        z = w * x + b
        total += on * v * (np.maximum(z, 0) if view.has_max else z)
    return total


def corners(network):
    """Where the changes of slope of all units that switch there do not add up to 0."""
    changes = {}
    for w, b, v in network.rows:
        if w:
            changes.setdefault(round(-b / w, 9), []).append(v * abs(w))
    return [x for x, parts in changes.items() if abs(sum(parts)) > 1e-9]


def inside(interval):
    """Two places in an interval, as it is written."""
    if interval == "all x":
        return -1.0, 1.0
    if found := re.fullmatch(f"x < {NUMBER}", interval):
        return number_in(found[1]) - 2.0, number_in(found[1]) - 1.0
    if found := re.fullmatch(f"x > {NUMBER}", interval):
        return number_in(found[1]) + 1.0, number_in(found[1]) + 2.0
    low, high = map(number_in, re.fullmatch(f"{NUMBER} < x < {NUMBER}", interval).groups())
    return low + 0.4 * (high - low), low + 0.6 * (high - low)


def test_the_sum_is_told_as_it_is_drawn(rng):
    for case in range(1000):
        network = grid_network(rng, case % 7)
        view = view_of(rng, case % 7)
        state = read(network, view)
        text = sum_alternative(state)
        assert_clean(text)
        told = re.findall(rf"slope {NUMBER} for ([^;]*?)(?=[;.] |\.$)", text)
        assert len(told) == 1 + len(corners(state.heard) if view.has_max else ())
        assert re.search(r"sum, (\d+) piece", text)[1] == str(len(told))
        for slope, interval in told:
            x = np.array(inside(interval))
            if np.diff(x) > 0.02:
                assert_allclose(
                    number_in(slope), np.diff(output(network, view, x)) / np.diff(x), atol=2e-3
                )
        said = re.search(rf"it is {NUMBER}", text)[1]
        assert_said(said, output(network, view, np.array([view.probe]))[0])


def test_every_unit_is_told(rng):
    for case in range(300):
        network = grid_network(rng, case % 8)
        view = view_of(rng, case % 8)
        text = units_alternative(read(network, view))
        assert_clean(text)
        assert re.findall(r"Unit (\d):", text) == [str(unit) for unit in range(case % 8)]
        assert len(re.findall("muted", text)) == view.on.count(False)


def test_what_else_is_drawn_is_told():
    network = ReluNetwork([1.0], [0.0])
    view = view_of(np.random.default_rng(1), 1, on=(True,))

    def told(**changes):
        return sum_alternative(read(network, view._replace(**changes)))

    assert "yellow" not in told()
    few = (0.0, 1.0), (2.0, 0.5)
    assert "goes through (0, 2), (1, 0.5)." in told(target=few)
    many = tuple(range(41)), tuple(range(41))
    assert "from x = 0 to x = 40" in told(target=many)
    points = Samples(np.array([0.0]), np.array([1.0]))
    assert "Yellow points" in told(data=points)
    assert "stitched" in told(compare="stitch")
