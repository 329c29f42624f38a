"""Start Chromium and the app for the browser tests and benchmarks."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-background-timer-throttling",
    "--disable-renderer-backgrounding",
]
CHARTS = ("units", "composite")
# Every page by its path, with those charts of it that the live layer fills.
PAGES = {
    "": CHARTS,
    "one_unit": CHARTS,
    "adding_up": CHARTS,
    "lab": CHARTS,
    "training": CHARTS,
    "two_layers": (),
    "two_inputs": (),
    "train": CHARTS,
    "any_curve": (),
    "questions": (),
}


def executable() -> str:
    """Path of the browser: $BROWSER, or the system's Chromium or Chrome."""
    names = [os.environ.get("BROWSER", ""), "chromium", "chromium-browser", "google-chrome"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        sys.exit("No Chromium found: install the package chromium, or set BROWSER to its path.")
    return found


@contextlib.contextmanager
def open_browser(*flags: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=[*FLAGS, *flags])
        yield browser
        browser.close()


def free_port() -> int:
    """Port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextlib.contextmanager
def serve(
    script: Path,
    folder: Path = ROOT,
    port: int | None = None,
    environment: Mapping[str, str] | None = None,
    core: int | None = None,
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Run a Streamlit script on a port of 127.0.0.1, a free one; gives its address and process.

    With a `core` the process stays on one, as ``deploy/README.md`` says: its number among those
    that there are.
    """
    port = port or free_port()
    command = [*_staying_on(core), sys.executable, "-m", "streamlit", "run", str(script)]
    values = {"server.address": "127.0.0.1", "server.port": str(port), "server.headless": "true"}
    values["browser.gatherUsageStats"] = "false"
    flags = [part for name, value in values.items() for part in (f"--{name}", value)]
    process = subprocess.Popen(
        [*command, *flags],
        cwd=folder,
        env=os.environ | (environment or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://127.0.0.1:{port}/"
        _wait_until_healthy(address)
        yield address, process
    finally:
        process.terminate()
        process.wait(20)


def _staying_on(core: int | None) -> list[str]:
    if core is None:
        return []
    return ["taskset", "-c", str(sorted(os.sched_getaffinity(0))[core])]


def _wait_until_healthy(address: str) -> None:
    for _ in range(300):
        with contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError):
            urllib.request.urlopen(address + "_stcore/health", timeout=1)
            return
        time.sleep(0.1)
    raise TimeoutError("the server did not answer within 30 s")


# When the page last spoke to the server, and when it last heard of it.
_LISTEN = """() => {
    const line = window.line = {spoke: 0, heard: 0};
    window.WebSocket = class extends WebSocket {
        constructor(...parts) {
            super(...parts);
            line.spoke = performance.now();
            this.addEventListener("message", () => { line.heard = performance.now(); });
        }
        send(data) {
            line.spoke = performance.now();
            super.send(data);
        }
    };
}"""
# Once what a click set going has run: answered (or not within 2 s: the line may be dead), and
# nothing running or about to be drawn, or still to come, as a widget is at its first use.  No
# promise: Playwright would take one for a yes.
_IS_AT_REST = """() =>
    (line.heard >= line.spoke || performance.now() - line.spoke > 2000)
    && !document.querySelector('[data-test-script-state=running], '
        + '[data-testid=stStatusWidget], [data-stale=true], [data-testid=stSkeleton]')"""
# Then once the browser has nothing to do.
_HAS_TIME = "() => new Promise(resolve => requestIdleCallback(() => resolve(), {timeout: 300}))"


def new_page(browser: Browser, **screen: Any) -> Page:
    """Open a page with a cache and a storage of its own, for which `wait_for_charts` can wait."""
    context = browser.new_context(**screen)
    context.add_init_script(f"({_LISTEN})()")
    return context.new_page()


def wait_for_charts(page: Page, charts: tuple[str, ...] = CHARTS) -> None:
    """Wait until the charts show their lines and all that the page asked for is answered."""
    for chart in charts:
        page.wait_for_selector(f".st-key-{chart} path.js-line[d]", state="attached")
    page.wait_for_function(_IS_AT_REST)
    page.wait_for_timeout(150)
    page.evaluate(_HAS_TIME)
    page.wait_for_function(_IS_AT_REST)


if __name__ == "__main__":
    print(executable())
