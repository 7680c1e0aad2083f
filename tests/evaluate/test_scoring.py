"""What counts as found, as the right speaker, as the right day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tracker.evaluate import GoldQuote, Predicted, compare, errors, figures, judge, slices
from tracker.evaluate.gold import GoldArticle
from tracker.evaluate.matching import likeness, match
from tracker.evaluate.predictions import extract_gold, read_predictions

GOLD = GoldQuote("물길을 다시 열겠다", 10, 20, "direct", "맹서린", ("맹 대표",), "person", "2025-11-03", None)
FOUND = Predicted("물길을 다시 열겠다", 10, 20, "맹서린", "2025-11-03", "direct", "topic-before", 0.9)


def verdicts(gold: list[GoldQuote], found: list[Predicted]) -> list[str]:
    """What is wrong, worst first."""
    return [error for error, _ in errors(judge([GoldArticle("one", {}, tuple(gold))], {"one": tuple(found)}))]


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (FOUND, []),
        (replace(FOUND, speaker="맹·서린"), []),
        (replace(FOUND, speaker="맹 대표"), []),
        (replace(FOUND, speaker="설무진"), ["wrong speaker"]),
        (replace(FOUND, speaker=None), ["no speaker"]),
        (replace(FOUND, said_on="2025-11-03T09:00:00+09:00"), []),
        (replace(FOUND, said_on="2025-11-02"), ["wrong day"]),
        (replace(FOUND, said_on=None, speaker="설무진"), ["wrong speaker", "wrong day"]),
        (replace(FOUND, start=12), []),  # 8 of 10 characters: just enough
        (replace(FOUND, start=13), ["missed", "extra"]),
    ],
)
def test_what_is_wrong_with_a_quote(found: Predicted, wrong: list[str]) -> None:
    assert verdicts([GOLD], [found]) == wrong


def test_quotes_of_a_title_have_no_offsets_and_match_by_their_words() -> None:
    title = replace(GOLD, start=None, end=None, kind="headline")
    assert likeness(title, replace(FOUND, text="“물길을  다시 열겠다”", start=None, end=None)) == 1.0
    assert likeness(title, replace(FOUND, text="물길을 다시 열겠", start=None, end=None)) == 0.9
    assert likeness(title, replace(FOUND, text="아니다", start=None, end=None)) < 0.8


def test_pairs_are_one_to_one_and_the_most_alike_first() -> None:
    near, exact = replace(FOUND, start=11), FOUND
    assert match([GOLD], [near, exact]) == [(0, 1)]
    assert match([GOLD, replace(GOLD, start=11)], [near, exact]) == [(1, 0), (0, 1)]


def test_what_readers_differ_on_counts_neither_way() -> None:
    doubtful = replace(GOLD, doubt="quote")
    assert verdicts([doubtful], []) == verdicts([doubtful], [FOUND]) == []
    assert verdicts([replace(GOLD, doubt="date")], [replace(FOUND, said_on=None)]) == []


def test_the_surest_wrong_speaker_comes_first() -> None:
    gold = [replace(GOLD, start=100 * n, end=100 * n + 10) for n in range(3)]
    wrong = replace(FOUND, speaker="설무진")
    found = [replace(wrong, start=100 * n, end=100 * n + 10, confidence=c) for n, c in ((0, 0.4), (1, 0.9))]
    listed = errors(judge([GoldArticle("one", {}, tuple(gold))], {"one": tuple(found)}))
    assert [error for error, _ in listed] == ["wrong speaker", "wrong speaker", "missed"]
    assert [verdict.nth for _, verdict in listed] == [1, 0, 2]


def test_figures_of_a_run_that_found_nothing_are_nought() -> None:
    shown = figures(judge([GoldArticle("one", {}, (GOLD,))], {}), 1)
    assert shown["gold_quotes"] == 1 and shown["f1"] == shown["speaker_accuracy"] == 0.0


def test_slices_follow_the_annotation_then_the_rule() -> None:
    gold = [
        replace(GOLD, start=0, end=10, kind="headline"),
        replace(GOLD, start=100, end=110, speaker_type="anonymous"),
        *(replace(GOLD, start=n, end=n + 10) for n in (200, 300, 400, 500)),
    ]
    rules = ("headline-front", "topic-before", "topic-before/pronoun", "chain", "dropped-subject/surname")
    found = [replace(FOUND, start=g.start, end=g.end, rule=r) for g, r in zip(gold, rules, strict=False)]
    held = slices(judge([GoldArticle("one", {}, tuple(gold))], {"one": tuple(found)}))
    assert {part.name: (part.quotes, part.right) for part in held} == {
        "explicit": (1, 1), "dropped subject": (1, 1), "pronoun": (1, 1), "chain": (1, 1), "headline": (1, 1),
        "anonymous": (1, 1), "other": (1, 0),
    }  # fmt: skip


def test_two_runs_are_compared_error_by_error() -> None:
    articles = [GoldArticle("one", {}, (GOLD, replace(GOLD, start=50, end=60)))]
    wrong, right = replace(FOUND, speaker="설무진"), replace(FOUND, start=50, end=60)
    before = judge(articles, {"one": (wrong, right)})
    now = judge(articles, {"one": (FOUND, replace(right, said_on=None))})
    assert [(c.mended, c.error, c.verdict.nth) for c in compare(now, before)] == [
        (True, "wrong speaker", 0),
        (False, "wrong day", 1),
    ]
    assert compare(now, now) == []


def test_a_record_without_words_has_no_quotes() -> None:
    assert extract_gold([GoldArticle("one", {"id": "one", "text": " "}, ())]) == {"one": ()}


def test_predictions_are_read_as_they_were_printed(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text('\ufeff{"id": "a\\u2028b", "quotes": [{"text": "가\u2028나"}]}\n\n', encoding="utf-8")
    assert [q.text for q in read_predictions(path)["a\u2028b"]] == ["가\u2028나"]
