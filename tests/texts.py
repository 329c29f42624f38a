"""The texts that are shown, collected; the catalogues of their translations, kept up to date.

Run it after a text was changed: ``python tests/texts.py``.  It adds what is new to every
catalogue, takes away what is gone, and compiles them; what is not translated yet it lists.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from relu_explorer.language.translation import DOMAIN, ENGLISH, FOLDER, LANGUAGES
from relu_explorer.questions import QUESTIONS
from relu_explorer.questions.tasks import Task

ROOT = Path(__file__).parents[1]
SOURCES = [
    ROOT / "app.py",
    *sorted(ROOT.glob("pages/*.py")),
    *sorted(ROOT.glob("relu_explorer/**/*.py")),
]


class Text(NamedTuple):
    """A text, in its two forms if it counts something, and where it is from."""

    forms: tuple[str, ...]
    place: str


def texts() -> list[Text]:
    """Return all texts: what `tr`, `tr_many` and `mark` are given, and the questions."""
    found = [text for source in SOURCES for text in _of_source(source)]
    found += [
        Text((text,), f"relu_explorer/questions/{page}.py")
        for page, tasks in QUESTIONS.items()
        for task in tasks
        for text in _of_task(task)
    ]
    return found


def _of_source(path: Path) -> Iterator[Text]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        count = {"tr": 1, "mark": 1, "tr_many": 2}.get(node.func.id, 0)
        forms = [a.value for a in node.args[:count] if isinstance(a, ast.Constant)]
        if count and len(forms) == count:
            yield Text(tuple(forms), str(path.relative_to(ROOT)))


def _of_task(task: Task) -> Iterator[str]:
    yield from (task.title, task.prompt, *task.hints, task.explanation)
    yield from (task.prediction.question, *task.prediction.options)
    yield from (act.missing for act in task.acts)


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue is, as a translator has it."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(language: str) -> Catalog:
    """Read a catalogue."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def bring_up_to_date(language: str) -> list[str]:
    """Bring a catalogue up to date and compile it; gives what is not translated."""
    template = Catalog()
    for text in texts():
        forms = text.forms if len(text.forms) > 1 else text.forms[0]
        template.add(forms, locations=[(text.place, 0)])
    catalogue = read_catalogue(language)
    template.creation_date = catalogue.creation_date  # else every run would change the file
    catalogue.update(template, no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with catalogue_path(language).open("wb") as file:
        write_po(
            file, catalogue, width=100, sort_by_file=True, omit_header=False, include_lineno=False
        )
    with catalogue_path(language).with_suffix(".mo").open("wb") as file:
        write_mo(file, catalogue)
    return [str(message.id) for message in catalogue if message.id and not _is_done(message.string)]


def _is_done(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if isinstance(string, str) else bool(string) and all(string or ())


def main() -> None:
    for language in LANGUAGES:
        if language != ENGLISH:
            missing = bring_up_to_date(language)
            print(f"{language}: {len(missing)} texts to be translated", *missing, sep="\n    ")


if __name__ == "__main__":
    main()
