"""Where times may begin in a text: the letters of most words rule it out, and reading is slow."""

from __future__ import annotations

import string
from typing import Final

from tracker.extract.characters import table_of
from tracker.extract.dates.words import VAGUE, words_of
from tracker.patterns import lazy

CALENDAR_WORDS: Final = (
    *("지난해", "작년", "재작년", "올해", "금년", "내년", "같은해", "그해", "이듬해"),
    *("지난달", "이달", "이번달", "다음달", "내달", "같은달", "그달", "전달", "전월", "금월"),
)
WEEKDAYS: Final = "월화수목금토일"
# `올 2월`, `올해`: the first two letters of everything that tells of the calendar.
CALENDAR: Final = frozenset([*(word[:2] for word in CALENDAR_WORDS), "올 ", *(f"올{digit}" for digit in string.digits)])
# The first two letters of every word of time.
_WORDS: Final = CALENDAR | {
    *(f"{day}요" for day in WEEKDAYS),
    *(word[:2] for word in words_of("published", "event", "last", *VAGUE)),
}

# What a character is in a word of time ...
_FIRST: Final = 1
_SECOND: Final = 2
_APART: Final = 4  # the first, with a space behind it (`올 2월`)
# ... and in a number, or behind it.
_DIGIT: Final = 8
_POINT: Final = 16
_OF_DAY: Final = 32
_OF_YEAR: Final = 64
_STROKE: Final = 128
# `10/1(`, behind the first number: a day with its weekday in brackets.
_BRACKETED: Final = lazy(r"[./][0-9]{1,2}\(")

_BITS: Final = table_of(
    (_FIRST, (word[0] for word in _WORDS)),
    (_SECOND, (word[1] for word in _WORDS if word[1] != " ")),
    (_APART, (word[0] for word in _WORDS if word[1] == " ")),
    (_DIGIT, string.digits),
    (_POINT, ".,"),
    (_OF_DAY, "월일"),
    (_OF_YEAR, "년./-"),
    (_STROKE, "./"),
)
_KNOWN: Final = len(_BITS)


def beginnings(text: str, since: int, until: int) -> list[int]:
    """Where a number of the calendar or a word of time may begin in `text[since:until]`, in order."""
    found: list[int] = []
    digits, broken = 0, False  # how many stand right in front, and whether they only go on with a number (`1.5`)
    last = 0
    for at in range(since, until):
        code = ord(text[at])
        bits = _BITS[code] if code < _KNOWN else 0
        if bits & _DIGIT:
            if not digits:
                broken = last & _POINT != 0
            digits += 1
        elif digits:
            if not broken and _tells_date(text, at, until, digits, bits):
                found.append(at - digits)
            digits = 0
        if last & _FIRST and (bits & _SECOND or last & _APART) and text[at - 1 : at + 1] in _WORDS:
            found.append(at - 1)
        last = bits
    return found


def _tells_date(text: str, at: int, until: int, digits: int, bits: int) -> bool:
    """Whether so many digits may be those of a year, a month or a day, by what stands at `at`, right behind them."""
    if digits == 4:
        return bits & _OF_YEAR != 0
    if digits > 2:
        return False
    return bits & _OF_DAY != 0 or (bits & _STROKE != 0 and _BRACKETED.match(text, at, until) is not None)
