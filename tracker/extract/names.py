"""Whether a word can be a person's name."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.heads import head_of
from tracker.extract.remembered import remembered
from tracker.patterns import lazy

_ABSTRACT: Final = ("감", "률", "율", "권", "량", "액", "값", "폭", "론", "세", "점")
_HANGUL: Final = lazy("[가-힣]+")
_FOREIGN: Final = lazy("[가-힣]+(?:[-·][가-힣]+)*|[A-Z][A-Za-z.'-]*")
# The first of the list: nine of ten people bear one of them.
_FREQUENT: Final = frozenset(row[0] for row in lexicon.rows("surnames")[:30])
_DERIVED: Final = "한된할될적들간측씩쯤"
_VERBAL_ENDS: Final = "다고며게여워퉈져쳐춰켜려돼죠려"
_VERBAL_TAILS: Final = tuple(lexicon.kind("small_words", "verb-end"))
_SHORT_ADNOMINALS: Final = lexicon.kind("small_words", "short-adnominal")
_ADNOMINAL_ENDS: Final = tuple(lexicon.kind("small_words", "adnominal-end"))


@remembered(1 << 15)
def surname_of(word: str) -> str | None:
    """The Korean surname that `word` begins with, two-syllable ones first."""
    table = lexicon.table("surnames")
    if word[:2] in table and len(word) > 2:
        return word[:2]
    return word[0] if word[:1] in table else None


@remembered(1 << 15)
def is_possible_name(word: str) -> bool:
    """Whether a word has the shape of a full Korean name: a surname and one or two more syllables that make no known
    noun."""
    surname = surname_of(word) if 3 <= len(word) <= 4 else None
    if surname is None or len(word) - len(surname) not in (1, 2) or not _HANGUL.fullmatch(word):
        return False
    if word in lexicon.words("nouns") or word in lexicon.words("not_names"):
        return False
    if head_of(word)[0] is not None:
        return False
    return not (word[-1] in _DERIVED and word[:-1] in lexicon.words("nouns"))


@remembered(1 << 15)
def is_korean_name(word: str) -> bool:
    """Whether a word reads as a full Korean name by its syllables too: 도널드 (Donald) could be one by length and
    first syllable, but -널드 names nobody."""
    surname = surname_of(word)
    if surname is None or lexicon.table("surnames")[surname] == "rare":
        return False
    return is_possible_name(word) and _given_name_likely(word[len(surname) :])


@remembered(1 << 15)
def is_rare_name(word: str) -> bool:
    """A full name with a surname so rare that most words beginning with it are none: only beside a title."""
    surname = surname_of(word)
    if surname is None:
        return False
    return (is_possible_name(word) and _given_name_likely(word[len(surname) :])) or _has_two_surnames(word)


@remembered(1 << 15)
def is_bare_name(word: str) -> bool:
    """A full name that can be told without a title beside it: no verb or noun with an ending can be read in it."""
    if not is_korean_name(word):
        return False
    return (
        not (len(word) == 3 and word[-1] in "해아서고게도만라며지인는은운하의" and word[:2] in lexicon.words("nouns"))
        and word[-1] not in "고다"
    )


@remembered(1 << 15)
def is_likely_name(word: str) -> bool:
    """A word that is no noun we know, begins with a common surname and has one syllable that given names have: a name
    where it stands as topic or subject."""
    surname = surname_of(word)
    if surname is None or lexicon.table("surnames")[surname] == "rare" or not is_possible_name(word) or len(word) != 3:
        return False
    given, syllables = word[len(surname) :], lexicon.table("given_syllables")
    if len(given) != 2 or word[-1] in "해아서고게도만라며지인는은운하다":
        return False
    return given[0] in syllables["first"] or given[1] in syllables["second"]


def _has_two_surnames(word: str) -> bool:
    """`한문서연`: the father's and the mother's surname in front of the given name."""
    if len(word) != 4 or word in lexicon.words("nouns") or head_of(word)[0] is not None:
        return False
    return word[0] in _FREQUENT and word[1] in _FREQUENT and _given_name_likely(word[2:])


def _given_name_likely(given: str) -> bool:
    syllables = lexicon.table("given_syllables")
    if len(given) == 1:
        return given in syllables["first"]
    return given[0] in syllables["first"] and given[1] in syllables["second"]


@remembered(1 << 15)
def is_short_name(word: str) -> bool:
    """A two-syllable name (홍결) or a surname left standing for a name (김모): only beside a title."""
    if len(word) != 2 or not _HANGUL.fullmatch(word) or surname_of(word) is None or word in lexicon.words("surnames"):
        return False
    return word[1] == "모" or (word not in lexicon.words("nouns") and head_of(word)[0] is None)


@remembered(1 << 15)
def is_unknown(word: str) -> bool:
    """A word that is no noun we know and no verb form: in front of a title, a foreign name (코발스카) or a firm."""
    if (len(word) < 2 and word >= "가") or not _FOREIGN.fullmatch(word) or word in lexicon.words("nouns"):
        return False
    if head_of(word)[0] is not None or len(word) > 12 or _is_compound(word):
        return False
    return not breaks_phrase(word)


def is_abstract(word: str) -> bool:
    """`상승률`, `계절감`: what the word ends in names no person and no body."""
    return len(word) > 2 and word.endswith(_ABSTRACT) and not is_korean_name(word)


def _is_compound(word: str) -> bool:
    """Two nouns of two syllables or more that are written together (`언론개혁`)."""
    nouns = lexicon.words("nouns")
    return any(word[:cut] in nouns and word[cut:] in nouns for cut in range(2, len(word) - 1))


@remembered(1 << 15)
def is_adnominal(word: str) -> bool:
    """A verb or adjective form that leans on the noun after it (`발의한`, `열린`, `맡은`)."""
    if not word or word in lexicon.words("nouns"):
        return False
    if word in _SHORT_ADNOMINALS:
        return True
    if word in lexicon.words("adnominals"):
        return not is_korean_name(word) and not (word[-1] in "는은" and is_korean_name(word[:-1]))
    if word.endswith("라는") and len(word) > 3 and word[:-2] in lexicon.words("nouns"):
        return True  # 통로라는 (인식): that it is a way
    if word.endswith("하는") and is_korean_name(word[:-1]) and word[:-2] not in lexicon.words("nouns"):
        return False  # 홍재하는, but not 이용하는
    return len(word) > 1 and word.endswith(_ADNOMINAL_ENDS) and not (is_rare_name(word) or head_of(word)[0])


def is_adnominal_form(word: str) -> bool:
    """An adnominal form that is in the list of them, not one by its ending alone."""
    return word in lexicon.words("adnominals")


@remembered(1 << 15)
def is_verbal(word: str) -> bool:
    """A verb form in a final or connective ending (`갖춰졌다`, `관련해`, `섭외해`, `하자`)."""
    if len(word) < 2 or word in lexicon.words("nouns") or word in lexicon.words("foreign_given_names"):
        return False
    if head_of(word)[0] is not None or is_bare_name(word) or not _HANGUL.fullmatch(word):
        return False
    if word.endswith("에게") or (word.endswith(("이라", "이자")) and len(word) > 3 and not _is_noun(word[:-2])):
        return False
    if word[-1] == "자" and len(word) == 2:
        return True
    return word[-1] in _VERBAL_ENDS or word.endswith(_VERBAL_TAILS)


def _is_noun(word: str) -> bool:
    return word in lexicon.words("nouns") or head_of(word)[0] is not None


def breaks_phrase(word: str) -> bool:
    """A verb form: no noun phrase reaches across it."""
    return is_adnominal(word) or is_verbal(word)
