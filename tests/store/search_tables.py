"""Tables of queries, and what must hold of their hits by a plain reading of the texts, which shares no code with the
search."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from tracker.store.search import search

TABLES = Path(__file__).parent / "queries"
TOP = 5
_LETTER = "0-9a-z\u3400-\u9fff\uac00-\ud7a3"


@dataclass(frozen=True, slots=True)
class Query:
    """One line of a table."""

    words: str
    parts: tuple[str, ...]
    not_in: tuple[str, ...]
    first: str = ""


def queries(name: str) -> list[Query]:
    """The lines of one table: words, what they find where it is not the same, words that only hold the letters, and
    how the first hit begins."""
    lines = [line for line in (TABLES / name).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    cells = [[*line.split("\t"), "", "", ""][:4] for line in lines[1:]]
    return [
        Query(words, tuple(plain(finds or words).split(" + ")), tuple(plain(not_in).split()), first)
        for words, finds, not_in, first in cells
    ]


def plain(text: str) -> str:
    """`text` in one width and one case, with 1,000 as 1000."""
    return re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", unicodedata.normalize("NFKC", text).casefold())


class Texts:
    """All that is searched of each standing quote: its words, its speaker's facts, its headline."""

    def __init__(self, db: Database) -> None:
        self.of = {
            key: [plain(part or "") for part in parts]
            for key, *parts in db.execute(
                "SELECT quotes.id, quotes.text, speaker, speaker_title, speaker_org, headline FROM quotes"
                " JOIN articles ON articles.id = article_id WHERE withdrawn_on IS NULL"
            )
        }

    def holding(self, query: Query) -> set[str]:
        """The quotes in which all parts occur."""
        patterns = [occurrence(part) for part in query.parts]
        return {key for key, texts in self.of.items() if all(any(p.search(t) for t in texts) for p in patterns)}

    def as_words(self, query: Query, keys: set[str]) -> set[str]:
        """Those of `keys` in which each part also begins a word, other than the longer ones of the table."""
        longer = re.compile("|".join(map(re.escape, query.not_in)) or r"(?!)")
        patterns = [re.compile(f"(?<![{_LETTER}]){occurrence(part).pattern}") for part in query.parts]
        found = set()
        for key in keys:
            texts = [longer.sub("~", text) for text in self.of[key]]
            if all(any(pattern.search(text) for text in texts) for pattern in patterns):
                found.add(key)
        return found


def occurrence(part: str) -> re.Pattern[str]:
    """Where a reader would see these letters: Korean ones anywhere, others from the beginning of their word on, a
    number as a whole."""
    between = r"[\W_]+".join(map(re.escape, part.split()))
    before = "(?<![0-9a-z])" if part[0].isascii() else ""
    return re.compile(before + between + ("(?![0-9a-z])" if part[-1].isdigit() else ""))


def faults(db: Database, texts: Texts, query: Query) -> Iterator[str]:
    """What is wrong with the hits of one query."""
    hits = [hit.id for hit in search(db, query.words, limit=len(texts.of))]
    holding = texts.holding(query)
    if not holding:
        yield f"{query.words}: occurs nowhere, so this line shows nothing"
    missed = holding - set(hits)
    if missed:
        yield f"{query.words}: {len(missed)} of {len(holding)} quotes that hold it are not found"
    letters = [part.replace(" ", "") for part in query.parts]
    strangers = [key for key in hits if not all(part in _run_together(texts.of[key]) for part in letters)]
    if strangers:
        yield f"{query.words}: {len(strangers)} quotes are found that do not hold it"
    right = texts.as_words(query, holding)
    wrong = [key for key in hits[: min(TOP, len(right))] if key not in right]
    if wrong:
        yield f"{query.words}: of the first {TOP}, not as a word in {', '.join(wrong)}"
    if (
        query.first
        and not db.execute(
            "SELECT 1 FROM quotes WHERE id = ? AND text LIKE ?", [hits[0] if hits else "", query.first + "%"]
        ).fetchone()
    ):
        yield f"{query.words}: does not come first: {query.first}"


def _run_together(texts: list[str]) -> str:
    return re.sub(r"[\W_]+", "", "".join(texts))
