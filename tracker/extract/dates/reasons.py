"""Clauses that the words are only about: the time in them is not that of the words.

In `A는 25일 B가 전날 C를 고소한 것과 관련해 "…"라고 밝혔다` (A stated on the 25th, about B's having sued C the day
before) the 25th governs.
"""

from __future__ import annotations

import re
from typing import Final

from tracker.extract.dates.clauses import QUOTE, Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.words import any_of, words_of
from tracker.patterns import lazy

# The words of time between a day and another right after it (`25일 오전 전날 …`).
_RIGHT_AFTER: Final = lazy(r"\s?(?:오전|오후|저녁|밤|낮|새벽)?\s?$")
_INNER_SUBJECT: Final = lazy(r"[가-힣)][이가]\s|[가-힣]에서\s")
_HAS_SUBJECT: Final = lazy(r"[가-힣)][이가]\s")
_CLAUSE_END: Final = lazy(r"[가-힣](?:고|며|면서|지만|으나|는데|해|한 뒤|한 후)[\s,]|[.□]")
_OWN_SUBJECT: Final = lazy(r"[은는이가]\s*$")
_COPULA: Final = lazy(r"(?<![정침획])(?:이다|였다|이었다|입니다|였습니다)\.?$")
_LONGEST_COPULA: Final = len("였습니다.\n")
_MODIFIED: Final = lazy(r"[^□은는]{0,30}[가-힣](?:된|한|린|난)\s")
_TOPIC_INSIDE: Final = lazy(r"[가-힣)][은는]\s")
# `…했다는 A씨는 "`: who says so of an earlier time speaks now.
_OWN_STORY: Final = lazy(r"[가-힣][다라]는 (?:[^\s□]+ ){0,2}[^\s□]+[은는]\s[\"“'‘]?$")
_SAID: Final = lazy(r"[다라]고 [^\s□]+(?:했|됐|혔|렸)(?:다|습니다)\.?$")
_INSIDE_WHAT_IS_SAID: Final = lazy(r"[가-힣)][은는]\s[^□]*[가-힣)'’\"”][이가]\s$")
# What makes a clause a noun that the words are about (`고소한 것과 관련해`, `넘긴 데 대해`).
_NOUNS: Final = ("것", "것을", "것과", "것에", "데", "데에")


_ABOUT: Final = lazy(lambda: any_of("topic"))
_STIRRED: Final = lazy(lambda: rf"{QUOTE}[^{QUOTE}]{{0,20}}[이가은는도]\s(?:{any_of('stirred')})")
_HAPPENING: Final = words_of("happening")
_MEDIA: Final = words_of("media")


def is_told_of(clauses: Clauses, nth: int, at: int) -> bool:
    """Whether the `nth` time stands in a clause that the words at `at` are about, and an earlier one is theirs: right
    behind another (`24일 전날 국감에 나온 …`), or behind that clause's subject (`25일 B가 전날 …한 것과 관련해`)."""
    if nth == 0:
        return False
    (_, before_end, before), (start, end, time) = clauses.times[nth - 1], clauses.times[nth]
    between = clauses.text[before_end:start]
    if before.day is None or before.bound or before.ahead or QUOTE in between:
        return False
    back = time.past or (time.base == "event" and time.shift < 0)
    if back and before.base == "calendar" and _RIGHT_AFTER.match(between) is not None:
        return True
    about = _ABOUT.search(clauses.text, end, at)
    told = about is not None and ends_clause(clauses.text[end:at], about, end)
    if not told and not (_HAS_SUBJECT.search(between) and _is_modifier(clauses.text[end:at], back or time.month_shift)):
        return False
    return _INNER_SUBJECT.search(between) is not None and _CLAUSE_END.search(between) is None


def _is_modifier(gap: str, back: int | None) -> bool:
    """Whether a time that points `back` belongs to a clause that modifies a noun (`지난달 30일 체결한 합의`)."""
    return bool(back) and any(word in _HAPPENING for word in gap.split(" ")[:4])


def ends_clause(gap: str, topic: re.Match[str], offset: int = 0) -> bool:
    """Whether a whole clause is what the words are about (`…을 고소한 것과 관련해`). `gap` begins at `offset` of the
    text that `topic` was found in."""
    if topic.group().startswith(("것", "데 ")):
        return True
    return gap[: topic.start() - offset].rstrip().endswith(_NOUNS)


def is_reason(text: str, start: int, gap: str, topic: re.Match[str]) -> bool:
    """Whether a time at `start` that no subject stands before is told of in the clause that the words are about
    (`지난달 17일 처음 만난 것을 언급하며 "…"`). `gap` leads from the time to the words."""
    if not ends_clause(gap, topic) or _OWN_SUBJECT.search(text, max(0, start - 4), start) is not None:
        return False
    return _TOPIC_INSIDE.search(gap, 0, topic.start()) is None


def tells_own_story(gap: str) -> bool:
    """Whether a time with this gap to the words is of what the speaker tells of (`2008년 만났다는 A씨는 "…"`)."""
    return ("다는 " in gap or "라는 " in gap) and _OWN_STORY.search(gap[-80:]) is not None


def is_of_topic(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the time only tells which thing a sentence says something of that has no verb (`지난 31일 판결이 선고된
    사건의 쟁점은 진술이었다`: the issue of the case decided on the 31st was …)."""
    if clauses.quotes or _COPULA.search(clauses.text, max(0, len(clauses.text) - _LONGEST_COPULA)) is None:
        return False
    start, end = clauses.place(time)
    if _OWN_SUBJECT.search(clauses.text, max(0, start - 4), start) is not None:
        return False  # `교육청이 28일 공개한 수는 천 명이다`: who made it public speaks on that day
    modified = _MODIFIED.match(clauses.text, end)
    return modified is not None and _TOPIC_INSIDE.search(clauses.text, modified.end()) is not None


def is_stirred_view(clauses: Clauses, nth: int) -> bool:
    """Whether the words of the `nth` quotation are a view that led to what the sentence tells, and so were said before
    (`"…"는 비판이 나오자 …`)."""
    return _STIRRED.match(clauses.text, clauses.quotes[nth]) is not None


def is_told_day(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the time only stands in what is said, behind a subject of its own (`가람사는 행사가 지난 31일 끝났다고
    전했다`): nobody can tell when they said so."""
    at = clauses.text.rfind(" ") - 2  # where the last word but one ends
    if clauses.quotes or at < 0 or _SAID.match(clauses.text, at) is None:
        return False
    start, _ = clauses.place(time)
    inside = _INSIDE_WHAT_IS_SAID.search(clauses.text, 0, start) if time.past else None
    # A medium tells what others said on that day.
    return inside is not None and not any(medium in clauses.text[:start] for medium in _MEDIA)


def sets_no_scene(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the time is of something that a sentence only mentions."""
    return is_of_topic(clauses, time) or is_told_day(clauses, time)
