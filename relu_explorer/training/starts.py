"""Where training may start."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from relu_explorer.core.network import Array
from relu_explorer.core.pieces import Domain
from relu_explorer.language.translation import mark

Start = Callable[[int, int, Domain], Array]


def he(seed: int, units: int, ends: Domain) -> Array:
    """Draw weights and output weights by He's rule; all biases are 0.

    Returns
    -------
    ndarray, shape (units, 3)
        Weight, bias and output weight of each unit, to three decimals.

    References
    ----------
    .. [1] K. He and others, "Delving Deep into Rectifiers", ICCV 2015: the variance is 2 over
       the number of a layer's inputs, here 1 and `units`.
    """
    rng = np.random.default_rng(seed)
    weight = rng.normal(0.0, np.sqrt(2.0), units)
    output_weight = rng.normal(0.0, np.sqrt(2.0 / units), units)
    return _rows(weight, np.zeros(units), output_weight)


def spread(seed: int, units: int, ends: Domain) -> Array:
    """Spread the corners evenly over the data, every second unit on to the left.

    Output weights are small and random.
    """
    rng = np.random.default_rng(seed)
    corners = np.linspace(*ends, units + 2)[1:-1]
    weight = np.where(np.arange(units) % 2 == 0, 1.0, -1.0)
    return _rows(weight, -weight * corners, rng.normal(0.0, 0.3, units))


def equal(seed: int, units: int, ends: Domain) -> Array:
    """Give all units the same numbers, with the corner in the left half of the data."""
    corner = ends[0] + (ends[1] - ends[0]) / 4
    ones = np.ones(units)
    return _rows(ones, -corner * ones, 0.5 * ones)


STARTS: dict[str, tuple[Start, str]] = {
    mark("Random (He)"): (
        he,
        mark("He's rule: normal weights, biases 0, so all corners at x = 0."),
    ),
    mark("Spread corners"): (
        spread,
        mark("Corners at equal distances over the data, small output weights."),
    ),
    mark("Equal units"): (equal, mark("All units the same: they stay the same for ever.")),
}


def _rows(weight: Array, bias: Array, output_weight: Array) -> Array:
    return np.asarray(np.round(np.stack([weight, bias, output_weight], axis=1), 3), np.float64)
