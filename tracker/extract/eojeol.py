"""Eojeol (words between spaces: a noun and the particles that stick to it) -> what they can be in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from tracker.extract import lexicon
from tracker.extract.heads import head_of, last_syllables
from tracker.extract.korean import has_final
from tracker.extract.masks import ASIDE, LABEL
from tracker.extract.names import is_adnominal, is_bare_name, is_korean_name

# Particle -> role in the clause. T topic (은/는), S subject, A also/even, O object, D to somebody, F from somebody
# (에게서), L at or from a place or body, G of, C with/and, I by means of, M who is (`대표인`).
_CONSONANT = {"consonant": True, "vowel": False, "any": None}


def _particles() -> list[tuple[str, str, bool | None]]:
    """(particle, role, must the noun end in a consonant?) as `particles.tsv` lists them."""
    return [(row[0], row[1], _CONSONANT[row[2]]) for row in lexicon.rows("particles")]


# Longer particles are tried first.
_BY_LAST: dict[str, list[tuple[str, str, bool | None]]] = {}
for _row in sorted(_particles(), key=lambda row: -len(row[0])):
    _BY_LAST.setdefault(_row[0][-1], []).append(_row)

_LAST_OF_PARTICLES = frozenset(_BY_LAST)
_PARTICLE_ROLES = {particle: role for particle, role, _ in reversed(_particles())}

_TRIM_LEFT = "故([<{【〔△▲▷▶◇◆■□●○·-–—…〈《"
_TRIM_RIGHT = ")]>}】〕,.;:!?…·〉》"
_WHOLE = lexicon.kind("small_words", "whole")


@dataclass(slots=True, eq=False)
class Eojeol:
    """One word as it can be read: `core` without brackets and stops, its noun `stem`, the particle's `role`
    ("N" for none), and what its last part names: `kind` and `head` from `heads.tsv`, `prefix` before the head.
    `telling`: it may tell a person's name, as a title or as a name."""

    core: str
    stem: str
    role: str
    kind: str | None
    head: str
    prefix: str
    telling: bool


@lru_cache(maxsize=1 << 16)
def read_eojeol(word: str) -> Eojeol:
    """Take a word apart. `word` has no white space; masks (private-use characters) may stand in it."""
    core = _unmask(word)
    if word[0] == LABEL and core in _PARTICLE_ROLES:  # a label or title in marks: '…'의
        return Eojeol("", "", _PARTICLE_ROLES[core], None, "", "", False)
    if ASIDE in word:
        split = _around_aside(word)
        if split is not None:
            return split
    if core[-1:] not in _LAST_OF_PARTICLES and core[-1:] not in last_syllables() and len(core) not in (3, 4):
        return Eojeol(core, core, "N", None, "", core, core in lexicon.words("foreign_given_names"))
    stem, role = _split_particle(core)
    kind, head = head_of(stem)
    if role != "N":
        whole = head_of(core)
        if whole[0] is not None and len(whole[1]) > 1:  # 사회복지학과: no particle but the end of a word
            stem, role, (kind, head) = core, "N", whole
        elif len(core) == 3 and _is_name_itself(core, stem, role):
            stem, role, kind, head = core, "N", None, ""
    prefix = stem[: len(stem) - len(head)] if head else stem
    if kind is None:
        named = 2 < len(stem) < 5 and is_bare_name(stem) and not is_adnominal(core)
        telling = named or core in lexicon.words("foreign_given_names")
    else:
        telling = kind == "title"
    return Eojeol(core, stem, role, kind, head, prefix, telling)


def _around_aside(word: str) -> Eojeol | None:
    """`비에(Bea)는`: brackets stand between a noun and its particle, whatever the noun ends in."""
    noun, _, rest = word.partition(ASIDE)
    stem, particle = _unmask(noun), _unmask(rest)
    if not stem or particle not in _PARTICLE_ROLES:
        return None
    kind, head = head_of(stem)
    prefix = stem[: len(stem) - len(head)] if head else stem
    telling = kind == "title" or (2 < len(stem) < 5 and is_bare_name(stem))
    return Eojeol(stem + particle, stem, _PARTICLE_ROLES[particle], kind, head, prefix, telling)


@cache
def _title_ends() -> frozenset[str]:
    """The last two syllables of every title; of one-syllable titles that one."""
    return frozenset(head[-2:] for head, kind in lexicon.rows("heads") if kind == "title")


@lru_cache(maxsize=1 << 17)
def may_tell(word: str) -> bool:
    """A quick first look: whether `read_eojeol(word).telling` can be true at all."""
    core = word if word.isalnum() else _unmask(word)
    if not core:
        return False
    if (core[0] in lexicon.table("surnames") and 2 < len(core) < 8) or core in lexicon.words("foreign_given_names"):
        return True
    ends = _title_ends()
    stop = len(core)
    return any(core[max(0, stop - cut - 2) : stop - cut] in ends for cut in range(min(4, stop))) or "씨" in core


def _is_name_itself(core: str, stem: str, role: str) -> bool:
    """`박소은`, `홍재인`: what looks like a particle is the end of the name."""
    if role not in "TSAM" or len(stem) != 2 or stem in lexicon.words("nouns"):
        return False
    return is_korean_name(core) if role == "M" else is_bare_name(core)


_MASKS = re.compile("[\ue000-\ue00f]+")


def _unmask(word: str) -> str:
    if not word.isalnum():
        word = _MASKS.sub("", word).lstrip(_TRIM_LEFT).rstrip(_TRIM_RIGHT)
        if word and not word[-1].isalnum() and not any(char.isalnum() for char in word):
            return ""
    return word


def _ends_a_name(stem: str, particle: str) -> bool:
    """`홍재만은`: the first syllable of a double particle is the last one of a name."""
    return len(stem) == 2 and stem not in lexicon.words("nouns") and is_bare_name(stem + particle[0])


def _split_particle(core: str) -> tuple[str, str]:
    if not core or core in _WHOLE:
        return core, "N"
    for particle, role, after_consonant in _BY_LAST.get(core[-1], ()):
        if len(core) <= len(particle) or not core.endswith(particle):
            continue
        stem = core[: -len(particle)]
        final = has_final(stem[-1])
        if after_consonant is not None and final is not None and final is not after_consonant:
            continue
        if particle == "도" and core in lexicon.words("nouns"):
            continue
        if len(particle) == 2 and _ends_a_name(stem, particle):
            continue
        if len(stem) == 1 and role == "M":
            continue
        if role == "M" and (
            core in lexicon.words("nouns") or (stem not in lexicon.words("nouns") and head_of(stem)[0] is None)
        ):
            continue
        return stem, role
    return core, "N"
