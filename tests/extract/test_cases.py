"""Every line of the tables in `tests/cases` is a test: who says what in a short text."""

from __future__ import annotations

import re

import pytest
from cases import Case, all_cases, judge

CASES = all_cases()
OPENING = "\"'“”‘’「『＂"


# Lines that a reader solves and the rules do not yet; one that begins to hold must leave this list.
OPEN = {
    "dropped_subject.tsv:14": "neighbours who only gathered are taken for the speaker",
    "subject_after.tsv:10": "the speaker is the predicate: '…한 사람은 김 후보였다'",
    "topic_with_long_modifiers.tsv:14": "the author of a post stands two clauses behind the words",
}


def told(case: Case) -> object:
    marks = [pytest.mark.xfail(reason=OPEN[case.name], strict=True)] if case.name in OPEN else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [told(case) for case in CASES])
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
        # A sound bite's words follow a colon, or the line of its label, and need no marks.
        match = re.compile(rf"(?:[{OPENING}]\s?|: |[>〉▶][^\n]*\n\s*){words}").search(reading, at)
        assert match, f"no quote begins with '{expected.start}' after '{reading[:at][-20:]}'"
        assert expected.end in reading[match.end() - len(expected.start) :]
        at = match.end()


def test_no_two_cases_are_the_same() -> None:
    texts = [(case.headline, case.text) for case in CASES]
    assert len(texts) == len(set(texts))
