"""What a process does once."""

from app_pages import open_app

from relu_explorer.ui.housekeeping import prepare_process


def test_a_components_value_is_looked_at_without_a_new_class():
    prepare_process()
    app = open_app()
    app.slider(key="w0").set_value(2.0).run()
    looks = [type(app.session_state["live"]) for _ in range(3)]
    assert len(set(looks)) == 1
