"""Whatever the text, dating it raises nothing, keeps its offsets true and says the same twice."""

from __future__ import annotations

import json
import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.extract.dates import Day, Spoken, find_days, resolve_days
from tracker.models import Article, Zone, ZoneKind
from tracker.read.text import read_text

DATES = [
    "5일 ",
    "지난 30일",
    "지난달 12일",
    "2월 30일",
    "12월28일",
    "2024년 3월 1일",
    "2021.12.28 ",
    "10/1(수)",
    "오늘(5일)",
]
DATES += [
    "이달 ",
    "올해 ",
    "지난해 10월",
    "올 2월",
    "5일(현지시간)",
    "Dec. 28, 2021",
    "28 December 2021",
    "지난 월요일",
]
WORDS = ["이날 ", "전날", "같은 날 ", "어제", "다음 주 월요일", "당시 ", "최근 ", "1심 ", "과거 ", "누리꾼들은 "]
COUNTS = ["3일간", "1일 3회", "100일", "3∼5일", "1/", "3.", "0", "9", "일", "월", "년"]
CLAUSES = [
    "에 대해 ",
    "열린 회의에서 ",
    "에 따르면 ",
    "했지만 ",
    "김 의원은 ",
    "이어 ",
    "하지만 ",
    "고 말했다",
    "라고 5일 밝혔다",
]
CLAUSES += ["바 있다", "보도했다", "만찬사를 통해 ", "있다.연합뉴스"]
MARKS = ["\n", ". ", "“", "”", '"', "  ", "「", "\0", "\ud800"]
PIECES = [*DATES, *WORDS, *COUNTS, *CLAUSES, *MARKS]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)
QUOTE = re.compile('[“"]([^”"]*)[”"]')
ZONES: list[ZoneKind] = ["headline", "body", "caption", "furniture", "intertitle"]


def _told(day: Day | None) -> tuple[str | None, int, int, str] | None:
    return (day.value, day.start, day.end, day.rule) if day is not None else None


def _article(text: str, published: str | None, cuts: list[int], kinds: list[ZoneKind]) -> Article:
    edges = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    spans = zip(pairwise(edges), kinds * len(edges), strict=False)
    return Article(
        key="k", text=text, zones=tuple(Zone(start, end, kind) for (start, end), kind in spans), published=published
    )


@settings(max_examples=300, deadline=None)
@given(
    TEXTS,
    st.sampled_from(["2025-03-05", "2025-01-01T00:10:00+09:00", "2024-02-29", "soon", "", None]),
    st.lists(st.integers(0, 500), max_size=4),
    st.permutations(ZONES),
)
def test_any_text_is_dated_with_true_offsets(
    text: str, published: str | None, cuts: list[int], kinds: list[ZoneKind]
) -> None:
    article = _article(text, published, cuts, kinds)
    quotes = [Spoken(*match.span(1), match[1], kinds[match.start() % 5]) for match in QUOTE.finditer(text)]
    quotes.append(Spoken(None, None, "검토하겠다", "headline"))
    days = resolve_days(article, quotes)
    assert [_told(day) for day in days] == [_told(day) for day in resolve_days(article, quotes)]
    assert len(days) == len(quotes)
    for day in days:
        if day is None:
            continue
        assert text[day.start : day.end] == day.text
        assert (day.value is not None) == (day.precision == "day")
        if day.value is not None and published and published[:2] == "20":
            assert date.fromisoformat(day.value) <= date.fromisoformat(published[:10])


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_times_are_in_order_and_apart(text: str) -> None:
    found = [expression for expression, _ in find_days(text, "2025-03-05")]
    assert all(expression.start < expression.end <= len(text) for expression in found)
    assert all(before.end <= after.start for before, after in pairwise(found))


GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "dev"


@pytest.mark.shared
@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not beside this checkout")
def test_annotated_words_get_their_day() -> None:
    """With the annotated quotations and speakers given, at least 97 in 100 days are right."""
    right = wrong = 0
    for path in sorted(GOLD.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        article = read_text(gold["text"], title=gold["title"], published=gold["published"])
        quotes = [
            Spoken(
                one["start"],
                one["end"],
                one["text"],
                "headline" if one["kind"] == "headline" else "body",
                one["speaker"],
            )
            for one in gold["quotes"]
        ]
        for one, day in zip(gold["quotes"], resolve_days(article, quotes), strict=True):
            if one["said_on"] and not one["doubt"]:
                right += day is not None and day.value == one["said_on"]
                wrong += day is None or day.value != one["said_on"]
    assert right / (right + wrong) >= 0.97, f"{wrong} of {right + wrong} days are wrong"
