"""Redis for the tests, as ``deploy/README.md`` describes it."""

from __future__ import annotations

import contextlib
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import redis
from chromium import free_port
from proxy import executable


@contextlib.contextmanager
def serve_redis(port: int | None = None, folder: Path | None = None) -> Iterator[str]:
    """Run Redis on a port of 127.0.0.1; gives its URL.  What it keeps is in a folder."""
    with contextlib.ExitStack() as stack:
        folder = folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        port = port or free_port()
        command = [executable("redis-server"), "--port", str(port), "--bind", "127.0.0.1"]
        command += ["--dir", str(folder), "--appendonly", "yes", "--appendfsync", "always"]
        process = subprocess.Popen([*command, "--save", ""], stdout=subprocess.DEVNULL)
        try:
            url = f"redis://127.0.0.1:{port}/0"
            _wait_for(url)
            yield url
        finally:
            process.terminate()
            process.wait(20)


def _wait_for(url: str) -> None:
    client = redis.Redis.from_url(url)
    for _ in range(100):
        with contextlib.suppress(redis.RedisError):
            client.ping()
            client.close()
            return
        time.sleep(0.1)
    raise TimeoutError("Redis did not answer within 10 s")
