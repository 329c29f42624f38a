"""The language of every text that is shown, and how numbers are written in it.

Everything may import from here; it imports nothing of the package.
"""
