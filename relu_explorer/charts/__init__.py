"""Scenes, the exact points of every curve that is shown, and Plotly figures that draw them.

Pure functions of a state; all from `questions` upwards may import them, but not `words`.
"""
