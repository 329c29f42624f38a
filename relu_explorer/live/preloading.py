"""What every page needs, named with the page itself: the browser fetches it at once.

Streamlit's page asks for Plotly, and for each kind of widget, only when the first answer of the
server names one; the live layer comes after that.  Until then the line and a processor are idle.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from relu_explorer.live.modules import module_address, module_names, sheet_names

_STATIC = Path(st.__file__).parent / "static"
# Streamlit's chunks, by the names of their elements.
CHUNKS = ("PlotlyChart", "BidiComponent", "Slider", "Checkbox", "ButtonGroup", "Selectbox")


@cache
def preloads() -> str:
    """Return the ``Link`` header of a page.

    References
    ----------
    https://html.spec.whatwg.org/multipage/links.html#link-type-modulepreload
    """
    chunks = [path for name in CHUNKS for path in _STATIC.glob(f"static/js/{name}.*.js")]
    streamlit = [path.relative_to(_STATIC).as_posix() for path in chunks]
    links = [f"<{path}>; rel=modulepreload; crossorigin" for path in streamlit]
    links += [f"<{module_address(name)}>; rel=modulepreload" for name in module_names("live")]
    links += [f"<{module_address(name)}>; rel=preload; as=style" for name in sheet_names()]
    return ", ".join(links)


class Preloading:
    """Middleware that adds the header to every page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on."""

        async def send_with_links(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if headers.get("content-type", "").startswith("text/html"):
                    headers.append("Link", preloads())
            await send(message)

        is_page = scope["type"] == "http"
        await self.app(scope, receive, send_with_links if is_page else send)
