"""What a learner takes along: the network as a link, code or a file, and the data as CSV."""

from __future__ import annotations

import json

import numpy as np
import streamlit as st

from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.controls.page import OPENED, UNITS, Controls
from relu_explorer.core.curves import Samples
from relu_explorer.core.network import Array, ReluNetwork
from relu_explorer.core.parameters import PARAMETERS
from relu_explorer.language.translation import tr
from relu_explorer.live.pictures import offer_pictures
from relu_explorer.words.code import keras_code, numpy_code, torch_code

_MOST_UNITS_OF_CODE = 64
_FIELDS = ("weight", "bias", "output_weight", "output_bias")


def offer(controls: Controls, network: ReluNetwork, data: Samples, charts: tuple[str, ...]) -> None:
    """Offer the network as a link to the Explorer, if it fits there, as code, and as files.

    Parameters
    ----------
    controls : Controls
    network : ReluNetwork
    data : Samples
        Points to go with it.
    charts : tuple of str
        Keys of the charts to be saved as pictures.
    """
    with st.expander(tr("Save and share")):
        query = explorer_query(network)
        if query:
            label = tr("Open it in the Explorer")
            st.page_link("pages/explorer.py", label=label, query_params=query)
        else:
            st.markdown(
                tr(
                    "The Explorer takes up to {most} units within its sliders' reach.",
                    most=MAX_UNITS,
                )
            )
        _offer_files(controls, network, data)
        offer_pictures(charts)
        if len(network) <= _MOST_UNITS_OF_CODE:
            _offer_code(network)


def offer_opening(controls: Controls) -> None:
    """Offer to set the sliders from a JSON file, as `network_json` writes it."""
    st.file_uploader(
        tr("Open a network (JSON)"),
        type=["json"],
        key=controls.key(OPENED),
        on_change=_open,
        args=(controls,),
    )


def _open(controls: Controls) -> None:
    file = controls.value(OPENED)
    if file is None:
        return
    try:
        network = read_network(file.getvalue())
    except ValueError as error:
        st.toast(tr("{fault} The sliders stay as they are.", fault=error), icon="⚠️")
        return
    vectors = zip("wbv", (network.weight, network.bias, network.output_weight), strict=True)
    reaches = all(np.abs(x).max() <= controls.grids[symbol].high for symbol, x in vectors)
    if not reaches or abs(network.output_bias) > controls.grids["c"].high:
        st.toast(tr("Its numbers are beyond the sliders, which stay as they are."), icon="⚠️")
        return
    controls.put({UNITS: len(network), "c": network.output_bias})
    controls.set_numbers(network.rows)


def read_network(content: bytes) -> ReluNetwork:
    """Read what `network_json` writes.

    Raises
    ------
    ValueError
        With one sentence for the person.
    """
    try:
        fields = json.loads(content)
        network = ReluNetwork(**{name: fields[name] for name in _FIELDS})
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        names = ", ".join(_FIELDS)
        text = tr("It is no network: JSON with {names} is needed.", names=names)
        raise ValueError(text) from error
    if not 1 <= len(network) <= MAX_UNITS:
        count, most = len(network), MAX_UNITS
        raise ValueError(tr("It has {count} units; 1 to {most} fit here.", count=count, most=most))
    return network


def explorer_query(network: ReluNetwork) -> dict[str, str]:
    """Return the parameters of a link to the Explorer; none if its sliders do not reach.

    A constant, a network without units, becomes one unit that adds nothing.
    """
    if not len(network):
        network = ReluNetwork([0.0], [0.0], [0.0], network.output_bias)
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


def _offer_files(controls: Controls, network: ReluNetwork, data: Samples) -> None:
    parameters = network.weight, network.bias, network.output_weight
    files = {
        tr("Parameters (CSV)"): ("network.csv", csv_of("weight,bias,output_weight", *parameters)),
        tr("Network (JSON)"): ("network.json", network_json(network)),
        tr("Data (CSV)"): ("data.csv", csv_of("x,y", *data)),
    }
    with st.container(horizontal=True):
        for label, (name, content) in files.items():
            st.download_button(label, content, name, key=controls.key(name), on_click="ignore")


def _offer_code(network: ReluNetwork) -> None:
    for label, code in zip(
        ("numpy", "PyTorch", "Keras"),
        (numpy_code(network), torch_code(network), keras_code(network)),
        strict=True,
    ):
        st.markdown(f"**{label}**")
        st.code(code, language="python", height=160)
