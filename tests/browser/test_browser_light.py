"""The light page without a class: framed in a course page, and as a handout from a disk."""

import re

import pytest
from chromium import new_page
from numpy.testing import assert_allclose
from screens import PHONE
from test_browser_access import violations
from user import User

from relu_explorer import ReluNetwork

LINK = "frame?n=2&w0=-1.5&b0=0.7&v0=2&w1=1&b1=-1&v1=-0.5&c=0.25&probe=-1&lang=en"
NETWORK = ReluNetwork([-1.5, 1.0], [0.7, -1.0], [2.0, -0.5], 0.25)
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def phone(browser):
    context = browser.new_context(**PHONE)
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(error))
    yield page
    assert not faults
    context.close()


def value(page):
    text = page.inner_text("#sum").replace("−", "-").replace("≈", "=")
    return float(text.split("=")[-1].replace(" ", ""))


def comes_to(page, expected):
    """Wait for a value: texts are up to 200 ms behind, and more on a busy machine."""
    for _ in range(100):
        if abs(value(page) - expected) <= 5e-4:
            return
        page.wait_for_timeout(100)
    assert_allclose(value(page), expected, atol=5e-4)


def is_drawn(page):
    page.wait_for_selector("#end a[href*=probe]")
    page.evaluate("() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))")


def test_a_frame_shows_the_network_of_its_link_and_is_moved(phone, address):
    phone.goto(address + LINK)
    is_drawn(phone)
    assert_allclose(value(phone), NETWORK(-1.0), atol=5e-4)
    phone.locator("input[name=w0]").focus()
    phone.keyboard.press("ArrowRight")
    moved = ReluNetwork([-1.45, 1.0], [0.7, -1.0], [2.0, -0.5], 0.25)
    comes_to(phone, moved(-1.0))
    assert "w0=-1.45" in phone.get_attribute("#end a", "href")
    phone.get_by_role("button", name="Start over").click()
    comes_to(phone, NETWORK(-1.0))
    assert "w0=-1.5&" in phone.get_attribute("#end a", "href")
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        assert violations(phone, RULES) == []


def test_a_swipe_from_a_slider_scrolls_and_changes_nothing(browser, address):
    page = new_page(browser, **PHONE)
    student, slider = User(page, address), page.locator("input[name=b0]")
    student.charts = ()
    student.open(LINK)
    is_drawn(page)
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    for part in (0.2, 0.5, 0.9):
        start = box["x"] + part * box["width"], y
        with student.touched(start, (start[0] + 5, y - 250)):
            pass
        assert page.evaluate("scrollY") > 100
        assert slider.input_value() == "0.7"
        page.evaluate("scrollTo(0, 0)")
    comes_to(page, NETWORK(-1.0))
    with student.touched(start, (start[0] - 20, y)):  # sideways, it is moved
        pass
    assert float(slider.input_value()) > 5
    student.open("frame?n=1&w0=1.234&b0=-1.234&v0=1")  # numbers that the sliders cannot have
    is_drawn(page)
    box = slider.bounding_box()
    start = box["x"] + 0.2 * box["width"], box["y"] + box["height"] / 2
    with student.touched(start, (start[0] + 5, start[1] - 250)):
        pass
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)
    shown = page.locator("#sliders output").all_inner_texts()
    assert shown[:2] == ["1.234", "−1.234"]
    page.context.close()


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("w0=abc&b0=&v0=1e999", "w0, b0, v0"),
        ("n=99&probe=NaN&w1=2", "n, probe"),
        ("window=3&window=-3&c=0x", "c, window"),
        ("height=1&w9=4&other=<b>", "height"),
    ],
)
def test_what_a_link_cannot_mean_is_named_and_the_rest_is_drawn(phone, address, query, named):
    phone.goto(f"{address}frame?lang=en&{query}")
    is_drawn(phone)
    assert phone.inner_text("#status") == f"Not understood in the link: {named}."
    assert phone.locator("fieldset").count() == 5


def test_a_course_page_may_frame_it_and_nothing_else_is_allowed(phone, address):
    policy = phone.request.get(address + LINK).headers["content-security-policy"]
    assert "frame-ancestors" not in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    phone.set_content(f'<iframe src="{address}{LINK}" width="380" height="700"></iframe>')
    frame = phone.frame_locator("iframe")
    frame.locator("#composite .y[points]").wait_for(state="attached")
    frame.get_by_text("y(−1)").wait_for()


def test_the_handout_with_sliders_works_from_a_disk_alone(user, address, phone, tmp_path):
    user.open("?w0=-1.5&b0=0.7")
    user.page.get_by_text("Save and share").click()
    user.page.click("button[value=frame]")
    code = user.page.locator("textarea").last.input_value()
    with user.page.expect_download() as download:
        user.page.click("button[value=moving]")
    file = tmp_path / "relu.html"
    file.write_bytes(download.value.path().read_bytes())
    framed = re.search('src="(.*?)"', code)[1].replace("&amp;", "&")
    phone.goto(framed)
    is_drawn(phone)
    expected = phone.inner_text("#sum")
    phone.context.set_offline(True)
    asked = []
    phone.on("request", lambda one: asked.append(one.url))
    phone.goto(file.as_uri())
    is_drawn(phone)
    assert phone.inner_text("#sum") == expected
    assert [one for one in asked if not one.startswith("data:")] == [file.as_uri()]
    phone.locator("input[name=c]").focus()
    phone.keyboard.press("ArrowRight")
    phone.wait_for_timeout(300)
    assert phone.inner_text("#sum") != expected
    assert phone.get_attribute("#end a", "href").startswith(f"{address}?n=4&w0=-1.5&")
