"""The keyboard alone: from the start page to a solved task, and every control of the Explorer."""

import pytest
from chromium import wait_for_charts

# What has the focus: its name as a screen reader says it, and whether it is seen to have it.
FOCUSED = """() => {
    let one = document.activeElement;
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement;
    if (!one || one === document.body) return ["", "", true];
    const text = one.cloneNode(true);
    text.querySelectorAll("[aria-hidden=true]").forEach(hidden => hidden.remove());
    const name = one.getAttribute("aria-label") || text.textContent.trim() || one.value || "";
    const ring = [one, one.parentElement, one.parentElement?.parentElement].filter(Boolean)
        .some(box => box.matches(':focus-visible, [data-focus-visible], :has(:focus-visible)'));
    return [one.tagName.toLowerCase(), name, ring];
}"""


class Keys:
    """Hands on the keyboard, no mouse."""

    def __init__(self, page):
        self.page = page

    def focused(self):
        return self.page.evaluate(FOCUSED)

    def tab_to(self, name, *, back=False, most=90):
        """Press Tab until what is called so has the focus."""
        for _ in range(most):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            tag, found, is_seen = self.focused()
            if found.startswith(name):
                assert is_seen, (tag, found)
                return
        raise AssertionError(f"the keyboard does not come to {name}")

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.page.wait_for_timeout(250)
        wait_for_charts(self.page)


@pytest.fixture
def keys(user):
    return Keys(user.page)


def value(page, key):
    return float(page.locator(f".st-key-{key} input").first.get_attribute("value"))


def test_from_the_start_page_to_a_solved_task(user, keys):
    page = user.page
    user.open()
    keys.tab_to("Start with a question")
    keys.press("Enter")
    page.wait_for_selector("text=Predict.")
    wait_for_charts(page)
    keys.tab_to("It stays flat at 0")
    keys.press("Enter")
    page.wait_for_selector("text=Predict.", state="detached")
    keys.tab_to("Hint")
    keys.press("Enter")
    page.wait_for_selector("text=1/2")
    keys.tab_to("bias")
    keys.press("ArrowRight", " ")
    keys.tab_to("w₀ weight")
    keys.press("PageUp", *["ArrowRight"] * 20)
    page.wait_for_selector("text=Done.")
    assert value(page, "one_w0") == pytest.approx(3)
    keys.tab_to("Next question", back=True)
    keys.press("Enter")
    page.wait_for_selector("text=Put the flat part on the right")


def test_every_control_of_the_explorer(user, keys):
    page = user.page
    user.open()
    sliders = [f"{symbol}{unit}" for unit in range(4) for symbol in "wbv"] + ["c", "probe"]
    before = {key: value(page, key) for key in sliders}
    keys.tab_to("Example")
    keys.press("ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    page.wait_for_function("() => document.querySelectorAll('[class*=st-key-card]').length < 5")
    keys.tab_to("Start over")
    keys.press("Enter")
    page.wait_for_selector(".st-key-w3")
    wait_for_charts(page)
    assert {key: value(page, key) for key in sliders} == before
    keys.tab_to("z")
    keys.press("ArrowRight", " ")
    assert "stages=h" in page.url
    keys.tab_to("max")
    keys.press(" ")
    assert "max=false" in page.url
    keys.press(" ")
    keys.tab_to("bias")
    keys.press("ArrowRight", " ")
    assert "hold=corner" in page.url
    keys.press("ArrowLeft", " ")
    for unit in range(4):
        keys.tab_to(f"Unit {unit}")
        keys.press(" ")
        assert f"on{unit}=false" in page.url
        keys.press(" ")
        keys.tab_to("Solo")
        keys.press("Enter")
        assert page.url.count("=false") == 3
        keys.press("Enter")
        assert "=false" not in page.url
        for symbol in "wbv":
            keys.tab_to(f"{symbol}{'₀₁₂₃'[unit]}")
            keys.press("ArrowRight")
    for name in ("c output bias", "x probe"):
        keys.tab_to(name)
        keys.press("ArrowRight")
    after = {key: value(page, key) for key in sliders}
    assert all(after[key] > before[key] for key in sliders)
    keys.press("Control+z")
    assert value(page, "probe") == pytest.approx(before["probe"])
