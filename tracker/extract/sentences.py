"""Where the sentences of an article begin and end, when what stands inside quotation marks is not looked at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Final

from tracker.extract.places import places_of
from tracker.patterns import lazy

Span = tuple[int, int]

_BREAKS: Final = "\n\r\u2028\u2029"
_ENDS: Final = _BREAKS + ".?!。"
# A line always ends a sentence. A full stop does so after a Hangul syllable or a closing bracket before white space:
# after a digit or a Latin letter it is a date, a number or an abbreviation ("10. 1.", "Dr. Kim") more often than an
# end, and after a lone 가, 나, 다 … it numbers a list. Scraped bodies lose the space after "…다." (the plain
# declarative ending), so that one also ends a sentence when Hangul or an opening mark follows at once.
_STOP: Final = lazy(
    r"(?<=[가-힣)\]）］%」』’'])\.(?<!\s[가나다라마바사아자차카타파하]\.)(?!\.)[)\]）］]?(?=\s|$)"
    r"|(?<=[가-힣]다)\.(?=[가-힣\"“‘'(\[▲△■◆◇▷▶])"
    r"|[?!][)\]）］]?(?=\s|$)"
    r"|。"
)
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
    """Where the sentence is over that the line break or the stop at `mark` ends, -1 when it ends none."""
    if mark < len(text) and text[mark] not in _BREAKS:
        stop = _STOP.match(text, mark)
        return stop.end() if stop is not None else -1
    while mark < len(text) and text[mark] in _BREAKS:
        mark += 1
    return mark


def _keep(text: str, start: int, end: int, sentences: list[Span]) -> None:
    """Add (start, end) less the white space at both ends to `sentences`, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append((start, end))
