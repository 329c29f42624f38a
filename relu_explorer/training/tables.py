"""A table as people bring it: named columns of numbers, out of text, JSON or a sheet."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise, zip_longest
from typing import NamedTuple

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.language.numerals import count_text
from relu_explorer.language.translation import tr
from relu_explorer.training.cells import Convention, conventions, is_number, read_column

_MOST_ROWS, _MOST_CELLS = 200_000, 2_000_000
_BYTES, _BYTES_OF_SHEET = 10_000_000, 100_000_000
_SHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx and .ods, .xls
# A bracket without another one in it: a point, or a row.
_GROUP = re.compile(r"(?:(\w+)\s*=\s*[\w.]*\(?\s*)?[\[({]([^\[\](){}]*)[\])}]")
_RULE = re.compile(r"[\s|:+=\-]*(-{3}|={3}|\+-|\|\s*:?-)[\s|:+=\-]*|\\\w*(rule|hline)\b.*")
_NAMED_ROW = re.compile(r"([^\W\d][^,;|&\t\d]*?)\s*[:=]?\s+([+\-−.\d].*)")
_UNITS = (
    " s ms min h d yr m cm mm km kg g mg t °c c k °f f % ‰ v mv kv a ma w kw kwh mwh j kj n pa hpa "
    "kpa bar l ml dl m/s km/h mph m² m³ € $ £ eur usd hz khz mhz db mol ppm rpm "
)


class Column(NamedTuple):
    """Numbers of one name.

    Attributes
    ----------
    name : str
    values : ndarray, shape (rows,)
        NaN where a number is missing.
    is_date : bool
        Whether they are dates, as days since 1970.
    fault : str
        What cannot be read in it, in one sentence; empty where nothing is.
    """

    name: str
    values: Array
    is_date: bool = False
    fault: str = ""


class Table(NamedTuple):
    """One reading of what somebody brought.

    Attributes
    ----------
    columns : tuple of Column
        Those of numbers or dates, and last the number of the row, from 1.
    x, y : int
        The columns that are most likely meant.
    how : str
        How it was read, where there is more than one way.
    texts : tuple of str
        Names of the columns without numbers.
    """

    columns: tuple[Column, ...]
    x: int
    y: int
    how: str = ""
    texts: tuple[str, ...] = ()


class _Grid(NamedTuple):
    rows: list[list[str]]
    lines: list[int]  # of each row, from 1
    separator: str = ""
    how: str = ""


def read_tables(content: str | bytes, *, separator: str = "") -> list[Table]:
    r"""Read a table in every way in which it can be meant, the likeliest first.

    Columns may be separated by tabs, semicolons, commas, bars, ampersands or blanks, or be lists
    in brackets, JSON, or the first sheet of a file.  Two rows are turned into two columns.
    Empty lines, rules and lines that begin with ``#`` are passed over.

    Parameters
    ----------
    content : str or bytes
        Text, or a file's content: a text in UTF-8, UTF-16 or Latin-1, or a sheet.
    separator : str, optional
        What separates the columns, where that is known.

    Raises
    ------
    ValueError
        With one sentence for the person, naming the line at fault where there is one.

    Examples
    --------
    >>> [table] = read_tables("hour;temp\n1;0,5\n2;NA")
    >>> [(column.name, column.values.tolist()) for column in table.columns[:2]]
    [('hour', [1.0, 2.0]), ('temp', [0.5, nan])]
    """
    if isinstance(content, bytes) and content.startswith(_SHEETS):
        grids = [_of_sheet(content)]
    else:
        grids = _of_text(_text(content), separator)
    return [table for grid in grids for table in _tables(grid)]


# --- from what was brought to rows of cells


def _text(content: str | bytes) -> str:
    if len(content) > _BYTES:
        raise _too_large()
    if isinstance(content, bytes):
        content = _decoded(content)
    if "\0" in content:
        raise ValueError(tr("It is no text and no sheet: save the table as CSV first."))
    return content.removeprefix("\ufeff")


def _decoded(content: bytes) -> str:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def _too_large() -> ValueError:
    most = _BYTES // 1_000_000
    return ValueError(tr("It is too large: {most} MB are the most.", most=most))


def _of_sheet(content: bytes) -> _Grid:
    """Read the first sheet of a spreadsheet's file."""
    import pandas as pd

    file, size = io.BytesIO(content), len(content)
    try:
        if content.startswith(b"PK"):
            with zipfile.ZipFile(file) as parts:
                size = sum(part.file_size for part in parts.infolist())
        frame = pd.DataFrame()
        if size <= _BYTES_OF_SHEET:
            frame = pd.read_excel(file, header=None, dtype=object, engine="calamine")
    except Exception as error:  # whatever a reader of foreign files meets
        text = tr("This sheet cannot be read: save the table as CSV first.")
        raise ValueError(text) from error
    if size > _BYTES_OF_SHEET:
        raise _too_large()
    rows = [["" if pd.isna(cell) else str(cell) for cell in row] for row in frame.to_numpy()]
    return _Grid(rows, list(range(1, len(rows) + 1)))


def _of_text(text: str, separator: str) -> list[_Grid]:
    grid = None if separator else _of_brackets(text)
    if grid:
        return [grid]
    lines, named = _lines(text)
    if not lines:
        raise _nothing()
    texts = [line for _, line in lines]
    numbers = [number for number, _ in lines]
    known = separator or named
    if not known:
        texts = _named_rows(texts)
    separator = known or _separator(texts)
    if separator == "," and not known:
        return _with_commas(texts, numbers)
    return [_Grid(_split(texts, separator), numbers, separator)]


def _named_rows(lines: list[str]) -> list[str]:
    """Part the names of two rows from their numbers, after which a blank or colon may stand."""
    found = [_NAMED_ROW.fullmatch(line) for line in lines]
    if len(lines) != 2 or not all(found):
        return lines
    rows = []
    for name, numbers in (match.groups() for match in found if match):
        has_blanks = ", " not in numbers and _is_of_blanks(numbers)
        mark = ";" if ";" in numbers else ","
        cells = numbers.split() if has_blanks else re.split(rf"\s*{mark}\s*", numbers)
        rows.append([name, *cells])
    are_numbers = all(is_number(cell) for row in rows for cell in row[1:] if cell)
    return ["\t".join(row) for row in rows] if are_numbers else lines


def _nothing() -> ValueError:
    return ValueError(tr("There are no numbers in it: two columns are needed, x and y."))


def _of_brackets(text: str) -> _Grid | None:
    """Read JSON, or what a program prints; None where it is neither."""
    rest = text.strip()
    if not re.match(r"[\[({]|\w+\s*=\s*[\w.]*[\[({]|(np\.)?array\(", rest):
        return None
    rows = _of_json(rest)
    if rows is None:
        if "..." in rest or "…" in rest:
            raise ValueError(tr("It is abridged (“…”): all numbers are needed."))
        found = _GROUP.findall(rest)
        rows = [[*filter(None, [name]), *_of_list(cells)] for name, cells in found]
        if not rows or not any(map(is_number, re.split("[:,;\\s]+", " ".join(rows[0])))):
            return None
        if len(rows) == 1:  # one list: a column; of pairs: two
            rows = [[part.strip() for part in cell.split(":")] for cell in rows[0]]
    return _Grid(rows, list(range(1, len(rows) + 1)))


def _of_list(cells: str) -> list[str]:
    mark = next((mark for mark in ";," if mark in cells), None)
    return [cell.strip().strip("\"'") for cell in cells.split(mark) if cell.strip()]


def _of_json(text: str) -> list[list[str]] | None:
    import pandas as pd

    try:
        found = json.loads(text)
        if isinstance(found, dict) and not all(isinstance(one, list) for one in found.values()):
            lists = [one for one in found.values() if isinstance(one, list)]
            found = lists[0] if lists else list(found.items())
        frame = pd.DataFrame(found)
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None
    rows = [["" if cell is None else str(cell) for cell in row] for row in frame.to_numpy(object)]
    names = [str(name) for name in frame.columns]
    return rows if names == [str(k) for k in range(len(names))] else [names, *rows]


def _lines(text: str) -> tuple[list[tuple[int, str]], str]:
    """Return the lines that say something, with their numbers from 1, and a separator's name."""
    numbered = enumerate(text.splitlines(), start=1)
    stripped = ((number, line.strip(" \r\n\ufeff")) for number, line in numbered)
    lines = [
        (number, line)
        for number, line in stripped
        if line and not line.startswith("#") and not _RULE.fullmatch(line)
    ]
    named = re.fullmatch(r"\"?sep=(.)\"?", lines[0][1]) if lines else None
    return (lines[1:], named[1]) if named else (lines, "")


def _separator(lines: list[str]) -> str:
    """Return what separates the columns in most lines; a blank for any number of them."""

    def is_usual(found: Iterator[bool]) -> bool:
        return 2 * sum(found) >= len(lines)

    for mark in "\t;|&":
        if is_usual(mark in line for line in lines):
            return mark
    has_comma_cells = any(", " in line for line in lines)
    if not has_comma_cells and is_usual(_is_of_blanks(line) for line in lines):
        return " "
    return ","


def _is_of_blanks(line: str) -> bool:
    """Whether blanks separate numbers; those may have a decimal comma."""
    cells = line.split()
    if "," not in line:
        return len(cells) > 1
    return len(cells) > 1 and all(cell.count(",") <= 1 and is_number(cell) for cell in cells)


def _with_commas(lines: list[str], numbers: list[int]) -> list[_Grid]:
    """Split at commas; where each line has one, between two whole numbers, it may be decimal."""
    two = _Grid(_split(lines, ","), numbers, ",")
    numerals = [line for line in lines if re.fullmatch(r"[+\-−]?\d+,\d+", line)]
    if len(numerals) < 2 or len(numerals) < len(lines) - 1 or len(lines[0].split(",")) != 2:
        return [two]
    if numerals == lines[1:] and not re.search(r"\d", lines[0]):
        return [two]  # a header of two names
    whole, parts = zip(*(line.split(",") for line in numerals), strict=True)
    one = _Grid([[line] for line in lines], numbers, "", tr("one column of numbers"))
    two = two._replace(how=tr("two columns, x and y"))
    is_rising = all(float(a) < float(b) for a, b in pairwise(whole))
    has_zeros = any(len(part) > 1 and part.startswith("0") for part in parts)
    return [two, one] if is_rising and not has_zeros else [one, two]


def _split(lines: list[str], separator: str) -> list[list[str]]:
    if separator == " ":
        rows = [line.split() for line in lines]
        if len(rows[0]) == len(rows[-1]) - 1:
            rows[0] = ["", *rows[0]]  # a printed table: the rows' names have no heading
        elif len(rows[0]) != len(rows[-1]):  # names with blanks in them
            rows[0] = re.split(r"\s{2,}", lines[0])
    elif separator in "|&":
        plain = [re.sub(r"\s*\\\\.*", "", line) for line in lines]  # LaTeX ends a row so
        rows = [line.strip("| ").split(separator) for line in plain]
    else:
        rows = list(csv.reader(lines, delimiter=separator, skipinitialspace=True))
        if len(rows) != len(lines):  # a quotation mark that is not closed
            rows = [line.split(separator) for line in lines]
    return [[cell.strip(" \t\xa0\"'") for cell in row] for row in rows]


# --- from rows of cells to named columns


def _tables(grid: _Grid) -> Iterator[Table]:
    header, rows, lines = _parted(_turned(_of_one_width(grid)))
    if not rows:
        raise _nothing()
    if len(rows) > _MOST_ROWS or len(rows) * len(rows[0]) > _MOST_CELLS:
        rows_text, most = count_text(len(rows)), count_text(_MOST_ROWS)
        raise ValueError(tr("It has {rows} rows; {most} are the most.", rows=rows_text, most=most))
    columns = [list(column) for column in zip(*rows, strict=True)]
    names = _names(header, len(columns))
    for convention in conventions(columns, grid.separator):
        read = [
            Column(*read_column(name, cells, lines, convention))
            for name, cells in zip(names, columns, strict=True)
            if any(cells)
        ]
        yield _with_choice(read, convention, grid.how)


def _of_one_width(grid: _Grid) -> _Grid:
    """Fill up rows that end early; a row that is longer than most is at fault."""
    rows = [list(row) for row in grid.rows]
    for row in rows:
        while row and not row[-1]:
            row.pop()
    width = Counter(len(row) for row in rows if row).most_common(1)
    if not width:
        raise _nothing()
    most = width[0][0]
    header = next((k for k, row in enumerate(rows) if any(map(is_number, row))), 0)
    most = max(most, *(len(row) for row in rows[: header + 1]), 1)
    for line, row in zip(grid.lines, rows, strict=True):
        if len(row) > most:
            raise ValueError(
                tr(
                    "Line {line} has {found} columns, the others have {count}.",
                    line=line,
                    found=len(row),
                    count=most,
                )
            )
    return grid._replace(rows=[row + [""] * (most - len(row)) for row in rows])


def _turned(grid: _Grid) -> _Grid:
    """Make two rows of numbers, with or without their names, two columns."""
    rows = grid.rows
    are_two = len(rows) == 2 and len(rows[0]) > 2
    if not are_two or not all(is_number(cell) for row in rows for cell in row[1:] if cell):
        return grid
    columns = [list(pair) for pair in zip_longest(*rows, fillvalue="")]
    return grid._replace(rows=columns, lines=[grid.lines[0]] * len(columns))


def _parted(grid: _Grid) -> tuple[list[list[str]], list[list[str]], list[int]]:
    """Return the rows above the first number, the rows from there on, and their lines."""
    first = next((k for k, row in enumerate(grid.rows) if any(map(is_number, row))), None)
    if first is None:
        first = 1 if len(grid.rows) > 1 else 0
    return grid.rows[:first], grid.rows[first:], grid.lines[first:]


def _names(header: list[list[str]], count: int) -> list[str]:
    """Name the columns by the last line above them; units that stand below go into brackets."""
    full = [row for row in header if 2 * sum(map(bool, row)) >= count]
    if not full:
        return ["x", "y"] if count == 2 else [tr("column {k}", k=k + 1) for k in range(count)]
    names, units = full[-1], [""] * count
    if len(full) > 1 and _are_units(names):
        names, units = full[-2], [cell.strip("()[] ") for cell in names]
    named = [f"{a} ({b})" if b else a for a, b in zip(names, units, strict=True)]
    counted: Counter[str] = Counter()
    for k, name in enumerate(named):
        counted[name] += 1
        if name and counted[name] > 1:
            named[k] = f"{name} ({counted[name]})"
    return named


def _are_units(cells: list[str]) -> bool:
    in_brackets = re.compile(r"[(\[].*[)\]]")
    found = [one for one in cells if in_brackets.fullmatch(one) or f" {one.lower()} " in _UNITS]
    return 2 * len(found) >= len([cell for cell in cells if cell])


def _with_choice(read: list[Column], convention: Convention, how: str) -> Table:
    usable = [column for column in read if column.values.size]
    if not usable:
        fault = next((column.fault for column in read if column.fault), "")
        raise ValueError(fault) if fault else _nothing()
    rows = len(usable[0].values)
    row = Column(tr("number of the row"), np.arange(1.0, rows + 1))
    likely = [k for k, column in enumerate(usable) if not _is_index(column, usable)]
    dates = [k for k in likely if usable[k].is_date]
    order = dates[:1] + [k for k in likely if k not in dates[:1]]
    if len(order) > 2:  # a column of one number comes last
        order.sort(key=lambda k: np.unique(usable[k].values).size == 1)
    x, y = (order[0], order[1]) if len(order) > 1 else (len(usable), order[0])
    usable = [
        column if column.name else column._replace(name=tr("column {k}", k=k + 1))
        for k, column in enumerate(usable)
    ]
    texts = tuple(column.name for column in read if not column.values.size and column.name)
    return Table((*usable, row), x, y, " · ".join(filter(None, [how, convention.how])), texts)


def _is_index(column: Column, columns: list[Column]) -> bool:
    """Whether a column only counts the rows, beside two others."""
    names = {"", "unnamed: 0", "index", "idx", "id", "i", "k", "n", "#", "nr", "no", "row"}
    if len(columns) < 3 or column is not columns[0] or column.name.lower().strip(".") not in names:
        return False
    return bool((np.diff(column.values) == 1).all())
