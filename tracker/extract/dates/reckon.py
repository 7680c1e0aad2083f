"""From an expression to a day: the arithmetic of `1일`, `지난달 30일` and `전날` against their anchors."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.dates.english import read_unusual
from tracker.extract.dates.expressions import DateExpression
from tracker.models import Precision

# A day number that is past by more than this and to come by less is told of ahead (`28일` on the 26th).
NEARLY_A_MONTH: Final = 24
KOREA: Final = timezone(timedelta(hours=9))


@mypyc_attr(acyclic=True)
class Anchor:
    """What is known of the day of publication: all of it, the year alone, or nothing."""

    __slots__ = ("day", "year")

    def __init__(self, day: date | None = None, year: int | None = None) -> None:
        self.day = day
        self.year = year


@mypyc_attr(acyclic=True)
class Moment:
    """A reckoned time. `day` is set only where the precision is `day` and the words allow one answer.

    `ahead` marks what lies after publication: announced, so nothing was said then.
    `precision` is null where the expression tells no time that could be written down (`최근`: lately).
    """

    __slots__ = ("ahead", "day", "month", "precision", "year")

    def __init__(
        self,
        day: date | None,
        precision: Precision | None,
        ahead: bool = False,
        year: int | None = None,
        month: int | None = None,
    ) -> None:
        self.day = day
        self.precision: Precision | None = precision
        self.ahead = ahead
        self.year = year
        self.month = month


def publication_day(published: str | None) -> date | None:
    """The day of an ISO 8601 day or date-time, in its own offset; null where `published` is no date in any spelling.

    UTC is a machine's clock and no place's: there the day in Korea counts (`2025-03-04T22:00Z` is the morning of the
    5th).
    """
    if not published:
        return None
    try:
        if published.endswith(("Z", "+00:00")) and "T" in published:
            return datetime.fromisoformat(published).astimezone(KOREA).date()
        return date.fromisoformat(published[:10])
    except ValueError:
        return read_unusual(published)


def reckon(expression: DateExpression, anchor: Anchor, event: date | None = None, last: Moment | None = None) -> Moment:
    """The time that `expression` tells.

    `event` is the day of the event that the article is telling, which `이날` and `전날` point to (without one, the day
    of publication); `last` is the time named last, which `같은 날` and `같은 달` point to. A day that would lie before
    the year 1 or after 9999 is not known.
    """
    try:
        return _reckoned(expression, anchor, event, last)
    except OverflowError:
        return Moment(None, "day", expression.ahead)


def _reckoned(expression: DateExpression, anchor: Anchor, event: date | None, last: Moment | None) -> Moment:
    if expression.base == "vague":
        return Moment(None, None)
    if expression.base == "published":
        return _shifted(anchor.day, expression.shift, anchor)
    if expression.base == "event":
        return _shifted(event or anchor.day, expression.shift, anchor)
    if expression.base == "last":
        return _shifted(last.day if last is not None else event, expression.shift, anchor)
    if expression.base == "weekday":
        return _weekday(expression, anchor)
    return _calendar(expression, anchor, last)


def _shifted(base: date | None, shift: int, anchor: Anchor) -> Moment:
    day = base + timedelta(days=shift) if base is not None else None
    return Moment(day, "day", day is not None and anchor.day is not None and day > anchor.day)


def _weekday(expression: DateExpression, anchor: Anchor) -> Moment:
    if anchor.day is None or expression.weekday is None:
        return Moment(None, "day", expression.ahead)
    back = (anchor.day.weekday() - expression.weekday) % 7
    monday = anchor.day - timedelta(days=anchor.day.weekday())
    if expression.kind in ("지난주", "저번주", "전주", "이번주"):
        day = monday + timedelta(days=7 * expression.shift + expression.weekday)
    elif expression.ahead:
        day = anchor.day + timedelta(days=7 - back)
    else:
        day = anchor.day - timedelta(days=back or (7 if expression.past else 0))
    return Moment(day, "day", day > anchor.day)


def _calendar(expression: DateExpression, anchor: Anchor, last: Moment | None) -> Moment:
    year, month = _year_and_month(expression, anchor, last)
    if expression.same == "next_year" and year is None:
        return Moment(None, "day")
    if expression.day is None:
        precision: Precision = "month" if month is not None else "year"
        ahead = expression.ahead or _is_ahead(year, month, anchor.day)
        return Moment(None, precision, ahead, year, month)
    if year is None and month is None:
        return _bare_day(expression, anchor)
    if year is None:
        return _day_of_month(expression, anchor)
    if month is None:
        return Moment(None, "day", expression.ahead, year)
    day = valid_day(year, month, expression.day)
    ahead = expression.ahead or (day is not None and anchor.day is not None and day > anchor.day)
    return Moment(day, "day", ahead, year, month)


def _year_and_month(expression: DateExpression, anchor: Anchor, last: Moment | None) -> tuple[int | None, int | None]:
    """The year and month that the expression names or points to; null for what it leaves to the anchor."""
    year, month = expression.year, expression.month
    if expression.year_shift is not None:
        anchor_year = anchor.day.year if anchor.day is not None else anchor.year
        year = anchor_year + expression.year_shift if anchor_year is not None else None
    if expression.month_shift is not None and anchor.day is not None:
        months = anchor.day.year * 12 + anchor.day.month - 1 + expression.month_shift
        year, month = months // 12, months % 12 + 1
    if expression.same is not None and last is not None:
        told = last.day
        year = told.year if told is not None else last.year
        if expression.same == "next_year" and year is not None:
            year += 1
        if expression.same == "month":
            month = told.month if told is not None else last.month
    return year, month


def _bare_day(expression: DateExpression, anchor: Anchor) -> Moment:
    """`1일`, `지난 30일`: the latest such day up to publication, unless it is much nearer ahead (`28일` on the 26th).

    A day of a month that the expression points to in vain (`이달 3일` with no publication date) is not known either.
    """
    if anchor.day is None or expression.month_shift is not None or expression.same is not None:
        return Moment(None, "day", expression.ahead)
    number = expression.day or 0
    this = valid_day(anchor.day.year, anchor.day.month, number)
    if expression.ahead:
        return Moment(this if this is not None and this >= anchor.day else None, "day", True)
    if this is not None and this <= anchor.day:
        if (anchor.day - this).days > NEARLY_A_MONTH and not expression.past and number <= 3:
            return Moment(None, "day", True)
        return Moment(this, "day")
    before = anchor.day.replace(day=1) - timedelta(days=1)
    day = valid_day(before.year, before.month, number)
    if expression.past or day is None:
        return Moment(day, "day", day is None and not expression.past)
    until = (this - anchor.day).days if this is not None else 31
    ahead = (anchor.day - day).days > until
    return Moment(None if ahead else day, "day", ahead)


def _day_of_month(expression: DateExpression, anchor: Anchor) -> Moment:
    """`12월 28일` without a year: the latest such day up to publication, unless it is soon to come."""
    month, number = expression.month or 0, expression.day or 0
    if anchor.day is None:
        year = anchor.year if expression.year_shift is None else None
        return Moment(
            valid_day(year, month, number) if year is not None else None, "day", expression.ahead, year, month
        )
    this = valid_day(anchor.day.year, month, number)
    if this is not None and this <= anchor.day and not expression.ahead:
        return Moment(this, "day")
    soon = this is not None and (this - anchor.day).days <= 120 and not expression.past
    if soon or expression.ahead:
        return Moment(None, "day", True)
    return Moment(valid_day(anchor.day.year - 1, month, number), "day")


def _is_ahead(year: int | None, month: int | None, published: date | None) -> bool:
    if published is None or year is None:
        return False
    return (year, month or 1) > (published.year, published.month)


def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or null where no calendar has it (`2월 30일`)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
