"""What a process does once: load what is loaded late, share the interpreter, give memory back.

Streamlit would run a full collection after every script run; with its libraries loaded that is
most of what a released slider costs.  ``runner.postScriptGC`` in the configuration turns it off.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import sys
import threading
import time
from collections.abc import Callable

import streamlit as st

# A class leaves some 50 MB of garbage a minute.  Most of it is young, and found in milliseconds; a
# full collection with 150 sessions stops everybody for a quarter of a second.
_YOUNG_INTERVAL, _FULL_INTERVAL = 2.0, 60.0  # seconds
# Full collections are left to the timer: with a class at work they would come every few seconds.
_THRESHOLDS = (10_000, 1_000, 10_000)
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
    give_back = _giver()
    while True:
        for _ in range(round(_FULL_INTERVAL / _YOUNG_INTERVAL)):
            time.sleep(_YOUNG_INTERVAL)
            gc.collect(1)
        gc.collect()
        give_back(0)


def _giver() -> Callable[[int], int]:
    """Return what gives free memory back to the system.

    glibc keeps it, scattered over an arena a thread: a process would grow from class to class
    (``benchmarks/class_hour.py``).  Other systems' libraries have no such call, and need none.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return getattr(library, "malloc_trim", lambda _: 0)
