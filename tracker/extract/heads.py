"""The end of a noun that tells what it names: a title, a role, a body, a document."""

from __future__ import annotations

from functools import cache, lru_cache

from tracker.extract import lexicon

_LONGEST_HEAD = 7
_KIN = lexicon.kind("small_words", "kin")
_NOT_HEADED = lexicon.kind("small_words", "not-headed")


@cache
def last_syllables() -> frozenset[str]:
    """The syllables that known heads end in."""
    return frozenset(head[-1] for head in lexicon.table("heads")) | {"들", "당", "대"}


@lru_cache(maxsize=1 << 16)
def head_of(stem: str) -> tuple[str | None, str]:
    """The longest known head at the end of `stem` as (kind, head): `서울시교육감` -> ("title", "교육감").

    A plural `들` is looked through. One-syllable heads count only where the word is just that, or after a name (씨).
    """
    if stem[-1:] not in last_syllables():
        return None, ""
    heads = lexicon.table("heads")
    plural = stem.removesuffix("들") if len(stem) > 2 else stem
    for word in (stem, plural) if plural != stem else (stem,):
        for length in range(min(_LONGEST_HEAD, len(word)), 0, -1):
            head = word[-length:]
            kind = heads.get(head)
            if kind is None or (length == 1 and length != len(word) and head not in "씨측"):
                continue
            if length < len(word) and (word in _NOT_HEADED or (length < len(word) - 2 and head in _KIN)):
                continue
            found = head + stem[len(word) :]
            return ("role" if word is not stem and kind == "title" else kind), found
    if len(plural) > 2 and plural[-1] == "당" and plural not in lexicon.words("nouns"):
        return "org", plural  # a party
    known = lexicon.words("proper_nouns") if len(stem) == 3 else frozenset((stem,)) - lexicon.words("nouns")
    if len(stem) > 2 and stem[-1] == "대" and stem in known:
        return "org", stem  # a university
    return None, ""
