"""A class: what becomes of it when a process dies, or when somebody means harm."""

import contextlib
import re
import tempfile
import urllib.request
from pathlib import Path

import psutil
from chromium import ROOT, free_port, serve
from faults import lose_process
from hostile import attack
from proxy import SECRET, serve_nginx
from streamlit.proto.BackMsg_pb2 import BackMsg
from student import REDACTED, Student, run

STUDENTS = 12


def test_a_class_behind_nginx_stays_and_loses_nothing():
    ports = [free_port(), free_port()]
    homes = [f"http://127.0.0.1:{port}/" for port in ports]

    async def visit(address):
        with processes(ports):
            a_link_has_a_title_and_a_preview_for_those_who_do_not_run_it(address)
            for _ in range(4):
                assert await is_with_the_same_process_again(address)
            students = await at_work(address)
        with processes(ports) as restarted:
            found = [await numbers_found_by(student) for student in students]
            assert found == [(3, number / 4, 2) for number in range(len(students))]
            await a_visitor_who_clears_the_caches_again_and_again_starts_nothing(
                homes[1], restarted[1]
            )
            await a_killed_process_costs_no_student_a_number(address, restarted[0])

    # Nginx's user may not enter pytest's folders.
    with tempfile.TemporaryDirectory() as folder, serve_nginx(Path(folder), homes) as address:
        run(visit(address))


@contextlib.contextmanager
def processes(ports):
    with contextlib.ExitStack() as stack:
        yield [
            stack.enter_context(serve(ROOT / "app.py", port=port, environment=SECRET))[1]
            for port in ports
        ]


def a_link_has_a_title_and_a_preview_for_those_who_do_not_run_it(address):
    with urllib.request.urlopen(f"{address}lab?task=stops") as answer:
        page = answer.read().decode()
    assert "<title>ReLU Explorer</title>" in page
    preview = re.search(r'property="og:image" content="([^"]+)"', page)[1]
    with urllib.request.urlopen(preview) as answer:
        assert answer.headers["content-type"] == "image/png"
        assert answer.read() == (ROOT / "deploy" / "preview.png").read_bytes()


async def is_with_the_same_process_again(address):
    student = Student(address)
    await student.arrive()
    first = student.session
    await student.leave()
    await student.come_back()
    await student.leave()
    return student.session == first


async def at_work(address):
    students = [Student(address, "?w0=3&probe=2") for _ in range(6)]
    for number, student in enumerate(students):
        await student.arrive()
        await student.release("w1", number / 4)
    return students


async def numbers_found_by(student):
    await student.come_back()
    await student.release("b0", 0.5)
    await student.leave()
    live = student.data("live")[0]
    return (*live["state"]["w"][:2], live["scene"]["units"]["probe"][0][0])


async def a_visitor_who_clears_the_caches_again_and_again_starts_nothing(address, server):
    process, student = psutil.Process(server.pid), Student(address)
    await student.arrive()
    before = process.num_threads()
    for _ in range(20):
        await student.send(BackMsg(clear_cache=True).SerializeToString())
        other = Student(address)
        await other.arrive()
        await other.leave()
    await student.leave()
    assert process.num_threads() - before < 10


async def a_killed_process_costs_no_student_a_number(address, victim):
    loss = await lose_process(address, victim, STUDENTS)
    assert not loss.changed
    assert len(loss.back) + loss.unharmed == STUDENTS
    assert loss.back
    assert max(loss.back) < 10


def test_a_fault_of_the_app_is_told_in_its_own_words_alone(tmp_path):
    script = tmp_path / "broken.py"
    script.write_text("raise ValueError('not for visitors')", encoding="utf-8")

    async def visit(address):
        student = Student(address)
        await student.arrive()
        await student.leave()
        return student.trouble

    with serve(script) as (address, _):
        [told] = run(visit(address))
    assert told.startswith(REDACTED)
    assert "visitors" not in told


def test_a_release_is_answered_with_ten_kilobytes(address):
    async def visit():
        student = Student(address)
        await student.arrive()
        before = student.received
        await student.release("w1", 1.65)
        await student.leave()
        return student.received - before

    assert run(visit()) <= 10_000


def test_hostile_inputs_reach_nobody_else(address):
    seen = run(attack(address, 120, seed=1))
    assert seen["redacted"], "no input went so far that a page could tell too much"
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
