"""The article as it is told: its sentences in order, with their paragraph, zone, times and quotations."""

from __future__ import annotations

from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.words import any_of
from tracker.extract.sentences import Span
from tracker.models import Zone, ZoneKind
from tracker.patterns import lazy

_CREDIT: Final = lazy(rf"\s{{0,2}}(?:{any_of('credit')})")
# How an agency's lead begins; where it is cut off (`(가람=○○통신) 홍길동 기자 = 시장은 3일 …`), it may be all there is.
_DATELINE: Final = lazy(r"[(\[][^()\[\]\n]{2,20}[)\]]\s?[가-힣 ·,]{2,30}=\s")
# The lead names its day within so many sentences; a later first date is that of one remark.
LEAD: Final = 7
# A caption has no more sentences than this.
CAPTION: Final = 4


@mypyc_attr(acyclic=True)
class Sentence:
    """`start` and `end` are offsets into the article; `times` stand in it outside quotations; `quotes` are the indices
    of the quotations that begin in it."""

    __slots__ = ("end", "paragraph", "quotes", "start", "times", "zone")

    def __init__(
        self,
        start: int,
        end: int,
        zone: ZoneKind,
        paragraph: int,
        times: list[DateExpression],
        quotes: list[int],
    ) -> None:
        self.start = start
        self.end = end
        self.zone = zone
        self.paragraph = paragraph
        self.times = times
        self.quotes = quotes


def tell(text: str, zones: tuple[Zone, ...], spans: list[Span], quotes: list[Span]) -> list[Sentence]:
    """The sentences at `spans` as the article tells them, furniture left out, up to the last with a quotation (but not
    less than its lead). None of them may run over the edge of a zone; `quotes` are in order."""
    story: list[Sentence] = []
    last, paragraph, zone_at, quote_at, told, count = 0, 0, 0, 0, 0, len(quotes)
    bodiless = not any(zone.kind == "body" for zone in zones)
    for start, end in spans:
        before = zone_at
        while zone_at + 1 < len(zones) and zones[zone_at].end <= start:
            zone_at += 1
        # Some archives lose line breaks and keep two spaces where a paragraph ended.
        gap = text[last:start]
        if zone_at > before or (gap != " " and ("\n" in gap or "  " in gap)):
            paragraph += 1
        last = end
        zone = zones[zone_at].kind if zones else "body"
        if bodiless and _DATELINE.match(text, start) is not None:
            zone = "body"
        own: list[int] = []
        while quote_at < count and quotes[quote_at][0] < end:
            own.append(quote_at)
            quote_at += 1
        if zone != "furniture":
            story.append(Sentence(start, end, zone, paragraph, [], own))
            told += zone == "body"
            if quote_at == count and told > LEAD:
                break
    return story


def place_times(text: str, story: list[Sentence], times: list[DateExpression]) -> None:
    """Give the sentences of `story` their times, which are in order, and set apart captions among them."""
    at = 0
    for sentence in story:
        while at < len(times) and times[at].start < sentence.start:
            at += 1
        first = at
        while at < len(times) and times[at].start < sentence.end:
            at += 1
        if at > first:
            sentence.times = times[first:at]
    _set_captions_apart(text, story)


def _set_captions_apart(text: str, story: list[Sentence]) -> None:
    """Make captions of sentences that say what a photograph shows (`… 하고 있다.`: is doing) where they were taken for
    the body: a credit follows them, or a stamp (`2021.12.28/○○통신`) stands in their short paragraph or the next."""
    dated = [sentence for sentence in story if sentence.times]
    stamped = {
        sentence.paragraph for sentence in dated for time in sentence.times if time.kind == "stamp" and not time.bound
    }
    lengths = _lengths(story) if stamped else {}
    for sentence in story if stamped else dated:
        if sentence.zone != "body":
            continue
        shows = text.endswith(("있다.", "모습.", "모습이다."), 0, sentence.end)
        short = lengths.get(sentence.paragraph, 0) <= CAPTION
        if (
            (shows and _CREDIT.match(text, sentence.end) is not None)
            or (short and sentence.paragraph in stamped)
            or (short and shows and sentence.paragraph + 1 in stamped)
        ):
            sentence.zone = "caption"


def _lengths(story: list[Sentence]) -> dict[int, int]:
    """How many sentences each paragraph has."""
    lengths: dict[int, int] = {}
    for sentence in story:
        lengths[sentence.paragraph] = lengths.get(sentence.paragraph, 0) + 1
    return lengths
