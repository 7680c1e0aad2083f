"""The quotations of headlines and other headings, each with its speaker."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from tracker.extract.cues import read_tail
from tracker.extract.detect import mask
from tracker.extract.drafts import Draft
from tracker.extract.headlines import HeadlineSpeaker, headline_speaker, is_headline_quote
from tracker.extract.marks import Marked, find_marked
from tracker.extract.people import as_met
from tracker.extract.phrases import Token, tokens_of
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.retold import NAMED, Body, Sentence, Spoken, goes_on, sharing, teller, topic
from tracker.extract.rules.outcome import Attribution
from tracker.extract.soundbites import SoundBite
from tracker.extract.units import Unit
from tracker.extract.zones import ZonesOf
from tracker.models import Article

_LEAD: Final = 300
_BACK: Final = 2  # sentences


def headline_drafts(
    article: Article, heading: ZonesOf, masked: str, marked: list[Marked], discourse: Discourse, body: Body
) -> list[Draft]:
    """The quotations of a separate title, without offsets, and of the headings in the text."""
    drafts = []
    if article.title:
        title = article.title
        pairs = find_marked(title, 0, len(title))
        hidden = mask(title, pairs)
        for draft in _line_drafts(title, hidden, pairs, (0, len(title)), discourse, body):
            if not _repeated(draft, heading, article.text):
                draft.start = draft.end = None
                drafts.append(draft)
    starts = [pair.start for pair in marked]
    for zone in heading.zones:
        pairs = marked[bisect_left(starts, zone.start) : bisect_left(starts, zone.end)]
        drafts += _line_drafts(article.text, masked, pairs, (zone.start, zone.end), discourse, body)
    return drafts


def _repeated(draft: Draft, heading: ZonesOf, text: str) -> bool:
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


def said_in_body(
    article: Article,
    heading: ZonesOf,
    masked: str,
    units: list[Unit],
    bites: list[SoundBite],
    drafts: list[Draft],
    discourse: Discourse,
) -> Body:
    """The body as its headlines tell it again: `drafts` are its quotations, those of sound bites too."""
    spoken = {draft.start: Spoken(draft.text, draft.attribution.speaker) for draft in drafts}
    return Body(
        list(spoken.values()),
        lambda: _sentences(article.text, units, bites, spoken),
        lambda: _opening(article, heading, units),
        lambda nth, pairs: _teller(masked, units, nth, discourse, pairs),
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


def _opening(article: Article, heading: ZonesOf, units: list[Unit]) -> str:
    """The headings and the first words of the body."""
    lines = [article.title or "", *(article.text[zone.start : zone.end] for zone in heading.zones)]
    start = units[0].start if units else 0
    return " ".join([*lines, article.text[start : start + _LEAD]])
