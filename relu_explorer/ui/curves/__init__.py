"""Choosing a curve or one's own points, and how near units come to it.

Pages take it; nothing below the pages does.
"""
