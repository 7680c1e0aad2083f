"""What extraction leaves unread where it changes nothing must change nothing: with every candidate weighed, as
`tracker explain` does it, the same speaker wins with the same confidence."""

from __future__ import annotations

from cases import all_cases

from tracker.extract.composed import Composed
from tracker.extract.confidence import ample_margin, confidence
from tracker.extract.drafts import Draft
from tracker.extract.extraction import read_article
from tracker.extract.rules.outcome import Attribution
from tracker.read.text import read_text

CASES = all_cases()


def _outcome(draft: Draft) -> object:
    attribution = draft.attribution
    return draft.start, attribution.speaker, attribution.rule, attribution.relayer, confidence(attribution)


def test_weighing_every_candidate_gives_the_same_outcome() -> None:
    spared = 0
    for case in CASES:
        article = Composed(read_text(case.text, title=case.headline)).article
        whole, hasty = read_article(article), read_article(article, weigh_all=False)
        assert [_outcome(draft) for draft in hasty.drafts] == [_outcome(draft) for draft in whole.drafts], case.name
        for less, more in zip(hasty.drafts, whole.drafts, strict=True):
            spared += len(less.attribution.candidates) < len(more.attribution.candidates)
    assert spared > len(CASES) // 10


def test_beyond_an_ample_margin_confidence_rises_no_more() -> None:
    for rule in ("topic-before", "unnamed-view", "chain", "previous-subject", "none", "no rule at all"):
        ample = ample_margin(rule)
        assert confidence(Attribution(None, rule, ample)) == confidence(Attribution(None, rule, ample + 5))
