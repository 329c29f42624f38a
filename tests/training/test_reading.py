"""A learner's own data: what is understood, and one clear sentence for what is not."""

import random

import numpy as np
import pytest

from relu_explorer.core.curves import through
from relu_explorer.training.reading import points_of
from relu_explorer.training.tables import read_tables


def read_csv(content):
    """The points of the likeliest reading, and how many rows were left out."""
    table = read_tables(content)[0]
    return points_of(table, table.x, table.y)[:2]


@pytest.mark.parametrize(
    "content",
    [
        "0,1\n1.5,2\n2,-3",
        "x,y\n0,1\n1.5,2\n2,-3\n",
        "x;y\r\n0;1\r\n1,5;2\r\n2;-3\r\n",
        "0\t1\n1,5\t2\n\n2\t-3",
        "# a comment\n  0 1\n 1.5   2\n2 -3  ",
        "\ufeffx,y\n2,-3\n0,1\n1.5,2",
        '"x","y"\n"0","1"\n"1.5","2"\n"2","-3"',
        "0,1,\n1.5,2,\n2,-3,",
        "0; 1;\n1.5; 2;\n2; −3;",
        "Zeit;Größe\n0;1\n1,5;2\n2;-3".encode("latin-1"),
        "x,y\n0,1\n1.5,2\n2,-3".encode("utf-16"),
        b"\xef\xbb\xbf0,1\n1.5e0,2\n2,-3",
        "0, 1\n1.5, 2\n2, -3",
    ],
)
def test_what_is_met_in_the_wild_is_understood(content):
    samples, left_out = read_csv(content)
    assert left_out == 0
    assert samples.x.tolist() == [0, 1.5, 2]
    assert samples.y.tolist() == [1, 2, -3]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "There are no numbers in it"),
        ("\n\n# only a comment\n", "There are no numbers in it"),
        ("1,2", "fewer than two points"),
        ("1,2\n3,nan\n4,-", "fewer than two points"),
        ("x,y\n1,2\n3,four", "Line 3: “four” is no number"),
        ("1,2\n3", "fewer than two points"),
        ("1,2\n3,4,5", "Line 2 has 3 columns, the others have 2"),
        ("x,y\n1,3 kg\n2,4 g\n3,5 kg", "Line 3: “4 g” has another unit than kg"),
        ("[[0. 1.]\n ...\n [5. 6.]]", "It is abridged"),
        ("1,2\n3,1e308", "Line 2: 1e308 is too large"),
        (b"PK\x03\x04\x00\x00\x00", "This sheet cannot be read"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "This sheet cannot be read"),
        (b"\x00\x01\x02", "It is no text"),
        ("1,2\n" * 300_000, "300,000 rows"),
        ("0,0\n" * 3_000_000, "too large"),
        ("1,2\n3," + "9" * 5000, "Line 2: 99999999999999999999… is too large"),
    ],
)
def test_what_is_broken_is_said_in_one_sentence(content, said):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$") as error:
        read_csv(content)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


PARTS = [
    "1", "-2.5", "3,7", "nan", "inf", "-inf", "1e308", "1e-400", "abc", "", " ", '"', "''", "½",
    "٣", "\x00", "\ufeff", "🙂", "0x10", "1_000", "1.2.3", "--1", "+", ".", "e5", "#", "9" * 400,
]  # fmt: skip
ENDS = ["\n", "\r\n", "\r", "\n\n", "\x0b", "\u2028"]


def answer(content):
    try:
        return "", read_csv(content)[0]
    except ValueError as error:
        return str(error), None


def test_a_thousand_broken_files_give_data_or_one_sentence():
    refused = 0
    for seed in range(1000):
        source = random.Random(seed)
        separator = source.choice([",", ";", "\t", " ", "|", ", "])
        rows = [
            separator.join(source.choice(PARTS) for _ in range(source.choice([1, 2, 2, 2, 3])))
            for _ in range(source.randint(0, 12))
        ]
        content = source.choice(ENDS).join(rows)
        if source.random() < 0.3:
            content = content.encode(source.choice(["utf-8", "utf-16", "utf-32"]), "replace")
        elif source.random() < 0.2:
            content = source.randbytes(source.randint(0, 400))
        said, samples = answer(content)
        refused += bool(said)
        if samples is None:
            assert said[0].isupper(), said
            assert said.endswith("."), said
            assert len(said) < 120
        else:
            assert (np.diff(samples.x) >= 0).all()
            assert np.isfinite(samples.y).all()
    assert refused > 500


def test_thousands_of_rows_are_read(rng):
    x = np.sort(rng.choice(1_000_000, 20_000, replace=False)) / 1000
    content = "x;y\n" + "\n".join(f"{a};{b:.6f}" for a, b in zip(x, np.sin(x), strict=True))
    samples, _ = read_csv(content.replace(".", ","))
    assert np.array_equal(samples.x, x)


@pytest.mark.parametrize(
    ("content", "x", "y", "left_out"),
    [
        ("hours,score\n1,50\n2,60\n1,54\n", [1, 1, 2], [50, 54, 60], 0),
        ("t;v\n0;1,5\n1;NA\n2;\n3;-\n4;2\n5;inf\n;7", [0, 4], [1.5, 2], 5),
        ("price,sold\n1250000,3\n980000,5", [980_000, 1_250_000], [5, 3], 0),
        ("1700000000,1\n1700000060,2", [1_700_000_000, 1_700_000_060], [1, 2], 0),
        ("1e-9,1e9\n2e-9,2e9", [1e-9, 2e-9], [1e9, 2e9], 0),
    ],
)
def test_repeated_missing_and_large_numbers_are_taken(content, x, y, left_out):
    points, missing = read_csv(content)
    assert (points.x.tolist(), points.y.tolist(), missing) == (x, y, left_out)


def test_through_points_of_one_x_means_through_their_mean():
    curve = through(read_csv("1 50\n2 60\n1 54\n3 0")[0])
    assert curve.function(np.array([1.0, 1.5, 2.0])).tolist() == [52, 56, 60]
    assert curve.points.tolist() == [1, 2, 3]
    with pytest.raises(ValueError, match="All points have one x"):
        through(read_csv("1 50\n1 60")[0])
