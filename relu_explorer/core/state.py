"""A state of a page: a network, how it is looked at, and what follows, found once.

Charts, words and checks are handed this record; none of them asks for it again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array, ReluNetwork, contribution, preactivation, select
from relu_explorer.core.pieces import (
    Domain,
    Pieces,
    breakpoints,
    drawn,
    linear_pieces,
    slope_changes,
    without_max,
)

STAGES = ("z", "h", "v·h")
COMPARISONS = ("add", "stitch", "chain")


class Ticks(NamedTuple):
    """Where an axis is labelled, and how.

    Attributes
    ----------
    at : tuple of float
        Places on the axis.
    texts : tuple of str
    """

    at: tuple[float, ...]
    texts: tuple[str, ...]


class View(NamedTuple):
    """How a network is looked at.

    Attributes
    ----------
    window, height : tuple of float
        Range of x and of y that the charts show.
    probe : float
        The x at which the sum is taken apart.
    stages : tuple of str
        Which of `STAGES` the units' chart shows.
    has_max : bool
        False while the maximum with 0 is switched off.
    on : tuple of bool
        For each unit, False while it is muted.
    compare : str
        One of `COMPARISONS`: the sum itself, or what it is often mistaken for.
    target : tuple of (tuple of float, tuple of float)
        Points of a curve to be met, in x and y; none at first.
    data : Samples, optional
        Data points to train on.
    steps : int
        Steps of training that led to the network; 0 where it was not trained.
    start : int
        Number of the random start from which training began; 0 where it was another.
    ticks : tuple of Ticks
        Labels of x and y where the data were scaled: their real numbers.
    """

    window: Domain
    height: Domain
    probe: float
    stages: tuple[str, ...]
    has_max: bool
    on: tuple[bool, ...]
    compare: str = "add"
    target: tuple[tuple[float, ...], tuple[float, ...]] = ((), ())
    data: Samples | None = None
    steps: int = 0
    start: int = 0
    ticks: tuple[Ticks, Ticks] | None = None


@dataclass(frozen=True, eq=False)
class State:
    """A network of ``n`` units in a view, with or without max.

    Attributes
    ----------
    network : ReluNetwork
        All units, muted ones too.
    view : View
    heard : ReluNetwork
        The units that are not muted.
    units : tuple of int
        The number that each unit heard goes by.
    breakpoints : ndarray, shape (n,)
        Where each unit switches; nan if it does not.
    pieces : Pieces
        ``m`` pieces of the sum of the units heard, on the whole line.
    changes : ndarray, shape (m - 1,)
        Change of slope at each inner knot; 0 where it is no kink.
    line : tuple of ndarray
        x and y of points that draw the sum in the window.
    contributions : ndarray, shape (n,)
        What each unit adds at the probe; 0 if it is muted.
    """

    network: ReluNetwork
    view: View
    heard: ReluNetwork
    units: tuple[int, ...]
    breakpoints: Array
    pieces: Pieces
    changes: Array
    line: tuple[Array, Array]
    contributions: Array

    @property
    def kinks(self) -> Array:
        """Where the slope really changes, in increasing order."""
        return np.asarray(self.pieces.knots[1:-1][self.changes != 0])


def read(network: ReluNetwork, view: View) -> State:
    """Find all that follows from a network and its view."""
    on = np.array(view.on, dtype=bool)
    heard = select(network, on)
    if view.has_max:
        pieces, parts = linear_pieces(heard), contribution(network, view.probe)
    else:
        pieces = without_max(heard)
        parts = network.output_weight * preactivation(network, view.probe)
    return State(
        network,
        view,
        heard,
        tuple(np.flatnonzero(on).tolist()),
        breakpoints(network),
        pieces,
        slope_changes(heard, pieces),
        drawn(pieces, view.window),
        np.where(on, parts, 0.0),
    )
