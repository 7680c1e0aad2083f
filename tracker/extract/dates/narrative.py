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
from tracker.extract.dates.govern import Clauses, governing_quote, governing_sentence, is_habit, shrink, source_of
from tracker.extract.dates.reckon import Anchor, Moment, reckon
from tracker.extract.dates.story import Sentence
from tracker.extract.dates.words import any_of
from tracker.models import Precision

# The lead names its day within so many sentences; a later first date is that of one remark.
LEAD = 7
# An event so many days before publication is the story's occasion, not the day on which everybody in it spoke.
STALE_DAYS = 4
STALE_PARAGRAPHS = 2


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
    paragraph, and the source where it only dates the report (`26일 업계에 따르면`)."""

    time: DateExpression
    moment: Moment
    paragraph: int
    source: str | None = None


@cache
def _openers() -> dict[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"(?:{any_of(kind)})(?=[\s,{'□'}\"“])") for kind in ("chain", "return")
    } | {"earlier": re.compile(r"(?:이에 )?(?:앞서|당초|애초|그에 앞서)(?=[\s,])")}


class Narrative:
    """Reads an article's sentences in order; `read` each, then `days` holds the day of each quotation."""

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
        self._waiting: list[int] = []

    def read(self, sentence: Sentence) -> None:
        """Take the next sentence of the body or of a caption."""
        clauses = self._shrink(sentence)
        if sentence.zone == "caption":
            self._reckon_all(sentence)
            for nth, quote in enumerate(sentence.quotes):
                self.days[quote] = self._own(clauses, nth, sentence) or self._of(self.main, "event-day")
            return
        self._count += 1
        self._turn(sentence, clauses)
        self._reckon_all(sentence)
        for nth, quote in enumerate(sentence.quotes):
            self._date(quote, nth, clauses, sentence)
        self._set_scene(sentence, clauses)

    def finish(self) -> None:
        """Give the quotations that came before the article named its day that day."""
        if self.main is not None and self.main.source is None:
            for quote in self._waiting:
                self.days[quote] = self._of(self.main, "lead-before-day")

    def headline_day(self) -> Day | None:
        """The day of a headline's words that the body does not echo: the article's own, if it is fresh."""
        return self._of(self.main, "event-day") if self.main is not None and self.main.source is None else None

    def _shrink(self, sentence: Sentence) -> Clauses:
        spans = [self._quotes[quote] for quote in sentence.quotes]
        return shrink(self._text, sentence.start, sentence.end, spans, sentence.times)

    def _turn(self, sentence: Sentence, clauses: Clauses) -> None:
        """Leave the background where a new paragraph, or a word such as `하지만` (but), goes back to the main event."""
        new = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if self._local is None or self.main is None or self.main.source is not None:
            if new and self._local is not None and self._local.moment.day is None:
                self._local = None
            return
        going_on = _openers()["chain"].match(clauses.text) is not None
        if (new and not going_on) or _openers()["return"].match(clauses.text) is not None:
            self._local = None

    def _reckon_all(self, sentence: Sentence) -> None:
        """Reckon the sentence's times in order, each against the event and the time named before it."""
        event = self._event_day()
        for time in sentence.times:
            moment = reckon(time, self._anchor, event, self._last)
            self._moments[time.start] = moment
            if moment.precision is not None and not moment.ahead:
                self._last = moment
                if event is None or self.main is None:
                    event = moment.day or event

    def _event_day(self) -> date | None:
        for scene in (self._local, self.main):
            if scene is not None and scene.moment.day is not None:
                return scene.moment.day
        return None

    def _own(self, clauses: Clauses, nth: int, sentence: Sentence) -> Day | None:
        governing = governing_quote(clauses, nth)
        if governing is None or self._passes(governing[0], clauses):
            return None
        return self._day(governing[0], self._moments[governing[0].start], governing[1])

    def _passes(self, time: DateExpression, clauses: Clauses) -> bool:
        """Whether the time does not govern after all: it is still to come."""
        return self._moments[time.start].ahead

    def _date(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> None:
        """Find the day of one quotation."""
        governing = governing_quote(clauses, nth)
        if governing is not None and self._passes(governing[0], clauses):
            governing = None
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
            self._waiting.append(quote)
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
        if self.main is not None and self._reaches(self.main, sentence, clauses):
            return self._of(self.main, "event-day"), True
        if speaker is not None and speaker in self._said:
            return _again(self._said[speaker], "same-speaker"), True
        return None, self.main is not None

    def _goes_on(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> bool:
        """Whether the quotation is part of the same speech as the one before it."""
        if self._previous is None:
            return False
        if nth > 0:
            return True
        before, paragraph, _ = self._previous
        known = self._speakers[before] is not None and self._speakers[quote] is not None
        if known and self._speakers[before] != self._speakers[quote]:
            return False
        if _openers()["chain"].match(clauses.text) is not None:
            return sentence.paragraph - paragraph <= 1
        return known and sentence.paragraph == paragraph

    def _reaches(self, scene: _Scene, sentence: Sentence, clauses: Clauses) -> bool:
        """Whether the article's day still holds here."""
        away = sentence.paragraph - scene.paragraph
        if scene.source is not None:
            words = re.findall(r"[가-힣A-Za-z]{2,}", scene.source)
            return away == 0 or any(word[:4] in clauses.text for word in words)
        day, published = scene.moment.day, self._anchor.day
        if day is not None and published is not None and (published - day).days >= STALE_DAYS:
            return away <= STALE_PARAGRAPHS
        return True

    def _set_scene(self, sentence: Sentence, clauses: Clauses) -> None:
        """Move the narrative to the time that this sentence tells, if it tells one."""
        time = governing_sentence(clauses)
        if time is None or time.kind in ("recent", "record", "then"):
            return
        moment = self._moments[time.start]
        if moment.ahead:
            return
        source = source_of(clauses, time)
        scene = _Scene(time, moment, sentence.paragraph, source)
        day_long = moment.precision == "day"
        background = _openers()["earlier"].match(clauses.text) is not None
        if not day_long:
            if moment.precision is None or time.start - sentence.start <= 14:
                self._local = scene
            return
        early = self._count <= LEAD
        if not background and early and (self.main is None or (self.main.source is not None and source is None)):
            self.main, self._local = scene, None
        elif time.base == "event" and self.main is None and not background:
            self.main, self._local = scene, None
        elif self.main is not None and moment.day is not None and moment.day == self.main.moment.day:
            self._local = None
        elif source is None:
            self._local = scene

    def _of(self, scene: _Scene | None, rule: str) -> Day | None:
        return self._day(scene.time, scene.moment, rule) if scene is not None else None

    def _day(self, time: DateExpression, moment: Moment, rule: str) -> Day | None:
        if moment.precision is None or moment.ahead or (moment.precision == "day" and moment.day is None):
            return None
        words = self._text[time.start : time.end]
        value = moment.day.isoformat() if moment.day is not None else None
        return Day(value, words, time.start, time.end, moment.precision, rule)


def _again(day: Day, rule: str) -> Day:
    return Day(day.value, day.text, day.start, day.end, day.precision, rule)
