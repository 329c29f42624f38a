"""ReLU units, their weighted sum and its exact linear pieces."""

from relu_explorer.network import ReluNetwork as ReluNetwork
from relu_explorer.network import activation as activation
from relu_explorer.network import contribution as contribution
from relu_explorer.network import preactivation as preactivation
from relu_explorer.network import select as select
from relu_explorer.pieces import Pieces as Pieces
from relu_explorer.pieces import breakpoints as breakpoints
from relu_explorer.pieces import kinks as kinks
from relu_explorer.pieces import linear_pieces as linear_pieces
from relu_explorer.pieces import slope_changes as slope_changes
from relu_explorer.pieces import vertices as vertices
from relu_explorer.pieces import without_max as without_max
