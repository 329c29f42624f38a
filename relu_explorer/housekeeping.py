"""What a process does once: load what is loaded late, share the interpreter, collect garbage.

Streamlit would run a full collection after every script run; with its libraries loaded that is
most of what a released slider costs.  ``runner.postScriptGC`` in the configuration turns it off.
"""

from __future__ import annotations

import gc
import importlib
import sys
import threading
import time

import streamlit as st

_INTERVAL = 30.0  # seconds
# Full collections are left to the timer: with a class at work they would come every few seconds,
# and stop everybody for a tenth of one.
_THRESHOLDS = (10_000, 20, 10_000)
# A run takes some milliseconds of the interpreter.  At Python's 5 ms many are cut in two as soon as
# another visitor wants it; all of them then end late (benchmarks/class_load.py).
_SWITCH_INTERVAL = 0.05  # seconds


@st.cache_resource(show_spinner=False)
def prepare_process() -> threading.Thread:
    """Start the one collector of this process; later calls wait for it, and return it."""
    # Plotly and Streamlit look pandas up in sys.modules, even while another session's thread is
    # still importing it: then a visitor of the first second would see a traceback.
    importlib.import_module("pandas")
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()  # what was imported stays; it need not be looked at again
    thread = threading.Thread(target=_collect_for_ever, name="collector", daemon=True)
    thread.start()
    return thread


def _collect_for_ever() -> None:
    while True:
        time.sleep(_INTERVAL)
        gc.collect()
