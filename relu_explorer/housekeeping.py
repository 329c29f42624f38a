"""What a process does once: load what is loaded late, and collect garbage on a timer.

Streamlit would run a full collection after every script run; with its libraries loaded that is
most of what a released slider costs.  ``runner.postScriptGC`` in the configuration turns it off.
"""

from __future__ import annotations

import gc
import importlib
import threading
import time

import streamlit as st

_INTERVAL = 30.0  # seconds


@st.cache_resource(show_spinner=False)
def prepare_process() -> threading.Thread:
    """Start the one collector of this process; later calls wait for it, and return it."""
    # Plotly and Streamlit look pandas up in sys.modules, even while another session's thread is
    # still importing it: then a visitor of the first second would see a traceback.
    importlib.import_module("pandas")
    gc.collect()
    gc.freeze()  # what was imported stays; it need not be looked at again
    thread = threading.Thread(target=_collect_for_ever, name="collector", daemon=True)
    thread.start()
    return thread


def _collect_for_ever() -> None:
    while True:
        time.sleep(_INTERVAL)
        gc.collect()
