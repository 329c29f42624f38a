"""Sentences, LaTeX and code, made from a network's numbers.

Pure functions that return text; charts, questions and pages import them.
"""
