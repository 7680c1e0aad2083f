"""The year of an article that states no day of publication, where its own words give it away."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reckon import Anchor, publication_day
from tracker.patterns import lazy

_YEAR: Final = lazy(r"(?:19|20)[0-9]{2}년(?=\s)")
_SHIFT: Final = lazy("지난해|작년|올해")
_SHIFTS: Final = {"지난해": 1, "작년": 1, "올해": 0}
_CONTENT: Final = lazy(r"[가-힣]{2,}|[0-9]+(?:\.[0-9]+)?%")
_WINDOW: Final = 60
_END: Final = lazy(r"[.\n…]\s|(?:19|20)[0-9]{2}년|지난해|작년|올해")
# One or two words agree by chance; a percentage counts for two.
AGREEMENT: Final = 3
_BARE: Final = lazy(r"(?<![0-9월.,~∼-])(?<!월 )([0-9]{1,2})일 ?(?:오전|오후|[가-힣]{2,})")
_MONTH_DAY: Final = lazy(r"(?<![0-9])([0-9]{1,2})월 ?([0-9]{1,2})일")


def find_anchor(text: str, published: str | None, times: list[DateExpression]) -> Anchor:
    """What is known of the day of publication: `published` where it is given, else what the text gives away.

    A year that is named once outright (`2020년 9월 …`) and once from today (`지난해 …`: last year), with the same words
    after both, ties the calendar down. With it, a day that the story names both in full (`12월 28일`) and by its number
    alone (`28일`) is taken for the day that the story tells of. `times` are the expressions of the text: where no month
    and day among them lack their year, it is of no use and is not looked for.
    """
    day = publication_day(published)
    if day is not None or not any(time.month and time.day and time.year is None for time in times):
        return Anchor(day)
    year = _tied_year(text[:20000])
    return Anchor(_told_day(text[:20000], year), year) if year is not None else Anchor()


def _tied_year(text: str) -> int | None:
    """The year of publication from a pair such as `2020년` and `지난해` with the same words after both."""
    if not any(shift in text for shift in _SHIFTS):
        return None
    years, shifts = list(_YEAR.finditer(text)), list(_SHIFT.finditer(text))
    if not years or len(years) + len(shifts) > 40:
        return None
    absolute = [(int(match[0][:4]), _content(text, match)) for match in years]
    agreeing: dict[int, int] = {}
    for match in shifts:
        words = _content(text, match)
        for year, others in absolute:
            year += _SHIFTS[match[0]]
            agreeing[year] = max(agreeing.get(year, 0), _agreement(words, others))
    latest = max(year for year, _ in absolute)
    plausible = {year: score for year, score in agreeing.items() if year >= latest - 1}  # plans name the year to come
    best = max(plausible.values(), default=0)
    winners = [year for year, score in plausible.items() if score == best]
    return winners[0] if best >= AGREEMENT and len(winners) == 1 else None


def _content(text: str, match: re.Match[str]) -> set[str]:
    """The beginnings of the words, and the percentages, after a year, up to the next year or the sentence's end: Korean
    words differ at their ends, in particles (조사) and endings."""
    after = _END.split(text[match.end() : match.end() + _WINDOW], maxsplit=1)[0]
    return {word if word[-1] == "%" else word[:2] for word in _CONTENT.findall(after)}


def _agreement(words: set[str], others: set[str]) -> int:
    return sum(2 if word[-1] == "%" else 1 for word in words & others)


def _told_day(text: str, year: int) -> date | None:
    """The day that the story names in full and by its number alone, if there is just one."""
    bare = {int(match[1]) for match in _BARE.finditer(text)}
    full = {(int(match[1]), int(match[2])) for match in _MONTH_DAY.finditer(text) if int(match[2]) in bare}
    days = set()
    for month, number in full:
        try:
            days.add(date(year, month, number))
        except ValueError:
            continue
    return days.pop() if len(days) == 1 else None


def names_current_days(times: list[DateExpression]) -> bool:
    """Whether some day is told by its number alone, as news tell those of their own week: a day with its year is then
    of long ago."""
    return any(
        time.base == "calendar" and time.day and not (time.month or time.year) and not time.bound for time in times
    )
