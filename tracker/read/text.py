"""Pasted pages and plain bodies: headline, sub-headlines, date, byline, outlet, and which runs are not the article."""

from __future__ import annotations

import unicodedata

from tracker.models import Article, Zone, ZoneKind, article_key
from tracker.patterns import lazy

from . import facts, moments, words
from .bylines import byline as byline_of
from .bylines import cut_tail
from .lines import Line, split
from .web import canonical_url, host_of, reader_url
from .zones import assign, zones

# A character and what composes with it: combining marks, vowels and finals of Hangul in NFD.
_CLUSTER = lazy(r"[\s\S][\u0300-\u036f\u1160-\u11ff\u3099\u309a\ud7b0-\ud7ff]*")
# Hanja that Korean charsets hold twice: each stands for one other character.
_COMPATIBILITY = lazy(r"[\uf900-\ufaff]")
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
    that `moments.published` knows; Korean time is taken where it has no offset. `key` holds the canonical form of
    `url`; `url` itself stays one that opens in a browser, without tracking parameters.
    """
    title = title if title and title.strip() else None
    composed, places = _composed(text)
    lines = split(composed)
    kinds, at = assign(lines, title)
    headline = lines[at] if at is not None else None
    lines, kinds, named, signed = _cut_bylines(lines, kinds)
    stated = {"headline": title, "outlet": outlet, "published": moments.published(published), "byline": byline}
    found = {
        "headline": title or (_as_given(text, headline, places) if headline else None),
        "outlet": outlet or facts.outlet(lines, named) or words.outlet_of_host(host_of(url)),
        "published": stated["published"]
        or facts.published(lines, _place(lines, headline))
        or facts.photographed(lines),
        "byline": byline or facts.reporter(lines, signed),
    }
    return Article(
        key=article_key(url=canonical_url(url) if url else None, record_id=record_id, text=text),
        text=text,
        zones=_placed(zones(composed, lines, kinds), places),
        title=title,
        url=reader_url(url) if url else None,
        id=record_id,
        source=source,
        guessed=tuple(name for name, value in found.items() if value and not stated[name]),
        **found,
    )


def _composed(text: str) -> tuple[str, list[int] | None]:
    """`text` in NFC, which the rules are written in, and where each of its characters begins in `text`.

    Text that is in NFC already (nearly all) is given back as it is, with None.
    """
    if unicodedata.is_normalized("NFC", text):
        return text, None
    text = _COMPATIBILITY.sub(lambda hanja: unicodedata.normalize("NFC", hanja.group()), text)
    if unicodedata.is_normalized("NFC", text):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    for cluster in _CLUSTER.finditer(text):
        piece = unicodedata.normalize("NFC", cluster.group())
        pieces.append(piece)
        places.extend([cluster.start()] * len(piece))
    return "".join(pieces), [*places, len(text)]


def _place(lines: list[Line], headline: Line | None) -> int:
    """Where `headline` stands among `lines`, or what is left of it after bylines were cut."""
    start = headline.start if headline else 0
    return next((place for place, line in enumerate(lines) if line.end > start), 0)


def _as_given(text: str, line: Line, places: list[int] | None) -> str:
    return text[line.start : line.end] if places is None else text[places[line.start] : places[line.end]]


def _placed(found: tuple[Zone, ...], places: list[int] | None) -> tuple[Zone, ...]:
    """Zones of the composed text as zones of the text as it was given."""
    return found if places is None else tuple(Zone(places[z.start], places[z.end], z.kind) for z in found)


def _cut_bylines(lines: list[Line], kinds: list[ZoneKind]) -> tuple[list[Line], list[ZoneKind], str | None, str | None]:
    """Sets datelines (`(서울=연합뉴스) 홍길동 기자 = `) and bylines glued to a paragraph's end apart as furniture.

    Gives the lines and kinds anew, and the outlet and reporter that the body's opening, else its end, names.
    """
    outlet = reporter = last = None
    cut_lines: list[Line] = []
    cut_kinds: list[ZoneKind] = []
    for line, kind in zip(lines, kinds, strict=True):
        text = line.text
        if text[0] in _OPENING_MARKS and (kind != "furniture" or line.look == "byline"):
            begin, named, names = facts.opening(text)
            whole = begin >= len(text)
            if begin and (whole or kind in ("body", "caption")):
                if kind == "body" or whole:
                    outlet, reporter = outlet or named, reporter or names
                cut_lines.append(Line(line.start, line.start + begin, text[:begin], "furniture"))
                cut_kinds.append("furniture")
                if whole:
                    continue
                line = Line(line.start + begin, line.end, text[begin:], line.look)
                text = line.text
        if kind == "body" and text[-1] != "." and line.look in ("sentence", "long"):
            end = cut_tail(text)
            if end < len(text):
                cut_lines.append(Line(line.start, line.start + end, text[:end].rstrip(), line.look))
                cut_kinds.append(kind)
                line = Line(line.start + end, line.end, text[end:], "furniture")
                kind, last = "furniture", byline_of(line.text) or last
        cut_lines.append(line)
        cut_kinds.append(kind)
    return cut_lines, cut_kinds, outlet, reporter or last
