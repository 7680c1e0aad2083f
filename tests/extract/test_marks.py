"""Which characters stand between which marks; ⟨ and ⟩ show where the words of a pair begin and end."""

from __future__ import annotations

import re

import pytest

from tracker.extract import extract_quotes
from tracker.extract.marks import MAX_LENGTH, MAX_LINES, find_marked
from tracker.read.text import read_text

TABLE = [
    # (why, text with the words of each pair in angle brackets)
    ("straight", '맹 대표는 "⟨가겠다⟩"고 했다.'),
    ("curly", "맹 대표는 “⟨가겠다⟩”고 했다."),
    ("full-width", "맹 대표는 ＂⟨가겠다⟩＂고 했다."),
    ("opened curly, closed straight", '맹 대표는 “⟨가겠다⟩"고 했다.'),
    ("an opening mark closes", "맹 대표는 “⟨가겠다⟩“고 했다."),
    ("two in a sentence", '"⟨가겠다⟩"며 "⟨꼭 가겠다⟩"고 했다.'),
    ("single marks inside are part of the words", "“⟨그건 ‘약속’이다⟩”라고 했다."),
    ("single marks alone", "그는 ‘⟨가겠다⟩’고 했다."),
    ("an apostrophe is no mark", "It's 맹 대표's \"⟨가겠다⟩\"."),
    ("corner brackets", "소설 『⟨물길⟩』과 「⟨둑⟩」"),
    ("never closed", "맹 대표는 “가겠다고 했다."),
    ("never opened", '가겠다"고 했다. 도 시장은 "⟨안 간다⟩"고 했다.'),
    ("a straight mark opened again before it was closed", '그는 "가겠다고 했다.\n도 시장은 "⟨안 간다⟩"고 했다.'),
    ("over paragraphs", '그는 "⟨가겠다.\n\n꼭 가겠다⟩"고 했다.'),
    ("nothing between", '그는 ""라고 했다.'),
    ("no marks", "그는 가겠다고 했다."),
]


@pytest.mark.parametrize(("why", "shown"), TABLE, ids=[why for why, _ in TABLE])
def test_pairs(why: str, shown: str) -> None:
    text = re.sub("[⟨⟩]", "", shown)
    found = find_marked(text, 0, len(text))
    assert [text[pair.start : pair.end] for pair in found] == re.findall("⟨(.*?)⟩", shown, re.DOTALL)


def test_marks_outside_the_range_are_not_seen() -> None:
    text = '"가" "나" "다"'
    assert [text[pair.start : pair.end] for pair in find_marked(text, 4, 7)] == ["나"]


@pytest.mark.parametrize(("length", "pairs"), [(MAX_LENGTH - 2, 1), (MAX_LENGTH + 1, 0)])
def test_words_of_more_than_the_longest_quotation_are_no_pair(length: int, pairs: int) -> None:
    text = "“" + "가" * length + "”"
    assert len(find_marked(text, 0, len(text))) == pairs


@pytest.mark.parametrize(("lines", "pairs"), [(MAX_LINES, 1), (MAX_LINES + 1, 0)])
def test_words_over_too_many_lines_are_no_pair(lines: int, pairs: int) -> None:
    text = "“" + "가\n" * lines + "나”라고 했다."
    assert len(find_marked(text, 0, len(text))) == pairs


def test_no_pair_of_marks_reaches_into_a_sound_bite() -> None:
    text = "사람들은 “집이 없다.\n물이 끊긴 지 사흘째다.\n\n[노아람/주민 : 세”수도 못 하고 보내요.]\n\n내일 끝난다."
    quotes = extract_quotes(read_text(text))
    assert [(quote.speaker, quote.text) for quote in quotes] == [("노아람", "세”수도 못 하고 보내요.")]
