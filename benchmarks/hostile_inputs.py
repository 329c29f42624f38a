"""Thousands of hostile inputs against a running server, while a witness works on it."""

from __future__ import annotations

import argparse
import asyncio

from chromium import ROOT, serve
from hostile import attack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=5000)
    inputs = parser.parse_args().inputs
    with serve(ROOT / "app.py") as (address, server):
        seen = asyncio.run(attack(address, inputs))
        assert server.poll() is None, "the server has died"
    print(", ".join(f"{count:,} {kind}" for kind, count in sorted(seen.items())))


if __name__ == "__main__":
    main()
