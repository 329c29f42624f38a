"""The plain form of the page: st.slider and st.plotly_chart of 400 samples, nothing tuned."""

import numpy as np
import plotly.graph_objects as go
import streamlit as st

UNITS, X = 4, np.linspace(-5, 5, 400)
st.set_page_config(layout="wide")
left, right = st.columns([1, 2])
with left:
    w = [st.slider(f"w{i}", -5.0, 5.0, 1.0, 0.05, key=f"w{i}") for i in range(UNITS)]
    b = [st.slider(f"b{i}", -10.0, 10.0, float(i - 2), 0.1, key=f"b{i}") for i in range(UNITS)]
units = np.maximum(0, np.outer(w, X) + np.array(b)[:, np.newaxis])
figure = go.Figure(layout={"height": 600, "xaxis_range": [-5, 5], "yaxis_range": [-2, 20]})
for i in range(UNITS):
    figure.add_scatter(x=X, y=units[i], name=f"unit {i}", mode="lines")
figure.add_scatter(x=X, y=units.sum(axis=0), name="sum", mode="lines")
with right, st.container(key="composite"):
    st.plotly_chart(figure, key="chart")
