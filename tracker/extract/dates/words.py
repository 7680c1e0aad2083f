"""The words that dates are told with, from `lexicon/dates.tsv`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def lexicon() -> dict[str, dict[str, str]]:
    """The lexicon as {kind: {word: shift}}; `shift` is a number of days as text, or empty."""
    kinds: dict[str, dict[str, str]] = {}
    table = files("tracker.extract").joinpath("lexicon/dates.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        word, kind, shift = [*line.split("\t"), "", ""][:3]
        kinds.setdefault(kind, {})[word] = shift
    return kinds


def any_of(*kinds: str) -> str:
    """A regular expression for any word of these kinds, longest first."""
    words = {word for kind in kinds for word in lexicon()[kind]}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))
