"""The word lists of this room: TSV files beside this module that anyone can extend, read once.

`furniture.tsv`  lines that are page furniture: how (`line` the whole line, `start` it begins so, `part` a short line
                 holds it, `end` from a short line that begins so on, nothing belongs to the article), words.
`credits.tsv`    words that end a photo caption: agencies, `제공`, `캡처`.
`outlets.tsv`    name, domains (space between), other spellings (`;` between).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_HERE = Path(__file__).parent
_NOT_LETTERS = re.compile(r"[\W_\d]+")


def rows(name: str) -> list[list[str]]:
    """The rows of a word list, without its heading line, empty lines and lines that start with `# `."""
    lines = (_HERE / name).read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("# ")]


def bare(line: str) -> str:
    """`line` without spaces, digits and punctuation, in lower case: `공유하기 12` and `[공유하기]` are one."""
    return _NOT_LETTERS.sub("", line).lower()


def _any(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=len, reverse=True))


@dataclass(frozen=True)
class Furniture:
    """`furniture.tsv`, ready to match: `lines` holds `bare` forms."""

    lines: frozenset[str]
    start: re.Pattern[str]
    part: re.Pattern[str]
    end: re.Pattern[str]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    words: dict[str, list[str]] = {"line": [], "start": [], "part": [], "end": []}
    for how, word in rows("furniture.tsv"):
        words[how].append(word)
    return Furniture(
        frozenset(bare(word) for word in words["line"]),
        re.compile(_any(words["start"])),
        re.compile(_any(words["part"])),
        re.compile(rf"[\W_]{{0,3}}(?:{_any(words['end'])})"),
    )


@lru_cache(maxsize=1)
def credit() -> re.Pattern[str]:
    """Matches a photo credit word anywhere in a tail."""
    return re.compile(_any([row[0] for row in rows("credits.tsv")]))


@dataclass(frozen=True)
class Outlets:
    """`outlets.tsv`: every spelling in lower case -> name, every domain -> name, and a pattern of the spellings."""

    names: dict[str, str]
    domains: dict[str, str]
    pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def outlets() -> Outlets:
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    spellings: list[str] = []
    for name, *rest in rows("outlets.tsv"):
        also = rest[1].split(";") if len(rest) > 1 and rest[1] else []
        for spelling in (name, *also):
            names[spelling.lower()] = name
            spellings.append(spelling)
        for domain in rest[0].split() if rest else []:
            domains[domain] = name
    return Outlets(names, domains, re.compile(_any(spellings), re.IGNORECASE))


def outlet_of_host(host: str | None) -> str | None:
    """The outlet whose domain is `host` or a parent of it; None when the list does not know it."""
    domains = outlets().domains
    parts = (host or "").lower().split(".")
    for start in range(len(parts) - 1):
        name = domains.get(".".join(parts[start:]))
        if name:
            return name
    return None
