"""What only a browser shows: the drag, the links, a phone's screen, the keyboard."""

import random
from urllib.parse import urlencode

import numpy as np
import pytest
from numpy.testing import assert_allclose
from test_explorer_page import hostile_link

from relu_explorer import ReluNetwork
from relu_explorer.presets import OPENING

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


phone = pytest.mark.parametrize("hand", [PHONE], indirect=True)


def right_of(place, pixels):
    return place[0] + pixels, place[1]


def network_of(hand, units=4):
    values = [[hand.shown(f"{symbol}{unit}") for unit in range(units)] for symbol in "wbv"]
    return ReluNetwork(*values, hand.shown("c"))


def assert_draws_its_sliders(hand, units=4):
    x, y = hand.curve("composite", "y")
    assert_allclose(network_of(hand, units)(np.array(x)), y, atol=1e-9)


def test_both_charts_follow_while_the_slider_is_held(hand):
    hand.open()
    before, link = hand.drawn(), hand.page.url
    with hand.held(hand.thumb("w2"), right_of(hand.thumb("w2"), 40)):
        held = hand.drawn()
        assert held["units"] != before["units"]
        assert held["composite"] != before["composite"]
        assert hand.page.url == link
        assert "Unit 2" in hand.readout()
        assert_draws_its_sliders(hand)
    assert hand.page.url != link


def test_numpy_s_numbers_draw_what_the_preview_drew(hand):
    hand.open()
    rng = random.Random(1)
    for _ in range(8):
        key = rng.choice("wbv") + rng.choice("0123")
        with hand.held(hand.thumb(key), right_of(hand.thumb(key), rng.uniform(-60, 60))):
            preview, numbers = hand.drawn(), hand.curve("composite", "y")
        assert hand.drawn() == preview
        assert_allclose(hand.curve("composite", "y"), numbers, atol=1e-9)


def test_a_click_on_the_track_and_the_keys_move_the_charts(hand):
    hand.open()
    before = hand.drawn()
    hand.page.mouse.click(*right_of(hand.thumb("b2"), 50))
    hand.rest()
    assert hand.drawn() != before
    assert_draws_its_sliders(hand)
    hand.page.focus(".st-key-v3 input")
    for key in ("ArrowLeft", "ArrowLeft", "PageUp", "Home"):
        before = hand.drawn()
        hand.page.keyboard.press(key)
        hand.page.wait_for_timeout(60)
        assert hand.drawn()["composite"] != before["composite"]
        hand.rest()
    assert hand.shown("v3") == -5
    assert_draws_its_sliders(hand)


@phone
def test_a_finger_drags_slider_and_corner_without_scrolling(hand):
    hand.open()
    main = hand.page.locator("[data-testid=stMain]")
    main.evaluate("(e, by) => e.scrollBy(0, by)", hand.thumb("w1")[1] - 640)
    scrolled = main.evaluate("e => e.scrollTop")
    start = hand.drawn()
    with hand.touched(hand.thumb("w1"), right_of(hand.thumb("w1"), 60)):
        assert hand.drawn()["composite"] != start["composite"]
    assert_draws_its_sliders(hand)
    x, y = (ends[0] for ends in hand.curve("composite", "corner0"))
    corner = hand.place("composite", x, y)
    with hand.touched(corner, (corner[0] + 30, corner[1] - 60)):
        held = hand.shown("b0")
        assert held != OPENING.units[0][1]
    assert hand.shown("b0") == held
    assert f"b0={held:g}" in hand.page.url
    assert main.evaluate("e => e.scrollTop") == scrolled


@phone
def test_on_a_phone_slider_and_charts_are_in_view_together(hand):
    hand.open()
    width = hand.page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    for key in ("w0", "v3", "c", "probe"):
        hand.page.focus(f".st-key-{key} input")
        hand.page.locator(f".st-key-{key} [data-rac][style*='left']").scroll_into_view_if_needed()
        x, y = hand.thumb(key)
        chart = hand.page.locator(".st-key-composite").bounding_box()
        assert chart["y"] >= 0
        assert chart["y"] + chart["height"] < y < 844, key
        hit = hand.page.evaluate(
            "([x, y]) => !!document.elementFromPoint(x, y).closest('.stSlider')", [x, y]
        )
        assert hit, key


def test_a_corner_dragged_on_a_chart_moves_slider_address_and_charts(hand):
    hand.open()
    for chart, y in (("units", 0), ("composite", -4)):
        hand.open()
        with hand.held(hand.place(chart, -3, y), hand.place(chart, -1.52, 1)):
            assert hand.shown("b0") == -1.5
            assert_draws_its_sliders(hand)
        assert hand.shown("b0") == -1.5
        assert "b0=-1.5" in hand.page.url
        assert_draws_its_sliders(hand)


def test_a_dragged_corner_comes_to_rest_on_a_round_place(hand):
    hand.open()
    hand.drag(hand.place("units", -1, 0), hand.place("units", 0.52, 1))
    assert hand.curve("units", "corner2")[0] == [0.5]
    assert "b2=-0.75" in hand.page.url
    assert_draws_its_sliders(hand)


def test_the_charts_stay_below_the_navigation(hand):
    hand.open("?n=8")
    hand.page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 400)")
    hand.page.wait_for_timeout(300)
    header = hand.page.locator("[data-testid=stHeader]").bounding_box()
    for chart in ("units", "composite"):
        assert hand.page.locator(f".st-key-{chart}").bounding_box()["y"] >= header["height"] - 1


@pytest.mark.parametrize("hand", [{"viewport": {"width": 844, "height": 390}}], indirect=True)
def test_on_a_low_screen_the_sliders_can_be_reached(hand):
    hand.open()
    hand.page.locator(".st-key-w0").scroll_into_view_if_needed()
    before = hand.drawn()
    hand.drag(hand.thumb("w0"), right_of(hand.thumb("w0"), 20))
    assert hand.drawn() != before


@phone
def test_on_a_phone_both_charts_have_one_scale_of_x(hand):
    hand.open()
    assert abs(hand.place("units", 2, 0)[0] - hand.place("composite", 2, 0)[0]) < 1


def test_a_ray_is_turned_by_its_end_about_its_corner(hand):
    hand.open()
    x, y = (ends[0] for ends in hand.curve("units", "end3"))
    with hand.held(hand.place("units", x, y), hand.place("units", 4.5, 3)):
        assert (
            "corner at x = 2; v·h has slope 0 on its left, slope 1.25 on its right"
            in hand.readout()
        )
    assert (hand.shown("w3"), hand.shown("b3"), hand.shown("v3")) == (0.5, -1, 2.5)
    assert "corner at x = 2" in hand.readout()
    assert_draws_its_sliders(hand)


def test_the_probe_is_dragged_on_the_chart(hand):
    hand.open()
    with hand.held(hand.place("composite", 0.5, 5.5), hand.place("composite", -2, 5)):
        assert "y(−2) = 0 + 0 − 3 + 0 + 0 = −3" in hand.readout()
    assert hand.shown("probe") == -2
    assert "probe=-2" in hand.page.url


def test_the_cursor_shows_what_can_be_taken_hold_of(hand):
    hand.open()
    x, y = (ends[0] for ends in hand.curve("units", "end3"))
    places = {
        "ew-resize": hand.place("units", -3, 0),
        "grab": hand.place("units", x, y),
        "col-resize": hand.place("units", 0.5, 5),
        "": hand.place("units", -1, -5),
    }
    for cursor, place in places.items():
        hand.page.mouse.move(*place)
        layer = hand.page.locator(".st-key-units .nsewdrag").first
        assert layer.evaluate("e => e.style.cursor") == cursor


def test_with_the_corner_held_the_bias_is_shown_following(hand):
    hand.open("?hold=corner")
    with hand.held(hand.thumb("w2"), right_of(hand.thumb("w2"), -70)):
        assert hand.shown("w2") < 0
        assert_allclose(hand.shown("b2"), hand.shown("w2"), atol=1e-9)
        assert "corner at x = −1" in hand.readout()
        preview = hand.drawn()
    assert hand.drawn() == preview
    assert_allclose(hand.shown("b2"), hand.shown("w2"), atol=1e-9)


def test_nothing_flashes_jumps_or_shifts(hand):
    hand.open()
    for key in ("w2", "b0", "c"):
        hand.watch()
        hand.drag(hand.thumb(key), right_of(hand.thumb(key), 40))
        hand.page.wait_for_timeout(2000)
        watched = hand.watched()
        assert watched["frames"] > 60
        assert (watched["missing"], watched["moved"], watched["shift"]) == (0, 0, 0)


def test_a_link_opens_the_same_state(hand):
    rng = random.Random(3)
    for _ in range(6):
        link = {
            f"{symbol}{unit}": rng.randint(-90, 90) / 20 for symbol in "wbv" for unit in range(4)
        }
        hand.open("?" + urlencode(link))
        vectors = [[link[f"{symbol}{unit}"] for unit in range(4)] for symbol in "wbv"]
        x, y = hand.curve("composite", "y")
        assert_allclose(ReluNetwork(*vectors)(np.array(x)), y, atol=1e-9)
        drawn, url = hand.drawn(), hand.page.url
        hand.page.goto("about:blank")
        hand.open(url.removeprefix(hand.address))
        assert hand.comes_to_draw(drawn)


def test_a_slope_label_hidden_at_first_shows_in_a_drag_after_a_resize(hand):
    hand.open("?n=1&v0=0&c=8")
    hand.page.set_viewport_size({"width": 1100, "height": 720})
    hand.page.wait_for_timeout(1000)
    assert "slope 0" not in hand.drawn()["composite"]
    with hand.held(hand.thumb("c"), right_of(hand.thumb("c"), -60)):
        assert hand.drawn()["composite"].count("slope 0") == 2


def test_garbage_links_open_a_page_that_lives(hand):
    for seed in range(12):
        link = {
            name: [v[:2000] for v in values]
            for name, values in hostile_link(random.Random(seed)).items()
        }
        hand.open("?" + urlencode(link, doseq=True))
        assert not hand.page.locator("[data-testid=stException]").count()
        before = hand.drawn()
        hand.drag(hand.thumb("c"), right_of(hand.thumb("c"), 30 if hand.shown("c") < 5 else -30))
        assert hand.drawn() != before


def test_without_plotly_in_reach_the_charts_are_right_at_release(hand):
    hand.page.add_init_script(
        "Object.defineProperty(window, 'Plotly', {get: () => undefined, set: () => {}})"
    )
    hand.open()
    hand.rest()
    assert_draws_its_sliders(hand)
    hand.drag(hand.thumb("w2"), right_of(hand.thumb("w2"), 40))
    hand.rest()
    assert hand.shown("w2") != OPENING.units[2][0]
    assert_draws_its_sliders(hand)


def test_typed_numbers_are_taken_exactly(hand):
    hand.open("?b0=0.3337")
    hand.page.get_by_role("button", name="Type numbers").click()
    dialog = hand.page.get_by_role("dialog")
    dialog.get_by_label("w0").fill("abc")
    dialog.get_by_label("v1").fill("99")
    use = dialog.get_by_role("button", name="Use these numbers")
    use.click()
    dialog.get_by_text("No numbers within the sliders' reach: w0, v1.").wait_for()
    dialog.get_by_label("v1").fill("-2")
    dialog.get_by_label("w0").fill("2,345")
    use.click()
    dialog.wait_for(state="detached")
    hand.rest()
    assert "w0=2.345" in hand.page.url
    assert "b0=0.3337" in hand.page.url
    x, y = hand.curve("units", "v·h0")
    assert_allclose(y, 2 * np.maximum(0, 2.345 * np.array(x) + 0.3337), atol=1e-9)


def test_the_frame_s_sliders_move_the_axes_and_the_page_lives_on(hand):
    hand.open()
    hand.page.get_by_role("button", name="Frame").click()
    hand.page.focus(".st-key-window input")
    hand.page.keyboard.press("ArrowLeft")
    hand.rest()
    hand.page.keyboard.press("Escape")
    assert "window=-6" in hand.page.url
    assert hand.curve("composite", "y")[0][0] == -6
    hand.drag(hand.thumb("c"), right_of(hand.thumb("c"), 20))
    assert_draws_its_sliders(hand)


def test_a_press_without_a_move_leaves_nothing_behind(hand):
    hand.open()
    hand.drag(hand.thumb("w2"), right_of(hand.thumb("w2"), 40))
    hand.page.mouse.click(*hand.thumb("w2"))
    hand.page.focus(".st-key-b1 input")
    hand.page.keyboard.press("Tab")
    hand.rest()
    hand.page.get_by_role("button", name="Start over").click()
    hand.page.wait_for_timeout(1500)
    assert network_of(hand).weight.tolist() == [unit[0] for unit in OPENING.units]
    assert_draws_its_sliders(hand)


def test_a_corner_put_back_where_it_was_does_not_stay_in_hand(hand):
    hand.open()
    start, away = hand.place("units", -3, 0), hand.place("units", -1, 0)
    with hand.held(start, away):
        hand.page.mouse.move(*start)
        hand.page.wait_for_timeout(60)
    choose_example(hand, "A bump")
    hand.page.wait_for_timeout(2500)
    assert hand.curve("composite", "y") == ([-5, -1, 0, 1, 5], [0, 0, 2, 0, 0])


def test_a_held_corner_s_bias_comes_back_with_its_weight(hand):
    hand.open("?hold=corner")
    start = hand.thumb("w2")
    with hand.held(start, right_of(start, 60)):
        hand.page.mouse.move(*start)
        hand.page.wait_for_timeout(60)
    assert (hand.shown("w2"), hand.shown("b2")) == (1.5, 1.5)


def test_with_the_corner_held_quick_keys_leave_slider_and_address_alike(hand):
    hand.open("?hold=corner")
    hand.page.locator(".st-key-w2 input").focus()
    for _ in range(20):
        hand.page.keyboard.press("ArrowRight")
    hand.page.wait_for_function("() => /w2=2.5/.test(location.search)")
    hand.rest()
    hand.page.wait_for_timeout(700)
    assert (hand.shown("w2"), hand.shown("b2")) == (2.5, 2.5)
    assert "b2=2.5" in hand.page.url


def test_a_warning_leaves_the_page_in_its_style(hand):
    hand.open("?hold=corner")
    corner, start = hand.page.locator(".st-key-corner"), hand.thumb("w0")
    before = corner.bounding_box()
    hand.drag(start, (start[0] - 400, start[1]))
    hand.page.get_by_text("at the end of its slider").wait_for()
    hand.page.wait_for_timeout(500)
    assert corner.bounding_box() == before


def test_a_press_beside_the_track_moves_nothing(hand):
    hand.open()
    before = hand.drawn()
    box = hand.page.locator(".st-key-w2 label").bounding_box()
    with hand.held((box["x"] + 5, box["y"] + 8), (box["x"] + 15, box["y"] + 8)):
        assert hand.drawn() == before


@phone
def test_a_second_finger_does_not_take_over(hand):
    hand.open()
    first, second = hand.place("composite", -3, -4), hand.place("composite", 2, 2)
    session = hand.page.context.new_cdp_session(hand.page)

    def touch(kind, *places):
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        hand.page.wait_for_timeout(60)

    touch("touchStart", first)
    touch("touchMove", right_of(first, 25))
    touch("touchStart", right_of(first, 25), second)
    touch("touchMove", right_of(first, 25), right_of(second, 25))
    touch("touchEnd")
    hand.page.wait_for_timeout(2500)
    assert f"b0={hand.shown('b0'):g}" in hand.page.url
    assert_draws_its_sliders(hand)


def test_another_theme_brings_another_ink(hand):
    hand.open()
    ink = "() => document.querySelector('.st-key-composite .js-plotly-plot').layout.font.color"
    assert hand.page.evaluate(ink) == "#31333F"
    hand.page.emulate_media(color_scheme="dark")
    hand.page.wait_for_timeout(1500)
    hand.rest()
    assert hand.page.evaluate(ink) == "#FAFAFA"
    assert_draws_its_sliders(hand)


def test_a_ray_keeps_an_exact_output_weight(hand):
    hand.open("?v3=-2.333")
    x, y = (ends[0] for ends in hand.curve("units", "end3"))
    hand.drag(hand.place("units", x, y), hand.place("units", x, y - 1))
    assert "v3=-2.333" in hand.page.url
    assert "w3=" in hand.page.url


def choose_example(hand, name):
    hand.page.click(".st-key-example input")
    hand.page.get_by_role("option", name=name).click()
    hand.rest()


def test_an_example_is_drawn_whole_and_undone(hand):
    hand.open()
    first = hand.drawn()
    choose_example(hand, "The course lab's answer")
    assert hand.curve("composite", "y") == ([0, 1, 2, 3], [2, 0, 1, 4])
    assert "unit 1 is still on" in hand.readout()
    hand.page.keyboard.press("Control+z")
    hand.rest()
    assert hand.drawn() == first
    assert "unit 1 is still on" not in hand.readout()
