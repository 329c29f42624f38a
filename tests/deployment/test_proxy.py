"""What nginx does before the processes, with the very template of ``deploy/``."""

import gzip
import http.client
import io
import json
import re
import signal
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import requests
import segno
from chromium import ROOT, serve
from proxy import executable, make_certificate, serve_behind_proxy, serve_nginx
from student import Student, run
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus


@pytest.fixture(scope="module")
def log(tmp_path_factory):
    return tmp_path_factory.mktemp("nginx") / "visits.log"


@pytest.fixture(scope="module")
def proxied(log):
    with serve_behind_proxy(2, log) as served:
        yield served


@pytest.fixture(scope="module")
def own(proxied):
    """Nginx's own address."""
    return proxied[0]


def ask(address, paths, visitor="127.0.0.1", method="GET", **headers):
    """Ask for several things over one connection; gives the answers with their contents."""
    place = urlsplit(address)
    line = http.client.HTTPConnection(
        place.hostname, place.port, timeout=60, source_address=(visitor, 0)
    )
    answers = []
    for path in paths:
        line.request(method, f"/{path}", headers=headers)
        answer = line.getresponse()
        answers.append((answer.status, answer.headers, answer.read()))
    line.close()
    return answers


def scripts(address):
    """Paths of the files that the page names."""
    [(_, _, page)] = ask(address, [""])
    return re.findall(r'(?:src|href)="\./(static/[^"]+)"', page.decode())


def test_every_answer_has_the_headers_that_browsers_obey(own):
    for status, headers, _ in ask(own, ["", "lab", scripts(own)[0], "_stcore/health"]):
        assert status == 200
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "camera=()" in headers["Permissions-Policy"]
        policy = headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "nginx/" not in headers["Server"]


def brotli_decompressed(small):
    return subprocess.run([executable("brotli"), "-dc"], input=small, capture_output=True).stdout


@pytest.mark.parametrize(
    ("accepted", "encoding", "decompressed"),
    [("gzip, deflate", "gzip", gzip.decompress), ("gzip, br, zstd", "br", brotli_decompressed)],
)
def test_scripts_come_compressed_and_are_kept_for_good(own, accepted, encoding, decompressed):
    script = next(path for path in scripts(own) if path.endswith(".js"))
    [(_, plain, whole)] = ask(own, [script])
    [(_, headers, small)] = ask(own, [script], **{"Accept-Encoding": accepted})
    assert "Content-Encoding" not in plain
    assert headers.get_all("Content-Encoding") == [encoding]
    assert headers.get_all("Vary") == ["Accept-Encoding"]
    assert headers["Content-Type"].startswith("text/javascript")
    assert decompressed(small) == whole
    assert len(small) < 0.5 * len(whole)
    assert int(re.search(r"max-age=(\d+)", headers["Cache-Control"])[1]) > 10**8
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_figures_of_a_process_are_hidden_from_visitors(proxied):
    address, _, processes = proxied
    assert ask(address, ["_stcore/metrics"])[0][0] == 404
    status, _, figures = ask(processes[0], ["_stcore/metrics"])[0]
    assert status == 200
    assert b"active_sessions" in figures


def test_an_upload_has_a_size_and_needs_the_visitors_own_token(own):
    async def upload(size):
        student = Student(own, "train?fit_curve=own")
        await student.arrive()
        status = await student.upload("fit_uploaded0", "x.csv", b"1,2\n" * (size // 4))
        await student.leave()
        return status

    assert run(upload(100)) < 300
    assert run(upload(12_000_000)) == 413
    forged = {"method": "PUT", "Cookie": "_streamlit_xsrf=" + "a" * 32}
    assert ask(own, ["_stcore/upload_file/a/b"], **forged)[0][0] == 403


def test_a_page_of_another_site_gets_no_connection(own):
    async def visit(origin):
        async with connect(own.replace("http", "ws") + "_stcore/stream", origin=origin):
            return True

    assert run(visit(own.rstrip("/")))
    with pytest.raises(InvalidStatus, match="403"):
        run(visit("https://evil.example"))


def test_the_log_has_no_address_no_query_and_no_session(own, log):
    async def visit():
        student = Student(own, "train?fit_curve=own")
        await student.arrive()
        await student.upload("fit_uploaded0", "x.csv", b"1,2\n2,3\n")
        await student.leave()
        return student.session

    session = run(visit())
    ask(own, ["lab?task=stops&lab_w0=1.25"])
    time.sleep(0.2)
    text = log.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in text.splitlines()]
    assert {"/lab", "/_stcore/stream", "/_stcore/upload_file"} <= {row["path"] for row in rows}
    assert all(row.keys() == rows[0].keys() for row in rows)
    assert not any(word in text for word in ("1.25", "stops", '"127.0.0.1"', session))


def test_a_seminar_behind_one_address_is_not_refused(own):
    """Sixty browsers with empty caches within seconds: all files of the page and some more."""
    paths = ["", "_stcore/health", "_stcore/host-config", *scripts(own), "_stcore/health", ""]
    with ThreadPoolExecutor(8) as pool:
        visits = list(pool.map(lambda _: ask(own, paths, method="HEAD"), range(60)))
    assert len(paths) > 50
    assert {status for visit in visits for status, _, _ in visit} <= {200, 405}


@pytest.mark.parametrize(
    ("path", "method", "visitor"),
    [("static/preview.png", "HEAD", "127.0.0.2"), ("_stcore/upload_file/a/b", "PUT", "127.0.0.3")],
)
def test_one_address_that_asks_without_end_is_refused_and_others_are_not(
    own, path, method, visitor
):
    with ThreadPoolExecutor(8) as pool:
        floods = pool.map(lambda _: ask(own, [path] * 100, visitor, method), range(80))
        assert any(status == 429 for flood in floods for status, _, _ in flood)
    assert ask(own, [""])[0][0] == 200


def test_a_process_that_hangs_is_passed_over(proxied):
    address, processes, _ = proxied
    processes[0].send_signal(signal.SIGSTOP)
    try:
        with ThreadPoolExecutor(8) as pool:  # by chance, half of them go to it first
            visits = list(pool.map(lambda _: ask(address, [""]), range(8)))
        assert [status for [(status, _, _)] in visits] == [200] * 8
    finally:
        processes[0].send_signal(signal.SIGCONT)


def test_with_https_pages_and_classes_have_its_address(tmp_path):
    certificate = make_certificate(tmp_path)
    with serve(ROOT / "app.py") as (own, _), requests.Session() as visitor:
        visitor.verify, visitor.trust_env = str(certificate), False
        with serve_nginx(tmp_path, [own], certificate=certificate) as address:
            assert address.startswith("https://")
            page = visitor.get(address, headers={"Accept": "text/html"}, timeout=10)
            assert f'content="{address}static/preview.png"' in page.text
            opened = visitor.post(address + "class", headers={"Origin": address[:-1]}, timeout=10)
            place = f"{address}class/{opened.json()['code']}"
            picture = visitor.get(f"{place}/qr.svg", timeout=10).text
            (drawn,) = re.findall(r' d="([^"]+)"', picture)
            expected = io.BytesIO()
            segno.make(place, error="m").save(expected, kind="svg", scale=8, border=3)
            assert f' d="{drawn}"' in expected.getvalue().decode()
            stream = visitor.get(f"{place}/events", stream=True, timeout=10)
            assert next(stream.iter_lines()).startswith(b'data: {"seq":')
            stream.close()
