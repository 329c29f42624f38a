"""Random networks set through the address: the preview's points against numpy's, in a browser."""

from __future__ import annotations

import argparse
import random
from urllib.parse import urlencode

from chromium import CHARTS, ROOT, new_page, open_browser, serve
from user import User

from relu_explorer.live.modules import module_address
from relu_explorer.questions.presets import OPENING

IMPORT = "async place => { window.preview = await import(new URL(place, location.href)); }"
# The charts hold numpy's numbers while nothing is in hand.
COMPARE = """([state, charts]) => {
    const curves = {units: preview.unitsScene(state), composite: preview.compositeScene(state)};
    let points = 0, worst = 0;
    for (const chart of charts) {
        const {data} = document.querySelector(`.st-key-${chart} .js-plotly-plot`);
        for (const trace of data) {
            const curve = curves[chart][trace.name] ?? [[], []];
            for (const [mine, numpys] of [[curve[0], trace.x], [curve[1], trace.y]]) {
                if (mine.length !== numpys.length) return [points, Infinity];
                mine.forEach((value, k) => {
                    const size = Math.max(1, Math.abs(value));
                    worst = Math.max(worst, Math.abs(value - numpys[k]) / size);
                });
            }
            points += curve[0].length;
        }
    }
    return [points, worst];
}"""


def random_link(source: random.Random) -> dict[str, float]:
    """Every parameter of 1 to 8 units, on the grid of the sliders."""
    units = source.randint(1, 8)
    steps = {"w": (100, 0.05), "b": (100, 0.1), "v": (100, 0.05)}
    values = {
        f"{symbol}{unit}": round(source.randint(-reach, reach) * step, 10)
        for unit in range(units)
        for symbol, (reach, step) in steps.items()
    }
    c, probe = (round(source.randint(-reach, reach) * 0.1, 10) for reach in (100, 50))
    return {"n": units, "c": c, "probe": probe, **values}


def state_of(link: dict[str, float]) -> dict[str, object]:
    units = range(int(link["n"]))
    return {
        **{symbol: [link[f"{symbol}{unit}"] for unit in units] for symbol in "wbv"},
        "c": link["c"],
        "probe": link["probe"],
        "on": [True for _ in units],
        "stages": ["v·h"],
        "hasMax": True,
        "window": OPENING.window,
        "height": OPENING.height,
        "compare": "add",
        "target": [[], []],
        "data": [[], []],
        "span": [],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--networks", type=int, default=200)
    networks = parser.parse_args().networks
    source, points, worst = random.Random(20), 0, 0.0
    with serve(ROOT / "app.py") as (address, _), open_browser() as browser:
        user = User(new_page(browser, viewport={"width": 1280, "height": 720}), address)
        for _ in range(networks):
            link = random_link(source)
            user.open("?" + urlencode(link))
            user.page.evaluate(IMPORT, module_address("scene.js"))
            found = user.page.evaluate(COMPARE, [state_of(link), list(CHARTS)])
            points, worst = points + found[0], max(worst, found[1])
    print(f"{networks} networks, {points:,} drawn points: preview − numpy at most {worst:.1e}")


if __name__ == "__main__":
    main()
