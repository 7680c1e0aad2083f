"""Articles in the database: telling whether a reading is one that is stored, and writing what it says."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from tracker.models import Article, article_id, fold
from tracker.store.rows import article_row, outlet_id, seen_hash, text_hash

# Shorter texts ("[사진] …") may be alike by chance; they are the same article only under the same headline.
SAME_TEXT_LENGTH = 80

# The facts that a later reading may add, with the name by which `Article.guessed` knows them.
_FACTS = {
    "title": "title", "headline": "headline", "outlet_id": "outlet", "published": "published", "byline": "byline",
    "url": "url",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A stored article that a reading belongs to: its row, whether the words are the same, and whether the reading
    came from the same place, so that what it says of outlet and day holds for the stored article too."""

    row: dict[str, Any]
    same: bool
    same_place: bool


def address(article: Article) -> str | None:
    """The canonical URL of a reading, if it has one."""
    return article.key.removeprefix("url:") if article.key.startswith("url:") else article.url


def find(db: Database, article: Article) -> Known | None:
    """The stored article that this reading is of: at the same address, with the same key, or in the same words."""
    url, words = address(article), text_hash(article.text)
    at_url = url and _one(db, "SELECT article_id, seen_hash FROM article_urls WHERE url = ?", url)
    if at_url:
        row = _row(db, at_url["article_id"])
        same = at_url["seen_hash"] == seen_hash(article) or _same_wording(row, article, words)
        own = article.key == row["key"] or article.url == row["url"]
        # A copy elsewhere that no longer has the article's words has become an article of its own.
        if same or own:
            return Known(row, same, own)
    by_key = _one(db, "SELECT * FROM articles WHERE key = ?", article.key)
    if by_key:
        same = _same_wording(by_key, article, words) or _was_worded(db, by_key, words)
        return Known(by_key, same, same_place=True)
    by_words = _by_words(db, article, words)
    if by_words:
        return Known(by_words, True, not (by_words["url"] and url))
    return None


def add_article(db: Database, article: Article, moment: str) -> dict[str, Any]:
    """Store a new article without quotes; its row."""
    row = {
        "id": article_id(article.key), "key": article.key, **article_row(article), "revision": 1, "quote_count": 0,
        "added_at": moment, "revised_at": moment, "updated_at": moment,
    }  # fmt: skip
    ensure_outlet(db, article)
    names = ", ".join(row)
    db.execute(f"INSERT INTO articles ({names}) VALUES ({', '.join(':' + name for name in row)})", row)
    return row


def record_url(db: Database, row: Mapping[str, Any], article: Article) -> bool:
    """Remember that the stored article was read at this reading's address, and in which words; whether it is new."""
    url = address(article)
    if url is None:
        return False
    known = db.execute("SELECT 1 FROM article_urls WHERE url = ?", [url]).fetchone()
    db.execute(
        "INSERT INTO article_urls(url, article_id, as_given, seen_hash) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET article_id = excluded.article_id, seen_hash = excluded.seen_hash",
        [url, row["id"], article.url or article.source, seen_hash(article)],
    )
    return not known


def fill_facts(db: Database, known: Known, article: Article, moment: str) -> tuple[str, ...]:
    """Take over what this reading knows of the article and the stored one does not, or had only guessed.

    Gives the names of the columns filled.
    """
    if not known.same_place:
        return ()
    values = _better(known.row, article)
    if values:
        ensure_outlet(db, article)
        _update(db, known.row, {**values, **_days(known.row, values), **_guessed(known.row, article, values)}, moment)
    return tuple(values)


def revise_article(db: Database, known: Known, article: Article, moment: str) -> None:
    """Put this reading's wording in the place of the stored one, which is kept as a revision."""
    row = known.row
    db.execute(
        "INSERT INTO revisions(article_id, number, title, text, text_hash, zones, seen_at)"
        " VALUES (:id, :revision, :title, :text, :text_hash, :zones, :revised_at)",
        row,
    )
    reading = article_row(article)
    wording = {name: reading[name] for name in ("text", "text_hash", "zones")}
    wording |= {name: reading[name] for name in ("title", "headline") if reading[name] is not None}
    _update(db, row, {**wording, "revision": row["revision"] + 1, "revised_at": moment}, moment)


def ensure_outlet(db: Database, article: Article) -> None:
    """Make sure that the outlet of a reading has a row."""
    if article.outlet:
        name = fold(article.outlet)
        db.execute("INSERT INTO outlets(id, name) VALUES (?, ?) ON CONFLICT DO NOTHING", [outlet_id(name), name])


def drop_outlet(db: Database, key: str) -> None:
    """Remove an outlet that no article is from any more, because it had only been guessed."""
    db.execute(
        "DELETE FROM outlets WHERE id = :id AND NOT EXISTS (SELECT 1 FROM articles WHERE outlet_id = :id)"
        " AND NOT EXISTS (SELECT 1 FROM quotes WHERE outlet_id = :id)",
        {"id": key},
    )


def _one(db: Database, sql: str, *values: Any) -> dict[str, Any] | None:
    return next(iter(db.query(sql, values)), None)


def _row(db: Database, key: str) -> dict[str, Any]:
    return next(iter(db.query("SELECT * FROM articles WHERE id = ?", [key])))


def _same_wording(row: Mapping[str, Any], article: Article, words: str) -> bool:
    titles = {fold(title) for title in (row["title"], article.title) if title}
    return bool(row["text_hash"] == words) and len(titles) < 2


def _was_worded(db: Database, row: Mapping[str, Any], words: str) -> bool:
    # Without an address nothing tells an older copy from a text that was changed back.
    return bool(_one(db, "SELECT 1 FROM revisions WHERE article_id = ? AND text_hash = ?", row["id"], words))


def _by_words(db: Database, article: Article, words: str) -> dict[str, Any] | None:
    alike = db.query("SELECT * FROM articles WHERE text_hash = ? ORDER BY added_at, id", [words])
    if len(fold(article.text)) >= SAME_TEXT_LENGTH:
        return next(iter(alike), None)
    headline = fold(article.headline or article.title or "")
    return next((row for row in alike if fold(row["headline"] or "") == headline), None)


def _better(row: Mapping[str, Any], article: Article) -> dict[str, Any]:
    reading = article_row(article)
    stored_guesses = set(json.loads(row["guessed"]))
    values = {}
    for column, fact in _FACTS.items():
        old, new = row[column], reading[column]
        stated = fact in stored_guesses and fact not in article.guessed
        finer = column == "published" and old and new and len(new) > len(old) and new.startswith(old)
        if new is not None and new != old and (old is None or stated or finer):
            values[column] = new
    if "title" in values:
        values["headline"] = reading["headline"]
    return values


def _days(row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    if "published" not in values:
        return {}
    day = values["published"][:10]
    return {"published_on": day, "month": day[:7]}


def _guessed(row: Mapping[str, Any], article: Article, values: Mapping[str, Any]) -> dict[str, Any]:
    facts = {_FACTS[column] for column in values}
    guessed = (set(json.loads(row["guessed"])) - facts) | (facts & set(article.guessed))
    return {"guessed": json.dumps(sorted(guessed))}


def _update(db: Database, row: dict[str, Any], values: Mapping[str, Any], moment: str) -> None:
    row.update(values, updated_at=moment)
    names = ", ".join(f"{name} = :{name}" for name in (*values, "updated_at"))
    db.execute(f"UPDATE articles SET {names} WHERE id = :id", row)
