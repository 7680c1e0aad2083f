"""Headline and sub-headlines: which of the lines above an article's text they are."""

from __future__ import annotations

from collections import Counter

from tracker.models import ZoneKind
from tracker.patterns import lazy

from .lines import SHORT, Line

_REACH = 150  # lines above the text that may hold the headline
_STEM = lazy(r"[가-힣]{2}|[A-Za-z]{2,}|\d{2,}|[一-鿿]")
_HEADLINE_MARKS = lazy(r"[‘’“”\"',…·?!→↑↓]|\.\.|[一-鿿]")
_LEAD_LINES = 12
_SHORTEST_HEADLINE, _SHORTEST_HEADING, _FULL_LINE = 8, 6, 10  # code points
_MOST_ALIKE = 4
_LEAST_SCORE = 0.9
_NEAR_DATE = 8  # lines


def above(lines: list[Line], kinds: list[ZoneKind], first: int, page: bool, title: str | None) -> int | None:
    """Marks headline and sub-headlines above line `first`, where the text begins; gives the headline's place."""
    return _above_page(lines, kinds, first, title) if page else _above_body(lines, kinds, first, title)


def _above_body(lines: list[Line], kinds: list[ZoneKind], first: int, title: str | None) -> int | None:
    """Above a plain body every short line is a heading; the first is the headline unless a title is given."""
    headline = None
    for place in range(first):
        if lines[place].look != "short" or kinds[place] == "caption":
            continue
        if headline is None and not title:
            headline, kinds[place] = place, "headline"
        else:
            kinds[place] = "subheadline"
    return headline


def _above_page(lines: list[Line], kinds: list[ZoneKind], first: int, title: str | None) -> int | None:
    known = stems(" ".join(line.text for line in lines[first : first + _LEAD_LINES]))
    reach = max(0, first - _REACH)
    wanted = squeeze(title) if title else ""
    stated = [place for place in range(first) if wanted and _repeats(lines[place].text, wanted)]
    headline = stated[-1] if stated else _most_like(lines, reach, first, known)
    if headline is None:
        return None
    kinds[headline] = "headline"
    same = squeeze(lines[headline].text)
    alike = 0  # lines that follow a heading closely need not share its words, but only a few do
    for place in range(headline + 1, first):
        line = lines[place]
        if line.look == "caption":
            kinds[place] = "caption"
        elif line.look == "short" and kinds[place] != "caption" and len(line.text) >= _SHORTEST_HEADING:
            follows = kinds[place - 1] in ("headline", "subheadline") and len(line.text) >= _FULL_LINE
            alike += follows
            if squeeze(line.text) == same:
                kinds[place] = "headline"
            elif (follows and alike <= _MOST_ALIKE) or _shares(line.text, known):
                kinds[place] = "subheadline"
    return headline


def _shares(text: str, known: frozenset[str]) -> bool:
    return shared(text, known) >= (0.3 if len(text) >= _FULL_LINE else 0.6)


def _most_like(lines: list[Line], reach: int, first: int, known: frozenset[str]) -> int | None:
    """The line above the text that looks most like its headline; None when none does."""
    often = Counter(squeeze(line.text) for line in lines if 12 <= len(line.text) <= SHORT)
    dates = [place for place in range(reach, first) if lines[place].look in ("date", "byline")]
    headline, best = None, _LEAST_SCORE
    for place in range(reach, first):
        if _may_be_headline(lines[place]):
            score = _score(lines, place, first, known, dates)
            score += 0.5 * (often[squeeze(lines[place].text)] > 1)  # pages name their story more than once
            if score > best:
                headline, best = place, score
    if headline is not None and often[squeeze(lines[headline].text)] < 2:
        return _top_of_block(lines, headline, reach, known)
    return headline


def _score(lines: list[Line], place: int, first: int, known: frozenset[str], dates: list[int]) -> float:
    """How much a line looks like this article's headline: words of the body, length, a date or byline soon below."""
    text = lines[place].text
    score = 2.0 * shared(text, known) + min(len(text), 40) / 80 + 0.3 * bool(_HEADLINE_MARKS.search(text))
    below = next((date - place for date in dates if date > place), _NEAR_DATE + 1)
    if below <= _NEAR_DATE:
        score += 0.5 + 0.3 / below
    return score - (first - place) / _REACH * 0.5


def _may_be_headline(line: Line) -> bool:
    """A short line; a sentence too, when it has no full stop (`… 왜 읽어야 하나?`, `… 절반도 안 됐다`)."""
    size = len(line.text)
    if line.look == "sentence":
        return _SHORTEST_HEADLINE <= size <= 80 and line.text[-1] != "."
    return line.look == "short" and size >= _SHORTEST_HEADLINE


def _top_of_block(lines: list[Line], place: int, reach: int, known: frozenset[str]) -> int:
    """The first full line of the block of headings around `place`: a headline comes before its sub-headlines."""
    top = place
    strange = 0
    while place > reach and strange < 2 and _may_be_headline(lines[place - 1]):
        place -= 1
        text = lines[place].text
        near = shared(text, known)
        strange += near < 0.34
        if len(text) >= 12 and ">" not in text and ((near >= 0.34 and _HEADLINE_MARKS.search(text)) or near >= 0.5):
            top = place
    return top


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of `text`: two syllables, which particles and endings leave alone."""
    return frozenset(_STEM.findall(text))


def shared(text: str, known: frozenset[str]) -> float:
    """The part of the words of `text` whose beginnings are among `known`."""
    found = _STEM.findall(text)
    return sum(stem in known for stem in found) / len(found) if found else 0.0


def squeeze(text: str) -> str:
    """`text` without white space."""
    return "".join(text.split())


def _repeats(line: str, wanted: str) -> bool:
    """Whether `line` is the title `wanted` (squeezed), perhaps without ` - outlet` or a series' name."""
    if len(line) > 2 * SHORT:
        return False
    squeezed = squeeze(line)
    return squeezed == wanted or (len(squeezed) >= _FULL_LINE and wanted.startswith(squeezed))


def titled(lines: list[Line], kinds: list[ZoneKind], title: str, headline: int | None, last: int) -> int | None:
    """Marks the lines that repeat the given title (perhaps without ` - outlet`) as headline; gives the first."""
    wanted = squeeze(title)
    found = None
    for place in range(min(last + 1, len(lines))):
        text = lines[place].text
        if text[0] == wanted[:1] and _repeats(text, wanted):
            kinds[place] = "headline"
            found = place if found is None else found
    if found is None or headline is None or kinds[headline] != "headline":
        return found
    if not _repeats(lines[headline].text, wanted):
        kinds[headline] = "subheadline" if headline > found else "furniture"
    return found
