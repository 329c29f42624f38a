"""What a process does once."""

from app_pages import open_app
from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session

from relu_explorer.ui.housekeeping import prepare_process


def test_a_components_value_is_looked_at_without_a_new_class():
    prepare_process()
    app = open_app()
    app.slider(key="w0").set_value(2.0).run()
    looks = [type(app.session_state["live"]) for _ in range(3)]
    assert len(set(looks)) == 1


def test_what_is_said_of_the_theme_at_each_run_is_read_once(monkeypatch):
    prepare_process()
    first, again = CustomThemeConfig(), CustomThemeConfig()
    app_session._populate_theme_msg(first, "theme.dark")
    monkeypatch.setattr(config, "get_config_options", dict)
    app_session._populate_theme_msg(again, "theme.dark")
    assert again == first
    assert again.background_color == "#171614"
    app_session._populate_theme_msg(again.sidebar, "theme.dark.sidebar")  # there is none
    assert not again.HasField("sidebar")
