"""Training as a film: it goes on where it stopped, and ends within the sliders, with a reason."""

from itertools import islice

import numpy as np
import pytest
from hygiene import assert_clean
from numpy.testing import assert_array_equal

from relu_explorer.film import Film, Method, first_step, parameter_names, reach_of, record
from relu_explorer.fitting import to_network, to_vector, train
from relu_explorer.parameters import TRAINING_PARAMETERS
from relu_explorer.presets import TRAINING_OPENING
from relu_explorer.reading import Samples

X = np.linspace(0, 6, 41)
DATA = Samples(X, np.sin(X))
START = first_step(DATA, to_vector(TRAINING_OPENING.network))
ADAM, GRIDS = Method("adam", 0.01), TRAINING_PARAMETERS


@pytest.mark.parametrize("method", [ADAM, Method("descent", 0.01)])
def test_a_film_in_parts_is_the_training_in_one(method):
    whole = list(
        islice(train(*DATA, START, rate=method.rate, optimiser=method.optimiser), 0, 121, 8)
    )
    film = Film(1, DATA, [START])
    for _ in range(3):
        film.add(record(DATA, film.pictures[-1], method, GRIDS, stride=8, count=5))
    assert [step.epoch for step in film.pictures] == list(range(0, 121, 8))
    for mine, other in zip(film.pictures, whole, strict=True):
        assert_array_equal(mine.parameters, other.parameters)
        assert mine.loss == other.loss


def test_a_cut_film_goes_on_from_the_picture_shown():
    film = Film(1, DATA, [START])
    film.add(record(DATA, START, ADAM, GRIDS, stride=1, count=10))
    film.sent, film.shown = 11, 4
    film.cut()
    film.add(record(DATA, film.pictures[-1], ADAM, GRIDS, stride=1, count=1))
    assert [step.epoch for step in film.pictures] == [0, 1, 2, 3, 4, 5]
    assert film.message()["first"] == 5
    assert film.message()["epochs"] == [5]


def test_no_picture_is_beyond_the_sliders_and_the_end_has_a_reason(rng):
    ends = set()
    for _ in range(300):
        units = int(rng.integers(1, 9))
        start = first_step(DATA, rng.uniform(-9, 9, 3 * units + 1))
        method = Method("descent", float(10 ** rng.uniform(-3, 1)))
        found = record(DATA, start, method, GRIDS, stride=int(rng.integers(1, 20)), count=20)
        for step in found.pictures:
            assert (np.abs(step.parameters) <= reach_of(GRIDS, units)).all()
            assert np.isfinite(step.loss)
        if found.end:
            assert_clean(found.end)
            last = (found.pictures or [start])[-1]
            assert f"step {last.epoch:,}," in found.end
            steps = list(islice(train(*DATA, last, rate=method.rate), 2))
            name = next(n for n in parameter_names(units) if f" {n} to " in found.end)
            value = steps[1].parameters[parameter_names(units).index(name)]
            assert abs(value) > reach_of(GRIDS, units)[parameter_names(units).index(name)]
            assert steps[1].loss <= last.loss or "too large" in found.end
        ends.add(bool(found.end))
    assert ends == {True, False}


def test_a_step_leads_from_its_network():
    assert_array_equal(to_vector(to_network(START.parameters)), START.parameters)
