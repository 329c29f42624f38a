"""Gradient descent and its history, where it starts, and a learner's own data.

Functions on the core, a history that grows as it is recorded, and tables read into records; all
from `words` upwards may import them.
"""
