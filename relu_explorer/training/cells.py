"""The cells of a column: numbers as people write them, dates, and what is missing."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise, product
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.language.numerals import count_text, number
from relu_explorer.language.translation import tr

if TYPE_CHECKING:
    import pandas as pd

_LARGEST = 1e15
_MOST_MIXED = 5000  # dates whose form is looked for one by one, which takes time
_ENOUGH = 1000  # cells that tell a decimal mark
_MISSING = {
    *("", "-", "–", "—", "?", ".", "..", "na", "n/a", "#n/a", "n.a.", "nan", "null", "none"),
    *("inf", "+inf", "-inf", "−inf", "∞"),
}
_CELL = re.compile(
    r"([+\-−]?)\s?([€$£¥₹]?)\s?"  # a sign, a currency
    r"([+\-−]?(?:[0-9][0-9.,'’\u00a0\u2009\u202f ]*|[.,][0-9]+)(?:[eE][+\-−]?[0-9]+)?)"
    r"\s?((?:[%‰°€$£¥₹µμΩ]|[^\W\d_])[^0-9]{0,11})?"  # a unit
)
_GROUP = r"[+\-]?[0-9]{1,3}(?:%s[0-9]{3})+"
_PLAIN = re.compile(r"[+\-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?")
_DAY = re.compile(r"([0-9]{1,2})([/.\-])([0-9]{1,2})\2[0-9]{2,4}\b.*")
_TIME = re.compile(r"[0-9]{1,3}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?")
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.I)
_DATE = re.compile(r"[0-9]{4}-[0-9]{1,2}(-.*)?|[0-9]{4}/[0-9]{1,2}/.*")


class Convention(NamedTuple):
    """What tells the two readings of ``1,200`` apart, and those of ``3/4/2026``.

    Attributes
    ----------
    decimal : str
        The mark before the decimals: a point or a comma.
    is_day_first : bool
        Whether the day stands before the month.
    how : str
        What was chosen, in words, where the cells do not tell.
    """

    decimal: str = "."
    is_day_first: bool = True
    how: str = ""


def typed_number(text: str) -> float | None:
    """Read one number that a person typed, perhaps with a decimal comma; None if it is none.

    >>> typed_number(" 1,5 "), typed_number("−2"), typed_number("1/3")
    (1.5, -2.0, None)
    """
    value = _plain(text.strip().replace(",", ".").replace("−", "-"))
    return value if value is not None and np.isfinite(value) else None


def is_number(cell: str) -> bool:
    """Return whether a cell has a number, a date or a time: a heading has none.

    >>> [is_number(cell) for cell in ("-1,200.5", "10 %", "2026-03-01", "hour", "x1", "")]
    [True, True, True, False, False, False]
    """
    if any(form.fullmatch(cell) for form in (_DAY, _TIME, _DATE)):
        return True
    return _quantity(cell, ".") is not None


def conventions(columns: list[list[str]], separator: str) -> list[Convention]:
    """Return the conventions in which the cells can be meant, the likeliest first."""
    decimals = _decimals(
        [cell for cells in columns for cell in cells if "," in cell or "." in cell]
    )
    if separator == ";":
        decimals.reverse()
    orders = next(filter(None, map(_orders, columns)), [True])
    found = []
    for (decimal, example), is_day_first in product(decimals, orders):
        how = []
        if len(decimals) > 1:
            value = number(_value(example, decimal) or 0.0)
            how.append(tr("{cell} as {value}", cell=example, value=value))
        if len(orders) > 1:
            how.append(tr("day before month") if is_day_first else tr("month before day"))
        found.append(Convention(decimal, is_day_first, " · ".join(how)))
    return found


def read_column(
    name: str, cells: list[str], lines: list[int], convention: Convention
) -> tuple[str, Array, bool, str]:
    """Read the numbers or the dates of a column.

    Returns
    -------
    name : str
        With the unit that stands in the cells.
    values : ndarray
        NaN where one is missing; empty where the column is a text.  Dates are days since 1970.
    is_date : bool
    fault : str
        What cannot be read, in one sentence.
    """
    import pandas as pd

    text = pd.Series(cells, dtype="str")
    is_missing = text.str.lower().isin(_MISSING).to_numpy(bool)
    present = text[~is_missing]
    found, units = _quantities(present, convention.decimal)
    is_date = False
    if 2 * np.isfinite(found).sum() < found.size:
        found, unit, is_date = _moments(present, convention.is_day_first)
        units = np.full(found.size, unit, dtype=object)
    at = np.array(lines)[~is_missing]
    fault = _fault(present.tolist(), found, units, at)
    if not present.size or 2 * np.isfinite(found).sum() < found.size:
        return name, np.zeros(0), False, fault
    values = np.full(len(cells), np.nan)
    values[~is_missing] = found
    unit = next(filter(None, units), "")
    return (f"{name} ({unit})" if unit and unit not in name else name), values, is_date, fault


# --- numbers


def _plain(text: str) -> float | None:
    return float(text) if _PLAIN.fullmatch(text) else None


def _quantity(cell: str, decimal: str) -> tuple[float, str] | None:
    """Return the number in a cell, and its unit."""
    found = _CELL.fullmatch(cell)
    if not found:
        return None
    sign, currency, digits, unit = found.groups("")
    value = _value(sign + digits, decimal)
    return None if value is None else (value, (currency or unit).strip())


def _value(text: str, decimal: str) -> float | None:
    """Read a number; the convention decides only where it can be read in two ways."""
    text = re.sub(r"(?<=[0-9])['’\s](?=[0-9]{3}(?![0-9]))", "", text.strip()).replace("−", "-")
    marks = [mark for mark in ".," if mark in text]
    if len(marks) == 2:
        decimal = max(marks, key=text.rindex)
    elif marks and not _is_open(text, marks[0]):
        is_grouped = text.count(marks[0]) > 1
        decimal = ".".replace(marks[0], ",") if is_grouped else marks[0]
    thousands = ".,".replace(decimal, "")
    whole, mark, rest = text.partition(decimal)
    if thousands in whole:
        if not re.fullmatch(_GROUP % re.escape(thousands), whole):
            return None
        whole = whole.replace(thousands, "")
    return _plain(f"{whole}{'.' if mark else ''}{rest}")


def _is_open(text: str, mark: str) -> bool:
    """Whether the only mark may stand between thousands, or before three decimals."""
    return bool(re.fullmatch(rf"[+\-]?[1-9][0-9]{{0,2}}\{mark}[0-9]{{3}}", text))


def _quantities(text: pd.Series[str], decimal: str) -> tuple[Array, np.ndarray]:
    """Read all numbers of a column, NaN where there is none, and their units."""
    pointed = text
    if decimal == ",":  # a point in a cell is looked at more closely then
        pointed = text.str.replace(".", "?", regex=False).str.replace(",", ".", regex=False)
    is_plain = pointed.str.fullmatch(_PLAIN.pattern).to_numpy(bool)
    values, units = np.full(len(text), np.nan), np.full(len(text), "", dtype=object)
    values[is_plain] = np.array(pointed[is_plain].tolist(), dtype=float)
    cells = text.tolist()
    for k in np.flatnonzero(~is_plain):
        found = _quantity(cells[k], decimal)
        if found:
            values[k], units[k] = found
    return values, units


def _decimals(cells: list[str]) -> list[tuple[str, str]]:
    """Return which mark may stand before decimals, with a cell that does not tell."""
    points, commas, example = 0, 0, ""
    for cell in cells:
        if _DAY.fullmatch(cell) or not (found := _CELL.fullmatch(cell)):
            continue
        text = found[3].strip()
        if "," in text and "." in text:
            is_comma = text.rindex(",") > text.rindex(".")
        elif _is_open(text, ","):
            example = example or text
            continue
        elif _is_open(text, "."):
            continue
        else:
            is_comma = ("," in text) == (text.count(",") + text.count(".") == 1)
        commas, points = commas + is_comma, points + (not is_comma)
        if commas + points == _ENOUGH:
            break
    if commas or points:
        return [("," if commas > points else ".", "")]
    return [(".", example), (",", example)] if example else [(".", "")]


# --- dates and times


def _orders(cells: list[str]) -> list[bool]:
    """Return whether the day can stand before the month, and after it; empty for no dates."""
    found = [match for cell in cells if (match := _DAY.fullmatch(cell))]
    if not found:
        return []
    pairs = [(int(match[1]), int(match[3])) for match in found]
    may = [
        is_day_first
        for is_day_first, month in ((True, 1), (False, 0))
        if all(pair[month] <= 12 for pair in pairs)
    ]
    if any(match[2] == "." for match in found) or all(a == b for a, b in pairs) or not may:
        return [True]
    if len(may) == 2 and any(a > b for a, b in pairwise(pairs)):
        may.sort(key=lambda is_day_first: not _is_rising(pairs, is_day_first))
    return may


def _is_rising(pairs: list[tuple[int, int]], is_day_first: bool) -> bool:
    moments = [pair[::-1] if is_day_first else pair for pair in pairs]
    return moments == sorted(moments)


def _moments(text: pd.Series[str], is_day_first: bool) -> tuple[Array, str, bool]:
    """Read dates as days since 1970, or times as hours."""
    import pandas as pd
    from pandas.tseries.api import guess_datetime_format

    nothing = np.full(len(text), np.nan), "", False
    first = next(iter(text.tolist()), "")
    if not re.search(r"[0-9]", first):
        return nothing
    if _TIME.fullmatch(first):
        whole = text.where(text.str.count(":") > 1, text + ":00")
        spans = pd.to_timedelta(whole, errors="coerce")
        return np.asarray(spans / pd.Timedelta(hours=1), dtype=float), "h", False
    is_day_first = is_day_first and not _DATE.fullmatch(first)
    form = guess_datetime_format(first, dayfirst=is_day_first)
    if form is None and _MONTH.search(first) and len(text) <= _MOST_MIXED:
        form = "mixed"
    if form is None:
        return nothing
    moments = pd.to_datetime(text, format=form, errors="coerce", utc=True)
    days = (moments - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(days=1)
    return np.asarray(days, dtype=float), "", True


# --- faults


def _fault(cells: list[str], found: Array, units: np.ndarray, lines: np.ndarray) -> str:
    """Say what is wrong with the first cell that is no number, too large, or of another unit."""
    usual = Counter(filter(None, units)).most_common(1)
    unit = usual[0][0] if usual else ""
    is_wrong = ~np.isfinite(found) | (np.abs(found) > _LARGEST)
    is_wrong |= np.array([bool(one) and one != unit for one in units], dtype=bool)
    if not is_wrong.any():
        return ""
    k = int(np.argmax(is_wrong))
    cell = cells[k] if len(cells[k]) <= 20 else cells[k][:20] + "…"
    where = {"line": int(lines[k]), "cell": cell}
    if np.isnan(found[k]):
        return tr("Line {line}: “{cell}” is no number.", **where)
    if abs(found[k]) > _LARGEST:
        largest = count_text(int(_LARGEST))
        return tr(
            "Line {line}: {cell} is too large: numbers go up to {largest}.",
            largest=largest,
            **where,
        )
    return tr("Line {line}: “{cell}” has another unit than {unit}.", unit=unit, **where)
