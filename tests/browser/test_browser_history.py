"""Back and Next: every press one page or one question, each with the numbers it had."""

from functools import partial

from user import right_of

from relu_explorer.questions import QUESTIONS


def seen(user, prefix="one_"):
    return [user.shown(f"{prefix}{symbol}0") for symbol in "wbv"]


IS_IN_ADDRESS = "([key, number]) => +new URL(location).searchParams.get(key) === number"


def drag(user, key, pixels):
    user.page.locator(f".st-key-{key}").scroll_into_view_if_needed()
    before = user.shown(key)
    with user.held(user.thumb(key), right_of(user.thumb(key), pixels), moves=3):
        assert user.shown(key) != before
    user.page.wait_for_function(IS_IN_ADDRESS, arg=[key, user.shown(key)])


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
    for page, prefix in (("One unit", "one_"), ("Adding up", "sum_"), ("Train", "fit_")):
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
