"""What no sentence on a page may contain."""

import re

_BAD = re.compile(r"nan|inf\b|-0|−0(?![.\d])|\b1 (units|pieces|corners)\b|None|= ≈|\(s\)|\bx = x")


def assert_clean(text: str) -> None:
    found = _BAD.search(text)
    assert not found, f"{found.group()!r} in {text!r}"
