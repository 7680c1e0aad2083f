"""What an article is telling of as it goes on: its own day, and that of the background which it tells just now.

A sentence that names a day sets a scene, which is the article's own (the first that the lead sets) or background; a new
paragraph, or a word such as `하지만` (but), leaves the background.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from tracker.extract.dates.charges import tells_charge
from tracker.extract.dates.clauses import Clauses
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.govern import (
    CANDIDATES,
    is_setting,
    is_spoken,
    names_day,
    scene_time,
    stated_time,
)
from tracker.extract.dates.occasions import Occasions
from tracker.extract.dates.openers import (
    EARLIER,
    RETURN,
    TURNS_AWAY,
    goes_on,
    goes_on_air,
    has_same_subject,
    is_to_be,
    may_set_scene,
    opens_background,
)
from tracker.extract.dates.posts import tells_of_post
from tracker.extract.dates.reasons import sets_no_scene
from tracker.extract.dates.reckon import Anchor, Moment
from tracker.extract.dates.reports import report_of
from tracker.extract.dates.scene import Day, Scene
from tracker.extract.dates.story import LEAD, Sentence
from tracker.extract.dates.timeline import Timeline

# A sentence with more days than this lists them.
MANY_DAYS: Final = 3
_STILL: Final = ("고 있다.", "고 있습니다.", "고 있다", "고 있는 중이다.", "는 상황이다.")


class Telling:
    """Follows an article through its scenes. `current` tells of an article without a known day that names its own days
    by their numbers alone."""

    def __init__(self, text: str, anchor: Anchor, *, current: bool):
        self._current = current
        self._text, self._anchor = text, anchor
        self._timeline = Timeline(text, anchor)
        self._occasions = Occasions()
        # The article's own day, and that of the background which it is telling just now.
        self._main: Scene | None = None
        self._local: Scene | None = None
        # The last background that tells of somebody speaking, with its words; and those of the main scene.
        self._told: tuple[Scene, str] | None = None
        self._main_words = ""
        # The number of the sentence, that of the main scene's, and the paragraph.
        self._count = self._main_count = 0
        self._paragraph = -1
        # The lead tells of another day than the first that words are said on.
        self._elsewhere = False

    def _turn(self, sentence: Sentence) -> None:
        """Leave the background where a new paragraph, or a word such as `하지만` (but), goes back to the main event."""
        new = sentence.paragraph != self._paragraph
        self._paragraph = sentence.paragraph
        if self._local is None:
            return
        leaves = new and not self._goes_on_with(self._local, sentence)
        if self._main is None or self._main.source is not None:
            passed_on = self._main is not None and self._main.passed_on
            leaves = leaves and (passed_on or not self._local.fresh)
            if leaves or TURNS_AWAY.match(self._text, sentence.start) is not None:
                self._local = None
            return
        if (leaves and not self._local.onward) or RETURN.match(self._text, sentence.start) is not None:
            self._local = None

    def _goes_on_with(self, scene: Scene, sentence: Sentence) -> bool:
        """Whether a new paragraph's first sentence goes on with a speech, or with the subject of `scene`."""
        return goes_on(self._text, sentence.start) or (
            sentence.paragraph == scene.paragraph + 1 and has_same_subject(self._text, scene.time.end, sentence.start)
        )

    def _reckon(self, sentence: Sentence) -> None:
        self._timeline.reckon(
            sentence.times, self._event_day(), begun=self._main is not None, quoting=len(sentence.quotes) > 0
        )

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
        if EARLIER.match(clauses.text) is not None or not scene.tellable:
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
