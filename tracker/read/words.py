"""The word lists of this room: TSV files beside this module that anyone can extend, each read once.

`furniture.tsv`  lines that are not the article, how and words. `line`: the whole line. `start`: the line begins so.
                 `part`: a short line holds it. `end` (whole line) and `end+` (it begins so): the heading of a list of
                 other stories. `stop`: it begins so, a copyright line. A space stands for any white space or none.
`bylines.tsv`    `job`, `crew`, `rank`: words beside reporters' names; `nobody`: no names; `dated`: words beside a
                 date of publication.
`credits.tsv`    words that end a photo caption: agencies, `제공`, `캡처`.
`outlets.tsv`    name, domains (space between), other spellings (`;` between). Without a name: a portal that passes on
                 others' stories.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tracker.patterns import lazy

_HERE = Path(__file__).parent
_NOT_LETTERS = lazy(r"[\W_\d]+")


def rows(name: str) -> list[list[str]]:
    """The rows of a word list, without its heading line, empty lines and lines that start with `# `."""
    lines = (_HERE / name).read_text(encoding="utf-8").split("\n")[1:]
    return [line.split("\t") for line in lines if line.strip() and not line.startswith("# ")]


def bare(line: str) -> str:
    """`line` without spaces, digits and punctuation, in lower case: `공유하기 12` and `[공유하기]` are one."""
    return _NOT_LETTERS.sub("", line).lower()


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of `words`, the longest first; a space in one matches any white space or none."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s*") for word in sorted(set(words), key=len, reverse=True))


def _by_kind(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for how, word in rows(name):
        found.setdefault(how, []).append(word)
    return found


@dataclass(frozen=True)
class Furniture:
    """`furniture.tsv`, ready to match: `lines` and `ends` hold `bare` forms."""

    lines: frozenset[str]
    ends: frozenset[str]
    start: re.Pattern[str]
    part: re.Pattern[str]
    end_start: re.Pattern[str]
    stop: re.Pattern[str]


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    kinds = _by_kind("furniture.tsv")
    return Furniture(
        lines=frozenset(bare(word) for word in kinds["line"]),
        ends=frozenset(bare(word) for word in kinds["end"]),
        start=lazy(any_of(kinds["start"])),
        part=lazy(any_of(kinds["part"])),
        end_start=lazy(any_of(kinds["end+"])),
        stop=lazy(any_of(kinds["stop"])),
    )


@dataclass(frozen=True)
class Bylines:
    """`bylines.tsv`, ready to match."""

    jobs: tuple[str, ...]
    ranks: frozenset[str]
    nobody: frozenset[str]
    crew: frozenset[str]
    hint: re.Pattern[str]
    dated: re.Pattern[str]


@lru_cache(maxsize=1)
def bylines() -> Bylines:
    kinds = _by_kind("bylines.tsv")
    return Bylines(
        jobs=tuple(kinds["job"]),
        ranks=frozenset(kinds["rank"]),
        nobody=frozenset(kinds["nobody"]),
        crew=frozenset(kinds["crew"]),
        hint=lazy(any_of([*kinds["job"], *kinds["crew"], "@", "protected"])),
        dated=lazy(any_of(kinds["dated"]) + r"|\d+|[:：|]"),
    )


@lru_cache(maxsize=1)
def credit() -> re.Pattern[str]:
    """Matches a photo credit word anywhere in a tail."""
    return lazy(any_of(row[0] for row in rows("credits.tsv")))


@dataclass(frozen=True)
class Outlets:
    """`outlets.tsv`: spellings (lower case, no spaces) -> name, domains -> name, and a pattern of the spellings."""

    names: dict[str, str]
    domains: dict[str, str]
    pattern: re.Pattern[str]

    def named_in(self, text: str) -> str | None:
        """The last outlet that `text` names."""
        last = None
        for match in self.pattern.finditer(text):
            last = match
        return self.names.get("".join(last.group(0).lower().split())) if last else None


@lru_cache(maxsize=1)
def outlets() -> Outlets:
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    spellings: list[str] = []
    for name, *rest in rows("outlets.tsv"):
        also = rest[1].split(";") if len(rest) > 1 and rest[1] else []
        for spelling in filter(None, (name, *also)):
            names["".join(spelling.lower().split())] = name
            if name:
                spellings.append(spelling)
        for domain in rest[0].split() if rest else []:
            domains[domain] = name
    return Outlets(names, domains, lazy(any_of(spellings), re.IGNORECASE))


def outlet_of_host(host: str | None) -> str | None:
    """The outlet whose domain is `host` or a parent of it; None when the list does not know it."""
    domains = outlets().domains
    parts = (host or "").lower().split(".")
    for start in range(len(parts) - 1):
        name = domains.get(".".join(parts[start:]))
        if name is not None:
            return name or None
    return None
