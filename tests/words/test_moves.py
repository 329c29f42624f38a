"""The sentence about the last change is true, on random changes of the sliders' grid."""

import re

import numpy as np
from hygiene import assert_clean

from relu_explorer import ReluNetwork, preactivation
from relu_explorer.words.moves import move_sentence, shape_sentence


def network(w, b, v, c):
    return ReluNetwork([w], [b], [v], c)


def grid_value(rng):
    return float(np.round(rng.integers(-60, 61) * 0.05, 10)) * float(rng.random() < 0.9)


def random_change(rng):
    before = [grid_value(rng) for _ in range(4)]
    after = list(before)
    for index in range(4):
        if rng.random() < 0.35:
            after[index] = grid_value(rng)
    if rng.random() < 0.2 and before[0]:
        after = [2 * before[0], 2 * before[1], before[2] / 2, before[3]]
    return before, after


def test_the_sentence_is_true(rng):
    kinds = set()
    for _ in range(4000):
        before, after = random_change(rng)
        text = move_sentence(network(*before), network(*after))
        assert_clean(text)
        kinds.add(text.split(":")[0])
        assert_true(text, before, after)
    assert kinds == {"", "w", "b", "v", "c", "w and b", "w, b and v together"}


def assert_true(text, before, after):
    (w0, b0, v0, c0), (w1, b1, v1, c1) = before, after
    for way, by in re.findall(r"went (up|down) by ≈?([\d.]+)", text):
        change = c1 - c0 if text.startswith("c") else b1 - b0
        assert (change > 0) == (way == "up")
        assert abs(abs(change) - float(by)) < 6e-4
    for way, by in re.findall(r"went (left|right) by ≈?([\d.]+)", text):
        shift = b0 / w0 - b1 / w1
        assert (shift > 0) == (way == "right")
        assert abs(abs(shift) - float(by)) < 6e-4
    for place in re.findall(r"(?:to|at) x [=≈] (−?\d+(?:\.\d+)?)", text):
        x = float(place.replace("−", "-"))
        assert abs(preactivation(network(*after), x)[0]) < 6e-4 * abs(w1) + 1e-9
    if "stayed" in text and w0 and w1:
        assert abs(b0 / w0 - b1 / w1) < 1e-6
    if "upside down" in text:
        assert v0 * v1 < 0
    if "where it was" in text:
        x = np.linspace(-5, 5, 11)
        assert np.allclose(network(*before)(x), network(*after)(x))
    if "no corner" in text:
        assert w1 == 0


def test_each_parameter_s_move_is_named():
    start = network(1, -1, 1, 0)
    assert "down by 1 everywhere; so its crossing" in move_sentence(start, network(1, -2, 1, 0))
    assert "right by 1, to x = 2." in move_sentence(start, network(1, -2, 1, 0))
    assert "flipped upside down" in move_sentence(start, network(1, -1, -1, 0))
    assert "the corner stayed at x = 1" in move_sentence(start, network(3, -3, 1, 0))
    assert "No corner moved sideways" in move_sentence(start, network(1, -1, 1, 2))
    assert move_sentence(start, start) == ""


def test_the_shape_is_told_truly(rng):
    for _ in range(1500):
        w, b, v = unit = tuple(grid_value(rng) for _ in range(3))
        text = shape_sentence(unit)
        assert_clean(text)
        far = np.maximum(0, w * np.array([-1e6, 1e6]) + b)
        found = re.search(r"flat on the (left|right), pointing (up|down)", text)
        if not found:
            assert w * v == 0
            continue
        assert far[0 if found[1] == "left" else 1] == 0
        assert far.max() * v > 0 if found[2] == "up" else far.max() * v < 0
        corner = float(re.search(r"corner [=≈] (−?[\d.]+\d|−?\d)", text)[1].replace("−", "-"))
        assert abs(w * corner + b) <= 6e-4 * abs(w) + 1e-9
