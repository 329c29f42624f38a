"""Hostile inputs for a running server: links, uploads, raw websocket messages."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
from collections import Counter
from urllib.parse import quote

from streamlit.proto.BackMsg_pb2 import BackMsg
from student import REDACTED, Student
from websockets.exceptions import WebSocketException

_PAGES = (
    "",
    "one_unit",
    "adding_up",
    "lab",
    "any_curve",
    "train",
    "training",
    "two_layers",
    "two_inputs",
    "questions",
    "x",
)
_NAMES = (
    "w0",
    "b9",
    "n",
    "window",
    "probe",
    "lab_w0",
    "fit_curve",
    "points",
    "task",
    "done",
    "hide",
)
_TEXTS = (
    *("nan", "inf", "-1e308", "1e999", "", "0x10", "1" * 5000, "<script>alert(1)</script>"),
    *("../../etc/passwd", "%00", "\u202e", "';DROP TABLE x;--", "{{7*7}}", "1,2_3,x", "💥" * 50),
)
_CONTENTS = (
    b"",
    b"\x00" * 1000,
    b"\xff\xfe" + b"1,2\n" * 20,
    b"x,y\n1,2\n1," + b"9" * 400,
    b"=cmd|' /C calc'!A0,1\n" * 10,
    b'{"weight": [1e999], "bias": [null], "output_weight": "x"}',
    b"[" * 100_000,
    b"1,nan\n2,inf\n3,1e308\n",
    b"PK\x03\x04" + b"\x00" * 5000,
    b"a" * (6 << 20),
)
# What the developer's menu asks of the server.
_ORDERS = (
    "clear_cache",
    "set_run_on_save",
    "stop_script",
    "load_git_info",
    "debug_disconnect_websocket",
    "debug_shutdown_runtime",
)
_PATIENCE = 20.0  # seconds for an answer, if there is one


async def attack(address: str, inputs: int, seed: int = 0) -> Counter[str]:
    """Send so many hostile inputs, while a witness works.

    Returns
    -------
    Counter of str
        How many of each kind were sent, and how many were answered by Streamlit's message that
        tells nothing, ``redacted``; ``leaks`` and ``disturbed`` should not be among them.
    """
    choice, seen = random.Random(seed), Counter[str]()
    witness = Student(address, "?w0=2.5&b0=-1")
    await witness.arrive()
    for number in range(inputs):
        kind = choice.choices(("links", "uploads", "messages", "events"), (4, 1, 4, 3))[0]
        shown = await _ACTS[kind](address, choice)
        seen[kind] += 1
        seen["redacted"] += bool(shown)
        seen["leaks"] += any(map(_is_leak, shown))
        if number % 25 == 24:
            await witness.release("w3", choice.randrange(-80, 80) / 20)
            first = [witness.data("live")[0]["state"][symbol][0] for symbol in "wb"]
            seen["disturbed"] += first != [2.5, -1] or bool(witness.trouble)
    await witness.leave()
    return +seen


def _is_leak(text: str) -> bool:
    return not text.startswith(REDACTED)


async def _link(address: str, choice: random.Random) -> list[str]:
    names = [choice.choice(_NAMES) for _ in range(choice.randrange(1, 9))]
    query = "&".join(f"{name}={quote(choice.choice(_TEXTS))}" for name in names)
    return await _visit(address, f"{choice.choice(_PAGES[:-1])}?{query}")


async def _visit(address: str, link: str) -> list[str]:
    student = Student(address, link)
    await student.arrive()
    await student.leave()
    return _shown(student)


async def _upload(address: str, choice: random.Random) -> list[str]:
    student = Student(address, "train?fit_curve=own")
    await student.arrive()
    key = choice.choice([key for key in student.elements if key in ("fit_uploaded0", "fit_opened")])
    name = choice.choice(("x.csv", "../../x.csv", "x.exe", "x.json", "ü\u202e.csv"))
    content = choice.choice(_CONTENTS)
    if choice.random() < 0.5:
        content += choice.randbytes(choice.randrange(2000))
    await student.upload(key, name.encode("ascii", "replace").decode(), content)
    await student.leave()
    return _shown(student)


async def _message(address: str, choice: random.Random) -> list[str]:
    """Send what is no message, or a broken one; the server may close the connection."""
    student = Student(address, choice.choice(_PAGES))
    await student.arrive()
    with contextlib.suppress(WebSocketException):
        await student.send(_broken(student, choice))
        await student.settle(0.05)
    await student.leave()
    return _shown(student)


def _shown(student: Student) -> list[str]:
    """Return what the page told of exceptions; that there is no such page is no fault."""
    return [text for text in student.trouble if text != "page not found"]


def _broken(student: Student, choice: random.Random) -> bytes:
    message = BackMsg()
    rerun = message.rerun_script
    state = rerun.widget_states.widgets.add()
    state.id = choice.choice([one.id for one in student.states.values()] or ["$$ID-x-None"])
    fault = choice.randrange(8)
    if fault == 0:
        return choice.randbytes(choice.randrange(1, 3000))
    if fault == 1:
        state.string_value = "x" * (choice.choice((3, 6)) << 20)
    elif fault == 2:
        state.double_array_value.data.extend([float("nan"), float("inf"), -1e308])
    elif fault == 3:
        state.json_value = "{" * 1000
    elif fault == 4:
        rerun.fragment_id = rerun.page_script_hash = choice.choice(_TEXTS)
    elif fault == 5:
        rerun.query_string = "&".join(f"{name}={choice.choice(_TEXTS)}" for name in _NAMES)
    elif fault == 6:
        message.file_urls_request.session_id = choice.choice(_TEXTS)
        message.file_urls_request.file_names.extend(_TEXTS)
    else:
        setattr(message, choice.choice(_ORDERS), True)
    raw = message.SerializeToString()
    return raw if choice.random() < 0.7 else raw[: choice.randrange(len(raw))]


async def _event(address: str, choice: random.Random) -> list[str]:
    """Forge an event of the live layer."""
    student = Student(address, choice.choice(("", "lab", "train", "training?task=dead")))
    await student.arrive()
    junk = [None, True, -1, 1e999, "x", [], {}, {"w0": "x"}, {"w0": 1e308, "b77": 2}, [[]] * 50]
    junk += [{"wish": "more", "number": 1, "have": -5, "at": 10**9}, {"wish": {}, "at": []}]
    raw = json.dumps(
        [{"event": choice.choice(("moved", "history", "x")), "value": choice.choice(junk)}]
    )
    with contextlib.suppress(WebSocketException, TimeoutError):
        async with asyncio.timeout(_PATIENCE):
            await student.trigger_raw("live", choice.choice((raw, raw[:-2], "[" * 500)))
    await student.leave()
    return _shown(student)


_ACTS = {"links": _link, "uploads": _upload, "messages": _message, "events": _event}
