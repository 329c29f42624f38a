"""What only a browser shows: the drag, the links, a phone's screen, the keyboard."""

import random
from urllib.parse import urlencode

import numpy as np
import pytest
from app_pages import hostile_link
from conftest import listened_to
from numpy.testing import assert_allclose
from screens import phone
from user import IN_HASTE, User, right_of

from relu_explorer import ReluNetwork
from relu_explorer.questions.presets import OPENING

pytestmark = pytest.mark.usefixtures("staying")


def network_of(user, units=4):
    values = [[user.shown(f"{symbol}{unit}") for unit in range(units)] for symbol in "wbv"]
    return ReluNetwork(*values, user.shown("c"))


def assert_draws_its_sliders(user, units=4):
    x, y = user.curve("composite", "y")
    assert_allclose(network_of(user, units)(np.array(x)), y, atol=1e-9)


def test_both_charts_follow_while_the_slider_is_held(user):
    user.go()
    before, link = user.drawn(), user.page.url
    with user.held(user.thumb("w2"), right_of(user.thumb("w2"), 40)):
        held = user.drawn()
        assert held["units"] != before["units"]
        assert held["composite"] != before["composite"]
        assert user.page.url == link
        assert "Unit 2" in user.readout()
        assert_draws_its_sliders(user)
    assert user.page.url != link


def test_numpy_s_numbers_draw_what_the_preview_drew(user):
    user.go()
    rng = random.Random(1)
    for _ in range(8):
        key = rng.choice("wbv") + rng.choice("0123")
        with user.held(user.thumb(key), right_of(user.thumb(key), rng.uniform(-60, 60)), moves=4):
            preview, numbers = user.drawn(), user.curve("composite", "y")
        assert user.drawn() == preview
        assert_allclose(user.curve("composite", "y"), numbers, atol=1e-9)


def test_a_click_on_the_track_and_the_keys_move_the_charts(user):
    user.go()
    before = user.drawn()
    user.page.mouse.click(*right_of(user.thumb("b2"), 50))
    user.rest()
    assert user.drawn() != before
    assert_draws_its_sliders(user)
    user.page.focus(".st-key-v3 input")
    for key in ("ArrowLeft", "ArrowLeft", "PageUp", "Home"):
        before = user.drawn()
        user.page.keyboard.press(key)
        user.page.wait_for_timeout(60)
        assert user.drawn()["composite"] != before["composite"]
        user.rest()
    assert user.shown("v3") == -5
    assert_draws_its_sliders(user)


@phone
def test_a_finger_drags_slider_and_corner_without_scrolling(user):
    user.go()
    main = user.page.locator("[data-testid=stMain]")
    main.evaluate("(e, by) => e.scrollBy(0, by)", user.thumb("w1")[1] - 640)
    scrolled = main.evaluate("e => e.scrollTop")
    start = user.drawn()
    with user.touched(user.thumb("w1"), right_of(user.thumb("w1"), 60)):
        assert user.drawn()["composite"] != start["composite"]
    assert_draws_its_sliders(user)
    x, y = (ends[0] for ends in user.curve("composite", "corner0"))
    corner = user.place("composite", x, y)
    with user.touched(corner, (corner[0] + 60, corner[1] - 30)):
        held = user.shown("b0")
        assert held != OPENING.units[0][1]
    assert user.shown("b0") == held
    assert f"b0={held:g}" in user.page.url
    assert main.evaluate("e => e.scrollTop") == scrolled


HANDLES = [("corner0", "units"), ("end2", "units"), ("corner1", "composite"), ("probe", "units")]


def beginning(user, handle, chart, source):
    """A place within a finger's reach of something that can be dragged."""
    xs, ys = user.curve(chart, handle)
    x, y = user.place(chart, xs[0], ys[0] if handle != "probe" else 0.0)
    return x + source.uniform(-12, 12), y + source.uniform(-12, 12)


@phone
def test_a_swipe_up_or_down_scrolls_and_one_sideways_takes_hold(user):
    """Also from where the charts can be dragged; the end of a ray turns after a moment's rest."""
    user.go()
    main, source = user.page.locator("[data-testid=stMain]"), random.Random(5)
    for number in range(12):
        handle, chart = HANDLES[number % 4]
        before = user.drawn()
        start = beginning(user, handle, chart, source)
        end = start[0] + source.uniform(-20, 20), start[1] - source.uniform(60, 160)
        with user.touched(start, end, moves=6):
            pass
        assert main.evaluate("e => e.scrollTop") > 20, handle
        main.evaluate("e => e.scrollTo(0, 0)")
        assert user.comes_to_draw(before), handle
    for number in range(12):
        handle, chart = HANDLES[number % 4]
        before = user.drawn()
        start = beginning(user, handle, chart, source)
        end = start[0] + (40, -40)[number // 4 % 2], start[1] + source.uniform(-15, 15)
        with user.touched(start, end, moves=6):
            assert user.drawn() != before, handle
    start = user.place("units", *(ends[0] for ends in user.curve("units", "end2")))
    turned = user.shown("w2")
    with user.touched(start, (start[0], start[1] - 60), moves=6, late=300):
        pass
    assert main.evaluate("e => e.scrollTop") > 20  # no rest, though a slow page hears of it late
    main.evaluate("e => e.scrollTo(0, 0)")
    user.rest()
    assert user.shown("w2") == turned
    with user.touched(start, (start[0], start[1] + 30), rest=250):
        pass
    assert user.shown("w2") != turned
    assert main.evaluate("e => e.scrollTop") == 0


@phone
def test_a_swipe_from_a_track_scrolls_and_a_tap_on_it_moves_the_slider(user):
    user.go()
    main = user.page.locator("[data-testid=stMain]")
    x, y = user.thumb("w0")
    with user.touched((x + 90, y), (x + 98, y - 150)):
        pass
    assert main.evaluate("e => e.scrollTop") > 20
    assert user.shown("w0") == -1
    main.evaluate("e => e.scrollTo(0, 0)")
    user.rest()
    x, y = user.thumb("w0")
    with user.touched((x + 90, y), (x + 90, y), moves=0):
        pass
    assert user.comes_to(lambda: user.shown("w0") > 1, expected=True)
    assert main.evaluate("e => e.scrollTop") == 0


@phone
def test_on_a_phone_slider_and_charts_are_in_view_together(user):
    user.go()
    width = user.page.evaluate("document.documentElement.scrollWidth")
    assert width == 390
    for key in ("w0", "v3", "c", "probe"):
        user.page.focus(f".st-key-{key} input")
        user.page.locator(f".st-key-{key} [data-rac][style*='left']").scroll_into_view_if_needed()
        x, y = user.thumb(key)
        chart = user.page.locator(".st-key-composite").bounding_box()
        assert chart["y"] >= 0
        assert chart["y"] + chart["height"] < y < 844, key
        hit = user.page.evaluate(
            "([x, y]) => !!document.elementFromPoint(x, y).closest('.stSlider')", [x, y]
        )
        assert hit, key


def test_a_corner_dragged_on_a_chart_moves_slider_address_and_charts(user):
    for chart, y in (("units", 0), ("composite", -4)):
        user.go()
        with user.held(user.place(chart, -3, y), user.place(chart, -1.52, 1)):
            assert user.shown("b0") == -1.5
            assert_draws_its_sliders(user)
        assert user.shown("b0") == -1.5
        assert "b0=-1.5" in user.page.url
        assert_draws_its_sliders(user)


def test_a_dragged_corner_comes_to_rest_on_a_round_place(user):
    user.go()
    user.drag(user.place("units", -1, 0), user.place("units", 0.52, 1))
    assert user.curve("units", "corner2")[0] == [0.5]
    assert "b2=-0.75" in user.page.url
    assert_draws_its_sliders(user)


def test_the_charts_stay_below_the_navigation(user):
    user.go("?n=8")
    user.page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 400)")
    user.page.wait_for_timeout(300)
    header = user.page.locator("[data-testid=stHeader]").bounding_box()
    for chart in ("units", "composite"):
        assert user.page.locator(f".st-key-{chart}").bounding_box()["y"] >= header["height"] - 1


def test_on_a_low_screen_the_sliders_can_be_reached(user):
    user.page.set_viewport_size({"width": 844, "height": 390})
    user.go()
    user.page.locator(".st-key-w0").scroll_into_view_if_needed()
    before = user.drawn()
    user.drag(user.thumb("w0"), right_of(user.thumb("w0"), 20))
    assert user.drawn() != before


@phone
def test_on_a_phone_both_charts_have_one_scale_of_x(user):
    user.go()
    assert abs(user.place("units", 2, 0)[0] - user.place("composite", 2, 0)[0]) < 1


# How often something on the page changes within a second.
CHANGES = """() => new Promise(resolve => {
    let changes = 0;
    const observer = new MutationObserver(records => { changes += records.length; });
    observer.observe(document.body, {subtree: true, childList: true, attributes: true});
    setTimeout(() => { observer.disconnect(); resolve(changes); }, 1000);
})"""


def test_charts_that_are_hidden_for_a_while_are_not_taken_for_stacked(user):
    user.go()
    drawn = user.drawn()
    style = "document.querySelector('.st-key-charts').style"
    user.page.evaluate(f"{style}.display = 'none'")
    user.page.focus(".st-key-w2 input")
    for key in ("ArrowRight", "ArrowLeft"):
        user.page.keyboard.press(key)
        user.page.wait_for_timeout(1500)
    user.page.evaluate(f"{style}.display = ''")
    user.page.wait_for_timeout(500)
    assert user.drawn() == drawn


def test_what_plotly_draws_by_itself_does_not_stay(user):
    user.go("?n=3&on1=false")
    before = user.drawn()
    user.page.evaluate(
        """() => document.querySelectorAll('.st-key-composite path.js-line')
            .forEach(line => line.setAttribute('d', 'M0,0L9,9'))"""
    )
    user.page.evaluate("() => document.body.append(document.createElement('i'))")
    assert user.comes_to_draw(before)


def test_what_could_not_be_drawn_is_drawn_a_moment_later(user):
    """Without anything on the page that changes, and would wake it."""
    user.go()
    before = user.drawn()
    user.page.evaluate(
        """() => {
            const {react} = Plotly;
            let still = 2;
            Plotly.react = (...all) => still-- > 0 ? undefined : react(...all);
            const graph = document.querySelector(".st-key-composite .js-plotly-plot");
            react(graph, [], graph.layout, graph._context);
        }"""
    )
    assert user.comes_to_draw(before)


@pytest.mark.parametrize("link", ["?on0=false&v1=0", "lab", "train"])
def test_a_page_that_nobody_touches_lies_still(user, link):
    user.go(link)
    user.page.wait_for_timeout(1500)
    assert user.page.evaluate(CHANGES) == 0


# By how many pixels a ray end's number stands beside the middle of its marker, at most.
NUMBERS_ASIDE = """() => Math.max(...[...document.querySelectorAll('.st-key-units .trace')]
    .filter(trace => trace.querySelector('text') && trace.style.display !== 'none')
    .map(trace => {
        const [point, text] = ['path.point', 'text'].map(
            part => trace.querySelector(part).getBoundingClientRect());
        return Math.hypot(point.x + point.width / 2 - text.x - text.width / 2,
                          point.y + point.height / 2 - text.y - text.height / 2);
    }))"""


def test_a_ray_is_turned_by_its_end_about_its_corner(user):
    user.go()
    x, y = (ends[0] for ends in user.curve("units", "end3"))
    with user.held(user.place("units", x, y), user.place("units", 4.5, 3)):
        assert user.page.evaluate(NUMBERS_ASIDE) < 2
        assert (
            "corner at x = 2; v·h has slope 0 on its left, slope 1.25 on its right"
            in user.readout()
        )
    assert (user.shown("w3"), user.shown("b3"), user.shown("v3")) == (0.5, -1, 2.5)
    user.comes_to_read("corner at x = 2")
    assert_draws_its_sliders(user)


def test_the_probe_is_dragged_on_the_chart(user):
    user.go()
    with user.held(user.place("composite", 0.5, 5.5), user.place("composite", -2, 5)):
        assert "y(−2) = 0 + 0 − 3 + 0 + 0 = −3" in user.readout()
    assert user.shown("probe") == -2
    assert "probe=-2" in user.page.url


def test_the_cursor_shows_what_can_be_taken_hold_of(user):
    user.go()
    x, y = (ends[0] for ends in user.curve("units", "end3"))
    places = {
        "ew-resize": user.place("units", -3, 0),
        "grab": user.place("units", x, y),
        "col-resize": user.place("units", 0.5, 5),
        "": user.place("units", -1, -5),
    }
    for cursor, place in places.items():
        user.page.mouse.move(*place)
        layer = user.page.locator(".st-key-units .nsewdrag").first
        assert layer.evaluate("e => e.style.cursor") == cursor


def test_with_the_corner_held_the_bias_is_shown_following(user):
    user.go("?hold=corner")
    with user.held(user.thumb("w2"), right_of(user.thumb("w2"), -70)):
        assert user.shown("w2") < 0
        assert_allclose(user.shown("b2"), user.shown("w2"), atol=1e-9)
        assert "corner at x = −1" in user.readout()
        preview = user.drawn()
    assert user.drawn() == preview
    assert_allclose(user.shown("b2"), user.shown("w2"), atol=1e-9)


def test_numbers_stay_on_their_discs_when_plotly_draws_anew(user):
    """It keeps the nodes that have been moved, for other units maybe."""
    user.go()
    for key, by in (("w2", -60), ("v3", 90)):
        user.drag(user.thumb(key), right_of(user.thumb(key), by))
    solo = user.page.locator("[class*=solo] button").first
    z, h = (user.page.get_by_role("button", name=name, exact=True) for name in "zh")
    for pressed in (solo, solo, z, h):
        pressed.click()
        user.rest()
        assert user.page.evaluate(NUMBERS_ASIDE) < 2


def test_a_sum_that_is_lost_is_said_before_the_unit_in_hand(user):
    user.go()
    start = user.thumb("b1")
    user.drag(start, right_of(start, 10))
    user.comes_to_read("corner at")
    user.go("?w0=0&b0=10&v0=3")
    start = user.thumb("w0")
    with user.held(start, right_of(start, 3)):
        user.comes_to_read("Unit 0")
    user.comes_to_read("Nothing of the sum lies inside the frame")


def test_nothing_flashes_jumps_or_shifts(user):
    user.go()
    for key in ("w2", "b0", "c"):
        user.watch()
        user.drag(user.thumb(key), right_of(user.thumb(key), 40))
        user.page.wait_for_timeout(1000)
        watched = user.watched()
        assert watched["frames"] > 5
        assert (watched["missing"], watched["moved"], watched["shift"]) == (0, 0, 0)


def test_a_link_opens_the_same_state(user):
    rng = random.Random(3)
    for _ in range(3):
        link = {
            f"{symbol}{unit}": rng.randint(-90, 90) / 20 for symbol in "wbv" for unit in range(4)
        }
        user.go("?" + urlencode(link))
        vectors = [[link[f"{symbol}{unit}"] for unit in range(4)] for symbol in "wbv"]
        x, y = user.curve("composite", "y")
        assert_allclose(ReluNetwork(*vectors)(np.array(x)), y, atol=1e-9)
        drawn, url = user.drawn(), user.page.url
        user.page.goto("about:blank")
        user.open(url.removeprefix(user.address))
        assert user.comes_to_draw(drawn)


def test_a_slope_label_hidden_at_first_shows_in_a_drag_after_a_resize(user):
    user.open("?n=1&v0=0&c=8")
    user.page.set_viewport_size({"width": 1100, "height": 720})
    user.page.wait_for_timeout(1000)
    assert "slope 0" not in user.drawn()["composite"]
    with user.held(user.thumb("c"), right_of(user.thumb("c"), -60)):
        assert user.drawn()["composite"].count("slope 0") == 2


def test_garbage_links_open_a_page_that_lives(user):
    user.may_hear = IN_HASTE[:1]
    for seed in range(6):
        link = {
            name: [v[:2000] for v in values]
            for name, values in hostile_link(random.Random(seed)).items()
        }
        user.open("?" + urlencode(link, doseq=True))
        assert not user.page.locator("[data-testid=stException]").count()
        before = user.drawn()
        user.drag(user.thumb("c"), right_of(user.thumb("c"), 30 if user.shown("c") < 5 else -30))
        assert user.drawn() != before


def test_without_plotly_in_reach_the_charts_are_right_at_release(user):
    page = user.page.context.new_page()  # its script would stay
    page.add_init_script(
        "Object.defineProperty(window, 'Plotly', {get: () => undefined, set: () => {}})"
    )
    with listened_to(User(page, user.address)) as user:
        user.open()
        assert_draws_its_sliders(user)
        user.drag(user.thumb("w2"), right_of(user.thumb("w2"), 40))
        user.rest()
        assert user.shown("w2") != OPENING.units[2][0]
        assert_draws_its_sliders(user)


def test_typed_numbers_are_taken_exactly(user):
    user.go("?b0=0.3337")
    user.page.get_by_role("button", name="Type numbers").click()
    dialog = user.page.get_by_role("dialog")
    dialog.get_by_label("w0").fill("abc")
    dialog.get_by_label("v1").fill("99")
    use = dialog.get_by_role("button", name="Use these numbers")
    use.click()
    dialog.get_by_text("No numbers within the sliders' reach: w0, v1.").wait_for()
    dialog.get_by_label("v1").fill("-2")
    dialog.get_by_label("w0").fill("2,345")
    use.click()
    dialog.wait_for(state="detached")
    user.rest()
    assert "w0=2.345" in user.page.url
    assert "b0=0.3337" in user.page.url
    x, y = user.curve("units", "v·h0")
    assert_allclose(y, 2 * np.maximum(0, 2.345 * np.array(x) + 0.3337), atol=1e-9)


def test_the_frame_s_sliders_move_the_axes_and_the_page_lives_on(user):
    user.go()
    user.page.get_by_role("button", name="Frame").click()
    user.page.focus(".st-key-window input")
    user.page.keyboard.press("ArrowLeft")
    user.rest()
    user.page.keyboard.press("Escape")
    assert "window=-6" in user.page.url
    assert user.curve("composite", "y")[0][0] == -6
    user.drag(user.thumb("c"), right_of(user.thumb("c"), 20))
    assert_draws_its_sliders(user)


def test_a_press_without_a_move_leaves_nothing_behind(user):
    user.go()
    user.drag(user.thumb("w2"), right_of(user.thumb("w2"), 40))
    user.page.mouse.click(*user.thumb("w2"))
    user.page.focus(".st-key-b1 input")
    user.page.keyboard.press("Tab")
    user.rest()
    user.page.get_by_role("button", name="Start over").click()
    opening = [unit[0] for unit in OPENING.units]
    assert user.comes_to(lambda: network_of(user).weight.tolist(), opening) == opening
    assert_draws_its_sliders(user)


def test_a_corner_put_back_where_it_was_does_not_stay_in_hand(user):
    user.go()
    start, away = user.place("units", -3, 0), user.place("units", -1, 0)
    with user.held(start, away):
        user.page.mouse.move(*start)
        user.page.wait_for_timeout(60)
    choose_example(user, "A bump")
    bump = ([-5, -1, 0, 1, 5], [0, 0, 2, 0, 0])
    assert user.comes_to(lambda: user.curve("composite", "y"), bump) == bump
    user.page.wait_for_timeout(2500)
    assert user.curve("composite", "y") == bump


def test_a_held_corner_s_bias_comes_back_with_its_weight(user):
    user.go("?hold=corner")
    start = user.thumb("w2")
    with user.held(start, right_of(start, 60)):
        user.page.mouse.move(*start)
        user.page.wait_for_timeout(60)
    assert (user.shown("w2"), user.shown("b2")) == (1.5, 1.5)


def test_with_the_corner_held_quick_keys_leave_slider_and_address_alike(user):
    user.go("?hold=corner")
    user.page.locator(".st-key-w2 input").focus()
    for _ in range(20):
        user.page.keyboard.press("ArrowRight")
    user.page.wait_for_function("() => /w2=2.5/.test(location.search)")
    user.rest()
    assert user.comes_to(lambda: (user.shown("w2"), user.shown("b2")), (2.5, 2.5)) == (2.5, 2.5)
    assert "b2=2.5" in user.page.url


def test_a_warning_leaves_the_page_in_its_style(user):
    user.go("?hold=corner")
    corner, start = user.page.locator(".st-key-corner"), user.thumb("w0")
    before = corner.bounding_box()
    user.drag(start, (start[0] - 400, start[1]))
    user.page.get_by_text("at the end of its slider").wait_for()
    user.page.wait_for_timeout(500)
    assert corner.bounding_box() == before


def test_a_press_beside_the_track_moves_nothing(user):
    user.go()
    before = user.drawn()
    box = user.page.locator(".st-key-w2 label").bounding_box()
    with user.held((box["x"] + 5, box["y"] + 8), (box["x"] + 15, box["y"] + 8)):
        assert user.drawn() == before


def test_a_frame_out_of_sight_keeps_what_an_example_has_set(user):
    """A browser goes on reporting what a closed popover's sliders were."""
    user.go()
    first = user.drawn()
    user.page.get_by_role("button", name="Frame").first.click()
    user.page.get_by_text("From x to x").wait_for()
    user.page.keyboard.press("Escape")
    user.page.get_by_text("From x to x").wait_for(state="detached")
    user.page.get_by_role("combobox", name="Example").click()
    user.page.get_by_role("option", name="Unit 2 falls, the sum rises").click()
    user.rest()
    window = "window=-4&window=4"
    assert window in user.page.url
    user.drag(user.thumb("w0"), right_of(user.thumb("w0"), 20))
    assert window in user.page.url
    user.page.keyboard.press("Control+z")
    user.rest()
    user.page.keyboard.press("Control+z")
    user.rest()
    assert user.comes_to_draw(first)
    user.page.get_by_role("button", name="Frame").first.click()
    box = user.page.locator(".st-key-window [data-rac][style*='left']").nth(1).bounding_box()
    end = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    user.drag(end, right_of(end, 40))
    assert "window=-5&window=10" in user.page.url
    user.page.keyboard.press("Escape")


@phone
def test_a_second_finger_does_not_take_over(user):
    user.go()
    first, second = user.place("composite", -3, -4), user.place("composite", 2, 2)
    session = user.page.context.new_cdp_session(user.page)

    def touch(kind, *places):
        points = [{"x": x, "y": y, "id": k} for k, (x, y) in enumerate(places)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        user.page.wait_for_timeout(60)

    touch("touchStart", first)
    touch("touchMove", right_of(first, 25))
    touch("touchStart", right_of(first, 25), second)
    touch("touchMove", right_of(first, 25), right_of(second, 25))
    touch("touchEnd")
    user.page.wait_for_timeout(2500)
    assert f"b0={user.shown('b0'):g}" in user.page.url
    assert_draws_its_sliders(user)


def test_another_theme_brings_another_ink(user):
    user.go()
    ink = "() => document.querySelector('.st-key-composite .js-plotly-plot')?.layout.font.color"
    assert user.page.evaluate(ink) == "#31333F"
    for theme, colour in (("dark", "#FAFAFA"), ("light", "#31333F")):
        user.page.emulate_media(color_scheme=theme)
        assert user.comes_to(lambda: user.page.evaluate(ink), colour) == colour
        user.rest()
        assert_draws_its_sliders(user)


def test_a_ray_keeps_an_exact_output_weight(user):
    user.go("?v3=-2.333")
    x, y = (ends[0] for ends in user.curve("units", "end3"))
    user.drag(user.place("units", x, y), user.place("units", x, y - 1))
    assert "v3=-2.333" in user.page.url
    assert "w3=" in user.page.url


def choose_example(user, name):
    user.page.click(".st-key-example input")
    user.page.get_by_role("option", name=name).click()
    user.rest()


def test_an_example_is_drawn_whole_and_undone(user):
    user.open()
    first = user.drawn()
    choose_example(user, "The course lab's answer")
    assert user.curve("composite", "y") == ([0, 1, 2, 3], [2, 0, 1, 4])
    user.comes_to_read("unit 1 is still on")
    user.page.keyboard.press("Control+z")
    user.rest()
    assert user.comes_to_draw(first)
    assert "unit 1 is still on" not in user.readout()
