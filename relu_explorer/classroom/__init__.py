"""A class: what the instructor shows, asks and hands over, on every phone in the hall.

It may import all other folders but `ui`; only `app.py` imports it.
"""
