"""Quotes as a table on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tracker.cli.output import on_one_line, plural, print_table, table

if TYPE_CHECKING:
    from tracker.models import Article, Quote

UNKNOWN = "알 수 없음 (unknown)"
_ZONES = {"headline": "제목", "body": "본문", "caption": "사진 설명"}


def print_article(article: Article, quotes: Sequence[Quote]) -> None:
    """A heading that names the article, then its quotes as a table: speaker, words, day, where."""
    facts = " · ".join(part for part in (article.outlet, article.published) if part)
    print(on_one_line(article.headline or article.source or "(no headline)"))
    print(f"{facts}{' · ' if facts else ''}{plural(len(quotes), 'quote')}\n")
    if quotes:
        print_quotes((who(q.speaker), q.text, q.said_on, where(q)) for q in quotes)
        print()


def print_quotes(rows: Iterable[tuple[str, str, str | None, str]]) -> None:
    """A table of (speaker, words, day or None, where)."""
    made = table(
        {"header": "누가 Who", "max_width": 20},
        {"header": "말 Words", "ratio": 1},
        {"header": "언제 When", "no_wrap": True},
        {"header": "어디 Where", "no_wrap": True},
    )
    for speaker, words, day, place in rows:
        made.add_row(on_one_line(speaker), on_one_line(words), day or "–", place)
    print_table(made)


def who(speaker: str | None) -> str:
    return speaker or UNKNOWN


def where(quote: Quote) -> str:
    """The part of the article and the offset of the first character there: `본문 120`."""
    zone = _ZONES[quote.zone]
    return zone if quote.start is None else f"{zone} {quote.start:,}"
