"""The pages of questions in a real browser: alive, kept, and easy to get on with."""

import time

import pytest
from chromium import ROOT, serve, wait_for_charts
from hand import Hand
from numpy.testing import assert_allclose

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
phone = pytest.mark.parametrize("hand", [PHONE], indirect=True)


def right_of(place, pixels):
    return place[0] + pixels, place[1]


def click(hand, role, name, **options):
    hand.page.get_by_role(role, name=name, **options).first.click()
    hand.rest()


def press_until(hand, key, name, value):
    hand.page.focus(f".st-key-{name} input")
    for _ in range(80):
        if abs(hand.shown(name) - value) < 1e-9:
            return
        hand.page.keyboard.press(key)
        hand.page.wait_for_timeout(30)
    raise AssertionError(f"{name} did not reach {value}")


@pytest.mark.parametrize(
    ("path", "key"), [("one_unit", "one_w0"), ("adding_up", "sum_v2"), ("lab", "lab_b1")]
)
def test_both_charts_follow_while_a_slider_is_held(hand, path, key):
    hand.open(path)
    before = hand.drawn()
    with hand.held(hand.thumb(key), right_of(hand.thumb(key), 40)):
        held = hand.drawn()
        assert held["units"] != before["units"] or "lab" in path
        assert held["composite"] != before["composite"] or held["units"] != before["units"]
    assert hand.drawn() == held
    assert f"{key}=" in hand.page.url


def test_nothing_moves_at_a_release_or_when_a_question_is_answered(hand):
    hand.open("one_unit?task=shift")
    hand.watch()
    hand.drag(hand.thumb("one_b0"), right_of(hand.thumb("one_b0"), 20))
    press_until(hand, "ArrowRight" if hand.shown("one_b0") < 4 else "ArrowLeft", "one_b0", 4)
    hand.page.get_by_text("Next question").wait_for()
    hand.page.wait_for_timeout(1000)
    watched = hand.watched()
    assert (watched["missing"], watched["moved"]) == (0, 0)


def test_from_the_start_page_to_a_first_answered_question(hand):
    started = time.monotonic()
    hand.open()
    click(hand, "link", "Start with a question")
    click(hand, "button", "It stays flat at 0")
    click(hand, "radio", "corner")
    press_until(hand, "ArrowRight", "one_w0", 3)
    hand.page.get_by_text("Next question").wait_for()
    assert "– right." in hand.page.inner_text(".st-key-panel")
    assert "✓ w = 3, b = −3, v = 1" in hand.readout()
    click(hand, "button", "Next question")
    assert "task=mirror" in hand.page.url
    assert "done=turn" in hand.page.url
    assert time.monotonic() - started < 60


def test_work_and_progress_are_kept_from_page_to_page_and_over_a_reload(hand):
    hand.open("one_unit?task=shift")
    press_until(hand, "ArrowRight", "one_b0", 4)
    hand.rest()
    click(hand, "link", "Adding up")
    wait_for_charts(hand.page)
    hand.drag(hand.thumb("sum_c"), right_of(hand.thumb("sum_c"), 20))
    lifted = hand.shown("sum_c")
    click(hand, "link", "One unit")
    wait_for_charts(hand.page)
    assert hand.shown("one_b0") == 4
    assert "task=shift" in hand.page.url
    hand.page.reload()
    wait_for_charts(hand.page)
    assert hand.shown("one_b0") == 4
    assert "1 of" in hand.page.inner_text(".st-key-header")
    click(hand, "link", "Adding up")
    wait_for_charts(hand.page)
    assert hand.shown("sum_c") in (lifted, 0)


def test_the_knob_moves_w_b_and_v_but_not_the_curve(hand):
    hand.open("one_unit?task=scale")
    before = hand.curve("composite", "y")
    with hand.held(hand.thumb("one_scale"), right_of(hand.thumb("one_scale"), 60)):
        assert hand.shown("one_w0") > 1.2
        assert hand.curve("units", "h0")[1] != before[1]
        for mine, first in zip(hand.curve("composite", "y"), before, strict=True):
            assert_allclose(mine, first, atol=1e-9)
    assert hand.shown("one_w0") > 1.2
    assert "✓" in hand.readout()


def test_a_locked_unit_cannot_be_taken_hold_of(hand):
    hand.open("lab")
    before = hand.curve("units", "v·h0")
    hand.drag(hand.place("units", 1, 0), hand.place("units", 2, 0.5))
    assert hand.curve("units", "v·h0") == before
    assert "lab_b0" not in hand.page.url


def test_a_corner_dragged_in_the_lab_stays_within_its_sliders_reach(hand):
    hand.open("lab?task=stops")
    hand.drag(hand.place("units", 2, 0), hand.place("units", 2.52, 0.4))
    assert hand.shown("lab_b2") == -5
    hand.drag(hand.place("units", 2.5, 0), hand.place("units", 1.27, 0.4))
    assert hand.shown("lab_b2") == -2.6  # a corner at 1.3
    assert "lab_b2=-2.6" in hand.page.url


def test_stitched_the_gaps_show_and_follow(hand):
    hand.open("adding_up")
    click(hand, "radio", "stitch")
    assert hand.curve("composite", "own2") == ([2, 4], [0, 4])
    with hand.held(hand.thumb("sum_b2"), right_of(hand.thumb("sum_b2"), 15)):
        assert hand.curve("composite", "own2")[0][0] != 2
    assert "Stitched, the curve jumps" in hand.readout()


def test_the_index_opens_a_question_in_its_state(hand):
    hand.page.goto(hand.address + "questions")
    hand.page.get_by_text("Third target: a valley").click()
    wait_for_charts(hand.page)
    assert "task=valley" in hand.page.url
    assert hand.curve("composite", "target") == ([0, 2, 4], [2, 0, 2])


def test_a_lesson_link_is_made_and_opens_the_lesson(hand):
    hand.open("lab?task=stops")
    click(hand, "button", "Link")
    dialog = hand.page.get_by_role("dialog")
    dialog.get_by_text("hints", exact=True).click()
    hand.rest()
    link, frame = dialog.locator("code").all_inner_texts()
    assert link.endswith("lab?task=stops&hide=hints")
    assert f'src="{link}&embed=true"'.replace("&", "&amp;") in frame
    hand.page.goto(link)
    wait_for_charts(hand.page)
    assert not hand.page.get_by_role("button", name="Hint").count()
    click(hand, "link", "One unit")
    wait_for_charts(hand.page)
    assert not hand.page.get_by_role("button", name="Hint").count()
    assert "hide=hints" in hand.page.url


@phone
@pytest.mark.parametrize("path", ["one_unit", "adding_up", "lab", "questions"])
def test_a_phone_shows_the_whole_width(hand, path):
    if path == "questions":
        hand.page.goto(hand.address + path)
        hand.page.get_by_text("What learners ask").wait_for()
    else:
        hand.open(path)
    assert hand.page.evaluate("document.documentElement.scrollWidth") == 390
    main = "document.querySelector('[data-testid=stMain]')"
    assert hand.page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


@phone
def test_on_a_phone_the_way_on_is_in_view_when_a_question_is_answered(hand):
    hand.open("one_unit?task=shift")
    press_until(hand, "ArrowRight", "one_b0", 4)
    hand.page.get_by_text("Next question").wait_for()
    box = hand.page.get_by_role("button", name="Next question").bounding_box()
    assert 0 < box["y"] < 844 - box["height"]
    click(hand, "button", "Next question")
    assert "task=before" in hand.page.url


def test_a_link_to_a_page_opens_it_on_a_server_that_has_just_started(browser):
    with serve(ROOT / "app.py") as (address, _):
        page = browser.new_page()
        hand = Hand(page, address)
        hand.open("lab?task=tent&lab_c=2")
        assert hand.shown("lab_c") == 2
        assert page.get_by_role("link", name="Questions").count() == 1
        page.close()


@pytest.mark.parametrize(
    ("path", "key"), [("training?task=dead", "train_w0"), ("one_unit?task=mirror", "one_w0")]
)
def test_the_page_lives_on_after_a_question_is_answered(hand, path, key):
    hand.open(path)
    hand.page.focus(f".st-key-{key} input")
    for _ in range(2):
        for name in ("Home", "End", "Home", "PageUp", "ArrowRight"):
            hand.page.keyboard.press(name)
            hand.page.wait_for_timeout(150)
    hand.rest()
    click(hand, "button", "Start over")
    click(hand, "button", "Undo")
    assert not hand.page.locator("[data-testid=stException]").count()
    hand.page.locator(f".st-key-{key} input").scroll_into_view_if_needed()
    before = hand.drawn()
    hand.drag(hand.thumb(key), right_of(hand.thumb(key), 15))
    assert hand.drawn() != before
