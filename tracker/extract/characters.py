"""Sets of characters as tables of bits: compiled, a look at one costs a tenth of that into a set, or of a slice."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_MOST: Final = 0xE010  # code points: the syllables and the masks are below it


def table_of(*sets: tuple[int, Iterable[str]]) -> bytes:
    """Code point -> the bits of all sets that have its character."""
    table = bytearray(_MOST)
    for bit, characters in sets:
        for character in set(characters):
            table[ord(character)] |= bit
    return bytes(table)


def bits(table: bytes, text: str, at: int) -> int:
    """The bits of the character `text[at]`; none beyond the table."""
    code = ord(text[at])
    return table[code] if code < len(table) else 0
