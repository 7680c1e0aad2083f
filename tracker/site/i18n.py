"""The words of the site in Korean and English, read from `texts.tsv`, and which of the two a reader gets."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


@dataclass(frozen=True)
class Texts:
    """The texts of one language: `texts("search.none", words="반도체")`.

    A key that is missing raises KeyError, so that a forgotten translation is found by a test and not by a reader.
    """

    language: Language
    table: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The text for `key`; `{name}` in it is replaced by the value of that name."""
        text = self.table[key]
        return text.format(**values) if values else text

    def name_of(self, family: str, value: str | None) -> str:
        """The reader's name for a stored value (`tone`, `criticise` → `비판`); the value itself where we have none."""
        if value is None:
            return ""
        return self.table.get(f"{family}.{value}", value)

    def day(self, day: str | None, precision: str | None = "day") -> str:
        """An ISO day for readers, only as precise as it is known: `2025년 3월 10일`, `10 March 2025`, `2025년 3월`."""
        parts = (day or "").split("-")[: {"year": 1, "month": 2}.get(precision or "day", 3)]
        if not all(part.isdigit() for part in parts):
            return day or ""
        numbers = [int(part) for part in parts]
        if self.language == "ko":
            return " ".join(f"{number}{unit}" for number, unit in zip(numbers, "년월일", strict=False))
        month = [_MONTHS[numbers[1] - 1]] if len(numbers) > 1 and 1 <= numbers[1] <= 12 else []
        return " ".join([*map(str, numbers[2:]), *month, str(numbers[0])])

    def reporter(self, name: str | None) -> str:
        """A byline for readers: `이가온 기자`, `by 이가온`; names that come with their office keep it."""
        if not name:
            return ""
        if self.language == "ko" and name.endswith(("기자", "특파원", "위원", "앵커", "PD")):
            return name
        return self("quote.by", name=name)

    def number(self, value: float | None) -> str:
        """`1,234`; an empty string for None."""
        return "" if value is None else f"{value:,}"


@cache
def _read_texts() -> dict[Language, dict[str, str]]:
    tables: dict[Language, dict[str, str]] = {"ko": {}, "en": {}}
    source = resources.files("tracker.site").joinpath("texts.tsv").read_text("utf-8")
    lines = (line for line in source.splitlines() if line and not line.startswith("#"))
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        for language in LANGUAGES:
            tables[language][row["key"]] = row[language]
    return tables


@cache
def texts(language: Language) -> Texts:
    """All texts of one language."""
    return Texts(language, _read_texts()[language])


_RANGE = re.compile(r"\s*([a-z]{1,8}|\*)(?:-[a-z0-9-]+)?\s*(?:;\s*q=([0-9.]+))?\s*", re.IGNORECASE)


def preferred(accept_language: str) -> Language:
    """Which of our languages an `Accept-Language` header asks for (RFC 9110, 12.5.4), else Korean."""
    best: tuple[float, Language] = (0.0, "ko")
    for part in accept_language[:500].split(","):
        match = _RANGE.fullmatch(part)
        language: Language = "en" if match and match[1].lower() == "en" else "ko"
        if not match or match[1].lower() not in LANGUAGES:
            continue
        try:
            weight = float(match[2] or 1)
        except ValueError:
            continue
        if weight > best[0]:
            best = (weight, language)
    return best[1]


def chosen(query_language: str | None, accept_language: str) -> tuple[Language, bool]:
    """The reader's language, and whether the address itself named it (then links must carry it on)."""
    if query_language in LANGUAGES:
        return query_language, True
    return preferred(accept_language), False
