"""Quotes and articles as tables on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.cli.output import on_one_line, plural, print_trimmed, table

if TYPE_CHECKING:
    from tracker.models import Article, Quote
    from tracker.store.search import Hit

UNKNOWN = "알 수 없음"
_ZONES = {"headline": "제목", "body": "본문", "caption": "사진 설명"}
_FACTS = {
    "id": "인용 Quote",
    "text": "말 Words",
    "speaker": "누가 Who",
    "speaker_type": "유형 Type",
    "speaker_title": "직함 Title",
    "speaker_org": "소속 Body",
    "mention": "표기 Written as",
    "relayer": "전한 이 Relayed by",
    "said_on": "언제 When",
    "said_on_text": "근거 From the words",
    "cue": "전달 동사 Cue",
    "tone": "어조 Tone",
    "context": "문장 Sentence",
    "headline": "기사 Headline",
    "outlet": "매체 Outlet",
    "published": "보도 Published",
    "byline": "기자 Reporter",
    "url": "주소 Address",
    "article_id": "기사 번호 Article",
    "rule": "규칙 Rule",
    "confidence": "확신 Confidence",
    "withdrawn_on": "빠진 날 Withdrawn",
}


def print_article(article: Article, quotes: Sequence[Quote]) -> None:
    """A heading that names the article, then its quotes as a table: speaker, words, day, where."""
    _print_heading(article.headline or article.source, article.outlet, article.published, len(quotes))
    _print_quotes((quote.speaker, quote.text, quote.said_on, _where(quote.zone, quote.start)) for quote in quotes)


def print_stored_article(article: Mapping[str, Any]) -> None:
    """The same for an article from the database, with the ids of its quotes."""
    current = [quote for quote in article["quotes"] if not quote["withdrawn_on"]]
    _print_heading(article["headline"] or article["source"], article["outlet"], article["published"], len(current))
    if article["url"]:
        print(article["url"] + "\n")
    rows = ((q["speaker"], q["text"], q["said_on"], _stored_where(q)) for q in article["quotes"])
    _print_quotes(rows)


def print_hits(hits: Iterable[Hit]) -> None:
    """A table of what a search found: the id last, to look it up with `tracker show`."""
    _print_quotes(
        ((hit.speaker, hit.text, hit.day, f"{hit.outlet or '–'}\n{hit.id}") for hit in hits),
        place="매체·번호 Where, id",
    )


def print_facts(quote: Mapping[str, Any]) -> None:
    """Everything that is known about one quote, a line a fact; what is not known is left out."""
    made = table({"header": "", "no_wrap": True}, "")
    made.show_header = False
    for key, heading in _FACTS.items():
        if quote[key] is not None:
            made.add_row(heading, on_one_line(str(quote[key])))
    if quote["start"] is not None:
        made.add_row(
            "자리 Characters", f"{quote['start']:,} to {quote['end']:,} of the article ({_ZONES[quote['zone']]})"
        )
    print_trimmed(made)


def _print_heading(headline: str, outlet: str | None, published: str | None, quotes: int) -> None:
    print(on_one_line(headline))
    print(" · ".join(part for part in (outlet, published, plural(quotes, "quote")) if part))
    print()


def _print_quotes(rows: Iterable[tuple[str | None, str, str | None, str]], place: str = "어디 Where") -> None:
    """A table of (speaker, words, day, where)."""
    made = table(
        {"header": "누가 Who", "max_width": 18},
        {"header": "말 Words", "ratio": 1},
        {"header": "언제 When", "no_wrap": True},
        {"header": place, "no_wrap": True},
    )
    for speaker, words, day, where in rows:
        made.add_row(on_one_line(speaker or UNKNOWN), on_one_line(words), day or "–", where)
    if made.row_count:
        print_trimmed(made)
        print()


def _where(zone: str, start: int | None) -> str:
    """The part of the article and the offset of the first character there: `본문 120`."""
    return _ZONES[zone] if start is None else f"{_ZONES[zone]} {start:,}"


def _stored_where(quote: Mapping[str, Any]) -> str:
    place = f"{_where(quote['zone'], quote['start'])}\n{quote['id']}"
    return f"{place}\n{quote['withdrawn_on']} 빠짐" if quote["withdrawn_on"] else place
