"""The words of a sentence, and the noun phrase that ends in one of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.eojeol import Eojeol, read_eojeol
from tracker.extract.masks import LABEL, QUOTE
from tracker.extract.names import breaks_phrase, is_possible_name
from tracker.patterns import lazy

MentionKind = Literal["person", "title", "role", "org", "group", "document", "pronoun", "noun"]


SOURCES: Final = ("관계자", "당국자")  # whoever speaks for a body without a name
REACH: Final = 9
_IN_SIGHT: Final = REACH + 2  # a word that belongs to a phrase may be judged by the two before it
_SURNAMES: Final = lexicon.table("surnames")
_LONG: Final = 80  # characters: longer than any phrase
FORMER: Final = lexicon.kind("small_words", "former")
BOUND: Final = lexicon.kind("small_words", "bound")
DETERMINERS: Final = lexicon.kind("small_words", "determiner")
ADVERBS: Final = lexicon.kind("small_words", "adverb")
_NUMBERED: Final = lazy(r"[0-9](?:호|위|번|번째|대|기)인$")  # 제1호인 …: who is number one
_SPAN: Final = lazy(r"\d+(?:여)?(?:년|개월|달|주|주일|일|시간|분|월|분기)")
_PARTS_OF_TIME: Final = ("초", "말", "전", "후", "뒤", "중순")
_TIMES: Final = ("이달", "지난달", "다음달", "올해", "지난해", "내년", "작년", "연", "월", "주", "며칠", "얼마")
_DATE: Final = lazy(r"\d+(?:년|월|일|시|분|월말|월초|일날|일자)")


@mypyc_attr(acyclic=True)
class Token:
    """A word of the sentence outside quotation marks. `after_quote`: it sticks to a closing mark."""

    __slots__ = ("_eojeol", "after_quote", "end", "start", "word")

    def __init__(self, start: int, end: int, word: str, after_quote: bool, eojeol: Eojeol | None = None) -> None:
        self.start = start
        self.end = end
        self.word = word
        self.after_quote = after_quote
        self._eojeol = eojeol

    @property
    def eojeol(self) -> Eojeol:
        """The word taken apart, on first asking: of the words of most sentences only a few are asked for."""
        if self._eojeol is None:
            self._eojeol = read_eojeol(self.word)
        return self._eojeol


@mypyc_attr(acyclic=True)
@dataclass(slots=True, init=False)
class Mention:
    """A noun phrase that may be a speaker. `text[start:end]` are its words without the particle, `role` the particle's
    (see `eojeol`). `name` is a full personal name; `part` a surname or the last part of a foreign name."""

    start: int
    end: int
    role: str
    kind: MentionKind
    words: str
    name: str | None
    part: str | None
    title: str | None
    org: str | None
    token: int
    first: int
    joint: bool

    def __init__(
        self,
        start: int,
        end: int,
        role: str,
        kind: MentionKind,
        words: str,
        name: str | None = None,
        part: str | None = None,
        title: str | None = None,
        org: str | None = None,
        token: int = -1,
        first: int = -1,
        joint: bool = False,
    ) -> None:
        self.start = start
        self.end = end
        self.role = role
        self.kind = kind
        self.words = words
        self.name = name
        self.part = part
        self.title = title
        self.org = org
        self.token = token
        self.first = first
        self.joint = joint


def tokens_of(masked: str, start: int, end: int) -> list[Token]:
    """The words of `masked[start:end]` outside quotation marks, in order."""
    tokens = []
    at = start
    words = masked[start:end]
    quoted = QUOTE in words
    for word in words.replace(QUOTE, " ").split():
        begin = masked.find(word, at)
        at = begin + len(word)
        tokens.append(Token(begin, at, word, quoted and begin > start and masked[begin - 1] == QUOTE))
    return tokens


def tokens_up_to(masked: str, offset: int, end: int) -> list[Token]:
    """The tokens of the line around the word `masked[offset:end]`, up to and with it; some eighty characters at most,
    and no more than any phrase looks at."""
    far = max(offset - _LONG, 0)
    start = masked.rfind("\n", far, offset) + 1
    if not start:  # the nearest space or line break there: a whole text may be one line
        start = masked.rfind(" ", 0, far) + 1
        start = max(start, masked.rfind("\n", start, far) + 1)
    further, *near = masked[start:offset].rsplit(None, _IN_SIGHT) or [""]
    return tokens_of(masked, start + len(further) if len(near) == _IN_SIGHT else start, end)


def is_label(token: Token) -> bool:
    """A name, title or term in marks, with or without a particle."""
    return token.word[0] == LABEL and not token.eojeol.core


def phrase(
    tokens: list[Token],
    i: int,
    first: int,
    text: str,
    kind: str,
    name: str | None = None,
    part: str | None = None,
    title: str | None = None,
    org: str | None = None,
) -> Mention:
    """The mention that the words from `first` to `i` make up."""
    start, end = _extent(tokens, first, i, text)
    role, words = tokens[i].eojeol.role, text[start:end]
    return Mention(start, end, role, kind, words, name, part, title, org, i, first)  # type: ignore[arg-type]


def _extent(tokens: list[Token], first: int, i: int, text: str) -> tuple[int, int]:
    """Where the phrase of `tokens[first..i]` stands in the text, brackets and the last word's particle left off."""
    head, last = tokens[first], tokens[i]
    core, stem = head.eojeol.core, last.eojeol.stem
    start = head.start + max(0, head.word.find(core[0])) if core else head.start + (first == i)
    stem_start = last.word.find(stem)
    if stem_start >= 0:
        return start, last.start + stem_start + len(stem)
    at = last.word.find(stem[-1:], max(0, len(stem) - 1))
    return start, last.start + (at + 1 if at >= 0 else len(last.word))


def _is_date(core: str) -> bool:
    return core[0].isdigit() and _DATE.fullmatch(core) is not None


def phrase_start(tokens: list[Token], i: int, genitive: bool) -> int:
    """The first word of the noun phrase that ends at `tokens[i]`."""
    first = i
    for j in range(i - 1, max(-1, i - REACH), -1):
        left = tokens[j]
        eojeol = left.eojeol
        if j == i - 1 and is_label(left) and eojeol.role == "N" and not left.after_quote:
            first = j
            continue
        if left.after_quote or not eojeol.core or _is_date(eojeol.core) or left.word[-1] in ",.;:!?…]>】":
            break
        if eojeol.core in DETERMINERS:
            first = j
            if eojeol.core in ("그", "이", "저"):
                break
            continue
        if eojeol.role == "G" and genitive:
            first = j
            if eojeol.kind in ("title", "role"):  # whose it is; the name in front of a bare title belongs to it
                name = tokens[j - 1].eojeol.core if j and not eojeol.prefix else ""
                return j - 1 if is_possible_name(name) or name in _SURNAMES else j
            continue
        if (
            eojeol.role != "N"
            or (eojeol.core[-1] == "인" and _NUMBERED.search(eojeol.core))
            or breaks_phrase(eojeol.core)
            or (len(eojeol.core) > 2 and reporting_verb(eojeol.core))
            or eojeol.core in ADVERBS
            or eojeol.core in BOUND
        ):
            break
        first = j
    return first + 1 if first < i and _is_time(tokens, first) else first


def _is_time(tokens: list[Token], j: int) -> bool:
    """`이달 초 하람공사가`, `5년 전 한결당은`: the word behind a time belongs to it."""
    if tokens[j].eojeol.core not in _PARTS_OF_TIME or not j:
        return False
    before = tokens[j - 1].eojeol.core
    return bool(before) and (before in _TIMES or (before[0].isdigit() and _SPAN.fullmatch(before) is not None))
