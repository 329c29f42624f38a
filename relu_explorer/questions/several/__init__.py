"""Questions about several layers and two inputs, and where they start from.

Pure functions of a state, as in the folder above.
"""
