"""Two layers and two inputs without a browser: links, locks, undo, training, units added."""

import pytest
from app_pages import answer, button, live_data, move, open_task, state, widget, words

from relu_explorer import ReluNetwork
from relu_explorer.ui.takeaway import explorer_query


def values(app):
    return state(app)["values"]


def test_a_link_opens_its_numbers_and_says_which_it_could_not_use():
    app = open_task("onelayer", deep_uA0="-1.5", deep_bA="9", deep_n="3")
    assert values(app)["uA0"] == -1.5
    assert len([name for name in values(app) if name.startswith("w")]) == 3
    assert any("bA" in toast.value for toast in app.toast)


@pytest.mark.parametrize(("name", "locked"), [("more", "deep_w0"), ("xor", "plane_wx0")])
def test_a_locked_unit_cannot_be_changed(name, locked):
    app = open_task(name, lock="0")
    assert widget(app, locked).disabled
    assert live_data(app)["locked"] == [0]
    assert not widget(app, locked.replace("0", "1")).disabled


def test_more_units_come_with_sliders_of_their_own_and_go_with_undo():
    app = open_task("secondmax")
    before = values(app)
    app.segmented_control(key="deep_m").set_value("3").run()
    assert values(app).keys() - before.keys() == {"uC0", "uC1", "bC", "vC"}
    button(app, "Undo").click().run()
    assert values(app) == before


def test_training_keeps_snapshots_that_end_in_the_sliders_numbers():
    app = open_task("classes")
    assert live_data(app)["training"]["frames"] == []
    button(app, "Train").click().run()
    training = live_data(app)["training"]
    assert training["number"] == 1
    assert len(training["frames"]) > 50
    last = dict(zip(training["names"], training["frames"][-1], strict=True))
    assert last.items() <= values(app).items()
    assert answer(app).startswith("✓ ")


def test_what_comes_after_an_answer_opens_in_the_explorer():
    app = open_task("onelayer")
    assert "same curve in one layer" not in " ".join(link.label for link in app.get("page_link"))
    move(app, "onelayer", {"uB0": -1, "uB1": 3, "bB": 0.5})
    labels = [link.label for link in app.get("page_link")]
    assert any("The same curve in one layer of 6 units" in label for label in labels)
    assert "6 distinct corners" in answer(app)
    move(app, "onelayer", {"vA": 0, "vB": 0, "c": 0.5})
    labels = [link.label for link in app.get("page_link")]
    assert "The same constant in the Explorer: it needs no unit, the output bias alone" in labels
    assert explorer_query(ReluNetwork([], [], [], 0.5)) == {
        "n": "1",
        "w0": "0.0",
        "b0": "0.0",
        "v0": "0.0",
        "c": "0.5",
    }


def test_the_words_follow_the_numbers():
    app = open_task("regions")
    assert "7 regions in the frame; so many lines make 7 at most." in words(app)
    move(app, "regions", {"wy1": 0})
    assert "6 regions in the frame" in words(app)
