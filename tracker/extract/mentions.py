"""Words of a sentence -> mentions of people, bodies and unnamed sources, with their titles.

A mention is a noun phrase that ends in a head we know (`장관`, `관계자`, `법원`), in a name, or in a pronoun.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.foreign import is_given, is_noun, may_be_given, run_start
from tracker.extract.heads import OF_THE_YOUNG
from tracker.extract.masks import LABEL
from tracker.extract.names import (
    breaks_phrase,
    is_adnominal,
    is_bare_name,
    is_korean_name,
    is_likely_name,
    is_rare_name,
    is_unknown,
    is_verbal,
)
from tracker.extract.phrases import ADVERBS, BOUND, SOURCES, Mention, MentionKind, Token, is_label, phrase, phrase_start
from tracker.extract.titled import titled
from tracker.patterns import lazy

_SURNAMES: Final = lexicon.table("surnames")
_NOT_SPEAKERS: Final = lexicon.kind("small_words", "not-speaker")
_PASSED_OVER: Final = ("잊지", "빼놓지", "빠뜨리지", "빼먹지")
_RELATIONAL: Final = lexicon.kind("small_words", "relational") | lexicon.kind("small_words", "kin")
_CLAUSE_ENDS: Final = frozenset("다라자냐까요음함라지죠네")
_LONG_LABEL: Final = 30  # characters: with a comma in it, more a clause than a name
_MONARCH: Final = lazy(r"\d{1,2}세")
# A court's division or instance: 형사8-2부, 1심.
_DIVISION: Final = lazy(r"(?:민사|형사|행정|특별|특허|가사|합의|단독|전담)*\d+(?:-\d+)?(?:부|단독|심)|[1-3][,·][23]심")
_ARTICLE: Final = lazy(r"제?\d+(?:조(?:의\d+)?|항)")  # of a law: 민법 제915조

_ABOUT: Final = ("약", "무려", "단", "총")
_COUNTED: Final = lazy(r"(?:\d[\d,.]*(?:여|만|천|백)*)*(?:명|여명|곳|개국|%|퍼센트)|\d+(?:인|명)")


def mention_at(tokens: list[Token], i: int, text: str) -> Mention | None:
    """The mention whose last word is `tokens[i]`, or None where that word heads none."""
    token = tokens[i]
    eojeol = token.eojeol
    if token.after_quote or eojeol.stem in BOUND or _not_forgotten(tokens, i):
        return None
    if not eojeol.stem:
        return _labelled(tokens, i, text)
    if eojeol.kind == "pronoun":
        return phrase(tokens, i, i, text, "pronoun")
    if eojeol.kind == "title":
        return titled(tokens, i, text)
    if eojeol.head in OF_THE_YOUNG:
        return phrase(tokens, i, i, text, "role")
    if eojeol.kind in ("role", "org", "group", "document"):
        if eojeol.kind == "org" and is_korean_name(eojeol.stem):
            return _named(tokens, i, text)
        if eojeol.stem == "시" and eojeol.role == "N" and i and tokens[i - 1].eojeol.role == "N":
            return None  # 접속 시: when, no city
        relational = eojeol.head in _RELATIONAL
        if eojeol.kind == "role" and i and not eojeol.prefix and tokens[i - 1].eojeol.role == "N" and not relational:
            name = tokens[i - 1].eojeol.core
            if is_korean_name(name) or is_rare_name(name):
                return phrase(tokens, i, i - 1, text, "person", name=name, title=eojeol.head)
        first = i - 1 if _whose_source(tokens, i) else i
        return phrase(tokens, i, phrase_start(tokens, first, genitive=True), text, eojeol.kind)
    return _named(tokens, i, text)


def _not_forgotten(tokens: list[Token], i: int) -> bool:
    """`이웃을 향한 감사도 잊지 않았다`: what somebody thinks of, and nobody who speaks."""
    if tokens[i].eojeol.role != "A" or i + 2 >= len(tokens):
        return False
    return tokens[i + 1].eojeol.core in _PASSED_OVER and tokens[i + 2].eojeol.core.startswith("않")


def _whose_source(tokens: list[Token], i: int) -> bool:
    """`녹지과 관계자는`, `하은 관계자는`: right in front of a source with a particle stands its body, also where it
    seems to have a particle of its own."""
    if tokens[i].eojeol.stem not in SOURCES or tokens[i].eojeol.role not in "TA" or not i:
        return False
    before = tokens[i - 1]
    if before.after_quote or not before.word[-1].isalnum() or before.eojeol.core in ADVERBS:
        return False
    if before.eojeol.role == "C":
        return before.word[-1] == "과" and before.eojeol.kind is None
    unknown = before.eojeol.kind is None and not is_noun(before.eojeol.stem)
    return before.eojeol.role == "T" or (before.eojeol.role in "AILSO" and unknown)


def _labelled(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`매체 '한결의 창'은`: a body that goes by a name in marks, with what it is in front of them."""
    token = tokens[i]
    if not is_label(token):
        return None
    before = tokens[i - 1].eojeol if i else None
    apposed = before is not None and before.role in "NM"
    if not apposed and token.eojeol.role != "T":
        return None
    kind: MentionKind = "org" if apposed and before is not None and before.kind in ("org", "group") else "noun"
    end = token.start + len(token.word) - len(token.word.lstrip(LABEL))
    name = re.sub(r"\([^()]*\)", "", text[token.start + 1 : end - 1]).strip()
    if name[-1:] in _CLAUSE_ENDS and (" " in name or is_verbal(name)):
        return None
    if ", " in name and len(name) > _LONG_LABEL:
        return None
    part = name if kind == "noun" and " " not in name else None
    return Mention(token.start + 1, end - 1, token.eojeol.role, kind, name, part=part, token=i, first=i)


def _with_unknown_title(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`홍서연 한결은행 국제부 조사역은`: behind a full name and its body even what looks like a name is a title."""
    if i < 2 or len(tokens[i].eojeol.stem) < 3 or tokens[i - 1].eojeol.kind != "org":
        return None
    for j in range(i - 1, max(-1, i - 5), -1):
        eojeol = tokens[j].eojeol
        if tokens[j].after_quote or eojeol.role != "N" or not tokens[j].word[-1].isalnum() or not eojeol.core:
            return None
        if j < i - 1 and is_bare_name(eojeol.core):
            return phrase(tokens, i, j, text, "person", name=eojeol.core, title=tokens[i].eojeol.stem)
    return None


def _monarch(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`교황 바오로 6세는`: a number is part of the name."""
    if not i or tokens[i].eojeol.stem[-1] != "세" or not _MONARCH.fullmatch(tokens[i].eojeol.stem):
        return None
    name = tokens[i - 1].eojeol
    if name.role not in "NI" or tokens[i - 1].after_quote or not (is_unknown(name.core) or may_be_given(name.core)):
        return None
    title = tokens[i - 2].eojeol.stem if i > 1 and tokens[i - 2].eojeol.kind == "title" else None
    return phrase(tokens, i, i - 1, text, "person", name=f"{name.core} {tokens[i].eojeol.stem}", title=title)


def _counted(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`주민 200여 명`, `교사의 62%`, `김 의원 등 8명`: people by number; the first one named stands for all."""
    if i > 1 and tokens[i - 1].eojeol.core == "등":
        named = mention_at(tokens, i - 2, text)
        return replace(named, role=tokens[i].eojeol.role, token=i) if named else None
    first = _share_start(tokens, i)
    if first < i:
        return phrase(tokens, i, first, text, "role")
    first = phrase_start(tokens, i, genitive=True)
    if first == i or not any(tokens[j].eojeol.kind in ("role", "title", "org", "group") for j in range(first, i)):
        return None
    return phrase(tokens, i, first, text, "role")


def _share_start(tokens: list[Token], i: int) -> int:
    """Where `운전자 중 약 88%`, `10명 중 1명`, `나머지 15%` begin: a part of those asked; `i` where it is none."""
    j = i - 1 if i and tokens[i - 1].eojeol.core in _ABOUT else i
    before = tokens[j - 1].eojeol.core if j else ""
    if before in ("나머지", "응답자"):
        return j - 1
    if before not in ("중", "가운데") or j < 2:
        return i
    whole = tokens[j - 2].eojeol
    if not (whole.role == "N" and (whole.kind in ("role", "title", "group") or _COUNTED.fullmatch(whole.core))):
        return i
    return phrase_start(tokens, j - 2, genitive=True)


def _behind_given(tokens: list[Token], i: int) -> bool:
    """Whether the word stands behind a foreign given name, or behind a word that may be one where it is no verb."""
    if not i:
        return False
    before = tokens[i - 1].eojeol
    if is_given(before.core):
        return True
    unknown = before.role == "N" and before.kind is None and is_unknown(before.core)
    return unknown and not is_adnominal(tokens[i].eojeol.core)


def _named(tokens: list[Token], i: int, text: str) -> Mention | None:
    """A phrase that ends in no known head: a bare name, a foreign name, a firm or any other noun."""
    eojeol = tokens[i].eojeol
    stem = eojeol.stem
    if len(stem) == 1 and stem in _SURNAMES and _behind_given(tokens, i):  # 윌리 우는
        return phrase(tokens, i, i - 1, text, "person", name=f"{tokens[i - 1].eojeol.core} {stem}")
    leans = eojeol.role != "N" and is_adnominal(eojeol.core) and not is_noun(stem)
    if leans and not (i and is_given(tokens[i - 1].eojeol.core)):
        return None
    named = _with_unknown_title(tokens, i, text) or _monarch(tokens, i, text)
    if named is not None:
        return named
    if stem[-1] in "부독심" and _DIVISION.fullmatch(stem):
        return phrase(tokens, i, phrase_start(tokens, i, genitive=False), text, "org")
    if stem[-1] in "조항" and _ARTICLE.fullmatch(stem):
        return phrase(tokens, i, phrase_start(tokens, i, genitive=True), text, "document")
    if is_bare_name(stem) or (eojeol.role in "TSA" and is_likely_name(stem)):
        before = tokens[i - 1].eojeol if i else None
        title = before.stem if before is not None and before.kind == "title" and before.role == "N" else None
        return phrase(tokens, i, i, text, "person", name=stem, title=title)
    if stem[-1] in "명곳국%트인" and _COUNTED.fullmatch(stem):
        return _counted(tokens, i, text)
    if stem in _NOT_SPEAKERS or stem in ADVERBS or stem[-1] == "쯤" or not stem[-1:].isalnum():
        return None
    if breaks_phrase(stem) or (reporting_verb(stem) and not is_noun(stem)):
        return None
    first = phrase_start(tokens, i, genitive=True)
    if is_unknown(stem) and (stem[0] >= "가" or stem.isupper()):
        start = run_start(tokens, i, first)
        words = [tokens[j].eojeol.core for j in range(start, i)] + [stem]
        led = start > 0 and tokens[start - 1].eojeol.kind in ("title", "role", "org") and len(words) == 2
        if len(words) > 1 and (led or is_given(words[0])):
            return phrase(tokens, i, start, text, "person", name=" ".join(words))
        first = i - 1 if i and is_label(tokens[i - 1]) and tokens[i - 1].eojeol.role == "N" else i
        return phrase(tokens, i, first, text, "noun", part=stem)
    return phrase(tokens, i, first, text, "noun")
