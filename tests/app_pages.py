"""Pages of the app without a browser: opened by a link, answered, looked at."""

import json
import re
import string

from chromium import ROOT
from streamlit.testing.v1 import AppTest

from relu_explorer.questions import PAGE_OF


def open_app(**parameters):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def live_data(app):
    found = (component.proto for component in app.get("bidi_component"))
    return json.loads(next(proto.json for proto in found if proto.id.endswith("-live")))[0]


def state(app):
    return live_data(app)["state"]


def words(app):
    formulas = (re.sub("<.*?>", "", element.proto.body) for element in app.get("html"))
    return " ".join([*(element.value for element in app.markdown), *formulas])


HOSTILE = [
    "nan", "inf", "-inf", "1e400", "-1e400", "1e-400", "0x10", "1_000", "٣", "½", "", " ", "null",
    "None", "true", "[]", "{}", "<script>alert(1)</script>", "<img src=x onerror=alert(1)>",
    "'; DROP TABLE units; --", "../../etc/passwd", "%00", "\x00", "𝟙", "🙂" * 50, "9" * 400,
    "1,5", "1;2", "--1", "+1", "1e3", "-0", "0.1e1", "NaN1", "a" * 100_000,
]  # fmt: skip


NAMES = [
    "n", "c", "probe", "hold", "stages", "max", "window", "height", "example", "x", "__proto__",
    *(f"{symbol}{unit}" for symbol in ("w", "b", "v", "on", "solo") for unit in range(10)),
]  # fmt: skip


def hostile_link(random_source):
    """Some parameters, some of them repeated, with values that no widget would write."""
    link = {}
    for _ in range(random_source.randint(1, 12)):
        name = random_source.choice(NAMES)
        if random_source.random() < 0.1:
            name = "".join(random_source.choices(string.printable, k=8)).strip() or "x"
        values = [
            _hostile_value(random_source) for _ in range(random_source.choice((1, 1, 1, 2, 3)))
        ]
        link[name] = values
    return link


def _hostile_value(random_source):
    if random_source.random() < 0.4:
        return str(round(random_source.uniform(-30, 30), 2))
    return random_source.choice(HOSTILE)


def opened(page, **parameters):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    if page != "explorer":
        app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


PREFIX = {
    **{"one_unit": "one_", "adding_up": "sum_", "lab": "lab_", "training": "train_"},
    **{"two_layers": "deep_", "two_inputs": "plane_"},
}


PRESS = "button to press"


def open_task(name, **parameters):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=20)
    app.switch_page(f"pages/{PAGE_OF[name]}.py")
    app.query_params["task"] = name
    for key, value in parameters.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def move(app, name, values):
    prefix = PREFIX[PAGE_OF[name]]
    if values.keys() & {"window", "height"}:
        app.session_state[f"{prefix}frame"] = True  # they lie in a popover, which is opened first
        app.run()
    for key, value in values.items():
        if key == PRESS:
            button(app, value).click()
            continue
        widget(app, prefix + key).set_value(value)
    app.run()
    assert not app.exception


def widget(app, key):
    for kind in (app.slider, app.checkbox, app.toggle, app.select_slider, app.segmented_control):
        found = [one for one in kind if one.key == key]
        if found:
            return found[0]
    raise KeyError(key)


def answer(app):
    return live_data(app)["note"]


def is_done(app):
    return "**Done.**" in words(app)


def button(app, label):
    return next(one for one in app.button if one.label == label)
