"""A class over HTTP, as programs and browsers see it."""

import json
import random
import socket
import threading
import time
from urllib.parse import urlsplit

import pytest
import requests
from chromium import ROOT, serve

from relu_explorer.classroom.access import ALPHABET

NETWORK = {"w": [1, -1], "b": [0, 1], "v": [1, 2], "c": 0, "probe": 0.5}


class Class:
    """A class on a server, and those who talk to it."""

    def __init__(self, address):
        opened = requests.post(address + "class", timeout=10)
        assert opened.status_code == 201
        assert opened.json().keys() == {"code", "key"}
        self.place = f"{address}class/{opened.json()['code']}"
        self.key = opened.json()["key"]

    def teach(self, path, body=None, key=None):
        headers = {"Authorization": f"Bearer {key or self.key}"}
        return requests.post(f"{self.place}/{path}", json=body or {}, headers=headers, timeout=10)

    def post(self, path, body):
        return requests.post(f"{self.place}/{path}", json=body, timeout=10)

    def answer(self, student, choice, question="turn"):
        body = {"student": student, "question": question, "choice": choice}
        return self.post("answers", body).status_code

    def events(self, count, key=None):
        """The first events of a stream."""
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        with requests.get(f"{self.place}/events", headers=headers, stream=True, timeout=10) as one:
            assert one.headers["content-type"].startswith("text/event-stream")
            lines = (line for line in one.iter_lines() if line.startswith(b"data: "))
            return [json.loads(next(lines)[6:]) for _ in range(count)]

    def now(self, key=None):
        return self.events(1, key)[0]


@pytest.fixture
def lesson(address):
    return Class(address)


def test_who_comes_late_sees_what_is_shown(lesson):
    assert lesson.teach("moves", {"state": NETWORK, "t": 1.5}).status_code == 200
    assert lesson.teach("moves", {"state": {"probe": 2}}).status_code == 200
    assert lesson.now()["state"] == NETWORK | {"probe": 2}


def test_moves_come_with_the_sender_s_clock_and_growing_numbers(lesson):
    lesson.teach("moves", {"state": NETWORK})
    found = []
    reader = threading.Thread(target=lambda: found.extend(lesson.events(4)))
    reader.start()
    time.sleep(0.5)
    for step in range(8):
        lesson.teach("moves", {"state": {"c": step}, "t": step / 4})
        time.sleep(0.1)
    reader.join(10)
    moves = [event for event in found if event["kind"] == "moved"]
    assert len(moves) >= 2
    assert all(event["t"] == event["state"]["c"] / 4 for event in moves)
    assert all(event["state"]["w"] == [1, -1] for event in moves)
    numbers = [event["seq"] for event in found]
    assert numbers == sorted(set(numbers))


def test_an_answer_counts_once_and_is_hidden_until_it_is_shown(lesson):
    assert lesson.answer("ann", 0) == 409
    lesson.teach("ask", {"question": "turn"})
    assert [lesson.answer("ann", 0), lesson.answer("ann", 0), lesson.answer("bob", 1)] == [200] * 3
    assert [lesson.answer("bob", 3), lesson.answer("bob", 1, "mirror")] == [409, 409]
    (poll,) = lesson.now()["polls"]
    assert poll["answered"] == 2
    assert poll["options"][1] == "It stays flat at 0"
    assert not poll.keys() & {"counts", "right"}
    lesson.teach("show")
    (poll,) = lesson.now()["polls"]
    assert (poll["counts"], poll["right"]) == ([1, 1, 0], 1)
    assert lesson.answer("eve", 0) == 409
    lesson.teach("ask", {"question": "turn"})
    lesson.answer("ann", 1)
    lesson.teach("show")
    assert [poll["counts"] for poll in lesson.now()["polls"]] == [[1, 1, 0], [0, 1, 0]]
    headers = {"Authorization": f"Bearer {lesson.key}"}
    table = requests.get(f"{lesson.place}/results.csv", headers=headers, timeout=10).text
    assert [line.split(",")[0:2] for line in table.splitlines()[1:]] == [
        ["turn", "1"],
        ["turn", "1"],
        ["turn", "2"],
    ]
    assert "ann" not in table


def test_a_try_is_judged_as_on_the_page_and_seen_by_the_instructor_alone(lesson):
    shown = {"w": [1], "b": [-1], "v": [1], "c": 0, "window": [-5, 5], "height": [-5, 5]}
    lesson.teach("moves", {"state": shown})
    tried = {"student": "ann", "state": {"w": [3], "b": [-3], "v": [1], "c": 0}}
    assert lesson.post("tries", tried).status_code == 409
    lesson.teach("turn", {"task": "turn"})
    wrong = lesson.post("tries", {"student": "bob", "state": {"w": [2], "b": [-2]}}).json()
    assert wrong == {"met": False, "message": "The steepness |v·w| is 2, not 3."}
    assert lesson.post("tries", tried).json()["met"]
    assert "tries" not in lesson.now()
    tries = lesson.now(lesson.key)["tries"]
    assert sorted((one["met"], one["state"]["w"]) for one in tries) == [(False, [2]), (True, [3])]
    lesson.teach("turn", {"on": False})
    assert lesson.now(lesson.key)["tries"] == []


def test_a_try_of_units_that_the_task_does_not_have_is_refused(lesson):
    lesson.teach("turn", {"task": "turn"})
    for state in ({"w": [1, 2]}, {"b": [1, 2], "w": [1, 2]}, {"on": [True, False]}):
        tried = lesson.post("tries", {"student": "ann", "state": state})
        assert (tried.status_code, tried.json().keys()) == (422, {"error"}), state
    assert lesson.now(lesson.key)["tries"] == []


def test_a_task_that_takes_more_than_sliders_is_no_task_of_phones(lesson):
    for name, prompt in (("pieces", True), ("seamless", False), ("dead", False), ("tails", False)):
        lesson.teach("turn", {"task": name})
        now = lesson.now()
        assert (now["task"] == name, bool(now["prompt"])) == (prompt, prompt)
    tried = {"student": "ann", "state": {"w": [1], "b": [0], "v": [1], "c": 0}}
    assert lesson.post("tries", tried).json() == {"met": False, "message": ""}
    assert lesson.teach("turn", {"task": "nothing"}).status_code == 422


def test_a_class_that_is_closed_says_so_and_takes_no_more(lesson):
    lesson.teach("ask", {"question": "turn"})
    lesson.teach("close")
    assert lesson.now()["closed"]
    assert lesson.answer("ann", 0) == 409
    lesson.teach("moves", {"state": NETWORK})
    assert lesson.now()["state"] == {}


def test_the_code_is_written_small_or_large(lesson, address):
    code = lesson.place[-6:]
    assert requests.get(f"{address}class/{code.lower()}", timeout=10).status_code == 200
    asked = requests.get(f"{address}class?code={code.lower()}", timeout=10)
    assert asked.url == lesson.place
    gone = requests.get(f"{address}class/CCCCCC", timeout=10)
    assert gone.status_code == 404
    assert "There is no class of this code" in gone.text
    picture = requests.get(f"{lesson.place}/qr.svg", timeout=10)
    assert picture.headers["content-type"] == "image/svg+xml"


def test_the_light_page_allows_nothing_but_its_own(lesson):
    page = requests.get(lesson.place, headers={"Accept": "text/html"}, timeout=10)
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "link" not in page.headers  # nothing of Streamlit's is fetched
    spanish = requests.get(lesson.place, headers={"Accept-Language": "es-AR,es"}, timeout=10)
    assert 'lang="es"' in spanish.text
    assert "Volver a la clase" in spanish.text


HOSTILE = [
    (b"{", 400),
    (b"[]", 400),
    (b"null", 400),
    (b"[" * 4000, 400),
    (b'"' + b"x" * 5000 + b'"', 413),
    (b'{"state": {"w": [1e999]}}', 422),
    (b'{"state": {"w": [NaN]}}', 422),
    (b'{"state": {"w": "1"}}', 422),
    (b'{"state": {"w": [1, 2, 3]}}', 422),
    (b'{"state": 1}', 422),
    (b"\xff\xfe", 400),
]


@pytest.mark.parametrize(("body", "status"), HOSTILE)
def test_a_hostile_post_is_refused_and_changes_nothing(lesson, body, status):
    lesson.teach("moves", {"state": NETWORK})
    headers = {"Authorization": f"Bearer {lesson.key}", "Content-Type": "application/json"}
    answer = requests.post(f"{lesson.place}/moves", data=body, headers=headers, timeout=10)
    assert (answer.status_code, answer.json().keys()) == (status, {"error"})
    assert lesson.now()["state"] == NETWORK


def test_without_the_key_nobody_teaches(lesson, address):
    other = Class(address)
    paths = ["moves", "ask", "show", "pause", "turn", "close"]
    for path in paths:
        assert lesson.teach(path, {"state": NETWORK, "question": "turn"}, "x").status_code == 401
        body = {"state": NETWORK, "question": "turn"}
        assert lesson.teach(path, body, other.key).status_code == 401
        assert lesson.post(path, body).status_code == 401
    assert requests.get(f"{lesson.place}/results.csv", timeout=10).status_code == 401
    headers = {"Authorization": "Bearer x"}
    wall = requests.get(f"{lesson.place}/events", headers=headers, timeout=10)
    assert wall.status_code == 401
    now = lesson.now()
    assert (now["state"], now["polls"], now["turn"], now["closed"]) == ({}, [], False, False)


def test_pages_of_others_cannot_post(lesson, address):
    headers = {"Origin": "https://elsewhere.example", "Authorization": f"Bearer {lesson.key}"}
    for path in ("/moves", "/answers", "/close"):
        answer = requests.post(lesson.place + path, json={}, headers=headers, timeout=10)
        assert answer.status_code == 403
    assert requests.post(address + "class", headers=headers, timeout=10).status_code == 403
    own = {"Origin": address.rstrip("/"), "Authorization": f"Bearer {lesson.key}"}
    moved = requests.post(f"{lesson.place}/moves", json={"state": NETWORK}, headers=own, timeout=10)
    assert moved.status_code == 200


def test_codes_are_not_guessed_and_a_class_goes_on_meanwhile():
    source, found = random.Random(5), set()
    with serve(ROOT / "app.py") as (address, _), requests.Session() as session:
        lesson = Class(address)
        for _ in range(900):
            code = "".join(source.choice(ALPHABET) for _ in range(6))
            found.add(session.get(f"{address}class/{code}/events", timeout=10).status_code)
        assert found == {404, 429}
        assert lesson.now()["closed"] is False
        assert lesson.teach("moves", {"state": NETWORK}).status_code == 200


def test_a_student_who_floods_is_slowed_and_others_are_not(lesson):
    lesson.teach("ask", {"question": "turn"})
    statuses = [lesson.answer("ann", k % 2) for k in range(60)]
    assert set(statuses) == {200, 429}
    assert lesson.answer("bob", 1) == 200
    assert lesson.now()["polls"][0]["answered"] == 2


def test_a_screen_that_stops_reading_delays_nobody_and_misses_nothing_in_the_end(lesson):
    target = [[float(k) for k in range(200)], [0.125] * 200]
    with (
        socket.socket() as asleep,
        requests.get(f"{lesson.place}/events", stream=True, timeout=10) as awake,
    ):
        asleep.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        place = urlsplit(lesson.place)
        asleep.connect((place.hostname, place.port))
        asleep.sendall(f"GET {place.path}/events HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode())
        for step in range(2000):
            lesson.teach("moves", {"state": {"c": step / 100, "target": target}})
        lines = (line for line in awake.iter_lines() if b'"c":19.99' in line)
        assert next(lines)
        asleep.settimeout(10)
        read, rest = 0, b""
        while b'"c":19.99' not in rest:
            part = asleep.recv(65536)
            assert part
            read, rest = read + len(part), rest[-100:] + part
        assert read < 2000 * 2500  # what lay between was left out
