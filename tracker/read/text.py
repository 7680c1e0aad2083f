"""Pasted pages and plain bodies: headline, sub-headlines, date, byline, outlet, and which runs are not the article."""

from __future__ import annotations

from tracker.models import Article, Zone, ZoneKind, article_key

from . import facts, moments
from .lines import Line, look, split
from .zones import assign, zones


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
    for line in lines:
        line.look = look(line.text)
    kinds, at = assign(lines, title)
    lines, kinds, opened = _cut_openings(lines, kinds)
    stated = {
        "headline": title,
        "outlet": outlet or None,
        "published": moments.published(published),
        "byline": byline or None,
    }
    found = {
        "headline": title or (lines[at].text if at is not None else None),
        "outlet": stated["outlet"] or facts.outlet(lines, opened[0]),
        "published": stated["published"] or facts.published(lines, at or 0),
        "byline": stated["byline"] or facts.reporter(lines, opened[1]),
    }
    address = _canonical(url)
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


def _canonical(url: str | None) -> str | None:
    if not url:
        return None
    from .web import canonical_url

    return canonical_url(url)


def _cut_openings(
    lines: list[Line], kinds: list[ZoneKind]
) -> tuple[list[Line], list[ZoneKind], tuple[str | None, str | None]]:
    """Sets `(서울=연합뉴스) 홍길동 기자 = ` apart as furniture; gives the outlet and reporter of the body's opening."""
    outlet = reporter = None
    cut_lines: list[Line] = []
    cut_kinds: list[ZoneKind] = []
    for line, kind in zip(lines, kinds, strict=True):
        if kind in ("body", "caption") and line.text[0] in "[(【<〔［":
            begin, named, names = facts.opening(line.text)
            if begin:
                if kind == "body":
                    outlet, reporter = outlet or named, reporter or names
                cut_lines.append(Line(line.start, line.start + begin, line.text[:begin], "byline"))
                cut_kinds.append("furniture")
                if begin >= len(line.text):
                    continue
                line = Line(line.start + begin, line.end, line.text[begin:], line.look)
        cut_lines.append(line)
        cut_kinds.append(kind)
    return cut_lines, cut_kinds, (outlet, reporter)


__all__ = ["Zone", "read_text"]
