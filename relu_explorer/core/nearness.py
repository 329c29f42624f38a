"""When two numbers are the same, but for rounding."""

import math

EXACT = 1e-9  # from here down a difference is rounding


def is_near(a: float, b: float) -> bool:
    """Return whether two numbers agree, but for rounding; nan agrees with none."""
    return math.isclose(a, b, rel_tol=EXACT, abs_tol=EXACT)
