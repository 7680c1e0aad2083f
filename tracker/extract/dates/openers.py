"""How sentences begin that go on with a speech, come back to the main event, or tell of something earlier."""

from __future__ import annotations

from typing import Final

from tracker.extract.dates.clauses import Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import names_day
from tracker.extract.dates.words import any_of, words_of
from tracker.patterns import lazy

# A time within so many characters opens its sentence.
OPENING: Final = 14
_FIRST_SUBJECT: Final = lazy(r"([가-힣]{2,10})[은는이가]\s")
_NEXT_WORD: Final = lazy(r"\s[^\s]+ ")
_AS_SUBJECT: Final = lazy(r"[은는이가]\s")
# A place or an occasion, not a figure (`2015년 151만명에서`: from 1.51 million in 2015).
_WHERE: Final = lazy(r"(?:^|\s)(?![0-9])[^\s]+에서")
_DATES: Final = lazy(r"(?:[것건게]은?|적은|때는)\s$")


# How sentences begin that go on with a speech (`이어`: then), `서 의원은 그러면서 …` with the subject in front; that go
# back to the main event (`하지만`: but), or leave a report; or that tell of something earlier.
CHAIN: Final = lazy(lambda: rf"(?:{any_of('chain')})(?=[\s,□\"“])")
_GOES_ON: Final = lazy(r"(?:[^\s□]+ ){0,2}[^\s□]+[은는] (?:그러면서|이어|또|또한|아울러)(?=[\s,□\"“])")
RETURN: Final = lazy(lambda: rf"(?:{any_of('return')})(?=[\s,□\"“])")
TURNS_AWAY: Final = lazy(lambda: rf"(?:{any_of('turns_away')})(?=[\s,])")
EARLIER: Final = lazy(r"(?:이에 )?(?:앞서|당초|애초|그에 앞서)(?=[\s,])")
# What people say afterwards about the event, nobody can tell when; and that they saw or heard of it.
# Not `누리꾼들의 조언을 구했다` (asked the Internet's users for advice), `시청자들의 공감을 샀다`.
REACTION: Final = lazy(
    lambda: (
        rf"(?:{any_of('reaction')})"
        r"(?!들?(?:에게|께|의 (?:조언|의견을|도움|공감|관심|시선|눈길|이목|웃음|부러움|궁금증)))"
    )
)
TAKEN_UP: Final = lazy(lambda: any_of("taken_up"))
_HEARD: Final = lazy(lambda: any_of("heard"))
_AIRS: Final = tuple(words_of("airs"))
_HELD: Final = tuple(words_of("held"))


def may_set_scene(time: DateExpression, start: int) -> bool:
    """Whether the time names a day, or stands where a sentence names the setting of what follows."""
    return names_day(time) or time.kind in ("court", "inquiry") or time.start - start <= OPENING


def opens_background(time: DateExpression, clauses: Clauses) -> bool:
    """Whether a month or year opens the sentence as the setting of what follows (`지난해 10월 국정감사에서 …`)."""
    start, end = clauses.place(time)
    before, after = clauses.text[:start], clauses.text[end : end + 25]
    dates = _DATES.search(before) is None  # `두 사람이 만난 건 지난 6월 이후 두 번째다`: tells only when
    return start <= OPENING and time.base == "calendar" and _WHERE.search(after) is not None and dates


def goes_on_air(text: str, end: int) -> bool:
    """Whether the sentence that ends at `end` announces a broadcast (`오늘(7일) … 방송된다`)."""
    return text[max(0, end - 20) : end].rstrip(".").endswith(_AIRS)


def is_to_be(sentence: str) -> bool:
    """Whether a sentence tells what somebody does on a day (`28일 행사를 개최한다`), not what was done, nor what was
    made known on it (`28일 공개한 계획에 따르면 …`)."""
    return "따르면" not in sentence and sentence.rstrip().rstrip(".").endswith(_HELD)


def goes_on(text: str, start: int) -> bool:
    """Whether the sentence at `start` goes on with the speech before it."""
    return CHAIN.match(text, start) is not None or _GOES_ON.match(text, start) is not None


def speaks_in(speaker: str, sentence: str) -> bool:
    """Whether a sentence tells that this speaker wrote or spoke somewhere (`도윤재 교수는 27일 글을 올렸다`)."""
    at = sentence.find(speaker)
    if at < 0 or sentence.startswith(("와 ", "과 ", "를 ", "을 ", "에게"), at + len(speaker)):
        return False
    return _HEARD.search(sentence) is not None


def has_same_subject(text: str, after: int, start: int) -> bool:
    """Whether the sentence at `start` begins with the subject that stands right behind a time that ends at `after`
    (`지난 1일 가람사 소속사는 …고 전했다. 소속사는 …`)."""
    first = _FIRST_SUBJECT.match(text, start)
    if first is None or first[1] not in text[after : after + 40]:
        return False
    subject, behind = first[1], text[after : after + 40]
    if not behind[0].isspace():
        return False
    word = _NEXT_WORD.match(behind)
    return _is_subject(behind, 1, subject) or (word is not None and _is_subject(behind, word.end(), subject))


def _is_subject(words: str, at: int, subject: str) -> bool:
    return words.startswith(subject, at) and _AS_SUBJECT.match(words, at + len(subject)) is not None
