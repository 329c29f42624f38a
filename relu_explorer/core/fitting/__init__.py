"""Networks that come near to a curve: by formula, through given points, with the best corners.

Pure functions on numpy arrays, for pages and figures of any curve.
"""
