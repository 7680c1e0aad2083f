"""The end of a noun that tells what it names: a title, a role, a body, a document."""

from __future__ import annotations

from typing import Final

from tracker.extract import lexicon
from tracker.extract.characters import bits, table_of

_HEADS: Final = lexicon.table("heads")
# The syllables that known heads end in.
LAST_SYLLABLES: Final = frozenset(head[-1] for head in _HEADS) | {"들", "당", "대", "군", "양"}
_LAST: Final = 1
_LAST_BUT_ONE: Final = 2
_ENDING: Final = table_of((_LAST, LAST_SYLLABLES), (_LAST_BUT_ONE, (head[-2] for head in _HEADS if head[1:])))
_NOUNS: Final = lexicon.words("nouns")
_KIN: Final = lexicon.kind("small_words", "kin")
_NOT_HEADED: Final = lexicon.kind("small_words", "not-headed")
_AFTER_A_NAME: Final = ("씨", "측")  # the heads of one syllable that also end longer words
OF_THE_YOUNG: Final = ("군", "양")  # only behind `A` and `김모`
_LONGEST_HEAD: Final = 7


def _by_end() -> dict[str, list[tuple[str, str]]]:
    """The last two syllables of known heads -> the heads that end so, longest first, each behind its kind."""
    heads: dict[str, list[tuple[str, str]]] = {}
    for head in sorted(_HEADS, key=len, reverse=True):
        if 1 < len(head) <= _LONGEST_HEAD:
            heads.setdefault(head[-2:], []).append((_HEADS[head], head))
    return heads


_BY_END: Final = _by_end()


def head_of(stem: str) -> tuple[str | None, str]:
    """The longest known head at the end of `stem` as (kind, head): `서울시교육감` -> ("title", "교육감").

    A plural `들` is looked through. One-syllable heads count only where the word is just that, or after a name (씨).
    """
    if not stem or not bits(_ENDING, stem, -1):
        return None, ""
    found = _head_at_end(stem)
    if found is not None:
        return found
    last = stem[-1]
    plural = stem[:-1] if last == "들" and len(stem) > 2 else stem
    found = _head_at_end(plural) if plural is not stem else None
    if found is not None:
        return ("role" if found[0] == "title" else found[0]), found[1] + last
    if last in OF_THE_YOUNG and 1 < len(stem) < 4 and ((stem.isalpha() and stem[:-1].isascii()) or stem[1:-1] == "모"):
        return "role", last
    if len(plural) > 2 and plural[-1] == "당" and plural not in _NOUNS:
        return "org", plural  # a party
    if len(stem) > 2 and last == "대" and _is_university(stem):
        return "org", stem
    return None, ""


def _head_at_end(word: str) -> tuple[str, str] | None:
    """The longest known head at the end of `word` that may stand there, with its kind first."""
    if len(word) == 1:
        return (_HEADS[word], word) if word in _HEADS else None
    if bits(_ENDING, word, -2) & _LAST_BUT_ONE:
        for kind, head in _BY_END.get(word[-2:], ()):
            if word.endswith(head) and _may_stand(head, word):
                return kind, head
    last = word[-1]
    return (_HEADS[last], last) if last in _AFTER_A_NAME and _may_stand(last, word) else None


def _may_stand(head: str, word: str) -> bool:
    """Whether `word` ends in `head` as in what it names, and not by chance (`안건` is no 건)."""
    before = len(word) - len(head)
    return not before or (word not in _NOT_HEADED and (before < 3 or head not in _KIN))


def _is_university(stem: str) -> bool:
    """`한양대`: a name and 대 (short for university), where it makes no known noun."""
    return stem in lexicon.words("proper_nouns") or (len(stem) > 3 and stem not in _NOUNS)
