"""Training and its history: it goes on where it stopped, ends within the sliders, with a reason."""

from itertools import islice

import numpy as np
import pytest
from hygiene import assert_clean
from numpy.testing import assert_allclose, assert_array_equal

from relu_explorer.core.curves import Samples
from relu_explorer.core.parameters import TRAINING_PARAMETERS
from relu_explorer.questions.presets import TRAINING_OPENING
from relu_explorer.training.descent import to_network, to_vector, train
from relu_explorer.training.history import (
    History,
    Method,
    first_step,
    parameter_names,
    reach_of,
    record,
)

X = np.linspace(0, 6, 41)
DATA = Samples(X, np.sin(X))
START = first_step(DATA, to_vector(TRAINING_OPENING.network))
ADAM, GRIDS = Method("adam", 0.01), TRAINING_PARAMETERS


@pytest.mark.parametrize("method", [ADAM, Method("descent", 0.01)])
def test_a_history_in_parts_is_the_training_in_one(method):
    whole = list(
        islice(train(*DATA, START, rate=method.rate, optimiser=method.optimiser), 0, 121, 8)
    )
    history = History(1, DATA, [START])
    for _ in range(3):
        history.add(record(DATA, history.snapshots[-1], method, GRIDS, stride=8, count=5))
    assert [step.epoch for step in history.snapshots] == list(range(0, 121, 8))
    for mine, other in zip(history.snapshots, whole, strict=True):
        assert_array_equal(mine.parameters, other.parameters)
        assert mine.loss == other.loss


def test_a_cut_history_goes_on_from_the_snapshot_shown():
    history = History(1, DATA, [START])
    history.add(record(DATA, START, ADAM, GRIDS, stride=1, count=10))
    history.sent, history.shown = 11, 4
    history.cut()
    history.add(record(DATA, history.snapshots[-1], ADAM, GRIDS, stride=1, count=1))
    assert [step.epoch for step in history.snapshots] == [0, 1, 2, 3, 4, 5]
    assert history.message()["first"] == 5
    assert history.message()["epochs"] == [5]


def test_the_loss_of_every_step_is_told_once_and_none_twice():
    taken = [step.loss for step in islice(train(*DATA, START, rate=0.01, optimiser="adam"), 61)]
    history, told = History(1, DATA, [START]), []
    for stride in (16, 4, 1):
        told += history.message()["losses"]
        history.sent = len(history.snapshots)
        last = history.snapshots[-1]
        history.add(record(DATA, last, ADAM, GRIDS, stride=stride, count=3))
    history.shown = 3  # step 48: what came after it is forgotten, and told again
    history.cut()
    told = told[: history.snapshots[-1].epoch + 1]
    history.add(record(DATA, history.snapshots[-1], ADAM, GRIDS, stride=12, count=1))
    told += history.message()["losses"]
    assert history.losses == taken
    assert_allclose(told, taken, rtol=1e-5)


def test_no_snapshot_is_beyond_the_sliders_and_the_end_has_a_reason(rng):
    ends = set()
    for _ in range(300):
        units = int(rng.integers(1, 9))
        start = first_step(DATA, rng.uniform(-9, 9, 3 * units + 1))
        method = Method("descent", float(10 ** rng.uniform(-3, 1)))
        found = record(DATA, start, method, GRIDS, stride=int(rng.integers(1, 20)), count=20)
        for step in found.snapshots:
            assert (np.abs(step.parameters) <= reach_of(GRIDS, units)).all()
            assert np.isfinite(step.loss)
        if found.end:
            assert_clean(found.end)
            last = (found.snapshots or [start])[-1]
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
