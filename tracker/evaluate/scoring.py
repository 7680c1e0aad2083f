"""Found beside annotated quotes -> verdicts -> figures, and the errors, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.evaluate.gold import GoldArticle, GoldQuote
from tracker.evaluate.matching import bare, bare_name, match
from tracker.evaluate.predictions import Predicted, Predictions

Error = Literal["wrong speaker", "missed", "extra", "no speaker", "wrong day"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One verdict: an annotated quote with what was found for it. `gold` is None for one found too many, `found` for
    one that was missed. `nth` is the place of the annotated quote in its article, from 0."""

    article: str
    nth: int
    gold: GoldQuote | None
    found: Predicted | None

    @property
    def exact(self) -> bool:
        """Both have the same words after white space is folded."""
        return self.gold is not None and self.found is not None and bare(self.gold.text) == bare(self.found.text)

    @property
    def speaker_right(self) -> bool:
        """Both are there and the speaker found is the annotated one or another that is accepted."""
        if self.gold is None or self.found is None:
            return False
        return bare_name(self.found.speaker) in map(bare_name, (self.gold.speaker, *self.gold.accept))

    @property
    def dated(self) -> bool:
        """Both are there and the annotation states a day beyond doubt."""
        return self.gold is not None and self.found is not None and bool(self.gold.said_on) and not self.gold.doubt

    @property
    def day_right(self) -> bool:
        """`dated`, and the day found is the annotated one."""
        return self.dated and self.gold is not None and self.found is not None and (
            (self.found.said_on or "")[:10] == self.gold.said_on
        )  # fmt: skip


def judge(articles: Iterable[GoldArticle], predictions: Predictions) -> list[Judged]:
    """Lay what was found beside what was annotated, article by article.

    Quotes are paired one to one, best overlap first, from 0.8 intersection over union. An annotated quote with
    `doubt` "quote" gives no verdict, and neither does what was found for it.
    """
    return [verdict for article in articles for verdict in _article(article, predictions.get(article.id, ()))]


def _article(article: GoldArticle, found: Sequence[Predicted]) -> list[Judged]:
    sure = [(nth, quote) for nth, quote in enumerate(article.quotes) if quote.doubt != "quote"]
    doubtful = [quote for quote in article.quotes if quote.doubt == "quote"]
    partner = dict(match([quote for _, quote in sure], found))
    left = [quote for j, quote in enumerate(found) if j not in partner.values()]
    absorbed = {j for _, j in match(doubtful, left)}
    verdicts = [
        Judged(article.id, nth, quote, found[partner[i]] if i in partner else None)
        for i, (nth, quote) in enumerate(sure)
    ]
    return verdicts + [Judged(article.id, -1, None, quote) for j, quote in enumerate(left) if j not in absorbed]


def figures(verdicts: Sequence[Judged], articles: int) -> dict[str, float]:
    """The figures of a run over `articles` articles, shares from 0 to 1.

    `f1`, `precision`, `recall` are of quoted spans; `exact_f1` wants the very characters; `direct_recall` leaves
    headlines out; `speaker_accuracy` is of matched quotes, `end_to_end_f1` of span and speaker together;
    `said_on_accuracy` of matched quotes whose annotation has a day.
    """
    gold = sum(v.gold is not None for v in verdicts)
    found = sum(v.found is not None for v in verdicts)
    matched = [v for v in verdicts if v.gold is not None and v.found is not None]
    direct = [v for v in verdicts if v.gold is not None and v.gold.kind == "direct"]
    right = sum(v.speaker_right for v in matched)
    return {
        "articles": articles,
        "gold_quotes": gold,
        "precision": _share(len(matched), found),
        "recall": _share(len(matched), gold),
        "f1": _f1(len(matched), found, gold),
        "exact_f1": _f1(sum(v.exact for v in matched), found, gold),
        "direct_recall": _share(sum(v.found is not None for v in direct), len(direct)),
        "speaker_accuracy": _share(right, len(matched)),
        "end_to_end_f1": _f1(right, found, gold),
        "said_on_accuracy": _share(sum(v.day_right for v in matched), sum(v.dated for v in matched)),
    }


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(hits: int, found: int, gold: int) -> float:
    precision, recall = _share(hits, found), _share(hits, gold)
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def errors(verdicts: Iterable[Judged]) -> list[tuple[Error, Judged]]:
    """What went wrong, worst first: words given to the wrong speaker, the surest of them first; words lost; words that
    are no quote; no speaker where one can be told; the wrong day."""
    order: tuple[Error, ...] = ("wrong speaker", "missed", "extra", "no speaker", "wrong day")
    wrong = [(error, verdict) for verdict in verdicts for error in _errors_of(verdict)]
    return sorted(wrong, key=lambda pair: (order.index(pair[0]), -_confidence(pair[1])))


def _confidence(verdict: Judged) -> float:
    return verdict.found.confidence or 0.0 if verdict.found else 0.0


def _errors_of(verdict: Judged) -> list[Error]:
    if verdict.found is None:
        return ["missed"]
    if verdict.gold is None:
        return ["extra"]
    wrong: list[Error] = []
    if not verdict.speaker_right:
        wrong.append("wrong speaker" if verdict.found.speaker else "no speaker")
    if verdict.dated and not verdict.day_right:
        wrong.append("wrong day")
    return wrong
