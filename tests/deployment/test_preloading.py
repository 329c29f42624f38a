"""What a page names for the browser to fetch at once: all there, and fetched no second time."""

import gzip
import re
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import streamlit as st

from relu_explorer.live.modules import module_names
from relu_explorer.live.preloading import CHUNKS, LARGEST, preloads


@pytest.mark.parametrize("name", [*CHUNKS, LARGEST])
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
        with urllib.request.urlopen(address + link) as file:
            kind = "css" if link.endswith(".css") else "javascript"
            assert kind in file.headers["Content-Type"]
            assert file.headers["Link"] is None


@pytest.mark.parametrize("kind", ["*/*", "text/html,*/*;q=0.8"])
def test_streamlits_scripts_come_compressed_to_who_reads_gzip(address, kind):
    """A script that is fetched ahead of its use is asked for as if it were a page."""
    script = address + next(link for link in re.findall("<(.*?)>", preloads()) if "Plotly" in link)
    with urllib.request.urlopen(script) as answer:
        whole = answer.read()
    headers = {"Accept": kind, "Accept-Encoding": "gzip, deflate"}
    request = urllib.request.Request(script, headers=headers)
    with urllib.request.urlopen(request) as answer:
        assert gzip.decompress(answer.read()) == whole
        assert "immutable" in answer.headers["Cache-Control"]


def test_no_other_file_is_to_be_had_in_the_name_of_a_script(address):
    request = urllib.request.Request(
        address + "static/js/..%2F..%2F..%2F__init__.py", headers={"Accept-Encoding": "gzip"}
    )
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(request)


def test_the_browser_fetches_each_of_them_once(pages, address):
    """A sheet is asked for twice, and comes from the cache the second time."""
    page, asked = pages(viewport={"width": 1280, "height": 720}), []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_selector(".st-key-units path.js-line[d^=M]", state="attached")
    for link in re.findall(r"<(.*?\.js)>", preloads()):
        assert asked.count(address + link) <= 1, link


@pytest.mark.parametrize("accepted", ["identity", "gzip"])
def test_the_module_that_has_to_come_first_is_in_the_page(address, accepted):
    headers = {"Accept": "text/html", "Accept-Encoding": accepted}
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as page:
        text = page.read().decode()
        assert int(page.headers["Content-Length"]) == len(text.encode())
    script = re.search(r'<script type="module" src="\./(live/\w+/history\.js)">', text)[1]
    assert text.index(script) < text.index("static/js/index")
    with urllib.request.urlopen(address + script) as module:
        assert b"pushState" in module.read()
