"""Sets of characters as tables of bits: compiled, a look at one costs a tenth of that into a set, or of a slice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SYLLABLES: Final = tuple(map(chr, range(ord("가"), ord("힣") + 1)))
_MOST: Final = 0xE010  # code points: the syllables and the masks are below it


def table_of(*sets: tuple[int, Iterable[str]]) -> bytes:
    """Code point -> the bits of all sets that have its character."""
    table = bytearray(_MOST)
    for bit, characters in sets:
        for character in set(characters):
            table[ord(character)] |= bit
    return bytes(table)


def pair_tables(pairs: Iterable[str]) -> tuple[bytes, bytes]:
    """Two tables, for the first and the second characters of pairs: those of a pair have a bit in common, and those
    of few others have."""
    firsts, seconds = bytearray(_MOST), bytearray(_MOST)
    for pair in pairs:
        first, second = ord(pair[0]), ord(pair[1])
        firsts[first] |= 1 << second % 8
        seconds[second] |= 1 << second % 8
    return bytes(firsts), bytes(seconds)


def bits(table: bytes, text: str, at: int) -> int:
    """The bits of the character `text[at]`; none beyond the table."""
    code = ord(text[at])
    return table[code] if code < len(table) else 0
