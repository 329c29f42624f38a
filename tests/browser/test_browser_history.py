"""Back and Next: every press one page or one question, each with the numbers it had."""

import random
from functools import partial

import pytest
from chromium import PAGES
from user import right_of

from relu_explorer.questions import QUESTIONS


def seen(user, prefix="one_"):
    return [user.shown(f"{prefix}{symbol}0") for symbol in "wbv"]


# The value in which a slider opens is not there.
IS_IN_ADDRESS = """([key, number, before]) => {
    const written = new URL(location).searchParams.get(key);
    return written === null ? number !== before : +written === number;
}"""


# What a press at a place comes to.
IS_UNDER = "([x, y]) => document.elementFromPoint(x, y).outerHTML.slice(0, 200)"


def drag(user, key, pixels):
    user.page.locator(f".st-key-{key}").scroll_into_view_if_needed()
    before, thumb = user.shown(key), user.thumb(key)
    with user.held(thumb, right_of(thumb, pixels), moves=3):
        assert user.shown(key) != before, user.page.evaluate(IS_UNDER, thumb)
    user.page.wait_for_function(IS_IN_ADDRESS, arg=[key, user.shown(key), before])


def go(user, step):
    getattr(user.page, step)()
    user.rest()


def test_back_and_next_over_all_questions_of_a_page(user):
    user.open("one_unit")
    prompts, numbers = [task.prompt for task in QUESTIONS["one_unit"]], []
    for number, prompt in enumerate(prompts):
        user.page.get_by_text(prompt).wait_for()
        drag(user, "one_w0", 20 + 6 * number)
        drag(user, "one_b0", -15 - number)
        numbers.append(seen(user))
        if number < len(prompts) - 1:
            user.page.get_by_role("button", name="Skip").click()
            user.rest()
    assert len({tuple(row) for row in numbers}) == len(prompts)
    for prompt, row in list(zip(prompts, numbers, strict=True))[-2::-1]:
        go(user, "go_back")
        user.page.get_by_text(prompt).wait_for()
        assert user.comes_to(partial(seen, user), row) == row
    for prompt, row in list(zip(prompts, numbers, strict=True))[1:]:
        go(user, "go_forward")
        user.page.get_by_text(prompt).wait_for()
        assert user.comes_to(partial(seen, user), row) == row


def test_one_press_leads_back_to_the_page_before(user):
    user.open()
    drag(user, "w0", 30)
    numbers = [seen(user, "")]
    for page, prefix in (("One unit", "one_"), ("Adding up", "sum_"), ("Train on data", "fit_")):
        user.page.get_by_role("link", name=page, exact=True).first.click()
        user.page.locator(f".st-key-{prefix}w0").wait_for()
        user.rest()
        if prefix == "one_":
            user.page.wait_for_url("**task=turn")  # nobody is quicker than that
            user.page.get_by_role("button", name="Skip").click()
            user.rest()
        drag(user, f"{prefix}w0", 24)
        numbers.append(seen(user, prefix))
    back = (("sum_", 2), ("one_", 1), ("one_", None), ("", 0))
    onward = (("one_", None), ("one_", 1), ("sum_", 2), ("fit_", 3))
    for step, places in (("go_back", back), ("go_forward", onward)):
        for prefix, place in places:
            go(user, step)
            user.page.locator(f".st-key-{prefix}w0").wait_for()
            expected = [1.0, -1.0, 1.0] if place is None else numbers[place]  # as it opened
            assert user.comes_to(partial(seen, user, prefix), expected) == expected


def test_a_network_opened_in_the_explorer_takes_the_place_of_the_one_left_there_until_undone(user):
    user.open()
    user.drag(user.thumb("w0"), right_of(user.thumb("w0"), 30))
    user.page.get_by_role("link", name="Any curve", exact=True).first.click()
    left = [1.1, -3.0, 2.0]
    arrive(user, "Any curve")
    user.page.get_by_text("Save and share").click()
    user.page.get_by_role("link", name="Open it in the Explorer").click()
    arrive(user, "Explorer")
    opened = [1.0, 0.0, 0.64]  # of the sine; what was just left is told no more
    user.page.wait_for_timeout(2500)
    assert seen(user, "") == opened != left
    user.page.get_by_role("button", name="Undo").click()
    assert user.comes_to(partial(seen, user, ""), left) == left


# Pages by their names in the navigation: their path, and two sliders that are dragged there.
PLACES = {
    "Explorer": ("", "w0", "b1"),
    "One unit": ("one_unit", "one_w0", "one_b0"),
    "Adding up": ("adding_up", "sum_w0", "sum_v0"),
    "The course lab": ("lab", "lab_w1", "lab_b2"),
    "Any curve": ("any_curve", "curve_pieces", None),
    "Train on data": ("train", "fit_w0", "fit_v1"),
    "How units learn": ("training", "train_w0", "train_b0"),
    "Questions": ("questions", None, None),
}


def arrive(user, name):
    path, *keys = PLACES[name]
    user.charts = PAGES[path]
    user.page.wait_for_function("path => location.pathname === '/' + path", arg=path)
    if keys[0]:
        user.page.locator(f".st-key-{keys[0]}").wait_for()
    else:
        user.page.get_by_role("heading", level=3).first.wait_for()
    user.rest()


def numbers(user, name):
    return [user.shown(key) for key in PLACES[name][1:] if key]


@pytest.mark.parametrize("seed", range(3))
def test_a_random_walk_goes_back_and_forward_page_by_page(user, seed):
    chance = random.Random(seed)
    user.open()
    walk = ["Explorer"]
    for _ in range(5):
        walk.append(chance.choice([name for name in PLACES if name != walk[-1]]))
    had = []
    for k, name in enumerate(walk):
        if k:
            user.page.get_by_role("link", name=name, exact=True).first.click()
        arrive(user, name)
        for key in PLACES[name][1:]:
            if key and chance.random() < 0.8:
                drag(user, key, chance.choice((-25, -12, 12, 25)))
        had.append(numbers(user, name))
    at = len(walk) - 1
    for _ in range(9):
        step = chance.choice([by for by in (-1, 1) if 0 <= at + by < len(walk)])
        at += step
        getattr(user.page, "go_back" if step < 0 else "go_forward")()
        arrive(user, walk[at])
        assert user.comes_to(partial(numbers, user, walk[at]), had[at]) == had[at]
