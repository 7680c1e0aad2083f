"""Where a text tells of a time, and what kind of time: `1일`, `지난달 30일`, `이날`, `2일(현지시간)`, `최근`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Final, Literal

from tracker.compiling import mypyc_attr
from tracker.extract.dates.beginnings import CALENDAR, WEEKDAYS, beginnings
from tracker.extract.dates.english import english_days
from tracker.extract.dates.words import VAGUE, any_of, lexicon, words_of
from tracker.extract.sentences import Span
from tracker.patterns import lazy

Base = Literal["calendar", "published", "event", "last", "weekday", "vague"]
Same = Literal["month", "year", "next_year"]


@mypyc_attr(acyclic=True)
class DateExpression:
    """The words `text[start:end]` that tell a time, not yet reckoned into a day.

    `base` says what it is reckoned from: the calendar (its own year, month and day, as far as it names them, with the
    publication date as the anchor), the day of publication (`오늘`: today), the day of the event that the article is
    telling (`이날`: that day; `전날`: the day before), the day named last (`같은 날`: the same day), or nothing
    (`최근`: lately): `vague`. `year_shift` and `month_shift` count from the anchor (`지난해`: last year is -1), or from
    the day named last where `same` is set (`같은 달`: the same month; `이듬해`: the year after).
    `shift` counts days; for a weekday it is the week (0 the nearest past one, -1 that of last week, 1 that of next).
    `bound` marks the end of a stretch, a deadline or the state of a figure (`3일부터`, `30일 기준`): no words were
    said on such a day. `past` and `ahead` are said outright (`지난`: last; `오는`: coming).
    """

    __slots__ = (
        *("ahead", "base", "bound", "day", "end", "kind", "month", "month_shift", "past", "same", "shift", "start"),
        *("weekday", "year", "year_shift"),
    )

    def __init__(
        self,
        start: int,
        end: int,
        base: Base,
        year: int | None = None,
        month: int | None = None,
        day: int | None = None,
        year_shift: int | None = None,
        month_shift: int | None = None,
        same: Same | None = None,
        shift: int = 0,
        weekday: int | None = None,
        past: bool = False,
        ahead: bool = False,
        bound: bool = False,
        kind: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.base: Base = base
        self.year = year
        self.month = month
        self.day = day
        self.year_shift = year_shift
        self.month_shift = month_shift
        self.same: Same | None = same
        self.shift = shift
        self.weekday = weekday
        self.past = past
        self.ahead = ahead
        self.bound = bound
        self.kind = kind


_YEARS: Final = {"지난해": -1, "작년": -1, "전년": -1, "재작년": -2, "올해": 0, "올": 0, "금년": 0, "내년": 1}
_MONTHS: Final = {"지난달": -1, "전달": -1, "전월": -1, "이달": 0, "이번달": 0, "금월": 0, "다음달": 1, "내달": 1}

_CALENDAR: Final = lazy(
    r"(?:(?P<year>(?:19|20)[0-9]{2})년(?![대생식형산])도?|(?P<era>지난해|작년|재작년|올해|올(?=\s?[0-9초])|금년|내년)"
    r"|(?P<same_year>같은 ?해|그해|이듬해))?"
    r"\s?(?:(?<![0-9])(?P<month>1[0-2]|0?[1-9])월(?!드|등)"
    r"|(?P<moon>지난 ?달|이달|이번 ?달|다음 ?달|내달|전[달월](?=\s?[0-9])|금월)(?!의|러)"
    r"|(?P<same_month>같은 ?달|그달))?"
    r"\s?(?:(?<![0-9.,])(?P<day>3[01]|[12][0-9]|0?[1-9])일)?"
)
_DOTTED: Final = lazy(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[./-])\s?(?P<month>1[0-2]|0?[1-9])(?P=mark)\s?"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
_SLASHED: Final = lazy(
    r"(?<![0-9./])(?P<month>1[0-2]|0?[1-9])[/.](?P<day>3[01]|[12][0-9]|0?[1-9])(?=\([월화수목금토일]\))"
)
_LONGEST_WEEKDAY: Final = len("지난 주 월요일")
_WEEKDAY: Final = lazy(r"(?:(?P<week>지난 ?주|저번 ?주|전주|이번 ?주)\s)?(?P<weekday>[월화수목금토일])요일")
_LOCAL: Final = lazy(
    r"\s?\((?:[가-힣A-Za-z]{1,8}\s)?(?:[가-힣]{0,4}\s?시[간각]|[월화수목금토일]요?일?|오늘|어제|전날)(?:\s?기준)?\)"
)
_ASIDE: Final = lazy(
    r"\s?\((?:(?P<month>1[0-2]|0?[1-9])월\s?)?(?P<day>3[01]|[12][0-9]|0?[1-9])일(?:,?\s?[가-힣 ]{1,8})?\)"
)
_RANGE_BEFORE: Final = lazy(r"[0-9]일?\s?[~∼～\-–,·ㆍ]\s?$|[0-9]일과\s$")
_RANGE_AFTER: Final = lazy(r"\s?[~∼～–-]\s?[0-9]|(?:[,·ㆍ]\s?|과 (?:[0-9]{1,2}월 )?)[0-9]{1,2}일")
_DIGITS: Final = "0123456789"
_MARKS: Final = frozenset("./-")
_NAME_MARKS: Final = frozenset("'‘’\"“”『「《〈<")
_JOINS: Final = frozenset("~∼～-–,·ㆍ과")
_COUNTED_ONCE: Final = lazy(r"\s[0-9]+(?!시|일|월|분|차|[0-9:.])[가-힣]|\s[0-9]+ ?[회번명건]")
_WORD: Final = lazy(lambda: any_of("published", "event", "last", *VAGUE))
_DURATION_BEFORE: Final = words_of("duration_before")
_DURATION_AFTER: Final = lazy(
    # `28일 제57회 국무회의`, `28일 당 회의`: with a space these begin the next word.
    lambda: (
        rf"(?!\s(?:제|당|장|선|권)[\s0-9])\s?(?:{any_of('duration_after')})(?![가-힣])"
        r"|(?:간|동안|째|짜리)|장(?=[이을에은의례으]|$)|\s?만[에의이]"
    )
)
_BOUND: Final = lazy(
    lambda: (
        r"(?:\s?(?:오전|오후|새벽|자정|정오|밤|낮|[0-9]{1,2}[시분]))*"
        rf"\s?(?:{any_of('bound_after')}|(?:[^\s.]+에서? )?(?:{any_of('coming')}))"
    )
)


def find_expressions(text: str, until: int | None = None, quotes: Sequence[Span] = ()) -> list[DateExpression]:
    """Every time that `text` tells outside `quotes`, whose words tell of their own days, in order, up to the offset
    `until`; none overlaps another. Durations and counts (`3일간`, `1일 3회`) and days that no calendar has (`13월`,
    `32일`) are passed over; `2월 30일` is found and later reckons to no day."""
    until = len(text) if until is None else until
    found: list[DateExpression] = []
    end, since = 0, 0
    for quote_start, quote_end in [*quotes, (until, until)]:
        for start in beginnings(text, since, min(quote_start, until)):
            if start >= end and (expression := _read(text, start)) is not None:
                end = expression.end
                found.append(expression)
        since = max(since, quote_end)
    english = english_days(text, until)
    return _with_english(found, english, quotes) if english else found


def _with_english(
    expressions: list[DateExpression], english: list[tuple[int, int, date]], quotes: Sequence[Span]
) -> list[DateExpression]:
    nth = 0
    for start, end, day in english:
        while nth < len(quotes) and quotes[nth][1] <= start:
            nth += 1
        if nth == len(quotes) or start < quotes[nth][0]:
            expressions.append(DateExpression(start, end, "calendar", day.year, day.month, day.day))
    return sorted(expressions, key=lambda expression: expression.start)


def _read(text: str, start: int) -> DateExpression | None:
    """The expression that begins at `start`, where a number or a word of time stands."""
    if text[start] not in _DIGITS:
        told = _read_weekday(text, start)
        if told is None and text[start : start + 2] in CALENDAR:
            told = _read_calendar(text, start)
        return told if told is not None else _read_word(text, start)
    if _is_marked(text, start):
        return _read_numbers(text, start)
    return _read_calendar(text, start) or _read_word(text, start)


def _is_marked(text: str, start: int) -> bool:
    """Whether a mark stands behind a number of one, two or four digits."""
    return (
        text[start + 1 : start + 2] in _MARKS
        or text[start + 2 : start + 3] in _MARKS
        or text[start + 4 : start + 5] in _MARKS
    )


def _read_numbers(text: str, start: int) -> DateExpression | None:
    """`2021.12.28`, `2021-12-28`, `10/1(수)`."""
    match = _DOTTED.match(text, start) or _SLASHED.match(text, start)
    if match is None:
        return _read_calendar(text, start)
    groups = match.groupdict()
    end = _skip(_LOCAL, text, match.end())
    return DateExpression(
        start,
        end,
        "calendar",
        year=int(groups["year"]) if "year" in groups else None,
        month=int(groups["month"]),
        day=int(groups["day"]),
        kind="stamp" if groups.get("mark") == "." else "",
        bound=_bound(text, start, end),
    )


def _read_calendar(text: str, start: int) -> DateExpression | None:
    if start and text[start - 1] in "0123456789.,":
        return None
    match = _CALENDAR.match(text, start)
    last = match.lastgroup if match is not None else None
    if match is None or last is None:
        return None
    year, era, same_year, month, moon, same_month, day = match.groups()
    end = match.end(last) + (1 if last in ("day", "month", "year") else 0)
    before = text[max(0, start - 12) : start]
    bare = day is not None and match.start("day") == start
    if day is None:
        if month is not None and _counted(text, start, end):
            return None
        end = _skip(_PART, text, end) if text[end : end + 2].lstrip()[:1] in _PARTS else end
    elif bare and (_is_duration(text, before, end) or _counted_once(text, start, end)):
        return None
    begin, past, ahead = _pointed(before, start)
    if text.startswith(("(", " ("), end):
        end = _skip(_LOCAL, text, end)
    year_shift = _YEARS[era] if era else None
    month_shift = _MONTHS[moon.replace(" ", "")] if moon else None
    return DateExpression(
        begin,
        end,
        "calendar",
        int(year) if year else None,
        int(month) if month else None,
        int(day) if day else None,
        year_shift,
        month_shift,
        "month" if same_month else "next_year" if same_year == "이듬해" else "year" if same_year else None,
        past=past,
        ahead=ahead or (year_shift or 0) > 0 or (month_shift or 0) > 0,
        bound=_bound(text, begin, end) or _in_range(text, before, end),
        kind="bracketed" if bare and before.endswith("(") else "",
    )


def _in_range(text: str, before: str, end: int) -> bool:
    """Whether the time is one end of a stretch (`3∼5일`) or one of a row (`17, 18일`; `15일과 16일`)."""
    if before.rstrip()[-1:] in _JOINS and _RANGE_BEFORE.search(before) is not None:
        return True
    return text[end : end + 2].lstrip()[:1] in _JOINS and _RANGE_AFTER.match(text, end) is not None


_PARTS: Final = frozenset("초중하말상")
_PART: Final = lazy(r"\s?(?:초순|중순|하순|초|말|상반기|하반기)(?![가-힣])")


def _pointed(before: str, start: int) -> tuple[int, bool, bool]:
    """Where the expression begins with the pointing word before it (`지난`: last, `오는`: coming), and which it is."""
    bare = before[:-1] if before.endswith(" ") else before
    if bare.endswith("지난"):
        return start - len(before) + len(bare) - 2, True, False
    if bare.endswith("오는"):
        return start - len(before) + len(bare) - 2, False, True
    return start, False, False


def _read_weekday(text: str, start: int) -> DateExpression | None:
    if "요일" not in text[start : start + _LONGEST_WEEKDAY]:
        return None
    match = _WEEKDAY.match(text, start)
    before = text[max(0, start - 6) : start]
    if match is None or text.startswith(("마다", "·", "~", "∼"), match.end()) or _recurs(before):
        return None
    begin, past, ahead = _pointed(before, start)
    week = (match["week"] or "").replace(" ", "")
    aside = _ASIDE.match(text, match.end())
    if aside is not None:
        return _from_aside(begin, aside)
    end = _skip(_LOCAL, text, match.end())
    return DateExpression(
        begin,
        end,
        "weekday",
        weekday=WEEKDAYS.index(match["weekday"]),
        shift=-1 if week in ("지난주", "저번주", "전주") else 0,
        past=past or week in ("지난주", "저번주", "전주"),
        ahead=ahead or before.endswith(("다음 주 ", "다음주 ", "내주 ")),
        kind=week,
        bound=_bound(text, begin, end),
    )


def _recurs(before: str) -> bool:
    """Whether a weekday comes again and again, by the words before it: `매주` (every week), `첫째 주` (the first)."""
    return before.endswith(("매주 ", "첫 ", "째 주 ", "째주 "))


def _read_word(text: str, start: int) -> DateExpression | None:
    match = _WORD.match(text, start)
    if match is None:
        return None
    word, end = match.group(), match.end()
    meaning = _meaning(word)
    if meaning is None:
        return None
    base, kind, shift = meaning
    if text.startswith(_TAILS.get(word, ()), end) and _TAILS.get(word):
        return None
    if start and word in _ALONE and "가" <= text[start - 1] <= "힣":
        return None
    if word == "당일" and _OF_EVENT.search(text, max(0, start - 8), start) is not None:
        base, kind, shift = "vague", "then", 0
    aside = _ASIDE.match(text, end) if base != "vague" else None
    if aside is not None:
        return _from_aside(start, aside, bound=_bound(text, start, aside.end()))
    end = _skip(_LOCAL, text, end)
    return DateExpression(
        start,
        end,
        base,
        shift=shift,
        kind=kind or word,
        ahead=base == "published" and shift > 0,
        bound=_bound(text, start, end),
    )


# `결혼식 당일` (on the day of the wedding): whichever that was.
_OF_EVENT: Final = lazy(r"[가-힣](?<![은는이가을를에도])\s$")
# Longer words that only begin like a word of time (오늘날: nowadays), by that word.
_TAILS: Final[dict[str, tuple[str, ...]]] = {
    "오늘": ("날", "의 ", "에", "내일"),
    "내일": ("의 ", "배움"),
    "어제": ("오늘",),
    "과거": ("사", "의", "형"),
    "최근": ("의",),
    "당일": ("인 ", "치기", "배송", " 배송", "배달", "여행"),
    "익일": ("배송", " 배송"),
    "그제": ("서야", "야"),
    "당시": ("의",),
    "이르면": (),
}
# Words that only stand alone: inside a longer word they mean something else (현안이날…, 대전날…).
_ALONE: Final = frozenset(
    {"전날", "이날", "그날", "어제", "오늘", "내일", "모레", "당시", "과거", "예전", "최근", "익일", "금일", "그간"}
)


@cache
def _meaning(word: str) -> tuple[Base, str, int] | None:
    """What a word of the lexicon is reckoned from, its kind where it is vague, and its shift in days."""
    kinds = lexicon()
    bases: tuple[Base, ...] = ("published", "event", "last")
    for base in bases:
        if word in kinds[base]:
            return base, "", int(kinds[base][word])
    return next((("vague", kind, 0) for kind in VAGUE if word in kinds[kind]), None)


def _from_aside(start: int, aside: re.Match[str], *, bound: bool = False) -> DateExpression:
    """`어제(27일)`, `지난 월요일(27일)`: the day in brackets says it outright."""
    month = int(aside["month"]) if aside["month"] else None
    return DateExpression(start, aside.end(), "calendar", month=month, day=int(aside["day"]), bound=bound, kind="aside")


def _is_duration(text: str, before: str, end: int) -> bool:
    """Whether `N일` counts days (`3일간`, `생후 20일`) and is no day of the calendar."""
    if _DURATION_AFTER.match(text, end) is not None:
        return True
    words = before.split()
    last = words[-1].lstrip("(‘'\"0123456789") if words else ""
    return last in _DURATION_BEFORE or last.endswith("박")


def _counted_once(text: str, start: int, end: int) -> bool:
    """`1일 1망언`, `1일 3회`, `1일 평균`: so many a day."""
    return text[start:end] == "1일" and (
        _COUNTED_ONCE.match(text, end) is not None or text.startswith((" 평균", " 최대", " 이용"), end)
    )


def _counted(text: str, start: int, end: int) -> bool:
    """Whether `N월` is part of a range or of another word (`5월호`: the May issue), and so tells no month of words."""
    return (start > 0 and text[start - 1] in "~∼-.") or text.startswith(("령", "호", "분"), end)


def _bound(text: str, start: int, end: int) -> bool:
    """Whether the time ends a stretch, dates a figure or something to come (`9일 열릴 총회`), or begins a name in marks
    (`‘2022년 업무보고’`)."""
    return text[start - 1 : start] in _NAME_MARKS or _BOUND.match(text, end) is not None


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match is not None else at
