"""Where the sentences of an article begin and end, when what stands inside quotation marks is not looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from tracker.extract.korean import is_hangul
from tracker.extract.places import places_of

Span = tuple[int, int]

_BREAKS: Final = "\n\r\u2028\u2029"
_ENDS: Final = tuple(_BREAKS + ".?!。")
_CLOSERS: Final = ")]）］"
_BEFORE_STOP: Final = ")]）］%」』’'"
_NUMBERING: Final = "가나다라마바사아자차카타파하"
_OPENERS: Final = "\"“‘'([▲△■◆◇▷▶"
_FAR: Final = 1 << 62


def sentence_spans(text: str, quote_spans: Iterable[Span] = (), edges: Iterable[int] = ()) -> list[Span]:
    """The sentences of `text` as (start, end) offsets in order, without the white space around them.

    `quote_spans` are the (start, end) offsets of the words between quotation marks, in any order; nothing inside them
    ends a sentence, so a quotation of several sentences or paragraphs stays within the one that reports it.
    `edges` are further offsets, in order, at which a sentence ends whatever stands there: where zones meet.
    Time grows linearly with the text (and n log n with the number of quotes).
    """
    beyond = len(text) + 1
    quotes = [*merged_spans(quote_spans), (beyond, beyond)]
    cuts = [*edges, beyond]
    quote, cut, start, after = 0, 0, 0, 0
    sentences: list[Span] = []
    for mark in [*places_of(_ENDS, text, 0, len(text)), len(text)]:
        if mark < after:
            continue
        while quotes[quote][1] <= mark:
            quote += 1
        end = _end_at(text, mark)
        if end < 0:
            continue
        after = end
        if mark < quotes[quote][0] or after == len(text):
            while cuts[cut] < after:
                _keep(text, start, cuts[cut], sentences)
                start = max(start, cuts[cut])
                cut += 1
            _keep(text, start, after, sentences)
            start = after
    return sentences


def span_at(spans: Sequence[Span], offset: int) -> int:
    """The index of the span of `spans` (in order, not overlapping) that `offset` falls in, else of the last one that
    begins before it; 0 when none does."""
    return max(0, bisect_right(spans, (offset, _FAR)) - 1)


def merged_spans(spans: Iterable[Span]) -> list[Span]:
    """`spans` in order, those that overlap joined, empty ones dropped."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if end <= start:
            continue
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _end_at(text: str, mark: int) -> int:
    """Where the sentence is over that the line break or the stop at `mark` ends, -1 when it ends none.

    A line always ends a sentence. A full stop does so after a Hangul syllable or a closing bracket before white space:
    after a digit or a Latin letter it is a date, a number or an abbreviation ("10. 1.", "Dr. Kim") more often than an
    end, and after a lone 가, 나, 다 … it numbers a list. Scraped bodies lose the space after "…다." (the plain
    declarative ending), so that one also ends a sentence when Hangul or an opening mark follows at once.
    """
    if mark == len(text) or text[mark] in _BREAKS:
        while mark < len(text) and text[mark] in _BREAKS:
            mark += 1
        return mark
    end = mark + 1
    if text[mark] == "。" or (text[mark] == "." and _runs_on(text, mark)):
        return end
    if text[mark] == "." and not _stops(text, mark):
        return -1
    if end < len(text) and text[end] in _CLOSERS:
        end += 1
    return end if end == len(text) or text[end].isspace() else -1


def _stops(text: str, mark: int) -> bool:
    """Whether the full stop at `mark` is none of a number or an abbreviation."""
    if mark == 0 or not (is_hangul(text[mark - 1]) or text[mark - 1] in _BEFORE_STOP):
        return False
    return mark == 1 or text[mark - 1] not in _NUMBERING or not text[mark - 2].isspace()


def _runs_on(text: str, mark: int) -> bool:
    """`…다.그는`, `…다."…"`: the space behind the full stop is lost."""
    if mark < 2 or mark + 1 == len(text) or text[mark - 1] != "다" or not is_hangul(text[mark - 2]):
        return False
    return is_hangul(text[mark + 1]) or text[mark + 1] in _OPENERS


def _keep(text: str, start: int, end: int, sentences: list[Span]) -> None:
    """Add (start, end) less the white space at both ends to `sentences`, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append((start, end))
