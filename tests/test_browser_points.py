"""One's own points on the chart: dragged, added, taken away, by mouse and by touch."""

from urllib.parse import parse_qs, urlsplit

import pytest
from numpy.testing import assert_allclose
from test_browser import phone

LINK = "any_curve?curve_curve=my+own+points&curve_placing=as+well+as+can+be&points="


def open_points(hand, points):
    hand.charts = ("own_chart",)
    hand.open(LINK + points)
    hand.page.wait_for_timeout(700)


def place(hand, x, y):
    return hand.place("own_chart", x, y)


def points_of(hand):
    hand.page.wait_for_timeout(1200)
    text = parse_qs(urlsplit(hand.page.url).query)["points"][0]
    return [tuple(map(float, pair.split(","))) for pair in text.split("_")]


def drawn(hand):
    return hand.page.get_attribute(".st-key-own_chart path.js-line", "d")


def drag(hand, start, end):
    mouse = hand.page.mouse
    mouse.move(*start)
    mouse.down()
    before = drawn(hand)
    for part in (0.3, 0.6, 1.0):
        mouse.move(*(a + (b - a) * part for a, b in zip(start, end, strict=True)))
        hand.page.wait_for_timeout(50)
    assert drawn(hand) != before  # it follows while it is held
    mouse.up()


def test_a_point_can_be_dragged_past_another(hand):
    open_points(hand, "0,1_1,3_2,-1_4,2")
    drag(hand, place(hand, 1, 3), place(hand, 3, 0))
    assert_allclose(points_of(hand), [(0, 1), (2, -1), (3, 0), (4, 2)], atol=0.05)


def test_a_click_adds_a_point_and_a_double_click_takes_it_away(hand):
    open_points(hand, "0,1_4,2")
    hand.page.mouse.click(*place(hand, 2, 1.2))
    added = points_of(hand)
    assert len(added) == 3
    assert_allclose(added[1], (2, 1.2), atol=0.05)
    hand.page.mouse.dblclick(*place(hand, *added[1]))
    assert points_of(hand) == [(0, 1), (4, 2)]
    hand.page.mouse.dblclick(*place(hand, 0, 1))
    assert points_of(hand) == [(0, 1), (4, 2)]  # two are the least


def test_a_named_curve_has_no_points_to_drag(hand):
    hand.page.goto(hand.address + "any_curve")
    hand.page.locator(".st-key-own_chart path.js-line").first.wait_for()
    hand.page.wait_for_timeout(700)
    before = drawn(hand)
    hand.page.mouse.click(*place(hand, 2, 0.5))
    hand.page.wait_for_timeout(700)
    assert drawn(hand) == before
    assert "points=" not in hand.page.url


@phone
def test_a_finger_drags_a_point(hand):
    open_points(hand, "0,1_1,3_2,-1_4,2")
    with hand.touched(place(hand, 1, 3), place(hand, 1, 1)):
        pass
    assert_allclose(points_of(hand)[1], (1, 1), atol=0.1)


def upload(hand, name, content):
    file = {"name": name, "mimeType": "text/csv", "buffer": content}
    hand.page.locator("input[type=file]").set_input_files(file)
    hand.page.wait_for_timeout(1500)


def test_an_uploaded_file_is_used_and_a_broken_one_leaves_it(hand):
    open_points(hand, "0,1_4,2")
    hand.page.get_by_text("My points").click()
    upload(hand, "good.csv", "Zeit;Größe\n0;1\n1,5;2\n3;-1".encode("latin-1"))
    good = [(0, 1), (1.5, 2), (3, -1)]
    assert points_of(hand) == good
    for content in (b"", b"\x00\x01PK", b"1,2\n3,x", b"1,2\n1,3", b"1,nan\n2,2", b"\xff" * 5000):
        upload(hand, "broken.csv", content)
        assert points_of(hand) == good
        assert "The former points are kept." in hand.page.inner_text("[data-testid=stAlert]")
        assert not hand.page.locator("[data-testid=stException]").count()
    upload(hand, "huge.csv", b"1,2\n" * 1_500_000)
    assert points_of(hand) == good


@pytest.mark.parametrize("kind", ["png", "svg"])
def test_charts_are_saved_as_pictures(hand, kind):
    hand.open("train")
    hand.page.get_by_text("Take it along").click()
    with hand.page.expect_download() as download:
        hand.page.click(f"button[value={kind}]")
    content = download.value.path().read_bytes()
    assert content.startswith(b"\x89PNG" if kind == "png" else b"<svg")
    assert len(content) > 5000


def test_a_network_file_sets_the_sliders(hand):
    hand.open("train")
    text = '{"weight": [1.5, -2], "bias": [0.25, 3], "output_weight": [1, -1], "output_bias": 0.5}'
    file = {"name": "network.json", "mimeType": "application/json", "buffer": text.encode()}
    hand.page.locator(".st-key-fit_opened input[type=file]").set_input_files(file)
    hand.page.wait_for_timeout(1500)
    assert (hand.shown("fit_w0"), hand.shown("fit_b1"), hand.shown("fit_c")) == (1.5, 3, 0.5)
    assert not hand.page.locator(".st-key-fit_w2").count()


def test_a_text_too_long_to_be_sent_is_not_taken_and_the_points_stay(hand):
    open_points(hand, "0,1_4,2")
    hand.page.get_by_text("My points").click()
    box = hand.page.locator("textarea").last
    put = """(box, text) => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value').set.call(box, text);
        box.dispatchEvent(new Event('input', {bubbles: true}));
    }"""
    box.evaluate(put, "1,2\n" * 750_000)
    hand.page.wait_for_timeout(300)
    assert box.input_value() == "0 1\n4 2"
    box.evaluate(put, "0 1\n4 5")
    hand.page.get_by_text("Use these points").click()
    assert points_of(hand) == [(0, 1), (4, 5)]
