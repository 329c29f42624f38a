"""Training on a page: some steps at a time, from the sliders and back to them."""

from __future__ import annotations

from itertools import islice

import numpy as np
import streamlit as st

from relu_explorer.controls import RATE, STEPS, Desk, Setting
from relu_explorer.explain import about
from relu_explorer.fitting import dead_units, gradient, loss, train
from relu_explorer.network import ReluNetwork
from relu_explorer.training_words import gradient_rows

_COUNTS = (1, 10, 100, 1000)
_RATES = (0.01, 0.03, 0.1, 0.3)
_SEED = "times_started_at_random"


def offer_training(desk: Desk) -> None:
    """Offer steps of gradient descent, the learning rate and a random start."""
    with st.container(key="train", horizontal=True, vertical_alignment="center"):
        st.markdown("**Train**", width="content")
        for count in _COUNTS:
            label = f"{count:,} step" + ("" if count == 1 else "s")
            key = desk.key(STEPS, count)
            st.button(label, key=key, on_click=_train, args=(desk, count))
        st.button("Random start", on_click=_start_at_random, args=(desk,), icon=":material/casino:")
        st.markdown("learning rate", width="content")
        st.segmented_control(
            "Learning rate",
            _RATES,
            default=_RATES[1],
            required=True,
            key=desk.key(RATE),
            label_visibility="collapsed",
        )


def show_gradient(desk: Desk, setting: Setting) -> None:
    """Show the loss, and for every unit where training would move it."""
    x, y = desk.target
    now = loss(setting.network, x, y)
    slope = gradient(setting.network, x, y)
    dead = dead_units(setting.network, x)
    st.markdown(f"**Loss** on {len(x)} data points: {about(now)} (mean of the squared errors)")
    st.markdown(gradient_rows(slope, dead))


def _train(desk: Desk, count: int) -> None:
    x, y = desk.target
    steps = train(x, y, desk.setting().network, rate=desk.value(RATE))
    *_, last = islice(steps, count + 1)
    if last.epoch == count and _fits(desk, last.network):
        _show(desk, last.network)
    else:
        st.toast("The numbers left the sliders' range: take a smaller learning rate.", icon="⚠️")


def _fits(desk: Desk, network: ReluNetwork) -> bool:
    vectors = zip("wbv", (network.weight, network.bias, network.output_weight), strict=True)
    sizes = [(desk.grids[symbol].high, np.abs(vector).max()) for symbol, vector in vectors]
    return all(size <= high for high, size in [*sizes, (10.0, abs(network.output_bias))])


def _show(desk: Desk, network: ReluNetwork) -> None:
    rows = np.stack([network.weight, network.bias, network.output_weight], axis=1)
    desk.set_numbers([tuple(row) for row in rows.tolist()])
    desk.put({"c": network.output_bias})


def _start_at_random(desk: Desk) -> None:
    """Take other numbers each time, the same ones in every session."""
    seed = st.session_state.get(desk.key(_SEED), 0) + 1
    st.session_state[desk.key(_SEED)] = seed
    values = np.random.default_rng(seed).uniform(-1.5, 1.5, (desk.units, 3))
    desk.set_numbers([tuple(row) for row in np.round(values / 0.05) * 0.05])
    desk.put({"c": 0.0})
