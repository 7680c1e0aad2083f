"""The day of an article that states none, from the stamps of its photographs and the days that its words name.

A caption is stamped with the day of its photograph (`2021.12.28/○○통신`), which may come from an archive. Where the
body names by its number alone a day that falls on the stamp's or soon after (`28일`), the photograph is of the story,
and year and month are known.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reckon import valid_day
from tracker.extract.dates.story import LEAD, Sentence
from tracker.extract.dates.words import words_of
from tracker.patterns import lazy

# A photograph is taken so many days before the article tells of, at most.
FRESH_DAYS: Final = 3
# What so near a stamp says of the photograph.
AROUND: Final = 16
# What tells that a sentence is about days to come.
_TO_COME: Final = ("예정", "계획", "방침")
_QUOTED: Final = lazy(r"[\"“][^\"“”]*[\"”]")
_TODAY: Final = ("오늘", "이날")
# `28일 0시 기준`: as of that day, which is the day's own, other than those of stretches and deadlines.
_AS_OF: Final = lazy(r"\s?(?:[0-9]{1,2}시|자정|오전|오후)?\s?기준")


def stamped_day(text: str, story: list[Sentence]) -> date | None:
    """The day of publication as the latest stamp of a caption and the days of the lead agree on it; null where no
    caption has a stamp, or none of the days fits."""
    stamps = [found for s in story if s.zone == "caption" and s.times for found in _stamps(text, s)]
    if not stamps:
        return None
    lead = [sentence for sentence in story if sentence.zone == "body"][:LEAD]
    told = {time.day for sentence in lead for time in _current(text, sentence)}
    fresh = max((day for day, archived in stamps if not archived), default=None)
    days = [fresh + timedelta(days=after) for after in range(FRESH_DAYS + 1)] if fresh is not None else []
    # What an archive keeps may be of any day: one that the lead names by chance is one in thirty.
    days += [day for day, archived in stamps if archived]
    day = max((day for day in days if day.day in told), default=None)
    return day if day is not None and not _lies_back(story, day.month) else None


def _lies_back(story: list[Sentence], month: int) -> bool:
    """Whether the story is told in a later month than this one: it looks back on it (`지난 5월`: last May), or what a
    caption shows was `지난달` (last month)."""
    return any(
        (time.past and time.month == month) or (sentence.zone == "caption" and (time.month_shift or 0) < 0)
        for sentence in story
        for time in sentence.times
    )


def _stamps(text: str, caption: Sentence) -> list[tuple[date, bool]]:
    """The days that are stamped on photographs, and whether these are said to come from an archive."""
    days = []
    for time in caption.times:
        if time.kind != "stamp" or time.year is None or time.month is None or time.day is None:
            continue
        around = text[max(caption.start, time.start - AROUND) : time.end + AROUND]
        day = valid_day(time.year, time.month, time.day)
        if day is not None:
            days.append((day, any(word in around for word in words_of("archive"))))
    return days


def _current(text: str, sentence: Sentence) -> list[DateExpression]:
    """What a sentence tells by its number alone, as news do of their own days (`28일`, `오늘(28일)`)."""
    told = _QUOTED.sub("", text[sentence.start : sentence.end])
    if any(word in told for word in _TO_COME):
        return []
    return [time for time in sentence.times if _by_number(text, time)]


def _by_number(text: str, time: DateExpression) -> bool:
    alone = time.day is not None and time.month is None and time.year is None and time.base == "calendar"
    if time.month_shift is not None or time.year_shift is not None or time.same is not None:
        return False
    if time.kind == "aside" and not text.startswith(_TODAY, time.start):
        return False
    bound = time.bound and _AS_OF.match(text, time.end) is None
    return alone and not (time.past or time.ahead or bound)
