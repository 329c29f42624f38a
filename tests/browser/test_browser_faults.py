"""What a learner keeps when something breaks: the network, the window, the task's progress."""

import contextlib

import psutil
import pytest
from chromium import ROOT, free_port, new_page, serve, wait_for_charts
from conftest import is_noise
from line import line_to
from playwright.sync_api import Error
from proxy import serve_behind_proxy
from screens import DESKTOP
from user import User

LINE = "path.js-line[d^=M]"
PAGES = {
    "": LINE,
    "one_unit": LINE,
    "adding_up": LINE,
    "lab": LINE,
    "training": LINE,
    "train": LINE,
    "any_curve": LINE,
    "questions": "text=What learners ask",
}
SET = "?w0=-1&b0=-1.5&probe=2&window=-3&window=8"


@pytest.fixture
def page(browser):
    page = new_page(browser, **DESKTOP)
    yield page
    page.context.close()


def move(user, key="w2", by=40):
    """Drag a slider and wait until Python has answered; gives its value."""
    formula = user.page.locator(".katex annotation").first
    before = formula.text_content()
    start = user.thumb(key)
    user.drag(start, (start[0] + by, start[1]))
    user.page.wait_for_function(
        "before => document.querySelector('.katex annotation')?.textContent !== before", arg=before
    )
    user.rest()
    return user.shown(key)


def wait_until_served(page):
    """Wait for the connection to come back, and until the sliders can be moved, and lie still."""
    page.wait_for_timeout(500)
    page.wait_for_function(
        """() => {
            if (document.querySelector('[data-testid=stStatusWidget], [data-testid=stDialog]'))
                return window.stillSince = 0;
            const sliders = [...document.querySelectorAll('.stSlider input')];
            const boxes = sliders.map(input => [
                input.disabled, ...Object.values(input.getBoundingClientRect().toJSON())]).join();
            if (!sliders.length || sliders.some(input => input.disabled) || window.boxes !== boxes)
                [window.boxes, window.stillSince] = [boxes, performance.now()];
            return window.stillSince && performance.now() - window.stillSince > 500;
        }""",
        timeout=30_000,
    )
    wait_for_charts(page)


def state(user):
    keys = [f"{symbol}{unit}" for symbol in "wbv" for unit in range(4)] + ["c", "probe"]
    return [user.shown(key) for key in keys], user.drawn(), user.page.url


def comes_back_to(user, before):
    """Wait until all is as it was, 10 s at most: on a busy machine the last of it comes late.

    Gives what it is then.
    """

    def look():
        with contextlib.suppress(Error):  # a slider is being drawn
            return state(user)

    return user.comes_to(look, before)


def test_a_killed_process_costs_a_visitor_nothing(page):
    with serve_behind_proxy(2) as (address, processes, _):
        user = User(page, address)
        user.open(SET)
        move(user)
        before = state(user)
        serving = [p for p in processes if any(c.status == "ESTABLISHED" for c in connections(p))]
        for process in serving[:1]:
            process.kill()
        wait_until_served(page)
        assert serving
        assert comes_back_to(user, before) == before
        moved = move(user, "w1")
        page.reload()
        wait_until_served(page)
        assert (user.shown("w1"), state(user)[0][0]) == (moved, -1)


def connections(process):
    with contextlib.suppress(psutil.Error):
        return psutil.Process(process.pid).net_connections("tcp")
    return []


def test_a_restarted_server_finds_the_task_as_it_was(page):
    port = free_port()
    with serve(ROOT / "app.py", port=port) as (address, _):
        user = User(page, address)
        user.open("adding_up?task=biases&done=turn.mirror&sum_w0=1.5")
        move(user, "sum_w1", 25)
        before = page.url
    page.wait_for_timeout(500)
    with serve(ROOT / "app.py", port=port):
        wait_until_served(page)
        user.open(page.url.removeprefix(address))
        assert page.url == before
        assert user.shown("sum_w0") == 1.5
        assert "2 of 35" in page.inner_text(".st-key-header")


def test_a_page_that_was_left_open_goes_on_after_a_restart(page):
    port = free_port()
    with serve(ROOT / "app.py", port=port) as (address, _):
        user = User(page, address)
        user.open(SET)
        move(user)
        before = state(user)
    with serve(ROOT / "app.py", port=port):
        wait_until_served(page)
        assert comes_back_to(user, before) == before
        move(user, "b1")


def test_a_lost_line_costs_nothing_and_a_slow_one_only_time(page, address):
    with line_to(address) as line:
        user = User(page, line.address)
        user.open(SET)
        move(user)
        before = state(user)
        line.cut()
        page.wait_for_timeout(3000)
        line.mend()
        wait_until_served(page)
        assert comes_back_to(user, before) == before
        line.delay = 0.3
        moved = move(user, "w1")
        wait_until_served(page)
        assert user.shown("w1") == moved
        assert f"w1={moved:g}" in page.url


def test_what_is_dropped_on_a_dead_line_arrives_when_it_is_back(page, address):
    with line_to(address) as line:
        user = User(page, line.address)
        user.open(SET)
        line.cut()
        page.wait_for_timeout(1000)
        start, corner = user.thumb("w1"), user.place("units", -1.5, 0)
        user.drag(start, (start[0] + 40, start[1]))  # Streamlit's sliders are locked meanwhile
        user.drag(corner, (corner[0] + 60, corner[1]))
        dropped = user.curve("units", "corner0")[0]
        line.mend()
        wait_until_served(page)
        page.wait_for_function("() => !/b0=-1.5(&|$)/.test(location.search)")
        user.rest()
        assert user.curve("units", "corner0")[0] == dropped
        assert f"b0={dropped[0]:g}" in page.url
        assert user.shown("w1") == -0.5
        move(user, "w1")


def test_a_laptop_that_slept_finds_its_page_after_its_session_is_forgotten(page):
    port = free_port()
    with contextlib.ExitStack() as stack:
        first = contextlib.ExitStack()
        address, _ = first.enter_context(serve(ROOT / "app.py", port=port))
        line = stack.enter_context(line_to(address))
        user = User(page, line.address)
        user.open(SET)
        move(user)
        before = state(user)
        line.cut()
        first.close()  # forgets every session
        stack.enter_context(serve(ROOT / "app.py", port=port))
        line.mend()
        wait_until_served(page)
        assert comes_back_to(user, before) == before
        move(user, "b1")


def test_a_reload_in_the_middle_of_a_drag_keeps_what_was_released(user):
    user.open(SET)
    kept = move(user)
    start = user.thumb("w1")
    user.page.mouse.move(*start)
    user.page.mouse.down()
    user.page.mouse.move(start[0] + 30, start[1])
    user.page.reload()
    wait_for_charts(user.page)
    user.page.mouse.up()
    assert (user.shown("w0"), user.shown("w2"), user.shown("w1")) == (-1, kept, -0.5)
    move(user, "w1")


def test_two_tabs_do_not_touch_each_other(user):
    user.open(SET)
    other = User(user.page.context.new_page(), user.address)
    other.open("?w0=2")
    moved = move(other, "w0")
    kept = move(user, "w3")
    assert (user.shown("w0"), other.shown("w0")) == (-1, moved)
    assert (user.shown("w3"), other.shown("w3") == kept) == (kept, False)


def test_every_page_keeps_to_the_content_security_policy(page):
    said = []
    page.on("console", lambda message: None if is_noise(message) else said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    with serve_behind_proxy(1) as (address, _, _):
        for path, chart in PAGES.items():
            answer = page.goto(address + path)
            assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
            page.wait_for_selector(chart, state="attached")
        page.goto(address + "any_curve")
        page.get_by_text("Take it along").click()
        with page.expect_download() as download:
            page.get_by_text("Data (CSV)").click()
        assert "x,y" in download.value.path().read_text(encoding="utf-8")
    assert not said
