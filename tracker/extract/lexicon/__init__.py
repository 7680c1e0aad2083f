"""The words the extractor knows: TSV files with one header line, so that anyone can add a line."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `name`.tsv as tuples of fields, without its header; blank lines and lines that begin with # are
    passed over."""
    lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of `name`.tsv; a file of one column is taken as it is, since some hold tens of thousands."""
    header, *lines = (_FOLDER / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    if "\t" in header:
        return frozenset(row[0] for row in rows(name))
    return frozenset(lines)


@cache
def table(name: str) -> dict[str, str]:
    """First column -> second column of `name`.tsv."""
    return {row[0]: row[1] for row in rows(name)}


@cache
def kind(name: str, wanted: str) -> frozenset[str]:
    """The words of `name`.tsv whose second column is `wanted`."""
    return frozenset(row[0] for row in rows(name) if row[1] == wanted)
