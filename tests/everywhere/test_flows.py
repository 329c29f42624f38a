"""The main flows in Firefox and in WebKit, Safari's engine; all other tests are Chromium's."""

import contextlib
import time
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from chromium import ROOT, serve
from engines import firefox, webkit
from numpy.testing import assert_allclose

from relu_explorer import ReluNetwork, vertices
from relu_explorer.questions.presets import OPENING

# Elements that a selector finds, in components' own trees, too.
DEEP = """
    const deep = (selector, root = document) => [
        ...root.querySelectorAll(selector),
        ...[...root.querySelectorAll("*")].flatMap(
            ({shadowRoot}) => shadowRoot ? deep(selector, shadowRoot) : []),
    ];
"""
DRAWN = "return !!document.querySelector('.st-key-composite path.js-line[d^=M]')"
BOX = """
    const box = document.querySelector(arguments[0])?.getBoundingClientRect();
    return box && box.width ? [box.left + box.width / 2, box.top + box.height / 2] : null;
"""
PLACE = """
    const plot = document.querySelector(`.st-key-${arguments[0]} .js-plotly-plot`);
    const {xaxis, yaxis} = plot._fullLayout, box = plot.getBoundingClientRect();
    return [box.left + xaxis._offset + xaxis.d2p(arguments[1]),
            box.top + yaxis._offset + yaxis.d2p(arguments[2])];
"""
CURVE = """
    const plot = document.querySelector(".st-key-composite .js-plotly-plot");
    const {x, y} = plot.data.find(({name}) => name === "y");
    return [[...x], [...y]];
"""
# Counts the pictures that are shown: how often lines that a selector finds are drawn otherwise.
WATCH = """
    const [selector] = arguments;
    const watch = window.watch = {pictures: 0, since: performance.now(), isOn: true}, last = {};
    const look = () => {
        const lines = [...document.querySelectorAll(selector)];
        const d = lines.map((line) => line.getAttribute("d") ?? line.getAttribute("points")).join();
        if (d !== last.d) watch.pictures++;
        last.d = d;
        if (watch.isOn) requestAnimationFrame(look);
    };
    look();
"""
SEEN = """
    window.watch.isOn = false;
    return [window.watch.pictures - 1, performance.now() - window.watch.since];
"""
# What runs, or is still to come: charts may be drawn before the sliders are there.
COMING = "[data-test-script-state=running], [data-stale=true], [data-testid=stSkeleton]"
FOLLOWS = 3  # pictures while held, on however busy a machine; without the live layer there are none
SUM = ".st-key-composite path.js-line"
RIGHT = "\ue014"


@pytest.fixture(scope="module", params=[firefox, webkit], ids=["firefox", "webkit"])
def engine(request):
    with request.param() as opened:
        opened.size(1280, 800)
        yield opened


@pytest.fixture(scope="module")
def address():
    with serve(ROOT / "app.py") as (found, _):
        yield found


def open_page(engine, address, link=""):
    engine.open(address + link)
    engine.comes(DRAWN)
    rest(engine)


def rest(engine):
    time.sleep(0.4)
    engine.comes(f"return !document.querySelector('{COMING}')")


def thumb(engine, key):
    return engine.comes(BOX, f".st-key-{key} [data-rac][style*='left']")


def shown(engine, key):
    text = "return document.querySelector(arguments[0]).textContent"
    return float(engine.run(text, f".st-key-{key} [data-testid=stSliderThumbValue]"))


def drag(engine, start, end, moves=40):
    steps = np.linspace(start, end, moves + 1)
    engine.draw([tuple(map(float, step)) for step in steps])


def touch(engine, start, end):
    engine.run("addEventListener('pointerover', (e) => { window.hand = e.pointerType; }, true)")
    steps = np.linspace(start, end, 21)
    engine.draw([tuple(map(float, step)) for step in steps], pointer="touch")
    # WebKitGTK's driver has no finger: a mouse comes of it.
    assert engine.run("return window.hand") == {"firefox": "touch", "webkit": "mouse"}[engine.name]
    rest(engine)


def address_of(engine):
    return parse_qs(urlsplit(engine.run("return location.href")).query)


def has_its_sliders(engine):
    """The sum that is drawn is that of the sliders, and so is the address."""
    numbers = [[shown(engine, f"{s}{unit}") for s in "wbv"] for unit in range(4)]
    network = ReluNetwork(*np.array(numbers).T, shown(engine, "c"))
    x, y = engine.run(CURVE)
    assert_allclose(y, network(np.array(x)), atol=1e-9)
    assert_allclose(x, vertices(network, (min(x), max(x)))[0], atol=1e-9)
    query = address_of(engine)
    for unit, row in enumerate(numbers):
        for symbol, value, opening in zip("wbv", row, OPENING.units[unit], strict=True):
            written = query.get(f"{symbol}{unit}", [opening])[0]
            assert float(written) == pytest.approx(value)


def test_a_slider_is_dragged_and_the_charts_follow(engine, address):
    open_page(engine, address)
    start = thumb(engine, "w2")
    engine.run(WATCH, SUM)
    drag(engine, start, (start[0] + 60, start[1]))
    pictures, milliseconds = engine.run(SEEN)
    rest(engine)
    print(f"{engine.name}: {pictures} pictures in 40 moves, {1000 * pictures / milliseconds:.0f}/s")
    assert pictures >= FOLLOWS
    assert shown(engine, "w2") > OPENING.units[2][0]
    has_its_sliders(engine)


@pytest.mark.parametrize(
    ("page", "key", "lines"),
    [
        ("two_layers", "deep_b1", "#output polyline"),
        ("two_layers?task=fold", "deep_q", "#output polyline"),
        ("two_inputs", "plane_b1", "#along polyline"),
    ],
)
def test_several_layers_and_two_inputs_follow_their_sliders(engine, address, page, key, lines):
    engine.open(address + page)
    engine.comes("return !!document.querySelector(arguments[0])", f"{lines}[points]")
    rest(engine)
    start, before = thumb(engine, key), shown(engine, key)
    engine.run(WATCH, lines)
    drag(engine, start, (start[0] + 40, start[1]))
    pictures, _ = engine.run(SEEN)
    assert pictures >= FOLLOWS
    rest(engine)
    assert shown(engine, key) > before
    assert float(address_of(engine)[key][0]) == shown(engine, key)


def test_a_finger_drags_a_slider_and_a_corner(engine, address):
    open_page(engine, address)
    w, start = shown(engine, "w2"), thumb(engine, "w2")
    touch(engine, start, (start[0] + 40, start[1]))
    assert shown(engine, "w2") > w
    b = shown(engine, "b2")
    start = engine.run(PLACE, "units", -b / shown(engine, "w2"), 0)
    touch(engine, start, (start[0] + 50, start[1]))
    assert shown(engine, "b2") < b
    has_its_sliders(engine)


def test_a_corner_and_a_ray_are_dragged(engine, address):
    open_page(engine, address)
    b, w = shown(engine, "b2"), shown(engine, "w2")
    start = engine.run(PLACE, "units", -b / w, 0)
    drag(engine, start, (start[0] + 50, start[1]), moves=15)
    rest(engine)
    assert shown(engine, "b2") < b
    assert shown(engine, "w2") == w
    has_its_sliders(engine)
    x, y = engine.run(
        """const plot = document.querySelector(".st-key-units .js-plotly-plot");
        const {x, y} = plot.data.find(({name}) => name === "end2"); return [x[0], y[0]];"""
    )
    start = engine.run(PLACE, "units", x, y)
    drag(engine, start, (start[0], start[1] + 25), moves=15)
    rest(engine)
    assert shown(engine, "w2") != w
    has_its_sliders(engine)


def test_keys_move_a_slider(engine, address):
    open_page(engine, address)
    engine.run("document.querySelector('.st-key-w1 input').focus()")
    before = shown(engine, "w1")
    for _ in range(5):
        engine.press(RIGHT)
    rest(engine)
    assert shown(engine, "w1") == pytest.approx(before + 0.25)
    has_its_sliders(engine)


def test_a_link_brings_its_numbers_and_back_brings_them_again(engine, address):
    open_page(engine, address, "?w0=2.5&b1=-1.25&c=0.5")
    assert [shown(engine, key) for key in ("w0", "b1", "c")] == [2.5, -1.25, 0.5]
    has_its_sliders(engine)
    start = thumb(engine, "w3")
    drag(engine, start, (start[0] - 30, start[1]), moves=8)
    rest(engine)
    had = [shown(engine, key) for key in ("w0", "b1", "c", "w3")]
    click(engine, "One unit")
    engine.comes("return location.pathname === '/one_unit'")
    engine.comes(BOX, ".st-key-one_w0")
    rest(engine)
    engine.go("Back")
    engine.comes("return location.pathname === '/'")
    engine.comes(DRAWN)
    comes_to(engine, lambda: [shown(engine, key) for key in ("w0", "b1", "c", "w3")], had)
    engine.go("Forward")
    engine.comes("return location.pathname === '/one_unit'")


def click(engine, name):
    place = engine.comes(
        DEEP
        + """const found = deep("a, button")
            .find(one => one.textContent.trim() === arguments[0] && one.getClientRects().length);
        const box = found?.getBoundingClientRect();
        return box && [box.left + box.width / 2, box.top + box.height / 2];""",
        name,
    )
    engine.click(*place)


def comes_to(engine, look, expected):
    for _ in range(100):
        with contextlib.suppress(RuntimeError):
            if look() == expected:
                break
        time.sleep(0.1)
    assert look() == expected


def test_training_plays_and_pauses(engine, address):
    open_page(engine, address, "train")
    click(engine, "▶ Play")
    engine.comes(f"{DEEP} return /Step [1-9]/.test(deep('.player .status')[0].textContent)")
    click(engine, "❚❚ Pause")
    rest(engine)
    assert engine.run(f"{DEEP} return deep('.losses .curve')[0].getAttribute('d').length") > 99
    status = f"{DEEP} return deep('.player .status')[0].textContent"
    paused = engine.run(status)
    time.sleep(0.5)
    assert engine.run(status) == paused


def test_a_question_is_answered(engine, address):
    open_page(engine, address, "one_unit?task=turn")
    click(engine, "It stays flat at 0")
    rest(engine)
    open_page(engine, address, "one_unit?task=turn&one_w0=3&one_b0=-3")
    engine.comes(f"{DEEP} return deep('.note[data-verdict=met]').length")


def test_the_hall_shows_both_charts_and_its_keys_work(engine, address):
    open_page(engine, address, "?view=hall")
    engine.comes(
        "return document.querySelector('.st-key-units').getBoundingClientRect().height > 150"
    )
    engine.press("?")
    engine.comes(f"{DEEP} return deep('[role=dialog], dialog[open]').length")


def test_the_light_page_is_drawn_and_moved(engine, address):
    engine.open(f"{address}frame?n=2&w0=-1.5&b0=0.7&lang=en")
    engine.comes("return !!document.querySelector('#composite .y[points]')")
    before = engine.run("return document.querySelector('#composite .y').getAttribute('points')")
    start = engine.comes(BOX, "input[name=c]")
    drag(engine, start, (start[0] + 40, start[1]), moves=10)
    time.sleep(0.4)
    after = engine.run("return document.querySelector('#composite .y').getAttribute('points')")
    assert after != before
    assert "c=" in engine.run("return document.querySelector('#end a').href")
