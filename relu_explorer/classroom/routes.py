"""The class over HTTP: what is posted to it, and the stream of what it is."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import cache
from types import FrameType
from typing import Any

import segno
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from relu_explorer.classroom import access
from relu_explorer.classroom.access import Limit
from relu_explorer.classroom.judging import judged
from relu_explorer.classroom.page import class_page, code_page, missing_page
from relu_explorer.classroom.posts import (
    BadPost,
    asked_of,
    count_of,
    name_of,
    read_post,
    shown_of,
    stepped_of,
    switch_of,
    time_of,
    turned_of,
)
from relu_explorer.classroom.redis_store import RedisStore
from relu_explorer.classroom.results import results_csv
from relu_explorer.classroom.room import Room
from relu_explorer.classroom.rooms import Rooms
from relu_explorer.classroom.state import (
    Answered,
    AnswersShown,
    Closed,
    Event,
    Moved,
    Paused,
)
from relu_explorer.classroom.store import MemoryStore, Store, StoreLost, UnknownClass
from relu_explorer.live.light.page import speak

Handler = Callable[[Request], Awaitable[Response]]
_STREAM = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_PRIVATE = {"Cache-Control": "no-store"}
_MOST_STREAMS = 2500  # from one address: a hall shares one


class ClassRoutes:
    """The routes of all classes of a process.

    Parameters
    ----------
    store : Store
        Where their events are kept.
    """

    def __init__(self, store: Store) -> None:
        self._rooms = Rooms(store)
        self._store = store
        # 600 phones share the address of a hall, and come at once.
        self._classes = Limit(burst=60, rate=0.2)
        self._guesses = Limit(burst=600, rate=2.0)
        self._streams: dict[str, int] = {}
        self._answers = Limit(burst=20, rate=2.0)  # of one student

    def routes(self) -> list[BaseRoute]:
        """Return them."""
        inside: list[tuple[str, Handler, str]] = [
            ("", self._page, "GET"),
            ("/events", self._events, "GET"),
            ("/results.csv", self._results, "GET"),
            ("/qr.svg", self._qr_code, "GET"),
            ("/remote.svg", self._remote_code, "GET"),
            ("/moves", self._move, "POST"),
            ("/answers", self._answer, "POST"),
            ("/tries", self._try, "POST"),
            ("/ask", self._taught(asked_of), "POST"),
            ("/show", self._taught(lambda post: AnswersShown()), "POST"),
            ("/pause", self._taught(lambda post: Paused(switch_of(post, "on"))), "POST"),
            ("/turn", self._taught(turned_of), "POST"),
            ("/step", self._taught(stepped_of), "POST"),
            ("/close", self._taught(lambda post: Closed()), "POST"),
        ]
        routes: list[BaseRoute] = [
            Route("/class", _answered(self._open), methods=["POST"]),
            Route("/class", _answered(self._enter), methods=["GET"]),
        ]
        for path, handler, method in inside:
            routes.append(Route(f"/class/{{code}}{path}", _answered(handler), methods=[method]))
        return routes

    def close(self) -> None:
        """End all streams."""
        self._rooms.close()

    # --- whoever comes

    async def _open(self, request: Request) -> Response:
        if not self._classes.takes(access.caller(request)):
            raise BadPost("too many classes were opened from here: wait a minute", 429)
        key = access.new_key()
        while not await self._store.create(code := access.new_code(), access.hash_of(key)):
            pass
        return JSONResponse({"code": code, "key": key}, 201)

    async def _enter(self, request: Request) -> Response:
        speak(request)
        code = request.query_params.get("code", "").strip().upper()
        return RedirectResponse(f"class/{code}", 303) if code.isalnum() else code_page()

    async def _page(self, request: Request) -> Response:
        speak(request)
        try:
            await self._room(request)
        except UnknownClass:
            return missing_page()
        return class_page()

    async def _qr_code(self, request: Request) -> Response:
        await self._room(request)
        return _qr_code(str(request.url).removesuffix("/qr.svg"))

    async def _remote_code(self, request: Request) -> Response:
        """Show the address with the key: its last part, which no browser sends to a server."""
        await self._taught_room(request)
        address = str(request.url).removesuffix("/remote.svg")
        return _qr_code(f"{address}#{access.bearer_key(request)}")

    async def _events(self, request: Request) -> Response:
        room = await self._room(request)
        is_wall = access.bearer_key(request) is not None
        if is_wall:
            await self._check_key(request)
        who = access.caller(request)
        if self._streams.get(who, 0) >= _MOST_STREAMS:
            raise BadPost("too many screens follow from here", 429)
        stream = self._counted(who, room, is_wall)
        return StreamingResponse(stream, media_type="text/event-stream", headers=_STREAM)

    async def _counted(self, who: str, room: Room, is_wall: bool) -> AsyncIterator[bytes]:
        self._streams[who] = self._streams.get(who, 0) + 1
        room.arrive(0 if is_wall else 1)
        try:
            async for message in room.stream(is_wall=is_wall):
                yield message
        finally:
            room.arrive(0 if is_wall else -1)
            self._streams[who] -= 1
            if not self._streams[who]:
                del self._streams[who]

    # --- the students

    async def _answer(self, request: Request) -> Response:
        room, post = await self._room(request), await read_post(request)
        answer = Answered(
            name_of(post, "student"), name_of(post, "question"), count_of(post, "choice")
        )
        if room.state.has(answer):
            return JSONResponse({"counted": True})
        if not room.state.takes(answer):
            raise BadPost("this question is not open", 409)
        await self._append(request, answer, who=answer.student)
        return JSONResponse({"counted": True})

    async def _try(self, request: Request) -> Response:
        speak(request)
        room, post = await self._room(request), await read_post(request)
        if not room.state.is_turn:
            raise BadPost("it is not the students' turn", 409)
        student, shown = name_of(post, "student"), _whole(room, shown_of(post))
        try:
            tried = judged(room.state, student, shown)
        except ValueError as error:
            raise BadPost(str(error)) from error
        await self._append(request, tried, who=tried.student)
        return JSONResponse({"met": tried.is_met, "message": tried.verdict})

    async def _append(self, request: Request, event: Event, who: str) -> None:
        if not self._answers.takes(f"{_code(request)} {who}"):
            raise BadPost("too many at once: wait a moment", 429)
        await self._store.append(_code(request), event)

    # --- the instructor

    async def _move(self, request: Request) -> Response:
        room = await self._taught_room(request)
        post = await read_post(request)
        shown = shown_of(post)
        _whole(room, shown)
        return await self._told(request, Moved(shown, time_of(post)))

    async def _results(self, request: Request) -> Response:
        room = await self._taught_room(request)
        name = f"class-{_code(request)}.csv"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', **_PRIVATE}
        return Response(results_csv(room.state), media_type="text/csv", headers=headers)

    def _taught(self, event_of: Callable[[dict[str, Any]], Event]) -> Handler:
        async def handle(request: Request) -> Response:
            speak(request)
            await self._taught_room(request)
            return await self._told(request, event_of(await read_post(request)))

        return handle

    async def _told(self, request: Request, event: Event) -> Response:
        return JSONResponse({"seq": await self._store.append(_code(request), event)})

    async def _taught_room(self, request: Request) -> Room:
        room = await self._room(request)
        await self._check_key(request)
        return room

    async def _check_key(self, request: Request) -> None:
        key_hash = await self._store.key_hash(_code(request))
        if not access.opens(access.bearer_key(request), key_hash or ""):
            if not self._guesses.takes(access.caller(request)):
                raise BadPost("too many wrong keys: wait a minute", 429)
            raise BadPost("this takes the key of the class", 401)

    async def _room(self, request: Request) -> Room:
        """Return the room of the class that a request names; a wrong code counts as a guess."""
        code = _code(request)
        try:
            if not access.is_code(code):
                raise UnknownClass(code)
            return await self._rooms.room(code)
        except UnknownClass:
            if not self._guesses.takes(access.caller(request)):
                raise BadPost("too many wrong codes: wait a minute", 429) from None
            raise


def _answered(handler: Handler) -> Handler:
    """Let a handler's refusals become answers, and foreign pages be refused."""

    async def answer(request: Request) -> Response:
        if request.method == "POST" and not access.is_own_origin(request):
            return _refusal("posts come from this app's own pages", 403)
        try:
            return await handler(request)
        except BadPost as error:
            return _refusal(str(error), error.status)
        except UnknownClass:
            return _refusal("there is no class of this code, or no longer", 404)
        except StoreLost:
            return _refusal("what keeps the class cannot be reached: try again", 503)

    return answer


def _refusal(message: str, status: int) -> Response:
    return JSONResponse({"error": message}, status, headers=_PRIVATE)


def _code(request: Request) -> str:
    return str(request.path_params["code"]).upper()


def _whole(room: Room, shown: dict[str, Any]) -> dict[str, Any]:
    """Return what is shown with these parts, if they go together."""
    whole = {**room.state.shown, **shown}
    if len({len(whole[name]) for name in ("w", "b", "v", "on") if name in whole}) > 1:
        raise BadPost("w, b, v and on have to be of one length")
    return whole


def _qr_code(text: str) -> Response:
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=8, border=3)
    return Response(picture.getvalue(), media_type="image/svg+xml", headers=_PRIVATE)


@cache
def _classes() -> ClassRoutes:
    url = os.environ.get("REDIS_URL")
    return ClassRoutes(RedisStore(url) if url else MemoryStore())


def class_routes() -> list[BaseRoute]:
    """Return the routes of the classes of this process."""
    return _classes().routes()


def end_streams_at_exit() -> None:
    """Let a signal that ends the process end its streams, too: the server would wait for them.

    Call it once the server has set its own handlers, in its main thread.
    """
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        before = signal.getsignal(number)

        def handle(number: int, frame: FrameType | None, before: Any = before) -> None:
            loop.call_soon_threadsafe(_classes().close)
            if callable(before):
                before(number, frame)

        signal.signal(number, handle)
