"""Words of a sentence -> mentions of people, bodies and unnamed sources, with their titles.

A mention is a noun phrase that ends in a head we know (`장관`, `관계자`, `법원`), in a name, or in a pronoun. Korean
puts the affiliation, the name and the title before the particle in several orders: `홍서연 대표`, `새길당 홍서연 대표`,
`홍서연 새길당 대표`, `홍 대표`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tracker.extract import lexicon
from tracker.extract.cues import QUOTE, reporting_verb
from tracker.extract.eojeol import Eojeol, read_eojeol, telling_places
from tracker.extract.heads import head_of
from tracker.extract.names import (
    breaks_phrase,
    is_adnominal,
    is_bare_name,
    is_korean_name,
    is_likely_name,
    is_possible_name,
    is_rare_name,
    is_short_name,
    is_unknown,
    surname_of,
)

MentionKind = Literal["person", "title", "role", "org", "group", "document", "pronoun", "noun"]

_REACH = 9
_NEARBY = 10_000
_FORMER = lexicon.kind("small_words", "former")
_BOUND = lexicon.kind("small_words", "bound")
_DETERMINERS = lexicon.kind("small_words", "determiner")
_NOT_SPEAKERS = lexicon.kind("small_words", "not-speaker")


@dataclass(slots=True, eq=False)
class Token:
    """A word of the sentence outside quotation marks. `after_quote`: it sticks to a closing mark."""

    start: int
    end: int
    word: str
    after_quote: bool
    _eojeol: Eojeol | None = None

    @property
    def eojeol(self) -> Eojeol:
        """The word taken apart, on first asking: of the words of most sentences only a few are asked for."""
        if self._eojeol is None:
            self._eojeol = read_eojeol(self.word)
        return self._eojeol


@dataclass(slots=True)
class Mention:
    """A noun phrase that may be a speaker. `text[start:end]` are its words without the particle, `role` the particle's
    (see `eojeol`). `name` is a full personal name; `part` a surname or the last part of a foreign name."""

    start: int
    end: int
    role: str
    kind: MentionKind
    words: str
    name: str | None = None
    part: str | None = None
    title: str | None = None
    org: str | None = None
    token: int = -1
    first: int = -1
    joint: bool = False


def tokens_of(masked: str, start: int, end: int) -> list[Token]:
    """The words of `masked[start:end]` outside quotation marks, in order."""
    tokens = []
    at = start
    for word in masked[start:end].replace(QUOTE, " ").split():
        begin = masked.find(word, at)
        at = begin + len(word)
        tokens.append(Token(begin, at, word, begin > start and masked[begin - 1] == QUOTE))
    return tokens


class Words:
    """All words of an article outside quotation marks, in order. Only those that may tell a person's name are read,
    and only their places are looked up."""

    def __init__(self, masked: str) -> None:
        self.masked = masked
        self.words = masked.replace(QUOTE, " ").split()

    def telling(self) -> Iterator[tuple[int, int, Eojeol]]:
        """The words that may tell a name, each with its place among the words and its offset."""
        at = 0
        for i in telling_places(self.words):
            word = self.words[i]
            found = self.masked.find(word, at)
            if found >= 0:
                yield i, found, read_eojeol(word)
                at = found + len(word)

    def up_to(self, offset: int, word: str) -> list[Token]:
        """The tokens of the line around `word` at `offset`, up to and with it; some eighty characters at most."""
        start = max(self.masked.rfind("\n", 0, offset) + 1, self.masked.rfind(" ", 0, max(offset - 80, 0)) + 1)
        return tokens_of(self.masked, start, offset + len(word))


def mention_at(tokens: list[Token], i: int, text: str) -> Mention | None:
    """The mention whose last word is `tokens[i]`, or None where that word heads none."""
    token = tokens[i]
    eojeol = token.eojeol
    if token.after_quote or not eojeol.stem or eojeol.stem in _BOUND:
        return None
    if eojeol.kind == "pronoun":
        return _plain(tokens, i, i, text, "pronoun")
    if eojeol.kind == "title":
        return _titled(tokens, i, text)
    if eojeol.kind in ("role", "org", "group", "document"):
        if eojeol.kind == "org" and is_korean_name(eojeol.stem):
            return _named(tokens, i, text)
        if eojeol.kind == "role" and i and not eojeol.prefix and tokens[i - 1].eojeol.role == "N":
            name = tokens[i - 1].eojeol.core
            if is_korean_name(name) or is_rare_name(name):
                return _plain(tokens, i, i - 1, text, "person", name=name, title=eojeol.head)
        return _plain(tokens, i, _phrase_start(tokens, i, genitive=True), text, eojeol.kind)
    return _named(tokens, i, text)


def _plain(tokens: list[Token], i: int, first: int, text: str, kind: str, **more: str | None) -> Mention:
    start, end = _extent(tokens, first, i, text)
    return Mention(start, end, tokens[i].eojeol.role, kind, text[start:end], token=i, first=first, **more)  # type: ignore[arg-type]


def _extent(tokens: list[Token], first: int, i: int, text: str) -> tuple[int, int]:
    """Where the phrase of `tokens[first..i]` stands in the text, brackets and the last word's particle left off."""
    head = tokens[first]
    start = head.start + max(0, head.word.find(head.eojeol.core[:1])) if head.eojeol.core else head.start
    last = tokens[i]
    at = last.word.find(last.eojeol.stem[-1:], max(0, len(last.eojeol.stem) - 1))
    stem_end = last.word.find(last.eojeol.stem)
    if stem_end >= 0:
        return start, last.start + stem_end + len(last.eojeol.stem)
    return start, last.start + (at + 1 if at >= 0 else len(last.word))


_DATE = re.compile(r"\d+(?:년|월|일|시|분|월말|월초|일날|일자)")


def _phrase_start(tokens: list[Token], i: int, genitive: bool) -> int:
    """The first word of the noun phrase that ends at `tokens[i]`."""
    first = i
    for j in range(i - 1, max(-1, i - _REACH), -1):
        left = tokens[j]
        eojeol = left.eojeol
        if left.after_quote or not eojeol.core or _DATE.fullmatch(eojeol.core) or left.word[-1] in ",.;:!?…]>】":
            break
        if eojeol.core in _DETERMINERS:
            first = j
            if eojeol.core in ("그", "이", "저"):
                break
            continue
        if eojeol.role == "G" and genitive:
            first = j
            if eojeol.kind in ("title", "role"):  # whose it is; the name in front of a bare title belongs to it
                return j - 1 if j and not eojeol.prefix and is_possible_name(tokens[j - 1].eojeol.core) else j
            continue
        if (
            eojeol.role != "N"
            or breaks_phrase(eojeol.core)
            or (reporting_verb(eojeol.core) and len(eojeol.core) > 2)
            or eojeol.core in _ADVERBS
            or eojeol.core in _BOUND
        ):
            break
        first = j
    return first


_ADVERBS = lexicon.kind("small_words", "adverb")


def _titled(tokens: list[Token], i: int, text: str) -> Mention | None:
    """A phrase that ends in a title: find the name in front of it, across the affiliation where it stands between."""
    eojeol = tokens[i].eojeol
    title = eojeol.head
    prefix = eojeol.prefix
    if title == "씨":
        return _with_ssi(tokens, i, text)
    if len(title) == 1 and prefix == "" and title in "군양옹":
        return (
            _plain(tokens, i, i - 1, text, "person", name=tokens[i - 1].eojeol.core, title=title)
            if i and is_korean_name(tokens[i - 1].eojeol.core)
            else None
        )
    if prefix:
        beside = i > 0 and is_korean_name(tokens[i - 1].eojeol.core) and not tokens[i - 1].after_quote
        if is_korean_name(prefix) or (is_short_name(prefix) and len(title) > 1 and not beside):
            return _plain(tokens, i, i, text, "person", name=prefix, title=title)
        if len(prefix) == 1 and surname_of(prefix) and prefix not in "전현부신총":
            return _plain(tokens, i, i, text, "person", part=prefix, title=title)
    left = _left_words(tokens, i)
    if (
        1 < len(prefix) <= 5
        and left
        and left[0] == i - 1
        and is_unknown(prefix)
        and _foreign_given(tokens[i - 1].eojeol.core)
    ):
        return _plain(tokens, i, i - 1, text, "person", name=f"{tokens[i - 1].eojeol.core} {prefix}", title=title)
    found = _korean_name_in(tokens, left)
    if found is not None:
        name_at = found
        org = _affiliation(tokens, i, left, {name_at}, prefix)
        return _plain(
            tokens,
            i,
            name_at,
            text,
            "person",
            name=_first_of_joint(tokens[name_at].eojeol.core),
            title=_full_title(tokens, i, name_at),
            org=org,
        )
    at = _surname_at(tokens, i, left)
    if at is not None:
        part = tokens[at].eojeol.core
        part = lexicon.table("hanja_surnames").get(part, part)
        return _plain(tokens, i, at, text, "person", part=part, title=_full_title(tokens, i, at))
    run = _foreign_run(tokens, left, text)
    if run:
        words = [tokens[j].eojeol.core for j in run]
        org = _affiliation(tokens, i, left, set(run), prefix)
        full = " ".join(words) if len(words) > 1 else None
        return _plain(
            tokens,
            i,
            run[0],
            text,
            "person",
            name=full,
            part=None if full else words[0],
            title=_full_title(tokens, i, run[-1]),
            org=org,
        )
    first = _phrase_start(tokens, i, genitive=True)
    return _plain(tokens, i, first, text, "title", title=title, org=_affiliation(tokens, i, left, set(), prefix))


def _surname_at(tokens: list[Token], i: int, left: list[int]) -> int | None:
    """The word that is just a surname beside the title (`홍 대표`), or with `전` (former) between (`홍 전 대표`).

    `전` and `현` are surnames only where nothing else stands in front of the title.
    """
    if not left or (left[0] != i - 1 and tokens[left[0]].eojeol.core not in _FORMER):
        return None
    at = left[0]
    if tokens[at].eojeol.core in _FORMER and len(left) > 1 and left[1] == at - 1:
        further = tokens[left[1]].eojeol.core
        if len(further) == 1 and surname_of(further):
            at = left[1]
    word = tokens[at].eojeol.core
    if word in lexicon.words("hanja_surnames"):
        return at
    if word not in lexicon.words("surnames") or (word in _FORMER and not (at == i - 1 and len(left) == 1)):
        return None
    return at


def _foreign_given(word: str) -> bool:
    return word in lexicon.words("foreign_given_names") or (is_unknown(word) and not is_possible_name(word))


def _with_ssi(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`홍길동씨`, `홍길동 씨`, `A씨`, `김씨`, `김모씨`."""
    eojeol = tokens[i].eojeol
    if eojeol.prefix:
        name, first = _first_of_joint(eojeol.prefix), i
    elif i and tokens[i - 1].eojeol.role in "NSTA":
        name, first = _first_of_joint(tokens[i - 1].eojeol.core), i - 1
    else:
        return None
    if first and name in ("모",) and len(tokens[first - 1].eojeol.core) == 1:
        first, name = first - 1, tokens[first - 1].eojeol.core + "모"
    if is_possible_name(name) or (is_short_name(name) and name[1] != "모"):
        return _plain(tokens, i, first, text, "person", name=name, title="씨")
    if len(name) == 1 and surname_of(name) and "가" <= name <= "힣":
        return _plain(tokens, i, first, text, "person", part=name, title="씨")
    foreign = any(
        tokens[j].eojeol.core in lexicon.words("foreign_given_names") for j in range(max(0, first - 2), first)
    )
    if ((is_unknown(name) and len(name) > 1) or foreign) and name[0] >= "가":
        start = _run_start(tokens, first, 0, any_word=foreign)
        words = [tokens[j].eojeol.core if j != i else name for j in range(start, first + 1)]
        if len(words) > 1:
            return _plain(tokens, i, start, text, "person", name=" ".join(words), title="씨")
        return _plain(tokens, i, first, text, "person", part=name, title="씨")
    return _plain(tokens, i, first, text, "role")


def _left_words(tokens: list[Token], i: int) -> list[int]:
    """The words in front of a title that can belong to its phrase, nearest first."""
    left = []
    for j in range(i - 1, max(-1, i - _REACH), -1):
        word = tokens[j]
        core = word.eojeol.core
        if word.after_quote or not core or word.word[-1] in ",.;:!?…]>】":
            break
        if core in _FORMER:
            left.append(j)
            continue
        if core in _ADVERBS or core in _BOUND or (core in _DETERMINERS and len(core) > 1):
            break
        beside = word.eojeol.role == "A" and (core[-1] == "만" or j == i - 1 or tokens[j + 1].eojeol.core in _FORMER)
        particle = word.eojeol.role not in "NM" and word.eojeol.stem in lexicon.words("nouns") and not beside
        named = not particle and (is_korean_name(_first_of_joint(core)) or is_rare_name(core))
        if word.eojeol.role == "G" and not named:
            if word.eojeol.kind in ("org", "group") or word.eojeol.stem in lexicon.words("nouns"):
                left.append(j)
                continue
            break
        department = (
            j == i - 1 and word.eojeol.role == "C" and core[-1] == "과" and word.eojeol.kind is None and len(core) > 3
        )
        after_given = j > 0 and tokens[j - 1].eojeol.core in lexicon.words("foreign_given_names")
        known = (
            department or after_given or core in lexicon.words("nouns") or core in lexicon.words("foreign_given_names")
        )
        if word.eojeol.role not in "N" and not named and not known:
            break
        given = core in lexicon.words("foreign_given_names") or core in lexicon.table("surnames")
        if not given and (breaks_phrase(core) or (reporting_verb(core) and len(core) > 2 and not named)):
            break
        left.append(j)
    return left


def _korean_name_in(tokens: list[Token], left: list[int]) -> int | None:
    """The word that is a full Korean name, nearest to the title; a two-syllable one only right beside it."""
    if any(tokens[j].eojeol.core in lexicon.words("foreign_given_names") for j in left):
        return None
    cores = [_first_of_joint(tokens[j].eojeol.core) for j in left]
    for telling in (is_korean_name, is_rare_name):
        for core, j in zip(cores, left, strict=True):
            if telling(core):
                return j
    for nth, (core, j) in enumerate(zip(cores, left, strict=True)):
        if nth and j == left[-1] and is_short_name(core) and tokens[j + 1].eojeol.kind == "org":
            return j
        short, possible = nth == 0 and is_short_name(core), is_possible_name(core)
        beside = (short or possible) and any(k in left and is_unknown(tokens[k].eojeol.core) for k in (j - 1, j + 1))
        if short and not beside:
            return j
        if nth and tokens[j + 1].eojeol.core in ("전", "前") and len(core) == 2 and surname_of(core):
            return j
        if possible and (not beside or _korean_beside_firm(core, j, left)):
            return j
        if nth and tokens[j].eojeol.kind == "role":
            break
    return next((j for core, j in zip(cores, left, strict=True) if _like_head(core)), None)


def _korean_beside_firm(core: str, j: int, left: list[int]) -> bool:
    """`고기준 한결재단 대표`: of two unknown words the first has three syllables and a common surname."""
    return len(core) == 3 and j == left[-1] and j + 1 in left and lexicon.table("surnames").get(core[0]) == "common"


def _like_head(word: str) -> bool:
    """`홍병원 의원`, `남주민 의원`: a surname and what is otherwise an institution, a role or a title, in front of a
    title of its own."""
    head = head_of(word)[1]
    if len(word) != 3 or len(head) != 2 or word in lexicon.words("nouns"):
        return False
    return lexicon.table("surnames").get(word[0]) == "common"


def _first_of_joint(word: str) -> str:
    """`홍서연·남기율` -> 홍서연: of names joined by dots the first one stands for all."""
    return word.split("·")[0].split("ㆍ")[0] if "·" in word or "ㆍ" in word else word


def _run_start(tokens: list[Token], last: int, first: int, any_word: bool = False) -> int:
    """Where the run of up to three words begins that ends at `last`, not before `first`: unknown ones (or any) without
    a particle, as foreign names are made of."""
    start = last
    while start > first and last - start < 2:
        word = tokens[start - 1].eojeol
        if word.role != "N" or not (any_word or is_unknown(word.core)):
            break
        start -= 1
    return start


def _foreign_run(tokens: list[Token], left: list[int], text: str) -> list[int]:
    """The words of a foreign name in front of the title, in order: a known given name and what follows it, else the
    nearest run of unknown words; a firm at the end of the run is left off."""
    given = [j for j in left if tokens[j].eojeol.core in lexicon.words("foreign_given_names")]
    if given:
        run = [min(given)]
        while run[-1] + 1 in left and len(run) < 3 and _continues_name(tokens, run[-1] + 1, second=len(run) == 1):
            run.append(run[-1] + 1)
    else:
        run = []
        for j in left:
            core = tokens[j].eojeol.core
            if (
                is_unknown(core)
                and core not in _FORMER
                and core not in _DETERMINERS
                and tokens[j].eojeol.role == "N"
                and (not run or run[0] == j + 1)
            ):
                run.insert(0, j)
            elif run:
                break
        if run and run[0] - 1 in left and len(run) == 1 and len(tokens[run[0]].eojeol.core) == 1:
            run = []
    while len(run) > 2 and _stands_alone(tokens, run, text):
        run.pop()
    if run and all(len(tokens[j].eojeol.core) == 1 for j in run):
        return []
    return run


def _continues_name(tokens: list[Token], j: int, second: bool) -> bool:
    """Whether `tokens[j]` can go on a foreign name: anything but a head we know; a third word must be unknown."""
    eojeol = tokens[j].eojeol
    if (eojeol.role != "N" and not second) or eojeol.kind is not None or not "가" <= eojeol.core[:1] <= "힣":
        return False
    if eojeol.core in _FORMER or eojeol.core in lexicon.words("places"):
        return False
    return second or is_unknown(eojeol.core)


def _stands_alone(tokens: list[Token], run: list[int], text: str) -> bool:
    """The last word of the run also stands in the article without the one before it, or that one without it: the last
    is a firm."""
    last, before = tokens[run[-1]].eojeol.core, tokens[run[-2]].eojeol.core
    at = tokens[run[-1]].start
    text = text[max(0, at - _NEARBY) : at + _NEARBY]
    together = text.count(f"{before} {last}")
    return text.count(last) > together or text.count(before) > together


def _affiliation(tokens: list[Token], i: int, left: list[int], used: set[int], prefix: str) -> str | None:
    """The words of the phrase that are neither name nor title: where the person belongs."""
    words = [
        tokens[j].eojeol.stem
        for j in reversed(left)
        if j not in used and tokens[j].eojeol.core not in _FORMER and tokens[j].eojeol.kind != "title"
    ]
    if prefix and len(prefix) > 1:
        words.append(prefix)
    return " ".join(words) or None


def _full_title(tokens: list[Token], i: int, after: int) -> str:
    """The title with `전` (former) and the like, and with further titles joined by `겸` (and also)."""
    words = [
        tokens[j].eojeol.core
        for j in range(after + 1, i)
        if tokens[j].eojeol.core in _FORMER or tokens[j].eojeol.kind == "title"
    ]
    return " ".join([*words, tokens[i].eojeol.stem if len(tokens[i].eojeol.prefix) <= 2 else tokens[i].eojeol.head])


_COUNTED = re.compile(r"(?:\d[\d,.]*(?:여|만|천|백)*)?(?:명|여명|곳|개국|%|퍼센트)|\d+(?:인|명)")


def _counted(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`주민 200여 명`, `교사의 62%`, `김 의원 등 8명`: people by number; the first one named stands for all."""
    if i > 1 and tokens[i - 1].eojeol.core == "등":
        named = mention_at(tokens, i - 2, text)
        return replace(named, role=tokens[i].eojeol.role, token=i) if named else None
    first = _phrase_start(tokens, i, genitive=True)
    if first == i or not any(tokens[j].eojeol.kind in ("role", "title", "org", "group") for j in range(first, i)):
        return None
    return _plain(tokens, i, first, text, "role")


def _named(tokens: list[Token], i: int, text: str) -> Mention | None:
    """A phrase that ends in no known head: a bare name, a foreign name, a firm or any other noun."""
    eojeol = tokens[i].eojeol
    stem = eojeol.stem
    given = i > 0 and tokens[i - 1].eojeol.core in lexicon.words("foreign_given_names")
    if eojeol.role != "N" and is_adnominal(eojeol.core) and stem not in lexicon.words("nouns") and not given:
        return None
    if is_bare_name(stem) or (eojeol.role in "TSA" and is_likely_name(stem)):
        title = (
            tokens[i - 1].eojeol.stem
            if i and tokens[i - 1].eojeol.kind == "title" and tokens[i - 1].eojeol.role == "N"
            else None
        )
        return _plain(tokens, i, i, text, "person", name=stem, title=title)
    if _COUNTED.fullmatch(stem):
        return _counted(tokens, i, text)
    if stem in _NOT_SPEAKERS or stem in _ADVERBS or not stem[-1:].isalnum():
        return None
    if breaks_phrase(stem) or (reporting_verb(stem) and stem not in lexicon.words("nouns")):
        return None
    first = _phrase_start(tokens, i, genitive=True)
    if is_unknown(stem) and stem[0] >= "가":
        start = _run_start(tokens, i, first)
        words = [tokens[j].eojeol.core for j in range(start, i)] + [stem]
        led = start > 0 and tokens[start - 1].eojeol.kind in ("title", "role", "org") and len(words) == 2
        if len(words) > 1 and (led or words[0] in lexicon.words("foreign_given_names")):
            return _plain(tokens, i, start, text, "person", name=" ".join(words))
        return _plain(tokens, i, i, text, "noun", part=stem)
    return _plain(tokens, i, first, text, "noun")


def is_common_noun(stem: str) -> bool:
    """A noun that the lexicon knows, without a head and no proper name: nobody speaks by it alone, and no name is in
    it. Tells most subjects of sentences apart before their phrase is read."""
    if stem not in lexicon.words("nouns") or stem in lexicon.words("proper_nouns"):
        return False
    return stem not in lexicon.table("speech_nouns") and _COUNTED.fullmatch(stem) is None
