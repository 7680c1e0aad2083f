"""The times that a text tells, and the day of each quotation of an article."""

from __future__ import annotations

from datetime import date

from tracker.compiling import mypyc_attr
from tracker.extract.dates.anchor import find_anchor, names_current_days
from tracker.extract.dates.captions import stamped_day
from tracker.extract.dates.echo import day_of_all, echoed, is_recalled
from tracker.extract.dates.expressions import DateExpression, find_expressions
from tracker.extract.dates.narrative import Narrative
from tracker.extract.dates.reckon import Anchor, Moment, reckon
from tracker.extract.dates.scene import Day
from tracker.extract.dates.story import Sentence, place_times, tell
from tracker.extract.sentences import Span, sentence_spans
from tracker.models import Article, ZoneKind


@mypyc_attr(acyclic=True)
class Spoken:
    """A quotation whose day is wanted: its offsets into the article's text (null for one in a separate title), its
    words, the zone it stands in, and its speaker as resolved within the article, if known."""

    __slots__ = ("end", "speaker", "start", "text", "zone")

    def __init__(
        self, start: int | None, end: int | None, text: str, zone: ZoneKind, speaker: str | None = None
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.zone: ZoneKind = zone
        self.speaker = speaker


def find_days(text: str, published: str | None) -> list[tuple[DateExpression, Moment]]:
    """Every time that `text` tells, in order, with what it comes to, read one after the other.

    `published` is the ISO day or date-time that they are reckoned from, if known.
    """
    expressions = find_expressions(text)
    anchor = find_anchor(text, published, expressions)
    found: list[tuple[DateExpression, Moment]] = []
    event = last = None
    for expression in expressions:
        moment = reckon(expression, anchor, event, last)
        found.append((expression, moment))
        if moment.precision is not None and not moment.ahead:
            last = moment
            event = event or moment.day
    return found


def resolve_days(article: Article, quotes: list[Spoken], sentences: list[Span] | None = None) -> list[Day | None]:
    """The day of each of `quotes`, in their order; null where the article does not let a careful reader tell.

    `sentences` are the article's sentences as `sentence_spans` gives them, with the same quotations masked and the
    zones' starts as edges, if the caller has them already.
    """
    days: list[Day | None] = [None] * len(quotes)
    if not quotes:
        return days
    placed = [
        (quote.start, quote.end, nth)
        for nth, quote in enumerate(quotes)
        if quote.start is not None and quote.end is not None
    ]
    placed.sort()
    spans = [(start, end) for start, end, _ in placed]
    text = article.text
    if sentences is None:
        sentences = sentence_spans(text, spans, [zone.start for zone in article.zones])
    story = tell(text, article.zones, sentences, spans)
    times = find_expressions(text, story[-1].end if story else 0, spans)
    if times:
        place_times(text, story, times)
        speakers = [quotes[nth].speaker for _, _, nth in placed]
        anchor = _anchor(article, story, times)
        narrative = Narrative(text, anchor, spans, speakers, current=anchor.day is None and names_current_days(times))
        narrative.read(story)
        for (_, _, nth), day in zip(placed, narrative.days, strict=True):
            days[nth] = day
        _date_headings(article, quotes, days, narrative, anchor.day)
    return days


def _anchor(article: Article, story: list[Sentence], times: list[DateExpression]) -> Anchor:
    """What is known of the day of publication: as stated, as the photographs tell it, or as the words give it away.

    A day that was only read off the page may be that of a photograph which is stamped earlier than the story is told.
    """
    anchor = find_anchor(article.text, article.published, times)
    if anchor.day is not None and "published" not in article.guessed:
        return anchor
    stamped = stamped_day(article.text, story)
    return Anchor(stamped) if stamped is not None and (anchor.day is None or stamped > anchor.day) else anchor


def _date_headings(
    article: Article, quotes: list[Spoken], days: list[Day | None], narrative: Narrative, published: date | None
) -> None:
    """Give the quotations of headlines and intertitles the day of what they echo."""
    headings = [nth for nth, quote in enumerate(quotes) if quote.zone not in ("body", "caption")]
    if not headings:
        return
    body = [nth for nth, quote in enumerate(quotes) if quote.zone == "body" and quote.start is not None]
    said = [(quotes[nth].text, quotes[nth].speaker) for nth in body]
    said_days = [days[nth] for nth in body]
    for nth in headings:
        quote = quotes[nth]
        day, settled = echoed((quote.text, quote.speaker), said, said_days)
        if not settled and not is_recalled(article.title or article.text[:300], quote.text):
            day = narrative.headline_day() or day_of_all(said_days, published)
        days[nth] = day
