"""Screens for the browser tests."""

import pytest

DESKTOP = {"viewport": {"width": 1280, "height": 720}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}

phone = pytest.mark.parametrize("user", [PHONE], indirect=True)
