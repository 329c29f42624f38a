"""The browser's side: ES modules and style sheets, and their typed wrappers in Python.

Pages call the wrappers; the JavaScript follows what is held, until Python's numbers replace it.
"""
