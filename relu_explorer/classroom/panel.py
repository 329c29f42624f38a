"""The instructor's side of a class, on every page: it lives in the browser alone."""

from __future__ import annotations

import streamlit as st

from relu_explorer.language.translation import tr
from relu_explorer.live.modules import module_component, read_html

_component = module_component("classroom", html=read_html("classroom"))


def offer_class() -> None:
    """Offer to open a class, and to lead the one that this tab has opened."""
    data = {"texts": _texts()}
    with st.container(key="class", width="content"):
        _component(key="class-of-tab", data=data, width="content")


def _texts() -> dict[str, str]:
    return {
        "open": tr("Class"),
        "join": tr("Join"),
        "remote": tr("Remote"),
        "remote_qr": tr("For your own phone alone: it leads the class"),
        "ask": tr("Ask"),
        "show": tr("Show the answers"),
        "turn": tr("Your turn"),
        "pause": tr("Eyes up"),
        "results": tr("Results"),
        "away": tr("Put away"),
        "picture": tr("Save as a picture"),
        "end": tr("End the class"),
        "sure": tr("End the class? Its results can no longer be had from here: take them first."),
        "about_open": tr("Open a class: phones follow this screen, and answer."),
        "about_join": tr("Show the class's code and QR code."),
        "about_remote": tr("Lead the class from your own phone."),
        "about_ask": tr("Ask the phones this page's question, or A to D for one asked aloud."),
        "about_turn": tr("Give the phones sliders of their own; what they make is shown here."),
        "about_pause": tr("Cover the phones; press again to go on."),
        "about_results": tr("Save all answers as a table (CSV)."),
        "here": tr("{count} here"),
        "answered": tr("{answered} of {count} answered"),
        "cut": tr("The class cannot be reached: answers wait until it can."),
        "lost": tr("The line is lost: trying again …"),
        "aloud": tr("The question asked aloud"),
        "met": tr("Task met: {met} of {tried} · one slider away: {near} · here: {count}"),
        "tried": tr("{tried} of {count} have tried"),
        "of_try": tr("A curve of the class"),
        "of_met": tr("A curve that meets the task"),
        "of_unmet": tr("A curve that does not meet the task yet"),
        "qr": tr("QR code of the class {code}"),
        "unreachable": tr(
            "Phones cannot reach this address: it is this machine's own. Start the app with "
            "“make class”, which prints an address that they can reach."
        ),
    }
