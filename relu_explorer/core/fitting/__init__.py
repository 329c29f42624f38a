"""Networks that come near to a curve: by formula, through given points, with the best corners.

Pure functions on numpy arrays, which everything above may import.
"""
