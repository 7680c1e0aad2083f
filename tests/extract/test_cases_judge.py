"""The judge of the case tables finds fault where there is fault, and only there."""

from __future__ import annotations

from pathlib import Path

import pytest
from cases import complaints, read_cases

from tracker.models import Quote

HEADER = "text\texpect\tnote\trelayer\n"
TEXT = '홍서연 의원은 "예산을 다시 짜자"며 "급하다"고 했다.'
LINE = f"{TEXT}\t홍서연 → 예산을 ~ 짜자 | (홍서연/홍 의원 → 급)\ttwo\t남기율 | -\n"


def quote(text: str, start: int | None, speaker: str | None = "홍서연", relayer: str | None = None) -> Quote:
    end = None if start is None else start + len(text)
    return Quote(
        "", text, start, end, "body", "direct", speaker, "person", None, None, None, relayer, None,
        "neutral", None, None, None, "by-hand", 1.0, "",
    )  # fmt: skip


FIRST = quote("예산을 다시 짜자", 10, relayer="남기율")


@pytest.mark.parametrize(
    ("quotes", "wrong"),
    [
        ([FIRST, quote("급하다", 24)], []),
        ([quote("급하다", 24, "홍 의원"), FIRST], []),
        ([FIRST], []),
        ([], ["not found: 홍서연 → 예산을"]),
        ([FIRST, quote("급하다", 24, "남기율")], ['"급하다": speaker 남기율, expected 홍서연/홍 의원 (rule by-hand)']),
        ([FIRST, quote("급하다", 24, None)], ['"급하다": speaker ?, expected 홍서연/홍 의원 (rule by-hand)']),
        ([FIRST, quote("또", 30)], ['not a quote: "또"']),
        ([quote("새", None), FIRST], ['not a quote: "새"']),
        ([quote("예산을 다시", 10)], ["not found: 홍서연 → 예산을", 'not a quote: "예산을 다시"']),
        ([quote("예산을 다시 짜자", 10)], ['"예산을 다시 짜자": relayer -, expected 남기율']),
    ],
)
def test_the_judge_finds_what_is_wrong(quotes: list[Quote], wrong: list[str], tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(HEADER + LINE, encoding="utf-8")
    (case,) = read_cases(table)
    assert complaints(case, quotes) == wrong


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("문장\t홍서연 예산을\tnote\t\n", "table.tsv:2: '홍서연 예산을' is not"),
        ("문장\t홍서연 → 예산을\n", "table.tsv:2: 2 columns"),
        ("문장\t홍 → 가 | 홍 → 나 | 홍 → 다\tnote\t남 | 하\n", "table.tsv:2: 3 quotes but 2 relayers"),
    ],
)
def test_a_line_that_breaks_the_grammar_is_named(line: str, says: str, tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(HEADER + line, encoding="utf-8")
    with pytest.raises(ValueError, match=says):
        read_cases(table)
