"""The words that dates are told with, from `lexicon/dates.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The lexicon as {kind: {word: value}}; `value` is a number of days, another word that means
    the same, or empty."""
    kinds: dict[str, dict[str, str]] = {}
    table = files("tracker.extract").joinpath("lexicon/dates.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        word, kind, value = [*line.split("\t"), "", ""][:3]
        kinds.setdefault(kind, {})[word] = value
    return kinds


@cache
def words_of(*kinds: str) -> frozenset[str]:
    """All words of these kinds."""
    return frozenset(word for kind in kinds for word in lexicon()[kind])


def any_of(*kinds: str) -> str:
    """A regular expression for any word of these kinds, the longest first; words with one first letter share a branch,
    since a scan tries as many branches as there are at every letter that may begin one."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(words_of(*kinds), key=lambda word: (-len(word), word)):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(
        f"{re.escape(letter)}(?:{'|'.join(rests)})" if any(rests) else re.escape(letter)
        for letter, rests in sorted(by_letter.items())
    )
