"""Pasted pages and plain bodies: headline, sub-headlines, date, byline, outlet, and which runs are not the article."""

from __future__ import annotations

from urllib.parse import urlsplit

from tracker.models import Article, ZoneKind, article_key

from . import facts, moments, words
from .bylines import byline as byline_of
from .bylines import cut_tail
from .lines import Line, split
from .web import canonical_url
from .zones import assign, zones

_OPENING_MARKS = frozenset("[(【<〔［")


def read_text(
    text: str,
    *,
    title: str | None = None,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    record_id: str | None = None,
    source: str = "",
) -> Article:
    """Reads one article out of `text`: a page as a person pastes it, or a plain body.

    What is given (`title` … `byline`) is kept as stated; what is not is looked for in the text and then named in
    `guessed`. `text` is kept exactly as given; zone offsets are code points into it. `published` may be any spelling
    that `moments.published` knows; Korean time is taken where it has no offset. `url` becomes its canonical form.
    """
    lines = split(text)
    kinds, at = assign(lines, title)
    headline = lines[at] if at is not None else None
    lines, kinds, named, signed = _cut_bylines(lines, kinds)
    address = canonical_url(url) if url else None
    stated = {"headline": title, "outlet": outlet, "published": moments.published(published), "byline": byline}
    found = {
        "headline": title or (headline.text if headline else None),
        "outlet": outlet or facts.outlet(lines, named) or _outlet_of(address),
        "published": stated["published"]
        or facts.published(lines, lines.index(headline) if headline else 0)
        or facts.photographed(lines),
        "byline": byline or facts.reporter(lines, signed),
    }
    return Article(
        key=article_key(url=address, record_id=record_id, text=text),
        text=text,
        zones=zones(text, lines, kinds),
        title=title,
        url=address,
        id=record_id,
        source=source,
        guessed=tuple(name for name, value in found.items() if value and not stated[name]),
        **found,
    )


def _outlet_of(address: str | None) -> str | None:
    return words.outlet_of_host(urlsplit(address).hostname) if address else None


def _cut_bylines(lines: list[Line], kinds: list[ZoneKind]) -> tuple[list[Line], list[ZoneKind], str | None, str | None]:
    """Sets datelines (`(서울=연합뉴스) 홍길동 기자 = `) and bylines glued to a paragraph's end apart as furniture.

    Gives the lines and kinds anew, and the outlet and reporter that the body's opening, else its end, names.
    """
    outlet = reporter = last = None
    cut_lines: list[Line] = []
    cut_kinds: list[ZoneKind] = []

    def add(line: Line, kind: ZoneKind) -> None:
        cut_lines.append(line)
        cut_kinds.append(kind)

    for line, kind in zip(lines, kinds, strict=True):
        if kind != "furniture" and line.text[0] in _OPENING_MARKS:
            begin, named, names = facts.opening(line.text)
            whole = begin >= len(line.text)
            if begin and (whole or kind in ("body", "caption")):
                if kind == "body" or whole:
                    outlet, reporter = outlet or named, reporter or names
                add(Line(line.start, line.start + begin, line.text[:begin], "furniture"), "furniture")
                if whole:
                    continue
                line = Line(line.start + begin, line.end, line.text[begin:], line.look)
        end = len(line.text)
        if kind == "body" and line.text[-1] != "." and line.look in ("sentence", "long"):
            end = cut_tail(line.text)
        if end < len(line.text):
            add(Line(line.start, line.start + end, line.text[:end].rstrip(), line.look), kind)
            line = Line(line.start + end, line.end, line.text[end:], "furniture")
            kind, last = "furniture", byline_of(line.text) or last
        add(line, kind)
    return cut_lines, cut_kinds, outlet, reporter or last
