"""The browsers that people have besides Chromium: Firefox, and WebKit, which is Safari's engine.

Both take the commands of W3C WebDriver: WebKit over HTTP, Firefox over its Marionette socket, with
the same parameters.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import requests
from chromium import free_port

Command = Callable[[str, dict[str, Any]], Any]
MINI_BROWSER = "/usr/lib/{}/webkit2gtk-{}/MiniBrowser"
# A command's name in Marionette, and its way over HTTP.
COMMANDS = {
    "Navigate": "url",
    "Back": "back",
    "Forward": "forward",
    "ExecuteScript": "execute/sync",
    "PerformActions": "actions",
    "SetWindowRect": "window/rect",
}


class Engine:
    """A browser window that is driven by the user's own means: pointer, keys, back and forward."""

    def __init__(self, name: str, command: Command) -> None:
        self.name, self.command = name, command

    def open(self, url: str) -> None:
        self.command("Navigate", {"url": url})

    def go(self, step: str) -> None:
        """Press "Back" or "Forward"."""
        self.command(step, {})

    def run(self, script: str, *args: Any) -> Any:
        """Run the body of a function in the page; its result."""
        return self.command("ExecuteScript", {"script": script, "args": list(args)})

    def size(self, width: int, height: int) -> None:
        self.command("SetWindowRect", {"width": width, "height": height})

    def comes(self, script: str, *args: Any, seconds: float = 30) -> Any:
        """Wait until a script's result is true, and return it."""
        deadline = time.monotonic() + seconds
        while not (found := self.run(script, *args)):
            if time.monotonic() > deadline:
                raise TimeoutError(f"{self.name}: {script} {args}")
            time.sleep(0.05)
        return found

    def press(self, key: str) -> None:
        acts = [{"type": "keyDown", "value": key}, {"type": "keyUp", "value": key}]
        self.command(
            "PerformActions", {"actions": [{"type": "key", "id": "keys", "actions": acts}]}
        )

    def draw(
        self, places: Sequence[tuple[float, float]], pause: int = 16, pointer: str = "mouse"
    ) -> None:
        """Press a mouse or a finger ("touch") at the first place, move it on, and let it go."""
        move = [
            {"type": "pointerMove", "duration": 0, "x": round(x), "y": round(y)} for x, y in places
        ]
        between = {"type": "pause", "duration": pause}
        acts = [move[0], {"type": "pointerDown", "button": 0}]
        for one in move[1:]:
            acts += [one, between]
        acts.append({"type": "pointerUp", "button": 0})
        kind = {"pointerType": pointer}
        source = {"type": "pointer", "id": pointer, "parameters": kind, "actions": acts}
        self.command("PerformActions", {"actions": [source]})

    def click(self, x: float, y: float) -> None:
        self.draw([(x, y)])


@contextlib.contextmanager
def firefox() -> Iterator[Engine]:
    """Run Firefox without a window on the screen."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        preferences = {"marionette.port": port, "datareporting.policy.dataSubmissionEnabled": False}
        text = "".join(f'user_pref("{k}", {json.dumps(v)});\n' for k, v in preferences.items())
        Path(folder, "user.js").write_text(text, encoding="utf-8")
        command = [_found("firefox-esr", "firefox"), "--headless", "--marionette", "--no-remote"]
        process = _started([*command, "--profile", folder])
        try:
            with _connected(port) as line:
                command_of = _marionette(line)
                command_of("NewSession", {"capabilities": {"alwaysMatch": {}}})
                yield Engine("firefox", command_of)
        finally:
            _ended(process)


@contextlib.contextmanager
def webkit() -> Iterator[Engine]:
    """Run WebKitGTK's small browser on a screen that is not there."""
    with _screen() as screen:
        port = free_port()
        command = [_found("WebKitWebDriver"), "--host=127.0.0.1", f"--port={port}"]
        # Mesa's drawing in software, which no Safari has, ended its process now and then.
        process = _started(command, DISPLAY=screen, WEBKIT_DISABLE_COMPOSITING_MODE="1")
        try:
            _connected(port).close()
            address = f"http://127.0.0.1:{port}/session"
            options = {"binary": _mini_browser(), "args": ["--automation"]}
            wanted = {"alwaysMatch": {"webkitgtk:browserOptions": options}}
            session = _over_http("POST", address, {"capabilities": wanted})["sessionId"]

            def command_of(name: str, parameters: dict[str, Any]) -> Any:
                return _over_http("POST", f"{address}/{session}/{COMMANDS[name]}", parameters)

            yield Engine("webkit", command_of)
            _over_http("DELETE", f"{address}/{session}", {})
        finally:
            _ended(process)


def _over_http(method: str, address: str, parameters: dict[str, Any]) -> Any:
    body = parameters if method == "POST" else None
    answer = requests.request(method, address, json=body, timeout=60).json()["value"]
    if isinstance(answer, dict) and "error" in answer:
        raise RuntimeError(answer["message"] or answer["error"])
    return answer


def _marionette(line: socket.socket) -> Command:
    """Return what sends a command, as ``length:[0, number, name, parameters]``, and its answer."""
    _message(line)  # its greeting
    number = 0

    def command_of(name: str, parameters: dict[str, Any]) -> Any:
        nonlocal number
        number += 1
        text = json.dumps([0, number, f"WebDriver:{name}", parameters]).encode()
        line.sendall(b"%d:%s" % (len(text), text))
        _, _, error, result = _message(line)
        if error:
            raise RuntimeError(f"{error['error']}: {error['message']}")
        return result.get("value") if isinstance(result, dict) and "value" in result else result

    return command_of


def _message(line: socket.socket) -> Any:
    length = b""
    while not length.endswith(b":"):
        length += line.recv(1)
    text = b""
    while len(text) < int(length[:-1]):
        text += line.recv(int(length[:-1]) - len(text))
    return json.loads(text)


@contextlib.contextmanager
def _screen() -> Iterator[str]:
    """Run a screen in memory; gives its name."""
    reading, writing = os.pipe()
    command = [_found("Xvfb"), "-displayfd", str(writing), "-screen", "0", "1400x1000x24"]
    process = subprocess.Popen(
        [*command, "-nolisten", "tcp"], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        _ended(process)


def _started(command: list[str], **environment: str) -> subprocess.Popen[bytes]:
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, env=os.environ | environment)


def _ended(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


def _connected(port: int) -> socket.socket:
    for _ in range(300):
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), 60)
        time.sleep(0.1)
    raise TimeoutError("The browser did not answer within 30 s")


def _found(*names: str) -> str:
    path = next((found for name in names if (found := shutil.which(name))), None)
    return path or sys.exit(f"No {names[0]} found: install its package (see the Makefile).")


def _mini_browser() -> str:
    machine = f"{os.uname().machine}-linux-gnu"
    paths = [MINI_BROWSER.format(machine, version) for version in ("4.1", "6.0", "4.0")]
    found = next((path for path in paths if Path(path).exists()), None)
    return found or sys.exit("No MiniBrowser found: install the package webkit2gtk-driver.")


if __name__ == "__main__":
    for needed in (("firefox-esr", "firefox"), ("WebKitWebDriver",), ("Xvfb",)):
        _found(*needed)
    _mini_browser()
