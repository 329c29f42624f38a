"""The page itself: its scripts and its sheet are in it, the scenes are the live layer's."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse

from relu_explorer.charts.palette import COLOURS, DARK_INKS, LIGHT_INKS
from relu_explorer.language.translation import ENGLISH, LANGUAGES, language, use_language
from relu_explorer.live.light.data import network_data, network_texts
from relu_explorer.live.modules import module_address, read_module

_FOLDER = Path(__file__).parent


class Page(NamedTuple):
    """A page, and the policy that a browser is to keep to with it.

    References
    ----------
    https://www.w3.org/TR/CSP3/
    """

    text: str
    policy: str


class Parts(NamedTuple):
    """What a light page has beside the network.

    Attributes
    ----------
    scripts : tuple of str
        Texts of its modules; "LIVE/" is where the live layer's are.
    top, bottom : str
        Markup around the network.
    style : str
        Rules of its own.
    data : mapping
        What its scripts start from, too.
    """

    scripts: tuple[str, ...]
    data: Mapping[str, Any]
    top: str = ""
    bottom: str = ""
    style: str = ""


def speak(request: Request) -> None:
    """Answer a request in the language that it names, or that its browser prefers."""
    wanted = request.headers.get("accept-language", "").lower().split(",")[0].partition("-")[0]
    named = request.query_params.get("lang", wanted)
    use_language(named if named in LANGUAGES else ENGLISH)


def light_page(
    title: str,
    parts: Parts,
    address_of: Callable[[str], str] = lambda name: f"../{module_address(name)}",
    *,
    is_framed: bool = False,
    held: Mapping[str, str] = MappingProxyType({}),
) -> Page:
    """Return a page with a network.

    Parameters
    ----------
    title : str
    parts : Parts
    address_of : callable
        Gives the address of a module of the live layer.
    is_framed : bool
        Whether any page may frame it; else only the app's own.
    held : mapping of str to str
        Where the modules of these addresses are, if they are in the page itself.

    References
    ----------
    https://html.spec.whatwg.org/multipage/webappapis.html#import-maps
    """
    scripts = [read_module("svg.js"), read("network.js"), *parts.scripts]
    scripts = [linked(script, address_of) for script in scripts]
    texts = parts.data.get("texts", {})
    data = _written({**network_data(), **parts.data, "texts": network_texts() | texts})
    style = f"{_style()}\n{parts.style}"
    preloads = () if held else [address_of(f"{name}.js") for name in ("scene", "words")]
    hints = [f'<link rel="modulepreload" href="{path}">' for path in preloads]
    table = json.dumps({"imports": dict(held)})
    if held:
        hints = [f'<script type="importmap">{table}</script>']
    places = {
        "language": language(),
        "title": html.escape(title),
        "head": "\n".join([*hints, f"<style>{style}</style>"]),
        "top": parts.top,
        "bottom": parts.bottom,
        "foot": "\n".join([
            f'<script type="application/json" id="data">{data}</script>',
            *(f'<script type="module">{script}</script>' for script in scripts),
        ]),
    }  # fmt: skip
    return Page(
        re.sub(r"{(\w+)}", lambda place: places[place[1]], read("light.html")),
        _policy(style, [*scripts, table], is_framed=is_framed),
    )


def small_page(title: str, body: str, more_style: str = "") -> Page:
    """Return a page without a network."""
    style = f"{_style()}\n{more_style}"
    text = (
        f'<!doctype html>\n<html lang="{language()}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{html.escape(title)}</title><link rel="icon" href="data:,">'
        f"<style>{style}</style><body><main>{body}</main></body></html>"
    )
    return Page(text, _policy(style, []))


def answer(page: Page, status: int = 200) -> HTMLResponse:
    """Return a page as the answer to a request."""
    headers = {
        "Content-Security-Policy": page.policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(page.text, status, headers)


def linked(script: str, address_of: Callable[[str], str]) -> str:
    """Let a script import the live layer's modules from their addresses."""
    names = r'(from |import |import\()"(?:LIVE|\.\.?)/(?:\w+/)?([\w.]+)"'
    return re.sub(names, lambda name: f'{name[1]}"{address_of(name[2])}"', script)


def _written(data: Mapping[str, Any]) -> str:
    """Write data for a script element, which ends with the first of its end tags."""
    return json.dumps(data).replace("<", "\\u003c")


def _policy(style: str, scripts: Iterable[str], *, is_framed: bool = False) -> str:
    """Allow what is in the page and the app's own modules, and nothing else."""
    own = " ".join(map(_digest, scripts))
    return "; ".join([
        "default-src 'none'",
        f"script-src 'self' {own}".strip(),
        f"style-src {_digest(style)}",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        *([] if is_framed else ["frame-ancestors 'self'"]),
    ])  # fmt: skip


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _style() -> str:
    def units(inks: Iterable[str]) -> str:
        return "\n".join(
            f".of{unit} {{ --unit-ink: {ink}; }} .ink{unit} {{ color: {ink}; }}"
            for unit, ink in enumerate(inks)
        )

    colours = (f".of{unit} {{ --unit: {colour}; }}" for unit, colour in enumerate(COLOURS))
    dark = f"@media (prefers-color-scheme: dark) {{\n{units(DARK_INKS)}\n}}"
    return "\n".join(
        [
            read("light.css"),
            read_module("svg.css"),
            read_module("planar.css"),
            *colours,
            units(LIGHT_INKS),
            dark,
        ]
    )


def read(name: str) -> str:
    """Return the text of a part of the light page."""
    return (_FOLDER / name).read_text(encoding="utf-8")
