"""The browser's modules and their style sheets: files that the app serves and the browser keeps.

Streamlit sends a component's script, markup and sheet with every answer.  So its script is but a
loader (``loader.js``) that imports its module from there, and its markup names its sheet.  The
address has the files' digest: a file at an address never changes, so it is asked for once.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_MODULES = Path(__file__).parent / "browser"
# By their names alone, which no two share: who names a file need not know its folder.
_FILES = {path.name: path for path in sorted(_MODULES.rglob("*.*"))}
_PLACE = "live"


def _digest() -> str:
    served = (path for name, path in _FILES.items() if name.endswith((".js", ".css")))
    texts = (path.read_bytes() for path in served)
    return hashlib.sha256(b"\0".join(texts)).hexdigest()[:12]


_VERSION = _digest()


class _ModuleFiles(StaticFiles):
    """Files that may be kept for good, if they were asked for by their own digest."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        is_own = scope["path_params"].get("version") == _VERSION
        lifetime = "public, max-age=31536000, immutable" if is_own else "no-cache"
        response.headers["Cache-Control"] = lifetime
        return response


def module_routes() -> list[BaseRoute]:
    """Return the routes under which the app serves the modules."""
    files = _ModuleFiles(directory=_MODULES)
    return [Mount(f"/{_PLACE}/{{version}}", files, name="modules")]


def module_address(name: str) -> str:
    """Return where a file is, relative to the page."""
    return f"{_PLACE}/{_VERSION}/{_FILES[name].relative_to(_MODULES).as_posix()}"


def module_names(name: str) -> list[str]:
    """Return the file names of a module and of all that it imports."""
    found, waiting = list[str](), [f"{name}.js"]
    while waiting:
        file = waiting.pop()
        if file not in found:
            found.append(file)
            waiting += re.findall(
                r'^(?:import|} from) .*?"\..*/(.*?)";$', read_module(file), re.MULTILINE
            )
    return sorted(found)


def sheet_names() -> list[str]:
    """Return the file names of the modules' style sheets."""
    return [name for name in _FILES if name.endswith(".css")]


def module_component(name: str, *, html: str, sheets: tuple[str, ...] = ()) -> Any:
    """Register a component whose script is the default export of the module ``name.js``.

    Parameters
    ----------
    name : str
        Name of the module, and of its style sheet ``name.css`` if there is one.
    html : str
        What it consists of at first.
    sheets : tuple of str
        Names of further style sheets.  What names any is a part of the page: its elements are
        found from there, and take the page's styles, too.
    """
    address = json.dumps(module_address(f"{name}.js"))
    for sheet in (name, *sheets):
        if f"{sheet}.css" in _FILES:
            html = f'<link rel="stylesheet" href="{module_address(f"{sheet}.css")}">{html}'
    script = read_module("loader.js").replace('"MODULE"', address)
    return st.components.v2.component(
        f"relu_explorer.{name}", html=html, js=script, isolate_styles=not sheets
    )


def read_module(name: str) -> str:
    """Return the text of a module, by its file name."""
    return _FILES[name].read_text(encoding="utf-8")


def read_html(name: str) -> str:
    """Return the markup that a module fills."""
    return read_module(f"{name}.html")
