"""Whether a word can be a person's name."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of
from tracker.extract.heads import head_of
from tracker.extract.korean import is_hangul
from tracker.extract.remembered import Memory
from tracker.patterns import lazy

_ABSTRACT: Final = ("감", "률", "율", "권", "량", "액", "값", "폭", "론", "세", "점")
_FOREIGN: Final = lazy("[가-힣]+(?:[-·][가-힣]+)*|[A-Z][A-Za-z.'-]*")
_NOUNS: Final = lexicon.words("nouns")
_NOT_NAMES: Final = lexicon.words("not_names")
_FOREIGN_NAMES: Final = lexicon.words("foreign_given_names")
_SURNAMES: Final = lexicon.table("surnames")
_GIVEN: Final = lexicon.table("given_syllables")
# The first of the list: nine of ten people bear one of them.
_FREQUENT: Final = frozenset(row[0] for row in lexicon.rows("surnames")[:30])
_DERIVED: Final = "한된할될적들간측씩쯤"
_VERBAL_ENDS: Final = "다고며게여워퉈져쳐춰켜려돼죠려"
_VERBAL_TAILS: Final = tuple(lexicon.kind("small_words", "verb-end"))
_ADNOMINALS: Final = lexicon.words("adnominals")
_SHORT_ADNOMINALS: Final = lexicon.kind("small_words", "short-adnominal")
_ADNOMINAL_ENDS: Final = tuple(lexicon.kind("small_words", "adnominal-end"))

# What a syllable is in a Korean name: the first of a surname, of a given name, its second.
SURNAME: Final = 1
GIVEN_1: Final = 2
GIVEN_2: Final = 4
OF_NAMES: Final = (
    (SURNAME, [surname[0] for surname in _SURNAMES]),
    (GIVEN_1, _GIVEN["first"]),
    (GIVEN_2, _GIVEN["second"]),
)
_NAMING: Final = table_of(*OF_NAMES)
LONG_SURNAMES: Final = frozenset(surname for surname in _SURNAMES if surname[1:])
# What a syllable ends.
_ADNOMINAL: Final = 1
_VERBAL: Final = 2
_ENDING: Final = table_of(
    (_ADNOMINAL, (form[-1] for form in (*_ADNOMINALS, *_SHORT_ADNOMINALS, *_ADNOMINAL_ENDS, "라는", "하는"))),
    (_VERBAL, (end[-1] for end in (*_VERBAL_ENDS, *_VERBAL_TAILS, "자"))),
)


def surname_of(word: str) -> str | None:
    """The Korean surname that `word` begins with, two-syllable ones first."""
    if not word or not bits(_NAMING, word, 0) & SURNAME:
        return None
    if len(word) > 2 and word[:2] in LONG_SURNAMES:
        return word[:2]
    return word[0] if word[0] in _SURNAMES else None


def is_possible_name(word: str) -> bool:
    """Whether a word has the shape of a full Korean name: a surname and one or two more syllables that make no known
    noun."""
    return 2 < len(word) < 5 and bits(_NAMING, word, 0) & SURNAME != 0 and _NO_NOUNS.of(word)


def _is_no_noun(word: str) -> bool:
    surname = surname_of(word)
    if surname is None or len(word) - len(surname) not in (1, 2) or not is_hangul(word):
        return False
    if word in _NOUNS or word in _NOT_NAMES:
        return False
    if head_of(word)[0] is not None:
        return False
    return not (word[-1] in _DERIVED and word[:-1] in _NOUNS)


_NO_NOUNS: Final = Memory(_is_no_noun, 1 << 15)


def is_korean_name(word: str) -> bool:
    """Whether a word reads as a full Korean name by its syllables too: 도널드 (Donald) could be one by length and
    first syllable, but -널드 names nobody."""
    return _sounds_like_name(word) and _SURNAMES[surname_of(word) or ""] != "rare" and is_possible_name(word)


def _sounds_like_name(word: str) -> bool:
    """Whether a surname and the syllables of a given name make up `word`."""
    if not 2 < len(word) < 5 or not bits(_NAMING, word, 0) & SURNAME:
        return False
    if word[:2] in LONG_SURNAMES:
        return _given_name_likely(word[2:])
    return len(word) == 3 and word[0] in _SURNAMES and _given_name_likely(word[1:])


def is_rare_name(word: str) -> bool:
    """A full name with a surname so rare that most words beginning with it are none: only beside a title."""
    return (_sounds_like_name(word) and is_possible_name(word)) or _has_two_surnames(word)


def is_bare_name(word: str) -> bool:
    """A full name that can be told without a title beside it: no verb or noun with an ending can be read in it."""
    if not is_korean_name(word):
        return False
    return (
        not (len(word) == 3 and word[-1] in "해아서고게도만라며지인는은운하의" and word[:2] in _NOUNS)
        and word[-1] not in "고다"
    )


def is_likely_name(word: str) -> bool:
    """A word that is no noun we know, begins with a common surname and has one syllable that given names have: a name
    where it stands as topic or subject."""
    if len(word) != 3 or not bits(_NAMING, word, 0) & SURNAME:
        return False
    if not (bits(_NAMING, word, 1) & GIVEN_1 or bits(_NAMING, word, 2) & GIVEN_2):
        return False
    surname = surname_of(word)
    if surname is None or len(surname) > 1 or _SURNAMES[surname] == "rare":
        return False
    return word[-1] not in "해아서고게도만라며지인는은운하다" and is_possible_name(word)


def _has_two_surnames(word: str) -> bool:
    """`한문서연`: the father's and the mother's surname in front of the given name."""
    if len(word) != 4 or word[0] not in _FREQUENT or word[1] not in _FREQUENT or not _given_name_likely(word[2:]):
        return False
    return word not in _NOUNS and head_of(word)[0] is None


def _given_name_likely(given: str) -> bool:
    """Whether given names have the syllables of `given` where they stand."""
    return bits(_NAMING, given, 0) & GIVEN_1 != 0 and (len(given) == 1 or bits(_NAMING, given, 1) & GIVEN_2 != 0)


def is_short_name(word: str) -> bool:
    """A two-syllable name (홍결) or a surname left standing for a name (김모): only beside a title."""
    if len(word) != 2 or surname_of(word) is None or not is_hangul(word) or word in _SURNAMES:
        return False
    return word[1] == "모" or (word not in _NOUNS and head_of(word)[0] is None)


def is_unknown(word: str) -> bool:
    """A word that is no noun we know and no verb form: in front of a title, a foreign name (코발스카) or a firm."""
    return _UNKNOWN.of(word)


def _find_unknown(word: str) -> bool:
    if (len(word) < 2 and word >= "가") or not _FOREIGN.fullmatch(word) or word in _NOUNS:
        return False
    if head_of(word)[0] is not None or len(word) > 12 or _is_compound(word):
        return False
    return not breaks_phrase(word)


_UNKNOWN: Final = Memory(_find_unknown, 1 << 15)


def is_abstract(word: str) -> bool:
    """`상승률`, `계절감`: what the word ends in names no person and no body."""
    return len(word) > 2 and word.endswith(_ABSTRACT) and not is_korean_name(word)


def _is_compound(word: str) -> bool:
    """Two nouns of two syllables or more that are written together (`언론개혁`)."""
    return any(word[:cut] in _NOUNS and word[cut:] in _NOUNS for cut in range(2, len(word) - 1))


def is_adnominal(word: str) -> bool:
    """A verb or adjective form that leans on the noun after it (`발의한`, `열린`, `맡은`)."""
    return bool(word) and bits(_ENDING, word, -1) & _ADNOMINAL != 0 and _LEANING.of(word)


def _leans_on_noun(word: str) -> bool:
    if word in _NOUNS:
        return False
    if word in _SHORT_ADNOMINALS:
        return True
    if word in _ADNOMINALS:
        return not is_korean_name(word) and not (word[-1] in "는은" and is_korean_name(word[:-1]))
    if word.endswith("라는") and len(word) > 3 and word[:-2] in _NOUNS:
        return True  # 통로라는 (인식): that it is a way
    if word.endswith("하는") and is_korean_name(word[:-1]) and word[:-2] not in _NOUNS:
        return False  # 홍재하는, but not 이용하는
    return len(word) > 1 and word.endswith(_ADNOMINAL_ENDS) and not (is_rare_name(word) or head_of(word)[0])


_LEANING: Final = Memory(_leans_on_noun, 1 << 15)


def is_adnominal_form(word: str) -> bool:
    """An adnominal form that is in the list of them, not one by its ending alone."""
    return word in _ADNOMINALS


def is_verbal(word: str) -> bool:
    """A verb form in a final or connective ending (`갖춰졌다`, `관련해`, `섭외해`, `하자`)."""
    return len(word) > 1 and bits(_ENDING, word, -1) & _VERBAL != 0 and _CLOSING.of(word)


def _ends_a_clause(word: str) -> bool:
    if word in _NOUNS or word in _FOREIGN_NAMES:
        return False
    if head_of(word)[0] is not None or is_bare_name(word) or not is_hangul(word):
        return False
    if word.endswith("에게") or (word.endswith(("이라", "이자")) and len(word) > 3 and not _is_noun(word[:-2])):
        return False
    if word[-1] == "자" and len(word) == 2:
        return True
    return word[-1] in _VERBAL_ENDS or word.endswith(_VERBAL_TAILS)


_CLOSING: Final = Memory(_ends_a_clause, 1 << 15)


def _is_noun(word: str) -> bool:
    return word in _NOUNS or head_of(word)[0] is not None


def breaks_phrase(word: str) -> bool:
    """A verb form: no noun phrase reaches across it."""
    return is_adnominal(word) or is_verbal(word)
