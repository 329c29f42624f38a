"""What a process does once: load what is loaded late, share the interpreter, give memory back.

Streamlit would run a full collection after every script run; with its libraries loaded that is
most of what a released slider costs.  ``runner.postScriptGC`` in the configuration turns it off.
"""

from __future__ import annotations

import ctypes
import functools
import gc
import importlib
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

from streamlit.components.v2.bidi_component import main as mounting
from streamlit.components.v2.presentation import make_bidi_component_presenter
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.state import SessionState

# What a run leaves to the collector is mostly found by Python itself, which looks at the youngest
# 10,000 objects in some milliseconds.  What lived on until the visitor's next run is left to a
# timer: by Python's own thresholds, full collections would come every few seconds with a class at
# work.  With 200 visitors they stop everybody for 60 to 190 ms, the middle ones for 20 to 60.
_THRESHOLDS = (10_000, 1_000, 10_000)
_MIDDLE_INTERVAL, _MIDDLE_PER_FULL = 12.0, 5  # seconds, times
# A run takes some milliseconds of the interpreter.  At Python's 5 ms many are cut in two as soon as
# another visitor wants it; all of them then end late (benchmarks/class_load.py).
_SWITCH_INTERVAL = 0.05  # seconds
_PREPARING = threading.Lock()


def prepare_process() -> threading.Thread:
    """Start the one collector of this process; later calls wait for it, and return it.

    Streamlit's caches are no place for it: any visitor may clear them.
    """
    with _PREPARING:
        return _collector()


@functools.cache
def _collector() -> threading.Thread:
    # Plotly and Streamlit look pandas up in sys.modules, even while another session's thread is
    # still importing it: then a visitor of the first second would see a traceback.
    importlib.import_module("pandas")
    gc.set_threshold(*_THRESHOLDS)
    sys.setswitchinterval(_SWITCH_INTERVAL)
    gc.collect()
    gc.freeze()  # what was imported stays; it need not be looked at again
    _spare_classes()
    _read_theme_once()
    thread = threading.Thread(target=_collect_for_ever, name="collector", daemon=True)
    thread.start()
    return thread


def _spare_classes() -> None:
    """Let Streamlit look at a component's value without making a class for it each time.

    Streamlit defines one at every look, four or five times a run, for values that are written
    through to the component; we never do that.  A class is some thirty objects that only a
    collection finds: it was nine tenths of the garbage.  With 160 students 95 of 100 releases are
    answered within 92 to 267 ms; without this, within 591 to 873 ms (`benchmarks/class_load.py`,
    runs in turns).  A test notices if another Streamlit no longer looks here for it.
    """
    mounting.make_bidi_component_presenter = _presenter  # type: ignore[attr-defined]


def _presenter(
    aggregator_id: str,
    component_id: str | None = None,
    allowed_state_keys: set[str] | None = None,
) -> Callable[[Any, SessionState], Any]:
    """Present a component's value as Streamlit does, but only while it reports an event."""
    whole = make_bidi_component_presenter(aggregator_id, component_id, allowed_state_keys)

    def present(value: Any, state: SessionState) -> Any:
        reports = aggregator_id in state and state[aggregator_id]
        return whole(value, state) if reports else value

    return present


def _read_theme_once() -> None:
    """Let Streamlit keep what its configuration says of the theme.

    It reads six sections at every run, each by a look at all options that there are: a sixth of
    what a release costs the server (`benchmarks/class_load.py`'s student, runs in turns).
    """
    read = app_session._populate_theme_msg

    @functools.cache
    def theme(section: str) -> CustomThemeConfig:
        read(found := CustomThemeConfig(), section)
        return found

    def populate(msg: CustomThemeConfig, section: str = "theme") -> None:
        if theme(section).ByteSize():  # else it would send an empty section
            msg.MergeFrom(theme(section))

    app_session._populate_theme_msg = populate


def _collect_for_ever() -> None:
    give_back = _giver()
    while True:
        for _ in range(_MIDDLE_PER_FULL):
            time.sleep(_MIDDLE_INTERVAL)
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
