"""Labels of real numbers and dates along an axis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from relu_explorer.charts.curve_figures import curve_figure
from relu_explorer.charts.ticks import ticks
from relu_explorer.core.curves import Samples, through
from relu_explorer.core.fitting.approximation import PLACINGS, approximate
from relu_explorer.training.scaling import Scale

LETTERS = {"k": "e3", "M": "e6", "−": "-"}


def number_of(text):
    for letter, digits in LETTERS.items():
        text = text.replace(letter, digits)
    return float(text)


@given(
    st.floats(-1e12, 1e12),
    st.floats(-8, 13).map(lambda power: 10.0**power),
)
def test_each_label_says_the_number_where_it_stands(low, width):
    high = low + width
    if high - low < 1e-9 * abs(low) or high == low:
        return
    scale = Scale((low + high) / 2, width)
    found = ticks((low, high), False, scale.__call__)
    assert 1 <= len(found.at) <= 6
    assert len(set(found.texts)) == len(found.texts)
    for at, text in zip(found.at, found.texts, strict=True):
        assert abs(at) <= 0.5 + 1e-6
        assert number_of(text) == pytest.approx(scale.undone(np.array(at)), abs=6e-3 * width)


@given(st.floats(-60_000, 60_000), st.floats(-3.5, 4.5).map(lambda power: 10.0**power))
def test_dates_are_labelled_where_they_are(low, width):
    found = ticks((low, low + width), True, np.asarray)
    assert len(found.at) <= 7
    assert all(low <= at <= low + width for at in found.at)
    for at, text in zip(found.at, found.texts, strict=True):
        moment = str(np.datetime64(round(at * 86400), "s"))
        year, _, rest = moment.lstrip("-").partition("-")
        day, _, time = rest[3:].partition("T")
        assert text in time or text.endswith(year) or text.split()[0] == str(int(day))


def test_of_a_hundred_thousand_points_those_are_drawn_that_are_seen(rng):
    x = np.linspace(0, 10, 100_000)
    y = rng.normal(size=x.size)
    y[54_321] = 40.0
    curve = through(Samples(x, y), ("t", "<v>"))
    figure = curve_figure("#000", curve, approximate(curve, 4, PLACINGS[0]))
    drawn = figure.data[0]
    assert len(drawn.x) < 4000
    assert max(drawn.y) == 40.0
    assert min(drawn.y) == y.min()
    assert set(drawn.x) <= set(x)
    assert figure.layout.annotations[0].text == "&lt;v&gt; by t (yellow) and the network"
