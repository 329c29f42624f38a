"""A demo is a list of links: what is read as one, and what comes back."""

from urllib.parse import parse_qs

import pytest
from app_pages import open_app, state
from chromium import PAGES as PAGES_OF_APP
from hypothesis import given
from hypothesis import strategies as st

from relu_explorer.questions import ALL_TASKS
from relu_explorer.ui.demos import (
    EXAMPLE,
    MOST_STEPS,
    PAGES,
    Step,
    demo_text,
    hall_parameters,
    read_steps,
    step_number,
)


def test_a_demo_can_show_every_page():
    assert set(PAGES) == PAGES_OF_APP.keys()


@pytest.mark.parametrize(
    ("line", "step"),
    [
        ("https://relu.example.edu/lab?task=stops", Step("lab?task=stops", "")),
        ("http://127.0.0.1:8501/course/?w0=2 Two units", Step("?w0=2", "Two units")),
        ("?w0=2&on1=false", Step("?w0=2&on1=false", "")),
        ("training", Step("training", "")),
        ("one_unit?one_stages=\tNo stage", Step("one_unit?one_stages=", "No stage")),
        ("lab?task=stops&lang=es&done=turn", Step("lab?task=stops", "")),
        ("lab?task=stops&view=hall&step=3&demo=x", Step("lab?task=stops", "")),
        (
            "  any_curve?curve_curve=a%20step   Steep  ",
            Step("any_curve?curve_curve=a+step", "Steep"),
        ),
        ("https://relu.example.edu/", Step("?", "")),
        ("https://relu.example.edu/course/lab/?lab_w1=1", Step("lab?lab_w1=1", "")),
    ],
)
def test_a_link_of_this_app_is_a_step(line, step):
    assert read_steps(line, "relu.example.edu") == ([step], [])


@pytest.mark.parametrize(
    "line",
    [
        "https://relu.example.edu/admin",
        "https://www.example.com/?v=abc Watch",
        "javascript:alert(1)",
        "Good morning",
        "http://[::1",
        "../../etc/passwd",
        "lab?" + "&".join(f"x{i}=1" for i in range(200)),
    ],
)
def test_other_lines_are_told_apart(line):
    text = f"lab\n{line}\ntrain"
    assert read_steps(text, "relu.example.edu") == ([Step("lab", ""), Step("train", "")], [line])


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("999", 999),
        *((bad, 0) for bad in ("-1", "1e9", "x", "", "²", "9" * 5000)),
    ],
)
def test_a_step_is_named_by_its_number(text, number):
    assert step_number(text) == number


@pytest.mark.parametrize("text", ["", "nonsense\n" * 500, "\x00"])
def test_a_text_without_links_is_no_demo(text):
    assert read_steps(text)[0] == []


def test_a_demo_has_so_many_steps_at_most():
    steps, others = read_steps("\n".join(["lab"] * (MOST_STEPS + 2)))
    assert len(steps) == MOST_STEPS
    assert others == ["lab", "lab"]


@given(st.text(max_size=400))
def test_whatever_is_read_is_read_again_the_same(text):
    steps, _ = read_steps(text)
    assert read_steps(demo_text(steps)) == (steps, [])


def test_the_example_opens_as_it_is_meant():
    steps = [Step(link, caption) for link, caption in EXAMPLE]
    assert read_steps(demo_text(steps)) == (steps, [])
    assert len(steps) == 10
    for link, _ in EXAMPLE:
        page, _, query = link.partition("?")
        given = {name: values[-1] for name, values in parse_qs(query).items()}
        if page:
            assert given["task"] in ALL_TASKS
            continue
        app = open_app(**{name: values for name, values in parse_qs(query).items()})
        shown = state(app)
        assert len(shown["w"]) == 3
        assert shown["window"] == [0, 3]
        for name in ("w0", "b0", "w1", "b1", "w2", "b2"):
            assert shown[name[0]][int(name[1])] == float(given[name])
        assert shown["on"] == [given.get(f"on{unit}") != "false" for unit in range(3)]
        assert shown["probe"] == float(given["probe"])
        assert shown["hasMax"] == ("max" not in given)


def test_a_step_in_the_hall_carries_the_whole_demo():
    steps, _ = read_steps("lab Hello\ntrain")
    assert hall_parameters(steps) == {"view": "hall", "demo": "lab Hello\ntrain"}
