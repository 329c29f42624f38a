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
from user import User, right_of

from relu_explorer.questions import ALL_TASKS

LINE = "path.js-line[d^=M]"
PAGES = {
    "": LINE,
    "one_unit": LINE,
    "adding_up": LINE,
    "lab": LINE,
    "training": LINE,
    "two_layers": "relu-chart .y[points]",
    "two_inputs": "relu-plane path.cell[d^=M]",
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
    formula = user.page.locator(".aligned").first
    before = formula.text_content()
    start = user.thumb(key)
    user.drag(start, (start[0] + by, start[1]))
    user.page.wait_for_function(
        "before => document.querySelector('.aligned')?.textContent !== before",
        arg=before,
        polling=50,
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
        polling=100,
    )
    wait_for_charts(page)


def state(user):
    keys = [f"{symbol}{unit}" for symbol in "wbv" for unit in range(4)] + ["c", "probe"]
    return [user.shown(key) for key in keys], user.drawn(), user.page.url


def comes_back_to(user, before):
    """Wait until all is as it was; gives what it is then.

    On a busy machine the last of it comes late.
    """

    def look():
        with contextlib.suppress(Error):  # a slider is being drawn
            return state(user)

    return user.comes_to(look, before)


def test_behind_nginx_pages_keep_to_the_policy_and_a_killed_process_costs_nothing(page):
    with serve_behind_proxy(2) as (address, processes, _):
        every_page_keeps_to_the_content_security_policy(page, address)
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


def every_page_keeps_to_the_content_security_policy(page, address):
    with written_by(page) as said:
        for path, chart in PAGES.items():
            answer = page.goto(address + path)
            assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
            page.wait_for_selector(chart, state="attached")
            if path == "any_curve":
                take_data_along(page)
    assert not said


@contextlib.contextmanager
def written_by(page):
    """Gives what the page writes to the console meanwhile, and its errors."""
    said = []

    def on_console(message):
        if not is_noise(message):
            said.append(message.text)

    def on_error(error):
        said.append(str(error))

    page.on("console", on_console)
    page.on("pageerror", on_error)
    yield said
    page.remove_listener("console", on_console)
    page.remove_listener("pageerror", on_error)


def take_data_along(page):
    page.get_by_text("Save and share").click()
    with page.expect_download() as download:
        page.get_by_text("Data (CSV)").click()
    assert "x,y" in download.value.path().read_text(encoding="utf-8")


def connections(process):
    with contextlib.suppress(psutil.Error):
        return psutil.Process(process.pid).net_connections("tcp")
    return []


def test_after_a_restart_tasks_open_pages_and_laptops_that_slept_go_on(page):
    port = free_port()
    with contextlib.ExitStack() as stack:
        with serve(ROOT / "app.py", port=port) as (address, _):
            line = stack.enter_context(line_to(address))
            left_open = User(page, address)
            laptop = User(page.context.new_page(), line.address)
            learner = User(page.context.new_page(), address)
            before = [open_and_move(user) for user in (left_open, laptop)]
            learner.page.bring_to_front()
            learner.open("adding_up?task=biases&done=turn.mirror&sum_w0=1.5")
            move(learner, "sum_w1", 25)
            link = learner.page.url
            line.cut()
        stack.enter_context(serve(ROOT / "app.py", port=port))  # has forgotten every session
        line.mend()
        for user, then in zip((left_open, laptop), before, strict=True):
            user.page.bring_to_front()
            wait_until_served(user.page)
            assert comes_back_to(user, then) == then
            move(user, "b1")
        learner.page.bring_to_front()
        wait_until_served(learner.page)
        learner.open(learner.page.url.removeprefix(address))
        assert learner.page.url == link
        assert learner.shown("sum_w0") == 1.5
        assert f"2 of {len(ALL_TASKS)}" in learner.page.inner_text(".st-key-header")


def open_and_move(user):
    user.page.bring_to_front()  # those behind are drawn seldom
    user.open(SET)
    move(user)
    return state(user)


def test_a_lost_line_costs_nothing_and_a_slow_one_only_time(page, address):
    with line_to(address) as line:
        user = User(page, line.address)
        before = open_and_move(user)
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
        line.delay = 0.0
        what_is_dropped_on_a_dead_line_arrives_when_it_is_back(user, line)


def what_is_dropped_on_a_dead_line_arrives_when_it_is_back(user, line):
    page, locked = user.page, user.shown("w1")
    corner = user.place("units", -1.5, 0)
    with user.held(corner, right_of(corner, 60)):
        line.cut()  # the drop comes before Streamlit's dialog does, or past it
        page.wait_for_selector(".st-key-w1 input:disabled", state="attached")
    dropped = user.curve("units", "corner0")[0]
    start = user.thumb("w1")
    user.drag(start, right_of(start, 40))
    page.wait_for_timeout(21_000)  # longer than it takes to tell it three times in vain
    line.mend()
    wait_until_served(page)
    page.wait_for_function("() => !/b0=-1.5(&|$)/.test(location.search)", polling=50)
    user.rest()
    assert user.curve("units", "corner0")[0] == dropped
    assert f"b0={dropped[0]:g}" in page.url
    assert user.shown("w1") == locked
    move(user, "w1")


def test_a_reload_in_the_middle_of_a_drag_keeps_what_was_released_and_tabs_are_apart(user):
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
    another_tab_does_not_touch_this_one(user)


def another_tab_does_not_touch_this_one(user):
    other = User(user.page.context.new_page(), user.address)
    other.page.bring_to_front()
    other.open("?w0=2")
    moved = move(other, "w0")
    user.page.bring_to_front()
    kept = move(user, "w3")
    assert (user.shown("w0"), other.shown("w0")) == (-1, moved)
    assert (user.shown("w3"), other.shown("w3") == kept) == (kept, False)
