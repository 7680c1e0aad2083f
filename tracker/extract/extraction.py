"""Article -> quotes: the order in which the parts of this room work."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.attribute import attribute
from tracker.extract.bodies import Bodies
from tracker.extract.collection import CollectionPaused
from tracker.extract.composed import Composed
from tracker.extract.confidence import confidence
from tracker.extract.cues import Tail, read_tail
from tracker.extract.dates.days import Spoken as DatedQuote
from tracker.extract.dates.days import resolve_days
from tracker.extract.dates.scene import Day
from tracker.extract.detect import judge, mask, remask
from tracker.extract.glance import word_behind
from tracker.extract.headlines import HeadlineSpeaker, headline_speaker, is_headline_quote
from tracker.extract.marks import Marked, find_marked
from tracker.extract.people import People, as_met, gather_people
from tracker.extract.phrases import Token, tokens_of
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.retold import NAMED, Body, Sentence, Spoken, goes_on, sharing, teller, topic
from tracker.extract.rules.scene import Attribution
from tracker.extract.sentences import sentence_spans
from tracker.extract.soundbites import SoundBite, find_sound_bites
from tracker.extract.units import Found, Unit, reporting_units
from tracker.models import Article, Quote, QuoteKind, QuoteZone, Zone, ZoneKind, quote_id
from tracker.patterns import lazy

_HEADLINES: Final[frozenset[ZoneKind]] = frozenset(("headline", "subheadline", "intertitle"))
_CAPTIONS: Final[frozenset[ZoneKind]] = frozenset(("caption",))
_LONGEST_CONTEXT: Final = 600
_LEAD: Final = 300
_BACK: Final = 2  # sentences
_MARK: Final = lazy("[\"“”＂'‘’「『]")


@mypyc_attr(acyclic=True)
class Draft:
    """A quotation before it has its id and day. Offsets are null for one in a separate title."""

    __slots__ = ("attribution", "context", "end", "kind", "start", "tail", "text", "zone")

    def __init__(
        self,
        start: int | None,
        end: int | None,
        text: str,
        zone: QuoteZone,
        kind: QuoteKind,
        attribution: Attribution,
        tail: Tail,
        context: str,
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.zone: QuoteZone = zone
        self.kind: QuoteKind = kind
        self.attribution = attribution
        self.tail = tail
        self.context = context


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
    zones = _blocks(article.zones)
    bites = [bite for start, end, kind in zones if kind == "body" for bite in find_sound_bites(text, start, end)]
    marked = [pair for start, end, kind in zones if kind != "furniture" for pair in find_marked(text, start, end)]
    marked = _outside(marked, bites) if bites else marked
    masked = mask(text, marked)
    masked = _hide(masked, [(zone.start, zone.end) for zone in article.zones if zone.kind == "furniture"], bites)
    spans = [(pair.start, pair.end) for pair in marked] + [(bite.start, bite.end) for bite in bites]
    sentences = sentence_spans(text, spans, [zone.start for zone in article.zones])
    heading, captions = _Zones(article, _HEADLINES), _Zones(article, _CAPTIONS)
    body_pairs = [pair for pair in marked if not heading.holds(pair.start)]
    judged = judge(text, masked, body_pairs, _sentence_ends(sentences, body_pairs))
    masked = remask(masked, [(pair, quoted) for pair, _, quoted in judged])
    quotes = [Found(pair, tail, order) for order, (pair, tail, _) in enumerate(q for q in judged if q[2])]
    telling = quotes or bites or len(body_pairs) < len(marked) or _MARK.search(article.title or "")
    people = _people(article, masked if telling else "", bites, text)
    discourse = Discourse(people, text, [(bite.block_end, _bite_speaker(bite)) for bite in bites])
    body = [span for span in sentences if masked[span[0]] != "\n" and not heading.holds(span[0])]
    units = reporting_units(text, body, quotes, captions.holds if captions.zones else None)
    named = attribute(text, masked, units, discourse, weigh_all)
    drafts = [
        _body_draft(text, "caption" if captions.holds(found.marked.start) else "body", unit, found, named[found.order])
        for unit in units
        for found in unit.quotes
        if not _dropped(found, named[found.order])
    ]
    drafts += [_bite_draft(bite, people, text) for bite in bites]
    spoken = {draft.start: Spoken(draft.text, draft.attribution.speaker) for draft in drafts}
    said = Body(
        list(spoken.values()),
        lambda: _sentences(text, units, bites, spoken),
        lambda: _opening(article, heading, units),
        lambda nth, pairs: _teller(masked, units, nth, discourse, pairs),
    )
    drafts += _headline_drafts(article, heading, masked, marked, discourse, said)
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

        spoken = [_turn_draft(turn) for turn in find_turns(composed.article)]
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


class _Zones:
    """Where the article's zones of some kinds lie."""

    def __init__(self, article: Article, kinds: frozenset[ZoneKind]) -> None:
        self.zones = [zone for zone in article.zones if zone.kind in kinds]
        self.starts = [zone.start for zone in self.zones]
        self.end = self.zones[-1].end if self.zones else 0

    def at(self, offset: int) -> Zone | None:
        if offset >= self.end:
            return None
        nth = bisect_right(self.starts, offset) - 1
        return self.zones[nth] if nth >= 0 and offset < self.zones[nth].end else None

    def holds(self, offset: int) -> bool:
        return self.at(offset) is not None


def _blocks(zones: tuple[Zone, ...]) -> list[tuple[int, int, str]]:
    """Neighbouring zones of the body as one run, since a quotation may cross paragraphs; others by themselves."""
    blocks: list[tuple[int, int, str]] = []
    for zone in zones:
        if blocks and zone.kind == "body" and blocks[-1][2] == "body" and blocks[-1][1] == zone.start:
            blocks[-1] = (blocks[-1][0], zone.end, zone.kind)
        else:
            blocks.append((zone.start, zone.end, zone.kind))
    return blocks


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


def _body_draft(text: str, zone: QuoteZone, unit: Unit, found: Found, attribution: Attribution) -> Draft:
    pair = found.marked
    return Draft(
        pair.start,
        pair.end,
        text[pair.start : pair.end],
        zone,
        "direct",
        attribution,
        found.tail,
        _context(text, unit.start, unit.end, pair.start, pair.end),
    )


def _context(text: str, start: int, end: int, quote_start: int, quote_end: int) -> str:
    """The reporting sentence; a long one is cut around the quotation at white space."""
    if end - start <= _LONGEST_CONTEXT:
        return text[start:end].strip()
    room = max(0, _LONGEST_CONTEXT - (quote_end - quote_start)) // 2
    begin = max(start, quote_start - room)
    stop = min(end, quote_end + room)
    return ("… " if begin > start else "") + text[begin:stop].strip() + (" …" if stop < end else "")


def _bite_speaker(bite: SoundBite) -> Speaker:
    return Speaker(bite.name, "person" if bite.personal else "anonymous", bite.title, None, bite.name)


def _bite_draft(bite: SoundBite, people: People, text: str) -> Draft:
    attribution = Attribution(_bite_speaker(bite), "sound-bite", 6.0)
    return Draft(
        bite.start,
        bite.end,
        text[bite.start : bite.end],
        "body",
        "direct",
        attribution,
        Tail("end", bite.end),
        text[bite.block_start : bite.block_end].strip(),
    )


def _turn_draft(turn: Quote) -> Draft:
    speaker = None
    if turn.speaker is not None:
        speaker = Speaker(turn.speaker, turn.speaker_type, turn.speaker_title, turn.speaker_org, turn.mention or "")
    return Draft(
        turn.start,
        turn.end,
        turn.text,
        turn.zone,
        "turn",
        Attribution(speaker, turn.rule, 6.0),
        Tail("end", turn.end or 0),
        turn.context,
    )


def _sentences(
    text: str, units: list[Unit], bites: list[SoundBite], spoken: dict[int | None, Spoken]
) -> list[Sentence]:
    """The sentences of the body and its sound bites, for headlines to be compared with."""
    sentences = []
    for nth, unit in enumerate(units):
        quoted = [spoken[found.marked.start] for found in unit.quotes if found.marked.start in spoken]
        sentences.append(Sentence(text[unit.start : unit.end], unit.start, quoted, nth))
    for bite in bites:
        quoted = [spoken[bite.start]] if bite.start in spoken else []
        sentences.append(Sentence(text[bite.block_start : bite.block_end], bite.block_start, quoted, -1))
    return sentences


def _teller(masked: str, units: list[Unit], nth: int, discourse: Discourse, pairs: frozenset[str]) -> Speaker | None:
    """Who tells what `units[nth]` reports without marks and shares with a headline."""
    tokens = _words(masked, units[nth], discourse)
    shared = sharing(tokens, pairs)
    mention = teller(tokens, discourse.text, shared)
    if mention is None and goes_on(tokens, shared):
        for unit in reversed(units[max(0, nth - _BACK) : nth]):
            mention = topic(_words(masked, unit, discourse), discourse.text, NAMED)
            if mention is not None:
                break
    return discourse.resolve(mention) if mention is not None else None


def _words(masked: str, unit: Unit, discourse: Discourse) -> list[Token]:
    return as_met(tokens_of(masked, unit.start, unit.end), discourse.people)


def _opening(article: Article, heading: _Zones, units: list[Unit]) -> str:
    """The headings and the first words of the body."""
    lines = [article.title or "", *(article.text[zone.start : zone.end] for zone in heading.zones)]
    start = units[0].start if units else 0
    return " ".join([*lines, article.text[start : start + _LEAD]])


def _headline_drafts(
    article: Article, heading: _Zones, masked: str, marked: list[Marked], discourse: Discourse, body: Body
) -> list[Draft]:
    drafts = []
    if article.title:
        title = article.title
        pairs = find_marked(title, 0, len(title))
        hidden = mask(title, pairs)
        for draft in _line_drafts(title, hidden, pairs, (0, len(title)), discourse, body):
            if not _repeated(draft, heading, marked, article.text):
                draft.start = draft.end = None
                drafts.append(draft)
    starts = [pair.start for pair in marked]
    for zone in heading.zones:
        pairs = marked[bisect_left(starts, zone.start) : bisect_left(starts, zone.end)]
        drafts += _line_drafts(article.text, masked, pairs, (zone.start, zone.end), discourse, body)
    return drafts


def _repeated(draft: Draft, heading: _Zones, marked: list[Marked], text: str) -> bool:
    """A separate title whose words also stand in the text's own headline is read there, where it has offsets."""
    return any(
        zone.kind == "headline" and draft.text.strip() and draft.text in text[zone.start : zone.end]
        for zone in heading.zones
    )


def _line_drafts(
    text: str, masked: str, pairs: list[Marked], line: tuple[int, int], discourse: Discourse, body: Body
) -> list[Draft]:
    drafts: list[Draft] = []
    for pair in pairs:
        tail = read_tail(masked, pair.outer_end, line[1])
        if not is_headline_quote(text, pair, tail, line):
            continue
        found: HeadlineSpeaker = headline_speaker(text, masked, pair, line, discourse, body)
        attribution = Attribution(found.speaker, found.rule, found.sure * 5)
        drafts.append(
            Draft(
                pair.start,
                pair.end,
                text[pair.start : pair.end],
                "headline",
                "headline",
                attribution,
                tail,
                text[line[0] : line[1]].strip(),
            )
        )
    return drafts
