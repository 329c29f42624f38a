"""Several processes of the app behind nginx, as ``deploy/README.md`` describes it."""

from __future__ import annotations

import contextlib
import os
import shutil
import ssl
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Template

from chromium import ROOT, free_port, serve

SECRET = {"STREAMLIT_SERVER_COOKIE_SECRET": "for the tests only"}
_NOWHERE = Path(os.devnull)
_FRAME = """daemon off;
worker_processes 1;
worker_rlimit_nofile 8192;
pid ${FOLDER}/nginx.pid;
error_log ${FOLDER}/error.log;
events { worker_connections 4096; }
http {
    include /etc/nginx/mime.types;
    client_body_temp_path ${FOLDER}/body;
    proxy_temp_path ${FOLDER}/proxy;
    fastcgi_temp_path ${FOLDER}/fastcgi;
    uwsgi_temp_path ${FOLDER}/uwsgi;
    scgi_temp_path ${FOLDER}/scgi;
    include ${FOLDER}/explorer.conf;
}
"""


def executable(name: str) -> str:
    """Path of a program."""
    found = shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin")
    if found is None:
        sys.exit(f"No {name} found: install the package {name}.")
    return found


@contextlib.contextmanager
def serve_behind_proxy(
    replicas: int, log: Path = _NOWHERE, environment: Mapping[str, str] | None = None
) -> Iterator[tuple[str, list[subprocess.Popen[bytes]], list[str]]]:
    """Run the app so many times, and nginx before them.

    Parameters
    ----------
    replicas : int
        How many processes of the app.
    log : Path, optional
        Where nginx writes a line a request.
    environment : mapping, optional
        What the processes have in their environment besides.

    Yields
    ------
    tuple
        Nginx's address; the processes of the app; their own addresses.
    """
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        own = {**SECRET, **(environment or {})}
        served = [
            stack.enter_context(serve(ROOT / "app.py", environment=own)) for _ in range(replicas)
        ]
        address = stack.enter_context(serve_nginx(folder, [own for own, _ in served], log))
        yield address, [process for _, process in served], [own for own, _ in served]


def make_certificate(folder: Path) -> Path:
    """Make a certificate for 127.0.0.1, and beside it its key; gives its path."""
    certificate = folder / "certificate.pem"
    command = [executable("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", str(folder / "key.pem"), "-out", str(certificate)]
    subprocess.run(command, check=True, capture_output=True)
    return certificate


@contextlib.contextmanager
def serve_nginx(
    folder: Path, addresses: list[str], log: Path = _NOWHERE, certificate: Path | None = None
) -> Iterator[str]:
    """Run nginx before some processes; gives its address, of https with a certificate."""
    folder.chmod(0o755)  # nginx reads it as another user
    static, port = folder / "static", free_port()
    environment = os.environ | {"PYTHON": sys.executable}
    subprocess.run([ROOT / "deploy" / "static.sh", static], env=environment, check=True)
    hosts = [address.removeprefix("http://").rstrip("/") for address in addresses]
    names = {
        "FOLDER": str(folder),
        "STATIC": str(static),
        "LISTEN": _listen(port, certificate),
        "REPLICAS": "\n    ".join(f"server {h} max_fails=1 fail_timeout=2s;" for h in hosts),
        "FRAME_ANCESTORS": "'self'",
        "COOKIE": "SameSite=Lax",
        "LOG": str(log),
    }
    site = (ROOT / "deploy" / "nginx.conf.template").read_text(encoding="utf-8")
    (folder / "explorer.conf").write_text(Template(site).safe_substitute(names), encoding="utf-8")
    (folder / "nginx.conf").write_text(Template(_FRAME).safe_substitute(names), encoding="utf-8")
    command = [executable("nginx"), "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        address = f"http{'s' if certificate else ''}://127.0.0.1:{port}/"
        _wait_for(address + "proxy-health", certificate)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _listen(port: int, certificate: Path | None) -> str:
    place = f"127.0.0.1:{port}"
    if certificate is None:
        return place
    key = certificate.with_name("key.pem")
    return f"{place} ssl; ssl_certificate {certificate}; ssl_certificate_key {key}"


def _wait_for(address: str, certificate: Path | None) -> None:
    trust = ssl.create_default_context(cafile=certificate)
    for _ in range(100):
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address, timeout=1, context=trust)
            return
        time.sleep(0.1)
    raise TimeoutError("nginx did not answer within 10 s")


if __name__ == "__main__":
    print(executable("nginx"), executable("brotli"), executable("redis-server"))
