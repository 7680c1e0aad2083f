"""Which lines of a text are the article and what each one is: headline, sub-headline, body, caption, furniture …

The method: runs of prose are the article. Every line gets a weight (prose its length, other short lines and furniture
less than nothing); the run of lines with the greatest sum is the article's extent (the maximum-sum run over a page's
tokens, after Finn, Kushmerick and Smyth 2001). What stands above it may be headline and sub-headlines, what stands
below is furniture. A plain body has little but prose: there only what the word lists name is set apart.
"""

from __future__ import annotations

from collections import Counter

from tracker.models import Zone, ZoneKind
from tracker.patterns import lazy

from . import headings
from .lines import Line

_PROSE = frozenset(("sentence", "script", "long"))
_ARTICLE = _PROSE | {"caption"}
_PARTING = frozenset(("furniture", "date", "byline", "end", "stop"))
_ADVERTS = frozenset(("광고", "AD", "사진 확대", "이미지 확대", "이미지 확대보기", "크게보기", "원본보기 아이콘"))
_STRAY, _MOST_STRAYS = 150, 3  # code points; runs
_TITLE_REACH = 20  # lines of a plain body that may repeat its title
_OFTEN = 3  # times
_SIGNED_AFTER, _SIGNED_REACH = 400, 5  # weight; lines
_TITLE_GAP = 1  # a caption's own title stands right above it, without an empty line between
_WEIGHTS = {
    "caption": 20,
    "short": -20,
    "teaser": -20,
    "furniture": -30,
    "date": -30,
    "byline": -5,
    "end": -150,
    "stop": -400,
}
_PLAIN_WEIGHTS = {**_WEIGHTS, "short": 0, "teaser": 40, "furniture": -1, "date": -1, "byline": -1}
_MOST_PER_LINE = 300
_LONG_HEADING = 12
_PAGE_LINES, _LOOSE_LINES, _LOOSE_SIZE, _KNOWN_LINES = 20, 15, 30, 6
_KNOWN = frozenset(("furniture", "end", "stop", "date"))
_LOOSE = frozenset(("short", "furniture", "end", "stop"))
_LEAST_PROSE = 80  # code points: a page with less has no article

# Short lines inside the body that are no section headings.
_UNFINISHED = lazy(r"(?:[은는을를의와과며고서면도로]|라는|에서|에게)$")  # a clause that goes on in the next line
_SPEAKER_LABEL = lazy(r"[가-힣A-Za-z /·()]{2,24}$|[가-힣A-Za-z ]{2,12} ?/ ?[가-힣A-Za-z0-9 ·()]{2,30}$")
_BULLET = lazy(r"[▲△▷▶•‣·ㆍ※*\-–—○●◦→☎]|\d{1,2}[.)]\s|[①-⑳❶-❿]")
_QUESTION = lazy(r"[<\[(〈【]?\s?(?:문|질문|질의|Q)\s?\d{0,2}\s?[>\])〉】.:：]")
_NUMBERED = lazy(r"\d{1,2}[.)]\s|[①-⑳❶-❿○●]")
_ALL_QUOTED = lazy('["“][^"“”]+["”]$')
_SAYS = lazy("(?:말|답|물었|외쳤|적었|썼|고백|얘기|이야기|부탁|요구|호소|소리|메시지|편지|글)[가-힣]{0,6}다[.]$")
_SAID = lazy("[이가의은는] (?:(?:한|남긴|보낸|쓴|던진) )?(?:말|글|얘기|메시지)(?:이다|이었다|였다|입니다|다)[.]$")
_QUOTES = ('"', "“", "‘", "'")


def assign(lines: list[Line], title: str | None) -> tuple[list[ZoneKind], int | None]:
    """What each line is, and the place of the headline (None when the text holds none)."""
    page = is_page(lines)
    first, last = extent(lines, page)
    kinds: list[ZoneKind] = ["furniture"] * len(lines)
    if last < 0:
        headline = None if page else _without_prose(lines, kinds, title)
    else:
        prose = next((place for place in range(first, last + 1) if lines[place].look in _PROSE), first)
        for place in range(first, last + 1):
            kinds[place] = _inside(lines, kinds, place, prose, last, page)
        _repeated(lines, kinds, first, last)
        _after(lines, kinds, last, page)
        _captions_titles(lines, kinds, first, last)
        headline = headings.above(lines, kinds, first, page, title)
    if title:
        headline = headings.titled(lines, kinds, title, headline, last if page else _TITLE_REACH)
    return kinds, headline


def is_page(lines: list[Line]) -> bool:
    """Whether the text is a whole page with its menus, and not a plain body."""
    if len(lines) < _PAGE_LINES:
        return False
    known = loose = 0
    for line in lines:
        if line.look in _KNOWN:
            known += 1
        if line.look in _LOOSE and len(line.text) < _LOOSE_SIZE:
            loose += 1
    return loose >= _LOOSE_LINES and (loose * 2 >= len(lines) or known >= _KNOWN_LINES)


def extent(lines: list[Line], page: bool) -> tuple[int, int]:
    """First and last line (inclusive) of the article's own text; (0, -1) when there is none."""
    weights = _WEIGHTS if page else _PLAIN_WEIGHTS
    best, first, last = 0, 0, -1
    total = begin = 0
    for place, line in enumerate(lines):
        if total <= 0:
            total, begin = 0, place
        if page and total >= _SIGNED_AFTER and _is_signature(lines, place):
            break  # what follows a signed end is not the article, however much prose it holds
        if line.look in _PROSE:
            total += min(len(line.text), _MOST_PER_LINE)
        elif line.look == "short" and len(line.text) >= _LONG_HEADING:
            total += weights["short"] // 2
        else:
            total += weights[line.look]
        if total > best:
            best, first, last = total, begin, place
    if page and best < _LEAST_PROSE:
        return 0, -1
    if page:
        first, last = _trimmed(lines, first, last)
    while first <= last and lines[first].look not in _ARTICLE:
        first += 1
    return first, last


def _is_signature(lines: list[Line], place: int) -> bool:
    """Whether a line is a reporter's name with an address that a copyright line or other stories follow."""
    line = lines[place]
    return (
        line.look == "byline"
        and "@" in line.text
        and any(below.look in ("end", "stop") for below in lines[place + 1 : place + _SIGNED_REACH])
    )


def _trimmed(lines: list[Line], first: int, last: int) -> tuple[int, int]:
    """The extent without a stray sentence or two that furniture parts from the rest (`… 자동 요약한 내용입니다.`)."""
    for _ in range(_MOST_STRAYS):
        end = first
        while end <= last and lines[end].look in _ARTICLE:
            end += 1
        gap = _gap_end(lines, end, last, 1)
        if gap > last or _size(lines, first, end) >= _STRAY:
            break
        if _parting(lines, end, gap) < (1 if end - first == 1 else 2):
            break
        first = gap
    for _ in range(_MOST_STRAYS):
        begin = last
        while begin >= first and lines[begin].look in _ARTICLE:
            begin -= 1
        gap = _gap_end(lines, begin, first, -1)
        if gap < first or _size(lines, begin + 1, last + 1) >= _STRAY or _parting(lines, gap + 1, begin + 1) < 1:
            break
        last = gap
    return first, last


def _gap_end(lines: list[Line], place: int, bound: int, step: int) -> int:
    """The first line of the article from `place` on, going by `step`, up to `bound`."""
    while place != bound + step and lines[place].look not in _ARTICLE:
        place += step
    return place


def _size(lines: list[Line], begin: int, end: int) -> int:
    return sum(len(lines[place].text) for place in range(begin, end))


def _parting(lines: list[Line], begin: int, end: int) -> int:
    """How many lines that are surely furniture (adverts, which stand between paragraphs, left out) part two runs."""
    return sum(lines[place].look in _PARTING and lines[place].text not in _ADVERTS for place in range(begin, end))


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
    if "body" not in kinds:  # a lead that a list of stories cuts off is all that is given
        for place, line in enumerate(lines):
            if line.look == "teaser":
                kinds[place] = "body"
    return headline


def _inside(lines: list[Line], kinds: list[ZoneKind], place: int, prose: int, last: int, page: bool) -> ZoneKind:
    """What a line within the article's extent is; `prose` is the place of the first paragraph."""
    line = lines[place]
    if line.look in _PROSE:
        return "body"
    if line.look == "caption":
        return "caption"
    if line.look == "teaser" and not page:
        return "body"
    if line.look != "short":
        return "furniture"
    if place < prose:
        return "subheadline"
    if lines[place - 1].look == "end" or (lines[place - 1].look == "short" and kinds[place - 1] == "furniture"):
        return "furniture"  # a box of other stories amid the text
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
    if _QUESTION.match(text):
        return False
    if _ALL_QUOTED.match(text) and (_sets_up(before.text) or (after and _SAID.search(after.text))):
        return False  # speech between paragraphs
    if _BULLET.match(text):
        if text[-1] in "?？" and after and after.text.startswith(_QUOTES):
            return False  # a numbered question above its answer
        return _NUMBERED.match(text) is not None and before.look in _PROSE and bool(after and after.look in _PROSE)
    return True


def _sets_up(text: str) -> bool:
    """Whether a paragraph ends in a verb of saying without the words said."""
    return _SAYS.search(text) is not None and not any(mark in text for mark in '"“”')


def _repeated(lines: list[Line], kinds: list[ZoneKind], first: int, last: int) -> None:
    """A short line that comes again and again within the text names who speaks next: it heads no section."""
    headings = [place for place in range(first, last + 1) if kinds[place] == "intertitle"]
    if len(headings) < _OFTEN:
        return
    often = Counter(lines[place].text for place in headings)
    for place in headings:
        if often[lines[place].text] >= _OFTEN:
            kinds[place] = "body"


def _captions_titles(lines: list[Line], kinds: list[ZoneKind], first: int, last: int) -> None:
    """A short line right above a caption, after an empty line, is that caption's title."""
    for place in range(max(first - 1, 0), last):
        line, below = lines[place], lines[place + 1]
        if line.look != "short" or kinds[place + 1] != "caption" or '"' in line.text or "“" in line.text:
            continue
        parted = below.text[0] == "[" if place == 0 else line.start - lines[place - 1].end > _TITLE_GAP
        if parted and below.start - line.end <= _TITLE_GAP:
            kinds[place] = "caption"


def _after(lines: list[Line], kinds: list[ZoneKind], last: int, page: bool) -> None:
    """What follows the last prose: captions that stand there; in a plain body one or two loose lines stay body."""
    stop = next((place for place in range(last + 1, len(lines)) if lines[place].look in ("end", "stop")), len(lines))
    loose = sum(lines[place].look == "short" for place in range(last + 1, stop))
    for place in range(last + 1, stop):
        line = lines[place]
        if page and line.look != "caption":
            return
        if line.look == "caption":
            kinds[place] = "caption"
        elif not page and (
            line.look == "teaser" or (line.look == "short" and (loose <= 2 or _BULLET.match(line.text)))
        ):
            kinds[place] = "body"
