"""The linear pieces of a network's output: exact, without sampling."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.several.deep import DeepNetwork
from relu_explorer.core.several.refinement import refined

Domain = tuple[float, float]
Extended = NDArray[np.longdouble]
WHOLE_LINE: Domain = (-np.inf, np.inf)

# A decimal such as 0.3 is stored to half a unit in the last place, so two quotients that
# are equal on paper (0.3 / 0.1 and 0.6 / 0.2) can differ by a few such units in float64.
ROUNDING = 8 * float(np.finfo(np.float64).eps)


class Pieces(NamedTuple):
    """Linear pieces from left to right: on piece ``j``, ``y = slopes[j] * x + intercepts[j]``.

    Attributes
    ----------
    knots : ndarray, shape (m + 1,)
        Ends of the pieces in increasing order; the first and last are those of the domain.
    slopes, intercepts : ndarray, shape (m,)
        The line of each piece.
    active : ndarray of bool, shape (m, n)
        Whether the unit's preactivation is positive inside the piece.
    """

    knots: Array
    slopes: Array
    intercepts: Array
    active: NDArray[np.bool_]


def breakpoints(network: ReluNetwork) -> Array:
    """Where each unit switches, ``-bias / weight``; nan where the weight is 0.

    Returns
    -------
    ndarray, shape (n,)
        Infinite where the quotient is too large for a float64.
    """
    switches = network.weight != 0
    with np.errstate(over="ignore"):
        quotient = np.divide(
            -network.bias, network.weight, where=switches, out=np.full(len(network), np.nan)
        )
    return np.asarray(quotient + 0.0)  # no -0


def linear_pieces(network: ReluNetwork | DeepNetwork, domain: Domain = WHOLE_LINE) -> Pieces:
    """Split the network's output into its linear pieces.

    Between two adjacent knots no unit switches, so the active set is constant and the
    output is one line: its slope is the sum of ``output_weight * weight`` over the active
    units, its intercept the sum of ``output_weight * bias`` plus the output bias [1]_.

    Parameters
    ----------
    network : ReluNetwork or DeepNetwork
        Network with ``n`` units, of several layers in their order.
    domain : tuple of float
        Ends ``(low, high)``, ``low < high``; either may be infinite.

    Returns
    -------
    Pieces
        ``m`` pieces: of one hidden layer at most ``n + 1``, of further ones at most the product of
        their units plus 1.

    Raises
    ------
    ValueError
        If `domain` is empty, reversed or nan.

    Notes
    -----
    A unit of weight 0 never switches and adds no knot.  Breakpoints that agree to within
    the rounding of a float64 are one knot.  Crossing the breakpoint of unit ``i`` from left
    to right changes the slope by ``output_weight[i] * abs(weight[i])``, whichever way the
    unit switches; where such changes cancel, the knot stays a knot but is not a kink.
    A slope or intercept no larger than the rounding of its own sum is 0.

    References
    ----------
    .. [1] S. J. D. Prince, "Understanding Deep Learning", MIT Press, 2023, section 3.1.

    Examples
    --------
    ``max(0, x) + max(0, 1 - x)`` falls, is flat on [0, 1], then rises:

    >>> pieces = linear_pieces(ReluNetwork(weight=[1, -1], bias=[0, 1]), domain=(-1, 2))
    >>> pieces.knots
    array([-1.,  0.,  1.,  2.])
    >>> pieces.slopes
    array([-1.,  0.,  1.])
    >>> pieces.active[1]
    array([ True,  True])
    """
    if isinstance(network, DeepNetwork):
        return _deep_pieces(network, domain)
    knots, first = _knots(network, domain)
    piece = np.arange(knots.size - 1)[:, np.newaxis]
    to_the_right = piece >= first
    active = np.where(network.weight > 0, to_the_right, ~to_the_right)
    active[:, network.weight == 0] = network.bias[network.weight == 0] > 0
    return Pieces(knots, *_lines(network, knots.size - 1, first), active)


def vertices(network: ReluNetwork | DeepNetwork, domain: Domain) -> tuple[Array, Array]:
    """Points that draw the output exactly on a finite domain.

    The breakpoints are sorted once and the slopes and intercepts summed along:
    O(n log n), never n times the number of samples.

    Parameters
    ----------
    network : ReluNetwork or DeepNetwork
        Network with ``n`` units.
    domain : tuple of float
        Finite ends ``(low, high)``, ``low < high``.

    Returns
    -------
    x, y : ndarray, shape (m + 1,)
        The knots and the output there; of one hidden layer at most ``n + 2`` points.

    Raises
    ------
    ValueError
        If `domain` is empty, reversed or not finite.

    Examples
    --------
    >>> vertices(ReluNetwork(weight=[1], bias=[0]), domain=(-1, 2))
    (array([-1.,  0.,  2.]), array([0., 0., 2.]))
    """
    if not np.isfinite(domain).all():
        raise ValueError(f"domain must be finite to be drawn, got {domain!r}")
    if isinstance(network, DeepNetwork):
        exact, lines, _ = refined(network, _checked(domain), ROUNDING)
        left = np.maximum(np.arange(exact.size) - 1, 0)
        heights = lines.slopes[left, 0] * exact + lines.intercepts[left, 0]
        return exact.astype(np.float64), heights.astype(np.float64)
    knots, first = _knots(network, domain)
    slopes, intercepts = _sums(network, knots.size - 1, first)
    left_piece = np.maximum(np.arange(knots.size) - 1, 0)
    y = slopes[left_piece] * knots + intercepts[left_piece]
    return knots, y.astype(np.float64)


def drawn(pieces: Pieces, domain: Domain) -> tuple[Array, Array]:
    """Points that draw pieces already found, on a finite domain within theirs.

    Returns
    -------
    x, y : ndarray, shape (k + 1,)
        The ends of the domain and the knots between them, and the output there.
    """
    low, high = domain
    inner = pieces.knots[1:-1]
    first = int(np.searchsorted(inner, low + ROUNDING * abs(low), "right"))
    last = int(np.searchsorted(inner, high - ROUNDING * abs(high), "left"))
    x = np.concatenate([[low], inner[first:last], [high]])
    left_piece = first + np.maximum(np.arange(x.size) - 1, 0)
    return x, pieces.slopes[left_piece] * x + pieces.intercepts[left_piece]


def slope_changes(network: ReluNetwork, pieces: Pieces) -> Array:
    """Change of slope at each inner knot, shape (m - 1,); 0 where the changes cancel.

    The sum of ``output_weight * abs(weight)`` over the units that switch there.
    """
    switches = pieces.active[1:] != pieces.active[:-1]
    change = network.output_weight * np.abs(network.weight)
    return _settled(switches @ change, change)


def kinks(network: ReluNetwork, domain: Domain = WHOLE_LINE) -> tuple[Array, Array]:
    """Knots inside the domain where the slope really changes, and by how much.

    Returns
    -------
    x, change : ndarray, shape (k,)
        Positions in increasing order and the slope after minus the slope before.
    """
    pieces = linear_pieces(network, domain)
    change = slope_changes(network, pieces)
    return pieces.knots[1:-1][change != 0], change[change != 0]


def without_max(network: ReluNetwork, domain: Domain = WHOLE_LINE) -> Pieces:
    """Return the single piece that is left when no unit takes the maximum with 0.

    A weighted sum of straight lines is one straight line:
    ``y = sum(output_weight * weight) * x + sum(output_weight * bias) + output_bias``.
    """
    slope_terms = network.output_weight * network.weight
    intercept_terms = np.append(network.output_weight * network.bias, network.output_bias)
    slope = _settled(np.sum(slope_terms), slope_terms)
    intercept = _settled(np.sum(intercept_terms), intercept_terms)
    return Pieces(
        np.array(domain, dtype=np.float64),
        slope.reshape(1),
        intercept.reshape(1),
        np.ones((1, len(network)), dtype=bool),
    )


def _deep_pieces(network: DeepNetwork, domain: Domain) -> Pieces:
    knots, lines, active = refined(network, _checked(domain), ROUNDING)
    slopes, intercepts = (part[:, 0].astype(np.float64) for part in lines[:2])
    return Pieces(knots.astype(np.float64) + 0.0, slopes + 0.0, intercepts + 0.0, active)


def _checked(domain: Domain) -> Domain:
    low, high = domain
    if not low < high:
        raise ValueError(f"domain must satisfy low < high, got {domain!r}")
    return domain


def _knots(network: ReluNetwork, domain: Domain) -> tuple[Array, NDArray[np.intp]]:
    """Distinct knots, and for each unit the first piece to the right of its breakpoint."""
    low, high = _checked(domain)
    x = breakpoints(network)
    at_low = x <= low + ROUNDING * abs(low) if np.isfinite(low) else x == low
    at_high = x >= high - ROUNDING * abs(high) if np.isfinite(high) else x == high
    inside = np.flatnonzero(~(at_low | at_high | np.isnan(x)))
    inside = inside[np.argsort(x[inside], kind="stable")]
    ordered = x[inside]
    distinct = np.diff(ordered, prepend=-np.inf) > ROUNDING * np.abs(ordered)
    knots = np.concatenate([[low], ordered[distinct], [high]])
    first = np.where(at_low, 0, knots.size - 1)
    first[inside] = np.cumsum(distinct)
    return knots, first


def _lines(network: ReluNetwork, m: int, first: NDArray[np.intp]) -> tuple[Array, Array]:
    """Slope and intercept of each of the `m` pieces, in O(n + m)."""
    slopes, intercepts = (total.astype(np.float64) for total in _sums(network, m, first))
    v, c = network.output_weight, network.output_bias
    return (
        _settled(slopes, v * network.weight),
        _settled(intercepts, np.append(v * network.bias, c)),
    )


def _sums(network: ReluNetwork, m: int, first: NDArray[np.intp]) -> tuple[Extended, Extended]:
    """Slope and intercept of each piece, as exact as the machine adds: many terms may cancel."""
    w, b, v = (
        part.astype(np.longdouble) for part in (network.weight, network.bias, network.output_weight)
    )
    right, left = w > 0, w < 0
    constant = np.sum(np.maximum(0.0, b) * v, where=~right & ~left) + network.output_bias

    def summed(terms: Extended) -> Extended:
        entering, leaving = np.zeros((2, m + 1), np.longdouble)
        np.add.at(entering, first[right], terms[right])
        np.add.at(leaving, first[left], terms[left])
        return np.asarray(entering[:m].cumsum() + leaving[::-1].cumsum()[::-1][1:])

    return summed(v * w), summed(v * b) + constant


def _settled(total: Array | np.float64, terms: Array) -> Array:
    """`total`, with 0 for what is no more than the rounding of the sum of `terms`."""
    return np.where(np.abs(total) <= ROUNDING * np.sum(np.abs(terms)), 0.0, total)
