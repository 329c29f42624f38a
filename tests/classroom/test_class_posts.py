"""Posts of a class: what is taken, and what is refused."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_explorer.classroom.access import ALPHABET, Limit, is_code, new_code, new_key
from relu_explorer.classroom.posts import BadPost, count_of, name_of, shown_of, switch_of, time_of

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda parts: st.lists(parts, max_size=10) | st.dictionaries(st.text(max_size=4), parts),
    max_leaves=20,
)
NAMES = ["w", "b", "v", "c", "probe", "on", "stages", "hasMax", "compare", "window", "height"]
NAMES += ["target", "data", "question", "else"]
NAMES += ["kind", "values", "units", "further", "reach", "points"]


@given(st.dictionaries(st.sampled_from(NAMES), anything))
def test_whatever_is_sent_what_is_shown_is_finite_and_fits(state):
    try:
        shown = shown_of({"state": state})
    except BadPost:
        return
    json.dumps(shown, allow_nan=False)
    assert "else" not in shown
    for name in ("w", "b", "v"):
        assert all(abs(value) <= 1000 for value in shown.get(name, [])), name
    assert len({len(shown[name]) for name in ("w", "b", "v", "on") if name in shown}) <= 1


@given(anything)
def test_names_counts_and_switches_are_what_they_say(value):
    for read, kind in ((name_of, str), (count_of, int), (switch_of, bool)):
        with contextlib.suppress(BadPost):
            assert isinstance(read({"it": value}, "it"), kind)
    assert time_of({"t": value}) is None or abs(time_of({"t": value})) >= 0


def test_several_layers_and_two_inputs_are_taken_as_they_are():
    deep = {"kind": "deep", "values": {"uA0": 1.5, "bA": -2}, "units": [2, 3], "further": 1}
    plane = {"kind": "planar", "values": {"wx0": 1}, "units": 3, "reach": 3}
    plane |= {"points": [[0.5, -1, 1], [0, 0, -1]], "kind": "planar"}
    for state in (deep, plane, {"kind": ""}):
        assert shown_of({"state": state}) == state


@pytest.mark.parametrize(
    "state",
    [
        {"kind": "else"},
        {"values": {"w 0": 1}},
        {"values": {"w0": "1"}},
        {"values": {f"w{k}": 1 for k in range(50)}},
        {"units": [2, 3, 2]},
        {"units": True},
        {"units": 99},
        {"points": [[1, 2]]},
    ],
)
def test_what_is_no_network_is_refused(state):
    with pytest.raises(BadPost):
        shown_of({"state": state})


def test_a_state_is_taken_as_it_is():
    state = {
        "w": [1, -2.5],
        "b": [0, 1],
        "v": [1, 1],
        "c": -0.5,
        "probe": 2,
        "on": [True, False],
        "stages": ["v·h", "z"],
        "hasMax": False,
        "compare": "chain",
        "window": [-5, 5],
        "height": [0, 3],
        "target": [[0, 1], [1, 2]],
    }
    assert shown_of({"state": state}) == state | {"stages": ["z", "v·h"]}


@pytest.mark.parametrize(
    "state",
    [
        {"w": []},
        {"w": [1] * 9},
        {"w": [float("nan")]},
        {"w": [True]},
        {"w": [1], "b": [1, 2]},
        {"c": 10**400},
        {"window": [5, -5]},
        {"compare": ["add"]},
        {"target": [[1], [1, 2]]},
        {"stages": ["x"]},
    ],
)
def test_what_cannot_be_used_is_refused(state):
    with pytest.raises(BadPost):
        shown_of({"state": state})


def test_codes_and_keys():
    codes = {new_code() for _ in range(200)}
    assert len(codes) > 195
    assert all(is_code(code) for code in codes)
    assert not set(ALPHABET) & set("01258BILOSUVZ")
    assert not is_code("ABC")
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) >= 22  # 128 bits


def test_a_limit_takes_a_burst_and_then_so_many_a_second(monkeypatch):
    now = [100.0]
    monkeypatch.setattr("relu_explorer.classroom.access.time.monotonic", lambda: now[0])
    limit = Limit(burst=5, rate=2.0)
    assert [limit.takes("a") for _ in range(7)] == [True] * 5 + [False] * 2
    assert limit.takes("b")
    now[0] += 1.0
    assert [limit.takes("a") for _ in range(3)] == [True, True, False]
