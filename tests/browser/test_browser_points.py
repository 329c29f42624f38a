"""One's own points on the chart: dragged, added, taken away, by mouse and by touch."""

from urllib.parse import parse_qs, urlsplit

import numpy as np
from numpy.testing import assert_allclose
from screens import phone
from user import right_of

LINK = "any_curve?curve_curve=my+own+points&curve_placing=as+well+as+can+be&points="


def open_points(user, points):
    user.charts = ("own_chart",)
    user.open(LINK + points)
    user.page.wait_for_timeout(700)


def place(user, x, y):
    return user.place("own_chart", x, y)


def points_now(user):
    text = parse_qs(urlsplit(user.page.url).query)["points"][0]
    return [tuple(map(float, pair.split(","))) for pair in text.split("_")]


def comes_to_have(user, expected, atol=1e-9):
    """Wait until these are the points in the address, and see that it stays at that."""

    def are_there():
        found = points_now(user)
        return np.shape(found) == np.shape(expected) and np.allclose(found, expected, 0, atol)

    user.comes_to(are_there, True)
    user.rest()
    assert_allclose(points_now(user), expected, rtol=0, atol=atol)


def keeps(user, expected, atol=0.0):
    """See that after a while these still are the points in the address."""
    user.page.wait_for_timeout(1200)
    user.rest()
    assert_allclose(points_now(user), expected, rtol=0, atol=atol)


def drawn(user):
    return user.page.get_attribute(".st-key-own_chart path.js-line", "d")


def drag(user, start, end):
    mouse = user.page.mouse
    mouse.move(*start)
    mouse.down()
    before = drawn(user)
    for part in (0.3, 0.6, 1.0):
        mouse.move(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
        user.page.wait_for_timeout(50)
    assert drawn(user) != before  # it follows while it is held
    mouse.up()


def test_a_named_curve_has_no_points_to_drag(user):
    user.page.goto(user.address + "any_curve")
    user.page.locator(".st-key-own_chart path.js-line").first.wait_for()
    user.page.wait_for_timeout(700)
    before = drawn(user)
    user.page.mouse.click(*place(user, 2, 0.5))
    user.page.wait_for_timeout(700)
    assert drawn(user) == before
    assert "points=" not in user.page.url


def test_the_number_of_units_is_answered_while_its_slider_is_held(user):
    user.go("any_curve?curve_pieces=4")
    start = user.thumb("curve_pieces")
    with user.held(start, right_of(start, 60), moves=4):
        shown = user.shown("curve_pieces")
        assert shown > 8
        user.page.get_by_text(f"{shown:.0f} units, corners placed").wait_for()
        assert "curve_pieces" not in user.page.url
        user.page.mouse.move(*start)  # back, and let go: Streamlit has nothing to tell
    user.page.get_by_text("4 units, corners placed").wait_for()
    user.drag(user.thumb("curve_pieces"), right_of(user.thumb("curve_pieces"), 30))
    shown = user.shown("curve_pieces")
    assert shown > 4
    user.page.get_by_text(f"{shown:.0f} units, corners placed").wait_for()
    assert f"curve_pieces={shown:.0f}" in user.page.url


@phone
def test_a_finger_drags_a_point(user):
    open_points(user, "0,1_1,3_2,-1_4,2")
    with user.touched(place(user, 1, 3), place(user, 1, 1)):
        pass
    keeps(user, [(0, 1), (1, 3), (2, -1), (4, 2)])  # that was to scroll
    user.page.locator("[data-testid=stMain]").evaluate("e => e.scrollTo(0, 0)")
    with user.touched(place(user, 1, 3), place(user, 1, 1), rest=250):
        pass
    comes_to_have(user, [(0, 1), (1, 1), (2, -1), (4, 2)], atol=0.1)


def test_a_second_point_that_comes_before_the_answer_keeps_the_first(user):
    open_points(user, "0,1_1,3_2,-1_4,2")
    user.hear_late(600)
    user.page.mouse.click(*place(user, 0.5, 0))
    user.page.wait_for_timeout(550)  # no double click
    user.page.mouse.click(*place(user, 3, 0))
    comes_to_have(user, [(0, 1), (0.5, 0), (1, 3), (2, -1), (3, 0), (4, 2)], atol=0.05)


def test_points_are_dragged_past_another_and_taken_from_a_file(user):
    open_points(user, "0,1_1,3_2,-1_4,2")
    drag(user, place(user, 1, 3), place(user, 3, 0))
    comes_to_have(user, [(0, 1), (2, -1), (3, 0), (4, 2)], atol=0.05)
    an_uploaded_file_is_used_and_a_broken_one_leaves_it(user)


def upload(user, name, content):
    """Choose a file, and wait until the page has answered what was sent."""
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    with user.page.expect_response(is_of_upload) as sent:
        user.page.locator("input[type=file]").set_input_files(file)
    sent.value.finished()
    user.rest()


def is_of_upload(response):
    return "/upload_file/" in response.url and response.request.method == "PUT"


def an_uploaded_file_is_used_and_a_broken_one_leaves_it(user):
    user.page.get_by_text("My points").click()
    upload(user, "good.csv", "Zeit;Größe\n0;1\n1,5;2\n3;-1".encode("latin-1"))
    keeps(user, [(0, 1), (2, -1), (3, 0), (4, 2)], atol=0.05)  # it is looked at first
    user.page.get_by_role("button", name="Use these points").click()
    good = [(0, 1), (1.5, 2), (3, -1)]
    comes_to_have(user, good)
    assert points_now(user) == good
    for content in (b"", b"\x00\x01PK", b"1,2\n3,x", b"1 2\n1 3", b"1,nan\n2,2", b"\xff" * 5000):
        upload(user, "broken.csv", content)
        assert points_now(user) == good
        assert "The former points are kept." in user.page.inner_text("[data-testid=stAlert]")
        assert not user.page.locator("[data-testid=stException]").count()
        if user.page.get_by_role("button", name="Back").count():
            user.page.get_by_role("button", name="Back").click()
            user.page.locator("input[type=file]").wait_for(state="attached")
    file = {"name": "huge.csv", "mimeType": "text/csv", "buffer": b"1,2\n" * 3_000_000}
    user.page.locator("input[type=file]").set_input_files(file)
    user.page.wait_for_timeout(1500)
    keeps(user, good)


def test_points_are_clicked_and_double_clicked_and_a_text_too_long_is_not_taken(user):
    open_points(user, "0,1_4,2")
    user.page.mouse.click(*place(user, 2, 1.2))
    comes_to_have(user, [(0, 1), (2, 1.2), (4, 2)], atol=0.05)
    user.page.mouse.dblclick(*place(user, *points_now(user)[1]))
    comes_to_have(user, [(0, 1), (4, 2)])
    user.page.mouse.dblclick(*place(user, 0, 1))
    keeps(user, [(0, 1), (4, 2)])  # two are the least
    a_text_too_long_to_be_sent_is_not_taken_and_the_points_stay(user)


def a_text_too_long_to_be_sent_is_not_taken_and_the_points_stay(user):
    user.page.get_by_text("My points").click()
    box = user.page.locator("textarea").last
    put = """(box, text) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
        box.dispatchEvent(new Event('input', {bubbles: true}));
    }"""
    box.evaluate(put, "1,2\n" * 750_000)
    user.page.wait_for_timeout(300)
    assert box.input_value() == "0 1\n4 2"
    box.evaluate(put, "0 1\n4 5")
    user.page.get_by_text("Look at these points").click()
    user.page.get_by_text("Use these points").click()
    comes_to_have(user, [(0, 1), (4, 5)])


def test_charts_are_saved_as_pictures_and_a_network_file_sets_the_sliders(user):
    user.open("train")
    user.page.get_by_text("Save and share").click()
    for kind, start in (("png", b"\x89PNG"), ("svg", b"<svg")):
        # Each kind comes as a picture a chart: the last of one kind may come late.
        with user.page.expect_download(
            lambda one, kind=kind: one.suggested_filename.endswith(kind)
        ) as download:
            user.page.click(f"button[value={kind}]")
        content = download.value.path().read_bytes()
        assert content.startswith(start)
        assert len(content) > 5000
    user.page.keyboard.press("Escape")
    a_network_file_sets_the_sliders(user)


def a_network_file_sets_the_sliders(user):
    text = '{"weight": [1.5, -2], "bias": [0.25, 3], "output_weight": [1, -1], "output_bias": 0.5}'
    file = {"name": "network.json", "mimeType": "application/json", "buffer": text.encode()}
    user.page.locator(".st-key-fit_opened input[type=file]").set_input_files(file)
    given = {"fit_w0": 1.5, "fit_b1": 3, "fit_c": 0.5}
    assert user.comes_to(lambda: {key: user.shown(key) for key in given}, given) == given
    user.rest()
    assert {key: user.shown(key) for key in given} == given
    assert not user.page.locator(".st-key-fit_w2").count()
