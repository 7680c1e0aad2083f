"""How far each attribution of annotated articles won: what confidence is counted by."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.evaluate.gold import GoldArticle
from tracker.evaluate.predictions import as_read


def margins_of(articles: Iterable[GoldArticle]) -> dict[tuple[str, int | None, str], float]:
    """(article id, start, words) of every quote found -> its margin (see `Attribution`)."""
    from tracker.extract import extract_quotes
    from tracker.extract.composed import Composed
    from tracker.extract.extraction import read_article

    margins: dict[tuple[str, int | None, str], float] = {}
    for gold in articles:
        for article in as_read(gold):
            drafts = read_article(Composed(article).article).drafts
            for quote, draft in zip(extract_quotes(article), drafts, strict=True):
                margins[gold.id, quote.start, quote.text] = draft.attribution.margin
    return margins
