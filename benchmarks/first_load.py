"""The first load and the second one: bytes and seconds, directly and through nginx."""

from __future__ import annotations

from chromium import CHARTS, ROOT, open_browser, serve
from playwright.sync_api import Browser, CDPSession
from proxy import serve_behind_proxy

# A mobile line: 10 Mbit/s, 60 ms.
LINE = {"offline": False, "latency": 60, "downloadThroughput": 1.25e6, "uploadThroughput": 5e5}


def count_bytes(session: CDPSession) -> list[float]:
    """Let the browser count what comes over the line, websockets included."""
    received = [0.0]

    def add(amount: float) -> None:
        received[0] += amount

    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: add(event["encodedDataLength"]))
    session.on(
        "Network.webSocketFrameReceived",
        lambda event: add(len(event["response"]["payloadData"]) * 3 / 4),  # base64
    )
    return received


def visits(browser: Browser, address: str) -> list[tuple[float, float]]:
    """Megabytes and seconds of a first and a second visit."""
    context, seen = browser.new_context(), []
    for _ in range(2):
        page = context.new_page()
        session = context.new_cdp_session(page)
        received = count_bytes(session)
        session.send("Network.emulateNetworkConditions", LINE)
        start = page.evaluate("performance.timeOrigin + performance.now()")
        page.goto(address)
        for chart in CHARTS:
            page.wait_for_selector(f".st-key-{chart} path.js-line[d^=M]", state="attached")
        end = page.evaluate("performance.timeOrigin + performance.now()")
        page.wait_for_timeout(3000)
        seen.append((received[0] / 1e6, (end - start) / 1000))
        page.close()
    context.close()
    return seen


def main() -> None:
    with open_browser() as browser:
        with serve(ROOT / "app.py") as (address, _):
            direct = visits(browser, address)
        with serve_behind_proxy(1) as (address, _, _):
            proxied = visits(browser, address)
    print("| visit | MB directly | MB through nginx | s directly | s through nginx |")
    print("| --- | --- | --- | --- | --- |")
    for name, (before, took), (after, takes) in zip(
        ("first", "second"), direct, proxied, strict=True
    ):
        print(f"| {name} | {before:.2f} | {after:.2f} | {took:.1f} | {takes:.1f} |")
    print(f"\nfirst load through nginx: {proxied[0][0] / direct[0][0]:.2f} of the direct bytes")
    print(
        f"second visit through nginx: {proxied[1][0] / direct[0][0]:.3f} of the direct first load"
    )


if __name__ == "__main__":
    main()
