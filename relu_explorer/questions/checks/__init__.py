"""Checks that answer a network: is the task met, and if not, what is missing or mistaken.

Pure functions of a state; the questions' modules say which of them each task asks.
"""
