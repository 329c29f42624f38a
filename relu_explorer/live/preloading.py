"""What every page needs, named with the page itself: the browser fetches it at once.

Streamlit's page asks for Plotly, and for each kind of widget, only when the first answer of the
server names one; the live layer comes after that.  Until then the line and a processor are idle.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relu_explorer.live.modules import module_address, module_names, sheet_names

_STATIC = Path(st.__file__).parent / "static"
# Streamlit's chunks, by the names of their elements.
CHUNKS = ("BidiComponent", "Slider", "Checkbox", "ButtonGroup", "Selectbox")
# The largest by far: named as a module it would be compiled before the page itself has run.
LARGEST = "PlotlyChart"
# It has to be there before Streamlit's scripts change the address.
_HEAD = b"<head>"
_FIRST = f'<script type="module" src="./{module_address("history.js")}"></script>'.encode()


@cache
def preloads() -> str:
    """Return the ``Link`` header of a page.

    References
    ----------
    https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
    """
    links = [f"<{path}>; rel=modulepreload; crossorigin" for path in _chunks(*CHUNKS)]
    links += [f"<{module_address(name)}>; rel=modulepreload" for name in module_names("live")]
    links += [f"<{module_address(name)}>; rel=prefetch; as=style" for name in sheet_names()]
    links += [f"<{path}>; rel=prefetch; as=script" for path in _chunks(LARGEST)]
    return ", ".join(links)


def _chunks(*names: str) -> list[str]:
    """Return the paths of those that there are: another Streamlit may name them otherwise."""
    found = [path for name in names for path in _STATIC.glob(f"static/js/{name}.*.js")]
    return [path.relative_to(_STATIC).as_posix() for path in found]


class Preloading:
    """Middleware that adds the header, and the first module, to each of Streamlit's pages."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""
        waiting: list[Message] = []  # the head of a page, until its text is known

        async def send_page(message: Message) -> None:
            if _is_head_of_page(message):
                waiting.append(message)
                return
            if waiting:
                head = waiting.pop()
                await send(_with_first(head, message))
            await send(message)

        if scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", ""):
            del MutableHeaders(scope=scope)["accept-encoding"]  # to be changed, it comes as it is
        await self.app(scope, receive, send_page if scope["type"] == "http" else send)


def _is_head_of_page(message: Message) -> bool:
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type", "").startswith("text/html")


def _with_first(head: Message, body: Message) -> Message:
    """Put the module into the text of a page; gives its head, with links and the new length.

    A page without a head is not Streamlit's, and needs none of it.
    """
    text = body.get("body", b"")
    if _HEAD not in text:
        return head
    body["body"] = text.replace(_HEAD, _HEAD + _FIRST, 1)
    headers = MutableHeaders(scope=head)
    headers.append("Link", preloads())
    if "content-length" in headers:
        added = len(body["body"]) - len(text)
        headers["content-length"] = str(int(headers["content-length"]) + added)
    return head
