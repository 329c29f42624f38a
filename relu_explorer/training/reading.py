"""A learner's own data: two columns of numbers, as they are met in the wild."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.language.numerals import count_text
from relu_explorer.language.translation import tr, tr_many

_LARGEST = 1e15
_MISSING = {
    "",
    "-",
    "–",
    "—",
    "?",
    "na",
    "n/a",
    "#n/a",
    "nan",
    "null",
    "none",
    "inf",
    "-inf",
    "+inf",
}
_MOST_ROWS = 20_000
_BYTES = 2_000_000


class Reading(NamedTuple):
    """What was read.

    Attributes
    ----------
    points : Samples
    left_out : int
        How many rows were left out, since a number was missing or infinite.
    """

    points: Samples
    left_out: int = 0

    def words(self) -> str:
        """Say what was left out; nothing if nothing was."""
        if not self.left_out:
            return ""
        return tr_many(
            "{count} row was left out: a number is missing there.",
            "{count} rows were left out: a number is missing there.",
            self.left_out,
        )


def read_csv(content: str | bytes) -> Reading:
    r"""Read two columns of numbers.

    A header, empty lines, and lines that begin with ``#`` are passed over.  Columns are
    separated by tabs, semicolons, commas or blanks; where it is not a comma that separates
    them, numbers may have a decimal comma.  Rows in which a number is missing (an empty cell, NA,
    a dash, nan, inf) are left out and counted.  One x may have several y.

    Parameters
    ----------
    content : str or bytes
        Text, or a file's content in UTF-8, UTF-16 or Latin-1.

    Returns
    -------
    Reading
        Its points sorted by x, those of one x in the order of their rows.

    Raises
    ------
    ValueError
        With one sentence for the person, naming the line at fault where there is one.

    Examples
    --------
    >>> read_csv("x;y\n1,5;2\n0;1\n3;NA")
    Reading(points=Samples(x=array([0. , 1.5]), y=array([1., 2.])), left_out=1)
    """
    lines = _lines(_text(content))
    if not lines:
        raise ValueError(tr("There are no numbers in it: two columns are needed, x and y."))
    separator = _separator([text for _, text in lines])
    if not _is_row(lines[0][1], separator) and len(lines) > 1:
        lines = lines[1:]  # a header
    if len(lines) > _MOST_ROWS:
        rows_text, most = count_text(len(lines)), count_text(_MOST_ROWS)
        raise ValueError(tr("It has {rows} rows; {most} are the most.", rows=rows_text, most=most))
    found = [_row(number, text, separator) for number, text in lines]
    rows = sorted((row for row in found if row is not None), key=lambda row: row[0])
    if len(rows) < 2:
        raise ValueError(tr("There are fewer than two points: two are the least."))
    x, y = zip(*rows, strict=True)
    return Reading(Samples(np.array(x), np.array(y)), len(found) - len(rows))


def typed_number(text: str) -> float | None:
    """Read one number that a person typed, perhaps with a decimal comma; None if it is none.

    >>> typed_number(" 1,5 "), typed_number("−2"), typed_number("1/3")
    (1.5, -2.0, None)
    """
    value = _number(text.strip().replace(",", "."))
    return value if value is not None and math.isfinite(value) else None


def _text(content: str | bytes) -> str:
    if len(content) > _BYTES:
        most = _BYTES // 1_000_000
        raise ValueError(tr("It is too large: {most} MB are the most.", most=most))
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _lines(text: str) -> list[tuple[int, str]]:
    """Lines that say something, with their numbers from 1."""
    if "\0" in text:
        raise ValueError(tr("It is no text: save the table as CSV first."))
    numbered = enumerate(text.splitlines(), start=1)
    stripped = ((number, line.strip(" \r\n\ufeff")) for number, line in numbered)
    return [(number, line) for number, line in stripped if line and not line.startswith("#")]


def _separator(lines: list[str]) -> str | None:
    """Return what separates the columns in most lines; None for blanks."""

    def is_usual(found: list[bool]) -> bool:
        return 2 * sum(found) >= len(found)

    for mark in "\t;":
        if is_usual([mark in line for line in lines]):
            return mark
    has_comma_cells = any(", " in line for line in lines)
    if is_usual([len(line.split()) == 2 for line in lines]) and not has_comma_cells:
        return None
    return ","


def _cells(line: str, separator: str | None) -> list[str]:
    cells = [cell.strip().strip("\"'").strip() for cell in line.split(separator)]
    return [cell.replace(",", ".") if separator != "," else cell for cell in cells]


def _is_row(line: str, separator: str | None) -> bool:
    return any(_number(cell) is not None for cell in _cells(line, separator))


def _number(cell: str) -> float | None:
    if not re.fullmatch(r"[+\-−]?(\d+\.?\d*|\.\d+)([eE][+\-]?\d+)?|[+\-]?(nan|inf\w*)", cell, re.I):
        return None
    return float(cell.replace("−", "-"))


def _row(line: int, text: str, separator: str | None) -> tuple[float, float] | None:
    """Return x and y of a row; None if one of them is missing."""
    cells = _cells(text, separator)
    while len(cells) > 2 and not cells[-1]:
        cells = cells[:-1]
    if len(cells) != 2:
        raise ValueError(
            tr_many(
                "Line {line} has one column: two are needed, x and y.",
                "Line {line} has {count} columns: two are needed, x and y.",
                len(cells),
                line=line,
            )
        )
    first, second = (_sound(line, cell) for cell in cells)
    return None if first is None or second is None else (first, second)


def _sound(line: int, cell: str) -> float | None:
    """Return the number in a cell; None if it is missing."""
    if cell.lower() in _MISSING:
        return None
    value, shown = _number(cell), cell if len(cell) <= 20 else cell[:20] + "…"
    if value is None:
        raise ValueError(tr("Line {line}: “{cell}” is no number.", line=line, cell=shown))
    if not math.isfinite(value) or abs(value) > _LARGEST:
        raise ValueError(
            tr(
                "Line {line}: {cell} is too large: numbers go up to {largest}.",
                line=line,
                cell=shown,
                largest=count_text(int(_LARGEST)),
            )
        )
    return value + 0.0
