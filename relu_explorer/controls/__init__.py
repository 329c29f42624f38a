"""Parameters ↔ widgets ↔ address: what a page's widgets are called, hold and change.

Whoever needs the value of a network's widget asks for it here, by its name; the live layer and all
above it may import it.
"""
