"""Quotations with their speakers, before each has its id and day."""

from __future__ import annotations

from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract.cues import Tail
from tracker.extract.resolve import Speaker
from tracker.extract.rules.outcome import Attribution
from tracker.extract.soundbites import SoundBite
from tracker.extract.units import Found, Unit
from tracker.models import Quote, QuoteKind, QuoteZone

_LONGEST_CONTEXT: Final = 600


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


def body_draft(text: str, zone: QuoteZone, unit: Unit, found: Found, attribution: Attribution) -> Draft:
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


def bite_speaker(bite: SoundBite) -> Speaker:
    return Speaker(bite.name, "person" if bite.personal else "anonymous", bite.title, None, bite.name)


def bite_draft(bite: SoundBite, text: str) -> Draft:
    attribution = Attribution(bite_speaker(bite), "sound-bite", 6.0)
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


def turn_draft(turn: Quote) -> Draft:
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
