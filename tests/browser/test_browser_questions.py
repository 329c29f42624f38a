"""The pages of questions in a real browser: alive, kept, and easy to get on with."""

import pytest
from chromium import ROOT, new_page, serve, wait_for_charts
from numpy.testing import assert_allclose
from screens import phone
from user import User, right_of

pytestmark = pytest.mark.usefixtures("staying")


def click(user, role, name, **options):
    user.page.get_by_role(role, name=name, **options).first.click()
    user.rest()


def press_until(user, name, value):
    """Press keys until the slider shows a value; on a busy machine it is seen late: then back."""
    user.page.focus(f".st-key-{name} input")
    for _ in range(80):
        shown = user.shown(name)
        if abs(shown - value) < 1e-9:
            return
        user.page.keyboard.press("ArrowRight" if shown < value else "ArrowLeft")
        user.page.wait_for_timeout(30)
    raise AssertionError(f"{name} did not reach {value}: {shown}")


@pytest.mark.parametrize(
    ("path", "key"), [("one_unit", "one_w0"), ("adding_up", "sum_v2"), ("lab", "lab_b1")]
)
def test_both_charts_follow_while_a_slider_is_held(user, path, key):
    user.go(path)
    before = user.drawn()
    with user.held(user.thumb(key), right_of(user.thumb(key), 40)):
        held = user.drawn()
        assert held["units"] != before["units"] or "lab" in path
        assert held["composite"] != before["composite"] or held["units"] != before["units"]
    assert user.drawn() == held
    assert f"{key}=" in user.page.url


def test_nothing_moves_at_a_release_or_when_a_question_is_answered(user):
    user.open("one_unit?task=shift")
    user.watch()
    user.drag(user.thumb("one_b0"), right_of(user.thumb("one_b0"), 20))
    press_until(user, "one_b0", 4)
    user.page.get_by_text("Next question").wait_for()
    user.page.wait_for_timeout(1000)
    watched = user.watched()
    assert (watched["missing"], watched["moved"]) == (0, 0)


IS_LEAVING = """() => new MutationObserver(() => {
    window.wasLeaving ||= !!document.querySelector("[data-retained]:focus-within");
}).observe(document, {subtree: true, childList: true, attributes: true})"""


def test_nothing_moves_as_one_goes_on_to_a_question_that_has_another_way_on(user):
    """The button that was pressed has the focus: Streamlit keeps it until its run has ended."""
    for _ in range(10):
        user.go("one_unit?task=build")
        user.page.evaluate(IS_LEAVING)
        user.watch()
        click(user, "button", "Skip")
        user.page.get_by_text("Go on:").wait_for()
        watched = user.watched()
        assert (watched["missing"], watched["moved"]) == (0, 0)
        # A run may have ended before the browser has drawn that it began: then there is another.
        if user.page.evaluate("window.wasLeaving"):
            return
    raise AssertionError("nothing was seen leaving")


def test_from_the_start_page_to_a_first_answered_question(user):
    user.open()
    click(user, "link", "Start with a question")
    click(user, "button", "It stays flat at 0")
    click(user, "radio", "corner")
    press_until(user, "one_w0", 3)
    user.page.get_by_text("Next question").wait_for()
    assert "– right." in user.page.inner_text(".st-key-panel")
    user.comes_to_read("✓ w = 3, b = −3, v = 1")
    click(user, "button", "Next question")
    assert "task=mirror" in user.page.url
    assert "done=turn" in user.page.url


def test_work_and_progress_are_kept_from_page_to_page_and_over_a_reload(user):
    user.open("one_unit?task=shift")
    press_until(user, "one_b0", 4)
    user.rest()
    click(user, "link", "Adding up")
    wait_for_charts(user.page)
    user.drag(user.thumb("sum_c"), right_of(user.thumb("sum_c"), 20))
    lifted = user.shown("sum_c")
    click(user, "link", "One unit")
    wait_for_charts(user.page)
    assert user.shown("one_b0") == 4
    assert "task=shift" in user.page.url
    user.page.reload()
    wait_for_charts(user.page)
    assert user.shown("one_b0") == 4
    assert "1 of" in user.page.inner_text(".st-key-header")
    click(user, "link", "Adding up")
    wait_for_charts(user.page)
    assert user.shown("sum_c") in (lifted, 0)


def test_the_knob_moves_w_b_and_v_but_not_the_curve(user):
    user.go("one_unit?task=scale")
    before = user.curve("composite", "y")
    with user.held(user.thumb("one_scale"), right_of(user.thumb("one_scale"), 60)):
        assert user.shown("one_w0") > 1.2
        assert user.curve("units", "h0")[1] != before[1]
        for mine, first in zip(user.curve("composite", "y"), before, strict=True):
            assert_allclose(mine, first, atol=1e-9)
    assert user.shown("one_w0") > 1.2
    user.comes_to_read("✓")


def test_a_locked_unit_cannot_be_taken_hold_of(user):
    user.go("lab")
    before = user.curve("units", "v·h0")
    user.drag(user.place("units", 1, 0), user.place("units", 2, 0.5))
    assert user.curve("units", "v·h0") == before
    assert "lab_b0" not in user.page.url


def test_a_corner_dragged_in_the_lab_stays_within_its_sliders_reach(user):
    user.go("lab?task=stops")
    user.drag(user.place("units", 2, 0), user.place("units", 2.52, 0.4))
    assert user.shown("lab_b2") == -5
    user.drag(user.place("units", 2.5, 0), user.place("units", 1.27, 0.4))
    assert user.shown("lab_b2") == -2.6  # a corner at 1.3
    assert "lab_b2=-2.6" in user.page.url


def test_stitched_the_gaps_show_and_follow(user):
    user.go("adding_up")
    click(user, "radio", "stitch")
    assert user.curve("composite", "own2") == ([2, 4], [0, 4])
    with user.held(user.thumb("sum_b2"), right_of(user.thumb("sum_b2"), 15)):
        assert user.curve("composite", "own2")[0][0] != 2
    user.comes_to_read("Stitched, the curve jumps")


def test_the_index_opens_a_question_in_its_state(user):
    user.go("questions")
    user.page.get_by_text("Third target: a valley").click()
    wait_for_charts(user.page)
    assert "task=valley" in user.page.url
    assert user.curve("composite", "target") == ([0, 2, 4], [2, 0, 2])


def test_a_lesson_link_is_made_and_opens_the_lesson(user):
    user.go("lab?task=stops")
    click(user, "button", "Link")
    dialog = user.page.get_by_role("dialog")
    dialog.get_by_text("hints", exact=True).click()
    user.rest()
    link, frame = dialog.locator("code").all_inner_texts()
    assert link.endswith("lab?task=stops&hide=hints")
    assert f'src="{link}&embed=true"'.replace("&", "&amp;") in frame
    user.page.goto(link)
    wait_for_charts(user.page)
    assert not user.page.get_by_role("button", name="Hint").count()
    click(user, "link", "One unit")
    wait_for_charts(user.page)
    assert not user.page.get_by_role("button", name="Hint").count()
    assert "hide=hints" in user.page.url


def test_what_is_asked_stays_in_sight_above_a_hint(user):
    user.open("one_unit")  # anew: what a teacher's link hides stays hidden
    click(user, "button", "It stays flat at 0")
    click(user, "button", "Hint")
    user.page.get_by_text("1/2:").wait_for()
    user.rest()
    assert user.page.locator(".st-key-panel").evaluate("e => e.scrollHeight - e.clientHeight") == 0


@phone
@pytest.mark.parametrize("path", ["one_unit", "adding_up", "lab", "questions"])
def test_a_phone_shows_the_whole_width(user, path):
    user.go(path)
    if path == "questions":
        user.page.get_by_text("What learners ask").wait_for()
    assert user.page.evaluate("document.documentElement.scrollWidth") == 390
    main = "document.querySelector('[data-testid=stMain]')"
    assert user.page.evaluate(f"{main}.scrollWidth <= {main}.clientWidth")


@phone
def test_on_a_phone_the_way_on_is_in_view_when_a_question_is_answered(user):
    user.go("one_unit?task=shift")
    press_until(user, "one_b0", 4)
    user.page.get_by_text("Next question").wait_for()
    box = user.page.get_by_role("button", name="Next question").bounding_box()
    assert 0 < box["y"] < 844 - box["height"]
    click(user, "button", "Next question")
    assert "task=before" in user.page.url


def test_a_link_to_a_page_opens_it_on_a_server_that_has_just_started(browser):
    with serve(ROOT / "app.py") as (address, _):
        page = new_page(browser)
        user = User(page, address)
        user.open("lab?task=tent&lab_c=2")
        assert user.shown("lab_c") == 2
        assert page.get_by_role("link", name="Questions").count() == 1
        page.context.close()


@pytest.mark.parametrize(
    ("path", "key"), [("training?task=dead", "train_w0"), ("one_unit?task=mirror", "one_w0")]
)
def test_the_page_lives_on_after_a_question_is_answered(user, path, key):
    user.go(path)
    user.page.focus(f".st-key-{key} input")
    for _ in range(2):
        for name in ("Home", "End", "Home", "PageUp", "ArrowRight"):
            user.page.keyboard.press(name)
            user.page.wait_for_timeout(150)
    user.rest()
    click(user, "button", "Start over")
    click(user, "button", "Undo")
    assert not user.page.locator("[data-testid=stException]").count()
    user.page.locator(f".st-key-{key} input").scroll_into_view_if_needed()
    before = user.drawn()
    user.drag(user.thumb(key), right_of(user.thumb(key), 15))
    assert user.drawn() != before


def test_the_probe_s_slider_comes_to_rest_on_whole_numbers(user):
    """A pixel is worth more than its step: without that, 2 would often be between two pixels."""
    user.go("adding_up?task=samex")
    track = "document.querySelector('.st-key-sum_probe [style*=left]').parentElement"
    pixel = 40 / user.page.evaluate(f"{track}.offsetWidth")
    assert pixel > 0.1
    for place in (2, -3, 5, 6, 1):
        start = user.thumb("sum_probe")
        moves = round((place - user.shown("sum_probe")) / pixel)
        user.drag(start, right_of(start, moves))
        assert user.shown("sum_probe") == place


def test_the_last_question_of_a_page_leads_to_the_next_page(user):
    user.go("one_unit?task=scale")
    click(user, "link", "Go on: Why do the unit lines join without gaps?")
    user.page.get_by_text("Choose stitch: each stretch").wait_for()
    assert "adding_up" in user.page.url
    assert "task=seamless" in user.page.url


def test_a_verdict_is_seen_by_its_colour(user):
    user.open("one_unit?task=turn")  # afresh: a test before may have tried it
    note = user.page.locator(".readout .note")
    assert not note.get_attribute("data-verdict")
    press_until(user, "one_w0", 1.1)
    user.page.locator(".note[data-verdict=unmet]").wait_for()
    user.go("one_unit?task=turn&one_w0=3&one_b0=-3")
    user.page.locator(".note[data-verdict=met]").wait_for()


def test_the_heading_says_what_is_drawn(user):
    user.go("adding_up?task=chain&sum_compare=chain")
    heading = user.page.locator(".st-key-composite .annotation-text").first
    for choice, text in (
        (None, "chain, sum dashed"),
        ("stitch", "stitched, sum dashed"),
        ("add", "weighted sum y"),
    ):
        if choice:
            click(user, "radio", choice)
        user.page.locator(".st-key-composite .annotation-text", has_text=text).wait_for()
        assert heading.text_content() == text


@phone
def test_on_a_phone_what_is_asked_and_its_verdict_stay_with_the_charts(user):
    user.open("lab?task=lab")
    user.page.locator(".st-key-predict button").first.tap()
    user.rest()
    for key in ("lab_w1", "lab_b2"):
        user.page.locator(f".st-key-{key}").scroll_into_view_if_needed()
        start = user.thumb(key)
        with user.touched(start, right_of(start, 30)):
            prompt, chart, slider = map(
                user.across, (".st-key-try p", ".st-key-composite", f".st-key-{key}")
            )
        assert 40 < prompt[0] < prompt[1] < chart[0] < chart[1] < slider[0] < slider[1] < 844
        user.page.locator(".note[data-verdict]").wait_for()
        verdict = user.across(".note[data-verdict]")
        assert prompt[1] < verdict[0] < verdict[1] < chart[0]


def test_a_number_is_typed_where_it_stands(user):
    user.open("one_unit?task=turn&one_w0=1.01")
    page, keys = user.page, user.page.keyboard
    field = page.get_by_role("textbox", name="w₀ weight")

    def leaves(text, key):
        page.locator(".st-key-one_w0 [data-testid=stSliderThumbValue]").click()
        keys.type(text)
        keys.press(key)
        user.rest()
        return user.shown("one_w0"), field.count(), "one_w0=" in page.url

    before = page.url
    assert leaves("", "Enter")[1] == 0
    assert page.url == before  # left as it was, a rounded number stays what it is
    assert leaves("−2,5", "Enter") == (-2.5, 0, True)
    assert leaves("3", "Escape") == (-2.5, 0, True)
    assert leaves("a", "Enter") == (-2.5, 1, True)
    assert field.get_attribute("aria-invalid") == "true"
    keys.press("Escape")
    keys.press("Enter")
    keys.type("99")
    page.locator(".st-key-units").click(position={"x": 200, "y": 30})
    user.rest()
    assert (user.shown("one_w0"), field.count()) == (5, 0)
    with user.held(user.thumb("one_w0"), right_of(user.thumb("one_w0"), -30)):
        pass
    assert field.count() == 0
