"""Phrases that end in a title: the name in front of it, across the affiliation where that stands between.

Korean puts affiliation, name and title in several orders: `홍서연 대표`, `새길당 홍서연 대표`, `홍서연 새길당 대표`,
`홍 대표`.
"""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.cues import reporting_verb
from tracker.extract.foreign import foreign_run, is_given, is_noun, may_be_given, run_start
from tracker.extract.heads import head_of
from tracker.extract.masks import ASIDE
from tracker.extract.names import (
    breaks_phrase,
    is_adnominal_form,
    is_korean_name,
    is_likely_name,
    is_possible_name,
    is_rare_name,
    is_short_name,
    is_unknown,
    surname_of,
)
from tracker.extract.phrases import (
    ADVERBS,
    BOUND,
    DETERMINERS,
    FORMER,
    REACH,
    Mention,
    Token,
    is_label,
    phrase,
    phrase_start,
)

_INSTITUTE: Final = "연구원"  # a researcher, but an institute where its name runs together with it
_SURNAMES: Final = lexicon.table("surnames")
_HANJA: Final = lexicon.table("hanja_surnames")
_COUNTRIES: Final = lexicon.kind("small_words", "country")
_ACADEMIC: Final = lexicon.kind("small_words", "academic")


def titled(tokens: list[Token], i: int, text: str) -> Mention | None:
    """The mention that ends in the title `tokens[i]`, with the name in front of it where there is one."""
    eojeol = tokens[i].eojeol
    title, prefix = eojeol.head, eojeol.prefix
    if title == "씨":
        return _with_ssi(tokens, i, text)
    if title in ("군", "양", "옹") and not prefix:
        if not i or not is_korean_name(tokens[i - 1].eojeol.core):
            return None
        return phrase(tokens, i, i - 1, text, "person", name=tokens[i - 1].eojeol.core, title=title)
    left = left_words(tokens, i)
    glued = _glued(tokens, i, left, text) if prefix else None
    if glued is not None:
        return glued
    at = _korean_name_in(tokens, left, title)
    if at is not None:
        name = first_of_joint(tokens[at].eojeol.core)
        org = _affiliation(tokens, i, left, {at}, prefix)
        return phrase(tokens, i, at, text, "person", name=name, title=_full_title(tokens, i, at), org=org)
    at = _surname_at(tokens, i, left)
    if at is not None:
        part = _HANJA.get(tokens[at].eojeol.core, tokens[at].eojeol.core)
        return phrase(tokens, i, at, text, "person", part=part, title=_full_title(tokens, i, at))
    run = foreign_run(tokens, left, text)
    org = _affiliation(tokens, i, left, set(run), prefix)
    if run:
        name = " ".join(tokens[j].eojeol.core for j in run)
        # 류이(劉怡), 왕밍타오 중국 상무부장: whoever is introduced with Chinese letters or a country
        spelled = len(run) > 1 or ASIDE in tokens[run[0]].word or tokens[run[0] + 1].eojeol.core in _COUNTRIES
        mention = phrase(tokens, i, run[0], text, "person", title=_full_title(tokens, i, run[-1]), org=org)
        if spelled:
            mention.name = name
        else:
            mention.part = name
        return mention
    kind = "org" if title == _INSTITUTE and len(prefix) > 1 else "title"
    return phrase(tokens, i, phrase_start(tokens, i, genitive=True), text, kind, title=title, org=org)


def _glued(tokens: list[Token], i: int, left: list[int], text: str) -> Mention | None:
    """`홍서연대표`, `홍대표`, `마리아 코발스카대표`: the name, or its end, runs together with the title."""
    title, prefix = tokens[i].eojeol.head, tokens[i].eojeol.prefix
    short = len(title) > 1 and title != _INSTITUTE and is_short_name(prefix) and not _named_beside(tokens, i, left)
    if short or (is_korean_name(prefix) and not _given_in(tokens, i - 3, i)):
        return phrase(tokens, i, i, text, "person", name=prefix, title=title)
    surname = len(prefix) == 1 and prefix not in "전현부신총" and surname_of(prefix) is not None
    if surname and not _named_beside(tokens, i, left):
        return phrase(tokens, i, i, text, "person", part=prefix, title=title)
    family = 1 < len(prefix) <= 5 and left and left[0] == i - 1 and is_unknown(prefix)
    if family and may_be_given(tokens[i - 1].eojeol.core) and not _given_in(tokens, i - 2, i - 1):
        name = f"{tokens[i - 1].eojeol.core} {prefix}"
        return phrase(tokens, i, i - 1, text, "person", name=name, title=title)
    return None


def _named_beside(tokens: list[Token], i: int, left: list[int]) -> bool:
    """`홍서연 하람도 정무부지사`: the full name stands in front of the word."""
    if i and is_korean_name(tokens[i - 1].eojeol.core) and not tokens[i - 1].after_quote:
        return True
    return any(is_korean_name(tokens[k].eojeol.core) for k in left)


def _given_in(tokens: list[Token], first: int, end: int) -> bool:
    """Whether one of `tokens[first:end]` is a foreign given name that we know."""
    return any(is_given(tokens[k].eojeol.core) for k in range(max(0, first), end))


def _surname_at(tokens: list[Token], i: int, left: list[int]) -> int | None:
    """The word that is just a surname beside the title (`홍 대표`), or with `전` (former) between (`홍 전 대표`).

    `전` and `현` are surnames only where nothing else stands in front of the title.
    """
    if not left or (left[0] != i - 1 and tokens[left[0]].eojeol.core not in FORMER):
        return None
    at = left[0]
    if tokens[at].eojeol.core in FORMER and len(left) > 1 and left[1] == at - 1:
        further = tokens[left[1]].eojeol.core
        if len(further) == 1 and surname_of(further):
            at = left[1]
    word = tokens[at].eojeol.core
    if word in _HANJA:
        return at
    if word not in _SURNAMES or (word in FORMER and not (at == i - 1 and len(left) == 1)):
        return None
    return at


def _with_ssi(tokens: list[Token], i: int, text: str) -> Mention | None:
    """`홍길동씨`, `홍길동 씨`, `A씨`, `김씨`, `김모씨`."""
    eojeol = tokens[i].eojeol
    if eojeol.prefix:
        name, first = first_of_joint(eojeol.prefix), i
    elif i and tokens[i - 1].eojeol.role in "NSTA":
        name, first = first_of_joint(tokens[i - 1].eojeol.core), i - 1
    else:
        return None
    if first and name in ("모",) and len(tokens[first - 1].eojeol.core) == 1:
        first, name = first - 1, tokens[first - 1].eojeol.core + "모"
    if is_possible_name(name) or (is_short_name(name) and name[1] != "모"):
        return phrase(tokens, i, first, text, "person", name=name, title="씨")
    if len(name) == 1 and surname_of(name) and "가" <= name <= "힣":
        return phrase(tokens, i, first, text, "person", part=name, title="씨")
    foreign = _given_in(tokens, first - 2, first)
    if ((is_unknown(name) and len(name) > 1) or foreign) and name[0] >= "가":
        start = run_start(tokens, first, 0, any_word=foreign)
        words = [tokens[j].eojeol.core if j != i else name for j in range(start, first + 1)]
        if any(is_korean_name(word) for word in words[:-1]):
            return None  # 홍서연 한결씨 대표: the firm ends so
        if len(words) > 1:
            return phrase(tokens, i, start, text, "person", name=" ".join(words), title="씨")
        return phrase(tokens, i, first, text, "person", part=name, title="씨")
    return phrase(tokens, i, first, text, "role")


def left_words(tokens: list[Token], i: int) -> list[int]:
    """The words in front of the title `tokens[i]` that can belong to its phrase, nearest first."""
    left = []
    for j in range(i - 1, max(-1, i - REACH), -1):
        word = tokens[j]
        if word.after_quote:
            break
        eojeol = word.eojeol
        if is_label(word) and eojeol.role == "N":
            continue
        if not eojeol.core or word.word[-1] in ",.;:!?…]>】":
            break
        if eojeol.core not in FORMER and not _belongs(tokens, i, j):
            break
        left.append(j)
    return left


def _belongs(tokens: list[Token], i: int, j: int) -> bool:
    """Whether the word `tokens[j]` can be part of the phrase that ends in the title `tokens[i]`."""
    eojeol = tokens[j].eojeol
    core = eojeol.core
    surname = j == i - 1 and len(core) == 1 and core in _SURNAMES
    if (core in ADVERBS and not surname) or core in BOUND or (core in DETERMINERS and len(core) > 1):
        return False
    if eojeol.role == "C" and eojeol.kind == "title":
        return False  # 홍서연 총리와 남기율 장관은
    named = _is_name_here(tokens, i, j)
    if eojeol.role == "G" and not named:
        body = eojeol.kind in ("org", "group") or (len(eojeol.stem) > 3 and is_unknown(core))
        return body or is_noun(eojeol.stem)
    if is_given(core):
        return True
    if eojeol.role != "N" and not named:
        known = _is_unit(tokens, i, j) or is_noun(core) or _in_foreign_name(tokens, j)
        if not known:
            return False
    if core in _SURNAMES:
        return True
    if breaks_phrase(core) and not (_in_foreign_name(tokens, j) or _beside_name(tokens, j)):
        return False
    return named or len(core) < 3 or not reporting_verb(core)


def _is_name_here(tokens: list[Token], i: int, j: int) -> bool:
    """A full Korean name, also where its last syllable looks like a particle."""
    eojeol = tokens[j].eojeol
    core = eojeol.core
    # 홍용이 한결위 위원장은: a subject would have no verb here
    if eojeol.role in "ST" and eojeol.kind is None and len(core) == 3 and j < i - 1 and is_korean_name(core):
        return True
    if eojeol.role in "ST" and is_short_name(core) and tokens[j + 1].eojeol.core in _COUNTRIES:
        return True  # 류이 중국 외교부장은
    beside = eojeol.role == "A" and (core[-1] == "만" or j == i - 1 or tokens[j + 1].eojeol.core in FORMER)
    particle = eojeol.role not in "NM" and is_noun(eojeol.stem) and not beside
    return not particle and (is_korean_name(first_of_joint(core)) or is_rare_name(core))


def _in_foreign_name(tokens: list[Token], j: int) -> bool:
    """Behind a given name, or behind another unknown word and only seemingly with a particle (`다카미 야스히로`)."""
    eojeol = tokens[j].eojeol
    if _given_in(tokens, j - 2, j):
        return True
    unknown = eojeol.role in "IL" and is_unknown(eojeol.core) and not is_noun(eojeol.stem)
    return unknown and j > 0 and is_unknown(tokens[j - 1].eojeol.core)


def _is_unit(tokens: list[Token], i: int, j: int) -> bool:
    """A department (`…과`) or a constituency (`…을`) right beside the title: what looks like a particle is none."""
    eojeol = tokens[j].eojeol
    if j != i - 1:
        return False
    if eojeol.role == "C":
        long = len(eojeol.core) > (2 if tokens[i].eojeol.head in _ACADEMIC else 3)  # 화학과 교수
        return eojeol.core[-1] == "과" and eojeol.kind is None and long
    return eojeol.role == "O" and eojeol.core[-1] == "을" and len(eojeol.core) < 5


def _beside_name(tokens: list[Token], j: int) -> bool:
    """`홍서연 한결진 대표`: right behind a full name without a particle stands no verb but a firm, so that what looks
    like a verb's ending is none."""
    if tokens[j].eojeol.role != "N" or is_adnominal_form(tokens[j].eojeol.core):
        return False
    for k in range(j - 1, max(-1, j - 3), -1):
        if tokens[k].after_quote or tokens[k].eojeol.role != "N" or not tokens[k].word[-1].isalnum():
            return False
        if is_korean_name(tokens[k].eojeol.core):
            return True
    return False


def _korean_name_in(tokens: list[Token], left: list[int], title: str) -> int | None:
    """The word that is a full Korean name, nearest to the title; a two-syllable one only right beside it."""
    if any(is_given(tokens[j].eojeol.core) for j in left):
        return None
    left = [j for j in left if tokens[j].eojeol.role != "G" or not is_noun(tokens[j].eojeol.stem)]
    words = [(first_of_joint(tokens[j].eojeol.core), j) for j in left]
    words = [(core, j) for nth, (core, j) in enumerate(words) if not _is_place_of_work(core, words[nth + 1 :], title)]
    for telling in (is_korean_name, is_rare_name):
        for core, j in words:
            if telling(core):
                return j
    for core, j in words:
        if _may_be_name(tokens, left, core, j):
            return j
        if j != left[0] and tokens[j].eojeol.kind == "role":
            break
    return next((j for core, j in words if _like_head(core)), None)


def _may_be_name(tokens: list[Token], left: list[int], core: str, j: int) -> bool:
    """Whether a word that does not read like a name by itself is one where it stands."""
    beside = any(k in left and is_unknown(tokens[k].eojeol.core) for k in (j - 1, j + 1))
    following = tokens[j + 1].eojeol
    first = j == left[0]
    of_body = following.kind == "org" or following.core in _COUNTRIES
    if is_short_name(core) and (not beside if first else j == left[-1] and of_body):
        return True
    if not first and following.core in ("전", "前") and len(core) == 2 and surname_of(core):
        return True
    return is_possible_name(core) and (not beside or _korean_beside_firm(core, j, left))


def _is_place_of_work(core: str, further: list[tuple[str, int]], title: str) -> bool:
    """`홍서연 한결대 교수`, `홍서연 하람을 위원장`: a university or constituency that reads like a name, with the name
    in front of it."""
    if core[-1:] not in ("대", "을"):
        return False
    return any(is_korean_name(word) for word, _ in further) or (bool(further) and title in _ACADEMIC)


def _korean_beside_firm(core: str, j: int, left: list[int]) -> bool:
    """`고기준 한결재단 대표`: of two unknown words the first has three syllables, and more than its surname is like a
    name."""
    return j == left[-1] and j + 1 in left and is_likely_name(core)


def _like_head(word: str) -> bool:
    """`홍병원 의원`, `남주민 의원`: a surname and what is otherwise an institution, a role or a title, in front of a
    title of its own."""
    head = head_of(word)[1]
    if len(word) != 3 or len(head) != 2 or is_noun(word):
        return False
    return _SURNAMES.get(word[0]) == "common"


def first_of_joint(word: str) -> str:
    """`홍서연·남기율` -> 홍서연: of names joined by dots the first one stands for all."""
    return word.split("·")[0].split("ㆍ")[0] if "·" in word or "ㆍ" in word else word


def others_of_joint(word: str) -> list[str]:
    """The names behind the first of those joined by dots."""
    return [name for name in word.replace("ㆍ", "·").split("·")[1:] if is_korean_name(name)]


def _affiliation(tokens: list[Token], i: int, left: list[int], used: set[int], prefix: str) -> str | None:
    """The words of the phrase that are neither name nor title: where the person belongs."""
    words = [
        tokens[j].eojeol.stem
        for j in reversed(left)
        if j not in used and tokens[j].eojeol.core not in FORMER and tokens[j].eojeol.kind != "title"
    ]
    if prefix and len(prefix) > 1:
        words.append(prefix)
    return " ".join(words) or None


def _full_title(tokens: list[Token], i: int, after: int) -> str:
    """The title with `전` (former) and the like, and with further titles joined by `겸` (and also)."""
    words = [
        tokens[j].eojeol.core
        for j in range(after + 1, i)
        if tokens[j].eojeol.core in FORMER or tokens[j].eojeol.kind == "title"
    ]
    return " ".join([*words, tokens[i].eojeol.stem if len(tokens[i].eojeol.prefix) <= 2 else tokens[i].eojeol.head])
