"""Compiled and as it is, the extraction says the same. These run where its compiled form does: `make test-compiled`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from command import ROOT, Run

from tracker.extract import attribute

compiled = pytest.mark.skipif(attribute.__file__.endswith(".py"), reason="not compiled: make test-compiled runs it so")


def both_forms(tracker: Run, archive: Path) -> tuple[str, str]:
    as_it_is = {**os.environ, "PYTHONPATH": str(ROOT)}
    forms = [
        tracker("extract", archive, "--turns", "--format", "jsonl", env=form, timeout=600)
        for form in (dict(os.environ), as_it_is)
    ]
    assert [done.returncode for done in forms] == [0, 0], forms[0].stderr + forms[1].stderr
    return forms[0].stdout, forms[1].stdout


@compiled
def test_the_examples_are_read_alike(tracker: Run, examples: Path) -> None:
    first, second = both_forms(tracker, examples)
    assert first.count('"speaker"') > 50
    assert first == second


@compiled
@pytest.mark.shared
def test_an_archive_is_read_alike(tracker: Run, shared: Path) -> None:
    first, second = both_forms(tracker, shared / "corpus" / "articles.jsonl.gz")
    assert first.count('"speaker"') > 10_000
    assert first == second
