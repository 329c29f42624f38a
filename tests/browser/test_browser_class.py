"""A class in real browsers: an instructor, two phones and a laptop."""

import json

import pytest
from chromium import new_page, wait_for_charts
from conftest import leave
from line import line_to
from networks import random_states
from numpy.testing import assert_allclose
from screens import PHONE
from test_browser_access import violations
from user import User, right_of

from relu_explorer.charts.composite import composite_scene
from relu_explorer.live.modules import module_address

BURSTS = 30
ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"],
}
WIDE = {"viewport": {"width": 1024, "height": 768}}


class Student:
    """Somebody who follows the class."""

    def __init__(self, page, address):
        self.page = page
        page.goto(address)
        page.wait_for_selector("#composite .y[points]", state="attached")

    def curve(self):
        return self.page.get_attribute("#composite .y", "points")

    def comes_to_draw(self, other):
        """Wait until another one's curve is drawn here, too, 10 s at most; gives what is drawn."""
        for _ in range(100):
            if self.curve() == other.curve():
                break
            self.page.wait_for_timeout(100)
        assert self.curve() == other.curve()
        return self.curve()

    def status(self):
        return self.page.inner_text("#status")

    def choose(self, option):
        self.page.get_by_role("button", name=option).click()
        self.page.get_by_text("Your answer is in.").wait_for()

    def set(self, name, value):
        """Move a slider by its keys, to an end and back."""
        slider = self.page.locator(f"input[name={name}]")
        slider.focus()
        step = float(slider.get_attribute("step"))
        away = round((value - float(slider.input_value())) / step)
        for _ in range(abs(away)):
            self.page.keyboard.press("ArrowRight" if away > 0 else "ArrowLeft")


@pytest.fixture
def instructor(user):
    return user


@pytest.fixture
def lesson(instructor):
    """A class that the instructor has opened; gives its address."""
    instructor.open("one_unit?task=turn")
    wait_for_charts(instructor.page)
    instructor.rest()
    instructor.page.get_by_role("button", name="Class", exact=True).click()
    code = instructor.page.locator(".joining .code")
    code.wait_for()
    instructor.page.mouse.click(5, 5)
    return f"{instructor.address}class/{code.text_content()}"


@pytest.fixture(scope="module")
def devices(browser):
    """Two phones and a laptop."""
    pages = [new_page(browser, **screen) for screen in (PHONE, PHONE, WIDE)]
    yield pages
    for page in pages:
        page.context.close()


@pytest.fixture
def students(devices, lesson):
    faults = []

    def on_error(error):
        faults.append(error.stack)

    for page in devices:
        page.on("pageerror", on_error)
    yield [Student(page, lesson) for page in devices]
    for page in devices:
        page.remove_listener("pageerror", on_error)
        leave(page)
    assert not faults


def is_a_picture(user, least):
    with user.page.expect_download() as download:
        user.page.get_by_role("button", name="Save as a picture").click()
    content = download.value.path().read_bytes()
    return content.startswith(b"\x89PNG") and len(content) > least


def press(user, name):
    user.page.get_by_role("button", name=name, exact=True).click()


def test_escape_closes_the_way_in_before_it_leaves_the_hall(instructor, lesson):
    page = instructor.page
    page.keyboard.press("Alt+p")
    page.wait_for_function("location.search.includes('view=hall')")
    page.keyboard.press("Alt+j")
    page.locator(".joining .code").wait_for()
    page.keyboard.press("Escape")
    page.locator(".joining .code").wait_for(state="hidden")
    assert "view=hall" in page.url
    page.keyboard.press("Escape")
    page.wait_for_function("!location.search.includes('view=hall')")


def test_what_the_instructor_drags_moves_on_every_screen(instructor, students):
    before = [student.curve() for student in students]
    start = instructor.thumb("one_w0")
    with instructor.held(start, right_of(start, 40)):
        instructor.page.wait_for_timeout(300)
        held = [student.curve() for student in students]
        assert all(new != old for new, old in zip(held, before, strict=True))
    phone = students[0].page
    phone.route("**/events", lambda route: route.abort())
    phone.reload()
    phone.locator("#status", has_text="again").wait_for()
    assert not phone.locator("#composite .y[points]").count()  # nobody's curve
    phone.unroute_all()
    assert Student(phone, phone.url).curve() == held[0]
    instructor.page.get_by_role("link", name="Adding up").first.click()
    students[2].page.locator("#units .of2").first.wait_for(state="attached")


def test_several_layers_and_two_inputs_move_on_the_phones_too(instructor, students):
    page, phone = instructor.page, students[0].page
    instructor.charts = ()
    page.get_by_role("link", name="Two layers").first.click()
    phone.locator("#output .y[points]").wait_for(state="attached")
    page.locator(".several .y[points]").first.wait_for(state="attached")
    instructor.rest()
    curve = "() => document.querySelector('#output .y').getAttribute('points')"
    before = phone.evaluate(curve)
    start = instructor.thumb("deep_w0")
    with instructor.held(start, right_of(start, 40)):
        page.wait_for_timeout(300)
        assert phone.evaluate(curve) != before
    said = page.locator(".several .lines p").last.inner_text()
    phone.locator("#sum", has_text=said).wait_for()
    phone.get_by_role("button", name="Try it myself").click()
    students[0].set("uA0", 0)
    phone.locator("#sum", has_text="hA = max(0, −1 + 0·").wait_for()
    page.get_by_role("link", name="Two inputs").first.click()
    wide = students[2].page
    wide.locator("#plane path.fold-line[d]").first.wait_for(state="attached")
    assert wide.locator("#surface path.cell").count() >= 7
    page.get_by_role("link", name="One unit").first.click()
    wide.locator("#plane").wait_for(state="hidden")
    wide.locator("#units .z").first.wait_for(state="attached")
    assert violations(wide, ALL_RULES) == []


def test_the_class_predicts_and_sees_what_the_others_think(instructor, students):
    instructor.page.keyboard.press("Alt+KeyQ")
    students[0].choose("It stays flat at 0")
    students[1].choose("It turns along with the ray")
    students[1].choose("It rises or sinks")
    instructor.page.get_by_text("2 of 3 answered").wait_for()
    assert not instructor.page.locator(".board i").count()
    press(instructor, "Show the answers")
    instructor.page.locator(".board i").first.wait_for(state="attached")
    assert instructor.page.locator(".board .option b").all_inner_texts() == ["0", "1", "1"]
    students[0].page.get_by_text("Your answer is right.").wait_for()
    students[1].page.get_by_text("Your answer is not the right one.").wait_for()
    press(instructor, "Ask")
    for student in students:
        student.choose("It stays flat at 0")
    press(instructor, "Show the answers")
    instructor.page.locator(".board i.before").first.wait_for(state="attached")
    assert instructor.page.locator(".board .option b").all_inner_texts() == ["0", "3", "0"]
    with instructor.page.expect_download() as download:
        instructor.page.get_by_role("button", name="Results").click()
    table = download.value.path().read_text(encoding="utf-8")
    assert len(table.splitlines()) == 1 + 2 + 3
    assert is_a_picture(instructor, least=5000)


def test_the_phones_sliders_are_free_in_their_turn(instructor, students):
    press(instructor, "Your turn")
    for student in students:
        student.page.get_by_text("Give the ray, the part that is not flat").wait_for()
    students[0].set("w0", 3)
    students[0].page.get_by_text("The corner is at −b/w").wait_for()
    students[0].set("b0", -3)
    students[0].page.locator("#verdict[data-verdict=met]").wait_for()
    students[1].set("w0", 2)
    students[2].set("b0", -3)
    counted = "Task met: 1 of 3 · one slider away: 1 · here: 3"
    instructor.page.get_by_text(counted).wait_for()
    assert instructor.page.locator(".wall button").count() == 3
    assert is_a_picture(instructor, least=5000)
    instructor.page.get_by_role("button", name="A curve that meets the task").click()
    assert instructor.page.locator(".wall.large button").count() == 1
    one = instructor.page.locator(".wall.large button").bounding_box()
    instructor.page.mouse.move(one["x"] + 9, one["y"] + 9)
    instructor.page.mouse.down()
    students[2].set("b0", -2)  # the wall is told of it while it is pressed
    instructor.page.wait_for_timeout(700)
    instructor.page.mouse.up()
    curves = instructor.page.locator(".wall:not(.large) button")
    assert instructor.comes_to(curves.count, 3) == 3
    instructor.page.get_by_role("button", name="A curve that meets the task").click()
    own = students[0].curve()
    press(instructor, "Your turn")
    press(instructor, "Your turn")
    students[1].set("w0", 3)
    instructor.page.locator(".wall button").wait_for()
    assert not instructor.page.locator(".wall.large").count()  # of the turn before
    press(instructor, "Your turn")
    students[0].page.locator("#sliders").wait_for(state="hidden")
    students[0].page.wait_for_function(
        "own => document.querySelector('#composite .y').getAttribute('points') !== own", arg=own
    )


def test_eyes_up_own_tries_and_the_end(instructor, students):
    press(instructor, "Eyes up")
    for student in students:
        student.page.get_by_role("alert").get_by_text("Eyes up!").wait_for()
    press(instructor, "Eyes up")
    page = students[0].page
    page.get_by_role("alert").wait_for(state="hidden")
    shown = students[0].curve()
    page.get_by_role("button", name="Try it myself").click()
    students[0].set("w0", 2)
    assert students[0].curve() != shown
    instructor.page.on("dialog", lambda dialog: dialog.accept())
    press(instructor, "End the class")
    for student in students:
        student.page.get_by_text("The class is over.").wait_for()
    page.get_by_role("link", name="Go on with this network").click()
    explorer = User(page, instructor.address)
    page.locator(".st-key-w0 [data-testid=stSliderThumbValue]").wait_for()
    assert (explorer.shown("w0"), explorer.shown("b0")) == (2, -1)


def test_a_second_device_leads_the_class(instructor, students):
    key = json.loads(instructor.page.evaluate("sessionStorage['class of this tab']"))["key"]
    own = students[0].page.context.new_page()
    remote = Student(own, f"{students[1].page.url}#{key}").page
    assert key not in remote.url
    remote.get_by_role("button", name="Ask").click()
    students[1].page.get_by_role("button", name="It stays flat at 0").wait_for()
    remote.get_by_role("button", name="Show the answers").click()
    instructor.page.locator(".board i").first.wait_for(state="attached")
    remote.get_by_role("button", name="Your turn").click()
    students[1].page.get_by_text("Give the ray, the part that is not flat").wait_for()
    remote.get_by_role("button", name="Eyes up").click()
    students[1].page.get_by_role("alert").get_by_text("Eyes up!").wait_for()
    instructor.page.evaluate(
        "() => { addEventListener('keydown', event => { window.pressed = event.key; }); }"
    )
    remote.get_by_role("button", name="Next step").click()
    instructor.page.wait_for_function("window.pressed === 'PageDown'")
    remote.get_by_role("button", name="Step back").click()
    instructor.page.wait_for_function("window.pressed === 'PageUp'")
    press(instructor, "Remote")
    instructor.page.get_by_alt_text("For your own phone alone").wait_for()


def test_what_is_played_and_drawn_otherwise_comes_to_the_phones(instructor, students):
    phone = students[0]
    instructor.page.get_by_role("link", name="Train on data", exact=True).first.click()
    phone.page.locator("#composite .data").first.wait_for(state="attached")
    before = phone.curve()
    instructor.page.locator(".player .play").click()
    phone.page.wait_for_function(
        "before => document.querySelector('#composite .y').getAttribute('points') !== before",
        arg=before,
    )
    instructor.page.get_by_role("link", name="Adding up").first.click()
    instructor.page.get_by_role("button", name="stitch").or_(
        instructor.page.get_by_role("radio", name="stitch")
    ).first.click()
    phone.page.locator("#composite .own").first.wait_for(state="attached")


def test_a_phone_whose_line_was_dead_comes_back_to_what_is_shown_now(instructor, students, browser):
    with line_to(instructor.address) as line:
        context = browser.new_context(**PHONE)
        phone = Student(context.new_page(), f"{line.address}class/{students[1].page.url[-6:]}")
        before = phone.comes_to_draw(students[1])
        line.cut()
        phone.page.get_by_text("The line is lost").wait_for()
        start = instructor.thumb("one_w0")
        instructor.drag(start, right_of(start, 40))
        phone.page.wait_for_timeout(500)
        assert phone.curve() == before
        line.mend()
        assert phone.comes_to_draw(students[1]) != before
        context.close()


SCENE = """async ({place, given}) => {
    const network = document.querySelector("relu-network");
    const isThere = () => JSON.stringify(network.shown.w) === JSON.stringify(given.w) &&
        network.shown.c === given.c;
    const { compositeScene } = await import(place);
    while (!isThere()) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    const [x, y] = compositeScene(network.shown).y, chart = document.querySelector("#composite");
    const line = document.querySelector("#composite .y").points;
    return [x, y, x.map(chart.x), y.map(chart.y), [...line].flatMap(({x, y}) => [x, y])];
}"""


def test_followers_draw_what_the_instructor_and_numpy_draw(instructor, students, rng):
    """The last state of every burst is drawn; its points are numpy's."""
    key = json.loads(instructor.page.evaluate("sessionStorage['class of this tab']"))["key"]
    phone, place = students[0].page, students[0].page.url
    module = instructor.address + module_address("scene.js")
    instructor.page.close()  # it would go on to pass on its own
    headers = {"Authorization": f"Bearer {key}"}
    for state in random_states(rng, BURSTS):
        if not len(state.network):
            continue
        w, b, v = (part.tolist() for part in parts_of(state.network))
        for step in range(5):
            given = {"w": w, "b": b, "v": v, "c": state.network.output_bias + (4 - step)}
            given |= {
                "on": list(state.view.on),
                "probe": state.view.probe,
                "hasMax": state.view.has_max,
            }
            given |= {"window": state.view.window, "height": state.view.height}
            sent = phone.request.post(f"{place}/moves", data={"state": given}, headers=headers)
            assert sent.ok
        x, y, across, down, drawn = phone.evaluate(SCENE, {"place": module, "given": given})
        expected = composite_scene(state, [])["y"]
        assert_allclose(x, expected.x, rtol=1e-9, atol=1e-9)
        assert_allclose(y, expected.y, rtol=1e-9, atol=1e-9)
        assert_allclose(drawn[::2], across, atol=0.0051)
        assert_allclose(drawn[1::2], down, atol=0.0051)


def parts_of(network):
    return network.weight, network.bias, network.output_weight


def test_axe_finds_nothing_on_a_phone(instructor, students):
    phone = students[0].page
    phases = {
        "Ask": lambda: phone.get_by_role("button", name="It stays flat at 0").wait_for(),
        "Show the answers": lambda: phone.locator(".options i").first.wait_for(state="attached"),
        "Your turn": lambda: phone.locator("#sliders").wait_for(),
    }
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        assert violations(phone, ALL_RULES) == []
        for name, wait in phases.items():
            press(instructor, name)
            wait()
            assert violations(phone, ALL_RULES) == [], (name, scheme)
        press(instructor, "Your turn")
        phone.locator("#sliders").wait_for(state="hidden")
