"""Why each quote of an article has its speaker: the candidates, the rules that proposed them, how far it won."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from tracker.evaluate.rules import in_words
from tracker.models import Article, Quote


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate: the name it resolves to (None for nobody), the rule, its score, and the words that stood in the text
    at `start` (None where no mention stands there, as when the speaker before goes on)."""

    speaker: str | None
    rule: str
    score: float
    mention: str | None
    start: int | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A quote with its candidates, best first. `lead` is how many points the winner is ahead of the best candidate
    for another speaker; None where the rule does not weigh candidates (sound bites, headlines)."""

    quote: Quote
    proposals: tuple[Proposal, ...]
    lead: float | None

    @property
    def because(self) -> str:
        """The rule that named the speaker, in words."""
        return in_words(self.quote.rule)


@dataclass(frozen=True, slots=True)
class Explanation:
    """An article and the reasons for the speakers of its quotes, in reading order."""

    article: Article
    reasons: tuple[Reason, ...]

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready: the article's facts and each quote with `because`, `lead` and `candidates`."""
        facts = {name: getattr(self.article, name) for name in ("id", "headline", "outlet", "published", "source")}
        return {
            **facts,
            "quotes": [
                {
                    **reason.quote.as_dict(),
                    "because": reason.because,
                    "lead": reason.lead,
                    "candidates": [asdict(proposal) for proposal in reason.proposals],
                }
                for reason in self.reasons
            ],
        }


def explain(article: Article) -> Explanation:
    """Read `article` and say for each quote who else could have spoken and why the winner won. Pure."""
    from tracker.extract import extract_quotes
    from tracker.extract.composed import Composed
    from tracker.extract.extraction import read_article

    composed = Composed(article)
    reasons = []
    for quote, draft in zip(extract_quotes(article), read_article(composed.article).drafts, strict=True):
        candidates = draft.attribution.candidates
        proposals = tuple(
            Proposal(
                c.speaker.name if c.speaker else None,
                c.rule,
                round(c.score, 2),
                c.mention.words if c.mention else None,
                composed.back(c.mention.start) if c.mention else None,
            )
            for c in candidates
        )
        reasons.append(Reason(quote, proposals, round(draft.attribution.margin, 2) if candidates else None))
    return Explanation(article, tuple(reasons))
