"""The end of a noun that tells what it names: a title, a role, a body, a document."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of
from tracker.extract.remembered import remembered

_LONGEST_HEAD: Final = 7
_HEADS: Final = lexicon.table("heads")
# The syllables that known heads end in.
LAST_SYLLABLES: Final = frozenset(head[-1] for head in _HEADS) | {"들", "당", "대", "군", "양"}
_ENDING: Final = table_of((1, LAST_SYLLABLES))
_NO_HEAD: Final[tuple[str | None, str]] = (None, "")
_NOUNS: Final = lexicon.words("nouns")
_KIN: Final = lexicon.kind("small_words", "kin")
_NOT_HEADED: Final = lexicon.kind("small_words", "not-headed")
_AFTER_A_NAME: Final = {"씨": (1,), "측": (1,)}  # the heads of one syllable that also end longer words
OF_THE_YOUNG: Final = ("군", "양")  # only behind `A` and `김모`


def _lengths() -> dict[str, tuple[int, ...]]:
    """The last two syllables of known heads (or the only one) -> how long the heads are that end so, longest first."""
    lengths: dict[str, set[int]] = {}
    for head in _HEADS:
        if len(head) <= _LONGEST_HEAD:
            lengths.setdefault(head[-2:], set()).add(len(head))
    return {end: tuple(sorted(found, reverse=True)) for end, found in lengths.items()}


_LENGTHS: Final = _lengths()


def head_of(stem: str) -> tuple[str | None, str]:
    """The longest known head at the end of `stem` as (kind, head): `서울시교육감` -> ("title", "교육감").

    A plural `들` is looked through. One-syllable heads count only where the word is just that, or after a name (씨).
    """
    return _find_head(stem) if stem and bits(_ENDING, stem, -1) else _NO_HEAD


@remembered(1 << 16)
def _find_head(stem: str) -> tuple[str | None, str]:
    last = stem[-1]
    plural = stem.removesuffix("들") if len(stem) > 2 else stem
    for word in (stem, plural) if plural != stem else (stem,):
        found = _head_at_end(word)
        if found is not None:
            kind, head = found
            return ("role" if word is not stem and kind == "title" else kind), head + stem[len(word) :]
    if last in OF_THE_YOUNG and 1 < len(stem) < 4 and ((stem.isalpha() and stem[:-1].isascii()) or stem[1:-1] == "모"):
        return "role", last
    if len(plural) > 2 and plural[-1] == "당" and plural not in _NOUNS:
        return "org", plural  # a party
    if len(stem) > 2 and last == "대" and _is_university(stem):
        return "org", stem
    return None, ""


def _head_at_end(word: str) -> tuple[str, str] | None:
    """The longest known head at the end of `word` that may stand there, with its kind first."""
    for length in (*_LENGTHS.get(word[-2:], ()), *_AFTER_A_NAME.get(word[-1:], ())):
        head = word[-length:]
        if head in _HEADS and length <= len(word) and _may_stand(head, word):
            return _HEADS[head], head
    return None


def _may_stand(head: str, word: str) -> bool:
    """Whether `word` ends in `head` as in what it names, and not by chance (`안건` is no 건)."""
    before = len(word) - len(head)
    return not before or (word not in _NOT_HEADED and (before < 3 or head not in _KIN))


def _is_university(stem: str) -> bool:
    """`한양대`: a name and 대 (short for university), where it makes no known noun."""
    return stem in lexicon.words("proper_nouns") or (len(stem) > 3 and stem not in _NOUNS)
