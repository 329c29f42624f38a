"""Networks of several layers or of two inputs: their pieces and their regions, exact.

Pure functions on numpy arrays, for everything above; a network of one layer is a case of them.
"""
