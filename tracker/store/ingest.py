"""Taking an article and its quotes into the database: again is nothing new, changed is a new revision.

`ingest` handles one article in one transaction, `ingest_many` a stream of them. What "the same article" means:
the same key, an address it was read at before, or the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timezone
from time import monotonic
from typing import Any, Literal

from sqlite_utils import Database

from tracker.models import Article, Quote
from tracker.store import articles, rows
from tracker.store.database import ArticleError, StoreError, writing
from tracker.store.quotes import Change, LostBy, Place, put_quotes

Extractor = Callable[[Article], Sequence[Quote]]
Quotes = Sequence[Quote] | Extractor

# A batch is written when it is full or this old, whichever comes first.
BATCH = 100
BATCH_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article.

    `kept`, `new` and `withdrawn` count its quotes: those that were there and still are, those that came (or came
    back), those that went. `changed` of the kept ones have another attribution or place. `filled` names facts about
    the article that were missing or guessed and are now known; `new_url` says that another address was recorded.
    """

    status: Literal["added", "unchanged", "revised"]
    article_id: str
    revision: int = 1
    kept: int = 0
    new: int = 0
    withdrawn: int = 0
    changed: int = 0
    filled: tuple[str, ...] = ()
    new_url: bool = False


def ingest(db: Database, article: Article, quotes: Quotes, *, now: datetime | None = None) -> Outcome:
    """Store one article with its quotes in one transaction.

    `quotes` is what the extractor found in `article`, or the extractor itself, which is then called only for an
    article that is new or changed. `now` is the moment of reading (default: this one).
    Raises StoreError where nothing could be stored (ArticleError where only this article is at fault); the database
    is then as before.
    """
    with writing(db):
        return _ingest(db, article, quotes, now)


def ingest_many(
    db: Database,
    pairs: Iterable[tuple[Article, Quotes]],
    *,
    on_failure: Callable[[Article, ArticleError], None],
    now: datetime | None = None,
) -> Iterator[tuple[Article, Outcome]]:
    """Store a stream of articles, many in one transaction for speed; yields each once it is safely stored.

    An article that cannot be stored is handed to `on_failure`, and the others are stored all the same. No
    transaction is open while the next article is being read. Raises StoreError when the database itself fails
    (a full disk, say); everything yielded before is stored.
    """
    for batch in _batches(pairs):
        try:
            with writing(db):
                results = [(article, _ingest_one(db, article, quotes, now)) for article, quotes in batch]
        except StoreError:
            # Each on its own: those before the one that fails are kept.
            results = []
            for article, quotes in batch:
                yield from _sort_out([(article, _ingest_one(db, article, quotes, now))], on_failure)
        yield from _sort_out(results, on_failure)


def reextract(db: Database, article_id: str, extract: Extractor, *, now: datetime | None = None) -> Outcome:
    """Put what `extract` now finds in a stored article in the place of what was found before.

    Quotes with the same id keep it and get the new attribution; those no longer found are marked withdrawn.
    Raises KeyError where there is no such article.
    """
    with writing(db):
        article = rows.load_article(db, article_id)
        row = next(iter(db.query("SELECT * FROM articles WHERE id = ?", [article_id])))
        change = put_quotes(db, _place(row, now), _found(extract, article, row), lost_by="extraction")
        touched = change.new or change.withdrawn or change.changed
        return _outcome("revised" if touched else "unchanged", row, change)


def _batches(pairs: Iterable[tuple[Article, Quotes]]) -> Iterator[list[tuple[Article, Quotes]]]:
    batch: list[tuple[Article, Quotes]] = []
    began = monotonic()
    for pair in pairs:
        batch.append(pair)
        if len(batch) >= BATCH or monotonic() - began > BATCH_SECONDS:
            yield batch
            batch, began = [], monotonic()
    if batch:
        yield batch


def _ingest_one(db: Database, article: Article, quotes: Quotes, now: datetime | None) -> Outcome | ArticleError:
    try:
        with writing(db):
            return _ingest(db, article, quotes, now)
    except ArticleError as error:
        return error


def _sort_out(
    results: Iterable[tuple[Article, Outcome | ArticleError]], on_failure: Callable[[Article, ArticleError], None]
) -> Iterator[tuple[Article, Outcome]]:
    for article, result in results:
        if isinstance(result, ArticleError):
            on_failure(article, result)
        else:
            yield article, result


def _ingest(db: Database, article: Article, quotes: Quotes, now: datetime | None) -> Outcome:
    article = rows.storable_article(article)
    known = articles.find(db, article)
    if known is None:
        row = articles.add_article(db, article, rows.utc(now))
        articles.record_url(db, row, article)
        change = put_quotes(db, _place(row, now), _found(quotes, article, row), lost_by=None, fresh=True)
        return _outcome("added", row, change)
    new_url = articles.record_url(db, known.row, article)
    before = _place(known.row, now)
    filled = articles.fill_facts(db, known, article, rows.utc(now))
    if not known.same:
        articles.revise_article(db, known, article, rows.utc(now))
    elif not {"title", "headline", "outlet_id", "published"} & set(filled):
        change = Change(kept=known.row["quote_count"])
        return _outcome("unchanged", known.row, change, filled=filled, new_url=new_url)
    # A list was made from this reading alone, which may know less than what is stored; only the extractor, called
    # on both together, can tell that a quote of the same text is none.
    lost_by: LostBy | None = "article" if not known.same else ("extraction" if callable(quotes) else None)
    found = _found(quotes, article, known.row, db)
    place = _place(known.row, now)
    facts_changed = before.facts != place.facts
    change = put_quotes(db, place, found, lost_by=lost_by, facts_changed=facts_changed)
    if before.outlet_id and before.outlet_id != place.outlet_id:
        articles.drop_outlet(db, before.outlet_id)
    return _outcome("unchanged" if known.same else "revised", known.row, change, filled=filled, new_url=new_url)


def _found(quotes: Quotes, article: Article, row: Mapping[str, Any], db: Database | None = None) -> Sequence[Quote]:
    """The quotes to put into the stored article; with `db` the extractor reads what is now stored of it."""
    if callable(quotes):
        article = rows.load_article(db, row["id"]) if db else article
        try:
            return quotes(article)
        except Exception as error:
            name = article.source or article.key
            raise ArticleError(f"The quotes of {name} could not be extracted: {error!r}") from error
    return quotes if article.key == row["key"] else rows.with_key(quotes, row["key"])


def _place(row: Mapping[str, Any], now: datetime | None) -> Place:
    moment = now or datetime.now(timezone.utc)
    return Place(
        row["id"], row["revision"], row["outlet_id"], row["published_on"], row["headline"],
        moment=rows.utc(moment), day=rows.korean_day(moment),
    )  # fmt: skip


def _outcome(
    status: Literal["added", "unchanged", "revised"],
    row: Mapping[str, Any],
    change: Change,
    *,
    filled: tuple[str, ...] = (),
    new_url: bool = False,
) -> Outcome:
    return Outcome(
        status, row["id"], row["revision"], change.kept, change.new, change.withdrawn, change.changed, filled, new_url
    )
