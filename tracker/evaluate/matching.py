"""When a quote that was found is the one that was annotated, and when two names are the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Protocol

from tracker.models import fold

ENOUGH = 0.8
_MARKS = "\"'“”‘’「」『』＂＇〝〞«»"
_IN_NAMES = re.compile(r"[\s·ㆍ.\-]+")


class Spanned(Protocol):
    """Words with their place in a text; offsets are null where they stand in a separate title."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int | None: ...
    @property
    def end(self) -> int | None: ...


def bare(text: str) -> str:
    """Words as they are compared: NFC, white space folded, no marks at the ends."""
    return fold(text).strip(_MARKS).strip()


def bare_name(name: str | None) -> str:
    """A name as it is compared: NFC, lower case, without white space, dots, hyphens and outer marks."""
    return _IN_NAMES.sub("", unicodedata.normalize("NFC", name or "")).strip(_MARKS).lower()


def likeness(one: Spanned, other: Spanned) -> float:
    """Intersection over union, 0 to 1: of characters in the text where both have offsets, else of the longest run of
    characters that both share."""
    words, others = bare(one.text), bare(other.text)
    if not words or not others:
        return 0.0
    if one.start is not None and one.end is not None and other.start is not None and other.end is not None:
        union = max(one.end, other.end) - min(one.start, other.start)
        return max(0, min(one.end, other.end) - max(one.start, other.start)) / union if union > 0 else 0.0
    if words == others:
        return 1.0
    shortest, longest = sorted((len(words), len(others)))
    if shortest < ENOUGH * longest:  # even if the one were wholly inside the other
        return shortest / longest
    run = _longest_run(words, others)
    return run / (len(words) + len(others) - run)


def match(wanted: Sequence[Spanned], found: Sequence[Spanned]) -> list[tuple[int, int]]:
    """Pair `wanted` with `found` one to one, the most alike first, from 0.8 on: (index, index). Of equals, the later
    goes first."""
    alike = [(likeness(one, other), i, j) for i, one in enumerate(wanted) for j, other in enumerate(found)]
    alike = sorted((triple for triple in alike if triple[0] >= ENOUGH), reverse=True)
    left, right = set(range(len(wanted))), set(range(len(found)))
    pairs = []
    for _, i, j in alike:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def _longest_run(one: str, other: str) -> int:
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match(0, len(one), 0, len(other)).size
