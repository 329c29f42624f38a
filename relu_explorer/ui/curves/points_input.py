"""Bringing own points: a table is typed, pasted or uploaded, looked at, and then used."""

from __future__ import annotations

import streamlit as st

from relu_explorer.controls.page import ACROSS, CURVE, PASTED, READING, UP, UPLOADED, Controls
from relu_explorer.language.translation import tr
from relu_explorer.training.reading import Reading, cells_of, points_of
from relu_explorer.training.tables import Table, read_tables
from relu_explorer.ui.curves.own_points import OWN, keep, own_reading
from relu_explorer.words.explain import points_text

# Session state: the readings of a table that was brought and is not in use yet, its text, what is
# wrong with it, and how often anything was brought or used: then the widgets are others.
_TABLES, _TEXT, _FAULT, _EDITION = "own_tables", "own_text", "own_fault", "own_edition"
_MOST_IN_TEXT = 500
_MOST_TYPED = 600_000  # characters: a larger message ends the connection
_LOOKS = 4  # rows that are shown


def offer_points(controls: Controls) -> None:
    """Offer to type, paste or upload points."""
    with st.popover(tr("My points"), icon=":material/scatter_plot:"):
        tables = st.session_state.get(_TABLES)
        if tables:
            _show_readings(controls, tables)
        else:
            _offer_ways(controls)


def _offer_ways(controls: Controls) -> None:
    reading = own_reading()
    fault = st.session_state.get(_FAULT)
    if fault:
        st.error(_kept(fault))
    with st.form(controls.key("points_form"), border=False):
        st.text_area(
            tr("Paste a table, or type one point a line, x and y"),
            value=st.session_state.get(_TEXT) or _text(reading),
            key=_key(controls, PASTED),
            height=190,
            max_chars=_MOST_TYPED,
        )
        st.form_submit_button(tr("Look at these points"), on_click=_take_text, args=(controls,))
    st.file_uploader(
        tr("Or a file: a table as text, or a sheet (.xlsx, .ods)"),
        key=_key(controls, UPLOADED),
        on_change=_take_file,
        args=(controls,),
    )
    x, y = reading.names
    count = points_text(reading.points.x.size)
    values = {"points": count, "x": x, "y": y}
    if controls.value(CURVE) == OWN:
        told = tr("In use: {points}, {y} by {x}.", **values)
    else:
        told = tr("Kept, not in use: {points}, {y} by {x}.", **values)
    st.caption(f"{told} {reading.words()}")


def _show_readings(controls: Controls, tables: list[Table]) -> None:
    """Show what was read, and let it be chosen; nothing has changed yet."""
    number = 0
    if len(tables) > 1:
        st.radio(
            tr("It can be read in more than one way:"),
            range(len(tables)),
            format_func=lambda k: tables[k].how,
            key=_key(controls, READING),
        )
        number = controls.value(f"{READING}{_edition()}", 0)
    table = tables[number]
    names = [column.name for column in table.columns]
    across, up = st.columns(2)
    for place, name, label, index in ((across, ACROSS, "x", table.x), (up, UP, "y", table.y)):
        place.selectbox(
            label,
            range(len(names)),
            index=index,
            format_func=names.__getitem__,
            key=_key(controls, f"{name}{number}_"),
        )
    reading = None
    try:
        reading = points_of(table, *_chosen(controls, tables))
        st.table(cells_of(table, *_chosen(controls, tables), _LOOKS), border="horizontal")
        st.caption(_told(table, reading))
    except ValueError as error:
        st.error(_kept(error))
    with st.container(horizontal=True):
        use = tr("Use these points")
        st.button(
            use,
            key=controls.key("use_points"),
            type="primary",
            disabled=reading is None,
            on_click=_use,
            args=(controls, reading),
        )
        st.button(tr("Back"), key=controls.key("leave_points"), on_click=_leave)


def _chosen(controls: Controls, tables: list[Table]) -> tuple[int, int]:
    """Return which columns are chosen, in the reading that is."""
    number = controls.value(f"{READING}{_edition()}", 0)
    x, y = (controls.value(f"{name}{number}_{_edition()}") for name in (ACROSS, UP))
    table = tables[number]
    return (table.x if x is None else x), (table.y if y is None else y)


def _told(table: Table, reading: Reading) -> str:
    parts = [tr("{points}.", points=points_text(reading.points.x.size)), reading.words()]
    if table.texts:
        parts.append(tr("Columns without numbers: {names}.", names=", ".join(table.texts)))
    return " ".join(filter(None, parts))


def _edition() -> int:
    return int(st.session_state.get(_EDITION, 0))


def _key(controls: Controls, name: str) -> str:
    return controls.key(name, _edition())


def _take_text(controls: Controls) -> None:
    text = controls.value(f"{PASTED}{_edition()}", "")
    st.session_state[_TEXT] = text
    _look_at(text)


def _take_file(controls: Controls) -> None:
    file = controls.value(f"{UPLOADED}{_edition()}")
    if file is not None:
        _look_at(file.getvalue())


def _look_at(content: str | bytes) -> None:
    """Read a table; where that cannot be done, say why."""
    try:
        tables = read_tables(content)
    except ValueError as error:
        st.session_state[_FAULT] = str(error)
        st.toast(_kept(error), icon="⚠️")
    else:
        st.session_state[_TABLES], st.session_state[_FAULT] = tables, ""
        st.session_state[_EDITION] = _edition() + 1


def _use(controls: Controls, reading: Reading) -> None:
    keep(reading)
    controls.put({CURVE: OWN})
    st.session_state[_TEXT] = ""
    _leave()


def _leave() -> None:
    del st.session_state[_TABLES]
    st.session_state[_EDITION] = _edition() + 1


def _kept(fault: object) -> str:
    return tr("{fault} The former points are kept.", fault=fault)


def _text(reading: Reading) -> str:
    """Write the points; nothing of very many."""
    if reading.points.x.size > _MOST_IN_TEXT:
        return ""
    return "\n".join(" ".join(row) for row in reading.rows())
