"""What a phone opens in class, and what stands where a class is not."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path

from starlette.responses import HTMLResponse

from relu_explorer.language.translation import language, tr
from relu_explorer.live.light.page import Page, Parts, answer, light_page, small_page

_FOLDER = Path(__file__).parent / "phone"


def class_page() -> HTMLResponse:
    """Return the page of a class."""
    return answer(_class_page(language()))


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
    return answer(small_page(title, body, _read("phone.css")))


def missing_page() -> HTMLResponse:
    """Return what stands where a class is not, or no longer."""
    title = tr("There is no class of this code")
    body = (
        f'<div class="code"><h1>{_safe(title)}</h1>'
        f"<p>{_safe(tr('It may be over, or the code may be mistyped.'))}</p>"
        f'<p><a href="../class">{_safe(tr("Type another code"))}</a></p></div>'
    )
    return answer(small_page(title, body, _read("phone.css")), status=404)


@cache
def _class_page(_: str) -> Page:
    """Return the page of a class in a language."""
    parts = Parts(
        scripts=(_read("phone.js"),),
        data={"texts": _texts()},
        top=_read("top.html"),
        bottom=_read("bottom.html"),
        style=_read("phone.css"),
    )
    return light_page(tr("Class"), parts)


def _read(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _safe(text: str) -> str:
    return html.escape(text)


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
        "wrong": tr("Your answer is not the right one."),
    }
