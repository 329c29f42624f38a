"""Random networks on the grid of the sliders, and the app in a browser."""

import contextlib
import functools
import os

import hypothesis
import numpy as np
import pytest
import streamlit as st
from chromium import ROOT, new_page, open_browser, serve
from screens import DESKTOP
from streamlit.components.v2 import manifest_scanner
from user import User

collect_ignore = ["pytorch.py"]  # it is run by hand

os.environ.setdefault("BROTLI", "1")  # deploy/static.sh would take half a minute for each proxy


@pytest.fixture(autouse=True)
def whole_page(monkeypatch):
    """`AppTest` always runs the whole app: let it go on where a page asks for one part only.

    That the parts do what the whole does is shown by the tests in the browser.
    """
    rerun = st.rerun
    monkeypatch.setattr(
        st, "rerun", lambda scope="app": rerun(scope) if scope in ("app", "fragment") else None
    )


@pytest.fixture(scope="session", autouse=True)
def one_look_for_components():
    """`AppTest` looks through all installed packages, each time: three quarters of its work."""
    with pytest.MonkeyPatch.context() as patch:
        found = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", found)
        yield


def pytest_collection_modifyitems(items):
    """Put the slowest first: with several workers, what comes last is waited for by all."""
    slow = ("deployment", "browser")
    items.sort(key=lambda item: slow.index(part) if (part := item.path.parent.name) in slow else 2)


# A busy machine is no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def is_noise(message):
    """What Streamlit writes that is no fault.

    It looks for its server beside a page before it looks at the root: two 404.
    """
    place = message.location.get("url", "")
    return message.text.endswith("404 (Not Found)") and "/_stcore/" in place


@pytest.fixture(scope="session")
def address():
    with serve(ROOT / "app.py") as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    # A test is too short for what optimising its scripts would save: a sixth of all work.
    with open_browser("--js-flags=--no-maglev --no-turbofan") as browser:
        yield browser


@pytest.fixture(scope="session")
def pages(browser):
    """Pages by their screen, used again and again: a new one takes twice as long to load."""
    kept = {}

    def page_of(**screen):
        name = repr(sorted(screen.items()))
        if name not in kept or kept[name].is_closed():
            kept[name] = new_page(browser, **screen)
        return kept[name]

    return page_of


@pytest.fixture
def staying():
    """Let the page stay open for the next test that asks for it, to go on with `User.go`.

    The address has all that such a test may see of the one before; after a failure, pages are
    fresh nevertheless.
    """


@pytest.fixture
def user(pages, address, request):
    """A user on a fresh page; the test fails if the page writes to the console."""
    screen = getattr(request, "param", DESKTOP)
    page = pages(**screen)
    stays = "staying" in request.fixturenames
    if not stays or request.session.testsfailed:
        leave(page)
    page.set_viewport_size(screen["viewport"])
    page.context.clear_cookies()
    with listened_to(User(page, address)) as visitor:
        yield visitor
    tidy(page) if stays else leave(page)


@contextlib.contextmanager
def listened_to(visitor):
    noise = []

    def on_console(message):
        said = f"{message.text} {message.location.get('url', '')}"
        if not is_noise(message) and not any(part in said for part in visitor.may_hear):
            noise.append(message.text)

    def on_error(error):
        noise.append(str(error))

    page = visitor.page
    page.on("console", on_console)
    page.on("pageerror", on_error)
    yield visitor
    page.remove_listener("console", on_console)
    page.remove_listener("pageerror", on_error)
    assert not noise


def tidy(page):
    """Let go of everything, and forget what the visit kept in the browser."""
    if page.is_closed():
        return
    page.mouse.up()
    page.unroute_all()
    for other in page.context.pages:
        if other != page:
            other.close()
    if page.url.startswith("http"):
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.emulate_media(media="null", color_scheme="null", reduced_motion="null")


def leave(page):
    """End the visit."""
    tidy(page)
    if not page.is_closed() and page.url != "about:blank":
        page.goto("about:blank")


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260401)
