"""Days that only date a report: when something became known, was passed on by a medium, or was looked into."""

from __future__ import annotations

from typing import Final

from tracker.extract.dates.clauses import QUOTE, Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.words import any_of
from tracker.patterns import lazy

# What is made public stands so near behind its day.
PUBLISHED: Final = 30
# Somebody's having said it, passed on (`□고 말했다고 보도했다`).
_HAD_SAID: Final = lazy(r"□[^□.]{0,60}[했였았었혔렸]다고\s")
# `○○은 한 소년의 사연을 전했다`: whatever it is called, it is a medium.
_SOMEBODYS_STORY: Final = lazy(r"의 (?:[가-힣]{1,8} )?(?:사연|이야기|후기)[을를] (?:전|소개|보도)했(?:다|습니다)\.?$")
_OTHERS_DAY: Final = lazy(r"[은는]\s(?:[^\s□]+ ){0,5}[^\s□]+[이가]\s$")
_OWN: Final = lazy(r"[가-힣][은는이가]\s$")
_OTHER_SUBJECT: Final = lazy(r"[은는이가]\s|□")


_SOURCE: Final = lazy(lambda: rf"(?:{any_of('source')})(?!['’」』>])")  # `‘… 조사 결과’` is a title
_ANALYSIS: Final = lazy(lambda: any_of("analysis"))
_MADE_PUBLIC: Final = lazy(lambda: any_of("made_public"))
_KNOWN: Final = lazy(lambda: any_of("known"))
_PASSED_ON: Final = lazy(lambda: any_of("passed_on"))
_MEDIUM: Final = lazy(
    lambda: (
        rf"(?:{any_of('media', 'broadcaster')})"
        r"(?: ?['‘][^'’\n]{1,30}['’]| [가-힣A-Za-z()]{1,14})?[은는이가]\s"
    )
)
# Not `○○신문과 한 통화에서 시장은` (in a call with a paper, the mayor …), `방송이 나간 뒤 …는`.
_MEDIA: Final = lazy(
    lambda: rf"(?!방송이 )(?:{any_of('media')})(?:(?![과와]\s)[가-힣A-Za-z'’\")( ]){{0,24}}[은는이가]\s"
)


def is_report(clauses: Clauses, time: DateExpression) -> bool:
    """Whether `time` is only when something became known (`…로 29일 확인됐다`, `○○통신이 13일 전했다`)."""
    text = clauses.text
    start, end = clauses.place(time)
    passed_on = _is_passed_on(text)
    if passed_on and _relays(clauses, time):
        return True
    last = not clauses.quotes or start > clauses.quotes[-1]
    if last and _KNOWN.search(text, max(0, len(text) - 12)) is not None:
        # `한은이 28일 발표한 통계에 따르면 … 집계됐다`: who made it public speaks on that day.
        return _MADE_PUBLIC.search(text, end, end + PUBLISHED) is None
    if not passed_on:
        return False
    if _SOMEBODYS_STORY.search(text) is not None:
        return True
    if clauses.quotes and start < clauses.quotes[-1]:
        return _MEDIUM.search(text, end, clauses.quotes[0]) is not None
    before = max((other_end for _, other_end, _ in clauses.times if other_end <= start), default=0)
    medium = _MEDIA.search(text, max(before, start - 30), end + 40)
    if medium is not None and _OTHERS_DAY.search(text[medium.start() : start]) is not None:
        return False  # `통신은 부부장이 전날 … 이렇게 말했다고 전했다`: who is told of spoke on that day
    return medium is not None or (len(text) - end <= 12 and "보도" in text[end:])


def became_known(rest: str) -> bool:
    """Whether a time with these words after it is when it became known that something had been said (`"…"라고 말한
    것으로 24일 전해졌다`)."""
    return _KNOWN.match(rest.lstrip()) is not None


def is_only_known(clauses: Clauses, nth: int) -> bool:
    """Whether the sentence tells only when it became known that the words of the `nth` quotation had been said."""
    text, at = clauses.text, clauses.quotes[nth]
    if not clauses.times or _KNOWN.search(text, max(at, len(text) - 12)) is None:
        return False
    return any(start > at and became_known(text[end:]) for start, end, _ in clauses.times[-3:])


def is_relay(clauses: Clauses, time: DateExpression) -> bool:
    """Whether `time` is only when a medium passed on that somebody had said something (`"…"라고 말했다고 ○○신문이 19일
    전했다`)."""
    return _is_passed_on(clauses.text) and _relays(clauses, time)


def _is_passed_on(text: str) -> bool:
    return _PASSED_ON.search(text, max(0, len(text) - 8)) is not None


def _relays(clauses: Clauses, time: DateExpression) -> bool:
    text = clauses.text
    if _HAD_SAID.search(text) is None:
        return False
    start, _ = clauses.place(time)
    medium = _MEDIA.search(text, max(0, start - 30), start + 50)
    return medium is not None and QUOTE not in text[min(start, medium.start()) : max(start, medium.end())]


def source_of(clauses: Clauses, time: DateExpression) -> str | None:
    """The source where `time` only dates the report (`26일 업계에 따르면`: according to the trade on the 26th)."""
    for start, end, candidate in clauses.times:
        if candidate is time:
            match = _SOURCE.search(clauses.text, end, end + 60)
            if match is not None and match.group()[0] != "에" and _OWN.search(clauses.text, 0, start) is not None:
                return None  # `하람은행은 28일 조사 결과 …라고 밝혔다`: who states it is named
            gap = clauses.text[end : match.start()] if match is not None else ""
            apart = _OTHER_SUBJECT.search(gap) is not None or _MADE_PUBLIC.search(gap) is not None
            return gap.strip() or " " if match is not None and not apart else _analyst(clauses.text, end)
    return None


def _analyst(text: str, at: int) -> str | None:
    """Who looked into something on the day that ends at `at` (`28일 가람일보가 통계를 분석해보니`): only what they
    found is of that day."""
    match = _ANALYSIS.search(text, at, at + 100)
    gap = text[at : match.start()] if match is not None else QUOTE
    subject = _OTHER_SUBJECT.search(gap)
    if subject is None or QUOTE in gap or _MADE_PUBLIC.search(gap) is not None:
        return None
    return gap[: subject.start()].strip() or " "


def report_of(clauses: Clauses, time: DateExpression) -> str | None:
    """The source that the time dates, a space where it has no name; null where it dates what was said."""
    return " " if is_report(clauses, time) else source_of(clauses, time)
