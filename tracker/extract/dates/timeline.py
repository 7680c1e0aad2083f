"""The times of an article reckoned one after the other, each against what was told before it."""

from __future__ import annotations

from datetime import date

from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reckon import Anchor, Moment, reckon
from tracker.extract.dates.words import lexicon


class Timeline:
    """`moments` holds what each time came to, by the offset at which it begins."""

    def __init__(self, text: str, anchor: Anchor):
        self.moments: dict[int, Moment] = {}
        self._text, self._anchor = text, anchor
        self._last: Moment | None = None
        # The same, but for ends of stretches (`2016년부터`: from 2016 on), which are of no event.
        self._told: Moment | None = None
        # The latest day named that `이날` (that day) may mean before the article has a day of its own.
        self._at_hand: date | None = None
        # The article tells of a day to come before any other: `이날` is that one.
        self._announced = False
        self._quoting = False
        self._courts: dict[str, bool] = {}

    def reckon(self, times: list[DateExpression], event: date | None, *, begun: bool, quoting: bool = False) -> None:
        """Reckon a sentence's times in order. `event` is the day that the article is telling of, and `begun` whether it
        has told of any day of its own; `quoting` whether somebody is quoted in it, which is never on a day to come."""
        self._quoting = quoting
        event = event if begun else self._at_hand or event
        before: Moment | None = None
        for time in times:
            moment = self._reckon(time, event, before)
            self.moments[time.start] = moment
            if moment.precision is None or moment.ahead:
                continue
            self._last = before = moment
            if not time.bound:
                self._told = moment
            if moment.day is not None and not _points_back(time) and self._is_at_hand(moment.day):
                self._at_hand = moment.day
            if not begun:
                event = moment.day or event
        if not begun and any(self.moments[time.start].ahead for time in times):
            self._announced = True

    def passes(self, time: DateExpression) -> bool:
        """Whether the time governs nothing: it is still to come, or the court named is the story's own."""
        if time.kind != "court":
            return self.moments[time.start].ahead
        higher = "appeal" if self._text.startswith("1심", time.start) else "higher_court"
        if higher not in self._courts:
            self._courts[higher] = any(court in self._text for court in lexicon()[higher])
        return not self._courts[higher]

    def age(self, moment: Moment) -> int | None:
        """How many days it lies before publication, if both are known."""
        if moment.day is None or self._anchor.day is None:
            return None
        return (self._anchor.day - moment.day).days

    def _reckon(self, time: DateExpression, event: date | None, before: Moment | None) -> Moment:
        """`before` is the time named before it in the same sentence."""
        if time.kind == "bracketed" and before is not None and before.month is not None:
            return reckon(_of_same_month(time), self._anchor, event, before)
        if time.base == "event" and event is None:
            if self._announced and not self._quoting:
                return Moment(None, "day", ahead=True)
            # `이날도` (that day, too): a story without a day; `1999년 … 이날`: a day of long ago.
            if self._text.startswith("도 ", time.end) or self._is_long_ago():
                return Moment(None, "day")
        return reckon(time, self._anchor, event, self._last)

    def _is_long_ago(self) -> bool:
        """Whether what was told last is of an earlier year and names no day."""
        last, published = self._told, self._anchor.day
        if last is None or last.precision == "day" or last.year is None or published is None:
            return False
        return last.year < published.year

    def _is_at_hand(self, day: date) -> bool:
        return self._anchor.day is not None and (self._anchor.day - day).days <= 1


def _of_same_month(time: DateExpression) -> DateExpression:
    """A day told by its number alone, as one of the month named last."""
    return DateExpression(
        time.start,
        time.end,
        time.base,
        day=time.day,
        same="month",
        past=time.past,
        ahead=time.ahead,
        bound=time.bound,
        kind=time.kind,
    )


def _points_back(time: DateExpression) -> bool:
    """Whether the words place it before the story's own day (`지난 3일`, `전날`), so that `이날` is another."""
    return time.past or (time.base == "event" and time.shift < 0)
