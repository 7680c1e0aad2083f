"""Eojeol (words between spaces: a noun and the particles that stick to it) -> what they can be in a sentence."""

from __future__ import annotations

from typing import Final

from tracker.compiling import mypyc_attr
from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of
from tracker.extract.heads import LAST_SYLLABLES, head_of
from tracker.extract.korean import has_final
from tracker.extract.masks import ASIDE, LABEL
from tracker.extract.names import is_adnominal, is_bare_name, is_korean_name, surname_of
from tracker.extract.remembered import Memory
from tracker.patterns import lazy

# Particle -> role in the clause. T topic (은/는), S subject, A also/even, O object, D to somebody, F from somebody
# (에게서), L at or from a place or body, G of, C with/and, I by means of, M who is (`대표인`).
_CONSONANT: Final = {"consonant": True, "vowel": False, "any": None}


def _particles() -> list[tuple[str, str, bool | None]]:
    """(particle, role, must the noun end in a consonant?) as `particles.tsv` lists them."""
    return [(row[0], row[1], _CONSONANT[row[2]]) for row in lexicon.rows("particles")]


# Particle -> what it can be, and the last syllable of particles -> how long they are: longer ones are tried first.
_PARTICLES: Final[dict[str, list[tuple[str, bool | None]]]] = {}
_PARTICLE_LENGTHS: Final[dict[str, list[int]]] = {}
for _particle, _role, _after in sorted(_particles(), key=lambda row: -len(row[0])):
    _PARTICLES.setdefault(_particle, []).append((_role, _after))
    if len(_particle) not in _PARTICLE_LENGTHS.setdefault(_particle[-1], []):
        _PARTICLE_LENGTHS[_particle[-1]].append(len(_particle))

# The last syllables of particles and heads: a word with another one is a noun by itself or unknown.
_ENDING: Final = table_of((1, (*_PARTICLE_LENGTHS, *LAST_SYLLABLES)))
PARTICLE_ROLES: Final = {particle: role for particle, role, _ in reversed(_particles())}

_TRIM_LEFT: Final = "故([<{【〔△▲▷▶◇◆■□●○·-–—…‥〈《ㆍΔ①②③④⑤⑥⑦⑧⑨⑩"
_TRIM_RIGHT: Final = ")]>}】〕,.;:!?…·〉》="
_CALLED_SO: Final = lazy(r"이?라(?:는|고|며|던|기)|이?란$|식$|급$")
_WHOLE: Final = lexicon.kind("small_words", "whole")
_MASKS: Final = lazy("[\ue000-\ue00f]+")
_SURNAMES: Final = lexicon.table("surnames")
_GIVEN: Final = lexicon.words("foreign_given_names")
_NOUNS: Final = lexicon.words("nouns")


@mypyc_attr(acyclic=True)
class Eojeol:
    """One word as it can be read: `core` without brackets and stops, its noun `stem`, the particle's `role`
    ("N" for none), and what its last part names: `kind` and `head` from `heads.tsv`, `prefix` before the head."""

    __slots__ = ("_telling", "core", "head", "kind", "prefix", "role", "stem")

    def __init__(self, core: str, stem: str, role: str, kind: str | None, head: str, prefix: str) -> None:
        self.core = core
        self.stem = stem
        self.role = role
        self.kind = kind
        self.head = head
        self.prefix = prefix
        self._telling: bool | None = None

    def _withholds(self) -> bool:
        """`A씨`, `김씨`: who is called so has no full name there."""
        prefix = self.prefix
        named = self.head != "씨" or len(prefix) != 1 or prefix == "모"
        return not named and (prefix < "가" or surname_of(prefix) is not None)

    @property
    def telling(self) -> bool:
        """Whether it may tell a person's name, as a title or as a name; found out once."""
        if self._telling is None:
            self._telling = self._tells_name()
        return self._telling

    def _tells_name(self) -> bool:
        if self.kind is not None:
            return self.kind == "title" and not self._withholds()
        named = 2 < len(self.stem) < 5 and is_bare_name(self.stem) and not is_adnominal(self.core)
        return named or self.core in _GIVEN


def read_eojeol(word: str) -> Eojeol:
    """Take a word apart. `word` has no white space; masks (private-use characters) may stand in it."""
    return _READ.of(word)


def _read(word: str) -> Eojeol:
    if word.isalnum():
        return _take_apart(word)
    core = _unmask(word)
    if word[:1] == LABEL and core in PARTICLE_ROLES:  # a label or title in marks: '…'의
        return Eojeol("", "", PARTICLE_ROLES[core], None, "", "")
    if word[:1] == LABEL and _CALLED_SO.match(core):
        return Eojeol("", "", "I", None, "", "")
    split = _around_aside(word) if ASIDE in word else None
    return _take_apart(core) if split is None else split


_READ: Final = Memory(_read, 1 << 16)


def _take_apart(core: str) -> Eojeol:
    if not core or not bits(_ENDING, core, -1):
        return Eojeol(core, core, "N", None, "", core)
    stem, role = _split_particle(core)
    kind, head = head_of(stem)
    if role != "N":
        whole = head_of(core)
        if (
            len(whole[1]) > 1 and not _by_chance(whole[1], core, stem) and not _is_name(stem)
        ):  # 사회복지학과: the end of a word
            stem, role, (kind, head) = core, "N", whole
        elif len(core) == 3 and _is_name_itself(core, stem, role):
            stem, role, kind, head = core, "N", None, ""
    prefix = stem[: len(stem) - len(head)] if head else stem
    return Eojeol(core, stem, role, kind, head, prefix)


def _is_name(stem: str) -> bool:
    """`홍지한은`: a full name and its particle, and no bank (한은)."""
    return len(stem) == 3 and is_bare_name(stem)


def _by_chance(head: str, core: str, stem: str) -> bool:
    """`북한은` is no bank (한은): a noun with its particle ends as a longer head does."""
    return len(head) < len(core) and stem in _NOUNS


def _around_aside(word: str) -> Eojeol | None:
    """`비에(Bea)는`: brackets stand between a noun and its particle, whatever the noun ends in."""
    noun, _, rest = word.partition(ASIDE)
    stem, particle = _unmask(noun), _unmask(rest)
    if stem and not particle and len(stem) == 2 and stem[0] in _SURNAMES and head_of(stem[0])[0] is None:
        return Eojeol(stem, stem, "N", None, "", stem)  # 류이(劉怡): a particle would stand behind the brackets
    if not stem or particle not in PARTICLE_ROLES:
        return None
    kind, head = head_of(stem)
    prefix = stem[: len(stem) - len(head)] if head else stem
    return Eojeol(stem + particle, stem, PARTICLE_ROLES[particle], kind, head, prefix)


def last_syllables_of(roles: str) -> frozenset[str]:
    """The last syllables of the particles with one of these roles: words with other ends need not be read for them."""
    return frozenset(particle[-1] for particle, role, _ in _particles() if role in roles)


def _is_name_itself(core: str, stem: str, role: str) -> bool:
    """`박소은`, `홍재인`: what looks like a particle is the end of the name."""
    if role not in "TSAM" or len(stem) != 2 or stem in _NOUNS:
        return False
    return is_korean_name(core) if role == "M" else is_bare_name(core)


def _unmask(word: str) -> str:
    """`word` without masks, brackets and stops around it; nothing where no letter is left."""
    bare = word.lstrip(_TRIM_LEFT).rstrip(_TRIM_RIGHT)
    if bare.isalnum():
        return bare
    bare = _MASKS.sub("", word).lstrip(_TRIM_LEFT).rstrip(_TRIM_RIGHT)
    return bare if any(char.isalnum() for char in bare) else ""


def _ends_a_name(stem: str, particle: str) -> bool:
    """`홍재만은`: the first syllable of a double particle is the last one of a name."""
    return len(stem) == 2 and stem not in _NOUNS and is_bare_name(stem + particle[0])


def _may_end_so(stem: str) -> bool:
    """`라흐만은`, not `정부만은`: behind a word that we do not know 만 is its end rather than a particle."""
    return stem not in _NOUNS and head_of(stem)[0] is None and not is_bare_name(stem)


def _split_particle(core: str) -> tuple[str, str]:
    """The noun and the role of the particle behind it, longer particles first; the whole word where it has none."""
    if core in _WHOLE or (core.endswith("없이") and len(core) > 2):  # 뜬금없이: adverbs of 없다 (there is not)
        return core, "N"
    for length in _PARTICLE_LENGTHS.get(core[-1:], ()):
        stem, particle = core[:-length], core[-length:]
        for role, after_consonant in _PARTICLES.get(particle, ()) if stem else ():
            if after_consonant is not None and has_final(stem) is (not after_consonant):
                continue
            if (role == "M" or particle == "도") and not _may_split(core, stem, role):
                continue
            if particle == "와" and len(stem) > 2 and stem[-1] in "가카" and _may_end_so(stem):  # 가미카와
                continue
            if length == 2 and (_ends_a_name(stem, particle) or (particle == "만은" and _may_end_so(stem))):
                continue
            return stem, role
    if core[-1] in "은는" and len(core) > 2 and head_of(core[:-1])[0] == "title" and core not in _NOUNS:
        return core[:-1], "T"  # 대표은: the particle of other nouns
    return core, "N"


def _may_split(core: str, stem: str, role: str) -> bool:
    """Whether 도 (also), 이자 and 인 (who is) are particles here and not the end of a noun: `제도`, `노인`."""
    if core in _NOUNS:
        return False
    return role != "M" or (len(stem) > 1 and (stem in _NOUNS or head_of(stem)[0] is not None))
