"""Every text in every language, the choice in the address, and what a translation must keep."""

import gettext
import re
from collections import Counter

import pytest
from app_pages import opened
from texts import read_catalogue, texts

from relu_explorer.language import translation as language
from relu_explorer.language.translation import (
    DOMAIN,
    ENGLISH,
    FOLDER,
    LANGUAGES,
    tr,
    tr_many,
    use_language,
)
from relu_explorer.questions import ALL_TASKS, PAGE_OF

OTHERS = [code for code in LANGUAGES if code != ENGLISH]
PAGES = [
    *("explorer", "one_unit", "adding_up", "lab", "any_curve", "train", "training"),
    *("two_layers", "two_inputs", "questions"),
]


@pytest.fixture(autouse=True)
def _english_again():
    yield
    use_language(ENGLISH)


@pytest.fixture(params=OTHERS)
def code(request):
    return request.param


def forms(message):
    return message if isinstance(message, (tuple, list)) else (message,)


def pairs(code):
    """Give every English form with its translation."""
    for message in read_catalogue(code):
        if message.id:
            yield from zip(forms(message.id), forms(message.string), strict=True)


def test_every_text_is_translated_and_none_is_left_over(code):
    wanted = {text.forms for text in texts()}
    found = {tuple(forms(m.id)) for m in read_catalogue(code) if m.id and all(forms(m.string))}
    assert {one[0] for one in wanted - found} == set()
    assert {one[0] for one in found} - {one[0] for one in wanted} == set()


def test_the_compiled_catalogue_is_the_written_one(code):
    compiled = gettext.translation(DOMAIN, FOLDER, [code])
    for message in read_catalogue(code):
        if message.id and message.pluralizable:
            for count in (1, 2, 5):
                assert compiled.ngettext(*message.id, count) == message.string[count != 1]
        elif message.id:
            assert compiled.gettext(message.id) == message.string


def test_a_translation_keeps_places_numbers_and_marks(code):
    for english, other in pairs(code):
        for pattern in (
            r"\{\w+\}",
            r":[\w-]+[\[/]\w*",
            r"\*\*",
            r"[wbvczh]\d|[wbvzh]·[whx]\b|−b/w|max",
        ):
            found = [Counter(re.findall(pattern, text)) for text in (english, other)]
            assert found[0] == found[1], (english, other)
        plain = [re.sub(r"\{\w+\}", "", text).replace("1,000", "1000") for text in (english, other)]
        found = [Counter(re.findall(r"−?\d+(?:\.\d+)?", text)) for text in plain]
        assert found[0] == found[1], (english, other)


def test_counts_take_the_right_form(code):
    use_language(code)
    one, two, none = (tr_many("{count} unit", "{count} units", n) for n in (1, 2, 0))
    assert (one, two, none) == ("1 unidad", "2 unidades", "0 unidades")


class Pseudo(gettext.NullTranslations):
    """Marks every text that goes through the catalogue."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, one, many, count):
        return f"⟦{one if count == 1 else many}⟧"


# What is the same in every language: names, symbols, keys of code and formulas.
SAME = re.compile(
    r"⟦[^⟦⟧]*⟧|:[\w-]+(\[|/\w+:|-badge\[)|https?://\S+|\$[^$]*\$|\\[a-zA-Z]+|#[0-9A-Fa-f]{6}|"
    r"foreground|\b(max|ReLU Explorer|ReLU|numpy|PyTorch|Keras|CSV|JSON|PNG|SVG|Adam|He)\b|"
    r"\b[wbvczhxysnmeE]\d?\b|∂loss/∂\w|\b(English|Español)\b"
)


def shown(app):
    """All that a page says, as far as `AppTest` sees it."""
    for element in app.main:
        proto = getattr(element, "proto", None)
        for name in ("label", "body", "placeholder", "help", "options", "alt_text", "title"):
            value = getattr(proto, name, None)
            if isinstance(value, str):
                yield element.type, value
            elif name == "options" and value:
                for option in value:
                    yield element.type, getattr(option, "content", option)


def nested(text):
    """Take away marked texts, from the innermost outwards."""
    while True:
        less = SAME.sub("", text)
        if less == text:
            return less
        text = less


@pytest.mark.parametrize(
    "place", [*((page, "") for page in PAGES), *((PAGE_OF[t], t) for t in ALL_TASKS)]
)
def test_no_text_goes_past_the_catalogue(place, monkeypatch):
    monkeypatch.setitem(LANGUAGES, "xx", "Pseudo")
    monkeypatch.setattr(language, "_catalogue", lambda code: Pseudo())
    page, task = place
    app = opened(page, lang="xx", **({"task": task} if task else {}))
    for kind, text in shown(app):
        if kind not in ("code", "html", "latex", "bidi_component"):
            assert not re.search(r"[A-Za-z]{2,}", nested(text)), (kind, text)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_in_the_language_of_the_address(page, code):
    english = [text for _, text in shown(opened(page))]
    other = [text for _, text in shown(opened(page, lang=code))]
    assert len(english) == len(other)
    said = [(a, b) for a, b in zip(english, other, strict=True) if re.search(r"[a-z]{3,}", a)]
    assert sum(a != b for a, b in said) > 0.7 * len(said)


def test_an_unknown_language_is_english():
    assert [*shown(opened("lab", lang="<xx>"))] == [*shown(opened("lab"))]


def test_the_language_stays_on_the_way_to_another_page(code):
    app = opened("lab", lang=code)
    app.query_params.clear()
    app.switch_page("pages/questions.py").run()
    use_language(code)
    assert app.markdown[0].value == f"### {tr('What learners ask')}"
