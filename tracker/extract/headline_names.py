"""What headlines shorten names to, and which body or person of the article they mean."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from tracker.extract import lexicon
from tracker.extract.eojeol import read_eojeol
from tracker.extract.marks import Marked
from tracker.extract.names import is_korean_name, is_unknown
from tracker.extract.people import People
from tracker.extract.phrases import Token
from tracker.extract.resolve import Discourse, Speaker
from tracker.extract.retold import Body
from tracker.patterns import lazy

_HANJA: Final = lazy("[\u4e00-\u9fff]+$")
_PARTIES: Final = frozenset(row[0] for row in lexicon.rows("abbreviations") if row[2] in ("party", "state"))
_PARTICLES: Final = frozenset("은는이가의도를을")
_LAST_WORD: Final = lazy(r"[가-힣]+\Z")
_LONGEST_NAME: Final = 6
_UNKNOWN_NAME: Final = lazy("[가-힣]{3,6}")
KINDS: Final = frozenset(("person", "title", "role", "org", "group"))


class Heading:
    """A quotation of a headline: its line `text[start:end]`, where its marks begin and end, and what the body tells."""

    __slots__ = ("body", "closes", "discourse", "end", "masked", "opens", "start", "text")

    def __init__(
        self, text: str, masked: str, line: tuple[int, int], pair: Marked, discourse: Discourse, body: Body
    ) -> None:
        self.text = text
        self.masked = masked
        self.start, self.end = line
        self.opens = pair.outer_start
        self.closes = pair.outer_end
        self.discourse = discourse
        self.body = body


def by_noun(words: str, part: str | None, discourse: Discourse, at: int) -> Speaker | None:
    last = words.split(" ")[-1]
    for person in discourse.people.by_name.values():
        if last in (person.name, person.name.split(" ")[-1]) or words == person.name:
            return Speaker(person.name, "person", None, None, last)
    if is_korean_name(last):
        return Speaker(last, "person", None, None, last)
    whole = _foreign(last, discourse.text)
    if whole is not None:
        return Speaker(whole, "person", None, None, last)
    for name in (last + "당", last) if last not in lexicon.words("nouns") else ():
        if any(f"{name}{particle} " in discourse.text for particle in "은는이가과와도"):
            return Speaker(name, "organization", None, None, last)
    if last in lexicon.words("proper_nouns") and last in discourse.text:
        return Speaker(last, "organization", None, None, last)
    if part is not None and _UNKNOWN_NAME.fullmatch(last) and last[:-1] not in lexicon.words("nouns"):
        return Speaker(last, "person", None, None, last)
    return None


def _foreign(last: str, text: str) -> str | None:
    """`엘데르손` where the body has `마르쿠스 엘데르손은`."""
    if not _UNKNOWN_NAME.fullmatch(last) or not is_unknown(last):
        return None
    at = text.find(f" {last}")
    while at >= 0:
        following = at + 1 + len(last)
        if text[following : following + 1] in _PARTICLES and text[following + 1 : following + 2] == " ":
            front = _LAST_WORD.search(text, max(0, at - _LONGEST_NAME - 1), at)
            if front is not None and 2 <= len(front[0]) <= _LONGEST_NAME:
                return f"{front[0]} {last}" if front[0][-1] not in "인은는한된" and is_unknown(front[0]) else None
        at = text.find(f" {last}", following)
    return None


def abbreviated(word: str, people: People, at: int) -> Speaker | None:
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


def expanded(speaker: Speaker | None, discourse: Discourse) -> Speaker | None:
    if speaker is None:
        return None
    short, _, rest = speaker.name.partition(" ")
    whole = f"{lexicon.table('abbreviations').get(short, short)} {rest}"
    if _HANJA.fullmatch(short) and whole in discourse.text:
        return replace(speaker, name=whole)
    full = lexicon.table("abbreviations").get(speaker.name)
    if full and speaker.name in ("국힘", "민주", "혁신당"):
        return Speaker(full, "organization", None, None, speaker.mention)
    return speaker


def protested(tokens: list[Token]) -> bool:
    """`… 반발`, `… 호소`: a word of protest or appeal."""
    nouns = lexicon.table("speech_nouns")
    return any(nouns.get(token.eojeol.stem, "neutral") != "neutral" for token in tokens)
