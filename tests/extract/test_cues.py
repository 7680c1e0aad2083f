"""How a sentence goes on after a closing mark, and which verb or noun reports."""

from __future__ import annotations

import pytest

from tracker.extract.cues import read_tail, reporting_verb
from tracker.extract.detect import mask
from tracker.extract.marks import find_marked

TAILS = [
    # text, kind, cue, tone
    ('"가겠다"고 말했다.', "verb", "말하다", "neutral"),
    ('"가겠다"고 10일 오후 시청에서 강조했다.', "verb", "강조하다", "assert"),
    ('"가겠다"고 질타했다.', "verb", "질타하다", "criticise"),
    ('"가겠다"라고 선을 그었다.', "verb", "선을 긋다", "deny"),
    ('"가겠다"(웃음)라고 했다.', "verb", "하다", "neutral"),
    ('"가겠다"며 웃었다.', "verb", "웃다", "neutral"),
    ('"가겠다"는 입장이다.', "noun", "입장", "neutral"),
    ('"가겠다"란 글을 올렸다.', "noun", "글", "neutral"),
    ('"가겠다" 등의 비판', "noun", "비판", "criticise"),
    ('"가겠다" 비판', "bare", "비판", "criticise"),
    ('"물러나라"를 촉구했다.', "object", "촉구하다", "demand"),
    ('"가겠다", "꼭 가겠다"고 했다.', "listed", None, "neutral"),
    ('"가겠다"', "end", None, "neutral"),
    ('"가겠다"라는 제목의 책', "naming", None, "neutral"),
    ('"다온"이라 불린다.', "naming", None, "neutral"),
    ('"다온"에서 만났다.', "other", None, "neutral"),
]


@pytest.mark.parametrize(("text", "kind", "cue", "tone"), TAILS, ids=[row[0] for row in TAILS])
def test_what_follows_the_marks(text: str, kind: str, cue: str | None, tone: str) -> None:
    pairs = find_marked(text, 0, len(text))
    tail = read_tail(mask(text, pairs), pairs[0].outer_end, len(text))
    assert (tail.kind, tail.cue, tail.tone) == (kind, cue, tone)


@pytest.mark.parametrize(
    ("text", "joins"), [('"가"며 "나"라고 했다', True), ('"가"면서도 웃었다', True), ('"가"고 했다', False)]
)
def test_a_particle_that_only_links(text: str, joins: bool) -> None:
    pairs = find_marked(text, 0, len(text))
    assert read_tail(mask(text, pairs), pairs[0].outer_end, len(text)).joins is joins


VERBS = [
    ("말했다", "말하다"), ("말한다.", "말하다"), ("말하며", "말하다"), ("밝혔습니다", "밝히다"),
    ("덧붙였다", "덧붙이다"), ("썼다", "쓰다"), ("했다", "하다"),
    ("한양대", None), ("하늘은", None),
    ("시장은", None), ("그는", None),
]  # fmt: skip


@pytest.mark.parametrize(("word", "lemma"), VERBS)
def test_reporting_verbs(word: str, lemma: str | None) -> None:
    found = reporting_verb(word)
    assert (found and found[0]) == lemma
