"""The confidence that is stated is the share that is right."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest
from command import ROOT

from tracker.evaluate import extract_gold, judge, read_gold
from tracker.evaluate.calibration import Bin, by_confidence, by_rank, gap, stated_and_right
from tracker.evaluate.rules import in_words, rules
from tracker.extract import lexicon
from tracker.extract.confidence import confidence
from tracker.extract.resolve import Speaker
from tracker.extract.rules.outcome import Attribution

SPEAKER = Speaker("맹서린", "person", None, None, "맹서린")
FIT = runpy.run_path(str(ROOT / "scripts" / "fit_confidence.py"))


def test_bins_hold_like_confidence_or_equally_many() -> None:
    pairs = [(0.95, True)] * 9 + [(1.0, False)] + [(0.25, False), (0.25, True)]
    assert by_confidence(pairs) == [Bin(2, 0.25, 0.5), Bin(10, pytest.approx(0.955), 0.9)]
    assert gap(by_confidence(pairs)) == pytest.approx((2 * 0.25 + 10 * 0.055) / 12)
    assert sum(each.quotes for each in by_rank(pairs)) == 12 and by_rank([]) == [] and gap([]) == 0


def test_every_rule_has_a_group_with_a_confidence_that_rises_with_the_margin() -> None:
    for rule in rules().values():
        if not rule.name.startswith("/"):
            steps = [confidence(Attribution(SPEAKER, rule.name, margin)) for margin in (-9, 0, 0.5, 1, 2, 3, 4, 99)]
            assert steps == sorted(steps) and 0 <= steps[0] <= steps[-1] <= 1, rule.name
    assert confidence(Attribution(SPEAKER, "no such rule", 3)) <= 0.5


def test_every_rule_in_the_code_is_described() -> None:
    named = set()
    folder = Path(lexicon.__file__).parents[1]
    for path in folder.rglob("*.py"):
        named |= {name for name in rules() if f'"{name}"' in path.read_text(encoding="utf-8")}
    assert sorted(name for name in rules() if not name.startswith("/") and name not in named) == []
    assert in_words("topic-before/pronoun").startswith("the topic") and "pronoun" in in_words("topic-before/pronoun")


def test_a_group_never_seen_gets_a_half_and_shares_rise() -> None:
    rising = FIT["rising"]
    assert rising([[]] * 6) == [(0.0, 0.5)]
    ranges = [[False] * 20, [], [True] * 50, [True] * 40 + [False] * 10, [], [True] * 99]
    shares = [share for _, share in rising(ranges)]
    assert shares == sorted(shares) and shares[0] < 0.5 < 0.9 < shares[-1]


@pytest.mark.shared
def test_stated_and_true_differ_by_a_twentieth_at_most(shared: Path) -> None:
    articles = read_gold(shared / "gold" / "dev")
    pairs = stated_and_right(judge(articles, extract_gold(articles)))
    assert gap(by_confidence(pairs)) <= 0.05
    assert gap(by_rank(pairs)) <= 0.05


@pytest.mark.shared
def test_the_table_is_calibrated_on_articles_it_was_not_counted_on(shared: Path) -> None:
    pairs = FIT["cross_validated"](FIT["cases_of"](read_gold(shared / "gold" / "dev")))
    assert gap(by_confidence(pairs)) <= 0.05
