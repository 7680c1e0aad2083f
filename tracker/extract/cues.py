"""What follows a closing mark: how the words are reported, or that they are not reported at all.

A reported quotation is followed by a quotative particle (-라고, -며, -는 …: "that" as in "said that"), then a reporting
verb or noun in the same sentence. A coined term, a title or a label is followed by something else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of
from tracker.extract.eojeol import read_eojeol
from tracker.extract.heads import head_of
from tracker.extract.korean import stem_shapes
from tracker.extract.masks import ASIDE, QUOTE
from tracker.extract.remembered import Memory
from tracker.patterns import lazy

TailKind = Literal["verb", "noun", "naming", "bare", "object", "listed", "end", "other"]


@mypyc_attr(acyclic=True)
class Tail:
    """How the sentence goes on after a closing mark.

    `kind`: "verb" quotative particle; "noun" quotative + speech noun (`…는 입장`); "naming" the words are a name;
    "bare" a speech word without particle (`… 비판`); "object" object particle (`…을 촉구`); "listed" a comma or
    `등` before more; "end" nothing; "other".
    `cue` and `tone` are of the reporting verb or noun, `cue_at` where it stands; `clause_end` is where the particle
    ends; `joins` says that the particle only links to a later quote of the same sentence (-며, -면서).
    """

    __slots__ = ("clause_end", "cue", "cue_at", "joins", "kind", "noun", "tone")

    def __init__(
        self,
        kind: TailKind,
        clause_end: int,
        cue: str | None = None,
        tone: str = "neutral",
        cue_at: int = -1,
        joins: bool = False,
        noun: str | None = None,
    ) -> None:
        self.kind = kind
        self.clause_end = clause_end
        self.cue = cue
        self.tone = tone
        self.cue_at = cue_at
        self.joins = joins
        self.noun = noun


_STRONG: Final = lazy(
    r"[ \u2008\u00a0]?(?:"
    r"(?P<join>(?:이?라)?면서도?|이?라며|며|면서도?)(?=[ ,\u2008\u00a0\ue000]|$)"
    r"|(?P<plain>이?라고(?:도|만|는|까지)?|고(?:도|만|까지|는)?|이?라(?:는데|지만|더니|니|거나|든지|면|던데)|이라|"
    r"라|하고|냐고|냐며|자고|다고|"
    r"다며)(?=[ ,.\u2008\u00a0\ue000…]|$)"
    r"|(?P<noun>(?:이?라|다|냐|자)?는|이?라던|이?란|던)(?=[ \u2008\u00a0\ue001])"
    r")"
)
_SPACES: Final = " \u2008\u00a0"
_OPENS_PARTICLE: Final = frozenset("면이라며고하냐자다는던란")  # what `_STRONG` begins with
_OPENS_LIST: Final = frozenset(",와과·/이나 \ue000")  # what `_LISTED` begins with
_USUAL_WORD: Final = 8  # characters, with the space behind it
_PAUSES: Final = ".,…·?!"
_STOPS: Final = ".,．…?!'’\"”)]"
_NOTHING: Final = lazy(r"[\s.,…·?!]*")
_LOOSE_NOUN: Final = lexicon.kind("small_words", "loose-noun")
_AMBIGUOUS: Final = lexicon.kind("small_words", "ambiguous-verb")
_NAMING_VERBS: Final = lazy(
    "[ \u2008\u00a0\t]*(?:부르|불리|불렸|불러|불린|불릴|칭하|칭한|칭했|일컫|일컬|이름 ?붙|이름지|명명|"
    "적힌|쓰인|써진|새겨|새긴|표기|인쇄)"
)
_OBJECT: Final = lazy("(?:을|를)(?= )")
_LISTED: Final = lazy(r"[ ]?(?:,|와|과|·|/|이나|나)?[ ]*\ue000")
_OR_QUOTED: Final = lazy(r"이?라(?:거나|든지|든가),?[ ]?\ue000")  # "…"라거나 "…"는 …: one of several, as in a list
_SUCH: Final = lazy(r"[ ]?등(?:의|이라는|이라고|으로|을|이|에|과)?(?=[ ,])")


@cache
def _verb_shapes() -> dict[str, tuple[str, str]]:
    """Every beginning that a reporting verb can have -> (dictionary form, tone); idioms of two words included."""
    shapes: dict[str, tuple[str, str]] = {}
    for lemma, tone in lexicon.rows("verbs"):
        for shape in stem_shapes(lemma):
            shapes.setdefault(shape, (lemma, tone))
    return shapes


# What a syllable is in the beginning of a reporting verb: the first, the second, or all of it.
_FIRST: Final = 1
_SECOND: Final = 2
_WHOLE: Final = 4


@cache
def _verb_syllables() -> bytes:
    shapes = _verb_shapes()
    return table_of(
        (_FIRST, (shape[0] for shape in shapes)),
        (_SECOND, (shape[1] for shape in shapes if shape[1:])),
        (_WHOLE, (shape for shape in shapes if not shape[1:])),
    )


# What can follow a verb shape of one syllable (했다, 한다, 하며): others are nouns that begin so (한양대).
_SHORT_ENDING: Final = lazy(
    r"(?:다(?:고|며|는|가|지만|면서)?|고(?:도|는)?|며|면서도?|지만|는데|던|자|는|기[는도]?|기까지|니까?|"
    r"습니다(?:만)?|니다(?:만)?|으며|으나|으면서|었다|음|을|은|"
    r"어요?|죠|었던)?$"
)


@cache
def _idiom_openers() -> frozenset[str]:
    """The first words of the idioms among the verbs."""
    return frozenset(shape.split(" ")[0] for shape in _verb_shapes() if " " in shape)


def reporting_verb(word: str, before: str = "") -> tuple[str, str] | None:
    """The reporting verb that `word` begins with as (dictionary form, tone), longest beginning first. `before` is the
    word in front, for idioms (`선을 그었다`)."""
    if before and before in _idiom_openers():
        return _verb_at_start(f"{before} {word}", len(before) + 1) or _one_word_verb(word)
    return _one_word_verb(word)


def _one_word_verb(word: str) -> tuple[str, str] | None:
    return _VERBS.of(word) if word and _may_be_verb(word) else None


def _may_be_verb(word: str) -> bool:
    """By its first two syllables: most words need no look-up."""
    syllables = _verb_syllables()
    first = bits(syllables, word, 0)
    if first & _FIRST and len(word) > 1 and bits(syllables, word, 1) & _SECOND:
        return True
    return first & _WHOLE != 0


def _find_verb(word: str) -> tuple[str, str] | None:
    return _verb_at_start(word, 0)


_VERBS: Final = Memory(_find_verb, 1 << 15)


def _verb_at_start(text: str, shortest: int) -> tuple[str, str] | None:
    """The verb with the longest shape of more than `shortest` characters that `text` begins with."""
    shapes = _verb_shapes()
    for length in range(len(text), shortest, -1):
        found = shapes.get(text[:length])
        if found and (length > 1 or _SHORT_ENDING.match(text, 1)):
            return found
    return None


def _speech_noun(word: str) -> tuple[str, str] | None:
    """The speech noun that `word` is, with or without particle or 이다 (to be), as (noun, tone)."""
    if not bits(_speech_syllables(), word, 0) and word.isalnum():
        return None
    return _SPEECH_NOUNS.of(word)


@cache
def _speech_syllables() -> bytes:
    """What a speech noun begins with; in front of it a word may have a bracket."""
    return table_of((_FIRST, (noun[0] for noun in lexicon.table("speech_nouns") if noun)))


def _find_speech_noun(word: str) -> tuple[str, str] | None:
    nouns = lexicon.table("speech_nouns")
    stem = read_eojeol(word).stem
    for text in (stem, read_eojeol(word).core):
        for length in range(len(text), 0, -1):
            if text[:length] in nouns and (length > 1 or len(text) <= 2 or text[length:] in _COPULA):
                rest = text[length:]
                if not rest or rest in _COPULA or rest[0] in "이들였입과와도만을를은는의에로했하한":
                    return text[:length], nouns[text[:length]]
    return None


_SPEECH_NOUNS: Final = Memory(_find_speech_noun, 1 << 15)
_COPULA: Final = (
    "이다",
    "입니다",
    "이었다",
    "이고",
    "이며",
    "인",
    "이라고",
    "다",
    "이지만",
    "이라며",
    "이어서",
    "였다",
)


def _naming_noun(word: str) -> bool:
    return _NAMING_NOUNS.of(word)


def _ends_as_naming_noun(word: str) -> bool:
    stem = read_eojeol(word).stem
    return stem in lexicon.words("naming_nouns") or stem.endswith(_long_naming_nouns())


_NAMING_NOUNS: Final = Memory(_ends_as_naming_noun, 1 << 15)


@cache
def _long_naming_nouns() -> tuple[str, ...]:
    return tuple(noun for noun in lexicon.words("naming_nouns") if len(noun) > 1)


def read_tail(masked: str, at: int, end: int, closed: bool = False) -> Tail:
    """Read `masked[at:end]`, what follows a closing mark up to the end of its sentence.

    `closed` says that the words themselves end in a full stop. In `masked` the words between marks, labels and asides
    in round brackets are private-use characters.
    """
    at = _skip_aside(masked, at, end)
    lead = _lead(masked, at, end)
    if not lead:
        return Tail("end", at)
    if lead in _OPENS_PARTICLE:
        if _OR_QUOTED.match(masked, at, end):
            return Tail("listed", at)
        match = _STRONG.match(masked, at, end)
        if match:
            return _after_particle(masked, match, end)
    elif lead in "을를" and _OBJECT.match(masked, at, end):
        cue = _find_cue(masked, at + 1, end, words=3)
        if cue and cue[1] != "neutral":
            return Tail("object", at + 1, *cue)
        return Tail("other", at)
    elif lead == "등":
        such = _SUCH.match(masked, at, end)
        if such:
            return _after_such(masked, such.end(), end)
    if lead in _OPENS_LIST and _LISTED.match(masked, at, end):
        return Tail("listed", at)
    return _after_pause(masked, at, end, closed)


def _skip_aside(masked: str, at: int, end: int) -> int:
    while at < end and masked[at] == ASIDE:
        at += 1
    return at


def _lead(masked: str, at: int, end: int) -> str:
    """The first character of `masked[at:end]`, a space aside: it tells which of the patterns can match there."""
    if at < end and masked[at] in _SPACES:
        at += 1
    return masked[at] if at < end else ""


def _after_pause(masked: str, at: int, end: int, closed: bool) -> Tail:
    """No particle, and no further quotation of a row: the sentence ends there, goes on with a speech word, or else."""
    first = masked[at]
    blank = first.isspace()
    if (blank or first in _PAUSES) and _NOTHING.fullmatch(masked, at, end):
        return Tail("end", at)
    if first == "." or (closed and blank):
        return Tail("end", at)
    if blank or first in ",…":
        for word in _first_words(masked, at, end, 1):
            start = masked.find(word, at)
            found = reporting_verb(word) or _speech_noun(word)
            if found and len(found[0]) > 1:
                return Tail("bare", at, found[0], found[1], start)
            if blank and start - at > 1:
                return Tail("end", at)
    return Tail("other", at)


def _after_particle(masked: str, match: re.Match[str], end: int) -> Tail:
    after = match.end()
    if match.lastgroup == "noun":
        return _after_adnominal(masked, after, end)
    if _NAMING_VERBS.match(masked, after, end):
        return Tail("naming", after)
    cue = _find_cue(masked, after, end) or (None, "neutral", -1)
    return Tail("verb", after, cue[0], cue[1], cue[2], joins=match.lastgroup == "join")


def _after_adnominal(masked: str, after: int, end: int) -> Tail:
    """`…는 입장`, `…라는 제목`: the first speech or naming noun of the next words decides."""
    at = after
    for nth, text in enumerate(_first_words(masked, after, end, 7)):
        at = masked.find(text, at) + len(text)
        if nth < 3 and _naming_noun(text) and not _speech_noun(text):
            return Tail("naming", after)
        found = _speech_noun(text)
        if found:
            lemma = found[0] + "하다" if reporting_verb(found[0] + "했다") else found[0]
            return Tail("noun", after, lemma, found[1], at, noun=found[0])
        if read_eojeol(text).kind in ("title", "role"):
            return Tail("noun", after)
        if nth == 0 and read_eojeol(text).stem in _LOOSE_NOUN:
            verb, tone, cue_at = _find_cue(masked, at, end) or (None, "neutral", -1)
            return Tail("noun", after, verb, tone, cue_at, noun=read_eojeol(text).stem)
    verb, tone, cue_at = _find_cue(masked, after, end) or (None, "neutral", -1)
    return Tail("other", after, verb, tone, cue_at)


def _after_such(masked: str, at: int, end: int) -> Tail:
    behind = at
    for word in _first_words(masked, at, end, 6):
        start = masked.find(word, behind)
        behind = start + len(word)
        found = _speech_noun(word) or reporting_verb(word)
        if found and (len(found[0]) > 1 or found[0] == "글"):
            return Tail("noun", at, found[0], found[1], start, noun=found[0])
    return Tail("other", at)


def _first_words(masked: str, at: int, end: int, most: int) -> list[str]:
    """The first words of `masked[at:end]`, parted by white space and by what stands in marks. Only as far as they reach
    is looked at, however long the sentence is."""
    reach = most * _USUAL_WORD
    while True:
        words = masked[at : min(at + reach, end)].replace(QUOTE, " ").split(None, most)
        if len(words) > most or at + reach >= end:
            return words[:most]
        reach *= 2


def _find_cue(masked: str, at: int, end: int, words: int = 24) -> tuple[str, str, int] | None:
    """The first reporting verb from `at` on as (dictionary form, tone, offset). A verb that means much else besides
    reporting counts only right after the particle; else the last one of the sentence is the fallback."""
    before = ""
    fallback = None
    for nth, word in enumerate(_first_words(masked, at, end, words)):
        start = masked.find(word, at)
        at = start + len(word)
        text = word.rstrip(_STOPS)
        found = reporting_verb(text, before)
        if found and head_of(text)[0] is None:
            if nth == 0 or found[0] not in _AMBIGUOUS:
                return found[0], found[1], start
            fallback = (found[0], found[1], start)
        before = text
    return fallback
