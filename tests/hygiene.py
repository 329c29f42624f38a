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


def value_of(formula: str, **inputs: float) -> float:
    """Calculate what a formula on a page says, from its first line to the end of its last."""
    lines = re.findall(r"<dt>(.*?)<dd[^>]*>(.*?)(?=<dt>|</dl>)", formula)
    known: dict[str, float] = dict(inputs)
    name, said = "", ""
    for left, right in [*lines, ("=", "")]:
        if left.endswith("="):
            if name:
                known[name] = eval(said, {"max": max}, dict(known))
            name, said = _plain(left).split("(")[0].strip(" ="), _plain(right)
        else:
            said += _plain(left + right)
    return known["y"]


def _plain(html: str) -> str:
    text = re.sub(r"</?(i|sub)>", "", html).replace("−", "-").replace("·", "*").replace("≈", "")
    text = text.replace("\N{NO-BREAK SPACE}", " ")
    return re.sub(r"(?<![a-zA-Z\d.])(\d+(?:\.\d+)?(?:e-?\d+)?) ?(?=[hxy])", r"\1*", text)
