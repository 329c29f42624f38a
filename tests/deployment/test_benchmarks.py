"""Every benchmark runs to its end: here with little to measure, and whatever the figures."""

import os
import subprocess
import sys

import pytest
from chromium import ROOT

# The benchmark, what makes it short, its arguments, and what it has to print.
SHORT = {
    "core": ("SIZES = (4, 1000, 100_000)", [], ["| 100,000 |", "100,000 units / 1,000 units"]),
    "fitting": ("REPEATS = range(1)", [], ["| 64 × 10,000 | adam |", "through 10,000 points"]),
    "links": ("", ["--networks", "1"], ["1 networks,", "preview − numpy at most"]),
    "drag": (
        "SWEEP_SECONDS, SWEEPS, STEPS, DRAGS, SETTLE = 0.5, 1, 1, 1, 1.0; "
        "TARGETS = [*TARGETS[:2], TARGETS[-1]]",
        ["--rates", "1"],
        ["slowed by 1:", "| limit |", "| explorer |", "| plain | 0.0 | 0.00 |", "| 0 of 1 |"],
    ),
    "touch": (
        "ROUNDS, SWEEP_SECONDS, SETTLE = 1, 0.5, 0.5",
        ["--rates", "1"],
        ["bare, processor slowed by 1:", "slider, ", "corner, ", "1.00 of the bare page's"],
    ),
    "solve_tasks": (
        "PLAY = 300",
        ["--hands", "finger", "--tasks", "ledger"],
        ["| by finger | grabs |", "| met | – | – |"],
    ),
    "class_load": (
        "LIMIT, SECONDS, SETTLE, FORGOTTEN, THINK, MOST = 10.0, 2.0, 0.1, 0.1, (0.2, 0.4), 4",
        ["explorer", "two behind nginx"],
        ["explorer: 4 students,", "another class", "two behind nginx: 1.0 times explorer's class"],
    ),
    "class_arrival": (
        "BROWSERS, CLASS, RUSH, WORK = 1, (4, 2.0), (3, 1.0), 2.0",
        [],
        ["within 2 s, 3 students:", "0 in trouble", "1 of 1 browsers drew both charts"],
    ),
    "class_room": (
        "SECONDS, JOIN, BESIDE = 1.0, 0.5, 2",
        ["--followers", "5", "8"],
        [
            "| one process | 5 |",
            "one process, 2 on the Explorer beside",
            "Redis | 8 |",
            "| 0 | 0 | 0 |",
        ],
    ),
    "class_hour": (
        "LESSON = 7.0",
        ["--students", "2", "--minutes", "0.1"],
        ["| minute |", "threads: "],
    ),
    "first_load": (
        "REST, LINE = 0.2, dict.fromkeys(LINE, -1) | {'offline': False, 'latency': 0}",
        ["--repeats", "1", "--rates"],
        ["| 1 | 10 Mbit/s, 60 ms | plain |", "| 1.00 | 1.00 |", "| explorer behind nginx |"],
    ),
    "training": (
        "STUDENTS, SECONDS = 2, 1.0",
        [],
        ["one student:", "2 students:", "a release on the Explorer:"],
    ),
}


@pytest.mark.parametrize("name", SHORT)
def test_a_benchmark_runs_to_its_end(name):
    short, arguments, rows = SHORT[name]
    script = (ROOT / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
    begin, end = script.split('\nif __name__ == "__main__":\n')
    code = f"{begin}\n{short}\nif True:\n{end}"
    path = os.pathsep.join(str(ROOT / folder) for folder in (".", "tests", "benchmarks"))
    run = subprocess.run(
        [sys.executable, "-", *arguments],
        input=code,
        env=os.environ | {"PYTHONPATH": path},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert run.returncode == 0, run.stderr
    assert [row for row in rows if row not in run.stdout] == []
