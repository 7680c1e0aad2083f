"""What the tracker found: now, by running it over annotated articles, or earlier, from its JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tracker.evaluate.gold import GoldArticle, GoldError
from tracker.models import Article

_HINT = "Give what `tracker extract FILE --format jsonl` prints."


@dataclass(frozen=True, slots=True)
class Predicted:
    """One quote as the tracker gave it; fields as in the contract of `tracker extract`."""

    text: str
    start: int | None
    end: int | None
    speaker: str | None
    said_on: str | None
    kind: str
    rule: str
    confidence: float | None


Predictions = Mapping[str, tuple[Predicted, ...]]


def extract_gold(articles: Iterable[GoldArticle], turns: bool = False) -> dict[str, tuple[Predicted, ...]]:
    """Run the extraction over annotated articles, read as records of JSON Lines are: {article id: its quotes}. `turns`
    as in `extract_quotes`."""
    from tracker.extract import extract_quotes

    found: dict[str, tuple[Predicted, ...]] = {}
    for gold in articles:
        quotes = [quote for article in as_read(gold) for quote in extract_quotes(article, turns)]
        found[gold.id] = tuple(_predicted(quote.as_dict()) for quote in quotes)
    return found


def as_read(gold: GoldArticle) -> Iterator[Article]:
    """The article as `tracker extract` reads its record; none when it has no words."""
    from tracker.read.records import read_json

    data = json.dumps(dict(gold.record)).encode()
    return read_json(data, source=gold.id, given={}, problem=lambda message: None)


def read_predictions(path: Path) -> dict[str, tuple[Predicted, ...]]:
    """The output of `tracker extract --format jsonl` from a file: {article id: its quotes}. Raises GoldError."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GoldError(f"{path} cannot be read ({error.strerror}). {_HINT}") from None
    except UnicodeDecodeError:
        raise GoldError(f"{path} is not UTF-8. {_HINT}") from None
    found: dict[str, tuple[Predicted, ...]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
                found[str(value["id"])] = tuple(_predicted(quote) for quote in value["quotes"])
            except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
                raise GoldError(f"{path}: line {number} is not one article with its quotes. {_HINT}") from None
    if not found:
        raise GoldError(f"{path} is empty. {_HINT}")
    return found


def left_out(articles: Sequence[GoldArticle], found: Predictions, path: Path) -> int:
    """How many of the annotated articles are not in `found`. Raises GoldError when none is: another set's output."""
    missing = sum(article.id not in found for article in articles)
    if missing == len(articles):
        raise GoldError(f"{path} holds none of the annotated articles: it has other ids ({next(iter(found))[:40]} …).")
    return missing


def _predicted(quote: Mapping[str, Any]) -> Predicted:
    words, start, end = quote.get("text") or "", quote.get("start"), quote.get("end")
    if not isinstance(words, str) or not all(type(at) in (int, type(None)) for at in (start, end)):
        raise TypeError("text or offsets of a quote")
    return Predicted(
        text=words,
        start=start,
        end=end,
        speaker=quote.get("speaker"),
        said_on=quote.get("said_on"),
        kind=quote.get("kind") or "direct",
        rule=quote.get("rule") or "none",
        confidence=quote.get("confidence"),
    )
