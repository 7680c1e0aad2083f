"""Sentences with the quotations they report.

A quotation that ends its sentence inside the marks (`"…했다." 김 장관은 …`) closes a unit there, and one that fills a
paragraph is a unit of its own.
"""

from __future__ import annotations

from collections.abc import Callable

from tracker.compiling import mypyc_attr
from tracker.extract.cues import Tail
from tracker.extract.marks import Marked


@mypyc_attr(acyclic=True)
class Found:
    """A pair of marks taken for a quotation, with what follows it; `order` is its place among the article's."""

    __slots__ = ("marked", "order", "tail")

    def __init__(self, marked: Marked, tail: Tail, order: int = -1) -> None:
        self.marked = marked
        self.tail = tail
        self.order = order

    @property
    def listed(self) -> bool:
        """One of several in a row (`"…", "…"라고`): the last of the row has the particle."""
        return self.tail.kind == "listed"


@mypyc_attr(acyclic=True)
class Unit:
    """A reporting unit `text[start:end]` with its quotations in order. `paragraph` counts lines; `aside`: it is the
    caption of a picture, which parts no sentence from the next."""

    __slots__ = ("aside", "end", "paragraph", "quotes", "start")

    def __init__(
        self,
        start: int,
        end: int,
        paragraph: int,
        quotes: list[Found] | None = None,
        aside: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.quotes = [] if quotes is None else quotes
        self.aside = aside


def reporting_units(
    text: str, sentences: list[tuple[int, int]], quotes: list[Found], aside: Callable[[int], bool] | None = None
) -> list[Unit]:
    """Divide `sentences` (in order, not overlapping) among `quotes` (in order). `aside` tells captions by an offset."""
    starts = [q.marked.outer_start for q in quotes]
    units: list[Unit] = []
    paragraph, last, nth = 0, 0, 0
    for start, end in sentences:
        if text.find("\n", last, start) >= 0:
            paragraph += 1
        last = end
        stop = nth
        while stop < len(starts) and starts[stop] < end:
            stop += 1
        if stop == nth:
            units.append(Unit(start, end, paragraph, aside=aside is not None and aside(start)))
            continue
        inside, nth = quotes[nth:stop], stop
        begin = start
        held: list[Found] = []
        for found in inside:
            held.append(found)
            if (
                found.tail.kind == "end"
                and found.marked.outer_end < end
                and _more_words(text, found.marked.outer_end, end)
            ):
                units.append(Unit(begin, found.marked.outer_end, paragraph, held))
                begin, held = found.marked.outer_end, []
        units.append(Unit(begin, end, paragraph, held))
    return units


def _more_words(text: str, at: int, end: int) -> bool:
    return len(text[at:end].strip(" .,…)]")) > 1
