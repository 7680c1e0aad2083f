"""What a stretch of the article tells of: a day, since which paragraph, and how far it may be trusted to reach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.dates.expressions import DateExpression
from tracker.extract.dates.reckon import Moment
from tracker.extract.dates.sources import is_medium, names_source
from tracker.models import Precision

# An event so many days before publication is the story's occasion, not the day on which everybody in it spoke; one on
# which people speak holds longer, and beyond that for so many paragraphs.
STALE_DAYS: Final = 2
STALE_SPOKEN_DAYS: Final = 7
STALE_PARAGRAPHS: Final = 2
# What is older than this is background wherever it stands.
OLD_DAYS: Final = 60


@mypyc_attr(acyclic=True)
class Day:
    """The day of an utterance. `value` is an ISO day, set where `precision` is `day`; `text` is the verbatim expression
    that it came from, `article.text[start:end]`; `rule` names how it was found."""

    __slots__ = ("end", "precision", "rule", "start", "text", "value")

    def __init__(self, value: str | None, text: str, start: int, end: int, precision: Precision, rule: str) -> None:
        self.value = value
        self.text = text
        self.start = start
        self.end = end
        self.precision: Precision = precision
        self.rule = rule

    def by(self, rule: str) -> Day:
        """The same day, found by another rule."""
        return Day(self.value, self.text, self.start, self.end, self.precision, rule)


@mypyc_attr(acyclic=True)
class Scene:
    """`time` set it, in `paragraph`, and came to `moment`, whose day is null where it cannot be known; `age` is how
    many days that lies before publication, if both are known.

    `source` is set where the time only dates a report (`26일 업계에 따르면`); `spoken` tells whether it is an occasion
    on which people speak; `onward` whether the story moved on to it from an earlier day; `post` whether it is that of
    a post on the web.
    """

    __slots__ = ("age", "moment", "onward", "paragraph", "post", "source", "spoken", "time")

    def __init__(
        self,
        time: DateExpression,
        moment: Moment,
        paragraph: int,
        age: int | None = None,
        source: str | None = None,
        spoken: bool = True,
        onward: bool = False,
        post: bool = False,
    ) -> None:
        self.time = time
        self.moment = moment
        self.paragraph = paragraph
        self.age = age
        self.source = source
        self.spoken = spoken
        self.onward = onward
        self.post = post

    @property
    def fresh(self) -> bool:
        """Whether it lies so near publication that words without a day were said on it."""
        return self.age is not None and self.age < (STALE_SPOKEN_DAYS if self.spoken else STALE_DAYS)

    @property
    def tellable(self) -> bool:
        """Whether it can be the article's own day at all."""
        return self.age is None or self.fresh or (self.spoken and self.age <= OLD_DAYS)

    @property
    def passed_on(self) -> bool:
        """Whether it is only the day on which a medium passed on what had been said."""
        return self.source is not None and (not self.source.strip() or is_medium(self.source))

    def reaches(self, paragraph: int, around: str, named: Callable[[str], bool]) -> bool:
        """Whether it still holds in this paragraph for a quotation with these words around it; `named` tells whether
        words name the occasion again."""
        away = paragraph - self.paragraph
        if self.source is not None:
            return (away == 0 and not is_medium(self.source)) or names_source(self.source, around)
        if self.age is None:
            return self.moment.day is None or self.spoken or away == 0
        return self.fresh or (self.spoken and (away <= STALE_PARAGRAPHS or named(around)))
