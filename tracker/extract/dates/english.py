"""Dates in English words, and in other forms that Korean news seldom uses."""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.patterns import lazy

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_INITIALS: Final = tuple(sorted({month[0] for month in _MONTHS}))
_MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"),
    "December",
)
_MONTH: Final = lazy("|".join(_MONTHS))
_AFTER_MONTH: Final = lazy(r"[a-z]{0,7}\.? (?:(?P<day>[0-9]{1,2}),? )?(?:19|20)[0-9]{2}\b")
_BEFORE_MONTH: Final = lazy(r"\b[0-9]{1,2} $")


def english_days(text: str, until: int) -> list[tuple[int, int, date]]:
    """Where dates stand in `text[:until]` in English words, as photo credits have them (`Dec. 28, 2021`, `28 December
    2021`), and their days."""
    if not any(text.find(initial, 0, until) >= 0 and _has_month(text, initial) for initial in _INITIALS):
        return []
    found: list[tuple[int, int, date]] = []
    for month in _MONTH.finditer(text, 0, until):
        after = _AFTER_MONTH.match(text, month.end())
        if after is None:
            continue
        before = _BEFORE_MONTH.search(text, max(0, month.start() - 3), month.start())
        if (before is None) == (after["day"] is None):
            continue
        start = before.start() if before is not None else month.start()
        day = _english_day(text[start : after.end()]) or read_unusual(text[start : after.end()])
        if day is not None:
            found.append((start, after.end(), day))
    return found


def _has_month(text: str, initial: str) -> bool:
    return any(month[0] == initial and month in text for month in _MONTHS)


def _english_day(words: str) -> date | None:
    """The day of a date in plain English; null where the month is written otherwise, or no calendar has the day. Spares
    most archives the loading of `dateparser`."""
    first, second, year = words.replace(",", "").split(" ")
    month, day = (first, second) if second.isdecimal() else (second, first)
    name = month.removesuffix(".")
    number = next((n for n, known in enumerate(_MONTH_NAMES, 1) if name in (known, known[:3])), None)
    try:
        return date(int(year), number, int(day)) if number is not None else None
    except ValueError:
        return None


def read_unusual(words: str) -> date | None:
    """The day of an absolute date in a form that Korean news seldom uses, as `dateparser` reads it; null if it cannot.

    Only complete dates are taken: what the words leave open is not filled in from today.
    """
    from dateparser import parse  # costs 0.3 s, so only where it is needed

    value = parse(words[:60], settings={"STRICT_PARSING": True, "TIMEZONE": "Asia/Seoul"})
    return value.date() if value is not None else None
