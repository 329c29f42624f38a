"""Numbers as they are written in sentences."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from relu_explorer.language.translation import ENGLISH, language

MINUS = "\u2212"
_LARGE = 1e9  # from here on numbers are written with an exponent
_NUDGE = 1e-9
# What stands between thousands, and from how many digits on it does.
_GROUPING = {ENGLISH: (",", 4), "es": ("\u202f", 5)}


# One released slider changes a few of the numbers on a page; the others were just written.
@lru_cache(maxsize=4096)
def number(value: float, decimals: int = 3) -> str:
    """Write a number to three decimals at most, with a true minus and never as -0.

    >>> number(-1.50), number(2 / 3), number(-0.0001), number(2.5e12)
    ('−1.5', '0.667', '0', '2.5e12')
    """
    if abs(value) >= _LARGE:
        mantissa, exponent = f"{value:.{decimals}e}".split("e")
        text, tail = mantissa, f"e{int(exponent)}"
    else:
        # A half is rounded away from 0, also where rounding in float64 left it just short.
        nudge = min(_NUDGE, 10.0 ** -(decimals + 3))
        nudged = Decimal(value) + Decimal(math.copysign(nudge, value))
        text, tail = f"{nudged.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}", ""
    text = text.rstrip("0").rstrip(".")
    return (text if text != "-0" else "0").replace("-", MINUS) + tail


def equals(*values: float) -> str:
    """Return "=" if `number` writes all these values exactly, else "≈".

    >>> equals(0.25), equals(0.25, 1 / 3), equals(1234567890)
    ('=', '≈', '≈')
    """
    return "=" if all(map(_is_written_whole, values)) else "≈"


def _is_written_whole(value: float) -> bool:
    if abs(value) >= _LARGE:
        return float(f"{value:.3e}") == value
    return abs(round(value, 3) - value) <= 1e-9


def about(value: float) -> str:
    """Write a number, marked where it is rounded: ``1.5``, ``≈0.333``."""
    return number(value) if equals(value) == "=" else "≈" + number(value)


def equal_to(value: float) -> str:
    """Write a number after what it is equal to: ``= 1.5``, ``≈ 0.333``."""
    return f"{equals(value)} {number(value)}"


def stated(name: str, value: float) -> str:
    """Write what a name stands for: ``x = 1.5``, ``x ≈ 0.333``."""
    return f"{name} {equal_to(value)}"


def size(value: float) -> str:
    """Write a size, 0 or more, to three significant digits.

    >>> size(0.5), size(12345.6), size(1.234e-7)
    ('0.5', '12300', '1.23e−7')
    """
    if value == 0 or 1e-3 <= value < 1e5:
        return f"{float(f'{value:.3g}'):.6g}"
    mantissa, exponent = f"{value:.2e}".split("e")
    return f"{mantissa}e{int(exponent)}".replace("-", MINUS)


def significant(value: float) -> str:
    """Write a number to nine significant digits, marked where it is rounded.

    >>> significant(-19723.5), significant(2.5e-5), significant(1 / 3)
    ('−19723.5', '2.5e−5', '≈0.333333333')
    """
    rounded = f"{value:.9g}"
    mantissa, is_small_or_large, exponent = rounded.partition("e")
    text = mantissa + (f"e{int(exponent)}" if is_small_or_large else "")
    is_whole = math.isclose(float(rounded), value, rel_tol=1e-12, abs_tol=0)
    return ("" if is_whole else "≈") + text.replace("-", MINUS)


def signed(value: float) -> str:
    """Write a number as a term of a sum: ``+ 2``, ``− 2``."""
    text = number(value)
    return f"{MINUS} {text[1:]}" if text.startswith(MINUS) else f"+ {text}"


def factor(value: float) -> str:
    """Write a number as a factor: in brackets if it is negative."""
    text = number(value)
    return f"({text})" if text.startswith(MINUS) else text


def grouping() -> tuple[str, int]:
    """Return what stands between thousands, and from how many digits on it does."""
    return _GROUPING.get(language(), _GROUPING[ENGLISH])


def count_text(count: int) -> str:
    """Write a whole number with its thousands told apart, as the language does it.

    >>> count_text(1000), count_text(20)
    ('1,000', '20')
    """
    separator, digits = grouping()
    is_long = len(str(abs(count))) >= digits
    return f"{count:,}".replace(",", separator) if is_long else str(count)
