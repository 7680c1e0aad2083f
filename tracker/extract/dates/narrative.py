"""The day that an article is telling of, sentence by sentence, and the day of each quotation in it.

Korean news names the day of its event once, in the lead (`1일`), and points back to it (`이날`: that day). Quotations
without a day of their own were said on that day. A paragraph of background (`앞서 지난달 30일 …`: earlier, on the 30th)
has its own day, which ends with it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import (
    CANDIDATES,
    Clauses,
    around_quote,
    before_quote,
    governing_quote,
    governing_sentence,
    is_habit,
    is_report,
    is_spoken,
    names_day,
    shrink,
    source_of,
)
from tracker.extract.dates.reckon import Anchor, Moment, reckon
from tracker.extract.dates.story import Sentence
from tracker.extract.dates.words import any_of, lexicon
from tracker.models import Precision

# The lead names its day within so many sentences; a later first date is that of one remark.
LEAD = 7
# An event so many days before publication is the story's occasion, not the day on which everybody in it spoke; one on
# which people speak holds longer, and beyond that for so many paragraphs.
STALE_DAYS = 2
STALE_SPOKEN_DAYS = 7
STALE_PARAGRAPHS = 2
# A sentence with more days than this lists them.
MANY_DAYS = 3
# A time within so many characters opens its sentence.
OPENING = 14


@dataclass(frozen=True, slots=True)
class Day:
    """The day of an utterance. `value` is an ISO day, set where `precision` is `day`; `text` is the verbatim expression
    that it came from, `article.text[start:end]`; `rule` names how it was found."""

    value: str | None
    text: str
    start: int
    end: int
    precision: Precision
    rule: str


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the narrative is at: the time that set it (`moment.day` is null where it cannot be known), in which
    paragraph, the source where it only dates the report (`26일 업계에 따르면`), whether it is an occasion on which
    people speak, and whether the story moved on to it from an earlier day."""

    time: DateExpression
    moment: Moment
    paragraph: int
    source: str | None = None
    spoken: bool = True
    onward: bool = False


@cache
def _openers() -> dict[str, re.Pattern[str]]:
    return {kind: re.compile(rf"(?:{any_of(kind)})(?=[\s,{'□'}\"“])") for kind in ("chain", "return")} | {
        "earlier": re.compile(r"(?:이에 )?(?:앞서|당초|애초|그에 앞서)(?=[\s,])")
    }


@cache
def _occasion_patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """An occasion; and an occasion named as where words are said (`만찬사를 통해`: in a dinner speech)."""
    noun = f"({any_of('occasion')})"
    return re.compile(noun), re.compile(
        rf"{noun}(?:[가-힣]{{0,2}}(?:에서|에선|[을를] 통해|에 [참출나])|(?<=재판부)[는가])"
    )


def _occasions_in(words: str, *, where_said: bool = False) -> list[str]:
    """The occasions named, each by one word for all that mean it (`국감`, `국정감사`: the audit)."""
    return [lexicon()["occasion"][noun] or noun for noun in _occasion_patterns()[where_said].findall(words)]


@cache
def _reaction() -> re.Pattern[str]:
    """What people say afterwards about the event: nobody can tell when."""
    return re.compile(any_of("reaction"))


class Narrative:
    """Follows an article through its days. `quotes` are in order, `speakers` theirs as far as they are known."""

    def __init__(self, text: str, anchor: Anchor, quotes: Sequence[tuple[int, int]], speakers: Sequence[str | None]):
        self.days: list[Day | None] = [None] * len(quotes)
        self.main: _Scene | None = None
        self._text, self._anchor, self._quotes, self._speakers = text, anchor, quotes, speakers
        self._local: _Scene | None = None
        self._moments: dict[int, Moment] = {}
        self._last: Moment | None = None
        self._count = 0
        self._paragraph = -1
        self._said: dict[str, Day] = {}
        self._previous: tuple[int, int, bool] | None = None
        self._waiting: list[tuple[int, int]] = []
        self._main_count = 0
        # The article tells of a day to come before any other: "that day" is that one.
        self._announced = False
        self._occasions: dict[str, _Scene] = {}
        self._own_occasions: set[str] = set()
        self._speaking_at: tuple[str | None, _Scene] | None = None
        # The lead tells of another day than the first that words are said on.
        self._elsewhere = False
        self._courts: dict[str, bool] = {}

    def read(self, story: Sequence[Sentence]) -> None:
        """Take an article's sentences in order; then `days` holds the day of each quotation."""
        final = max((at for at, sentence in enumerate(story) if sentence.quotes), default=-1)
        for at, sentence in enumerate(story):
            if at > final and self._count > LEAD:
                break
            if sentence.zone == "caption":
                self._read_caption(sentence)
            elif sentence.zone == "body":
                self._read(sentence)
        main = self.main
        if main is not None and main.source is None and not self._elsewhere:
            fresh = self._is_fresh(main) or (self._age(main) is None and main.spoken)
            for quote, count in self._waiting:
                if fresh or (main.spoken and self._main_count - count <= 1):
                    self.days[quote] = self._of(main, "lead-before-day")

    def _read_caption(self, sentence: Sentence) -> None:
        if sentence.quotes:
            self._reckon_all(sentence)
            clauses = self._shrink(sentence)
            for nth, quote in enumerate(sentence.quotes):
                governing = governing_quote(clauses, nth)
                own = self._by_time(*governing) if governing is not None else None
                self.days[quote] = own or self._of(self.main, "event-day")

    def _read(self, sentence: Sentence) -> None:
        self._count += 1
        self._turn(sentence)
        if not sentence.times and not sentence.quotes:
            return
        self._reckon_all(sentence)
        if not sentence.quotes and not any(_may_set_scene(time, sentence.start) for time in sentence.times):
            return
        clauses = self._shrink(sentence)
        for nth, quote in enumerate(sentence.quotes):
            self._date(quote, nth, clauses, sentence)
        if clauses.times:
            self._set_scene(sentence, clauses)

    def headline_day(self) -> Day | None:
        """The day of a headline's words that the body does not echo: the article's own, if it is fresh."""
        return self._of(self.main, "event-day") if self.main is not None and self.main.source is None else None

    def _shrink(self, sentence: Sentence) -> Clauses:
        spans = [self._quotes[quote] for quote in sentence.quotes]
        times = [time for time in sentence.times if not self._passes(time)]
        return shrink(self._text, sentence.start, sentence.end, spans, times)

    def _turn(self, sentence: Sentence) -> None:
        """Leave the background where a new paragraph, or a word such as `하지만` (but), goes back to the main event."""
        new = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if self._local is None:
            return
        if self.main is None or self.main.source is not None:
            if new and not self._is_fresh(self._local):
                self._local = None
            return
        if self._local.onward:
            new = False
        going_on = _openers()["chain"].match(self._text, sentence.start) is not None
        if (new and not going_on) or _openers()["return"].match(self._text, sentence.start) is not None:
            self._local = None

    def _reckon_all(self, sentence: Sentence) -> None:
        """Reckon the sentence's times in order, each against the event and the time named before it."""
        event, before = self._event_day(), None
        for time in sentence.times:
            if time.kind == "bracketed" and before is not None and before.month is not None:
                moment = reckon(time._replace(same="month"), self._anchor, event, before)
            else:
                moment = reckon(time, self._anchor, event, self._last)
            if time.base == "event" and event is None:
                if self._announced:
                    moment = Moment(None, "day", ahead=True)
                elif self._text.startswith("도 ", time.end):  # `이날도` (that day, too): a story without a day
                    moment = Moment(None, "day")
            self._moments[time.start] = moment
            if moment.precision is not None and not moment.ahead:
                self._last = before = moment
                if self.main is None:
                    event = moment.day or event
        if self.main is None and any(self._moments[time.start].ahead for time in sentence.times):
            self._announced = True

    def _event_day(self) -> date | None:
        if self.main is None and self._last is not None and self._last.day is not None:
            return self._last.day
        for scene in (self._local, self.main):
            if scene is not None and scene.moment.day is not None:
                return scene.moment.day
        return None

    def _passes(self, time: DateExpression) -> bool:
        """Whether the time does not govern after all: it is still to come, or the court named is the story's own."""
        if time.kind == "court":
            higher = "appeal" if self._text.startswith("1심", time.start) else "higher_court"
            if higher not in self._courts:
                self._courts[higher] = any(court in self._text for court in lexicon()[higher])
            return not self._courts[higher]
        return self._moments[time.start].ahead

    def _date(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> None:
        """Find the day of one quotation."""
        governing = governing_quote(clauses, nth)
        settled = True
        if governing is not None:
            day = self._by_time(*governing)
            speaker = self._speakers[quote]
            if day is not None and day.value is not None and speaker is not None:
                self._said.setdefault(speaker, day)
        elif is_habit(clauses, nth):
            day = None
        else:
            day, settled = self._inherited(quote, nth, clauses, sentence)
        self.days[quote] = day
        if not settled and self.main is None and self._count <= LEAD:
            self._waiting.append((quote, self._count))
        self._previous = (quote, sentence.paragraph, settled)

    def _by_time(self, time: DateExpression, rule: str) -> Day | None:
        if time.kind == "then" and self._local is not None and self._local.moment.day is not None:
            return self._of(self._local, "background-day")
        return self._day(time, self._moments[time.start], rule)

    def _inherited(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> tuple[Day | None, bool]:
        """The day of a quotation that has none of its own, and whether anything settled it."""
        if self._goes_on(quote, nth, clauses, sentence) and self._previous is not None:
            before = self.days[self._previous[0]]
            return (_again(before, "same-speech") if before is not None else None), self._previous[2]
        if self._local is not None:
            return self._of(self._local, "background-day"), True
        speaker = self._speakers[quote]
        occasion = self._occasion(before_quote(clauses, nth), speaker)
        if occasion is not None:
            return self._of(occasion, "same-occasion"), True
        around = around_quote(clauses, nth)
        if _reaction().search(around) is not None:
            return None, True
        if self.main is not None and self._reaches(self.main, sentence, around):
            return self._of(self.main, "event-day"), True
        said = self._said.get(speaker) if speaker is not None else None
        if said is not None and self._is_recent(said):
            return _again(said, "same-speaker"), True
        return None, self.main is not None

    def _goes_on(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> bool:
        """Whether the quotation is part of the same speech as the one before it."""
        if self._previous is None:
            return False
        before, paragraph, _ = self._previous
        known = self._speakers[before] is not None and self._speakers[quote] is not None
        if known and self._speakers[before] != self._speakers[quote]:
            return False
        if nth > 0:
            return True
        if _openers()["chain"].match(clauses.text) is not None:
            return sentence.paragraph - paragraph <= 1
        return known and sentence.paragraph == paragraph

    def _reaches(self, scene: _Scene, sentence: Sentence, around: str) -> bool:
        """Whether the article's day still holds here."""
        away = sentence.paragraph - scene.paragraph
        if scene.source is not None:
            return away == 0 or _names(scene.source, around)
        if self._age(scene) is None:
            return scene.moment.day is None or scene.spoken or away == 0
        near = away <= STALE_PARAGRAPHS or any(noun in self._own_occasions for noun in _occasions_in(around))
        return self._is_fresh(scene) or (scene.spoken and near)

    def _age(self, scene: _Scene) -> int | None:
        """How many days the scene lies before publication."""
        day, published = scene.moment.day, self._anchor.day
        return (published - day).days if day is not None and published is not None else None

    def _is_fresh(self, scene: _Scene) -> bool:
        age = self._age(scene)
        return age is not None and age < (STALE_SPOKEN_DAYS if scene.spoken else STALE_DAYS)

    def _is_recent(self, day: Day) -> bool:
        if day.value is None or self._anchor.day is None:
            return False
        if self.main is not None and self.main.moment.day is not None and day.value == self.main.moment.day.isoformat():
            return True
        return (self._anchor.day - date.fromisoformat(day.value)).days < STALE_SPOKEN_DAYS

    def _occasion(self, words: str, speaker: str | None) -> _Scene | None:
        """The occasion told of earlier, other than the article's own, that these words name (`만찬`: the dinner), or at
        which this speaker goes on speaking."""
        if not self._occasions:
            return None
        if self._speaking_at is not None and speaker is not None and self._speaking_at[0] == speaker:
            return self._speaking_at[1]
        named = [noun for noun in _occasions_in(words, where_said=True) if noun in self._occasions]
        scene = self._occasions[named[-1]] if named else None
        self._speaking_at = (speaker, scene) if scene is not None else None
        return scene

    def _remember_occasions(self, scene: _Scene, words: str) -> None:
        """Keep the occasions that a background scene names; those that the article's own day has are its own."""
        nouns = _occasions_in(words)
        own = self.main is None or scene is self.main or scene.moment.day == self.main.moment.day
        for noun in nouns:
            if own or scene.moment.day is None:
                self._occasions.pop(noun, None)
            elif noun not in self._own_occasions:
                self._occasions[noun] = scene
        if own:
            self._own_occasions.update(nouns)

    def _set_scene(self, sentence: Sentence, clauses: Clauses) -> None:
        """Move the narrative to the time that this sentence tells, if it tells one."""
        days = [time for _, _, time in clauses.times if time.day is not None and not time.bound]
        time = governing_sentence(clauses) if len(days) <= MANY_DAYS else None
        if time is None:
            if self.main is None and days:
                self._elsewhere = True
            return
        moment = self._moments[time.start]
        if moment.precision != "day":
            if time.kind in ("court", "inquiry") or self._opens_background(time, clauses):
                self._local = _Scene(time, moment, sentence.paragraph)
            return
        source = " " if is_report(clauses, time) else source_of(clauses, time)
        scene = _Scene(time, moment, sentence.paragraph, source, is_spoken(clauses), self._is_onward(moment, clauses))
        if self._becomes_main(scene, clauses):
            self._make_main(scene, clauses)
            self._remember_occasions(scene, clauses.text)
            return
        self._remember_occasions(scene, clauses.text)
        if self.main is not None and moment.day is not None and moment.day == self.main.moment.day:
            self._local = None
        elif source is None and (scene.spoken or self._is_fresh(scene)):
            self._local = scene

    def _make_main(self, scene: _Scene, clauses: Clauses) -> None:
        """Make the scene the article's own; but where the report has a day of its own and tells of days long past
        (`30일 ○○에 따르면 … 지난 9월 16일 …`), only the background."""
        for _, _, time in clauses.times[:CANDIDATES]:
            source = source_of(clauses, time) if names_day(time) else None
            if source is not None and time is not scene.time and not self._is_fresh(scene):
                self.main = _Scene(time, self._moments[time.start], scene.paragraph, source)
                self._local = scene
                return
        self.main, self._local, self._main_count = scene, None, self._count

    def _is_onward(self, moment: Moment, clauses: Clauses) -> bool:
        """Whether the story itself moves on to a later day, told without anybody's words."""
        before = self.main.moment.day if self.main is not None else None
        return moment.day is not None and before is not None and moment.day > before and not clauses.quotes

    def _becomes_main(self, scene: _Scene, clauses: Clauses) -> bool:
        """Whether the scene is the article's own: the first that the lead sets, not told as background."""
        if _openers()["earlier"].match(clauses.text) is not None:
            return False
        if self._text.startswith(("엔 ", "에는 "), scene.time.end):  # a topic particle contrasts this day with another
            return False
        if self._age(scene) is not None and not self._is_fresh(scene) and not scene.spoken:
            return False
        if self.main is None:
            return self._count <= LEAD or scene.time.base == "event"
        return self._count <= LEAD and self.main.source is not None and scene.source is None

    def _opens_background(self, time: DateExpression, clauses: Clauses) -> bool:
        """Whether a month or year opens the sentence as the setting of what follows (`지난해 10월 국정감사에서 …`)."""
        start, end = next((start, end) for start, end, other in clauses.times if other is time)
        return start <= OPENING and time.base == "calendar" and "에서" in clauses.text[end : end + 25]

    def _of(self, scene: _Scene | None, rule: str) -> Day | None:
        return self._day(scene.time, scene.moment, rule) if scene is not None else None

    def _day(self, time: DateExpression, moment: Moment, rule: str) -> Day | None:
        if moment.precision is None or moment.ahead or (moment.precision == "day" and moment.day is None):
            return None
        words = self._text[time.start : time.end]
        value = moment.day.isoformat() if moment.day is not None else None
        return Day(value, words, time.start, time.end, moment.precision, rule)


def _names(source: str, words: str) -> bool:
    """Whether `words` name the source: `경찰` in `경찰 관계자는`, `시` (the city) in `가나시 과장은`."""
    if len(source.strip()) == 1:
        return re.search(rf"[가-힣]{re.escape(source.strip())}[\s은는의]", words) is not None
    return any(word[:4] in words for word in re.findall(r"[가-힣A-Za-z]{2,}", source))


def _may_set_scene(time: DateExpression, start: int) -> bool:
    """Whether the time names a day, or stands where a sentence names the setting of what follows."""
    return names_day(time) or time.kind in ("court", "inquiry") or time.start - start <= OPENING


def _again(day: Day, rule: str) -> Day:
    return Day(day.value, day.text, day.start, day.end, day.precision, rule)
