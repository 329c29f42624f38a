"""From shape to parameters and back, and the parameters that draw the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, contribution
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.core.shapes import (
    GALLERY,
    Shape,
    is_same_unit,
    scaled,
    shape_of,
    unit_for_corner,
    unit_of,
    unscaled,
)

X = np.linspace(-20, 20, 81)


def drawn(unit):
    w, b, v = unit
    return contribution(ReluNetwork([w], [b], [v]), X)[0]


def reaches(unit):
    return all(
        abs(value) <= PARAMETERS[s].high + 1e-9 for value, s in zip(unit, "wbv", strict=True)
    )


@pytest.mark.parametrize(("flat", "points"), GALLERY)
@given(corner=st.floats(-10, 10), steepness=st.floats(0.01, 5))
def test_a_shape_s_unit_draws_it(flat, points, corner, steepness):
    unit = unit_of(Shape(flat, points, corner, steepness), PARAMETERS)
    if unit is None:
        assert steepness * abs(corner) > 49  # b would have to be larger than its slider
        return
    assert reaches(unit)
    found = shape_of(unit)
    assert found[:2] == (flat, points)
    assert_allclose(found[2:], (corner, steepness), rtol=1e-9, atol=1e-9)
    sign = 1 if points == "up" else -1
    side = X - corner if flat == "left" else corner - X
    assert_allclose(drawn(unit), sign * steepness * np.maximum(0, side), atol=1e-6)


units = st.tuples(*(st.integers(-100, 100).map(lambda k, p=p: k * p / 100) for p in (5, 10, 5)))


@given(units, st.integers(-20, 20))
def test_the_knob_moves_nothing(unit, tenths):
    moved = scaled(unit, tenths / 10, PARAMETERS)
    assert reaches(moved)
    assert_allclose(drawn(moved), drawn(unit), rtol=1e-9, atol=1e-9)


@given(units, st.integers(-20, 20))
def test_the_knob_can_start_anywhere(unit, tenths):
    base = unscaled(unit, tenths / 10)
    assert is_same_unit(scaled(base, tenths / 10, PARAMETERS), unit)


@given(*(st.integers(-20, 20).map(lambda k: k / 2) for _ in range(3)))
def test_the_rule_of_corners(corner, before, after):
    w, b, v = unit_for_corner(corner, before, after)
    network = ReluNetwork([w], [b], [v])
    x = np.array([corner - 1, corner, corner + 1])
    assert_allclose(network(x), [0, 0, after - before], atol=1e-9)


def test_without_a_hinge_there_is_no_shape():
    assert shape_of((0.0, 1.0, 1.0)) is None
    assert shape_of((1.0, 1.0, 0.0)) is None
