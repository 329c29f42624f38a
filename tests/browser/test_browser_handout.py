"""What is taken along from a page: a handout that needs nothing else, and the curves' points."""

import csv
import json
import re

import pytest
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, contribution, vertices

pytestmark = pytest.mark.usefixtures("staying")
LINK = "?w0=-1.5&b0=0.75&v0=2&w1=1&b1=-1&v1=-0.5&c=0.25&on3=false"
NETWORK = ReluNetwork([-1.5, 1.0, 1.5, 1.0], [0.75, -1.0, 1.5, -2.0], [2.0, -0.5, 1.0, -2.5], 0.25)
# Every line in one stretch that is seen.
LINES = """root => [...document.querySelectorAll(`${root} path.js-line`)]
    .filter(line => line.closest(".trace").style.display !== "none")
    .map(line => line.getAttribute("d") ?? "").filter(d => d.split("M").length === 2)"""


def unfold(page):
    if not page.locator("button[value=csv]").is_visible():
        page.get_by_text("Save and share").click()


@pytest.fixture
def take(user):
    user.go(LINK)
    unfold(user.page)

    def take(kind):
        with user.page.expect_download() as download:
            user.page.click(f"button[value={kind}]")
        return download.value.path()

    return take


def coordinates(paths):
    return [[float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)] for path in paths]


def is_same(line, other):
    return len(line) == len(other) and all(
        abs(a - b) < 0.5 for a, b in zip(line, other, strict=True)
    )


def test_the_handout_shows_the_same_curves_without_a_network(user, take, browser, tmp_path):
    here = tmp_path / "relu.html"
    here.write_bytes(take("html").read_bytes())
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(here.as_uri())
    assert asked == [here.as_uri()]
    curves = json.loads(page.text_content("#curves"))
    drawn = {name: (x, y) for name, x, y in curves["composite"]}
    w, b, v = NETWORK.weight[:3], NETWORK.bias[:3], NETWORK.output_weight[:3]
    heard = ReluNetwork(w, b, v, NETWORK.output_bias)
    assert_allclose(drawn["y"], vertices(heard, (-5, 5)), atol=1e-9)
    units = {name: (x, y) for name, x, y in curves["units"]}
    for unit in range(3):
        x, y = units[f"v·h{unit}"]
        assert_allclose(y, contribution(NETWORK, x)[unit], atol=1e-9)
    for number, chart in enumerate(("units", "composite"), start=1):
        live = coordinates(user.page.evaluate(LINES, f".st-key-{chart}"))
        held = coordinates(page.evaluate(LINES, f"figure:nth-of-type({number})"))
        assert len(live) > 3
        assert all(any(is_same(line, other) for other in held) for line in live)
    captions = page.locator("figcaption").all_inner_texts()
    assert captions[0].startswith("The single units. Unit 0: corner at x = 0.5;")
    lines = page.locator("dl dd")
    assert lines.count() == 4  # the output bias, and three units heard
    assert "max(0, " in lines.last.inner_text()
    assert len({line.evaluate("e => getComputedStyle(e).color") for line in lines.all()}) == 4
    assert page.get_attribute("p > a", "href") == user.page.url
    context.close()


def test_the_curves_are_saved_in_full_precision(take):
    rows = list(csv.DictReader(take("csv").read_text(encoding="utf-8").splitlines()))
    points = [(float(r["x"]), float(r["y"])) for r in rows if r["curve"] == "y"]
    x, y = zip(*points, strict=True)
    expected = 0.25 + contribution(NETWORK, x)[:3].sum(axis=0)
    assert_allclose(y, expected, atol=1e-9)


def test_the_curves_of_an_approximation_are_saved_too(user):
    page = user.page
    user.go("any_curve?curve_curve=my+own+points&points=0,1_2,-1_5,2")
    page.wait_for_selector(".js-plotly-plot path.js-line[d]", state="attached")
    unfold(page)
    with page.expect_download() as download:
        page.click("button[value=csv]")
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines()))
    points = [(float(r["x"]), float(r["y"])) for r in rows if r["curve"] == "the curve"]
    assert points == [(0, 1), (2, -1), (5, 2)]
    assert len([row for row in rows if row["curve"] == "the network"]) == 5
