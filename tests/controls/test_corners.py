"""The corner that is held: kept while there is none, forgotten when the bias is moved."""

import pytest
from networks import state_of

from relu_explorer import ReluNetwork
from relu_explorer.controls.corners import bias_for, known_corners


def known(weight, bias, before):
    return known_corners(before, state_of(ReluNetwork([weight], [bias])))


def test_a_corner_is_kept_while_the_weight_passes_0():
    before = known(1, -2, {})
    assert before == {0: (2, -2)}
    assert known(0, -2, before) == before
    assert known(0, 0, before) == before  # the bias that follows to w = 0
    assert known(-1, 2, before) == {0: (2, 2)}


def test_a_corner_does_not_drift_by_rounding():
    before = {0: (1 / 3, 0)}
    for weight in [0.05, -0.35, 2.95] * 100:
        before = known(weight, round(bias_for(before[0][0], weight), 10), before)
    assert before[0][0] == 1 / 3
    assert known(0.05, -0.11, before)[0][0] == pytest.approx(2.2)


def test_a_bias_moved_without_a_weight_leaves_no_corner_to_hold():
    assert known(0, 1, {0: (2, -2)}) == {}


def test_the_bias_puts_the_corner_where_it_was():
    assert bias_for(2, -3) == 6
    assert str(bias_for(2, 0)) == "0.0"
