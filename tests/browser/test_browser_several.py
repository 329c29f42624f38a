"""Several layers and two inputs, held and let go in a browser."""

import contextlib

import pytest
from screens import PHONE
from user import User


def go(user, link):
    user.go(link)
    user.page.locator(".several :is(.y, path.cell)").first.wait_for()
    user.rest()


def lines(user):
    return user.page.locator(".several .lines p").all_inner_texts()


def drawn(user, selector="relu-chart, relu-plane, relu-surface"):
    """What is on the screen: every curve, area and mark."""
    return user.page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(chart =>
            [...chart.querySelectorAll("path, polyline, polygon, circle")]
                .filter(one => one.style.display !== "none")
                .map(one => ["d", "points", "transform", "cx", "cy", "display"]
                    .map(name => (one.getAttribute(name) ?? "")
                        .replace(/-?[0-9]+[.][0-9]+/g, number => (+number).toFixed(1)))
                    .join()))""",
        selector,
    )


def place(user, chart, x, y):
    return tuple(
        user.page.evaluate(
            "([id, x, y]) => document.getElementById(id).onScreen(x, y)", [chart, x, y]
        )
    )


def centre(user, selector):
    box = user.page.locator(selector).first.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def parameter(user, name):
    return user.page.evaluate("name => new URLSearchParams(location.search).get(name)", name)


@contextlib.contextmanager
def stays_when_let_go(user, gesture):
    """What is drawn and said while something is held is what is drawn and said afterwards."""
    before = drawn(user)
    with gesture:
        user.page.wait_for_timeout(200)  # texts come a little later
        held, told = drawn(user), lines(user)
        assert held != before
    assert user.comes_to(lambda: drawn(user), held) == held
    assert lines(user) == told
    yield


def test_two_layers_follow_a_slider_and_stay_as_they_were_drawn(user):
    go(user, "two_layers?task=onelayer")
    start = user.thumb("deep_uB0")
    with stays_when_let_go(user, user.held(start, (start[0] + 40, start[1]))):
        assert parameter(user, "deep_uB0") == f"{user.shown('deep_uB0'):g}"
    user.page.reload()
    user.rest()
    assert float(parameter(user, "deep_uB0")) == user.shown("deep_uB0") != 0


def test_corners_of_both_layers_are_dragged_by_their_biases(user):
    go(user, "two_layers?task=secondmax")
    start, end = place(user, "bent", 0, 1), place(user, "bent", 0.5, 1)
    with stays_when_let_go(user, user.held(start, end)):
        assert parameter(user, "deep_b1") == "-0.5"
    cross, to = place(user, "cut", -1, 0), place(user, "cut", -1.5, 0)
    with stays_when_let_go(user, user.held(cross, to)):
        assert parameter(user, "deep_bA") == "-0.5"
        assert parameter(user, "deep_b1") == "-0.5"
    user.page.get_by_role("button", name="Undo").click()
    user.rest()
    assert parameter(user, "deep_bA") is None
    assert "hA = max(0, −1 + " in " ".join(lines(user))


def test_one_network_goes_into_another(user):
    go(user, "two_layers?task=fold")
    start, end = place(user, "cut", 0, 0), place(user, "cut", 0.5, 0)
    with stays_when_let_go(user, user.held(start, end)):
        assert parameter(user, "deep_bA") == "-0.5"
        assert "y₁ = 0 + 1·1.2 − 1·0.4 = 0.8" in lines(user)
        assert "hA = max(0, −0.5 + 1·0.8) = 0.3" in lines(user)
    start, end = place(user, "bent", 0.25, 0.5), place(user, "bent", 0.1, 0.5)
    with stays_when_let_go(user, user.held(start, end)):
        assert parameter(user, "deep_bA") == "-0.2"  # at x = 0.1 the tent is 0.2
    user.page.get_by_text("what layer 2 takes").wait_for(state="detached")


def test_the_probe_of_two_layers_is_dragged(user):
    go(user, "two_layers?task=more")
    start, end = place(user, "output", 1, -3), place(user, "output", 2, -3)
    with stays_when_let_go(user, user.held(start, end)):
        assert parameter(user, "deep_probe") == "2"
        assert lines(user)[-1].startswith("y(2) = ")


def test_a_finger_that_goes_up_scrolls_and_one_that_goes_sideways_drags(pages, address):
    page = pages(**PHONE)
    page.set_viewport_size(PHONE["viewport"])
    user = User(page, address)
    user.charts = ()
    user.open("two_layers?task=more")
    page.locator(".several .cross").first.wait_for()
    start = place(user, "output", 1, 2)
    with user.touched(start, (start[0] + 6, start[1] - 90)):
        pass
    assert parameter(user, "deep_bA") is None
    start = place(user, "output", 1, 2)
    with user.touched(start, (start[0] + 40, start[1])):
        pass
    assert user.comes_to(lambda: parameter(user, "deep_bA") is not None, True)
    page.goto("about:blank")


def test_the_plane_is_taken_hold_of_in_all_its_parts(user):
    go(user, "two_inputs?task=regions")
    with stays_when_let_go(
        user, user.held(place(user, "plane", -1.5, -1), place(user, "plane", 0.5, -2))
    ):
        assert (parameter(user, "plane_px"), parameter(user, "plane_py")) == ("0.5", "-2")
    with stays_when_let_go(
        user, user.held(place(user, "plane", 3, -2), place(user, "plane", 2.5, 0))
    ):
        assert parameter(user, "plane_angle") == "45"
    with stays_when_let_go(
        user, user.held(place(user, "plane", 0, 2.5), place(user, "plane", -1, 2.5))
    ):
        assert float(parameter(user, "plane_b0")) == pytest.approx(1, abs=0.03)
    before = parameter(user, "plane_wy0")
    dot = centre(user, "relu-plane .of0 .turner")
    with stays_when_let_go(user, user.held(dot, (dot[0] - 14, dot[1] - 40))):
        assert parameter(user, "plane_wy0") != before
        assert float(parameter(user, "plane_wy0")) > 0.5


def test_a_surface_is_turned_and_keeps_its_parts(user):
    go(user, "two_inputs?task=bowl2")
    cells = user.page.locator("relu-surface path.cell")
    user.page.locator(".st-key-plane_turn").scroll_into_view_if_needed()
    start = user.thumb("plane_turn")
    with stays_when_let_go(user, user.held(start, (start[0] + 30, start[1]))):
        assert cells.count() >= 4
        assert float(parameter(user, "plane_turn")) == user.shown("plane_turn") > 30


def test_training_is_seen_and_ends_with_the_numbers_that_it_found(user):
    go(user, "two_inputs?task=classes")
    before = drawn(user, "relu-plane")
    user.page.evaluate(
        """() => {
            window.seen = new Set();
            const look = () => {
                window.seen.add(document.querySelector("relu-plane .fold-line").getAttribute("d"));
                if (window.seen.size < 1000) requestAnimationFrame(look);
            };
            look();
        }"""
    )
    user.page.get_by_role("button", name="Train", exact=True).click()
    user.rest()
    user.page.locator(".note", has_text="✓").wait_for()
    assert user.page.evaluate("window.seen.size") > 20
    assert drawn(user, "relu-plane") != before
    assert float(parameter(user, "plane_c")) == pytest.approx(user.shown("plane_c"), abs=0.006)
    user.page.get_by_role("button", name="Undo").click()
    user.rest()
    assert user.comes_to(lambda: drawn(user, "relu-plane"), before) == before


# How far marks lie outside the frame of their chart.
BEYOND = """() => Math.max(...[...document.querySelectorAll("relu-chart")].flatMap(chart => {
    const [left, top, right, bottom] = chart.plot;
    return [...chart.querySelectorAll("polygon")].filter(one => one.points.length).map(one => {
        const {x, y, width, height} = one.getBBox();
        const [across, down] = [x + width / 2, y + height / 2];
        return Math.max(left - across, across - right, top - down, down - bottom);
    });
}))"""


def test_no_mark_lies_outside_its_frame(user):
    for link in ("two_layers?task=saw", "two_layers?deep_w1=-1.3", "two_inputs?plane_b0=9"):
        go(user, link)
        assert user.page.evaluate(BEYOND) <= 2, link


def test_further_layers_double_the_teeth(user):
    go(user, "two_layers?task=saw")
    user.page.get_by_role("radio", name="3", exact=True).last.click()
    user.rest()
    user.page.locator(".note", has_text="✓").wait_for()
    tops = user.page.evaluate("""() => document.querySelector("#output .y").points.length""")
    assert tops >= 33


@pytest.mark.parametrize(
    ("link", "name", "chart", "shape"),
    [
        ("two_layers?task=fold", "aA", "#output .y", "points"),
        ("two_inputs?task=xor", "wx0", "#plane .cell", "d"),
    ],
)
def test_a_handout_moves_without_the_app(user, link, name, chart, shape, browser, tmp_path):
    go(user, link)
    user.page.get_by_text("Save and share").click()
    with user.page.expect_download() as download:
        user.page.click("button[value=moving]")
    file = tmp_path / "relu.html"
    file.write_bytes(download.value.path().read_bytes())
    context = browser.new_context()
    context.set_offline(True)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(error))
    page.goto(file.as_uri())
    page.locator(f"{chart}[{shape}]").first.wait_for(state="attached")
    before = [one.get_attribute(shape) for one in page.locator(chart).all()]
    slider = page.locator(f"input[name={name}]")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    page.wait_for_timeout(400)
    assert [one.get_attribute(shape) for one in page.locator(chart).all()] != before
    path = link.split("?")[0]
    assert page.locator("#end a").get_attribute("href").startswith(f"{user.address}{path}?")
    assert not faults
    context.close()


@pytest.mark.parametrize(
    ("link", "solved"),
    [("two_layers?task=more", "deep_uB0"), ("two_inputs?task=hill", "plane_angle")],
)
def test_the_hall_is_shown_the_answer_by_a_key(user, link, solved):
    go(user, f"{link}&view=hall")
    user.page.keyboard.press("a")
    user.page.get_by_text("Answer:").wait_for()
    user.rest()
    assert parameter(user, solved) is not None
    user.page.keyboard.press("n")
    user.page.wait_for_function(f"() => !location.href.includes('{link}')")


# React may write a label anew, asterisks and all, after the page has named the slider.
AS_STREAMLIT_WRITES = """slider =>
    slider.setAttribute("aria-label", slider.ariaLabel.replace(/^[^ ]+/, "**$&**"))"""


@pytest.mark.parametrize(
    ("link", "names"),
    [
        ("two_layers?task=more", ["u₀ from unit 0 Unit A", "w₀ weight Unit 0", "x probe"]),
        ("two_inputs?task=regions", ["w₁ of x₁ Unit 0", "w₂ of x₂ Unit 2", "φ cut"]),
    ],
)
def test_every_control_says_what_it_is_and_keys_move_it(user, link, names):
    go(user, link)

    def unsaid():
        said = user.page.locator("[data-testid=stMain]").aria_snapshot()
        return [name for name in names if f'slider "{name}"' not in said]

    assert user.comes_to(unsaid, []) == []
    before = drawn(user)
    slider = user.page.get_by_role("slider", name=names[0], exact=True)
    value = float(slider.get_attribute("value") or 0)
    slider.focus()
    slider.evaluate(AS_STREAMLIT_WRITES)
    for _ in range(5):
        user.page.keyboard.press("ArrowRight")
    user.rest()
    assert drawn(user) != before
    assert float(slider.input_value()) == pytest.approx(value + 0.5)
    assert user.page.locator(".spoken").text_content()
    assert user.comes_to(unsaid, []) == []
