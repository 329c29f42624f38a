"""A learner's own points: a table is brought, looked at, and used, on both pages that take one."""

import pytest
from app_pages import opened, state, words
from brought import READINGS, TABLES
from numpy.testing import assert_allclose


def press(app, label):
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def decoded(content):
    """As it is pasted: a text is a text."""
    for encoding in ("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "latin-1"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(content)


BROKEN = ["x y", "1 2\n3 vier", "1 2\n1 3", "1,2\n4,5,6", "1 nan\n2 3", "1 2\n2 1e308", "5 5"]


def test_pasted_points_are_used_and_broken_ones_leave_the_former():
    app = opened("any_curve")
    paste(app, "x;y\n0,5;1\n1,5;2\n3;-1")
    assert app.selectbox(key="curve_curve").value == "sine"  # nothing has changed yet
    press(app, "Use these points")
    assert app.selectbox(key="curve_curve").value == "my own points"
    assert any(one.value.startswith("In use: 3 points") for one in app.caption)
    app.selectbox(key="curve_curve").set_value("sine").run()
    assert any(one.value.startswith("Kept, not in use: 3 points") for one in app.caption)
    app.selectbox(key="curve_curve").set_value("my own points").run()
    in_use = app.query_params["points"]
    assert "0.5,1_1.5,2_3,-1" in in_use
    for content in BROKEN:
        paste(app, content)
        assert app.query_params["points"] == in_use
        assert "The former points are kept." in app.error[0].value
        if any(one.label == "Back" for one in app.button):
            assert next(one for one in app.button if one.label == "Use these points").disabled
            press(app, "Back")
            assert app.text_area[0].value == content
    paste(app, "0 0\n1 1")
    press(app, "Use these points")
    assert not app.error
    assert "0,0_1,1" in app.query_params["points"]


def paste(app, content):
    app.text_area[0].set_value(content)
    return press(app, "Look at these points")


def upload(app, name):
    box = next(one for one in app.get("file_uploader") if "_uploaded" in one.proto.id)
    box.set_value((name, (TABLES / name).read_bytes(), "")).run()
    assert not app.exception


def has_in_use(app, right):
    """Whether the points in use are those of a right reading."""
    reading = app.session_state["own_reading"]
    assert_allclose(reading.points.x, right["x"], rtol=1e-12, atol=1e-12)
    assert_allclose(reading.points.y, right["y"], rtol=1e-12)
    return list(reading.names) == right["names"]


@pytest.mark.parametrize("page", ["train", "any_curve"])
def test_all_tables_are_pasted_looked_at_and_used(page):
    app = opened(page)
    names = [name for name in READINGS if not name.endswith(".xlsx")]
    for name in names:
        paste(app, decoded((TABLES / name).read_bytes()))
        assert len(app.table) == 1
        assert len(app.radio[0].options if app.radio else "1") == READINGS[name]["readings"]
        press(app, "Use these points")
        assert has_in_use(app, READINGS[name]), name


@pytest.mark.parametrize("page", ["train", "any_curve"])
def test_all_tables_are_uploaded_looked_at_and_used(page):
    app = opened(page)
    for name in READINGS:
        upload(app, name)
        press(app, "Use these points")
        assert has_in_use(app, READINGS[name]), name


def test_of_more_columns_two_are_chosen_and_of_two_readings_one():
    app = opened("any_curve")
    paste(app, "hour,temp,humidity\n0,12,80\n1,11,85\n2,13,70")
    assert [box.value for box in app.selectbox if box.label in "xy"] == [0, 1]
    next(box for box in app.selectbox if box.label == "y").set_value(2).run()
    press(app, "Use these points")
    assert has_in_use(app, {"x": [0, 1, 2], "y": [80, 85, 70], "names": ["hour", "humidity"]})
    paste(app, "0,5\n1,2\n0,7\n2,25")
    app.radio[0].set_value(1).run()
    press(app, "Use these points")
    assert has_in_use(app, {"x": [0, 0, 1, 2], "y": [5, 7, 2, 25], "names": ["x", "y"]})


def test_dates_and_large_numbers_stand_at_the_axes_of_train():
    app = opened(
        "train", fit_curve="my own points", points="2026-01-01,1e6_2026-03-01,3e6_2026-05-01,2e6"
    )
    across, up = state(app)["ticks"]
    assert across["ticktext"][:2] == ["Jan 2026", "Apr 2026"]
    assert "2000k" in up["ticktext"]
    for at, text in zip(up["tickvals"], up["ticktext"], strict=True):
        assert at == pytest.approx((float(text.replace("k", "e3")) - 2e6) / (1e6 / 3))
    assert "x are days since 1970-01-01." in words(app)
    assert app.query_params["points"] in (
        ["2026-01-01,1000000_2026-03-01,3000000_2026-05-01,2000000"],
        "2026-01-01,1000000_2026-03-01,3000000_2026-05-01,2000000",
    )
