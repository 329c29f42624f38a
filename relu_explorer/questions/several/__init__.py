"""Questions about several layers and two inputs, where they start from, and their checks.

Pure functions of a state, as in the folder above.
"""
