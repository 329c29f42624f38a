"""Streamlit's scripts, compressed: as Streamlit sends them, a first visit takes 8 MB.

Streamlit compresses nothing that is static, for it would do so anew at every request.  Here each
script is compressed when it is first asked for, and kept: 3 MB a process for all of them.
"""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_PLACE = "/static/js/"
_FOLDER = Path(st.__file__).parent / "static" / "static" / "js"
_SCRIPTS = {path.name: path for path in _FOLDER.glob("*.js")}
_HEADERS = {
    "Content-Encoding": "gzip",
    "Cache-Control": "public, immutable, max-age=31536000",  # their names change with their content
    "Vary": "Accept-Encoding",
}


@cache
def _compressed(script: Path) -> bytes:
    return gzip.compress(script.read_bytes(), 6)


class Compression:
    """Middleware that answers for Streamlit's scripts, if the browser can read gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for a script; pass everything else on."""
        script = _asked_for(scope)
        if script is None:
            await self.app(scope, receive, send)
            return
        body = await run_in_threadpool(_compressed, script)
        await Response(body, headers=_HEADERS, media_type="text/javascript")(scope, receive, send)


def _asked_for(scope: Scope) -> Path | None:
    if scope["type"] != "http" or scope["method"] != "GET":
        return None
    if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
        return None
    _, place, name = scope["path"].rpartition(_PLACE)
    return _SCRIPTS.get(name) if place else None
