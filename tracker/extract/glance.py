"""One glance at each character of a text: where its words stand, and which of them may tell a person's name.

Most words tell none, and reading them all would take longer than the rest; compiled, a look at a character costs less
than any regular expression's.
"""

from __future__ import annotations

import string
from typing import Final

from tracker.extract import lexicon
from tracker.extract.characters import SYLLABLES, bits, pair_tables, table_of
from tracker.extract.eojeol import PARTICLE_ROLES, Eojeol, read_eojeol
from tracker.extract.masks import LABEL, QUOTE
from tracker.extract.names import GIVEN_1, GIVEN_2, LONG_SURNAMES, OF_NAMES, SURNAME

_LAST_MASK: Final = "\ue00f"
# What a character is in a word ...
_BETWEEN: Final = 1  # white space, or hidden as somebody's words: it separates words
_HIDDEN: Final = 2  # hides something within a word
_LETTER: Final = 4  # names are made of such
_INSIDE: Final = 8  # a syllable that no particle begins with: no noun ends in front of it
# ... and, beside what it is in a Korean name (see `names`), by itself.
_NAME: Final = 8  # a foreign given name of one syllable
_TITLE: Final = 16  # a title of one

# The first two syllables of foreign given names (of short ones the only one), and the surnames of two.
_NAME_STARTS: Final = frozenset(name[:2] for name in lexicon.words("foreign_given_names")) | LONG_SURNAMES
# The last two syllables of every title; of one-syllable titles that one.
_TITLE_ENDS: Final = frozenset(head[-2:] for head, kind in lexicon.rows("heads") if kind == "title")

_PLACE: Final = table_of(
    (_BETWEEN, [QUOTE, *filter(str.isspace, map(chr, range(ord("\u3000") + 1)))]),
    (_HIDDEN, map(chr, range(ord(LABEL), ord(_LAST_MASK) + 1))),
    (_LETTER, [*SYLLABLES, *string.ascii_letters]),
    (_INSIDE, {*SYLLABLES} - {particle[0] for particle in PARTICLE_ROLES}),
)
_NAMING: Final = table_of(
    *OF_NAMES,
    (_NAME, (start for start in _NAME_STARTS if not start[1:])),
    (_TITLE, (end for end in _TITLE_ENDS if not end[1:])),
)
_STARTS: Final = pair_tables(start for start in _NAME_STARTS if start[1:])
_STARTS_1: Final = _STARTS[0]
_STARTS_2: Final = _STARTS[1]
_ENDS: Final = pair_tables(end for end in _TITLE_ENDS if end[1:])
_ENDS_1: Final = _ENDS[0]
_ENDS_2: Final = _ENDS[1]
_KNOWN: Final = len(_PLACE)


def telling_words(masked: str) -> list[tuple[int, int, Eojeol]]:
    """The words outside quotation marks with `read_eojeol(word).telling`: start, end and how each reads."""
    told: list[tuple[int, int, Eojeol]] = []
    masked += " "
    start, most = 0, len(masked)
    while start < most:
        end = masked.find(QUOTE, start)
        if end < 0:
            end = most - 1
        _glance(masked, start, end, told)
        start = end + 1
        while start < most and masked[start] == QUOTE:
            start += 1
    return told


def _glance(masked: str, start: int, end: int, told: list[tuple[int, int, Eojeol]]) -> None:
    """Add to `told` the telling words of `masked[start:end]`, in front of which and behind which no word goes on."""
    begin, hides, asks = -1, False, False  # where the word begins, what is hidden in it, whether it must be read
    letters = 0  # how many stand right in front
    third, second, last = 0, 0, 0  # the characters in front, the nearest last
    for at in range(start, end + 1):
        code = ord(masked[at])
        if code >= _KNOWN:
            code = 0
        place = _PLACE[code]
        if begin < 0 and not place & _BETWEEN:
            begin, hides, asks = at, False, False
        if place & _HIDDEN:  # the word goes on behind it
            hides = True
            continue
        if letters == 1 and place & _LETTER:
            if _STARTS_1[last] & _STARTS_2[code]:
                asks = asks or hides or masked[at - 1 : at + 1] in _NAME_STARTS
        elif letters == 1 and _NAMING[last] & _NAME:
            asks = True
        if not (place & _INSIDE or asks):  # a noun may end here
            if letters == 3 and _NAMING[third] & SURNAME and _NAMING[second] & GIVEN_1 and _NAMING[last] & GIVEN_2:
                asks = True
            elif _ENDS_1[second] & _ENDS_2[last]:
                asks = hides or masked[at - 2 : at] in _TITLE_ENDS
            asks = asks or _NAMING[last] & _TITLE != 0
        letters = letters + 1 if place & _LETTER else 0
        third, second, last = second, last, code
        if place & _BETWEEN and begin >= 0:
            if asks:
                _note(told, masked, begin, at)
            begin = -1


def _note(told: list[tuple[int, int, Eojeol]], masked: str, begin: int, end: int) -> None:
    """Read a word that was noticed, and add it to those told where it tells a name."""
    eojeol = read_eojeol(masked[begin:end])
    if eojeol.telling:
        told.append((begin, end, eojeol))


def word_before(masked: str, at: int) -> str:
    """The last word outside quotation marks in front of `at`, nothing where there is none."""
    while at and _parts_words(masked, at - 1):
        at -= 1
    end = at
    while at and not _parts_words(masked, at - 1):
        at -= 1
    return masked[at:end]


def word_behind(masked: str, at: int) -> str:
    """The first word outside quotation marks from `at` on, nothing where there is none."""
    most = len(masked)
    while at < most and _parts_words(masked, at):
        at += 1
    start = at
    while at < most and not _parts_words(masked, at):
        at += 1
    return masked[start:at]


def _parts_words(masked: str, at: int) -> bool:
    """Whether white space or somebody's words stand at `at`."""
    return bits(_PLACE, masked, at) & _BETWEEN != 0
