"""Noun phrases that may be a speaker: the mention that ends in the last word of each text."""

from __future__ import annotations

import pytest

from tracker.extract.mentions import mention_at
from tracker.extract.phrases import tokens_of

TABLE = [
    # text, kind, role, words, name or part, title, where the person belongs
    ("맹서린은", "person", "T", "맹서린", "맹서린", None, None),
    ("맹서린 대표는", "person", "T", "맹서린 대표", "맹서린", "대표", None),
    ("한결당 맹서린 대표는", "person", "T", "맹서린 대표", "맹서린", "대표", "한결당"),
    ("맹서린 한결당 대표가", "person", "S", "맹서린 한결당 대표", "맹서린", "대표", "한결당"),
    ("맹서린 전 대표는", "person", "T", "맹서린 전 대표", "맹서린", "전 대표", None),
    ("맹 대표는", "person", "T", "맹 대표", "맹", "대표", None),
    ("맹서린씨도", "person", "A", "맹서린씨", "맹서린", "씨", None),
    ("김모씨는", "person", "T", "김모씨", "김모", "씨", None),
    ("설무진·맹서린 의원은", "person", "T", "설무진·맹서린 의원", "설무진", "의원", None),
    ("로데릭 베인 장관은", "person", "T", "로데릭 베인 장관", "로데릭 베인", "장관", None),
    ("전 총리인 도윤재는", "person", "T", "도윤재", "도윤재", None, None),
    ("한 주민은", "role", "T", "한 주민", None, None, None),
    ("한결당 관계자는", "role", "T", "한결당 관계자", None, None, None),
    ("주민 200여 명은", "role", "T", "주민 200여 명", None, None, None),
    ("대법원은", "org", "T", "대법원", None, None, None),
    ("감사보고서는", "document", "T", "감사보고서", None, None, None),
    ("그는", "pronoun", "T", "그", None, None, None),
    ("이들은", "pronoun", "T", "이들", None, None, None),
    ("하늘은", "noun", "T", "하늘", None, None, None),
]


@pytest.mark.parametrize(
    ("text", "kind", "role", "words", "name", "title", "org"), TABLE, ids=[row[0] for row in TABLE]
)
def test_mentions(
    text: str, kind: str, role: str, words: str, name: str | None, title: str | None, org: str | None
) -> None:
    tokens = tokens_of(text, 0, len(text))
    mention = mention_at(tokens, len(tokens) - 1, text)
    assert mention is not None
    assert text[mention.start : mention.end] == mention.words == words
    assert (mention.kind, mention.role, mention.name or mention.part, mention.title, mention.org) == (
        kind, role, name, title, org,
    )  # fmt: skip


@pytest.mark.parametrize("text", ["그러나", "말했다", "것은", "…", "17.8%로"])
def test_words_that_nobody_goes_by(text: str) -> None:
    tokens = tokens_of(text, 0, len(text))
    assert mention_at(tokens, len(tokens) - 1, text) is None
