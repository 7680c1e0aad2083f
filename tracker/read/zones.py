"""Which lines of a text are the article and what each one is: headline, sub-headline, body, caption, furniture …

The method: runs of prose are the article. Every line gets a weight (prose its length, other short lines and furniture
less than nothing); the run of lines with the greatest sum is the article's extent (Kadane's maximum sum, as Finn et
al. 2001 and later page cleaners use it). What stands above it may be headline and sub-headlines, what stands below is
furniture. A plain body has little but prose, so there only furniture that the word lists name is set apart.
"""

from __future__ import annotations

import re

from tracker.models import Zone, ZoneKind

from .lines import SHORT, Line, is_list_item, is_sentence

_ARTICLE = frozenset(("sentence", "script", "long", "caption", "list"))
_PROSE = frozenset(("sentence", "script", "long", "list"))
_STEM = re.compile(r"[가-힣]{2}|[A-Za-z]{2,}|\d{2,}|[一-鿿]")
_UNFINISHED = re.compile(r"(?:[은는을를의와과며고서면도로]|라는|이라는|다는|에서|에게)$")
_SPEAKER_LABEL = re.compile(r"[가-힣A-Za-z /·()]{2,24}$")
_QUOTE_START = ('"', "“", "‘", "'")
_WEIGHTS = {
    "caption": 20.0,
    "short": -25.0,
    "furniture": -30.0,
    "date": -30.0,
    "byline": -5.0,
    "end": -150.0,
    "stop": -400.0,
}


def is_page(lines: list[Line]) -> bool:
    """Whether the text is a whole page with its menus, and not a plain body."""
    if len(lines) < 20:
        return False
    loose = sum(1 for line in lines if line.look in ("short", "furniture", "end", "stop") and len(line.text) < 30)
    return loose >= 15 and loose * 2 >= len(lines)


def extent(lines: list[Line], page: bool) -> tuple[int, int]:
    """First and last line (inclusive) of the article's own text; (0, -1) when there is none."""
    best = (0.0, 0, -1)
    total, begin = 0.0, 0
    for place, line in enumerate(lines):
        weight = float(min(len(line.text), 300)) if line.look in _PROSE else _WEIGHTS[line.look]
        if not page and line.look in ("short", "furniture", "date", "byline"):
            weight = 0.0 if line.look == "short" else -1.0
        if total <= 0:
            total, begin = 0.0, place
        total += weight
        if total > best[0]:
            best = (total, begin, place)
    _, first, last = best
    while first <= last and lines[first].look not in _ARTICLE:
        first += 1
    return first, last


def zones(text: str, lines: list[Line], kinds: list[ZoneKind]) -> tuple[Zone, ...]:
    """Zones that cover `text`: one a line for headlines and captions, one a run for body and furniture."""
    found: list[Zone] = []
    for line, kind in zip(lines, kinds, strict=True):
        if found and found[-1].kind == kind and kind in ("body", "furniture"):
            found[-1] = Zone(found[-1].start, line.end, kind)
        else:
            if found:
                found[-1] = Zone(found[-1].start, line.start, found[-1].kind)
            found.append(Zone(line.start if found else 0, line.end, kind))
    if not found:
        return (Zone(0, len(text), "furniture"),) if text else ()
    found[-1] = Zone(found[-1].start, len(text), found[-1].kind)
    return tuple(found)


def assign(lines: list[Line], title: str | None) -> tuple[list[ZoneKind], int | None]:
    """What each line is, and the place of the headline (None when the text holds none)."""
    page = is_page(lines)
    first, last = extent(lines, page)
    kinds: list[ZoneKind] = ["furniture"] * len(lines)
    if last < 0:
        return _without_prose(lines, kinds, title)
    for place in range(first, last + 1):
        kinds[place] = _inside(lines, kinds, place, first, last, page)
    _after(lines, kinds, last, page)
    headline = _above(lines, kinds, first, page, title)
    if title:
        headline = _titled(lines, kinds, title, headline, last if page else len(lines) - 1)
    return kinds, headline


def _without_prose(lines: list[Line], kinds: list[ZoneKind], title: str | None) -> tuple[list[ZoneKind], int | None]:
    """A text of short lines only: the first is the headline where none is given, the others are body."""
    headline = None
    for place, line in enumerate(lines):
        if line.look == "short":
            if headline is None and not title:
                headline, kinds[place] = place, "headline"
            else:
                kinds[place] = "body"
    if title:
        headline = _titled(lines, kinds, title, headline, len(lines) - 1)
    return kinds, headline


def _inside(lines: list[Line], kinds: list[ZoneKind], place: int, first: int, last: int, page: bool) -> ZoneKind:
    line = lines[place]
    if line.look in _PROSE:
        return "body"
    if line.look == "caption":
        return "caption"
    if line.look != "short":
        return "furniture"
    before = lines[place - 1] if place else None
    after = lines[place + 1] if place < last else None
    if after and after.look == "caption" and after.start - line.end <= 1 and before and before.end + 1 < line.start:
        return "caption"
    if after and after.look in _PROSE and after.text.startswith(_QUOTE_START) and _SPEAKER_LABEL.match(line.text):
        return "body"
    if (
        (before
        and before.look == "script")
        or line.text[0] in "[("
        or (is_list_item(line.text)
        and line.text[0] not in "■◆◇□●○▶▷◈")
    ):
        return "body"
    if len(line.text) < 4 or _UNFINISHED.search(line.text):
        return "furniture" if page and len(line.text) < 4 else "body"
    if before and before.look == "long" and kinds[place - 1] == "body" and not _ended(before.text):
        return "body"
    return "intertitle"


def _ended(text: str) -> bool:
    return is_sentence(text, len(text))


def _after(lines: list[Line], kinds: list[ZoneKind], last: int, page: bool) -> None:
    """What follows the last prose: captions that stand there; in a plain body one or two loose lines stay body."""
    tail = lines[last + 1 :]
    loose = 0
    for line in tail:
        if line.look in ("end", "stop"):
            break
        loose += line.look == "short"
    for place in range(last + 1, len(lines)):
        line = lines[place]
        if line.look in ("end", "stop"):
            return
        if line.look == "caption":
            kinds[place] = "caption"
        elif line.look == "short" and not page and (loose <= 2 or is_list_item(line.text)):
            kinds[place] = "body"


def _above(lines: list[Line], kinds: list[ZoneKind], first: int, page: bool, title: str | None) -> int | None:
    """Headline and sub-headlines among the lines above the article's text; gives the headline's place."""
    if not page:
        return _above_body(lines, kinds, first, title)
    stems = _stems(" ".join(line.text for line in lines[first : first + 12]))
    headline, best = None, 0.9
    reach = max(0, first - 150)
    nearest = [place for place in range(reach, first) if lines[place].look in ("date", "byline")]
    for place in range(reach, first):
        if lines[place].look == "short" and len(lines[place].text) >= 8:
            score = _headline_score(lines, place, first, stems, nearest)
            if score > best:
                headline, best = place, score
    if headline is None:
        return None
    headline = _top_of_block(lines, headline, reach, stems)
    kinds[headline] = "headline"
    same = _squeeze(lines[headline].text)
    for place in range(headline + 1, first):
        line = lines[place]
        if line.look == "caption":
            kinds[place] = "caption"
        elif line.look == "short" and len(line.text) >= 6:
            if _squeeze(line.text) == same:
                kinds[place] = "headline"
            elif (
                _shared(line.text, stems) >= 0.3
                or (kinds[place - 1] in ("headline", "subheadline")
                and len(line.text) >= 10)
            ):
                kinds[place] = "subheadline"
    return headline


def _headline_score(lines: list[Line], place: int, first: int, stems: frozenset[str], dates: list[int]) -> float:
    """How much a line looks like this article's headline: words of the body, a date or byline below it, length."""
    text = lines[place].text
    score = 2.0 * _shared(text, stems) + min(len(text), 40) / 80
    below = [date - place for date in dates if date > place]
    if below and below[0] <= 8:
        score += 0.5 + 0.3 / below[0]
    return score - (first - place) / 150 * 0.5


def _top_of_block(lines: list[Line], place: int, reach: int, stems: frozenset[str]) -> int:
    """The first full line of the block of headings that `place` stands in: a headline comes before its sub-headlines."""
    top = place
    while place > reach and lines[place - 1].look == "short" and _shared(lines[place - 1].text, stems) >= 0.34:
        place -= 1
        if len(lines[place].text) >= 12 and ">" not in lines[place].text:
            top = place
    return top


def _stems(text: str) -> frozenset[str]:
    return frozenset(_STEM.findall(text))


def _shared(text: str, stems: frozenset[str]) -> float:
    """The part of the words of `text` whose beginnings occur in the body."""
    found = _STEM.findall(text)
    return sum(stem in stems for stem in found) / len(found) if found else 0.0


def _above_body(lines: list[Line], kinds: list[ZoneKind], first: int, title: str | None) -> int | None:
    headline = None
    for place in range(first):
        if lines[place].look == "short":
            if headline is None and not title and place == next(i for i in range(first) if lines[i].look == "short"):
                headline, kinds[place] = place, "headline"
            else:
                kinds[place] = "subheadline"
    # A block of headings may sit above the first prose yet inside the extent: captions come first there.
    return headline


def _squeeze(text: str) -> str:
    return "".join(text.split())


def _titled(lines: list[Line], kinds: list[ZoneKind], title: str, headline: int | None, last: int) -> int | None:
    """Marks the lines that repeat the given title (perhaps without ` - outlet`) as headline."""
    wanted = _squeeze(title)
    found = None
    for place in range(min(last + 1, len(lines))):
        line = lines[place]
        if line.text[0] == title[0] and len(line.text) <= max(SHORT, len(title)):
            squeezed = _squeeze(line.text)
            if squeezed == wanted or (len(squeezed) >= 10 and wanted.startswith(squeezed)):
                kinds[place] = "headline"
                found = place if found is None else found
    if found is not None and headline is not None and headline != found and kinds[headline] == "headline":
        kinds[headline] = "subheadline" if headline > found else "furniture"
    return found
