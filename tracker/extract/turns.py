"""Transcripts without quotation marks: `◇ 진행자> …`, `▷ 홍길동 : …`, `[앵커]`, `Q. …` -> who says which turn.

A turn is what stands between one label and the next. Photographs, page matter and sound bites in between part it in
two; words that stand between marks throughout are direct quotes and make no turn, while a turn may hold such quotes
among other words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from tracker.extract.confidence import confidence
from tracker.extract.guests import Guests, expand, listed, part_of
from tracker.extract.marks import find_marked
from tracker.extract.resolve import Speaker
from tracker.extract.rules.outcome import Attribution
from tracker.extract.sentences import Span, merged_spans, span_at
from tracker.extract.soundbites import find_sound_bites
from tracker.models import Article, Quote, quote_id
from tracker.patterns import lazy

_BULLET: Final = r"^[ \t]*(?:(?P<bullet>[◇◆▷▶■□●○◎◈▣☎★☆\-–―])[ \t]*)?"
_WHO: Final = r"(?P<who>[가-힣A-Za-z(][^\n<>〈〉＞:：\[\]\"“”?!]{0,24}?)[ \t]*"
_STYLES: Final = {
    "angle": lazy(_BULLET + _WHO + r"[>〉＞][ \t:：]*", re.M),
    "colon": lazy(_BULLET + _WHO + r"[:：](?!//)(?!\d)[ \t]*", re.M),
    "bracket": lazy(r"^[ \t]*(?P<bullet>)[\[【<〈](?P<who>[^\[\]【】<>〈〉:：\n\"“”]{1,40})[\]】>〉][ \t]*", re.M),
    "letter": lazy(r"^[ \t]*(?P<bullet>)(?P<who>[QA]|질문|답변|문|답)[ \t]?\d{0,2}[ \t]?[.:：)>\-][ \t]*", re.M),
}
_CLOSED: Final = lazy(r"[.,?!…~]$|[다요죠까]$")
_LONGEST_CONTEXT: Final = 600
_FEWEST_TURNS: Final = 3
_MOST_LABELS: Final = 300  # as many as sit in a parliament
_DOUBLE_MARKS: Final = '"“＂'


@dataclass(frozen=True, slots=True)
class Label:
    """A label: it stands at `text[start:end]`, white space after it included."""

    start: int
    end: int
    who: str
    bulleted: bool


@dataclass(slots=True)
class Transcript:
    """The labels of one style, in order, with the pieces of text that follow each, and who takes part."""

    style: str
    labels: list[Label]
    guests: Guests
    pieces: list[list[Span]] = field(default_factory=list)


def find_turns(article: Article) -> list[Quote]:
    """The turns of `article` as quotes of kind `turn`, in order; none where it is not clearly a transcript: at least
    three turns by at least two labels of one style, one of whom speaks again.

    The speaker is the full name that the list of guests, another label or the text gives; an unnamed host or reporter
    has the name of the role, and who cannot be told is unknown. Offsets are code points into `article.text`, whose
    Hangul must be composed (see `Composed`); no days. Pure; time grows linearly with the text.
    """
    found = [transcript for style in _STYLES if (transcript := _read(article, style)) is not None]
    for transcript in sorted(found, key=lambda each: -sum(map(bool, each.pieces))):
        speakers = expand(article, transcript.guests, _turns_by_label(article.text, transcript))
        if _clear(transcript, speakers):
            return list(_quotes(article, transcript, speakers))
    return []


def _turns_by_label(text: str, transcript: Transcript) -> list[tuple[str, str]]:
    """Each label with the words that follow it."""
    return [
        (label.who, " ".join(text[start:end] for start, end in pieces))
        for label, pieces in zip(transcript.labels, transcript.pieces, strict=True)
    ]


def _quotes(article: Article, transcript: Transcript, speakers: dict[str, Speaker | None]) -> Iterator[Quote]:
    seen: Counter[str] = Counter()
    for label, pieces in zip(transcript.labels, transcript.pieces, strict=True):
        speaker = speakers.get(label.who)
        for start, end in pieces:
            words = article.text[start:end]
            identity = quote_id(article.key, words, 0)
            nth, seen[identity] = seen[identity], seen[identity] + 1
            yield Quote(
                id=quote_id(article.key, words, nth) if nth else identity,
                text=words,
                start=start,
                end=end,
                zone="body",
                kind="turn",
                speaker=speaker.name if speaker else None,
                speaker_type=speaker.type if speaker else "unknown",
                speaker_title=speaker.title if speaker else None,
                speaker_org=speaker.org if speaker else None,
                mention=label.who,
                relayer=None,
                cue=None,
                tone="neutral",
                said_on=None,
                said_on_text=None,
                said_on_precision=None,
                rule="turn",
                confidence=confidence(Attribution(speaker, "turn", 6.0)),
                context=_context(article.text, label, start, end),
            )


def _context(text: str, label: Label, start: int, end: int) -> str:
    """The turn with its label, cut at white space where it is long."""
    words = text[label.start : label.end].strip() + " " + text[start:end]
    if len(words) <= _LONGEST_CONTEXT:
        return words
    return words[:_LONGEST_CONTEXT].rsplit(None, 1)[0] + " …"


def _read(article: Article, style: str) -> Transcript | None:
    """The transcript in one style, or None where the article holds none."""
    text = article.text
    found = [
        Label(match.start(), match.end(), _who(match["who"]), bool(match["bullet"]))
        for match in _STYLES[style].finditer(text)
    ]
    if len(found) < _FEWEST_TURNS or not 2 <= len({label.who for label in found}) <= _MOST_LABELS:
        return None
    guests = listed(text)
    times = Counter(label.who for label in found)
    known = {label.who: _speaks(label, style, times[label.who], guests) for label in found}
    bites = [
        (bite.block_start, bite.block_end)
        for zone in article.zones
        if zone.kind == "body"
        for bite in find_sound_bites(text, zone.start, zone.end)
    ]
    apart = Counter(label.start for label in found if _holds(bites, label.start) or _holds(guests.lines, label.start))
    labels = [label for label in found if not apart[label.start] and (known[label.who] or label.bulleted)]
    transcript = Transcript(style, labels, guests)
    excluded = merged_spans(bites + guests.lines + _other_zones(article, [label.start for label in labels]))
    # In a narrated report the narrator goes on without a label after somebody was heard.
    narrated = style == "bracket" and "리포트" in times
    for nth, label in enumerate(labels):
        following = labels[nth + 1].start if nth + 1 < len(labels) else len(text)
        if narrated and part_of(label.who) is None:
            following = _paragraph_end(text, label.end, following)
        speaks = known[label.who] and part_of(label.who) != "sound"
        transcript.pieces.append(list(_pieces(text, label.end, following, excluded)) if speaks else [])
    return transcript if sum(map(bool, transcript.pieces)) >= _FEWEST_TURNS else None


def _paragraph_end(text: str, start: int, end: int) -> int:
    """Where the first paragraph of `text[start:end]` ends."""
    while start < end and text[start].isspace():
        start += 1
    found = text.find("\n", start, end)
    return found if found >= 0 else end


def _who(label: str) -> str:
    """`기자 ` and `Q1` without what varies."""
    return re.sub(r"\s+", " ", label).strip()


def _speaks(label: Label, style: str, times: int, guests: Guests) -> bool:
    """Whether a label can name a speaker. In front of an angle, any that comes again or has a mark can; a colon stands
    after many things, and square brackets hold many."""
    who = label.who
    if part_of(who) is not None:
        return part_of(who) != "guests"
    return guests.is_person(who) or (style == "angle" and (times > 1 or label.bulleted) and len(who.split()) < 4)


def _clear(transcript: Transcript, speakers: dict[str, Speaker | None]) -> bool:
    """At least three turns by two, one of whom speaks again, and somebody can be told; in brackets, which also head the
    sound bites of a report, somebody leads the talk or two speak again."""
    labels = [label.who for label, pieces in zip(transcript.labels, transcript.pieces, strict=True) if pieces]
    names = [speaker.name if (speaker := speakers[who]) else who for who in labels]
    again = [name for name, times in Counter(names).items() if times > 1]
    if len(labels) < _FEWEST_TURNS or len(set(names)) < 2 or not again or not any(map(speakers.get, labels)):
        return False
    return transcript.style != "bracket" or len(again) > 1 or any(map(part_of, labels))


def _other_zones(article: Article, labels: list[int]) -> list[Span]:
    """What is no part of a turn: page matter, captions, headlines, and headings in front of a label. A line taken for a
    heading that holds a label, ends as speech does or has more of the turn behind it is part of it."""
    spans = []
    for zone in article.zones:
        if zone.kind in ("subheadline", "intertitle"):
            nth = bisect_left(labels, zone.start)
            in_front = nth == 0 or (nth < len(labels) and labels[nth] == zone.end)
            if not in_front or _CLOSED.search(article.text[zone.start : zone.end].strip()):
                continue
        if zone.kind != "body":
            spans.append((zone.start, zone.end))
    return spans


def _pieces(text: str, start: int, end: int, excluded: list[Span]) -> Iterator[Span]:
    """`text[start:end]` less what is excluded, without white space around; none that says nothing."""
    nth = span_at(excluded, start)
    while start < end:
        begin, stop = excluded[nth] if nth < len(excluded) else (end, end)
        nth += 1
        if stop <= start:
            continue
        words = text[start : max(start, min(begin, end))]
        first = start + len(words) - len(words.lstrip())
        last = first + len(words.strip())
        if _says(text, first, last):
            yield first, last
        start = stop


def _says(text: str, start: int, end: int) -> bool:
    """Whether there are words, and words outside quotation marks where it begins with one."""
    if not any(map(str.isalnum, text[start:end])):
        return False
    if text[start] not in _DOUBLE_MARKS:
        return True
    at = start
    for pair in find_marked(text, start, end):
        if pair.style == "double":
            if any(map(str.isalnum, text[at : pair.outer_start])):
                return True
            at = pair.outer_end
    return any(map(str.isalnum, text[at:end]))


def _holds(spans: list[Span], offset: int) -> bool:
    if not spans:
        return False
    start, end = spans[span_at(spans, offset)]
    return start <= offset < end
