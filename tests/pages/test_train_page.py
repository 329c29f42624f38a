"""The page on training, by its widgets: data, starts, steps, and what is taken along."""

import numpy as np
import pytest
from app_pages import live_data, state, words
from chromium import ROOT
from hygiene import assert_clean
from streamlit.testing.v1 import AppTest

from relu_explorer import ReluNetwork
from relu_explorer.core.curves import CURVES, sample
from relu_explorer.training.descent import loss
from relu_explorer.ui.takeaway import csv_of, network_json, read_network


def open_page(page="train", **parameters):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def press(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def network_of(app):
    shown = state(app)
    return ReluNetwork(shown["w"], shown["b"], shown["v"], shown["c"])


def data_of(app):
    x, y = state(app)["data"]
    return np.array(x[::3]), np.array(y[::3])


@pytest.mark.parametrize("optimiser", ["descent", "adam"])
def test_steps_lower_the_loss_and_set_the_sliders(optimiser):
    app = open_page(fit_optimiser=optimiser)
    data = data_of(app)
    before = loss(network_of(app), *data)
    press(app, "1,000 steps")
    after = loss(network_of(app), *data)
    assert after < before / 10
    assert app.slider(key="fit_w0").value == pytest.approx(state(app)["w"][0])
    assert live_data(app)["history"]["epochs"][-1] == 1000
    for element in app.markdown:
        assert_clean(element.value)


def test_where_charts_leave_something_out_it_is_said_of_what_the_loss_is():
    said = "This is of all units with their max, as training takes them."
    app = open_page(fit_w0="1", fit_b0="-9")
    assert said not in words(app)
    assert "dead" in live_data(app)["scene"]["composite"]["marks"][2][0]
    for off in ("fit_max", "fit_on1"):
        app = open_page(**{"fit_w0": "1", "fit_b0": "-9", off: "false"})
        assert said in words(app)
        has_notes = "marks" in live_data(app)["scene"]["composite"]
        assert has_notes == (off != "fit_max")


def test_the_data_are_those_chosen():
    app = open_page(fit_curve="parabola", fit_samples="25", fit_noise="0.2")
    x, y = data_of(app)
    expected = sample(CURVES["parabola"], 25, 0.2)
    np.testing.assert_allclose([x, y], [expected.x, expected.y])
    low, high = state(app)["window"]
    assert low < x.min()
    assert high > x.max()


@pytest.mark.parametrize("start", ["Random (He)", "Spread corners", "Equal units"])
def test_a_start_sets_the_sliders(start):
    app = open_page()
    before = state(app)["w"]
    press(app, start)
    assert state(app)["w"] != before
    assert live_data(app)["history"] is None
    if start == "Equal units":
        assert len(set(zip(state(app)["w"], state(app)["b"], strict=True))) == 1


def test_moving_a_slider_ends_the_history():
    app = press(open_page(), "10 steps")
    assert live_data(app)["history"]["shown"] == 1
    app.slider(key="fit_w0").set_value(2.0).run()
    assert live_data(app)["history"] is None
    press(app, "1 step")
    assert live_data(app)["history"]["epochs"] == [0, 1]


@pytest.mark.parametrize("page", ["train", "any_curve"])
def test_points_of_a_link_are_taken(page):
    prefix = "fit_" if page == "train" else "curve_"
    app = open_page(page, **{f"{prefix}curve": "my own points", "points": "0,1_2,-1_5,2"})
    assert "**3 points**" in words(app) or "3 points" in str([c.value for c in app.caption])
    assert app.query_params["points"] in (["0,1_2,-1_5,2"], "0,1_2,-1_5,2")


def test_broken_points_of_a_link_are_named():
    app = open_page(fit_curve="my own points", points="0,1_2,zwei")
    assert "Line 2" in app.toast[0].value


def test_own_points_as_far_as_millions_can_be_trained_on():
    app = open_page(fit_curve="my own points", points="0,0_500000,900000_1000000,-5")
    assert "For training your data are scaled: x to (x − 500000) / ≈166666.667" in words(app)
    press(app, "Spread corners")
    press(app, "100 steps")


def test_the_network_can_be_taken_along():
    app = open_page()
    labels = [one.label for one in app.get("download_button")]
    assert labels == ["Parameters (CSV)", "Network (JSON)", "Data (CSV)"]
    code = app.code[0].value
    space = {}
    exec(code, space)
    x = np.linspace(-1, 7, 50)
    np.testing.assert_array_equal(space["network"](x), network_of(app)(x))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no network"),
        (b"\xff\xfe", "no network"),
        (b"[1, 2]", "no network"),
        (b'{"weight": [1]}', "no network"),
        (b'{"weight": [1], "bias": ["x"], "output_weight": [1], "output_bias": 0}', "no network"),
        (b'{"weight": [NaN], "bias": [1], "output_weight": [1], "output_bias": 0}', "no network"),
        (b'{"weight": [1], "bias": [1, 2], "output_weight": [1], "output_bias": 0}', "no network"),
        (b'{"weight": [1], "bias": [1], "output_weight": [1], "output_bias": null}', "no network"),
        (b'{"weight": [], "bias": [], "output_weight": [], "output_bias": 0}', "0 units"),
        (b"[" * 100_000, "no network"),
    ],
)
def test_a_broken_network_file_is_refused_in_one_sentence(content, said):
    with pytest.raises(ValueError, match=r"^It .*\.$") as error:
        read_network(content)
    assert said in str(error.value)


def test_what_json_holds_is_the_network():
    network = ReluNetwork([1, 0.1], [2, 3], [0.3, -1], 0.7)
    again = read_network(network_json(network).encode())
    x = np.linspace(-3, 3, 7)
    np.testing.assert_array_equal(again(x), network(x))
    assert csv_of("x,y", np.array([0.1, 2]), np.array([1 / 3, 4])) == f"x,y\n0.1,{1 / 3}\n2.0,4.0\n"
