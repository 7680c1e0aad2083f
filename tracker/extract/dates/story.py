"""The article as it is told: its sentences in order, with their paragraph, zone, times and quotations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tracker.extract.dates.expressions import DateExpression
from tracker.extract.sentences import Span
from tracker.models import Zone, ZoneKind

# Some archives lose line breaks and keep two spaces where a paragraph ended.
_PARAGRAPH = re.compile(r"\n|  ")


@dataclass(slots=True)
class Sentence:
    """`start` and `end` are offsets into the article; `times` stand in it outside quotations; `quotes` are the indices
    of the quotations that begin in it."""

    start: int
    end: int
    zone: ZoneKind
    paragraph: int
    times: list[DateExpression] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)


def tell(
    text: str,
    zones: Sequence[Zone],
    spans: Sequence[Span],
    quotes: Sequence[Span],
    times: Sequence[DateExpression],
) -> list[Sentence]:
    """The sentences at `spans` as the article tells them, furniture left out. None of them may run over the edge of a
    zone; `quotes` and `times` are in order."""
    story: list[Sentence] = []
    last, paragraph, zone_at, quote_at, time_at = 0, 0, 0, 0, 0
    for start, end in spans:
        before = zone_at
        while zone_at + 1 < len(zones) and zones[zone_at].end <= start:
            zone_at += 1
        if zone_at > before or _PARAGRAPH.search(text, last, start) is not None:
            paragraph += 1
        last = end
        sentence = Sentence(start, end, zones[zone_at].kind if zones else "body", paragraph)
        while time_at < len(times) and times[time_at].start < end:
            sentence.times.append(times[time_at])
            time_at += 1
        while quote_at < len(quotes) and quotes[quote_at][0] < end:
            sentence.quotes.append(quote_at)
            quote_at += 1
        if sentence.zone != "furniture":
            story.append(sentence)
    return story


def outside(times: Sequence[DateExpression], quotes: Sequence[Span]) -> list[DateExpression]:
    """The times that do not stand inside a quotation: words quoted tell of their own days."""
    kept: list[DateExpression] = []
    nth = 0
    for time in times:
        while nth < len(quotes) and quotes[nth][1] <= time.start:
            nth += 1
        if nth == len(quotes) or time.start < quotes[nth][0]:
            kept.append(time)
    return kept
