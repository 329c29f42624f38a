"""A class: what becomes of it when a process dies, or when somebody means harm."""

import asyncio
import re
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from chromium import ROOT
from faults import lose_process
from hostile import attack
from proxy import serve_behind_proxy
from student import Student

STUDENTS = 12


def run(coroutine):
    """Run it in a thread of its own: the browser's tests keep a loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


@pytest.fixture(scope="module")
def proxied():
    with serve_behind_proxy(2) as served:
        yield served


def test_a_link_has_a_title_and_a_preview_for_those_who_do_not_run_it(proxied):
    address, _, _ = proxied
    with urllib.request.urlopen(f"{address}lab?task=stops") as answer:
        page = answer.read().decode()
    assert "<title>ReLU Explorer</title>" in page
    preview = re.search(r'property="og:image" content="([^"]+)"', page)[1]
    with urllib.request.urlopen(preview) as answer:
        assert answer.headers["content-type"] == "image/png"
        assert answer.read() == (ROOT / "deploy" / "preview.png").read_bytes()


def test_students_stay_with_their_process(proxied):
    address, _, _ = proxied

    async def visit():
        student = Student(address)
        await student.arrive()
        first = student.session
        await student.leave()
        await student.come_back()
        same = student.session == first
        await student.leave()
        return same

    assert all(run(visit()) for _ in range(4))


def test_a_killed_process_costs_no_student_a_number(proxied):
    address, processes, _ = proxied
    loss = run(lose_process(address, processes[0], STUDENTS))
    assert not loss.changed
    assert len(loss.back) + loss.unharmed == STUDENTS
    assert loss.back
    assert max(loss.back) < 10


def test_hostile_inputs_reach_nobody_else(address):
    seen = run(attack(address, 120, seed=1))
    assert not seen["leaks"]
    assert not seen["disturbed"]
    assert min(seen[kind] for kind in ("links", "uploads", "messages", "events")) > 3


def test_a_student_who_comes_back_to_a_living_process_has_the_same_session(address):
    async def visit():
        student = Student(address, "?w0=3")
        await student.arrive()
        await student.release("b0", 0.5)
        await student.leave()
        await student.come_back()
        state = student.data("live")[0]["state"]
        await student.leave()
        return state["w"][0], state["b"][0]

    assert run(visit()) == (3, 0.5)
