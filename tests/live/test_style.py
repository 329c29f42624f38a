"""What would make every page slow, in the style sheets."""

import re

import pytest

from relu_explorer.live.style import style_sheet


def selectors(sheet):
    """Return the selectors of a sheet, without what stands in their brackets."""
    text = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    for _ in range(4):
        text = re.sub(r"\([^()]*\)", "", text)
    rules = re.findall(r"([^{};]+)\{", text)
    return [part.strip() for rule in rules for part in rule.split(",")]


@pytest.mark.parametrize("views", [("sideways", "pinned", "frame"), ("hall",)])
def test_where_a_selector_asks_for_something_it_styles_that_element_itself(views):
    asking = [one for one in selectors(style_sheet(*views)) if ":has" in one]
    assert asking
    assert [one for one in asking if re.search(r":has\S*\s", one)] == []


@pytest.mark.parametrize("views", [("sideways", "pinned", "frame"), ("hall",)])
def test_no_rule_lies_in_one_that_asks(views):
    assert [one for one in selectors(style_sheet(*views)) if re.match(r"&\s", one)] == []
