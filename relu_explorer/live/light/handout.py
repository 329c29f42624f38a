"""The light page without a class: framed by a course page, and as one file with sliders."""

from __future__ import annotations

import base64
from functools import cache, lru_cache

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import BaseRoute, Route

from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.language.translation import language, tr
from relu_explorer.live.light.page import Page, Parts, answer, light_page, linked, read, speak
from relu_explorer.live.modules import module_address, module_names, read_module


def handout_routes() -> list[BaseRoute]:
    """Return the routes of the page without a class: as a frame, and as a file."""
    return [Route("/frame", _frame), Route("/handout.html", _handout)]


async def _frame(request: Request) -> HTMLResponse:
    speak(request)
    return answer(_framed(language()))


async def _handout(request: Request) -> HTMLResponse:
    speak(request)
    return answer(_file(language(), str(request.base_url)))


@cache
def _framed(_: str) -> Page:
    """Return the page of a network that its link names, in a language."""
    return light_page(
        "ReLU Explorer", _alone("./"), lambda name: f"./{module_address(name)}", is_framed=True
    )


@lru_cache(maxsize=16)  # the address is the visitor's word
def _file(_: str, app: str) -> Page:
    """Return the page that needs nothing else, for a network to be put into it."""
    return light_page("ReLU Explorer", _alone(app), _name, held=_held())


def _alone(app: str) -> Parts:
    texts = {
        "again": tr("Start over"),
        "keep": tr("Go on with this network in the Explorer"),
        "unread": tr("Not understood in the link: {names}."),
    }
    data = {"texts": texts, "most": MAX_UNITS, "app": app, "state": None}
    top = '<header><h1>ReLU Explorer</h1><p id="status" role="status"></p></header>'
    bottom = '<p id="end"><a target="_blank" rel="noopener"></a></p>'
    return Parts((read("alone.js"),), data, top, bottom)


def _name(name: str) -> str:
    """Return what a module goes by within the file."""
    return f"relu/{name}"


@cache
def _held() -> dict[str, str]:
    """Return all modules of the light page as addresses that hold them, by what they go by."""
    names = {*module_names("light_several"), *module_names("svg")}
    return {
        _name(name): f"data:text/javascript;base64,{_encoded(linked(read_module(name), _name))}"
        for name in sorted(names)
    }


def _encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
