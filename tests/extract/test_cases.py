"""Every line of the tables in `tests/cases` is a test: who says what in a short text."""

from __future__ import annotations

import re

import pytest
from cases import Case, all_cases, judge

CASES = all_cases()
OPENING = "\"'“”‘’「『＂"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_tracker_names_the_speakers_that_a_reader_names(case: Case) -> None:
    wrong = judge(case)
    if wrong:
        headline = f"headline: {case.headline}\n" if case.headline else ""
        pytest.fail(f"{case.note}\n{headline}{case.text}\n- " + "\n- ".join(wrong), pytrace=False)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_a_table_expects_stands_in_its_text(case: Case) -> None:
    reading = f"{case.headline or ''}\n{case.text}"
    at = 0
    for expected in case.expected:
        words = r"\s+".join(map(re.escape, expected.start.split()))
        # A sound bite's words follow a colon and need no marks.
        match = re.compile(rf"(?:[{OPENING}]\s?|: ){words}").search(reading, at)
        assert match, f"no quote begins with '{expected.start}' after '{reading[:at][-20:]}'"
        assert expected.end in reading[match.end() - len(expected.start) :]
        at = match.end()


def test_no_two_cases_are_the_same() -> None:
    texts = [(case.headline, case.text) for case in CASES]
    assert len(texts) == len(set(texts))
