"""Quotations in headlines, sub-headlines and intertitles.

A headline names its speaker in a word or two right before the marks (`李 "…"`, `김 의원 "…"`, `국힘 "…"`) or behind
them (`"…" 與 반발`), or not at all: then the body quotation that it shortens tells who.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import add

from tracker.extract import lexicon
from tracker.extract.cues import Tail, reporting_verb
from tracker.extract.eojeol import read_eojeol
from tracker.extract.marks import Marked
from tracker.extract.mentions import mention_at
from tracker.extract.names import is_korean_name
from tracker.extract.people import People
from tracker.extract.phrases import Mention, tokens_of
from tracker.extract.resolve import Discourse, Speaker

_BREAK = re.compile(
    r"…|\.{2,}|·{2,}|[,;|/!?]| vs\.? |[\[\](){}<>■◆◇▶▷△▲●○]|\ue000|\ue001|(?<=[가-힣])에 (?=[가-힣]+ ?$)"
)
_HANJA = re.compile("[\u4e00-\u9fff]+$")
_PARTIES = frozenset(row[0] for row in lexicon.rows("abbreviations") if row[2] in ("party", "state"))
_UNKNOWN_NAME = re.compile("[가-힣]{3,6}")
_NO_LETTER = re.compile(r"[\W_]+")
_TAGS = lexicon.kind("small_words", "tag")
_SHORTEST = 2
ECHO = 0.34
TOLD = 0.5


@dataclass(slots=True)
class Wording:
    """Words of the body for headlines to be compared with."""

    text: str
    _plain: str | None = field(default=None, init=False)

    def share(self, pairs: frozenset[str]) -> float:
        """How many of the pairs of neighbouring syllables of a headline it has, from 0 to 1."""
        if self._plain is None:
            self._plain = _NO_LETTER.sub("", self.text)
        return sum(map(self._plain.__contains__, pairs)) / len(pairs) if pairs else 0.0


@dataclass(slots=True)
class Spoken(Wording):
    """A quotation of the body with its speaker."""

    speaker: Speaker | None


@dataclass(slots=True)
class Told(Wording):
    """A sentence of the body without quotations; `find_subject` reads it for its subject, as few need be."""

    find_subject: Callable[[], Mention | None]


@dataclass(slots=True)
class Body:
    """What the body says: its quotations, and on asking the first sentences that it tells without marks."""

    spoken: list[Spoken]
    tell: Callable[[], list[Told]]


@dataclass(frozen=True, slots=True)
class HeadlineSpeaker:
    """Who a headline quotation is given to, by which rule, and how sure that is (0 to 1)."""

    speaker: Speaker | None
    rule: str
    sure: float


def is_headline_quote(text: str, pair: Marked, tail: Tail, line: tuple[int, int]) -> bool:
    """Double marks in a headline are words of somebody unless they are one short term in the middle of it."""
    words = text[pair.start : pair.end].strip()
    if pair.style != "double":
        return tail.kind == "verb" and len(words) >= 6 and tail.cue is not None
    if len(words) < _SHORTEST or not any(char.isalpha() for char in words):
        return False
    if tail.kind in ("naming",):
        return False
    return not (
        len(words) <= 6
        and " " not in words
        and tail.kind == "other"
        and text[pair.outer_end : pair.outer_end + 1].isalnum()
    )


def headline_speaker(
    text: str, masked: str, pair: Marked, line: tuple[int, int], discourse: Discourse, body: Body
) -> HeadlineSpeaker:
    """Name the speaker of the headline quotation `pair` on the line `text[line[0]:line[1]]`."""
    pairs = _bigrams(text[pair.start : pair.end])
    echoed, likeness = _echo(pairs, body.spoken)
    front = _front(text, masked, line[0], pair.outer_start, discourse)
    if front is not None and front.type == "document":
        front = _topic(text, masked, line[0], pair.outer_start, discourse) or front
    if front is not None:
        if echoed is not None and likeness >= 0.75 and front.type != "person" and echoed.type == "person":
            return HeadlineSpeaker(echoed, "headline-echo", 0.9)
        return HeadlineSpeaker(front, "headline-front", 0.93 if echoed and echoed.name == front.name else 0.8)
    if echoed is not None and likeness >= ECHO:
        return HeadlineSpeaker(echoed, "headline-echo", min(0.95, 0.55 + likeness / 2))
    topic = _topic(text, masked, line[0], pair.outer_start, discourse)
    if topic is not None:
        return HeadlineSpeaker(topic, "headline-topic", 0.6)
    behind = _behind(text, masked, pair.outer_end, line[1], discourse)
    if behind is not None:
        return HeadlineSpeaker(behind, "headline-behind", 0.7)
    told, alike = _told(pairs, body.tell(), discourse)
    if told is not None:
        return HeadlineSpeaker(told, "headline-told", alike)
    opener = _opener(text, masked, line[0], pair.outer_start, discourse)
    if opener is not None:
        return HeadlineSpeaker(opener, "headline-topic", 0.6)
    main = _main_speaker(body.spoken)
    if main is not None:
        return HeadlineSpeaker(main, "headline-main-speaker", 0.6)
    if echoed is not None and likeness >= 0.2:
        return HeadlineSpeaker(echoed, "headline-echo", 0.4)
    return HeadlineSpeaker(None, "headline-none", 0.3)


def _bigrams(text: str) -> frozenset[str]:
    plain = _NO_LETTER.sub("", text)
    return frozenset(map(add, plain, plain[1:]))


def _echo(pairs: frozenset[str], body: list[Spoken]) -> tuple[Speaker | None, float]:
    """The speaker of the body quotation that shares most of the headline's syllable pairs, and that share."""
    best, share = None, 0.0
    for spoken in body:
        common = spoken.share(pairs)
        if common > share:
            best, share = spoken.speaker, common
    return best, share


def _told(pairs: frozenset[str], body: list[Told], discourse: Discourse) -> tuple[Speaker | None, float]:
    """The subject of the sentence that shares most of the headline's syllable pairs, of those that have one, and that
    share; nobody where it is small."""
    alike = [(share, told) for told in body if (share := told.share(pairs)) >= TOLD]
    for share, told in sorted(alike, key=lambda each: -each[0]):
        subject = told.find_subject()
        if subject is not None:
            return discourse.resolve(subject), share
    return None, 0.0


def _front(text: str, masked: str, start: int, end: int, discourse: Discourse) -> Speaker | None:
    """The speaker named right in front of the marks."""
    front = masked[start:end]
    cut = 0
    for match in _BREAK.finditer(front):
        if match.end() < len(front.rstrip()):
            cut = match.end()
    tokens = tokens_of(masked, start + cut, end)
    if front.rstrip().endswith(("]", "】", ">", "〉")):
        return None
    if not tokens or masked[tokens[-1].end : end].strip(" ,:\u2008\u00a0"):
        return None
    last = tokens[-1]
    if masked[last.end - 1] in "…·" and not last.word[-1].isalnum():
        return None
    word = last.eojeol.core
    short = _abbreviated(word, discourse.people, start)
    if short is not None:
        return short
    eojeol = last.eojeol
    if eojeol.role not in "NSTA" or (reporting_verb(word) and word not in lexicon.words("nouns")):
        return None
    mention = mention_at(tokens, len(tokens) - 1, text)
    if mention is None:
        return None
    if mention.kind == "noun":
        by_noun = _by_noun(mention.words, mention.part, discourse, start)
        alone = len(tokens) == 1 and mention.role == "N" and mention.words not in _TAGS and not word.islower()
        if by_noun is None and (mention.role == "T" or alone):
            party = f"{mention.words}당"
            name = party if alone and party in discourse.text else mention.words
            return Speaker(name, "organization", None, None, mention.words)
        return by_noun
    if mention.kind == "person" or mention.kind == "title":
        return discourse.resolve(mention)
    if mention.kind in ("org", "group", "role", "document"):
        return _expanded(discourse.resolve(mention), discourse)
    return None


def _topic(text: str, masked: str, start: int, end: int, discourse: Discourse) -> Speaker | None:
    """`홍 장관, 남 시장 만나 "…"`: whoever stands at the head of the line, before its first comma."""
    comma = masked.find(",", start, end)
    if comma < 0:
        return None
    tokens = tokens_of(masked, start, comma)
    if not tokens or len(tokens) > 4:
        return None
    short = _abbreviated(tokens[-1].eojeol.core, discourse.people, start)
    if short is not None:
        return short
    mention = mention_at(tokens, len(tokens) - 1, text)
    if mention is None or mention.role not in "NSTA":
        return None
    if mention.kind == "noun":
        return _by_noun(mention.words, mention.part, discourse, start)
    return discourse.resolve(mention) if mention.kind in ("person", "title", "org", "group") else None


def _opener(text: str, masked: str, start: int, end: int, discourse: Discourse) -> Speaker | None:
    """`홍서연도 동료 감싸기…"…"`: a person or an unnamed source that opens the line, with or without a particle."""
    tokens = tokens_of(masked, start, end)
    for i, token in enumerate(tokens[:2]):
        if not token.eojeol.core or token.eojeol.role not in "NTSA":
            return None
        mention = mention_at(tokens, i, text)
        if mention is not None and mention.first == 0 and mention.kind in ("person", "role"):
            return discourse.resolve(mention)
    return None


def _by_noun(words: str, part: str | None, discourse: Discourse, at: int) -> Speaker | None:
    last = words.split(" ")[-1]
    for person in discourse.people.by_name.values():
        if last in (person.name, person.name.split(" ")[-1]) or words == person.name:
            return Speaker(person.name, "person", None, None, last)
    if is_korean_name(last):
        return Speaker(last, "person", None, None, last)
    for name in (last + "당", last) if last not in lexicon.words("nouns") else ():
        if any(f"{name}{particle} " in discourse.text for particle in "은는이가과와도"):
            return Speaker(name, "organization", None, None, last)
    if last in lexicon.words("proper_nouns") and last in discourse.text:
        return Speaker(last, "organization", None, None, last)
    if part is not None and _UNKNOWN_NAME.fullmatch(last) and last[:-1] not in lexicon.words("nouns"):
        return Speaker(last, "person", None, None, last)
    return None


def _abbreviated(word: str, people: People, at: int) -> Speaker | None:
    """`李`, `尹대통령`, `與`, `국힘`, `홍서연`: what headlines shorten."""
    if _HANJA.fullmatch(word):
        table = lexicon.table("abbreviations")
        name = people.by_hanja(word[-1], at) if len(word) == 1 else None
        if name is not None:
            return Speaker(name, "person", None, None, word)
        if word in table:
            return Speaker(table[word], "organization", None, None, word)
        surname = lexicon.table("hanja_surnames").get(word)
        return Speaker(word, "person", None, None, word) if surname else None
    if 1 < len(word) < 8 and word[0] in lexicon.table("hanja_surnames") and read_eojeol(word[1:]).kind == "title":
        name = people.by_hanja(word[0], at)
        return Speaker(name, "person", read_eojeol(word[1:]).stem, None, word) if name else None
    short = lexicon.table("abbreviations").get(word) if word in _PARTIES else None
    if short is not None:
        return Speaker(short, "organization", None, None, word)
    if word.endswith("證") and len(word) > 1:
        return Speaker(word[:-1] + "증권", "organization", None, None, word)
    if word in people.by_name:
        return Speaker(word, "person", None, None, word)
    return None


def _expanded(speaker: Speaker | None, discourse: Discourse) -> Speaker | None:
    if speaker is None:
        return None
    full = lexicon.table("abbreviations").get(speaker.name)
    if full and speaker.name in ("국힘", "민주", "혁신당"):
        return Speaker(full, "organization", None, None, speaker.mention)
    return speaker


def _behind(text: str, masked: str, start: int, end: int, discourse: Discourse) -> Speaker | None:
    """The speaker named right behind the marks: `"…" 김 의원`, `"…"…與 반발`, `"…"…한결전자 노조 파업`."""
    tokens = tokens_of(masked, start, end)
    for i, token in enumerate(tokens[:4]):
        if token.eojeol.role not in "NSTA":
            return None
        short = _abbreviated(token.eojeol.stem, discourse.people, start) or _abbreviated(
            token.eojeol.core, discourse.people, start
        )
        if short is not None:
            return short
        following = tokens[i + 1].eojeol if i + 1 < len(tokens) else None
        if (
            following is not None
            and following.kind is not None
            and token.eojeol.role == "N"
            and token.word[-1].isalnum()
        ):
            continue
        mention = mention_at(tokens, i, text)
        if mention is not None and mention.kind in ("person", "title", "role", "org", "group"):
            return _expanded(discourse.resolve(mention), discourse)
        if token.word[-1:] in "…,":
            return None
    return None


def _main_speaker(body: list[Spoken]) -> Speaker | None:
    """The one who speaks more than half of the body's quotations."""
    counts: dict[str, int] = {}
    for spoken in body:
        if spoken.speaker is not None:
            counts[spoken.speaker.name] = counts.get(spoken.speaker.name, 0) + 1
    if not counts:
        return None
    name = max(counts, key=lambda key: counts[key])
    if counts[name] <= 0.5 * len(body):
        return None
    return next(s.speaker for s in body if s.speaker is not None and s.speaker.name == name)
