"""Decomposed Hangul (NFD: one code point a letter, as some systems store it) -> syllables, with the way back.

The rules read syllables. Offsets that leave this room count the code points of the text as it was given.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import replace
from typing import Final

from tracker.models import Article, Zone
from tracker.patterns import lazy

_LETTERS: Final = lazy("[\u1100-\u11ff]+")


class Composed:
    """An article with its conjoining letters composed, and where each of its code points stood."""

    def __init__(self, article: Article) -> None:
        self.given = article
        self.article = article
        self._offsets: list[int] | None = None
        title = unicodedata.normalize("NFC", article.title) if article.title else article.title
        # What is composed throughout may hold such letters all the same, but none that anything changes.
        if not unicodedata.is_normalized("NFC", article.text) and _LETTERS.search(article.text):
            text, self._offsets = _compose(article.text)
            zones = _moved(article.zones, self._offsets)
            self.article = replace(article, text=text, zones=zones, title=title)
        elif title != article.title:
            self.article = replace(article, title=title)

    def back(self, offset: int | None) -> int | None:
        """The offset into the given text of an offset into the composed one."""
        return offset if offset is None or self._offsets is None else self._offsets[offset]

    def words(self, start: int | None, end: int | None, words: str) -> str:
        """The words as given; `words` themselves for those of a separate title."""
        if start is None or end is None or self._offsets is None:
            return words
        return self.given.text[self._offsets[start] : self._offsets[end]]


def _compose(text: str) -> tuple[str, list[int]]:
    """The composed text, and for each of its offsets (its end included) the offset in `text`."""
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _LETTERS.finditer(text):
        parts.append(text[at : run.start()])
        offsets.extend(range(at, run.start()))
        begin = run.start()
        for syllable in unicodedata.normalize("NFC", run.group()):
            parts.append(syllable)
            offsets.append(begin)
            begin += len(unicodedata.normalize("NFD", syllable))
        at = run.end()
    parts.append(text[at:])
    offsets.extend(range(at, len(text) + 1))
    return "".join(parts), offsets


def _moved(zones: tuple[Zone, ...], offsets: list[int]) -> tuple[Zone, ...]:
    """`zones` of the given text as zones of the composed one."""
    moved = []
    for zone in zones:
        start, end = bisect_left(offsets, zone.start), bisect_left(offsets, zone.end)
        if offsets[start] == zone.start and offsets[end] == zone.end:
            moved.append(Zone(start, end, zone.kind))
    return tuple(moved)
