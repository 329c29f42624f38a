"""The view for the hall in a browser: its sizes, and a demo played by keys alone."""

import re
from urllib.parse import urlencode

import pytest
from chromium import CHARTS, PAGES, wait_for_charts
from user import User

HALL = {"width": 1920, "height": 1080}
# Text of less than 24 px, lines of less than 4 px, and charts that are not on the screen.
TOO_SMALL = """() => {
    const found = [];
    const look = root => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) look(one.shadowRoot);
            const says = [...one.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
            const {width, height} = one.getBoundingClientRect();
            if (!says || width < 3 || height < 3 || /STYLE|SCRIPT/.test(one.tagName)) continue;
            const size = parseFloat(getComputedStyle(one).fontSize);
            if (size < 24 && one.checkVisibility({visibilityProperty: true}))
                found.push(`${size} ${one.textContent.slice(0, 40)}`);
        }
    };
    look(document);
    for (const line of document.querySelectorAll("path.js-line")) {
        const width = parseFloat(getComputedStyle(line).strokeWidth), isThin = width < 4;
        if (isThin && line.closest(".trace").style.display !== "none") found.push(`line ${width}`);
    }
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
        const {top, bottom} = chart.getBoundingClientRect();
        if (top < 0 || bottom > innerHeight) found.push(`chart ${top} ${bottom}`);
    }
    return found;
}"""


OWN_POINTS = """() => {
    const plot = document.querySelector(".js-plotly-plot");
    const curve = plot?._fullData?.find(trace => trace.name === "the curve");
    return String(curve?.x) === "0,2,5" && String(curve?.y) === "1,-1,2";
}"""


pytestmark = pytest.mark.usefixtures("staying")


@pytest.fixture
def page(user):
    user.page.set_viewport_size(HALL)
    return user.page


def open_hall(page, address, path=""):
    User(page, address).go(f"{path}{'&' if '?' in path else '?'}view=hall")
    page.wait_for_load_state("networkidle")
    # The style sheet may come later than all else.
    page.locator("[data-testid=stHeader]").wait_for(state="hidden")
    page.wait_for_timeout(500)


def press(page, key, charts=CHARTS):
    page.keyboard.press(key)
    page.wait_for_timeout(400)
    wait_for_charts(page, charts)


def sounding(page):
    """Return which units are heard."""
    boxes = page.locator("[class*=st-key-card] .stCheckbox input")
    return [box.is_checked() for box in boxes.all()]


def comes_to_say(page, text):
    said = page.locator(".where").filter(has_text=re.compile(f"^{re.escape(text)}$"))
    said.wait_for(state="attached")


@pytest.mark.parametrize("path", PAGES)
def test_text_and_lines_are_seen_from_the_back_row(page, address, path):
    open_hall(page, address, path)
    assert page.evaluate(TOO_SMALL) == []
    assert not page.locator("[data-testid=stHeader]").is_visible()


# Headings of charts that reach beyond their chart.
CUT_OFF = """() => [...document.querySelectorAll(".js-plotly-plot")].flatMap(chart => {
    const {left, right} = chart.getBoundingClientRect();
    return [...chart.querySelectorAll(".annotation-text")].filter(heading => {
        const box = heading.getBoundingClientRect();
        return box.left < left || box.right > right;
    }).map(heading => heading.textContent);
})"""


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_heading_is_cut_off_by_an_old_projector(page, address, language):
    page.goto("about:blank")
    page.set_viewport_size({"width": 1024, "height": 768})
    for path in ("adding_up", "any_curve"):
        open_hall(page, address, f"{path}?lang={language}")
        page.locator(".annotation-text").nth(2).wait_for()
        assert page.evaluate(CUT_OFF) == []
    page.goto("about:blank")  # a session keeps its language


# How far the lowest slider reaches below the screen, or beneath the buttons in its corner.
HIDDEN = """() => {
    const sliders = [...document.querySelectorAll("[class*=st-key-card] .stSlider")];
    const corner = document.querySelector(".st-key-corner").getBoundingClientRect();
    return Math.max(...sliders.map(slider => {
        const {right, bottom} = slider.getBoundingClientRect();
        const isBeside = corner.top > innerHeight / 2 && right > corner.left;
        return bottom - (isBeside ? corner.top : innerHeight);
    }));
}"""


# Lines of text that the screen's lower edge cuts in two.
CUT_IN_TWO = """() => [...document.querySelectorAll(".stMarkdown p")].filter(text => {
    const range = document.createRange();
    range.selectNodeContents(text);
    const lines = [...range.getClientRects()];
    return lines.some(({top, bottom}) => top < innerHeight && bottom > innerHeight);
}).map(text => text.textContent)"""


@pytest.mark.parametrize(
    ("width", "height", "is_hall"), [(1024, 768, True), (1280, 720, True), (1280, 720, False)]
)
def test_every_slider_is_seen_on_a_small_screen(page, address, width, height, is_hall):
    page.set_viewport_size({"width": width, "height": height})
    for path in ("", "one_unit", "adding_up", "lab", "two_inputs"):
        if is_hall:
            open_hall(page, address, path)
        else:
            User(page, address).go(path)
        page.locator("[class*=st-key-card] .stSlider").last.wait_for()
        assert page.evaluate(HIDDEN) <= 0, path
        assert not is_hall or page.evaluate(CUT_IN_TWO) == [], path


def test_a_demo_of_ten_steps_is_played_by_keys_alone(page, address):
    User(page, address).go("questions")
    page.locator("summary", has_text="Prepare a demo").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take our example of ten steps").focus()
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Open the demo")
    link.wait_for()
    page.goto(link.get_attribute("href"))
    wait_for_charts(page)
    heard = [
        [True, False, False],
        [True, False, False],
        [True, False, False],
        [True, True, False],
        [True, True, True],
        [True, True, True],
        [False, False, True],
        [True, True, True],
        [True, True, True],
        [True, True, True],
    ]
    captions = [
        "A unit begins as a straight line.",
        "Below 0 the unit is off.",
        "Unit 0 alone.",
        "Plus unit 1: at every x both are added.",
        "Plus unit 2: the whole curve.",
        "At x = 2 unit 2 adds exactly 0: no gap.",
        "Unit 2 alone has slope 2. And the sum?",
        "Without the max: one straight line.",
        "Does unit 1 stop where unit 2 starts?",
        "Answer: for every x > 1.",
    ]
    user = User(page, address)
    sums = []
    for number, (units, caption) in enumerate(zip(heard, captions, strict=True), start=1):
        page.get_by_text(caption).first.wait_for()
        comes_to_say(page, f"{number} of 10")
        assert sounding(page) == units, number
        wait_for_charts(page)
        sums.append(user.curve("composite", "y"))
        assert page.evaluate(TOO_SMALL) == []
        if number < 10:
            press(page, "PageDown")
    assert sums[2] == ([0, 1, 3], [2, 0, 0])
    assert sums[3] == ([0, 1, 3], [2, 0, 2])
    assert sums[4] == ([0, 1, 2, 3], [2, 0, 1, 4])
    assert sums[7] == ([0, 3], [-3, 0])
    press(page, "PageDown")  # there is none beyond the last
    comes_to_say(page, "10 of 10")
    press(page, "PageUp")
    comes_to_say(page, "9 of 10")
    page.get_by_text("Predict.").wait_for()
    page.reload()
    wait_for_charts(page)
    comes_to_say(page, "9 of 10")
    page.go_back()
    comes_to_say(page, "10 of 10")


def test_the_keys_take_a_page_apart(page, address):
    open_hall(page, address, "lab?task=stops")
    press(page, "PageDown")
    comes_to_say(page, "unit 0 alone")
    assert sounding(page) == [True, False, False]
    press(page, "ArrowRight")
    comes_to_say(page, "plus unit 1")
    assert sounding(page) == [True, True, False]
    press(page, "PageDown")
    comes_to_say(page, "plus unit 2: the sum")
    assert sounding(page) == [True, True, True]
    press(page, "PageDown")
    comes_to_say(page, "the answer")
    page.get_by_text("Answer: for every x > 1.").wait_for()
    press(page, "a")
    page.get_by_text("Predict.").wait_for()
    comes_to_say(page, "")  # and no longer "the answer"
    press(page, "1")
    assert sounding(page) == [True, False, True]
    press(page, "Shift+Digit2")
    assert sounding(page) == [False, False, True]
    press(page, "Shift+Digit2")
    assert sounding(page) == [True, True, True]
    press(page, "0")
    press(page, "s")
    assert sounding(page) == [True, True, True]
    press(page, "n")
    page.get_by_text("Why does unit 0 act on [0, 1]").wait_for()
    assert "task=starts" in page.url
    assert "reveal" not in page.url
    press(page, "ArrowLeft")
    page.get_by_text("Does unit 1 stop").wait_for()


def test_every_step_opens_as_its_link_does_whatever_came_before(page, address):
    own = "any_curve?curve_curve=my+own+points&points=0%2C1_2%2C-1_5%2C2"
    steps = [
        "any_curve",
        own,
        "lab?task=stops&hide=hints&lock=1",
        "lab?task=starts&lab_w1=2.5",
        "one_unit?one_stages=",
        own,
    ]
    demo = urlencode({"view": "hall", "demo": "\n".join(steps)})
    User(page, address).go(f"{steps[0]}?{demo}")
    comes_to_say(page, "1 of 6")
    press(page, "PageDown", ())
    comes_to_say(page, "2 of 6")
    page.wait_for_function(OWN_POINTS)
    assert "points=0%2C1_2%2C-1_5%2C2" in page.url
    press(page, "PageDown")
    comes_to_say(page, "3 of 6")
    assert page.locator(".st-key-lab_w1 input").is_disabled()
    assert not page.get_by_role("button", name="Hint").count()
    press(page, "PageDown")
    comes_to_say(page, "4 of 6")
    page.get_by_role("button", name="Hint").wait_for()
    assert "hide=" not in page.url
    assert not page.locator(".st-key-lab_w1 input").is_disabled()
    assert User(page, address).shown("lab_w1") == 2.5
    press(page, "PageDown")
    assert not page.locator(".st-key-one_stages [aria-checked=true]").count()
    press(page, "PageDown", ())
    page.wait_for_function(OWN_POINTS)


def test_keys_do_not_fight_with_a_slider_in_hand(page, address):
    open_hall(page, address)
    user = User(page, address)
    slider = page.locator(".st-key-w0 input")
    slider.focus()
    press(page, "ArrowRight")
    assert user.shown("w0") == -0.95
    press(page, "PageDown")
    comes_to_say(page, "unit 0 alone")
    assert user.shown("w0") == -0.95
    press(page, "r")
    assert user.shown("w0") == -1
    assert sounding(page) == [True] * 4
    assert "w0" not in page.url


def test_the_way_in_and_out(page, address):
    User(page, address).go("?w0=2")
    press(page, "Alt+p")
    page.wait_for_selector(".st-key-hall")
    page.keyboard.press("?")
    keys = page.locator("dialog.keys")
    assert keys.is_visible()
    page.keyboard.press("Escape")
    assert not keys.is_visible()
    press(page, "Escape")
    page.wait_for_selector("[data-testid=stHeader]")
    assert page.url == f"{address}?w0=2"
    page.get_by_role("button", name="Present").click()
    page.wait_for_selector(".st-key-hall")
    page.get_by_role("button", name="Leave the view").click()
    page.wait_for_selector(".st-key-hall", state="detached")


# What the page says to Python stays with it until it is let go.
HOLD_BACK = """() => {
    const wire = Object.getPrototypeOf(WebSocket.prototype), {send} = wire, held = [];
    wire.send = function (...parts) { held.push(() => send.apply(this, parts)); };
    window.letGo = () => { wire.send = send; for (const tell of held) tell(); };
}"""


def test_escape_leaves_the_hall_before_it_has_come(page, address):
    user = User(page, address)
    user.go("?w0=2")
    page.evaluate(HOLD_BACK)
    page.keyboard.press("Alt+p")
    assert "view=hall" in page.url
    page.keyboard.press("Escape")
    assert page.url == f"{address}?w0=2"
    steps = page.evaluate("() => history.length")
    page.keyboard.press("Escape")
    assert page.evaluate("() => history.length") == steps
    page.evaluate("() => letGo()")
    user.rest()
    assert page.url == f"{address}?w0=2"
    page.locator(".st-key-hall").wait_for(state="detached")
    assert user.shown("w0") == 2


def test_a_corner_is_dragged_in_the_hall(page, address):
    open_hall(page, address)
    user = User(page, address)
    start, end = user.place("units", -1, 0), user.place("units", 0, 0)
    with user.held(start, end):
        assert user.curve("units", "corner2")[0] == [pytest.approx(0, abs=0.11)]
    assert user.shown("b2") == pytest.approx(0, abs=0.16)
