"""Dates of publication: what pages, feeds and records write, as ISO 8601.

A time without an offset is Korean time (+09:00). A day without a time stays a day.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from tracker.patterns import lazy

KST = timezone(timedelta(hours=9))

# 2025.10.01 18:35 · 2025-10-01T18:35:00+09:00 · 2025년 10월 1일 오후 6시 35분 · 20251001183500 is COMPACT below.
WRITTEN = lazy(
    r"(?:(?<!\d)|(?<=:\d\d))((?:19|20)\d\d)\s*(?:[-./]|년)\s*(\d{1,2})\s*(?:[-./]|월)\s*(\d{1,2})(?!\d)\s*일?\.?"
    r"(?:\s*\(?[월화수목금토일](?:요일)?\)?(?=[\s,]))?"
    r"(?:[\sT,]{0,3}(오전|오후|AM|PM|am|pm)?\s*(\d{1,2})\s*(?::|시)\s*(\d{2})(?:\s*분)?(?:(?::|(?<=분)\s*)(\d{2})(?:\.\d+)?(?:\s*초)?)?"
    r"(?:\s*(AM|PM|am|pm))?(?:\s*(Z|[+-]\d{2}:?\d{2})(?!\d))?)?"
)
_COMPACT = lazy(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:[T ]?(\d\d)(\d\d)(\d\d)?)?$")
_EARLIEST, _LATEST = 1900, 2100


def iso(match: re.Match[str]) -> str | None:
    """The ISO day or date-time that a `WRITTEN` match states; None when there is no such day or hour."""
    year, month, day, half, hour, minute, second, half_after, offset = match.groups()
    try:
        on = date(int(year), int(month), int(day))
        if hour is None:
            return on.isoformat()
        clock = int(hour)
        half = (half or half_after or "").lower()
        if half in ("오후", "pm") and clock < 12:
            clock += 12
        elif half in ("오전", "am") and clock == 12:
            clock = 0
        zone = _zone(offset)
        return datetime(on.year, on.month, on.day, clock, int(minute), int(second or 0), tzinfo=zone).isoformat()
    except ValueError:
        return None


def _zone(offset: str | None) -> timezone:
    if not offset:
        return KST
    if offset == "Z":
        return timezone.utc
    digits = offset[1:].replace(":", "")
    minutes = int(digits[:2]) * 60 + int(digits[2:])
    return timezone(timedelta(minutes=-minutes if offset[0] == "-" else minutes))


def in_korea(moment: datetime) -> str:
    """`moment` as an ISO date-time; one without an offset is taken as Korean time."""
    return (moment.replace(tzinfo=KST) if moment.tzinfo is None else moment).replace(microsecond=0).isoformat()


def korean(moment: str | None) -> str | None:
    """An ISO date-time in another offset as Korean time; a day stays a day, None stays None."""
    if not moment or len(moment) == 10:
        return moment
    return datetime.fromisoformat(moment).astimezone(KST).isoformat()


def published(value: object) -> str | None:
    """What a record, a page or an option states as its date, as ISO; None when it is empty or no date.

    Takes ISO, `2018-01-05 18:47:55`, `2025.10.01 18:35`, `20160708T114859`, Korean dates, RFC 822 (feeds) and epoch
    seconds or milliseconds (numbers or digits).
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, (int, float)):
        return _epoch(float(value))
    text = str(value).strip()
    if not text:
        return None
    match = WRITTEN.search(text)
    if match:
        return iso(match)
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second = compact.groups()
        clock = f" {hour}:{minute}:{second or '00'}" if hour else ""
        again = WRITTEN.match(f"{year}-{month}-{day}{clock}")
        return iso(again) if again else None
    if re.fullmatch(r"\d{9,13}(\.\d+)?", text):
        return _epoch(float(text))
    return _rfc822(text)


def _epoch(number: float) -> str | None:
    if number > 1e11:
        number /= 1000
    try:
        moment = datetime.fromtimestamp(number, KST)
    except (ValueError, OverflowError, OSError):
        return None
    return moment.replace(microsecond=0).isoformat() if _EARLIEST < moment.year < _LATEST and number >= 1e8 else None


def _rfc822(text: str) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return in_korea(parsedate_to_datetime(text))
    except (TypeError, ValueError, IndexError):
        return None
