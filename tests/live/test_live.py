"""The preview's JavaScript against numpy: the same curves and words, run in Chromium."""

import re

import numpy as np
import pytest
from chromium import ROOT
from networks import random_deep, random_planar, random_states
from numpy.testing import assert_allclose

from relu_explorer.charts.composite import composite_scene
from relu_explorer.charts.palette import MAX_UNITS
from relu_explorer.charts.scene import dots, units_scene
from relu_explorer.charts.ticks import layout_of
from relu_explorer.charts.two_inputs import cut_scene, planar_scene
from relu_explorer.charts.two_layers import deep_scenes
from relu_explorer.core.curves import Samples
from relu_explorer.core.parameters import PARAMETERS, taken_apart
from relu_explorer.core.several.two_layers import MOST_FURTHER
from relu_explorer.core.state import COMPARISONS, STAGES, Ticks, read
from relu_explorer.language.numerals import count_text, equals, number, size
from relu_explorer.language.translation import ENGLISH, LANGUAGES, use_language
from relu_explorer.live.modules import module_address
from relu_explorer.live.words import browser_texts
from relu_explorer.questions.several.planar_starts import PlanarStart
from relu_explorer.words.explain import arithmetic, unit_sentence
from relu_explorer.words.training import (
    KINDS,
    Note,
    counted,
    note_text,
    span,
    unit_labels,
    unit_notes,
)
from relu_explorer.words.two_inputs import planar_lines
from relu_explorer.words.two_layers import probe_lines

BROWSER = ROOT / "relu_explorer/live/browser"
MODULES = (
    *("words.js", "scene.js", "sliders.js", "names.js"),
    *("deep_scene.js", "deep_words.js", "planar_scene.js", "planar_words.js"),
)


@pytest.fixture(scope="module")
def module(browser, address):
    """A page with the live layer's functions in the global `live`, in English."""
    page = browser.new_page()
    page.goto(f"{address}_stcore/health")
    page.evaluate(
        """async ([places, texts]) => {
            const modules = await Promise.all(places.map((place) => import(place)));
            window.live = Object.assign({}, ...modules);
            live.learn(texts);
        }""",
        [[address + module_address(name) for name in MODULES], browser_texts()],
    )
    yield page
    page.close()


def for_browser(state):
    network, view = state.network, state.view
    return {
        "w": network.weight.tolist(),
        "b": network.bias.tolist(),
        "v": network.output_weight.tolist(),
        "c": network.output_bias,
        "on": [bool(on) for on in view.on],
        "probe": view.probe,
        "stages": view.stages,
        "hasMax": view.has_max,
        "window": view.window,
        "height": view.height,
        "compare": view.compare,
        "target": view.target,
        "data": [part for part in dots(view.data) if part is not None],
        "span": span(view.data),
        "ticks": [layout_of(ticks) for ticks in view.ticks or ()],
    }


def test_every_drawn_point_is_numpy_s(module, rng):
    target = ((-1.0, 0.5, 2.0), (0.0, 1.0, -1.0))
    data = Samples(np.array([-1.0, 0.5, 2.0]), np.array([1.0, 0.0, 1.0]))
    more = {"target": target, "data": data}
    scaled = (Ticks((0.0,), ("5",)), Ticks((0.0,), ("7",)))  # the axes have numbers of their own
    states = [
        read(state.network, state.view._replace(compare=compare, ticks=ticks, **more))
        for state, ticks in zip(random_states(rng, 400), [None, scaled] * 200, strict=True)
        for compare in COMPARISONS
    ]
    drawn = module.evaluate(
        "states => states.map(s => ({...live.unitsScene(s), ...live.compositeScene(s)}))",
        [for_browser(state) for state in states],
    )
    for state, curves in zip(states, drawn, strict=True):
        labels = unit_labels(state)
        expected = units_scene(state) | composite_scene(state, labels)
        assert curves.keys() == expected.keys()
        for name, curve in expected.items():
            for mine, numpys in zip(curves[name][:2], curve[:2], strict=True):
                numbers = np.array(mine, dtype=float), np.array(numpys, dtype=float)
                assert numbers[0].shape == numbers[1].shape, name
                assert_allclose(*numbers, rtol=1e-9, atol=1e-9, err_msg=name)
            if curve.text:
                assert curves[name][2] == curve.text, name


def test_every_sentence_is_python_s(module, rng):
    units = np.round(rng.integers(-60, 61, (1000, 3)) * 0.05, 10).tolist()
    sums = [
        [state.view.probe, state.network.output_bias, state.contributions.tolist()]
        for state in random_states(rng, 1000)
    ]
    said = module.evaluate(
        """([units, sums]) => [
            units.map(unit => [true, false].map(hasMax => live.unitSentence(...unit, hasMax))),
            sums.map(([x, c, parts]) => live.arithmetic(x, c, parts).join(" ")),
        ]""",
        [units, sums],
    )
    assert said[0] == [[unit_sentence(*u), unit_sentence(*u, has_max=False)] for u in units]
    assert said[1] == [arithmetic(*parts) for parts in sums]


def test_a_unit_s_formula_is_what_it_adds(module, rng):
    units = np.round(rng.integers(-60, 61, (500, 3)) * 0.05, 10).tolist()
    said = module.evaluate(
        "units => units.map(u => [true, false].map(hasMax => live.unitFormula(...u, hasMax)))",
        units,
    )
    for (w, b, v), texts in zip(units, said, strict=True):
        for text, bend in zip(texts, (max, lambda _, z: z), strict=True):
            name, expression = text.replace("−", "-").replace("·", "*").split(" = ")
            x = float(rng.uniform(-20, 20))
            value = eval(expression, {"x": x, "max": max})
            assert name == ("v*h" if bend is max else "v*z")
            assert value == pytest.approx(v * bend(0, w * x + b), abs=1e-9)
    third = module.evaluate("live.unitFormula(1 / 3, -1, 2, true)")
    assert third == "v·h ≈ 2·max(0, 0.333·x − 1)"


def test_numbers_are_written_as_in_python(module, rng):
    values = [
        0.0,
        -0.0,
        0.0625,
        -0.0625,
        1e9,
        -2.5e12,
        1e30,
        1234567890.0,
        *rng.normal(scale=50, size=500),
    ]
    texts = module.evaluate("values => values.map(v => [live.number(v), live.equals(v)])", values)
    assert texts == [[number(value), equals(value)] for value in values]


def test_names_are_taken_apart_as_in_python(module):
    names = ["w0", "b7", "corner3", "on12", "c", "probe", "scale", ""]
    mine = module.evaluate("names => names.map(live.takenApart)", names)
    assert mine == [list(taken_apart(name)) for name in names]


def test_values_snap_as_in_python(module, rng):
    for symbol, parameter in PARAMETERS.items():
        values = rng.uniform(-25, 25, 300).tolist()
        snapped = module.evaluate(
            "([values, grid]) => values.map(v => live.snapped(v, grid))", [values, parameter[2:]]
        )
        assert snapped == [parameter.snapped(value) for value in values], symbol


def test_the_words_on_training_are_python_s(module, rng):
    networks = [state.network for state in random_states(rng, 1000)]
    ends, levels = [-1.0, 2.0], [*(10.0 ** rng.uniform(-9, 9, 1000)), 0.0, 0.5, 1.0, 99999.0]
    mine = module.evaluate(
        """([networks, ends, levels]) => [
            networks.map(s => live.unitNotes(s, ends).map(live.noteText)),
            networks.map(s => live.counted(live.unitNotes(s, ends))),
            levels.map(live.size),
        ]""",
        [[{"w": n.weight.tolist(), "b": n.bias.tolist()} for n in networks], ends, levels],
    )
    notes = [unit_notes(network, ends) for network in networks]
    assert mine == [
        [[note_text(note) for note in one] for one in notes],
        [counted(one) for one in notes],
        [size(level) for level in levels],
    ]
    assert {note.kind for one in notes for note in one} == {"", *KINDS}


@pytest.fixture(params=LANGUAGES)
def spoken(request, module):
    """A language that Python and the page speak for the time of a test."""
    use_language(request.param)
    module.evaluate("texts => live.learn(texts)", browser_texts())
    yield request.param
    use_language(ENGLISH)
    module.evaluate("texts => live.learn(texts)", browser_texts())


def test_every_language_is_python_s(module, spoken):
    units = [(w, 1.0, v) for w in (-1.0, 0.0, 2.5) for v in (0.0, 1.0)]
    notes = [[Note(kind, 3)] * count for kind in KINDS for count in range(1, MAX_UNITS + 1)]
    numbers = [0, 999, 1000, 9999, 10_000, 1_234_567]
    mine = module.evaluate(
        """([units, notes, numbers]) => [
            units.map(unit => [true, false].map(hasMax => live.unitSentence(...unit, hasMax))),
            notes.map(live.counted),
            notes.map(one => live.noteText(one[0])),
            numbers.map(live.grouped),
        ]""",
        [units, [[note._asdict() for note in one] for one in notes], numbers],
    )
    assert mine == [
        [[unit_sentence(*u), unit_sentence(*u, has_max=False)] for u in units],
        [counted(one) for one in notes],
        [note_text(one[0]) for one in notes],
        [count_text(number) for number in numbers],
    ]


# Names of texts that are put together at run time, by what stands in the brackets of `say`.
COMPOSED = {
    "name": ("step", "stop", "rewind"),
    "kind": KINDS,
    "`about_${name}${k}`": [
        *(f"about_stages{k}" for k in range(3)),
        *("about_hold0", "about_hold1", "about_solo0"),
    ],
    "`about_${symbol}`": ["about_c", "about_probe", "about_scale"],
    "`heading_${s.compare}`": [f"heading_{name}" for name in COMPARISONS],
    "`sign_${stage}`": [f"sign_{stage}" for stage in STAGES],
    "`${kind}${count(kind)}`": [f"{kind}{n}" for kind in KINDS for n in range(1, MAX_UNITS + 1)],
    "`further${s.further}`": [f"further{n}" for n in range(1, MOST_FURTHER + 1)],
}


def test_no_two_files_of_the_browser_have_one_name():
    names = [path.name for path in BROWSER.rglob("*.*")]
    assert len(names) == len(set(names))


def test_the_browser_knows_every_text_that_it_says():
    scripts = [path.read_text("utf-8") for path in BROWSER.rglob("*.js")]
    asked = [
        name
        for script in scripts
        if re.search(r'\{[^}]*\bsay\b[^}]*\} from "[./a-z]*/words.js"|export const say', script)
        for name in re.findall(r"(?<![.\w])say\(([^,()]+(?:\([^()]*\))?[^,()]*)", script)
    ]
    plain = {name.strip('"') for name in asked if name.startswith('"')}
    composed = {name for name in asked if not name.startswith('"')}
    assert composed == COMPOSED.keys()
    said = plain | {name for found in COMPOSED.values() for name in found}
    texts = browser_texts().keys()
    assert said <= texts
    assert texts - said == set()  # and none is sent for nothing


def curves_of(scene):
    return {name: [part for part in curve if part is not None] for name, curve in scene.items()}


def assert_same_curves(drawn, expected):
    assert drawn.keys() == expected.keys()
    for name, curve in expected.items():
        for part, wanted in zip(drawn[name], curve, strict=True):
            assert [one is None for one in part] == [one is None for one in wanted], name
            numbers = [
                [one for one in row if isinstance(one, int | float)] for row in (part, wanted)
            ]
            assert_allclose(*numbers, rtol=1e-9, atol=1e-9, err_msg=name)
            texts = [[one for one in row if isinstance(one, str)] for row in (part, wanted)]
            assert texts[0] == texts[1]


def for_two_layers(values, state):
    view = state.view
    return {
        "values": values | {"probe": view.probe},
        "units": state.units,
        "hasMax": view.has_max,
        "further": view.further,
        "probe": view.probe,
        "window": view.window,
        "height": view.height,
        "target": view.target,
    }


def test_two_layers_are_drawn_and_told_as_by_numpy(module, rng):
    cases = [random_deep(rng) for _ in range(300)]
    drawn, told = module.evaluate(
        "cases => [cases.map(live.deepScenes), cases.map(live.probeLines)]",
        [for_two_layers(*case) for case in cases],
    )
    for (_, state), scenes, lines in zip(cases, drawn, told, strict=True):
        for name, scene in deep_scenes(state).items():
            assert_same_curves(scenes[name], curves_of(scene))
        assert [text for _, text in lines] == probe_lines(state)


def test_two_inputs_are_drawn_and_told_as_by_numpy(module, rng):
    start = PlanarStart(((1, 1, 1, 1),) * 5)
    cases = [random_planar(rng, start) for _ in range(200)]
    planes, cuts, told = module.evaluate(
        """cases => [
            cases.map(live.planarScene),
            cases.map(s => live.compositeScene(live.cutOf(s))),
            cases.map(live.planarLines),
        ]""",
        [
            {"values": values, "units": len(state.network), "reach": 3, "height": [-4, 4]}
            for values, state in cases
        ],
    )
    for (_, state), plane, cut, lines in zip(cases, planes, cuts, told, strict=True):
        expected = planar_scene(state)
        found = {tuple(one["active"]): one for one in plane["regions"]}
        assert len(found) == len(plane["regions"]) == len(expected["regions"])
        for region in expected["regions"]:
            same = found[tuple(region["active"])]
            assert_allclose(same["plane"], region["plane"], atol=1e-9)
            corners, wanted = np.array(same["corners"]), np.array(region["corners"])
            assert corners.shape == wanted.shape
            turns = [np.abs(np.roll(corners, k, axis=0) - wanted).max() for k in range(len(wanted))]
            assert min(turns) <= 1e-9
        for line, other in zip(plane["lines"], expected["lines"], strict=True):
            assert (line is None) == (other is None)
            if line:
                assert_allclose(line, other, atol=1e-9)
        shown = curves_of(cut_scene(state))
        assert_same_curves({name: cut[name] for name in shown}, shown)
        assert lines == planar_lines(state)
