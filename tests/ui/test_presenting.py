"""The view for the hall without a browser: what is left out, the answer, the demo prepared."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from app_pages import PREFIX, answer, is_done, move, open_task, opened

from relu_explorer.questions import ALL_TASKS, PAGE_OF, QUESTIONS
from relu_explorer.ui.demos import EXAMPLE
from relu_explorer.ui.presenting import solution_texts

A_TASK_A_PAGE = [next(task.name for task in tasks if task.solution) for tasks in QUESTIONS.values()]


def texts(app):
    return [element.value for element in app.markdown]


def presenter(app):
    found = (component.proto for component in app.get("bidi_component"))
    return json.loads(next(p.json for p in found if p.id.endswith("-presenter-of-pages")))


def open_questions(**parameters):
    return opened("questions", **parameters)


def frame(app):
    return json.loads(app.get("plotly_chart")[0].proto.spec)


def test_the_hall_has_large_charts_and_the_question_as_a_title():
    calm, hall = open_task("stops"), open_task("stops", view="hall")
    title = f"#### {ALL_TASKS['stops'].title}"
    assert (title in texts(calm), title in texts(hall)) == (False, True)
    assert frame(hall)["layout"]["font"]["size"] == 24
    assert "size" not in frame(calm)["layout"]["font"]
    assert (presenter(calm)["isHall"], presenter(hall)["isHall"]) == (False, True)
    assert presenter(hall)["questions"][0]["link"] == "one_unit?task=turn"


@pytest.mark.parametrize("name", A_TASK_A_PAGE)
def test_the_answer_is_shown_when_it_is_asked_for(name):
    task = ALL_TASKS[name]
    option = task.prediction.options[task.prediction.answer]
    answer = f"**Answer: {option}.** {task.explanation}"
    hidden, shown = open_task(name, view="hall"), open_task(name, view="hall", reveal="true")
    assert (answer in texts(hidden), answer in texts(shown)) == (False, True)
    options = {button.label for button in shown.button}
    assert not options.intersection(task.prediction.options)


@pytest.mark.parametrize("name", ["turn", "lab", "chain", "stops", "tails"])
def test_the_numbers_that_come_with_an_answer_are_one(name):
    solution = solution_texts(ALL_TASKS[name])
    app = open_task(name, **{PREFIX[PAGE_OF[name]] + key: text for key, text in solution.items()})
    assert is_done(app)


def test_nothing_is_said_of_a_start_that_gives_the_prediction_away():
    app = open_task("mirror")
    assert answer(app) == "Predict first; then try, and read here how near you are."
    move(app, "mirror", {"b0": 2})
    assert answer(app).startswith("Not yet: ")
    assert answer(open_task("mirror", view="hall")) == ""


def test_a_question_answered_once_offers_the_next_one():
    app = open_task("mirror", done="mirror")
    labels = [button.label for button in app.button]
    assert ("Next question" in labels, "Skip" in labels) == (True, False)


def test_the_next_question_does_not_come_with_its_answer():
    app = open_task("turn", reveal="true")
    app.button[[button.label for button in app.button].index("Skip")].click().run()
    assert app.query_params["task"] == "mirror"
    assert "reveal" not in app.query_params
    assert any(text.startswith("**Try.**") for text in texts(app))


def test_the_address_decides_which_question_is_asked():
    app = open_task("turn")
    app.query_params["task"] = "flip"
    app.run()
    assert app.selectbox(key="one_task").value == "flip"
    assert app.query_params["task"] == "flip"


def captions(app):
    return [element.value for element in app.text]


def test_a_step_shows_its_caption_as_plain_text():
    demo = "lab <b>One</b> [x](http://x)\nlab Two"
    assert captions(open_questions(view="hall", demo=demo)) == ["<b>One</b> [x](http://x)"]
    assert captions(open_questions(view="hall", demo=demo, step="1")) == ["Two"]
    assert captions(open_questions(demo=demo, step="1")) == []


@pytest.mark.parametrize(
    ("step", "demo", "shown"),
    [("9" * 5000, "nonsense\n" * 500, []), ("99", "lab One\nlab Two", ["Two"])],
)
def test_a_mangled_demo_opens_a_working_page(step, demo, shown):
    app = open_questions(view="hall", demo=demo, step=step)
    assert captions(app) == shown
    assert len(presenter(app)["demo"]) == 2 * len(shown)


def test_a_demo_is_prepared_from_links():
    app = open_questions()
    area = app.text_area(key="demo_lines")
    area.set_value("http://127.0.0.1:8501/lab?task=stops Why?\ngood morning\n?w0=2").run()
    assert not app.exception
    assert app.code[0].value == "good morning"
    link = app.code[1].value
    parts = dict(parse_qsl(urlsplit(link).query))
    assert urlsplit(link).path.endswith("lab")
    assert parts == {
        "task": "stops",
        "view": "hall",
        "demo": "lab?task=stops Why?\n?w0=2",
    }


def test_the_example_is_offered_and_a_demo_that_is_too_long_is_not():
    app = open_questions()
    app.button[
        [button.label for button in app.button].index("Take our example of ten steps")
    ].click()
    app.run()
    assert "10 steps:" in texts(app)
    assert app.text_area(key="demo_lines").value.count("\n") == len(EXAMPLE) - 1
    app.text_area(key="demo_lines").set_value("\n".join(["lab " + "x" * 200] * 30)).run()
    assert not app.code
    assert "too long" in app.warning[0].value


def test_spanish_captions_go_with_a_spanish_example():
    app = open_questions(lang="es")
    app.button[[b.label for b in app.button].index("Usar nuestro ejemplo de diez pasos")].click()
    app.run()
    assert "Solo la unidad 0." in app.text_area(key="demo_lines").value
    assert "lang=es" in app.code[0].value
