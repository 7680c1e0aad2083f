"""Sentences end where a reader would end them, and never inside quotation marks."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract.sentences import merged_spans, sentence_spans, span_at

CASES = [
    ("김가람 의원은 반대했다. 이어 자리를 떴다.", ["김가람 의원은 반대했다.", "이어 자리를 떴다."]),
    ('그는 "좋다. 아주 좋다."고 말했다. 끝났다.', ['그는 "좋다. 아주 좋다."고 말했다.', "끝났다."]),
    ('그는 "첫째다.\n둘째다."라고 했다.\n다음 줄', ['그는 "첫째다.\n둘째다."라고 했다.', "다음 줄"]),
    ("성장률은 3.5%로 올랐다. 물가도 올랐다.", ["성장률은 3.5%로 올랐다.", "물가도 올랐다."]),
    ("행사는 10. 1. 국회에서 열린다.", ["행사는 10. 1. 국회에서 열린다."]),
    ("J. 스미스 교수가 왔다.", ["J. 스미스 교수가 왔다."]),
    ("조건은 가. 신청서 나. 동의서", ["조건은 가. 신청서 나. 동의서"]),
    ("그가 말했다.이어 떠났다.", ["그가 말했다.", "이어 떠났다."]),
    ("왜 그랬을까? 아무도 모른다!", ["왜 그랬을까?", "아무도 모른다!"]),
    ("그는 물었다(웃음). 답은 없었다.", ["그는 물었다(웃음).", "답은 없었다."]),
    ("말이 길어졌다... 그리고 끝났다.", ["말이 길어졌다... 그리고 끝났다."]),
    ("  \n\n 한 줄 \r\n\t두 줄\n", ["한 줄", "두 줄"]),
    ("", []),
    (" \n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    quotes = [match.span(1) for match in re.finditer(r'"([^"]*)"', text)]
    assert [text[start:end] for start, end in sentence_spans(text, quotes)] == expected


@given(st.text(alphabet='가나다.?! \n"3A'), st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=5))
def test_sentences_are_in_order_and_hold_every_visible_character(text: str, quotes: list[tuple[int, int]]) -> None:
    spans = sentence_spans(text, quotes)
    assert all(start < end for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert "".join("".join(text[start:end] for start, end in spans).split()) == "".join(text.split())


def test_span_at_finds_the_sentence_of_an_offset() -> None:
    spans = [(0, 5), (6, 9), (12, 20)]
    assert [span_at(spans, offset) for offset in (0, 4, 6, 10, 12, 19, 99)] == [0, 0, 1, 1, 2, 2, 2]


def test_overlapping_quotes_are_one() -> None:
    assert merged_spans([(5, 9), (0, 3), (8, 12), (4, 4)]) == [(0, 3), (5, 12)]


def test_zones_end_sentences() -> None:
    text = "물가 더 오른다  (서울=가나통신) 김가람 기자 = 물가가 올랐다. 끝났다."
    edges = [text.index("(서울"), text.index("물가가")]
    assert [text[start:end] for start, end in sentence_spans(text, [], edges)] == [
        "물가 더 오른다",
        "(서울=가나통신) 김가람 기자 =",
        "물가가 올랐다.",
        "끝났다.",
    ]
