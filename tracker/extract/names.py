"""Whether a word can be a person's name."""

from __future__ import annotations

import re
from functools import lru_cache

from tracker.extract import lexicon
from tracker.extract.eojeol import head_of
from tracker.extract.korean import has_final

_HANGUL = re.compile("[가-힣]+")
_FOREIGN = re.compile("[가-힣]+(?:[-·][가-힣]+)*|[A-Z][A-Za-z.'-]*")
_DERIVED = "한된할될인적들간별상용형식화측씩쯤"
_ADNOMINAL_ENDS = "는은던한할된될린킨친힌긴인쓴운난든본준낸둔온"


@lru_cache(maxsize=1 << 15)
def surname_of(word: str) -> str | None:
    """The Korean surname that `word` begins with, two-syllable ones first."""
    table = lexicon.table("surnames")
    if word[:2] in table and len(word) > 2:
        return word[:2]
    return word[0] if word[:1] in table else None


@lru_cache(maxsize=1 << 15)
def is_possible_name(word: str) -> bool:
    """Whether a word has the shape of a full Korean name: a surname and one or two more syllables that make no known
    noun."""
    if not 3 <= len(word) <= 4 or not _HANGUL.fullmatch(word):
        return False
    surname = surname_of(word)
    if surname is None or len(word) - len(surname) not in (1, 2):
        return False
    if lexicon.table("surnames")[surname] == "rare" or word in lexicon.words("nouns"):
        return False
    if head_of(word)[0] is not None:
        return False
    return not (word[-1] in _DERIVED and word[:-1] in lexicon.words("nouns"))


@lru_cache(maxsize=1 << 15)
def is_korean_name(word: str) -> bool:
    """Whether a word reads as a full Korean name by its syllables too: 도널드 (Donald) could be one by length and
    first syllable, but -널드 names nobody."""
    if not is_possible_name(word):
        return False
    given = word[len(surname_of(word) or "") :]
    syllables = lexicon.table("given_syllables")
    if len(given) == 1:
        return given in syllables["first"]
    return given[0] in syllables["first"] and given[1] in syllables["second"]


@lru_cache(maxsize=1 << 15)
def is_short_name(word: str) -> bool:
    """A two-syllable name (황희) or a surname left standing for a name (김모): only beside a title."""
    if len(word) != 2 or not _HANGUL.fullmatch(word) or surname_of(word) is None:
        return False
    return word[1] == "모" or (word not in lexicon.words("nouns") and head_of(word)[0] is None)


@lru_cache(maxsize=1 << 15)
def is_unknown(word: str) -> bool:
    """A word that is no noun we know and no verb form: in front of a title, a foreign name (올트먼) or a firm."""
    if not _FOREIGN.fullmatch(word) or word in lexicon.words("nouns"):
        return False
    if head_of(word)[0] is not None or len(word) > 7:
        return False
    return not is_adnominal(word)


@lru_cache(maxsize=1 << 15)
def is_adnominal(word: str) -> bool:
    """A verb or adjective form that leans on the noun after it (`발의한`, `열린`): a noun phrase does not reach
    across it."""
    last = word[-1:]
    if not last or word in lexicon.words("nouns") or is_korean_name(word):
        return False
    if last in _ADNOMINAL_ENDS and len(word) > 1:
        return True
    return len(word) > 3 and last in "고며서해여아어자면지게" and has_final(last) is False
