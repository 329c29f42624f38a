"""Scenes, the exact points of every curve that is shown, and Plotly figures that draw them.

Pure functions of a network and the view of it; questions, controls and pages import them.
"""
