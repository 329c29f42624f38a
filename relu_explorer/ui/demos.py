"""A demo for the hall: an ordered list of links into this app, as text and as one parameter.

A line is a link, whole or from the page's name on, and after a space what the hall is to read::

    lab?task=stops&lab_on1=false  Unit 0 alone
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

from relu_explorer.language.translation import mark

PAGES = (
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
)
VIEW, HALL = "view", "hall"
DEMO, STEP, REVEAL = "demo", "step", "reveal"
# What a link has that is not of the page it opens.
_OF_SESSION = (VIEW, DEMO, STEP, "lang", "done")
_LOCAL = ("localhost", "127.0.0.1")
MOST_STEPS = 40
LONGEST = 4000  # characters; servers refuse addresses that are much longer

# What a sum of units is, in ten steps: the lab's answer, then a question about it.
_UNITS = "?n=3&w0=-2&b0=2&v0=1&w1=1&b1=-1&v1=1&w2=2&b2=-4&v2=1&window=0&window=3"
_LAB = f"{_UNITS}&probe=2.5&height=-1&height=5"
EXAMPLE = (
    (f"{_LAB}&stages=z&on1=false&on2=false", mark("A unit begins as a straight line.")),
    (f"{_LAB}&stages=z&stages=h&on1=false&on2=false", mark("Below 0 the unit is off.")),
    (f"{_LAB}&on1=false&on2=false", mark("Unit 0 alone.")),
    (f"{_LAB}&on2=false", mark("Plus unit 1: at every x both are added.")),
    (_LAB, mark("Plus unit 2: the whole curve.")),
    (f"{_UNITS}&probe=2&height=-1&height=5", mark("At x = 2 unit 2 adds exactly 0: no gap.")),
    (f"{_LAB}&on0=false&on1=false", mark("Unit 2 alone has slope 2. And the sum?")),
    (
        f"{_UNITS}&probe=2.5&height=-4&height=5&max=false",
        mark("Without the max: one straight line."),
    ),
    ("lab?task=stops", ""),
    ("lab?task=stops&reveal=true", ""),
)


class Step(NamedTuple):
    """A state of the app, as a link from the page's name on, and what the hall reads."""

    link: str
    caption: str


def read_steps(text: str, host: str = "") -> tuple[list[Step], list[str]]:
    """Read a demo from its lines.

    Parameters
    ----------
    text : str
        A link a line.
    host : str
        Where this app is; links to elsewhere are none of its, but for those to one's own machine,
        on which a demo may have been tried.

    Returns
    -------
    steps : list of Step
        At most `MOST_STEPS`.
    others : list of str
        Lines that are no links of this app.
    """
    steps: list[Step] = []
    others: list[str] = []
    for line in filter(None, map(str.strip, text.splitlines())):
        step = _read_step(line, host)
        if step is None or len(steps) == MOST_STEPS:
            others.append(line)
        else:
            steps.append(step)
    return steps, others


def step_number(text: str) -> int:
    """Return which step the address names, from 0; the first if it names none."""
    return int(text) if text.isdecimal() and len(text) < 4 else 0


def demo_text(steps: Iterable[Step]) -> str:
    """Write a demo as `read_steps` reads it."""
    return "\n".join(f"{step.link} {step.caption}".rstrip() for step in steps)


def hall_parameters(steps: Iterable[Step]) -> dict[str, str]:
    """Return what the link of the first step needs, beside its own parameters, to open a demo."""
    return {VIEW: HALL, DEMO: demo_text(steps)}


def _read_step(line: str, host: str) -> Step | None:
    link, caption = [*line.split(None, 1), ""][:2]
    try:
        parts = urlsplit(link)
        is_elsewhere = parts.netloc and parts.netloc != host and parts.hostname not in _LOCAL
        given = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return None
    if is_elsewhere:
        return None
    *_, folder, page = ["", *parts.path.split("/")]
    if not page and folder in PAGES:
        page = folder
    is_link = bool(parts.scheme and parts.netloc) or "?" in link or page == link
    if page not in PAGES or not is_link:
        return None
    own = [(name, value) for name, value in given if name not in _OF_SESSION]
    return Step(f"{page}?{urlencode(own)}" if own else page or "?", caption.strip())
