"""What no sentence on a page may contain, and the numbers that it states."""

import re

_BAD = re.compile(r"nan|inf\b|-0|−0(?![.\d])|\b1 (units|pieces|corners)\b|None|= ≈|\(s\)|\bx = x")


def assert_clean(text: str) -> None:
    found = _BAD.search(text)
    assert not found, f"{found.group()!r} in {text!r}"


# A number as a sentence writes it: rounded to three decimals, and then marked.
NUMBER = r"≈?(−?\d+(?:\.\d+)?(?:e\d+)?)"


def number_in(text: str) -> float:
    return float(text.replace("−", "-"))


def assert_said(text: str, value: float) -> None:
    """Assert that a number in a sentence is the value."""
    assert abs(number_in(text) - value) <= 5.01e-4 + 1e-9 * abs(value), (text, value)
