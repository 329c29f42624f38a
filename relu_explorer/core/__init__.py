"""The network and its exact pieces; shapes, curves and how near a network comes to them.

Pure functions on numpy arrays, which everything above may import; it takes `mark` and `tr` from
the language alone.
"""
