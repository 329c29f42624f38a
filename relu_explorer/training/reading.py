"""A learner's own data points: two columns of a table."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array
from relu_explorer.language.numerals import MINUS
from relu_explorer.language.translation import tr, tr_many
from relu_explorer.training.tables import Table, read_tables


class Reading(NamedTuple):
    """What was read.

    Attributes
    ----------
    points : Samples
    left_out : int
        How many rows were left out, since a number was missing or infinite.
    names : tuple of str
        What x and y are called.
    is_dated : bool
        Whether x are dates, as days since 1970.
    """

    points: Samples
    left_out: int = 0
    names: tuple[str, str] = ("x", "y")
    is_dated: bool = False

    def rows(self) -> list[tuple[str, str]]:
        """Write x and y of each point, so that they are read as the same again."""
        x = map(date_text, self.points.x.tolist()) if self.is_dated else _digits(self.points.x)
        return list(zip(x, _digits(self.points.y), strict=True))

    def words(self) -> str:
        """Say what was left out; nothing if nothing was."""
        if not self.left_out:
            return ""
        return tr_many(
            "{count} row was left out: a number is missing there.",
            "{count} rows were left out: a number is missing there.",
            self.left_out,
        )


def points_of(table: Table, x: int, y: int) -> Reading:
    """Take two columns of a table as points.

    Rows in which a number is missing are left out and counted.  One x may have several y.

    Parameters
    ----------
    table : Table
    x, y : int
        Places of the columns in ``table.columns``.

    Returns
    -------
    Reading
        Its points sorted by x, those of one x in the order of their rows.

    Raises
    ------
    ValueError
        With one sentence for the person: if a cell of these columns cannot be read, there are
        fewer than two points, or all have one x.
    """
    across, up = table.columns[x], table.columns[y]
    for column in (across, up):
        if column.fault:
            raise ValueError(column.fault)
    is_whole = np.isfinite(across.values) & np.isfinite(up.values)
    if np.count_nonzero(is_whole) < 2:
        raise ValueError(tr("There are fewer than two points: two are the least."))
    if np.unique(across.values[is_whole]).size < 2:
        raise ValueError(tr("All points have one x: two are the least."))
    found = Samples(across.values[is_whole] + 0.0, up.values[is_whole] + 0.0)
    order = np.argsort(found.x, kind="stable")
    points = Samples(found.x[order], found.y[order])
    left_out = int(np.count_nonzero(~is_whole))
    return Reading(points, left_out, (across.name, up.name), across.is_date)


def cells_of(table: Table, x: int, y: int, count: int) -> dict[str, list[str]]:
    """Write the first rows of two columns as they were read."""
    return {
        name: [_cell(value, column.is_date) for value in column.values[:count].tolist()]
        for name, column in zip(("x", "y"), (table.columns[x], table.columns[y]), strict=True)
    }


def _cell(value: float, is_date: bool) -> str:
    if not np.isfinite(value):
        return "–"
    return date_text(value) if is_date else f"{value:.12g}".replace("-", MINUS)


def _digits(values: Array) -> list[str]:
    return [f"{value:.12g}" for value in values.tolist()]


def date_text(days: float) -> str:
    """Write days since 1970 as a date, with the time where it is not midnight.

    >>> date_text(20454.0), date_text(20454.25)
    ('2026-01-01', '2026-01-01T06:00:00')
    """
    text = str(np.datetime64(round(days * 86400), "s"))
    return text.removesuffix("T00:00:00")


def read_pairs(text: str) -> Reading:
    r"""Read points as this app writes them: a line each, x and y between a comma.

    Raises
    ------
    ValueError
        With one sentence for the person.

    Examples
    --------
    >>> read_pairs("0,1\n1.5,-2").points
    Samples(x=array([0. , 1.5]), y=array([ 1., -2.]))
    """
    table = read_tables(text, separator=",")[0]
    if len(table.columns) != 3:
        raise ValueError(tr("There are no numbers in it: two columns are needed, x and y."))
    return points_of(table, 0, 1)
