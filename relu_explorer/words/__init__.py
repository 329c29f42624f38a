"""Sentences, formulas and code, made from a network's numbers.

Pure functions of a state that return text; everything may import them but charts, which they do
not know either, and what lies below.
"""
