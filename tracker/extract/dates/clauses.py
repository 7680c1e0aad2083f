"""A sentence with its quotations shrunk to one mark each, so that what stands between a time and the words is short."""

from __future__ import annotations

from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.dates.expressions import DateExpression
from tracker.patterns import lazy

# Only what stands this near is looked at: keeps the time linear on a line of a million dates.
REACH: Final = 300
QUOTE: Final = "□"
BLOT: Final = "▫"

# A sentence in single marks that a particle takes up as said or asked (`‘왜 늦었느냐’는 질문에`: to the question "…"):
# its verbs are not those of the sentence around it.
_INNER: Final = lazy(
    r"['‘][^'‘’\n]{4,120}[다요까냐자죠네나라][.?!]?(?=['’](?:이?[라란]|[냐는며고]|면서)[가-힣]{0,3}[\s,□])"
)


@mypyc_attr(acyclic=True)
class Clauses:
    """A sentence with each of its quotations shrunk to one mark, and where its times and quotations stand in that."""

    __slots__ = ("quotes", "text", "times")

    def __init__(
        self,
        text: str,
        times: list[tuple[int, int, DateExpression]] | None = None,
        quotes: list[int] | None = None,
    ) -> None:
        self.text = text
        self.times = [] if times is None else times
        self.quotes = [] if quotes is None else quotes

    def place(self, time: DateExpression) -> tuple[int, int]:
        """Where `time`, one of `times`, begins and ends."""
        for start, end, other in self.times:
            if other is time:
                return start, end
        raise ValueError(f"no time of this sentence: {time.start}")


def shrink(text: str, start: int, end: int, spans: list[tuple[int, int]], times: list[DateExpression]) -> Clauses:
    """The sentence `text[start:end]` as `Clauses`: `spans` are the quotations that begin in it, `times` what it
    tells of time outside them, both in order."""
    if not spans:
        placed = [(time.start - start, time.end - start, time) for time in times]
        return Clauses(_without_inner(text[start:end]), placed)
    pieces: list[str] = []
    clauses = Clauses("")
    at, length, nth = start, 0, 0
    for span_start, span_end in [*spans, (end, end)]:
        span_start = max(at, min(span_start, end))
        while nth < len(times) and times[nth].start < span_start:
            time = times[nth]
            clauses.times.append((length + time.start - at, length + time.end - at, time))
            nth += 1
        pieces.append(text[at:span_start])
        length += span_start - at
        at = span_start
        if span_start < end:
            clauses.quotes.append(length)
            pieces.append(QUOTE)
            length += 1
            at = min(max(span_end, span_start), end)
    clauses.text = _without_inner("".join(pieces))
    return clauses


def _without_inner(text: str) -> str:
    """The text with words in single marks that are said or asked inside it blotted out, at their length, behind the
    opening mark."""
    if "'" not in text and "‘" not in text:
        return text
    return _INNER.sub(lambda inner: inner[0][0] + BLOT * (len(inner[0]) - 1), text)


def before_quote(clauses: Clauses, nth: int) -> str:
    """The words that lead up to the `nth` quotation, as far back as is looked at."""
    at = clauses.quotes[nth]
    return clauses.text[max(0, at - REACH) : at]


def around_quote(clauses: Clauses, nth: int) -> str:
    """The words around the `nth` quotation, as far as is looked at."""
    at = clauses.quotes[nth]
    return clauses.text[max(0, at - REACH) : at + 60]
