"""What a learner takes along: the network as a link, code or a file, and the data as CSV."""

from __future__ import annotations

import json

import numpy as np
import streamlit as st

from relu_explorer.code_export import keras_code, numpy_code, torch_code
from relu_explorer.controls import Desk
from relu_explorer.network import Array, ReluNetwork
from relu_explorer.palette import MAX_UNITS
from relu_explorer.parameters import PARAMETERS
from relu_explorer.reading import Samples

_MOST_UNITS_OF_CODE = 64


def offer(desk: Desk, network: ReluNetwork, data: Samples) -> None:
    """Offer the network as a link to the Explorer, if it fits there, as code, JSON and CSV."""
    with st.expander("Take it along"):
        query = explorer_query(network)
        if query:
            label = "Open it in the Explorer"
            st.page_link("pages/explorer.py", label=label, query_params=query)
        else:
            st.markdown(f"The Explorer takes up to {MAX_UNITS} units within its sliders' reach.")
        _offer_files(desk, network, data)
        if len(network) <= _MOST_UNITS_OF_CODE:
            _offer_code(network)


def explorer_query(network: ReluNetwork) -> dict[str, str]:
    """Return the parameters of a link to the Explorer; none if its sliders do not reach."""
    vectors = {"w": network.weight, "b": network.bias, "v": network.output_weight}
    is_within = all(np.abs(x).max() <= PARAMETERS[symbol].high for symbol, x in vectors.items())
    is_within = is_within and abs(network.output_bias) <= PARAMETERS["c"].high
    if len(network) > MAX_UNITS or not is_within:
        return {}
    values = {
        f"{symbol}{unit}": repr(value)
        for symbol, vector in vectors.items()
        for unit, value in enumerate(vector.tolist())
    }
    return {"n": str(len(network)), "c": repr(network.output_bias), **values}


def network_json(network: ReluNetwork) -> str:
    """Write the parameters as JSON, by the names of `ReluNetwork`."""
    return json.dumps(
        {
            "weight": network.weight.tolist(),
            "bias": network.bias.tolist(),
            "output_weight": network.output_weight.tolist(),
            "output_bias": network.output_bias,
        }
    )


def csv_of(names: str, *columns: Array) -> str:
    """Write columns of numbers, in full precision, beneath their names."""
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return "\n".join([names, *(",".join(map(repr, row)) for row in rows)]) + "\n"


def _offer_files(desk: Desk, network: ReluNetwork, data: Samples) -> None:
    parameters = network.weight, network.bias, network.output_weight
    files = {
        "Parameters (CSV)": ("network.csv", csv_of("weight,bias,output_weight", *parameters)),
        "Network (JSON)": ("network.json", network_json(network)),
        "Data (CSV)": ("data.csv", csv_of("x,y", *data)),
    }
    with st.container(horizontal=True):
        for label, (name, content) in files.items():
            st.download_button(label, content, name, key=desk.key(name), on_click="ignore")


def _offer_code(network: ReluNetwork) -> None:
    for label, code in zip(
        ("numpy", "PyTorch", "Keras"),
        (numpy_code(network), torch_code(network), keras_code(network)),
        strict=True,
    ):
        st.markdown(f"**{label}**")
        st.code(code, language="python", height=160)
