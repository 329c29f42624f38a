"""What is relied upon of Streamlit's and Plotly's pages is there: look here after an upgrade."""

import re
from urllib.parse import urlencode

from chromium import CHARTS, ROOT, wait_for_charts

from relu_explorer.live.style import page_structure
from relu_explorer.ui.demos import Step, hall_parameters

CAPTION = ".st-key-caption"
LIVE = ROOT / "relu_explorer/live"
PRIVATE = re.compile(r"data-testid|data-test-|baseweb|react-aria|_full|_offset|_length|d2p|p2d|"
                     r"nsewdrag|js-plotly|main-svg|scatterlayer|role=figure|tick text|"
                     r"\.st[A-Z]")  # fmt: skip
SEEN = "selectors => selectors.filter(one => document.querySelector(one))"
MODULE = """import(performance.getEntriesByType("resource").map(entry => entry.name)
    .find(name => name.endsWith("/structure.js")))"""
# The browser's own module asked for each of its parts; gives the names of those that find nothing.
LOOK = """async () => {
    const s = await MODULE;
    const [graph, slider] = [s.graphOf("units"), s.slider("w0")], node = s.nodesOf(graph)[0];
    const axis = s.axisOf(graph, "x");
    const found = {
        ...Object.fromEntries(["APP", "MAIN", "SLIDER", "CHECKBOX", "SURFACE"]
            .map(name => [name, document.querySelector(s[name])])),
        "slider.input": slider.input, "slider.thumb": slider.thumb, "slider.track": slider.track,
        "slider.number": slider.number?.textContent.includes("."),
        graphIn: s.graphIn(document.body), isReady: s.isReady(graph),
        toPixel: Math.abs(s.toPixel(axis, s.toValue(axis, 7)) - 7) < 1e-6,
        lengthOf: s.lengthOf(axis) > 100, figureOf: s.figureOf("units"),
        pointerOn: s.pointerOn(graph, {clientX: 0, clientY: 0}).every(Number.isFinite),
        showCursor: (s.showCursor(graph, "grab"),
            [...graph.querySelectorAll("*")].some(one => one.style.cursor === "grab")),
        fullTrace: s.fullTrace(graph, 0)?.uid,
        "nodesOf.group": node?.group, "nodesOf.line": s.nodesOf(graph).some(one => one?.line),
        "nodesOf.points": s.nodesOf(graph).some(one => one?.points.length),
        "nodesOf.texts": s.nodesOf(graph).some(one => one?.texts.length),
    };
    return Object.keys(found).filter(name => !found[name]);
}""".replace("MODULE", MODULE)


def test_only_two_files_know_what_the_pages_are_made_of():
    files = [file for file in LIVE.rglob("*") if file.suffix in (".js", ".html", ".css")]
    found = {
        file.name: PRIVATE.findall(file.read_text(encoding="utf-8"))
        for file in files
        if file.stem != "structure"
    }
    assert not {name: parts for name, parts in found.items() if parts}


def test_all_that_is_named_is_found(user):
    user.open()
    assert user.page.evaluate(LOOK) == []
    what_is_there_for_a_while_is_found_too(user.page)
    user.rest()
    the_style_sheets_find_all_that_they_name(user)


def what_is_there_for_a_while_is_found_too(page):
    page.get_by_role("button", name="Frame").click()
    page.wait_for_function(f"async () => document.querySelector((await {MODULE}).OPENED)")
    page.keyboard.press("Escape")
    page.evaluate(
        f"""async () => {{
            const {{isRunning}} = await {MODULE}, look = () => {{ window.hasRun ||= isRunning(); }};
            new MutationObserver(look).observe(
                document, {{subtree: true, childList: true, attributes: true}});
        }}"""
    )
    # A run may be over before the browser has shown that it began: then there will be another.
    page.locator(".st-key-w2 input").focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
        page.wait_for_timeout(250)
        if page.evaluate("() => window.hasRun"):
            return
    raise AssertionError("no run was seen: RUNNING")


def the_style_sheets_find_all_that_they_name(user):
    page, names = user.page, page_structure()
    del names[":--leaving"]  # it is seen where one goes on to another question
    missing = look_on_two_screens(page, ".st-key-w3 input", names)
    page.get_by_role("link", name="Train on data", exact=True).first.click()
    missing = look_on_two_screens(page, ".st-key-player", missing)
    page.goto(user.address + "questions?" + urlencode(hall_parameters([Step("lab", "One")])))
    assert not look_on_two_screens(page, CAPTION, missing, charts=())


def look_on_two_screens(page, sign, names, charts=CHARTS):
    """Return those of the selectors that find nothing where this sign is, narrow and wide."""
    page.wait_for_selector(sign)
    wait_for_charts(page, charts)
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        seen = page.evaluate(SEEN, [*names.values()])
        names = {name: selector for name, selector in names.items() if selector not in seen}
    return names
