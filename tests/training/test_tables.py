"""Tables as people have them: each file has one right reading, and is read so."""

import pytest
from brought import READINGS, TABLES
from numpy.testing import assert_allclose

from relu_explorer.training.reading import points_of
from relu_explorer.training.tables import read_tables


@pytest.mark.parametrize("name", READINGS)
def test_a_table_has_its_right_reading(name):
    right, tables = READINGS[name], read_tables((TABLES / name).read_bytes())
    reading = points_of(tables[0], tables[0].x, tables[0].y)
    assert list(reading.names) == right["names"]
    assert_allclose(reading.points.x, right["x"], rtol=1e-12, atol=1e-12)
    assert_allclose(reading.points.y, right["y"], rtol=1e-12)
    assert reading.left_out == right["left_out"]
    assert reading.is_dated == right["is_dated"]
    assert len(tables) == right["readings"]
    assert len({table.how for table in tables}) == len(tables)


def test_a_separator_that_is_known_parts_names_from_numbers():
    [table] = read_tables("sep=,\nhour a,1,2\ntemp b 7,3,4")
    assert [(column.name, column.values.tolist()) for column in table.columns[:2]] == [
        ("hour a", [1, 2]),
        ("temp b 7", [3, 4]),
    ]
    [table] = read_tables("hour 1,2\ntemp 3,4", separator=",")
    assert table.columns[0].values.tolist() == [2, 4]
