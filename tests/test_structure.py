"""The README's list of modules is whole, and imports point downwards in it."""

import ast
import re

import pytest
from chromium import ROOT

ROWS = re.findall(r"^\| (`.*?`) \|", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
PACKAGE = ROOT / "relu_explorer"
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): path
    for path in [*PACKAGE.rglob("*.py"), *ROOT.glob("pages/*.py"), ROOT / "app.py"]
    if path != PACKAGE / "__init__.py"
}


def is_in_row(module, row):
    name = module.removeprefix("relu_explorer.").removesuffix(".__init__").replace(".", "/")
    for listed in re.findall(r"`(?:relu_explorer/)?([^`]+)`", row):
        pattern = re.escape(listed).replace(r"\*", r"\w*")
        if re.fullmatch(pattern.removesuffix(r"\.py"), name) or f"{name}/".startswith(listed):
            return True
    return False


def place(module):
    """Return the number of the row that lists a module: the first that does."""
    return next((number for number, row in enumerate(ROWS) if is_in_row(module, row)), None)


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("relu_explorer"):
            for name in (f"{node.module}.{alias.name}" for alias in node.names):
                found = name if name in MODULES else node.module
                if found in MODULES or f"{found}.__init__" in MODULES:
                    yield found


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module):
    own = place(module)
    assert own is not None, f"{module} is not in the README"
    upward = [name for name in imported(MODULES[module]) if place(name) < own]
    assert upward == []
