"""Random networks on the grid of the sliders, and the app in a browser."""

import hypothesis
import numpy as np
import pytest
import streamlit as st
from chromium import ROOT, open_browser, serve
from screens import DESKTOP
from user import User


@pytest.fixture(autouse=True)
def whole_page(monkeypatch):
    """`AppTest` always runs the whole app: let it go on where a page asks for one part only.

    That the parts do what the whole does is shown by the tests in the browser.
    """
    rerun = st.rerun
    monkeypatch.setattr(
        st, "rerun", lambda scope="app": rerun(scope) if scope in ("app", "fragment") else None
    )


# A busy machine is no fault of the code.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


def is_noise(message):
    """Streamlit looks for its server beside a page before it looks at the root: two 404."""
    place = message.location.get("url", "")
    return not (message.text.endswith("404 (Not Found)") and "/_stcore/" in place)


@pytest.fixture(scope="session")
def address():
    with serve(ROOT / "app.py") as (address, _):
        yield address


@pytest.fixture(scope="session")
def browser():
    with open_browser() as browser:
        yield browser


@pytest.fixture
def user(browser, address, request):
    """A user on a fresh page; the test fails if the page writes to the console."""
    context = browser.new_context(**getattr(request, "param", DESKTOP))
    page = context.new_page()
    noise = []
    page.on("console", lambda message: noise.append(message.text) if is_noise(message) else None)
    page.on("pageerror", lambda error: noise.append(str(error)))
    yield User(page, address)
    context.close()
    assert not noise


@pytest.fixture
def rng() -> np.random.Generator:
    return np.random.default_rng(20260401)
