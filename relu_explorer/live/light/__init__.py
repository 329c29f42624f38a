"""The light page: a network on plain SVG with native sliders, without Streamlit.

A class's phones, course pages and handouts open it; it may import the live layer's modules and what
lies below them.
"""
