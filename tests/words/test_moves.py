"""The sentence about the last change is true, on random changes of the sliders' grid."""

import re

import numpy as np
from hygiene import NUMBER, assert_clean, assert_said

from relu_explorer import ReluNetwork
from relu_explorer.core.shapes import Unit
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
    together = {"w and v together", "w, b and v together"}
    assert kinds == {"", "w", "b", "v", "c", "w and b", *together}


def assert_true(text, before, after):
    was, now = Unit(*before[:3]), Unit(*after[:3])
    for way, by in re.findall(rf"went (up|down) by {NUMBER}", text):
        change = after[3] - before[3] if text.startswith("c") else now.b - was.b
        assert_said(by, abs(change))
        assert (change > 0) == (way == "up")
    for way, by in re.findall(rf"went (left|right) by {NUMBER}", text):
        assert_said(by, abs(now.corner - was.corner))
        assert (now.corner > was.corner) == (way == "right")
    for place in re.findall(rf"(?:to|at) x [=≈] {NUMBER}", text):
        assert_said(place, now.corner)
    slopes = {
        "z": (was.w, now.w),
        "v·w": (was.v * was.w, now.v * now.w),
        "v:": (was.v, now.v),
    }
    for name, slope in (("v·w", "slope v·w went "), ("z", "its slope went "), ("v:", "v: ")):
        for said in re.findall(rf"{slope}from {NUMBER} to {NUMBER}", text):
            for one, value in zip(said, slopes[name], strict=True):
                assert_said(one, value)
    for level in re.findall(rf"(?:b [=≈]|level, at) {NUMBER}", text):
        assert_said(level, now.b)
    for by in re.findall(rf"multiplied by {NUMBER}", text):
        assert_said(by, abs(now.v / was.v))
        assert ("upside down" in text) == (was.v * now.v < 0)
    for slope in re.findall(rf"v·w [=≈] {NUMBER} as before", text):
        assert_said(slope, now.v * now.w)
        assert_said(slope, was.v * was.w)
        assert was.w * now.w > 0
        assert abs(was.corner - now.corner) < 1e-9
    if "stayed" in text and was.w and now.w:
        assert abs(was.corner - now.corner) < 1e-9
    if "no corner" in text:
        assert now.w == 0
    if "together" in text:
        names = zip("wbv", before, after, strict=False)
        moved = [name for name, x, y in names if abs(x - y) > 1e-9]
        assert text.split(" together")[0].replace(" and ", ", ").split(", ") == moved


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
        said = re.search(
            rf"\|v·w\| [=≈] {NUMBER}; corner [=≈] {NUMBER}, so b = −w · corner [=≈] {NUMBER}", text
        )
        for one, value in zip(said.groups(), (abs(v * w), -b / w, b), strict=True):
            assert_said(one, value)
