"""What was done is kept while one goes on."""

from streamlit.testing.v1 import AppTest


def script():
    import streamlit as st

    from relu_explorer.questions import QUESTIONS
    from relu_explorer.ui.tasks import progress

    for task in QUESTIONS["one_unit"][:2]:
        progress.mark_done(task)
    st.text(progress.progress_text())


def test_what_was_met_before_stays_done():
    app = AppTest.from_function(script).run()
    assert not app.exception
    assert app.text[0].value == "turn.mirror"
