"""The light page: what a phone opens in class.

It is not Streamlit's: 300 phones in a hall share one wireless network.  Its scripts and its sheet
are in the page itself; the scenes and sentences are the live layer's modules.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from relu_explorer.charts.palette import COLOURS, DARK_INKS, LIGHT_INKS
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.language.translation import ENGLISH, LANGUAGES, language, tr, use_language
from relu_explorer.live.modules import module_address
from relu_explorer.live.words import browser_texts
from relu_explorer.questions.presets import OPENING

_FOLDER = Path(__file__).parent / "light"


def speak(request: Request) -> None:
    """Answer a request in the language that it names, or that its browser prefers."""
    wanted = request.headers.get("accept-language", "").lower().split(",")[0].partition("-")[0]
    named = request.query_params.get("lang", wanted)
    use_language(named if named in LANGUAGES else ENGLISH)


def light_page() -> HTMLResponse:
    """Return the page of a class."""
    return _answer(*_light_page(language()))


def code_page() -> HTMLResponse:
    """Return the page on which one types the code of a class."""
    title = tr("Join a class")
    body = (
        f'<form class="code" action="class"><h1>{_safe(title)}</h1>'
        f'<label for="code">{_safe(tr("Code of the class"))}</label>'
        '<input id="code" name="code" maxlength="6" required autocomplete="off" autofocus '
        'spellcheck="false" autocapitalize="characters">'
        f'<button type="submit">{_safe(tr("Join"))}</button></form>'
    )
    return _answer(*_small_page(language(), title, body))


def missing_page() -> HTMLResponse:
    """Return what stands where a class is not, or no longer."""
    title = tr("There is no class of this code")
    body = (
        f'<div class="code"><h1>{_safe(title)}</h1>'
        f"<p>{_safe(tr('It may be over, or the code may be mistyped.'))}</p>"
        f'<p><a href="../class">{_safe(tr("Type another code"))}</a></p></div>'
    )
    return _answer(*_small_page(language(), title, body), status=404)


def _answer(text: str, policy: str, status: int = 200) -> HTMLResponse:
    headers = {
        "Content-Security-Policy": policy,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-cache",
    }
    return HTMLResponse(text, status, headers)


@cache
def _light_page(name: str) -> tuple[str, str]:
    """Return the text of the page in a language, and its policy."""
    place = f'"../{module_address("")}'
    scripts = [_read(name).replace('"LIVE/', place) for name in ("chart.js", "light.js")]
    data = html.escape(json.dumps(_data()), quote=False).replace("&amp;", "\\u0026")
    foot = "\n".join([
        f'<script type="application/json" id="data">{data}</script>',
        *(f'<script type="module">{script}</script>' for script in scripts),
    ])  # fmt: skip
    modules = (module_address(f"{module}.js") for module in ("scene", "words"))
    preloads = "\n".join(f'<link rel="modulepreload" href="../{path}">' for path in modules)
    style = _style()
    places = {
        "language": name,
        "title": _safe(tr("Class")),
        "head": f"{preloads}\n<style>{style}</style>",
        "foot": foot,
    }
    text = _read("light.html")
    for place, value in places.items():
        text = text.replace(f"{{{place}}}", value)
    return text, _policy(style, scripts)


@cache
def _small_page(name: str, title: str, body: str) -> tuple[str, str]:
    style = _style()
    text = (
        f'<!doctype html>\n<html lang="{name}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{_safe(title)}</title><link rel="icon" href="data:,">'
        f"<style>{style}</style><body><main>{body}</main></body></html>"
    )
    return text, _policy(style, [])


def _policy(style: str, scripts: list[str]) -> str:
    """Allow what is in the page and the app's own modules, and nothing else.

    References
    ----------
    https://www.w3.org/TR/CSP3/
    """
    own = " ".join(_digest(script) for script in scripts)
    return "; ".join([
        "default-src 'none'",
        f"script-src 'self' {own}".strip(),
        f"style-src {_digest(style)}",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'self'",
    ])  # fmt: skip


def _digest(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _style() -> str:
    units = (
        f".of{unit} {{ --unit: {colour}; --unit-ink: light-dark({light}, {dark}); }}\n"
        f".ink{unit} {{ color: light-dark({light}, {dark}); }}"
        for unit, (colour, light, dark) in enumerate(
            zip(COLOURS, LIGHT_INKS, DARK_INKS, strict=True)
        )
    )
    return "\n".join([_read("light.css"), *units])


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _safe(text: str) -> str:
    return html.escape(text)


def _data() -> dict[str, Any]:
    """Return what the page's script starts from."""
    return {
        "words": browser_texts(),
        "texts": _texts(),
        "grids": {symbol: parameter[2:] for symbol, parameter in PARAMETERS.items()},
        "opening": {
            **{
                symbol: list(column)
                for symbol, column in zip("wbv", zip(*OPENING.units, strict=True), strict=True)
            },
            "c": OPENING.output_bias,
            "probe": OPENING.probe,
            "on": [True] * len(OPENING.units),
            "stages": list(OPENING.stages),
            "hasMax": True,
            "compare": "add",
            "window": list(OPENING.window),
            "height": list(OPENING.height),
            "target": [[], []],
            "data": [[], []],
            "span": [],
        },
    }


def _texts() -> dict[str, str]:
    return {
        "title": tr("Class {code}"),
        "here": tr("{count} here"),
        "lost": tr("The line is lost: trying again …"),
        "cut": tr("The class cannot be reached: answers wait until it can."),
        "closed": tr("The class is over."),
        "keep": tr("Go on with this network in the Explorer"),
        "pause": tr("Eyes up!"),
        "try": tr("Try it myself"),
        "back": tr("Back to the class"),
        "units": tr("The single units"),
        "composite": tr("Their weighted sum"),
        "unit": tr("Unit {unit}"),
        "sum": tr("Sum"),
        "w": tr("weight"),
        "b": tr("bias"),
        "v": tr("output weight"),
        "c": tr("output bias"),
        "probe": tr("probe"),
        "remote_before": tr("Step back"),
        "remote_next": tr("Next step"),
        "remote_ask": tr("Ask"),
        "remote_show": tr("Show the answers"),
        "remote_turn": tr("Your turn"),
        "remote_pause": tr("Eyes up"),
        "listen": tr("The instructor asks:"),
        "choose": tr("Choose one; you can change it until the answers are shown."),
        "chosen": tr("Your answer is in."),
        "right": tr("Your answer is right."),
        "wrong": tr("Your answer is another one."),
    }
