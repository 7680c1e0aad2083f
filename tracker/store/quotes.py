"""Putting what the extractor found for an article in the place of what is stored for it, quote by quote."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlite_utils import Database

from tracker.models import Quote
from tracker.store.database import ArticleError
from tracker.store.index import INDEXED, Entry, next_number, speaker_facts, write_entries
from tracker.store.rows import FOUND, place_facts, quote_row
from tracker.store.speakers import count_in, ensure_speakers, recount

LostBy = Literal["article", "extraction"]
_COLUMNS = ("id", *FOUND, "article_id", "revision", "added_at", "n")
# "end" is a word of SQL, so every name is put in double quotes.
_INSERT = (
    "INSERT INTO quotes (" + ", ".join(f'"{name}"' for name in _COLUMNS) + ")"
    " VALUES (" + ", ".join(f":{name}" for name in _COLUMNS) + ")"
)
_UPDATE = (
    "UPDATE quotes SET " + ", ".join(f'"{name}" = :{name}' for name in FOUND) + ", revision = :revision, n = :n,"
    " withdrawn_on = NULL, withdrawn_by = NULL WHERE id = :id"
)

_UPDATE_FACTS = (
    "UPDATE quotes SET outlet_id = :outlet_id, published_on = :published_on, day = :day, month = :month, n = :n"
    " WHERE id = :id"
)


@dataclass(frozen=True, slots=True)
class Place:
    """The article that quotes are put into, as its row says now, and the moment (UTC) and day of doing so."""

    article_id: str
    revision: int
    outlet_id: str | None
    published_on: str | None
    headline: str | None
    moment: str
    day: str

    @property
    def facts(self) -> tuple[str | None, ...]:
        """What every quote repeats of its article."""
        return (self.headline, self.outlet_id, self.published_on)


@dataclass(frozen=True, slots=True)
class Change:
    """How many quotes stayed, came (or came back), went; of those that stayed, how many changed."""

    kept: int = 0
    new: int = 0
    withdrawn: int = 0
    changed: int = 0


def put_quotes(
    db: Database,
    place: Place,
    quotes: Sequence[Quote],
    *,
    lost_by: LostBy | None,
    fresh: bool = False,
    facts_changed: bool = False,
) -> Change:
    """Make the stored quotes of an article those given, within the caller's transaction.

    Stored quotes that are not given are marked withdrawn by `lost_by`, or left standing where that is None. `fresh`
    says that the article has no quotes yet; `facts_changed` that its headline, outlet or day changed, which every quote
    repeats. Raises ArticleError where two quotes have one id.
    """
    given = {quote.id: {"id": quote.id, **_row(quote, at, place)} for at, quote in enumerate(quotes)}
    if len(given) < len(quotes):
        raise ArticleError("Two of the article's quotes have the same id.")
    stored = {} if fresh else _stored(db, place.article_id)
    new = [row for key, row in given.items() if key not in stored]
    staying = [(stored[key], row) for key, row in given.items() if key in stored]
    others = [row for key, row in stored.items() if key not in given]
    changed = [(old, row) for old, row in staying if any(old[name] != row[name] for name in FOUND)]
    back = [row for old, row in staying if old["withdrawn_on"]]
    going = [row for row in others if not row["withdrawn_on"]] if lost_by else []

    stale = [row for old, row in staying if facts_changed or any(old[name] != row[name] for name in INDEXED)]
    _number(db, place, [*new, *stale, *(others if facts_changed else [])])
    ensure_speakers(db, given.values())
    _insert(db, place, new)
    db.conn.executemany(_UPDATE, [{**row, "n": row.get("n", old["n"])} for old, row in staying])
    if facts_changed:
        db.conn.executemany(
            _UPDATE_FACTS,
            [{**row, **place_facts(row["said_on"], place.outlet_id, place.published_on)} for row in others],
        )
    _withdraw(db, place, going, lost_by)
    if fresh:
        count_in(db, new)
    else:
        touched = [*new, *going, *back, *(row for pair in changed for row in pair), *(others if facts_changed else [])]
        recount(db, {row["speaker_id"] for row in touched if row["speaker_id"]})
    _count_article(db, place)
    return Change(len(staying) - len(back), len(new) + len(back), len(going), len(changed))


def _insert(db: Database, place: Place, rows: Sequence[dict[str, Any]]) -> None:
    facts = {"article_id": place.article_id, "added_at": place.moment}
    try:
        db.conn.executemany(_INSERT, [{**row, **facts} for row in rows])
    except sqlite3.IntegrityError as error:
        raise ArticleError("A quote of the article has the id of another article's quote.") from error


def _row(quote: Quote, at: int, place: Place) -> dict[str, Any]:
    row = quote_row(quote, at, outlet_id=place.outlet_id, published_on=place.published_on)
    return {**row, "revision": place.revision}


def _stored(db: Database, article_id: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in db.query("SELECT * FROM quotes WHERE article_id = ?", [article_id])}


def _withdraw(db: Database, place: Place, rows: Iterable[Mapping[str, Any]], lost_by: LostBy | None) -> None:
    db.conn.executemany(
        "UPDATE quotes SET withdrawn_on = ?, withdrawn_by = ? WHERE id = ?",
        [(place.day, lost_by, row["id"]) for row in rows],
    )


def _count_article(db: Database, place: Place) -> None:
    db.execute(
        "UPDATE articles SET quote_count = (SELECT count(*) FROM quotes WHERE article_id = :id"
        " AND withdrawn_on IS NULL) WHERE id = :id",
        {"id": place.article_id},
    )


def _number(db: Database, place: Place, rows: Iterable[dict[str, Any]]) -> None:
    """Give each of these rows a new entry in the search index, and its number as `n`."""
    entries = []
    for at, row in enumerate(rows, start=next_number(db)):
        row["n"] = at
        facts = speaker_facts(row["speaker"], row["speaker_title"], row["speaker_org"])
        entries.append(Entry(at, row["text"], facts, place.headline or ""))
    write_entries(db, entries)
