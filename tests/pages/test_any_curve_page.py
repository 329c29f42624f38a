"""The page on approximation, by its widgets."""

from urllib.parse import parse_qs

import numpy as np
import pytest
from app_pages import open_app, state, words
from chromium import ROOT
from hygiene import assert_clean
from streamlit.testing.v1 import AppTest

from relu_explorer.core.curves import CURVES
from relu_explorer.core.fitting.approximation import PLACINGS, approximate


def open_page(**parameters):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page("pages/any_curve.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize("name", CURVES)
def test_every_curve_is_shown_with_its_errors(name):
    app = open_page(curve_curve=name, curve_pieces="3")
    assert len(app.get("plotly_chart")) == 3
    assert "**3 units**, corners placed evenly: largest error" in words(app)
    assert CURVES[name].note in words(app)
    for element in app.markdown:
        assert_clean(element.value)


def test_more_units_and_better_corners_lower_the_error():
    app = open_page(curve_curve="step")
    app.slider(key="curve_pieces").set_value(1).run()
    assert "**1 unit**" in words(app)
    app.slider(key="curve_pieces").set_value(64).run()
    app.segmented_control(key="curve_placing").set_value(PLACINGS[1]).run()
    assert not app.exception
    assert "**64 units**, corners placed as well as can be: largest error **≈0**" in words(app)


@pytest.mark.parametrize(
    "link", [{"curve_curve": "<b>"}, {"curve_pieces": "nan"}, {"curve_pieces": "9e9"}]
)
def test_a_broken_link_opens_the_page(link):
    assert "**4 units**" in words(open_page(**link))


def test_the_network_opens_in_the_explorer():
    app = open_page(curve_curve="parabola")
    link = next(one.proto for one in app.get("page_link") if "Explorer" in one.proto.label)
    explorer = open_app(**{key: value[0] for key, value in parse_qs(link.query_string).items()})
    shown, network = state(explorer), approximate(CURVES["parabola"], 4, "evenly").network
    for symbol, vector in zip(
        "wbv", (network.weight, network.bias, network.output_weight), strict=True
    ):
        assert np.allclose(shown[symbol], vector)
    assert not explorer.toast


def test_what_the_explorer_cannot_hold_is_not_offered():
    app = open_page(curve_pieces="9")
    assert not [one for one in app.get("page_link") if "Explorer" in one.proto.label]
    assert "up to 8 units" in words(app)


def test_a_page_that_comes_without_its_many_points_says_so_once():
    app = open_page(curve_curve="my own points")
    assert "only up to 40" in app.toast[0].value
    app.slider(key="curve_pieces").set_value(9).run()
    assert not app.toast
    assert not open_page(curve_curve="my own points", points="0,1_2,3").toast
    app = open_page()
    app.selectbox(key="curve_curve").set_value("my own points").run()
    assert not app.toast
