"""Patterns that are compiled on first use: each of them can be, and behaves as a compiled one."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import tracker.extract
import tracker.read
from tracker.patterns import lazy

MODULES = sorted(
    module.name
    for package in (tracker.extract, tracker.read)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
)


def test_a_pattern_is_asked_as_a_compiled_one() -> None:
    pattern = lazy("(?P<day>[0-9]+)일", re.M)
    found = pattern.search("28일")
    assert found is not None and found["day"] == "28"
    assert [match[0] for match in pattern.finditer("1일 2일")] == ["1일", "2일"]
    assert pattern.sub("", "1일 ") == " "
    assert (pattern.pattern, pattern.flags & re.M) == ("(?P<day>[0-9]+)일", re.M)


def test_an_error_in_a_pattern_comes_up_when_it_is_used() -> None:
    with pytest.raises(re.error):
        lazy("(").search("")


@pytest.mark.parametrize("name", MODULES)
def test_every_pattern_can_be_compiled(name: str) -> None:
    for value in vars(importlib.import_module(name)).values():
        for pattern in value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else (value,):
            if type(pattern).__module__ == "tracker.patterns":
                assert re.compile(pattern.pattern, pattern.flags)
