"""Which of a sentence's times is the time of the words that it reports.

A sentence may name several: `A는 27일 인터뷰에서 지난 26일 사과에 대해 "…"라고 말했다` was said on the 27th, about the
26th. The one nearest before the words wins, unless it belongs to a clause about something else; a day that stands right
before the reporting verb (`"…"라고 3일 밝혔다`: "…" was announced on the 3rd) wins over all.
"""

from __future__ import annotations

import re
from typing import Final

from tracker.extract.dates.charges import is_charge, is_of_case
from tracker.extract.dates.clauses import QUOTE, REACH, Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reasons import ends_clause, is_reason, is_stirred_view, is_told_of, tells_own_story
from tracker.extract.dates.reports import became_known, is_only_known, is_relay
from tracker.extract.dates.words import any_of, words_of
from tracker.patterns import lazy

CANDIDATES: Final = 8
# What stands so near after a time tells what happens then; so much nearer, that it happened then.
NEAR: Final = 16
AT_ONCE: Final = 5

# What stands between quotations of one speech, which is no longer than this.
CHAIN: Final = 20
_CHAINS: Final = lazy(rf"{QUOTE}[\"'”’]?(?:이?라)?(?:고|며|면서)?,?\s?(?:[가-힣]{{1,4}} )?[\"'“‘]?")

# The word before: a subject or topic (은/는/이/가 particles).
_SUBJECT: Final = lazy(
    r"(?:[은는이가도측]|□[\"”’']?|께서|\)|[은는이가]도|^|앞서|이어|지난)\s*(?:앞서\s|이어\s|또\s|역시\s)?$"
)
_PARTICLE: Final = lazy(r"[은는이가]\s$")
_SPEAKER: Final = lazy(r"[가-힣][은는이가](?<!같이)\s?[\"“'‘]?$")
_TOPIC_PARTICLE: Final = lazy(r"[가-힣][은는]\s")
_MET: Final = lazy(r"[가-힣)][은는이가도]\s")
_SUBJECT_INSIDE: Final = lazy(r"[은는이가]\s")
_SAYS: Final = lazy(
    r"[다라자냐](?:고|는 [^\s□.]{1,8}(?: [^\s□.]{1,8})?[을를]) [^\s□]+(?:했|됐|혔|렸|겼)(?:다|습니다)\.?$"
)
_OF: Final = ("의 ", "을 ", "를 ")
_OPENS: Final = lazy(r"(?:앞서|이에 앞서|한편|또|또한|특히)?\s?")
_TO_THE_VERB: Final = lazy(r"[\"'”’\s]*(?:이?라고|이?라며|이?라면서|라는|고|며|면서|는|란|이란|했다고)?[^.□]{0,24}$")
# From the time to the verb that reports: a source may stand there, an object (을/를) may not.
_REPORTING: Final = lazy(r"(?:(?![을를]\s)[^.□]){2,60}(?:$|[.□])")
_NEW_CLAUSE: Final = lazy(r"[했혔였렸났갔왔](?:고|으며|지만|으나|는데|다)(?:[\s,]|$)|지만[\s,]")
_CLAUSE: Final = lazy(
    r"[가-힣](?:지만|는데|으며|[했었았였렸겼났]고|하며|하고|면서|[하되지받나오]자|다가|한 뒤|한 후|해서)[\s,]"
)
# `3일 사고가 났는데, 시장은 "`: what happened, and who speaks of it.
_BUT: Final = lazy(r"[했었았였렸겼났졌왔갔됐]는데,? [^□]{0,40}[은는이가]\s")
_HABIT: Final = lazy(
    r"(?:[해혀]|[가-힣]어|[가-힣]아) ?[왔온오](?:다|던|습|었)|곤 (?:했|한)|[한힌친춘] 바 (?:있|도)|했었[다습]"
)

_OPENING_MARKS: Final = "(‘'“\"[<"
_NO_VERB: Final = lazy(r"[가-힣)](?<![다요죠까])(?<!모습)(?<!장면)(?<!사진)\.$")
_VIEW: Final = lazy(r"□[^□]{0,20}[이가은는도]\s(?:나온다|나오고 있다|제기된다|제기되고 있다|이어진다|적지 않다|많다)")
_PRESENT: Final = ("참석한 ", "모인 ", "함께한 ", "자리한 ", "지켜보는 ")
_HABIT_SIGNS: Final = ("왔", "오던", "온 ", "곤 ", " 바 ", "했었")


_ABOUT: Final = lazy(lambda: any_of("topic"))
_MEETING: Final = lazy(
    lambda: rf"(?:(?![^\s□]*(?:[을를은는의]|에서?|으?로)\s)[^\s□]+ ){{0,3}}[^\s□]*(?:{any_of('venue', 'forum')})"
)
_VENUE: Final = lazy(lambda: any_of("venue"))
_BREAK: Final = lazy(lambda: any_of("break"))
_ANNOUNCED: Final = lazy(lambda: any_of("announced", "coming"))
_RECORD: Final = lazy(
    lambda: rf"[^□\s]{{0,3}}\s?(?:{any_of('source')}|에서|에는|에도|에|을 통해|를 통해|은|는|속)(?=[\s□,])"
)
_FORUM: Final = lazy(
    lambda: rf"(?:{any_of('forum')})[가-힣]{{0,3}}(?:에서|에선|에서[는도]|에|[을를] 통해|으?로| 도중)(?=[\s□,])"
)
_SPOKEN: Final = lazy(lambda: any_of("spoken"))
_MEDIA: Final = words_of("media")
_SAYING: Final = words_of("saying")
_MODIFYING: Final = words_of("happening", "saying")
_DONE: Final = ("된", "됐던", "했던", "졌던")
_MODIFYING_ENDS: Final = frozenset(word[-1] for word in [*_MODIFYING, *_DONE])
_WHO_MET: Final = words_of("met")


def governing_quote(clauses: Clauses, nth: int) -> tuple[DateExpression, str] | None:
    """The time that governs the `nth` quotation of the sentence, and the name of the rule; null if none does."""
    at = clauses.quotes[nth]
    following = clauses.quotes[nth + 1] if nth + 1 < len(clauses.quotes) else len(clauses.text)
    if (time := _at_the_verb(clauses, at, following)) is not None:
        return time, "date-at-verb"
    before = _last_governing(clauses, at)
    if before is not None and not before.past and is_of_case(clauses, nth):
        return None
    if before is not None and is_relay(clauses, before):
        return None
    if before is not None and before.kind == "then":
        before = _then(clauses, before)
    if before is not None and (before.day is not None or before.base != "calendar"):
        return before, "date-before"
    for later in range(nth + 1, min(nth + 4, len(clauses.quotes))):
        until = clauses.quotes[later + 1] if later + 1 < len(clauses.quotes) else len(clauses.text)
        if (time := _at_the_verb(clauses, clauses.quotes[later], until)) is not None:
            return time, "date-at-verb"
    return (before, "date-before") if before is not None else None


def topic_day(clauses: Clauses, nth: int) -> tuple[DateExpression, bool] | None:
    """The day named last before the `nth` quotation with a topic between (`19일 발생한 사고와 관련해 "…"`),
    and whether it is likely the speaker's and not the topic's (`시장은 19일 이웃에서 발생한 사고와 관련해 "…"`)."""
    at, upto = clauses.quotes[nth], _first(clauses, clauses.quotes[nth])
    start, end, time = clauses.times[upto - 1] if upto else (0, 0, None)
    if time is None or time.bound or time.ahead or not names_day(time) or at - end > REACH:
        return None
    gap = clauses.text[end:at]
    if _topic(gap) is None or is_announced(clauses, nth, time):
        return None
    apart = (happening := _happening(gap)) is None or happening[0] >= AT_ONCE
    by_number = time.base == "calendar" and not time.past
    subject = _PARTICLE.search(clauses.text, max(0, start - 3), start) is not None
    return time, apart and by_number and subject and _TOPIC_PARTICLE.search(gap) is None


def is_announced(clauses: Clauses, nth: int, time: DateExpression) -> bool:
    """Whether the words right after `time` tell of something to come on that day (`9일 열릴 총회를 앞두고 "…"`)."""
    _, end = clauses.place(time)
    return _ANNOUNCED.search(clauses.text, end, min(end + NEAR, clauses.quotes[nth])) is not None


def scene_time(clauses: Clauses) -> DateExpression | None:
    """The time of what the sentence tells: that of its last words, else that of the sentence."""
    if not clauses.quotes:
        return governing_sentence(clauses)
    said = governing_quote(clauses, len(clauses.quotes) - 1)
    if said is not None:
        return said[0]
    time = governing_sentence(clauses)
    # What the words are about happened then (`전날 안을 논의한 것을 두고 여당이 "…"라며 반발했다`).
    return None if time is not None and _is_topic_only(clauses, time) else time


def _is_topic_only(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the time stands before the last quotation and a topic between them."""
    _, end = clauses.place(time)
    at = clauses.quotes[-1]
    return end <= at and _topic(clauses.text[end:at]) is not None


def governing_sentence(clauses: Clauses) -> DateExpression | None:
    """The time at which what the whole sentence tells took place; null if it names none."""
    last = _last_governing(clauses, len(clauses.text))
    time = _then(clauses, last) if last is not None and last.kind == "then" else last
    if time is not None and names_day(time) and _stated(clauses, last) is None:
        return time
    return _day_of_saying(clauses) or time


def stated_time(clauses: Clauses) -> DateExpression | None:
    """The time of what the sentence says that somebody stated on a day of its own, if it tells both."""
    return _stated(clauses, _last_governing(clauses, len(clauses.text))) if len(clauses.times) > 1 else None


def _stated(clauses: Clauses, time: DateExpression | None) -> DateExpression | None:
    """`time`, the last that governs the sentence, if that of what is stated on another day."""
    if len(clauses.times) < 2 or time is None or not names_day(time) or not _is_said_of(clauses, time):
        return None
    said = _day_of_saying(clauses)
    return time if said is not None and said is not time else None


def _is_said_of(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the time stands in what a sentence says that somebody stated (`28일 경찰은 지난 27일 사고가 났다고
    밝혔다`), and not right before the verb (`…했다고 28일 밝혔다`)."""
    start, end = clauses.place(time)
    said = _SAYS.search(clauses.text)
    if not (time.past or time.month) or said is None or said.start() < end:
        return False
    return not any(medium in clauses.text[:start] for medium in _MEDIA)  # they tell of others' days


def _day_of_saying(clauses: Clauses) -> DateExpression | None:
    """The day that opens a sentence which tells what somebody said; other times are of what is said (`법원은 30일
    1965년 협정이 유효하다고 판결했다`)."""
    if len(clauses.times) < 2 or clauses.quotes or _SAYS.search(clauses.text) is None:
        return None
    (start, end, time), until = clauses.times[0], clauses.times[1][0]
    opens = _OPENS.fullmatch(clauses.text, 0, start) or _SPEAKER.search(clauses.text, 0, start)
    governs = names_day(time) and _governs(clauses.text, start, end, time, len(clauses.text), until)
    return time if opens is not None and governs else None


def is_habit(clauses: Clauses, nth: int) -> bool:
    """Whether the words are said to have been said at some time, again and again (`"…"라고 주장해왔다`), or over a
    stretch of time (`2월부터 9월까지 "…"라고 요구했다`)."""
    at = clauses.quotes[nth]
    tail = _tail(clauses, nth)
    if any(sign in tail for sign in _HABIT_SIGNS) and _HABIT.search(tail) is not None:
        return True
    last = _first(clauses, at) - 1
    if last < 1 or at - clauses.times[last][1] > 40:
        return False
    since, until = clauses.times[last - 1][1], clauses.times[last][1]
    return clauses.text.startswith("부터", since) and clauses.text.startswith("까지", until)


def _tail(clauses: Clauses, nth: int) -> str:
    """What follows the `nth` quotation, up to the next one that is not chained to it (`"…"며 "…"라고 했었다`)."""
    while nth + 1 < len(clauses.quotes):
        at, until = clauses.quotes[nth], clauses.quotes[nth + 1]
        if until - at > CHAIN or _CHAINS.fullmatch(clauses.text, at, until) is None:
            return clauses.text[at : min(until, at + 60)]
        nth += 1
    return clauses.text[clauses.quotes[nth] : clauses.quotes[nth] + 60]


def is_undated(clauses: Clauses, nth: int) -> bool:
    """Whether the sentence tells that nobody can tell when the words were said."""
    return (
        is_habit(clauses, nth)
        or is_only_known(clauses, nth)
        or is_stirred_view(clauses, nth)
        or is_charge(clauses, nth)
        or is_of_case(clauses, nth)
    )


def is_setting(clauses: Clauses, time: DateExpression) -> bool:
    """Whether the sentence has no verb and only sets the scene, as reports from a place begin (`지난 7일 오후, 하람시청
    회의실.`): who is quoted next is heard there."""
    text = clauses.text.rstrip()
    opens = bool(clauses.times) and clauses.times[0][2] is time and clauses.times[0][0] == 0
    return opens and not clauses.quotes and _NO_VERB.search(text) is not None


def is_view(clauses: Clauses, nth: int) -> bool:
    """Whether the words are a view that is about (`"…"는 관측도 나온다`), nobody's on any day."""
    return _VIEW.match(clauses.text, clauses.quotes[nth]) is not None


def is_spoken(clauses: Clauses) -> bool:
    """Whether the sentence tells of an occasion on which people speak (a meeting, a broadcast, a post)."""
    if clauses.quotes:
        return True
    spoken = _SPOKEN.search(clauses.text)
    while spoken is not None and clauses.text.endswith("위원회의 ", 0, spoken.end() + 1):
        spoken = _SPOKEN.search(clauses.text, spoken.end())  # `위원회의` (a committee's) is no `회의` (meeting)
    return spoken is not None


def _then(clauses: Clauses, then: DateExpression) -> DateExpression:
    """The day that `당시` (then) points back to in the same sentence (`2003년 10월 6일 회의록을 보면 당시 …`), if its
    own words place it in the past; else `당시` itself."""
    until, _ = clauses.place(then)
    for start, _, time in reversed(clauses.times):
        if start < until and (time.past or time.month is not None) and time.day is not None and not time.bound:
            return time
    return then


def _at_the_verb(clauses: Clauses, at: int, until: int) -> DateExpression | None:
    """A time between the closing mark and the reporting verb."""
    for nth in range(_first(clauses, at), len(clauses.times)):
        start, end, time = clauses.times[nth]
        if start >= until or start - at > 60:
            return None
        lead, rest = clauses.text[at + 1 : start], clauses.text[end:until]
        if time.bound or time.ahead or not names_day(time) or _NEW_CLAUSE.search(lead):
            continue
        if became_known(rest) or is_relay(clauses, time):
            continue
        if _TO_THE_VERB.match(lead) and _REPORTING.match(rest) and not _about_something_else(rest):
            return time
    return None


def _about_something_else(rest: str) -> bool:
    return _ABOUT.search(rest) is not None or _happening(rest) is not None


def _first(clauses: Clauses, at: int) -> int:
    """The index of the first time after `at`, by bisection."""
    low, high = 0, len(clauses.times)
    while low < high:
        middle = (low + high) // 2
        if clauses.times[middle][0] < at:
            low = middle + 1
        else:
            high = middle
    return low


def names_day(time: DateExpression) -> bool:
    """Whether the time names a day, and not a month, a year or nothing certain."""
    return time.day is not None or time.base not in ("calendar", "vague")


def _last_governing(clauses: Clauses, at: int) -> DateExpression | None:
    """The nearest time before `at` that governs it; a day before a bare month or year in the same clause
    (`3일 2018년 신년 간담회에서`: on the 3rd, at the New Year's meeting for 2018)."""
    upto = _first(clauses, at)
    until, coarse = at, None
    for nth in range(upto - 1, max(0, upto - CANDIDATES) - 1, -1):
        start, end, time = clauses.times[nth]
        if at - end > REACH:
            break
        if coarse is not None and (not names_day(time) or _SUBJECT_INSIDE.search(clauses.text, end, until)):
            break
        if _governs(clauses.text, start, end, time, at, until) and not is_told_of(clauses, nth, at):
            if names_day(time) or time.base == "vague":
                return time
            coarse = coarse or time
        if time.kind != "then":
            until = start
    return coarse


def _governs(text: str, start: int, end: int, time: DateExpression, at: int, until: int) -> bool:
    """Whether the time at `text[start:end]` is that of what stands at `at`. The clause that it may belong to is looked
    for up to the next time, at `until`."""
    if time.bound or time.ahead or text[end : end + 2] in _OF:
        return False
    gap = text[end : until if names_day(time) else at]
    if time.kind == "record":
        return _RECORD.match(gap) is not None
    topic = _topic(gap)
    if tells_own_story(gap):
        return False
    if topic is not None and is_reason(text, start, gap, topic) and not _FORUM.search(gap, 0, topic.start()):
        return False
    happening = _happening(gap)
    if happening is not None and not (topic is not None and topic.start() < happening[0]):
        return _happening_governs(text, start, gap, happening, topic, time)
    # `정부가 3일 내놓은 대책에 대해 시장은 "…"`: the speaker after the topic ends the clause of the time.
    if topic is not None and not (
        names_day(time) and _follows_subject(text, start) and _SPEAKER.search(gap, topic.end()) is None
    ):
        place = _VENUE if names_day(time) and not ends_clause(gap, topic) else _FORUM
        if place.search(gap, 0, topic.start()) is None:
            return False
    if _breaks(gap) and (time.past or not _follows_subject(text, start)):
        return False
    return names_day(time) or _loosely(text[end:at], time)


def _follows_subject(text: str, start: int) -> bool:
    """Whether a subject stands right before `start`, so that the time there belongs to the main clause."""
    return _SUBJECT.search(text, max(0, start - 12), start) is not None


def _topic(gap: str) -> re.Match[str] | None:
    """Where the words in front say what the words said are about; not where `관련` (on) only says so of the meeting
    at which they are said (`4일 법 개정 관련 회의에서 "…"`)."""
    topic = _ABOUT.search(gap)
    while topic is not None and _is_no_topic(gap, topic):
        topic = _ABOUT.search(gap, topic.end())
    return topic


def _is_no_topic(gap: str, topic: re.Match[str]) -> bool:
    """Whether `관련` only belongs to the name of a meeting, or `질문에` to a place (`대정부 질문에서`)."""
    if topic.group().endswith("에"):
        return gap.startswith(("서", "선"), topic.end())
    return topic.group() == "관련 " and _MEETING.match(gap, topic.end()) is not None


def _breaks(gap: str) -> bool:
    """Whether another clause begins in the gap; not where `가운데` (while) tells who was present (`4일 모두 참석한
    가운데 회의를 열고 …`)."""
    match = _BREAK.search(gap)
    while match is not None:
        if not gap.endswith(_PRESENT, 0, match.start()):
            return True
        match = _BREAK.search(gap, match.end())
    return "는데" in gap and _BUT.search(gap) is not None


def _happening(gap: str) -> tuple[int, int] | None:
    """Where the first verb stands that makes a clause modify the noun after it (관형형: `열린`, `발생한`, `넘겨진`)."""
    at = 0
    for word in gap.replace("\xa0", " ").split(" ")[:-1]:
        if word[-1:] in _MODIFYING_ENDS:
            bare = word.lstrip(_OPENING_MARKS)
            if bare in _MODIFYING or (len(bare) > 1 and bare.endswith(_DONE)):
                return at, at + len(word)
        at += len(word) + 1
    return None


def _happening_governs(
    text: str, at: int, gap: str, happening: tuple[int, int], topic: re.Match[str] | None, time: DateExpression
) -> bool:
    """For a time, at `text[at]`, in a clause that modifies a noun: whether that noun is where the words were said
    (`28일 국회에서 열린 회의에서 "…"`) and not what they are about (`28일 발생한 사고에 대해 "…"`)."""
    start, end = happening
    if _FORUM.search(gap, 0, start) is not None and topic is None:
        return True
    venue = (_FORUM if time.kind == "recent" else _VENUE).search(gap, end)
    saying = gap[start:end].lstrip(_OPENING_MARKS) in _SAYING
    if topic is not None and (venue is None or topic.start() < venue.start()):
        # `15일 기자들과 만난 시장은 예산에 대해 "…"`: who was met speaks then, of something else.
        met = saying or gap[start:end] in _WHO_MET
        return met and _MET.search(gap, end, topic.start()) is not None
    if venue is not None or saying:
        return True
    return time.day is not None and not _breaks(gap) and _follows_subject(text, at)


def _loosely(gap: str, time: DateExpression) -> bool:
    """Whether a time that names no day stands near enough: months and years mostly tell of figures."""
    if len(gap) <= 4:
        return True
    forum = _FORUM.search(gap, 0, 60)
    if forum is not None and forum.start() <= 44 and QUOTE not in gap[: forum.start()]:
        return True
    if len(gap) > 60 or _CLAUSE.search(gap) is not None:
        return False
    if time.base == "vague" and time.kind != "recent":
        return len(gap) <= 40
    return _VENUE.search(gap) is not None
