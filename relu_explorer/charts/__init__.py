"""Scenes, the exact points of every curve that is shown, and Plotly figures that draw them.

Pure functions of a state; controls and pages import them.
"""
