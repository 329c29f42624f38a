"""Parameters ↔ widgets ↔ address: what a page's widgets are called, hold and change.

The only place that names keys of widgets; the live layer and pages import it.
"""
