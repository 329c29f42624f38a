"""Everyone: what axe-core finds, with the keyboard alone, on narrow screens."""

import contextlib

import pytest
from chromium import PAGES, ROOT, wait_for_charts
from screens import DESKTOP, PHONE
from user import User

AXE = (ROOT / "node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")
LEVELS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
# What another theme can break: all else is the same in both.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
SIZES = {"wide": (1280, 720), "narrow": (390, 844), "small": (320, 640)}
FORMS = SIZES | {"sideways": (844, 390), "zoomed": (640, 360)}


MENU = ":is([data-testid=stTopNav], [data-testid=stSidebarNav])"


class Walk:
    """From page to page by the links of the menu, shown or not: the app is loaded once."""

    def __init__(self, page, address):
        self.page, self.address = page, address

    def to(self, path):
        if path in PAGES and self.page.url.startswith(self.address):
            self.go_on_to(path)
        else:
            with finger_on(self.page):
                self.page.goto(self.address + path)
        settle(self.page, path)
        return self.page

    def go_on_to(self, path):
        link = self.page.locator(f"{MENU} a[href='{self.address}{path}']").first
        title = f"{link.text_content()} – ReLU Explorer"
        link.dispatch_event("click")
        self.page.wait_for_function("title => document.title === title", arg=title)


ARE_DRAWN = """() => [...document.querySelectorAll('.stPlotlyChart')]
    .every(chart => chart.querySelector('.main-svg'))"""


def settle(page, path):
    page.wait_for_selector("[data-test-script-state=running]", state="detached")
    wait_for_charts(page, PAGES[path.split("?")[0]])
    page.wait_for_function(ARE_DRAWN)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)


@pytest.fixture(scope="module")
def walk(pages, address):
    page = pages(**DESKTOP)
    page.goto("about:blank")
    yield Walk(page, address)
    page.emulate_media(color_scheme="null")
    page.goto("about:blank")


@contextlib.contextmanager
def finger_on(page):
    """Give the visitor a finger and no mouse; a page that opens so can be touched later, too."""
    session = page.context.new_cdp_session(page)
    touch = "Emulation.setTouchEmulationEnabled"
    session.send(touch, {"enabled": True, "maxTouchPoints": 1})
    try:
        page.wait_for_function("() => matchMedia('(pointer: coarse)').matches")
        yield
    finally:
        session.send(touch, {"enabled": False})
        session.detach()


INKS = {"light": "#31333F", "dark": "#FAFAFA"}
# Whether the charts, if there are any, have come in the ink of the theme.
IS_IN_INK = """ink => [...document.querySelectorAll('.st-key-charts .js-plotly-plot')]
    .every(({layout}) => layout?.font?.color === ink)"""


def theme_of(page):
    return page.evaluate(
        "() => matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'"
    )


def turn(page, size, scheme=None):
    """Give a page another screen and, if told, another theme."""
    width, height = FORMS[size]
    page.set_viewport_size({"width": width, "height": height})
    if scheme:
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(IS_IN_INK, arg=INKS[scheme])
    page.wait_for_timeout(400)


def violations(page, rules):
    """Return what axe finds: rule, what it says, and the element."""
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE + ";0")
    found = page.evaluate(
        "runOnly => axe.run(document, {runOnly, resultTypes: ['violations']})", rules
    )
    return [
        (rule["id"], rule["help"], node["html"][:300], str(node["target"]), node["failureSummary"])
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
# Keys of the sliders that can be moved.
KEYS = """() => [...document.querySelectorAll('[class*=st-key-card] .stSlider')]
    .filter(slider => !slider.querySelector('input').disabled)
    .map(slider => /st-key-(\\w+)/.exec(slider.closest('[class*=st-key-]').className)[1])"""
# Whether each box is wholly on the screen, with nothing over it but, at the lower edge, the number
# of the slider that follows.
IN_VIEW = """selectors => selectors.map(selector => {
    const element = document.querySelector(selector), box = element.getBoundingClientRect();
    const isWithin = box.top >= 0 && box.bottom <= innerHeight && box.left >= 0
        && box.right <= innerWidth + 1;
    return isWithin && [0.05, 0.5, 0.8].every(part => {
        const y = box.top + part * box.height;
        const top = document.elementFromPoint(box.left + box.width / 2, y);
        return element.contains(top);
    });
})"""


def scrolls_sideways(page):
    """Return the widths, within and without, of what is wider than the screen."""
    return page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map(box => [box.scrollWidth, box.clientWidth])
            .filter(([inner, outer]) => inner > outer)"""
    )


# What a finger presses, as far as it is less than 44 px high or wide.
NARROW_TARGETS = """() => {
    const found = [];
    const look = root => {
        for (const one of root.querySelectorAll("*")) {
            if (one.shadowRoot) look(one.shadowRoot);
            if (!one.matches("button, a[href], summary, label:has(input[type=checkbox])")) continue;
            if (one.closest("[data-testid=stSidebar], [aria-label='Link to heading']")) continue;
            const {width, height} = one.getBoundingClientRect();
            if (!one.checkVisibility() || width < 2) continue;
            if (height < 43.5 || (width < 43.5 && one.tagName === "BUTTON"))
                found.push([one.tagName, one.textContent, width, height].join(" "));
        }
    };
    look(document);
    return found;
}"""


def axe_finds_nothing(page, size, scheme):
    turn(page, size, scheme)
    page.wait_for_selector("button.enter:visible >> text=Present")
    assert scrolls_sideways(page) == [], (size, scheme)
    found = violations(page, LEVELS if scheme == "light" else COLOURS)
    assert not found, "\n".join(map(" | ".join, [(size, scheme), *found]))


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_and_a_finger_finds_large_targets(walk, path):
    """On every screen in both themes, from that of the page before: a change of theme is dear."""
    page = walk.to(path)
    first = theme_of(page)
    second = "dark" if first == "light" else "light"
    axe_finds_nothing(page, "wide", first)
    with finger_on(page):
        small_screens_are_fit(page, ("narrow", "small"), first)
        small_screens_are_fit(page, ("small", "narrow"), second)
    axe_finds_nothing(page, "wide", second)


def small_screens_are_fit(page, sizes, scheme):
    for size in sizes:
        axe_finds_nothing(page, size, scheme)
        if size == "narrow":
            assert page.evaluate(NARROW_TARGETS) == []
    if scheme == "light":
        turn(page, "zoomed")
        assert scrolls_sideways(page) == []


@pytest.fixture
def spanish_walk(walk):
    walk.to("?lang=es")
    yield walk
    walk.page.goto("about:blank")  # the language stays until the app is left


def test_no_page_is_wider_than_a_small_phone_in_spanish(spanish_walk):
    page = spanish_walk.page
    with finger_on(page):
        turn(page, "small")
        for path in PAGES:
            spanish_walk.to(path)
            assert page.evaluate("document.documentElement.lang") == "es"
            assert scrolls_sideways(page) == [], path


@pytest.fixture
def phone(pages):
    page = pages(**PHONE)
    page.set_viewport_size(PHONE["viewport"])
    yield page
    page.goto("about:blank")  # the language stays until the app is left


def test_what_is_said_is_seen_whole_on_a_phone(phone, address):
    """The note, and a hint, which comes where what is asked has little room."""
    phone.goto(f"{address}?lang=es")
    settle(phone, "")
    assert phone.evaluate("""() => {
        const note = document.querySelector(".live .note") ?? [...document.querySelectorAll("*")]
            .map(e => e.shadowRoot?.querySelector(".note")).find(Boolean);
        return note.textContent && note.scrollHeight <= note.clientHeight;
    }""")
    phone.goto(f"{address}one_unit?lang=es")
    settle(phone, "one_unit")
    phone.locator(".st-key-predict button").first.tap()
    phone.get_by_role("button", name="Pista").tap()
    hint = phone.get_by_text("Con el sesgo fijo, la esquina")
    hint.wait_for()
    settle(phone, "one_unit")
    panel, box = phone.locator(".st-key-panel").bounding_box(), hint.bounding_box()
    assert panel["y"] <= box["y"]
    assert box["y"] + box["height"] <= panel["y"] + panel["height"] + 1


def test_a_thumb_is_taken_from_around_it(phone, address):
    user = User(phone, address)
    user.open()
    phone.locator(".st-key-w0 input").focus()
    phone.wait_for_timeout(400)
    x, y = user.thumb("w0")
    with user.touched((x + 14, y + 14), (x + 64, y + 14)):
        assert user.curve("units", "corner0")[0] != [-3]
    assert user.shown("w0") > -1


def test_what_is_on_the_page_says_what_it_is_and_the_focus_stays_near(user):
    user.open()
    every_control_says_unit_and_parameter(user.page)
    the_charts_say_what_they_show_and_a_release_is_told_once(user)
    user.page.get_by_role("link", name="The course lab").first.click()
    user.page.locator(".st-key-predict").wait_for()
    user.rest()
    the_focus_stays_near_what_was_pressed(user.page)


def every_control_says_unit_and_parameter(page):
    names = page.locator("[data-testid=stMain]").aria_snapshot()
    for unit, digit in enumerate("₀₁₂₃"):
        assert f'slider "w{digit} weight Unit {unit}"' in names
        assert f'slider "v{digit} output weight Unit {unit}"' in names
        assert f'button "Solo unit {unit}"' in names
        assert f'checkbox "Unit {unit}"' in names
    assert 'slider "c output bias"' in names
    assert not [line for line in names.split("\n") if "**" in line]
    about = page.locator(".st-key-stages button, .st-key-hold button")
    assert about.nth(1).get_attribute("title") == "h = max(0, z); without max, z itself"
    assert about.nth(4).get_attribute("title").startswith("While w is moved, b follows")


def the_charts_say_what_they_show_and_a_release_is_told_once(user):
    page = user.page
    told = page.locator(".spoken")
    figure = page.locator(".st-key-composite [role=figure]")
    before, drawn = told.text_content(), figure.get_attribute("aria-label")
    assert "5 pieces: slope −1 for x < −3;" in drawn
    start = user.thumb("w2")
    with user.held(start, (start[0] + 30, start[1])):
        assert told.text_content() == before
    page.wait_for_function(
        "old => document.querySelector('.st-key-composite [role=figure]').ariaLabel !== old",
        arg=drawn,
    )
    assert told.text_content() != before
    assert told.text_content().startswith("Unit 2 v·h =")


def the_focus_stays_near_what_was_pressed(page):
    option = page.locator(".st-key-predict button").nth(1)
    option.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".st-key-predict button", state="detached")
    page.wait_for_timeout(500)
    near = "() => document.activeElement?.closest('.st-key-panel') !== null"
    assert page.evaluate(near)


# All that is read or heard, but what the answer to the last move says: a fresh page knows of none.
TEXTS = """() => [document.body, ...[...document.querySelectorAll("*")].map(e => e.shadowRoot)]
    .flatMap(root => [...(root?.querySelectorAll(root === document.body ? "*"
        : ".player *, .losses *, .open, .bar *") ?? [])])
    .filter(e => !e.matches("style, script, noscript") && !e.closest("[hidden], .note, .spoken"))
    .flatMap(e => [
        ...[...e.childNodes].filter(node => node.nodeType === 3).map(node => node.data.trim()),
        ...["aria-label", "title", "placeholder", "alt"].map(name => e.getAttribute(name)),
    ]).filter(Boolean)"""
LINKS = {
    "": "?w0=2.5&hold=corner&compare=stitch",
    "two_layers": "two_layers?task=fold",
    "train": "train",
}


@pytest.mark.parametrize("path", LINKS)
def test_another_language_changes_every_text_and_nothing_else(user, address, path):
    """What is undone there was done here; a page that is opened so has the same texts."""
    user.charts = PAGES[path]
    user.open(LINKS[path])
    page, slider = user.page, user.page.locator("[class*=st-key-card] input[type=range]").first
    before = slider.input_value()
    slider.press("ArrowRight")
    user.comes_to(lambda: slider.input_value() != before, expected=True)
    after = slider.input_value()
    page.get_by_role("link", name="Español").click()
    page.wait_for_selector("text=Reiniciar")
    settle(page, path)
    assert slider.input_value() == after
    assert page.evaluate("document.documentElement.lang") == "es"
    with_link = page.context.new_page()
    with_link.goto(page.url)
    settle(with_link, path)
    assert with_link.url == page.url
    assert user.comes_to(lambda: page.evaluate(TEXTS), with_link.evaluate(TEXTS)) == (
        with_link.evaluate(TEXTS)
    )
    with_link.close()
    page.get_by_role("button", name="Deshacer").click()
    user.comes_to(slider.input_value, before)
    page.get_by_role("link", name="English").click()
    page.wait_for_selector("text=Undo")
    settle(page, path)
    assert slider.input_value() == before
    assert page.url == address + LINKS[path]


def test_the_way_back_keeps_the_language(user):
    user.open("?w0=2.5&hold=corner")
    page = user.page
    page.get_by_role("link", name="Questions", exact=True).click()
    page.wait_for_selector("text=What learners ask")
    page.get_by_role("link", name="Español").click()
    page.wait_for_selector("text=Lo que preguntan")
    assert "lang=es" in page.url
    page.go_back()
    page.wait_for_selector("text=Reiniciar")
    wait_for_charts(page)
    assert user.shown("w0") == 2.5
    assert page.get_by_role("radio", name="esquina").is_checked()
    assert page.title() == "Explorador – ReLU Explorer"


def test_a_held_slider_and_the_charts_are_in_view_together(walk):
    for path in ("", "lab", "adding_up?task=chain"):
        page = walk.to(path)
        with finger_on(page):
            for size in ("narrow", "small", "sideways"):
                turn(page, size)
                held_sliders_are_in_view(User(page, ""))


def held_sliders_are_in_view(user):
    page = user.page
    keys = page.evaluate(KEYS)
    assert len(keys) >= 5
    for key in [keys[0], keys[len(keys) // 2], keys[-1]]:
        page.locator(f".st-key-{key} input").focus()
        page.wait_for_timeout(300)
        start = user.thumb(key)
        before = page.evaluate(SCROLLED)
        with user.touched(start, (start[0] + 25, start[1] + 3), moves=4):
            boxes = page.evaluate(IN_VIEW, [f".st-key-{key}", ".st-key-units", ".st-key-composite"])
            assert boxes == [True, True, True], (key, boxes)
        assert page.evaluate(SCROLLED) == before


IS_CLOSED = """() => !(document.querySelector("[data-testid=stSidebarCollapseButton]")
    ?.getBoundingClientRect().right > 0)"""


def test_a_menu_closes_when_one_has_chosen_or_by_its_button_and_touches_nothing_else(
    phone, address
):
    page = phone
    page.goto(f"{address}?lang=es")
    settle(page, "")
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 200)")
    page.locator("[data-testid=stExpandSidebarButton]").tap()
    page.get_by_role("link", name="Una unidad").first.tap()
    page.wait_for_function(IS_CLOSED)
    settle(page, "one_unit")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollTop") == 0
    page.locator("[data-testid=stExpandSidebarButton]").tap()
    close = page.locator("[data-testid=stSidebarCollapseButton] button")
    close.wait_for()
    page.wait_for_timeout(500)
    box = close.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_function(IS_CLOSED)
    assert "lang=es" in page.url
