"""Kill one of two processes behind nginx while a class works: who is served again, and when?"""

from __future__ import annotations

import argparse
import asyncio
import statistics

from faults import lose_process
from proxy import serve_behind_proxy


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=100)
    students = parser.parse_args().students
    with serve_behind_proxy(2) as (address, processes, _):
        loss = asyncio.run(lose_process(address, processes[0], students))
    print(
        f"{students} students, one of two processes killed: {len(loss.back)} lost their connection "
        f"and were served again after {statistics.median(loss.back):.1f} s, the last after "
        f"{max(loss.back):.1f} s; {loss.unharmed} noticed nothing; "
        f"{len(loss.changed)} found other numbers"
    )


if __name__ == "__main__":
    main()
