"""The day of each quotation of an article, sentence by sentence.

Korean news names the day of its event once, in the lead (`1일`), and points back to it (`이날`: that day). Quotations
without a day of their own were said on that day. A paragraph of background (`앞서 지난달 30일 …`: earlier, on the 30th)
has its own day, which ends with it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.extract.dates.about import is_about, is_named
from tracker.extract.dates.clauses import Clauses, around_quote, before_quote, shrink
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import (
    governing_quote,
    governing_sentence,
    is_announced,
    is_undated,
    is_view,
    names_day,
    topic_day,
)
from tracker.extract.dates.openers import CHAIN, REACTION, TAKEN_UP, speaks_in
from tracker.extract.dates.posts import is_in_story
from tracker.extract.dates.reckon import Anchor
from tracker.extract.dates.scene import STALE_DAYS, STALE_SPOKEN_DAYS, Day
from tracker.extract.dates.sources import names_source
from tracker.extract.dates.story import LEAD, Sentence
from tracker.extract.dates.telling import Telling

# So many paragraphs on, who is told of as speaking or writing still does.
NEXT: Final = 4


class Narrative(Telling):
    """Follows an article through its days. `quotes` are in order, `speakers` theirs as far as they are known; after
    `read`, `days` holds the day of each. `current` is as in `Telling`."""

    def __init__(
        self,
        text: str,
        anchor: Anchor,
        quotes: list[tuple[int, int]],
        speakers: list[str | None],
        *,
        current: bool = False,
    ):
        super().__init__(text, anchor, current=current)
        self.days: list[Day | None] = [None] * len(quotes)
        self._quotes, self._speakers = quotes, speakers
        # The first day that each speaker is said to have spoken on.
        self._said: dict[str, Day] = {}
        # Those who are heard in a recording, or on a day that cannot be.
        self._lost: set[str] = set()
        # Quotations to which nothing gave a day.
        self._adrift: list[int] = []
        # The quotation before: its index, its paragraph, and whether its day was settled.
        self._previous: tuple[int, int, bool] | None = None
        # The day that a caption's sentence tells, and its paragraph.
        self._picture: tuple[int, Day | None] = (-1, None)
        # How many quotations are still to come.
        self._left = 0
        # Quotations before the article named its day, with the number of their sentence.
        self._waiting: list[tuple[int, int]] = []

    def read(self, story: list[Sentence]) -> None:
        """Take the article's sentences in order and date its quotations."""
        quoting = {sentence.paragraph for sentence in story if sentence.zone == "caption" and sentence.quotes}
        self._left = sum([len(sentence.quotes) for sentence in story if sentence.zone in ("body", "caption")])
        for sentence in story:
            if sentence.zone == "caption":
                if sentence.paragraph in quoting:
                    self._read_caption(sentence)
            elif sentence.zone == "body":
                self._read_sentence(sentence)
            if self._is_told():
                break
        self._fill_lead()
        self._fill_rest()

    def _is_told(self) -> bool:
        """Whether nothing that is still told could change a day: all quotations have theirs, and the article its own,
        which is not that of a report."""
        return self._left == 0 and not self._adrift and self._main is not None and self._main.source is None

    def headline_day(self) -> Day | None:
        """The day of a headline's words that the body does not echo: the article's own, if people speak on it; where it
        lies back, nobody else may be quoted on a day, or the words are likely of another."""
        main = self._main
        if main is None or main.source is not None:
            return None
        own = self._of(main, "event-day")
        said = {day.value for day in self.days if day is not None}
        stale = main.age is not None and main.age > STALE_DAYS
        heard = main.spoken or own is None or own.value in said
        return own if (heard and not stale) or (not said and main.fresh) else None

    def _fill_lead(self) -> None:
        """Give the quotations that stand before the article's day is named that day."""
        main = self._main
        if main is None or main.source is not None or self._elsewhere:
            return
        near = main.age is not None and main.age <= STALE_DAYS
        sure = (main.fresh and near) or (main.age is None and main.spoken)
        for quote, count in self._waiting:
            if count == self._main_count and main.time.start < self._quotes[quote][0]:
                continue  # its own sentence names the day before it, and not for these words
            if sure or (main.spoken and self._main_count - count <= 1):
                self.days[quote] = self._of(main, "lead-before-day")

    def _fill_rest(self) -> None:
        """Give what people said without a day that of the occasion, where the whole article is about one."""
        main = self._main
        if main is None or not self._adrift or not is_about(main, self._main_count, self._timeline.moments.values()):
            return
        for quote in self._adrift:
            if is_named(self._speakers[quote]):
                self.days[quote] = self._of(main, "only-day")

    def _read_caption(self, sentence: Sentence) -> None:
        """A caption's quotations have its own day, else the article's; it sets no scene."""
        self._reckon(sentence)
        clauses = self._shrink(sentence)
        for nth, quote in enumerate(sentence.quotes):
            governing = governing_quote(clauses, nth)
            own = self._by_time(*governing) if governing is not None else None
            self.days[quote] = own or self._pictured(sentence) or self._of(self._main, "event-day")
            self._left -= 1
        time = governing_sentence(clauses) if clauses.times and not clauses.quotes else None
        if time is not None and names_day(time):
            self._picture = (sentence.paragraph, self._day(time, self._timeline.moments[time.start], "event-day"))

    def _pictured(self, sentence: Sentence) -> Day | None:
        """The day that an earlier sentence of the same caption tells."""
        paragraph, day = self._picture
        return day if paragraph == sentence.paragraph else None

    def _read_sentence(self, sentence: Sentence) -> None:
        self._count += 1
        self._turn(sentence)
        if not sentence.times and not sentence.quotes:
            return
        self._reckon(sentence)
        if not sentence.quotes and self._stays(sentence):
            return
        clauses = self._shrink(sentence)
        for nth, quote in enumerate(sentence.quotes):
            self._date(quote, nth, clauses, sentence)
            self._left -= 1
        if clauses.times and not self._is_told():
            self._set_scene(sentence, clauses)

    def _shrink(self, sentence: Sentence) -> Clauses:
        spans = [self._quotes[quote] for quote in sentence.quotes]
        times = [time for time in sentence.times if not self._timeline.passes(time)]
        return shrink(self._text, sentence.start, sentence.end, spans, times)

    def _date(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> None:
        """Find the day of one quotation."""
        governing = governing_quote(clauses, nth)
        settled = True
        if governing is not None:
            day = self._by_time(*governing)
            self._remember(self._speakers[quote], day, governing[0])
        elif is_undated(clauses, nth) or self._is_lost(quote, nth, sentence):
            day = None
        elif (today := self._today(clauses, nth)) is not None:
            day = today
        else:
            day, settled = self._inherited(quote, nth, clauses, sentence)
        self.days[quote] = day
        if not settled and self._main is None and self._count <= LEAD and not is_view(clauses, nth):
            self._waiting.append((quote, self._count))
        self._previous = (quote, sentence.paragraph, settled)

    def _remember(self, speaker: str | None, day: Day | None, time: DateExpression) -> None:
        """Keep when a speaker spoke, and who is heard in a recording."""
        if speaker is None:
            return
        if time.kind == "record":
            self._lost.add(speaker)
        elif day is not None and day.value is not None:
            self._said.setdefault(speaker, day)
            self._lost.discard(speaker)

    def _is_lost(self, quote: int, nth: int, sentence: Sentence) -> bool:
        """Whether the words are said to have been said on a day after publication, so that nobody can tell which is
        meant (`5일 SNS에 "…"고 썼다`, published on the 4th); what their speaker goes on to say is lost with them."""
        moments, speaker = self._timeline.moments, self._speakers[quote]
        if not any(moments[time.start].ahead and not time.ahead for time in sentence.times):
            return False
        spans = [self._quotes[quote] for quote in sentence.quotes]
        clauses = shrink(self._text, sentence.start, sentence.end, spans, sentence.times)
        governing = governing_quote(clauses, nth)
        if governing is None or governing[1] != "date-before" or is_announced(clauses, nth, governing[0]):
            return False
        if moments[governing[0].start].ahead and speaker is not None:
            self._lost.add(speaker)
        return moments[governing[0].start].ahead

    def _today(self, clauses: Clauses, nth: int) -> Day | None:
        """The day of publication, where the words are about something that happened on it: nothing could be said of it
        earlier, nor later and still be printed. The day before, where it is likely the speaker's own."""
        time, own = topic_day(clauses, nth) or (None, False)
        if time is None:
            return None
        moment = self._timeline.moments[time.start]
        age = self._timeline.age(moment)
        return self._day(time, moment, "day-of-topic") if age == 0 or (age == 1 and own) else None

    def _by_time(self, time: DateExpression, rule: str) -> Day | None:
        then = self._then(time) if time.kind == "then" else None
        return then or self._day(time, self._timeline.moments[time.start], rule)

    def _then(self, time: DateExpression) -> Day | None:
        """The day that `당시` (then) points back to: that of the background; or, where it opens a sentence, that of
        what has only now become known (`지난 3일 …한 사실이 알려졌다. 당시 …`)."""
        scene = self._local
        if scene is None and self._text[max(0, time.start - 3) : time.start].rstrip(" ")[-1:] in ("", ".", "\n"):
            main = self._main
            scene = main if main is not None and main.source == " " and main.time.past else None
        return self._of(scene, "background-day") if scene is not None and scene.moment.day is not None else None

    def _inherited(self, quote: int, nth: int, clauses: Clauses, sentence: Sentence) -> tuple[Day | None, bool]:
        """The day of a quotation that has none of its own, and whether anything settled it."""
        # What the lead opens with waits for a day; once the article has one, words that go on have it too.
        waits = self._previous is not None and not self._previous[2] and self._main is not None
        if self._previous is not None and not waits and self._goes_on(quote, nth, clauses, sentence):
            before = self.days[self._previous[0]]
            if self._adrift and self._adrift[-1] == self._previous[0]:
                self._adrift.append(quote)
            return (before.by("same-speech") if before is not None else None), self._previous[2]
        speaker = self._speakers[quote]
        if speaker in self._lost:
            return None, True
        around = around_quote(clauses, nth)
        source = self._main.source if self._main is not None else None
        if self._local is not None and (source is None or source == " " or not names_source(source, around)):
            return self._of(self._local, "background-day"), True
        if self._main is not None and self._main.post and is_in_story(speaker, self._text):
            return None, True
        occasion = self._occasions.named_again(before_quote(clauses, nth), speaker)
        if occasion is not None:
            return self._of(occasion, "same-occasion"), True
        told = speaker is not None and speaker in self._main_words and is_named(speaker)
        if not told and REACTION.search(around) is not None:
            return self._reaction(around), True
        if self._told is not None and speaker is not None and self._is_told_of(speaker, sentence.paragraph):
            return self._of(self._told[0], "same-occasion"), True
        if self._main is not None and self._main.reaches(sentence.paragraph, around, self._occasions.own_named):
            return self._of(self._main, "event-day"), True
        said = self._said.get(speaker) if speaker is not None else None
        if said is not None and self._is_recent(said):
            return said.by("same-speaker"), True
        self._adrift.append(quote)
        return None, self._main is not None

    def _is_told_of(self, speaker: str, paragraph: int) -> bool:
        """Whether the last background told is that this speaker spoke or wrote (`도윤재 교수는 27일 글을 올렸다`)."""
        if self._told is None or self._main is None:
            return False
        scene, words = self._told
        near = paragraph - scene.paragraph <= NEXT and speaker not in self._main_words
        return near and speaks_in(speaker, words)

    def _reaction(self, around: str) -> Day | None:
        """When people say something of what they heard or saw: on the day of publication, if it is of that day too;
        else nobody can tell."""
        today = self._main is not None and self._main.age == 0 and TAKEN_UP.search(around) is not None
        return self._of(self._main, "event-day") if today else None

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
        if CHAIN.match(clauses.text) is not None:
            return sentence.paragraph - paragraph <= 1
        return known and sentence.paragraph == paragraph

    def _is_recent(self, day: Day) -> bool:
        """Whether a speaker's day holds for what that speaker says without one."""
        if day.value is None or self._anchor.day is None:
            return False
        said = date.fromisoformat(day.value)
        own = self._main is not None and said == self._main.moment.day
        return own or (self._anchor.day - said).days < STALE_SPOKEN_DAYS
