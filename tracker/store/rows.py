"""Values from models.py as rows of the database, and back."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from tracker.models import Article, Quote, Zone, digest, fold, quote_id, speaker_id

_SURROGATE = re.compile("[\ud800-\udfff]")
_KOREAN_TIME = timezone(timedelta(hours=9))

# The columns of `quotes` that say what the extractor found; a quote that stays may change in any of these.
FOUND = (
    "text", "speaker_id", "speaker", "speaker_type", "speaker_title", "speaker_org", "said_on", "said_on_text",
    "said_on_precision", "outlet_id", "published_on", "day", "month", "kind", "zone", "cue", "tone", "mention",
    "relayer",
    "context", "start", "end", "position", "rule", "confidence",
)  # fmt: skip


def storable(text: str) -> str:
    """`text` with each lone surrogate (half of a character, which no file can hold) as U+FFFD, so offsets stay true."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def storable_article(article: Article) -> Article:
    """The article with every string storable."""
    fields = ("key", "text", "title", "headline", "outlet", "published", "byline", "url", "id", "source")
    given = {name: value for name in fields if (value := getattr(article, name)) is not None}
    changed: dict[str, Any] = {name: storable(value) for name, value in given.items() if storable(value) != value}
    return replace(article, **changed) if changed else article


@lru_cache(maxsize=16)
def _folded(text: str) -> str:
    # The same long text is compared several times while its article is stored.
    return fold(text)


def text_hash(text: str) -> str:
    """What two readings with the same words share."""
    return digest(_folded(text), length=32)


def seen_hash(article: Article) -> str:
    """What two readings with the same separate title and the same words share."""
    return digest(fold(article.title or ""), _folded(article.text), length=32)


def utc(moment: datetime | None) -> str:
    """A moment (default: now) as the database writes it: ISO 8601 in UTC, to the second."""
    moment = moment or datetime.now(timezone.utc)
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def korean_day(moment: datetime) -> str:
    """The day in Korea at a moment."""
    return moment.astimezone(_KOREAN_TIME).date().isoformat()


def day_of(published: str | None) -> str | None:
    """The day of an ISO 8601 day or date-time, in its own time zone."""
    return published[:10] if published else None


def zones_json(zones: Sequence[Zone]) -> str:
    """Zones as the JSON list that `articles.zones` holds."""
    return json.dumps([[zone.start, zone.end, zone.kind] for zone in zones])


def outlet_id(name: str) -> str:
    """The stable id of an outlet: its folded name."""
    return digest("outlet", fold(name))


def article_row(article: Article) -> dict[str, Any]:
    """What the reading says for `articles`, without id, counts and times."""
    day = day_of(article.published)
    return {
        "headline": article.headline or article.title,
        "title": article.title,
        "outlet_id": outlet_id(article.outlet) if article.outlet else None,
        "published": article.published,
        "published_on": day,
        "month": day[:7] if day else None,
        "byline": article.byline,
        "url": article.url,
        "source": article.source,
        "guessed": json.dumps(sorted(article.guessed)),
        "text": article.text,
        "text_hash": text_hash(article.text),
        "zones": zones_json(article.zones),
    }


def place_facts(said_on: str | None, outlet_id: str | None, published_on: str | None) -> dict[str, Any]:
    """What a quote repeats of its article, and the day and month under which it is listed."""
    day = said_on or published_on
    return {"outlet_id": outlet_id, "published_on": published_on, "day": day, "month": day[:7] if day else None}


def quote_row(quote: Quote, position: int, *, outlet_id: str | None, published_on: str | None) -> dict[str, Any]:
    """The columns of FOUND for one quote of an article from that outlet and day."""
    row = {
        "speaker_id": _speaker_id(quote.speaker, quote.speaker_type) if quote.speaker else None,
        **place_facts(quote.said_on, outlet_id, published_on),
        "position": position,
    }
    for column in FOUND:
        if column not in row:
            value = getattr(quote, column)
            row[column] = storable(value) if isinstance(value, str) else value
    return row


# Few speakers say most.
_speaker_id = lru_cache(maxsize=10_000)(speaker_id)


def with_key(quotes: Sequence[Quote], key: str) -> list[Quote]:
    """The quotes with the ids that they have in the article with this key."""
    counts: dict[str, int] = {}
    given = []
    for quote in quotes:
        words = fold(quote.text)
        nth = counts.get(words, 0)
        counts[words] = nth + 1
        given.append(replace(quote, id=quote_id(key, quote.text, nth)))
    return given


def load_article(db: Database, article: str) -> Article:
    """The stored article with this id, as it was last read. Raises KeyError where there is none."""
    row = db.execute(
        "SELECT key, text, zones, title, headline, outlets.name, published, byline, url, source, guessed FROM articles"
        " LEFT JOIN outlets ON outlets.id = outlet_id WHERE articles.id = ?",
        [article],
    ).fetchone()
    if row is None:
        raise KeyError(article)
    key, text, zones, title, headline, outlet, published, byline, url, source, guessed = row
    return Article(
        key=key, text=text, zones=tuple(Zone(*zone) for zone in json.loads(zones)), title=title, headline=headline,
        outlet=outlet, published=published, byline=byline, url=url, id=key[3:] if key.startswith("id:") else None,
        source=source, guessed=tuple(json.loads(guessed)),
    )  # fmt: skip
