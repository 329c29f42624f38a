"""Training against scikit-learn: the same start, data, optimiser and steps."""

from itertools import islice

import numpy as np
import pytest
from numpy.testing import assert_allclose
from rivals import scikit_learn

from relu_explorer.training.descent import to_network, to_vector, train

STEPS, X = 500, np.linspace(-2, 2, 200)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("optimiser", ["adam", "descent"])
def test_five_hundred_steps_lead_where_scikit_learn_s_lead(optimiser, seed):
    rng = np.random.default_rng(seed)
    start = to_network(rng.normal(size=25))
    y = np.sin(2 * X) + rng.normal(0, 0.1, X.size)
    *_, last = islice(train(X, y, start, rate=0.01, optimiser=optimiser), STEPS + 1)
    theirs = scikit_learn(start, X, y, optimiser, 0.01, STEPS)
    assert np.abs(last.parameters - to_vector(start)).max() > 0.1
    # scikit-learn adds its epsilon before the correction of the means, Adam's algorithm after it.
    tolerance = 1e-5 if optimiser == "adam" else 1e-9
    assert_allclose(last.parameters, to_vector(theirs), rtol=0, atol=tolerance)
