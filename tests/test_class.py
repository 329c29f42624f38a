"""A class behind nginx: what becomes of it when a process dies."""

import asyncio

import pytest
from faults import lose_process
from proxy import serve_behind_proxy
from student import Student

STUDENTS = 12


@pytest.fixture(scope="module")
def proxied():
    with serve_behind_proxy(2) as served:
        yield served


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

    assert all(asyncio.run(visit()) for _ in range(4))


def test_a_killed_process_costs_no_student_a_number(proxied):
    address, processes, _ = proxied
    loss = asyncio.run(lose_process(address, processes[0], STUDENTS))
    assert not loss.changed
    assert len(loss.back) + loss.unharmed == STUDENTS
    assert loss.back
    assert max(loss.back) < 10
