"""Invented articles and quotes for the store's tests."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tracker.models import Article, Quote, Zone, article_key, fold, quote_id
from tracker.store.database import open_database

# Long enough that two articles with this tail are told apart by their words.
TAIL = (
    " 나래시청은 이날 청사 앞마당에서 설명회를 열고 사업의 얼개와 일정을 내놓았으며 시민들의 물음에도 차례로 답했다."
    " 설명회는 두 시간 남짓 이어졌다."
)


def report(
    *said: tuple[str | None, str],
    url: str | None = "https://narae.example/1",
    record_id: str | None = None,
    tail: str = TAIL,
    **facts: Any,
) -> tuple[Article, list[Quote]]:
    """An article in which each speaker says the words beside the name, and its quotes.

    `facts` are fields of Article; by default it is in 나래일보 of 2025-10-01 with a headline.
    """
    text = " ".join(f'{speaker or "한 관계자"}는 "{words}"라고 말했다.' for speaker, words in said) + tail
    defaults = {"title": "나래시 설명회 열려", "outlet": "나래일보", "published": "2025-10-01"}
    article = Article(
        article_key(url=url, record_id=record_id, text=text), text, (Zone(0, len(text), "body"),), url=url,
        id=record_id, source=url or "words.txt", **{**defaults, **facts},
    )  # fmt: skip
    article = replace(article, headline=article.headline or article.title)
    return article, quotes_of(article, said)


def quotes_of(article: Article, said: tuple[tuple[str | None, str], ...]) -> list[Quote]:
    """The quotes of an article from `report`."""
    quotes, at, seen = [], 0, Counter[str]()
    for speaker, words in said:
        at = article.text.index(f'"{words}"', at) + 1
        quotes.append(
            Quote(
                id=quote_id(article.key, words, seen[fold(words)]), text=words, start=at, end=at + len(words),
                zone="body", kind="direct", speaker=speaker, speaker_type="person" if speaker else "unknown",
                speaker_title="시장" if speaker else None, speaker_org="나래시" if speaker else None,
                mention=f"{speaker} 시장" if speaker else None, relayer=None, cue="말하다", tone="neutral",
                said_on=article.published and article.published[:10], said_on_text="이날", said_on_precision="day",
                rule="subject", confidence=0.9, context=article.text[max(0, at - 10) : at + len(words)],
            )
        )  # fmt: skip
        seen[fold(words)] += 1
        at += len(words)
    return quotes


def fresh(folder: Path) -> Database:
    """A new database in `folder`."""
    return open_database(folder / "quotes.db")


def contents(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of ours, to tell whether anything changed."""
    tables = [name for name in db.table_names() if not name.startswith(("quotes_fts", "_", "sqlite_"))]
    return {table: sorted(db.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in tables}


def standing(db: Database) -> list[str]:
    """The words of the quotes that are not withdrawn, in their order."""
    return [row[0] for row in db.execute("SELECT text FROM quotes WHERE withdrawn_on IS NULL ORDER BY day, position")]


def assert_sound(db: Database) -> None:
    """What must hold of any database: references, offsets, counts."""
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    wrong = db.execute(
        "SELECT quotes.id FROM quotes JOIN articles ON articles.id = quotes.article_id LEFT JOIN revisions"
        " ON revisions.article_id = articles.id AND number = quotes.revision"
        ' WHERE substr(coalesce(revisions.text, articles.text), start + 1, "end" - start) <> quotes.text'
    )
    assert wrong.fetchall() == []
    strayed = db.execute(
        "SELECT quotes.id FROM quotes JOIN articles ON articles.id = article_id"
        " WHERE quotes.outlet_id IS NOT articles.outlet_id OR quotes.published_on IS NOT articles.published_on"
        " OR day IS NOT coalesce(said_on, quotes.published_on) OR quotes.month IS NOT substr(day, 1, 7)"
    )
    assert strayed.fetchall() == []
    stale = db.execute(
        "SELECT id FROM articles WHERE quote_count <> (SELECT count(*) FROM quotes"
        " WHERE article_id = articles.id AND withdrawn_on IS NULL)"
    )
    assert stale.fetchall() == []
    assert ledger(db) == counted(db)


def ledger(db: Database) -> list[tuple[Any, ...]]:
    """The speakers, their aliases and roles with their counts and days, as they are kept."""
    return sorted(
        db.execute(
            "SELECT id, name, type, quote_count, first_on, last_on FROM speakers WHERE quote_count"
            " UNION ALL SELECT speaker_id, alias, '', quotes, '', '' FROM speaker_aliases"
            " UNION ALL SELECT speaker_id, title, org, quotes, first_on, last_on FROM speaker_roles"
        ).fetchall(),
        key=repr,
    )


def counted(db: Database) -> list[tuple[Any, ...]]:
    """The same, counted from the quotes."""
    stands = "FROM quotes WHERE speaker_id IS NOT NULL AND withdrawn_on IS NULL"
    return sorted(
        db.execute(
            f"SELECT speaker_id, speaker, speaker_type, count(*), min(day), max(day) {stands} GROUP BY 1"
            f" UNION ALL SELECT speaker_id, mention, '', count(*), '', '' {stands} AND mention <> '' GROUP BY 1, 2"
            " UNION ALL SELECT speaker_id, coalesce(speaker_title, ''), coalesce(speaker_org, ''), count(*),"
            f" min(day), max(day) {stands} AND coalesce(speaker_title, speaker_org) IS NOT NULL GROUP BY 1, 2, 3"
        ).fetchall(),
        key=repr,
    )
