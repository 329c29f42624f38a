"""What is posted to a class, read and checked: numbers, choices and names, no free text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request

from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.classroom.judging import is_for_phones
from relu_explorer.classroom.state import Asked, Stepped, Turned
from relu_explorer.core.parameters import is_number
from relu_explorer.core.state import COMPARISONS, STAGES
from relu_explorer.language.translation import tr
from relu_explorer.questions import ALL_TASKS

MOST_BYTES = 4096
_LETTERS = ("A", "B", "C", "D")
_MOST_POINTS = 200
_MOST_VALUES = 40
_REACH = 1000.0  # of every number shown
_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadPost(ValueError):
    """A post that cannot be used, and why.

    Attributes
    ----------
    status : int
        The HTTP status to answer with.
    """

    def __init__(self, message: str, status: int = 422) -> None:
        super().__init__(message)
        self.status = status


async def read_post(request: Request) -> dict[str, Any]:
    """Return the JSON object that a request brings.

    Raises
    ------
    BadPost
        If it is too long, or no such object.
    """
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            raise BadPost(f"at most {MOST_BYTES} bytes are taken", 413)
    try:
        found = json.loads(body or b"{}", parse_constant=lambda name: name)
    except (ValueError, RecursionError):
        raise BadPost("the body has to be JSON", 400) from None
    if not isinstance(found, dict):
        raise BadPost("the body has to be a JSON object", 400)
    return found


def name_of(post: Mapping[str, Any], part: str) -> str:
    """Return a name: up to 64 letters, digits, hyphens and underscores."""
    value = post.get(part)
    if not _is_name(value):
        raise BadPost(f"{part} has to be a name of letters and digits")
    return str(value)


def _is_name(value: Any) -> bool:
    return isinstance(value, str) and _NAME.fullmatch(value) is not None


def count_of(post: Mapping[str, Any], part: str) -> int:
    """Return a whole number from 0 on."""
    value = post.get(part)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 100:
        raise BadPost(f"{part} has to be a whole number")
    return value


def switch_of(post: Mapping[str, Any], part: str) -> bool:
    """Return whether something is to be on; it is, where nothing is said."""
    value = post.get(part, True)
    if not isinstance(value, bool):
        raise BadPost(f"{part} has to be true or false")
    return value


def time_of(post: Mapping[str, Any]) -> float | None:
    """Return the sender's clock, if it is sent."""
    value: Any = post.get("t")
    return float(value) if is_number(value) else None


def shown_of(post: Mapping[str, Any], part: str = "state") -> dict[str, Any]:
    """Return what is to be shown: the parts that are known, checked and clamped.

    Raises
    ------
    BadPost
        If one of them cannot be used.
    """
    given = post.get(part)
    if not isinstance(given, dict):
        raise BadPost(f"{part} has to be an object")
    found = {}
    for name, check in _PARTS.items():
        if name in given:
            value = check(given[name])
            if value is None:
                raise BadPost(f"{name} cannot be used")
            found[name] = value
    lengths = {len(found[name]) for name in ("w", "b", "v", "on") if name in found}
    if len(lengths) > 1:
        raise BadPost("w, b, v and on have to be of one length")
    return found


def asked_of(post: Mapping[str, Any]) -> Asked:
    """Return a question: the prediction of a task, or one of four letters, asked aloud."""
    name = name_of(post, "question")
    task = ALL_TASKS.get(name)
    if task is None:
        return Asked(name, "", _LETTERS, None)
    prediction = task.prediction
    return Asked(
        name, tr(prediction.question), tuple(map(tr, prediction.options)), prediction.answer
    )


def turned_of(post: Mapping[str, Any]) -> Turned:
    """Return whether the students' sliders are to be free, and for which task.

    For none, if it takes more than sliders.
    """
    name = name_of(post, "task") if post.get("task") else ""
    if name and name not in ALL_TASKS:
        raise BadPost("there is no such task")
    is_on = switch_of(post, "on")
    return Turned(is_on, name, tr(ALL_TASKS[name].prompt)) if is_for_phones(name) else Turned(is_on)


def stepped_of(post: Mapping[str, Any]) -> Stepped:
    """Return whether a demo is to go on, or back where ``on`` is false."""
    return Stepped(1 if switch_of(post, "on") else -1)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not is_number(value):
        return None
    return min(max(float(value), -_REACH), _REACH)


def _numbers(value: Any) -> list[float] | None:
    if not isinstance(value, list) or not 1 <= len(value) <= MAX_UNITS:
        return None
    numbers = [_number(one) for one in value]
    return None if None in numbers else numbers  # type: ignore[return-value]


def _switches(value: Any) -> list[bool] | None:
    is_fit = isinstance(value, list) and 1 <= len(value) <= MAX_UNITS
    return value if is_fit and all(isinstance(one, bool) for one in value) else None


def _range(value: Any) -> list[float] | None:
    found = _numbers(value)
    return found if found is not None and len(found) == 2 and found[0] < found[1] else None


def _stages(value: Any) -> list[str] | None:
    is_fit = isinstance(value, list) and 0 < len(value) <= len(STAGES)
    return [stage for stage in STAGES if stage in value] or None if is_fit else None


def _points(value: Any) -> list[list[float | None]] | None:
    """Points of a curve, their x and their y; None is a gap."""
    if not isinstance(value, list) or len(value) != 2:
        return None
    x, y = value
    if not (isinstance(x, list) and isinstance(y, list) and len(x) == len(y) <= _MOST_POINTS):
        return None
    points = [[None if one is None else _number(one) for one in part] for part in value]
    gaps = [[one is None for one in part] for part in value]
    return points if gaps == [[one is None for one in part] for part in points] else None


def _kind(value: Any) -> str | None:
    """Return what kind of network it is; one layer has no name."""
    return value if value in ("", "deep", "planar") else None


def _values(value: Any) -> dict[str, float] | None:
    """Return numbers by the names of sliders."""
    if not isinstance(value, dict) or len(value) > _MOST_VALUES:
        return None
    found = {name: _number(one) for name, one in value.items() if _is_name(name)}
    is_fit = len(found) == len(value) and None not in found.values()
    return found if is_fit else None  # type: ignore[return-value]


def _units(value: Any) -> int | list[int] | None:
    """Return how many units there are, of each layer where there are two."""
    counts = value if isinstance(value, list) else [value]
    is_fit = 1 <= len(counts) <= 2 and all(one in range(1, MAX_UNITS + 1) for one in counts)
    return value if is_fit and not any(isinstance(one, bool) for one in counts) else None


def _labelled(value: Any) -> list[list[float]] | None:
    """Return points of two classes."""
    if not isinstance(value, list) or len(value) > _MOST_POINTS:
        return None
    rows = [_numbers(one) for one in value]
    return rows if all(one is not None and len(one) == 3 for one in rows) else None  # type: ignore[return-value]


_PARTS: dict[str, Callable[[Any], Any]] = {
    "w": _numbers,
    "b": _numbers,
    "v": _numbers,
    "c": _number,
    "probe": _number,
    "on": _switches,
    "stages": _stages,
    "hasMax": lambda value: value if isinstance(value, bool) else None,
    "compare": lambda value: value if value in COMPARISONS else None,
    "kind": _kind,
    "values": _values,
    "units": _units,
    "further": _number,
    "reach": _number,
    "points": _labelled,
    "window": _range,
    "height": _range,
    "target": _points,
    "data": _points,
    "question": lambda value: value if value == "" or _is_name(value) else None,
}
