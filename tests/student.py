"""A simulated student: a real session over Streamlit's websocket, without a browser.

It keeps what the browser keeps: which widgets there are and their values, the fragment that each
belongs to, the query string, and the messages that the server need not send again.
"""

from __future__ import annotations

import asyncio
import contextlib
import http.cookiejar
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import FileURLs
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.Slider_pb2 import Slider
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_KEPT_RUNS = 2  # the browser keeps a cached message for so many runs
# Another run follows one that "finished early".
_ENDS = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
_EVENTS = "$$STREAMLIT_INTERNAL_KEY_{}__events"  # name of a component's trigger widget
_PATIENCE = 60.0  # seconds
# What a page shows in the place of an exception's text.
REDACTED = "This app has encountered an error."
_TRACES = (b"Traceback", b"site-packages", b'.py", line')


class Failure(Exception):
    """The server did not answer as it should."""


class Student:
    """One session.

    Attributes
    ----------
    elements : dict of str to Element
        The widgets shown last, by key.
    received : int
        Bytes of all messages.
    charts : set of str
        Keys of the charts that were drawn.
    trouble : list of str
        What the page told of exceptions, and messages that tell more than they should.
    """

    def __init__(self, address: str, link: str = "") -> None:
        page, _, query = link.partition("?")
        self.address, self.page, self.query = address, page, dict(urllib.parse.parse_qsl(query))
        self.elements: dict[str, Element] = {}
        self.states: dict[str, WidgetState] = {}
        self.fragments: dict[str, str] = {}
        self.charts: set[str] = set()
        self.trouble: list[str] = []
        self.sent_names: set[str] = set()
        self.received = self.messages = 0
        self.page_hash = self.session = ""
        self._cache: dict[str, tuple[int, ForwardMsg]] = {}
        self._runs = 0
        self._socket: ClientConnection | None = None
        self.cookies: dict[str, str] = {}
        self.urls: FileURLs | None = None

    # --- coming and going

    async def arrive(self) -> float:
        """Open the page and wait for its first run; gives the seconds that it took."""
        start = time.perf_counter()
        await self.open()
        await self._rerun()
        return time.perf_counter() - start

    async def open(self) -> None:
        """Fetch what a browser fetches beside its scripts, and open the websocket."""
        self.cookies = self.cookies or await _fetch_cookies(self.address)
        url = self.address.replace("http", "ws", 1) + "_stcore/stream"
        token = self.cookies["_streamlit_xsrf"]
        self._socket = await connect(
            url,
            origin=self.address.rstrip("/"),  # type: ignore[arg-type]
            additional_headers={"Cookie": "; ".join(map("=".join, self.cookies.items()))},
            subprotocols=["streamlit", token, *([self.session] if self.session else [])],  # type: ignore[list-item]
            compression=None,
            max_size=None,
            open_timeout=60,
            ping_interval=None,
        )

    async def come_back(self) -> float:
        """Open the websocket anew, as a browser that has lost it; gives the seconds it took."""
        start = time.perf_counter()
        await self.open()
        await self._rerun()
        return time.perf_counter() - start

    async def leave(self) -> None:
        """Close the tab."""
        if self._socket:
            await self._socket.close(1001)

    # --- what a student does

    async def release(self, key: str, value: float) -> float:
        """Let a slider go at a value; gives the seconds until its run has ended."""
        start = time.perf_counter()
        state = WidgetState(id=self.elements[key].slider.id)
        state.double_array_value.data.append(value)
        self.states[key] = state
        default = list(self.elements[key].slider.default)
        self.query[key] = f"{value:.12g}"
        if default == [value]:
            del self.query[key]
        await self._rerun(self.fragments[key])
        return time.perf_counter() - start

    async def trigger(self, component: str, event: str, value: Any) -> float:
        """Let a component report an event; gives the seconds until its run has ended."""
        start = time.perf_counter()
        await self.trigger_raw(component, json.dumps([{"event": event, "value": value}]))
        return time.perf_counter() - start

    async def trigger_raw(self, component: str, text: str) -> None:
        """Let a component report whatever is given."""
        found = self.elements[component].bidi_component
        state = WidgetState(id=_EVENTS.format(found.id), json_trigger_value=text)
        await self._rerun(self.fragments[component], state)

    async def settle(self, seconds: float) -> None:
        """Take in what comes within some seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    await self._is_finished()

    def data(self, component: str) -> Any:
        """Return the data that a component was given last."""
        found = self.elements[component].bidi_component
        return json.loads(found.json or found.mixed.json)

    async def upload(self, key: str, name: str, content: bytes) -> int:
        """Choose a file; gives the answer's status, and waits for the run if it was taken."""
        message = BackMsg()
        request = message.file_urls_request
        request.request_id, request.session_id = "upload", self.session
        request.file_names.append(name)
        await self.send(message.SerializeToString())
        self.urls = None
        async with asyncio.timeout(_PATIENCE):
            while self.urls is None:
                await self._is_finished()
        url = urllib.parse.urljoin(self.address, self.urls.upload_url)
        status = await asyncio.to_thread(self._put, url, name, content)
        if status < 300:
            state = WidgetState(id=self.elements[key].file_uploader.id)
            file = state.file_uploader_state_value.uploaded_file_info.add()
            file.file_id, file.name, file.size = self.urls.file_id, name, len(content)
            file.file_urls.CopyFrom(self.urls)
            self.states[key] = state
            await self._rerun(self.fragments[key])
        return status

    def _put(self, url: str, name: str, content: bytes) -> int:
        boundary = "----------frontier"
        head = f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        body = f"{head}\r\n\r\n".encode() + content + f"\r\n--{boundary}--\r\n".encode()
        headers = {
            "Content-Type": f"multipart/form-data; boundary={boundary}",
            "Cookie": "; ".join(map("=".join, self.cookies.items())),
            "X-Xsrftoken": self.cookies["_streamlit_xsrf"],
        }
        request = urllib.request.Request(url, body, headers, method="PUT")
        try:
            with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except urllib.error.URLError:
            return 413  # closed before all was sent: too large

    async def send(self, raw: bytes) -> None:
        """Send whatever is given."""
        assert self._socket
        await self._socket.send(raw)

    # --- the protocol

    async def _rerun(self, fragment: str = "", extra: WidgetState | None = None) -> None:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = urllib.parse.urlencode(self.query)
        rerun.widget_states.widgets.extend(self.states.values())
        if extra:
            rerun.widget_states.widgets.append(extra)
        rerun.page_script_hash, rerun.fragment_id = self.page_hash, fragment
        if not self.page_hash:
            rerun.page_name = self.page
        rerun.cached_message_hashes.extend(self._cache)
        rerun.context_info.timezone = "UTC"
        rerun.context_info.locale = "en-US"
        rerun.context_info.color_scheme = "light"
        rerun.context_info.url = self.address + self.page
        await self.send(message.SerializeToString())
        async with asyncio.timeout(_PATIENCE):
            while not await self._is_finished():
                pass
        self._forget()

    async def _is_finished(self) -> bool:
        """Take in one message; True if it was the last of a run."""
        assert self._socket
        raw = await self._socket.recv()
        self.received += len(raw)
        self.messages += 1
        if any(trace in raw for trace in _TRACES):  # type: ignore[operator]
            self.trouble.append(f"a traceback: {raw!r:.500}")
        message = ForwardMsg.FromString(raw)  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
            self.session = message.new_session.initialize.session_id or self.session
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "ref_hash":
            self._cache[message.ref_hash] = (self._runs, self._cache[message.ref_hash][1])
            self._take(self._cache[message.ref_hash][1])
        elif kind == "delta":
            if message.metadata.cacheable:
                self._cache[message.hash] = (self._runs, message)
            self._take(message)
        elif kind == "file_urls_response":
            self.urls = message.file_urls_response.file_urls[0]
        elif kind == "page_not_found":
            self.trouble.append("page not found")
        return kind == "script_finished" and message.script_finished in _ENDS

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            told = element.exception
            self.trouble.append(" ".join([told.type, told.message, *told.stack_trace]).strip())
            return
        widget = getattr(element, kind) if kind else None
        identity = getattr(widget, "id", "")
        key = identity.rpartition("-")[2] if identity.startswith("$$ID-") else ""
        if not key or key == "None":
            return
        self.elements[key], self.fragments[key] = element, message.delta.fragment_id
        if kind == "plotly_chart":
            self.charts.add(key)
        _own(self.states, key, kind, widget)

    def _forget(self) -> None:
        self._runs += 1
        old = [name for name, (run, _) in self._cache.items() if run <= self._runs - _KEPT_RUNS - 1]
        for name in old:
            del self._cache[name]


def _own(states: dict[str, WidgetState], key: str, kind: str | None, widget: Any) -> None:
    """Give a widget the value that it shows, as its browser form does."""
    state = states.get(key)
    is_set = bool(getattr(widget, "set_value", False))
    if state is not None and state.id == widget.id and not is_set:
        return
    new = WidgetState(id=widget.id)
    if kind == "slider" and widget.type == Slider.SELECT_SLIDER:
        chosen: Iterable[int] = (int(part) for part in (widget.value if is_set else widget.default))
        new.string_array_value.data.extend(widget.options[part] for part in chosen)
    elif kind == "slider":
        new.double_array_value.data.extend(widget.value if is_set else widget.default)
    elif kind == "checkbox":
        new.bool_value = widget.value if is_set else widget.default
    else:
        return
    states[key] = new


async def _fetch_cookies(address: str) -> dict[str, str]:
    def fetch() -> dict[str, str]:
        jar = http.cookiejar.CookieJar()
        visit = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        for path in ("", "_stcore/health", "_stcore/host-config"):
            visit.open(address + path, timeout=60).close()
        return {cookie.name: cookie.value or "" for cookie in jar}

    return await asyncio.to_thread(fetch)


def run(coroutine):
    """Run it in a thread of its own: the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()
