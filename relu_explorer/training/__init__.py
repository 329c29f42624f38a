"""Gradient descent and its history, where it starts, and a learner's own data.

Pure functions and frozen records on the core; words, questions and pages import them.
"""
