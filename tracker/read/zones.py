"""Which lines of a text are the article and what each one is: headline, sub-headline, body, caption, furniture …

The method: runs of prose are the article. Every line gets a weight (prose its length, other short lines and furniture
less than nothing); the run of lines with the greatest sum is the article's extent (the maximum-sum run over a page's
tokens, after Finn, Kushmerick and Smyth 2001). What stands above it may be headline and sub-headlines, what stands
below is furniture. A plain body has little but prose: there only what the word lists name is set apart.
"""

from __future__ import annotations

import re

from tracker.models import Zone, ZoneKind

from . import headings
from .lines import Line

_PROSE = frozenset(("sentence", "script", "long"))
_TITLE_GAP = 1  # a caption's own title stands right above it, without an empty line between
_WEIGHTS = {
    "caption": 20,
    "short": -25,
    "furniture": -30,
    "date": -30,
    "byline": -5,
    "end": -150,
    "stop": -400,
}
_PLAIN_WEIGHTS = {**_WEIGHTS, "short": 0, "furniture": -1, "date": -1, "byline": -1}
_MOST_PER_LINE = 300
_PAGE_LINES, _LOOSE_LINES, _LOOSE_SIZE = 20, 15, 30

# Short lines inside the body that are no section headings.
_UNFINISHED = re.compile(r"(?:[은는을를의와과며고서면도로]|라는|에서|에게)$")  # a clause that goes on in the next line
_SPEAKER_LABEL = re.compile(r"[가-힣A-Za-z /·()]{2,24}$")
_BULLET = re.compile(r"[▲△▷▶•‣·ㆍ※*\-–—○●◦→☎]|\d{1,2}[.)]\s|[①-⑳❶-❿]")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s|[①-⑳❶-❿○●]")
_QUOTES = ('"', "“", "‘", "'")


def assign(lines: list[Line], title: str | None) -> tuple[list[ZoneKind], int | None]:
    """What each line is, and the place of the headline (None when the text holds none)."""
    page = is_page(lines)
    first, last = extent(lines, page)
    kinds: list[ZoneKind] = ["furniture"] * len(lines)
    if last < 0:
        headline = _without_prose(lines, kinds, title)
    else:
        prose = next((place for place in range(first, last + 1) if lines[place].look in _PROSE), first)
        for place in range(first, last + 1):
            kinds[place] = _inside(lines, kinds, place, prose, last, page)
        _after(lines, kinds, last, page)
        _captions_titles(lines, kinds, first, last)
        headline = headings.above(lines, kinds, first, page, title)
    if title:
        headline = headings.titled(lines, kinds, title, headline, last if page else len(lines) - 1)
    return kinds, headline


def is_page(lines: list[Line]) -> bool:
    """Whether the text is a whole page with its menus, and not a plain body."""
    if len(lines) < _PAGE_LINES:
        return False
    loose = sum(
        1 for line in lines if line.look in ("short", "furniture", "end", "stop") and len(line.text) < _LOOSE_SIZE
    )
    return loose >= _LOOSE_LINES and loose * 2 >= len(lines)


def extent(lines: list[Line], page: bool) -> tuple[int, int]:
    """First and last line (inclusive) of the article's own text; (0, -1) when there is none."""
    weights = _WEIGHTS if page else _PLAIN_WEIGHTS
    best, first, last = 0, 0, -1
    total = begin = 0
    for place, line in enumerate(lines):
        if total <= 0:
            total, begin = 0, place
        total += min(len(line.text), _MOST_PER_LINE) if line.look in _PROSE else weights[line.look]
        if total > best:
            best, first, last = total, begin, place
    while first <= last and lines[first].look not in _PROSE and lines[first].look != "caption":
        first += 1
    return first, last


def zones(text: str, lines: list[Line], kinds: list[ZoneKind]) -> tuple[Zone, ...]:
    """Zones that cover `text`: one a line for headings and captions, one a run for body and furniture."""
    found: list[Zone] = []
    start, kind = 0, "furniture"
    for place, line in enumerate(lines):
        if place and (kinds[place] != kind or kind not in ("body", "furniture")):
            found.append(Zone(start, line.start, kinds[place - 1]))
            start = line.start
        kind = kinds[place]
    if text:
        found.append(Zone(start, len(text), kinds[-1] if kinds else "furniture"))
    return tuple(found)


def _without_prose(lines: list[Line], kinds: list[ZoneKind], title: str | None) -> int | None:
    """A text of short lines only: the first is the headline where none is given, the others are body."""
    headline = None
    for place, line in enumerate(lines):
        if line.look == "short":
            if headline is None and not title:
                headline, kinds[place] = place, "headline"
            else:
                kinds[place] = "body"
        elif line.look == "caption":
            kinds[place] = "caption"
    return headline


def _inside(lines: list[Line], kinds: list[ZoneKind], place: int, prose: int, last: int, page: bool) -> ZoneKind:
    """What a line within the article's extent is; `prose` is the place of the first paragraph."""
    line = lines[place]
    if line.look in _PROSE:
        return "body"
    if line.look == "caption":
        return "caption"
    if line.look != "short":
        return "furniture"
    if place < prose:
        return "subheadline"
    if page and len(line.text) < 4:
        return "furniture"
    return "intertitle" if _is_heading(lines, kinds, place, last) else "body"


def _is_heading(lines: list[Line], kinds: list[ZoneKind], place: int, last: int) -> bool:
    """Whether a short line between paragraphs is a section heading."""
    text = lines[place].text
    before, after = lines[place - 1], lines[place + 1] if place < last else None
    if before.look == "script" or text[0] in "[(" or len(text) < 2 or _UNFINISHED.search(text):
        return False
    if after and after.look in _PROSE and after.text.startswith(_QUOTES) and _SPEAKER_LABEL.match(text):
        return False  # a speaker's name above the speech
    if _BULLET.match(text):
        return _NUMBERED.match(text) is not None and before.look in _PROSE and bool(after and after.look in _PROSE)
    return True


def _captions_titles(lines: list[Line], kinds: list[ZoneKind], first: int, last: int) -> None:
    """A short line right above a caption, after an empty line, is that caption's title."""
    for place in range(max(first - 1, 1), last):
        line, below = lines[place], lines[place + 1]
        if line.look != "short" or kinds[place + 1] != "caption" or '"' in line.text or "“" in line.text:
            continue
        if below.start - line.end <= _TITLE_GAP < line.start - lines[place - 1].end:
            kinds[place] = "caption"


def _after(lines: list[Line], kinds: list[ZoneKind], last: int, page: bool) -> None:
    """What follows the last prose: captions that stand there; in a plain body one or two loose lines stay body."""
    stop = next((place for place in range(last + 1, len(lines)) if lines[place].look in ("end", "stop")), len(lines))
    loose = sum(lines[place].look == "short" for place in range(last + 1, stop))
    for place in range(last + 1, stop):
        line = lines[place]
        if line.look == "caption":
            kinds[place] = "caption"
        elif line.look == "short" and not page and (loose <= 2 or _BULLET.match(line.text)):
            kinds[place] = "body"
