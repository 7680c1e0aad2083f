"""Article -> quotes: the order in which the parts of this room work."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from tracker.extract.attribute import attribute
from tracker.extract.bodies import Bodies
from tracker.extract.collection import CollectionPaused
from tracker.extract.composed import Composed
from tracker.extract.confidence import confidence
from tracker.extract.dates.days import Spoken as DatedQuote
from tracker.extract.dates.days import resolve_days
from tracker.extract.dates.scene import Day
from tracker.extract.detect import judge, mask, remask
from tracker.extract.drafts import Draft, bite_draft, bite_speaker, body_draft, turn_draft
from tracker.extract.glance import word_behind
from tracker.extract.headline_drafts import headline_drafts, said_in_body
from tracker.extract.marks import Marked, find_marked
from tracker.extract.people import People, gather_people
from tracker.extract.resolve import Discourse
from tracker.extract.rules.outcome import Attribution
from tracker.extract.sentences import sentence_spans
from tracker.extract.soundbites import SoundBite, find_sound_bites
from tracker.extract.units import Found, Unit, reporting_units
from tracker.extract.zones import ZonesOf, blocks_of
from tracker.models import Article, Quote, ZoneKind, quote_id
from tracker.patterns import lazy

_HEADLINES: Final[frozenset[ZoneKind]] = frozenset(("headline", "subheadline", "intertitle"))
_CAPTIONS: Final[frozenset[ZoneKind]] = frozenset(("caption",))
_MARK: Final = lazy("[\"“”＂'‘’「『]")


class Reading:
    """An article with all that was seen in it; `explain` prints it."""

    __slots__ = ("article", "drafts", "masked", "people", "sentences", "units")

    def __init__(
        self,
        article: Article,
        masked: str,
        sentences: list[tuple[int, int]],
        people: People,
        units: list[Unit],
        drafts: list[Draft],
    ) -> None:
        self.article = article
        self.masked = masked
        self.sentences = sentences
        self.people = people
        self.units = units
        self.drafts = drafts


def read_article(article: Article, weigh_all: bool = True) -> Reading:
    """Find the quotations of `article` and their speakers. Pure: the same article always gives the same reading.
    Without `weigh_all` only the candidates that matter to the outcome (see `attribute`)."""
    text = article.text
    zones = blocks_of(article.zones)
    bites = [bite for start, end, kind in zones if kind == "body" for bite in find_sound_bites(text, start, end)]
    marked = [pair for start, end, kind in zones if kind != "furniture" for pair in find_marked(text, start, end)]
    marked = _outside(marked, bites) if bites else marked
    masked = mask(text, marked)
    masked = _hide(masked, [(zone.start, zone.end) for zone in article.zones if zone.kind == "furniture"], bites)
    spans = [(pair.start, pair.end) for pair in marked] + [(bite.start, bite.end) for bite in bites]
    sentences = sentence_spans(text, spans, [zone.start for zone in article.zones])
    heading, captions = ZonesOf(article, _HEADLINES), ZonesOf(article, _CAPTIONS)
    body_pairs = [pair for pair in marked if not heading.holds(pair.start)]
    judged = judge(text, masked, body_pairs, _sentence_ends(sentences, body_pairs))
    masked = remask(masked, [(pair, quoted) for pair, _, quoted in judged])
    quotes = [Found(pair, tail, order) for order, (pair, tail, _) in enumerate(q for q in judged if q[2])]
    telling = quotes or bites or len(body_pairs) < len(marked) or _MARK.search(article.title or "")
    people = _people(article, masked if telling else "", bites, text)
    discourse = Discourse(people, text, [(bite.block_end, bite_speaker(bite)) for bite in bites])
    body = [span for span in sentences if masked[span[0]] != "\n" and not heading.holds(span[0])]
    units = reporting_units(text, body, quotes, captions.holds if captions.zones else None)
    named = attribute(text, masked, units, discourse, weigh_all)
    drafts = [
        body_draft(text, "caption" if captions.holds(found.marked.start) else "body", unit, found, named[found.order])
        for unit in units
        for found in unit.quotes
        if not _dropped(found, named[found.order])
    ]
    drafts += [bite_draft(bite, text) for bite in bites]
    said = said_in_body(article, heading, masked, units, bites, drafts, discourse)
    drafts += headline_drafts(article, heading, masked, marked, discourse, said)
    drafts.sort(key=lambda draft: -1 if draft.start is None else draft.start)
    discourse.end()
    bodies = Bodies(text, masked)
    for draft in drafts:
        draft.attribution.speaker = bodies.named_in_full(draft.attribution.speaker)
    return Reading(article, masked, sentences, people, units, drafts)


def extract_quotes(article: Article, turns: bool = False) -> list[Quote]:
    """The attributed direct quotes of `article`, those of a separate title first, then in order of the text.

    Offsets are code points into `article.text`; days are reckoned from `article.published`. With `turns` also those of
    a transcript without marks (see `find_turns`); they may hold direct quotes, which stay as they are without them.
    Pure: no files, no database, no network, no clock.
    """
    with CollectionPaused():
        return _quotes(article, turns)


def _quotes(article: Article, turns: bool) -> list[Quote]:
    composed = Composed(article)
    reading = read_article(composed.article, weigh_all=False)
    drafts = reading.drafts
    days = _days(composed.article, reading) if drafts else []
    if turns:
        from tracker.extract.turns import find_turns  # seldom asked for, and not needed to start

        spoken = [turn_draft(turn) for turn in find_turns(composed.article)]
        days += resolve_days(composed.article, [DatedQuote(d.start, d.end, d.text, "body", _name(d)) for d in spoken])
        drafts = drafts + spoken
    seen: dict[str, int] = {}
    quotes = []
    for draft, day in zip(drafts, days, strict=True):
        words = composed.words(draft.start, draft.end, draft.text)
        identity = quote_id(article.key, draft.text, 0)
        nth = seen.get(identity, 0)
        seen[identity] = nth + 1
        speaker = draft.attribution.speaker
        quotes.append(
            Quote(
                id=quote_id(article.key, draft.text, nth) if nth else identity,
                text=words,
                start=composed.back(draft.start),
                end=composed.back(draft.end),
                zone=draft.zone,
                kind=draft.kind,
                speaker=speaker.name if speaker else None,
                speaker_type=speaker.type if speaker else "unknown",
                speaker_title=speaker.title if speaker else None,
                speaker_org=speaker.org if speaker else None,
                mention=speaker.mention if speaker else None,
                relayer=draft.attribution.relayer,
                cue=draft.tail.cue,
                tone=draft.tail.tone,
                said_on=day.value if day else None,
                said_on_text=day.text if day else None,
                said_on_precision=day.precision if day else None,
                rule=_rule(draft.attribution),
                confidence=confidence(draft.attribution),
                context=draft.context,
            )
        )
    quotes.sort(key=lambda quote: -1 if quote.start is None else quote.start)
    return quotes


def _days(article: Article, reading: Reading) -> list[Day | None]:
    spoken = [
        DatedQuote(d.start, d.end, d.text, d.zone if d.kind != "headline" else "headline", _name(d))
        for d in reading.drafts
    ]
    return resolve_days(article, spoken, reading.sentences)


def _name(draft: Draft) -> str | None:
    return draft.attribution.speaker.name if draft.attribution.speaker else None


def _rule(attribution: Attribution) -> str:
    speaker = attribution.speaker
    return f"{attribution.rule}/{speaker.how}" if speaker is not None and speaker.how else attribution.rule


def _outside(marked: list[Marked], bites: list[SoundBite]) -> list[Marked]:
    """The pairs that have no part of a sound bite: what stands in one is its speaker's."""
    blocks = sorted((bite.block_start, bite.block_end) for bite in bites)
    starts = [start for start, _ in blocks]

    def meets(pair: Marked) -> bool:
        nth = bisect_left(starts, pair.end)
        return nth > 0 and blocks[nth - 1][1] > pair.start

    return [pair for pair in marked if not meets(pair)]


def _hide(masked: str, furniture: list[tuple[int, int]], bites: list[SoundBite]) -> str:
    """Furniture and sound bites as line breaks, so that no rule reads names or verbs out of them."""
    hidden = sorted(furniture + [(bite.block_start, bite.block_end) for bite in bites])
    if not hidden:
        return masked
    parts, at = [], 0
    for start, end in hidden:
        if end <= at:
            continue
        start = max(start, at)
        parts.append(masked[at:start])
        parts.append("\n" * (end - start))
        at = end
    parts.append(masked[at:])
    return "".join(parts)


def _sentence_ends(sentences: list[tuple[int, int]], pairs: list[Marked]) -> list[int]:
    """Where the sentence of each pair ends."""
    ends, nth = [], 0
    for pair in pairs:
        while nth + 1 < len(sentences) and sentences[nth + 1][0] <= pair.outer_start:
            nth += 1
        ends.append(max(sentences[nth][1], pair.outer_end) if sentences else pair.outer_end)
    return ends


def _people(article: Article, masked: str, bites: list[SoundBite], text: str) -> People:
    people = gather_people(masked, text)
    if article.title and word_behind(masked, 0):
        for name, person in gather_people(article.title, article.title).by_name.items():
            if person.titled or " " in name or name in people.by_name:
                people.add(name, 10_000_000, person.title or next(iter(person.titles), None))
                people.by_name[name].leading = True
    for bite in bites:
        if bite.personal:
            people.add(bite.name, bite.block_start, bite.title)
    return people


def _dropped(found: Found, attribution: Attribution) -> bool:
    """Words between single marks need somebody who says them."""
    return found.marked.style != "double" and attribution.speaker is None
