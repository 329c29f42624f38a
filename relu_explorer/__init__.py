"""ReLU units, their weighted sum and its exact linear pieces."""

from relu_explorer.core.network import ReluNetwork as ReluNetwork
from relu_explorer.core.network import activation as activation
from relu_explorer.core.network import contribution as contribution
from relu_explorer.core.network import preactivation as preactivation
from relu_explorer.core.network import select as select
from relu_explorer.core.pieces import Pieces as Pieces
from relu_explorer.core.pieces import breakpoints as breakpoints
from relu_explorer.core.pieces import kinks as kinks
from relu_explorer.core.pieces import linear_pieces as linear_pieces
from relu_explorer.core.pieces import slope_changes as slope_changes
from relu_explorer.core.pieces import vertices as vertices
from relu_explorer.core.pieces import without_max as without_max
from relu_explorer.core.several.deep import DeepNetwork as DeepNetwork
from relu_explorer.core.several.deep import compose as compose
from relu_explorer.core.several.planar import PlanarNetwork as PlanarNetwork
from relu_explorer.core.several.planar import Region as Region
from relu_explorer.core.several.planar import regions as regions
