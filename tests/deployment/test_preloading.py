"""What a page names for the browser to fetch at once: all there, and fetched no second time."""

import re
import urllib.request
from pathlib import Path

import pytest
import streamlit as st

from relu_explorer.live.modules import module_names
from relu_explorer.live.preloading import CHUNKS, preloads


@pytest.mark.parametrize("name", CHUNKS)
def test_streamlit_has_such_a_chunk(name):
    """If an upgrade renames one, it is no longer fetched early."""
    static = Path(st.__file__).parent / "static"
    assert len(list(static.glob(f"static/js/{name}.*.js"))) == 1


def test_a_module_is_named_with_all_that_it_imports():
    assert module_names("words") == ["words.js"]
    assert {"live.js", "charts.js", "structure.js", "words.js"} < set(module_names("live"))


@pytest.mark.parametrize("path", ["", "one_unit"])
def test_every_page_names_them_and_they_are_there(address, path):
    with urllib.request.urlopen(address + path) as page:
        assert preloads() in page.headers["Link"]
    for link in re.findall("<(.*?)>", preloads()):
        with urllib.request.urlopen(address + link) as script:
            assert "javascript" in script.headers["Content-Type"]
            assert script.headers["Link"] is None


def test_the_browser_fetches_each_of_them_once(pages, address):
    page, asked = pages(viewport={"width": 1280, "height": 720}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector(".st-key-units path.js-line[d^=M]", state="attached")
    for link in re.findall("<(.*?)>", preloads()):
        assert asked.count(address + link) <= 1, link
