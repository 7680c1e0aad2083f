"""The day that an article is telling of, sentence by sentence, and the day of each quotation in it.

Korean news names the day of its event once, in the lead (`1일`), and points back to it (`이날`: that day). Quotations
without a day of their own were said on that day. A paragraph of background (`앞서 지난달 30일 …`: earlier, on the 30th)
has its own day, which ends with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.extract.dates.about import is_about, is_named
from tracker.extract.dates.charges import tells_charge
from tracker.extract.dates.clauses import Clauses, around_quote, before_quote, shrink
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import (
    CANDIDATES,
    governing_quote,
    governing_sentence,
    is_announced,
    is_setting,
    is_spoken,
    is_undated,
    is_view,
    names_day,
    scene_time,
    stated_time,
    topic_day,
)
from tracker.extract.dates.occasions import Occasions
from tracker.extract.dates.openers import (
    goes_on,
    goes_on_air,
    has_same_subject,
    is_to_be,
    may_set_scene,
    openers,
    opens_background,
    speaks_in,
)
from tracker.extract.dates.posts import is_in_story, tells_of_post
from tracker.extract.dates.reasons import sets_no_scene
from tracker.extract.dates.reckon import Anchor, Moment
from tracker.extract.dates.reports import report_of
from tracker.extract.dates.scene import STALE_DAYS, STALE_SPOKEN_DAYS, Day, Scene, names_source
from tracker.extract.dates.story import LEAD, Sentence
from tracker.extract.dates.timeline import Timeline

# So many paragraphs on, who is told of as speaking or writing still does.
NEXT = 4
# A sentence with more days than this lists them.
MANY_DAYS = 3
_STILL = ("고 있다.", "고 있습니다.", "고 있다", "고 있는 중이다.", "는 상황이다.")


class Narrative:
    """Follows an article through its days. `quotes` are in order, `speakers` theirs as far as they are known; after
    `read`, `days` holds the day of each. `current` tells of an article without a known day that names its own days by
    their numbers alone."""

    def __init__(
        self,
        text: str,
        anchor: Anchor,
        quotes: Sequence[tuple[int, int]],
        speakers: Sequence[str | None],
        *,
        current: bool = False,
    ):
        self._current = current
        self.days: list[Day | None] = [None] * len(quotes)
        self._text, self._anchor, self._quotes, self._speakers = (text, anchor, quotes, speakers)
        self._timeline = Timeline(text, anchor)
        self._occasions = Occasions()
        # The article's own day, and that of the background which it is telling just now.
        self._main: Scene | None = None
        self._local: Scene | None = None
        # The last background that tells of somebody speaking, with its words; and those of the main scene.
        self._told: tuple[Scene, str] | None = None
        self._main_words = ""
        self._count = self._main_count = 0
        self._paragraph = -1
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
        # Quotations before the article named its day, with the number of their sentence.
        self._waiting: list[tuple[int, int]] = []
        # The lead tells of another day than the first that words are said on.
        self._elsewhere = False

    def read(self, story: Sequence[Sentence]) -> None:
        """Take the article's sentences in order and date its quotations."""
        quoting = {sentence.paragraph for sentence in story if sentence.zone == "caption" and sentence.quotes}
        for sentence in story:
            if sentence.zone == "caption":
                if sentence.paragraph in quoting:
                    self._read_caption(sentence)
            elif sentence.zone == "body":
                self._read_sentence(sentence)
        self._fill_lead()
        self._fill_rest()

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
        if clauses.times:
            self._set_scene(sentence, clauses)

    def _turn(self, sentence: Sentence) -> None:
        """Leave the background where a new paragraph, or a word such as `하지만` (but), goes back to the main event."""
        new = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if self._local is None:
            return
        going_on = goes_on(self._text, sentence.start) or (
            sentence.paragraph == self._local.paragraph + 1
            and has_same_subject(self._text, self._local.time.end, sentence.start)
        )
        if self._main is None or self._main.source is not None:
            passed_on = self._main is not None and self._main.passed_on
            leaves = new and not going_on and (passed_on or not self._local.fresh)
            if leaves or openers()["turns_away"].match(self._text, sentence.start) is not None:
                self._local = None
            return
        if self._local.onward:
            new = False
        if (new and not going_on) or openers()["return"].match(self._text, sentence.start) is not None:
            self._local = None

    def _reckon(self, sentence: Sentence) -> None:
        self._timeline.reckon(sentence.times, self._event_day(), begun=self._main is not None)

    def _stays(self, sentence: Sentence) -> bool:
        """Whether a sentence without quotations plainly leaves the narrative where it is, or takes it back to the
        article's own day: spares most sentences a closer look."""
        setting = [time for time in sentence.times if may_set_scene(time, sentence.start)]
        if not setting:
            return True
        if self._main is None or self._main.source is not None or self._main.moment.day is None:
            return False
        moments = self._timeline.moments
        if any(moments[time.start].day != self._main.moment.day or time.bound for time in setting):
            return False
        self._local = None
        return True

    def _event_day(self) -> date | None:
        for scene in (self._local, self._main):
            if scene is not None and scene.moment.day is not None:
                return scene.moment.day
        return None

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
        told = speaker is not None and is_named(speaker) and speaker in self._main_words
        if not told and openers()["reaction"].search(around) is not None:
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
        today = self._main is not None and self._main.age == 0 and openers()["taken_up"].search(around) is not None
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
        if openers()["chain"].match(clauses.text) is not None:
            return sentence.paragraph - paragraph <= 1
        return known and sentence.paragraph == paragraph

    def _is_recent(self, day: Day) -> bool:
        """Whether a speaker's day holds for what that speaker says without one."""
        if day.value is None or self._anchor.day is None:
            return False
        said = date.fromisoformat(day.value)
        own = self._main is not None and said == self._main.moment.day
        return own or (self._anchor.day - said).days < STALE_SPOKEN_DAYS

    def _set_scene(self, sentence: Sentence, clauses: Clauses) -> None:
        """Move the narrative to the time that this sentence tells, if it tells one."""
        days = [time for _, _, time in clauses.times if time.day is not None and not time.bound]
        time = scene_time(clauses) if len(days) <= MANY_DAYS else None
        if time is None:
            if self._main is None and days:
                self._elsewhere = True
            return
        moment = self._timeline.moments[time.start]
        if moment.precision != "day":
            if time.kind in ("court", "inquiry") or opens_background(time, clauses):
                self._local = Scene(time, moment, sentence.paragraph)
            return
        goes_on_now = self._text.endswith(_STILL, 0, sentence.end) or (
            not clauses.quotes and tells_charge(clauses.text)
        )
        if moment.day != self._anchor.day and goes_on_now:
            return  # what goes on at the time of writing did not happen on an earlier day
        if sets_no_scene(clauses, time) or (not clauses.quotes and goes_on_air(self._text, sentence.end)):
            return
        source = report_of(clauses, time)
        if source is None and not clauses.quotes and moment.day == self._anchor.day and is_to_be(clauses.text):
            return  # who is quoted on what is to be done today spoke earlier
        self._enter(self._scene(time, sentence.paragraph, source, clauses), clauses)

    def _scene(self, time: DateExpression, paragraph: int, source: str | None, clauses: Clauses) -> Scene:
        moment = self._timeline.moments[time.start]
        before = self._main.moment.day if self._main is not None else None
        onward = moment.day is not None and before is not None and moment.day > before and not clauses.quotes
        post = tells_of_post(clauses.text)
        spoken = is_spoken(clauses) or is_setting(clauses, time)
        return Scene(time, moment, paragraph, self._timeline.age(moment), source, spoken, onward, post)

    def _enter(self, scene: Scene, clauses: Clauses) -> None:
        """Make the scene the article's own, or its background, or go back to the article's own if it is that."""
        main, day = self._main, scene.moment.day
        own = main is None or (day is not None and day == main.moment.day)
        if self._becomes_main(scene, clauses):
            self._make_main(scene, clauses)
            own = True
        elif main is not None and own:
            self._local = None
            if main.source is not None and scene.source is None and scene.spoken:
                self._main = scene
        elif scene.source is None and (scene.spoken or day == self._anchor.day):
            self._local = scene
            if scene.spoken and not clauses.quotes:
                self._told = (scene, clauses.text)
        if self._main is None and self._count <= LEAD:
            self._main = self._report(scene, clauses)
        self._occasions.remember(scene, clauses.text, own=own)

    def _becomes_main(self, scene: Scene, clauses: Clauses) -> bool:
        """Whether the scene is the article's own: the first that the lead sets, not told as background."""
        if openers()["earlier"].match(clauses.text) is not None or not scene.tellable:
            return False
        if scene.moment.day is None and self._anchor.day is not None:
            return False  # no calendar has it, or nothing told of what day it is (`행사 당일`: on the day of the event)
        if self._text.startswith(("엔 ", "에는 "), scene.time.end):  # a topic particle contrasts this day with another
            return False
        if self._current and scene.time.year is not None:
            return False
        if scene.time.base == "event" and self._local is not None and scene.moment.day == self._local.moment.day:
            return False  # `앞서 3일 영상이 올라왔다. 이날 영상에서 …` goes on with the background
        if self._main is None:
            return self._count <= LEAD or scene.time.base == "event"
        unseated = self._main.source is not None and scene.source is None
        if unseated and not self._main.passed_on and scene.time.past:
            return False  # `4일 경찰에 따르면 … 지난 1일 …`: the police tell of an earlier day
        return self._count <= LEAD and unseated and (scene.age is None or scene.fresh)

    def _make_main(self, scene: Scene, clauses: Clauses) -> None:
        """Make the scene the article's own; but where the report has a day of its own and tells of days long past
        (`30일 ○○에 따르면 … 지난 9월 16일 …`) or of figures (`28일 ○○에 따르면 27일 6명이 …`), only the background."""
        report = self._report(scene, clauses)
        if report is not None:
            self._main, self._main_words = report, clauses.text
            self._local = None if scene.fresh or (report.source == " " and not scene.spoken) else scene
            return
        self._main, self._local, self._main_count = scene, None, self._count
        self._main_words = clauses.text
        told = stated_time(clauses)
        if told is not None and told is not scene.time:
            self._local = self._scene(told, scene.paragraph, None, clauses)

    def _report(self, scene: Scene, clauses: Clauses) -> Scene | None:
        """The report that tells of `scene`, where the sentence gives it a day of its own."""
        for _, _, time in clauses.times[:CANDIDATES] if scene.source is None else ():
            source = report_of(clauses, time) if names_day(time) else None
            if source is not None and time is not scene.time and not (scene.fresh and scene.spoken):
                return self._scene(time, scene.paragraph, source, clauses)
        return None

    def _of(self, scene: Scene | None, rule: str) -> Day | None:
        return self._day(scene.time, scene.moment, rule) if scene is not None else None

    def _day(self, time: DateExpression, moment: Moment, rule: str) -> Day | None:
        if moment.precision is None or moment.ahead or (moment.precision == "day" and moment.day is None):
            return None
        words = self._text[time.start : time.end]
        value = moment.day.isoformat() if moment.day is not None else None
        return Day(value, words, time.start, time.end, moment.precision, rule)
