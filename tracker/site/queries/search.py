"""A search: the hits of one page, and how all hits are spread over speakers, outlets, kinds, tones and time."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from tracker.site.queries.months import Bar, bars
from tracker.store.facets import facets
from tracker.store.search import Filters, Hits, Sort, matching, search

PAGE = 20
MOST_VALUES = 12
FILTERS = ("speaker", "outlet", "since", "until", "kind", "tone")
DIMENSIONS = {"speaker": "speaker_id", "outlet": "outlet_id", "kind": "kind", "tone": "tone"}
"""The filters that are offered as counts, and the columns that they are on."""
PERIOD = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader asks, as the address says it; empty strings are not asked."""

    words: str = ""
    speaker: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""
    tone: str = ""
    sort: Sort = "relevance"

    def given(self) -> dict[str, Any]:
        """The filters by name, None for those that are not asked."""
        return {name: getattr(self, name) or None for name in FILTERS}

    def filters(self) -> Filters:
        """The filters in the store's terms."""
        return Filters(**self.given())

    def asked(self) -> dict[str, str]:
        """The parts that are asked, as parameters of an address."""
        parts: dict[str, str] = {"q": self.words, **{name: getattr(self, name) for name in FILTERS}}
        if self.sort != "relevance":
            parts["sort"] = self.sort
        return {name: value for name, value in parts.items() if value}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a filter among the hits, and how many have it."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question: one page of hits, their total, the spread of all of them."""

    hits: Hits
    values: dict[str, list[Value]]
    bars: list[Bar]
    labels: dict[str, str]
    """Names for the ids of speaker and outlet that the question holds."""


def answer(conn: sqlite3.Connection, question: Question, page: int) -> Answer:
    """Look up one page of the answer (from 1)."""
    labels = _labels(conn, question)
    spread = facets(Database(conn), question.words, question.filters(), most=MOST_VALUES)
    values = {}
    for name, column in DIMENSIONS.items():
        wanted = {getattr(question, name), labels.get(name)} - {"", None}
        values[name] = [Value(v.value, v.label, v.count, bool({v.value, v.label} & wanted)) for v in spread[column]]
    months = {month.value: month.count for month in spread["month"]}
    # Every quote has a kind, so the kinds add up to all hits; unless only one is asked for, they need no other count.
    total = None if question.kind else sum(kind.count for kind in spread["kind"])
    found = hits(conn, question, limit=PAGE, offset=(page - 1) * PAGE, total=total)
    return Answer(found, values, bars(months, question.since, question.until), labels)


def hits(
    conn: sqlite3.Connection, question: Question, *, limit: int, offset: int = 0, total: int | None = None
) -> Hits:
    """The hits themselves; `total` where it is known already."""
    asked = question.given()
    return search(Database(conn), question.words, **asked, limit=limit, offset=offset, sort=question.sort, total=total)


def _labels(conn: sqlite3.Connection, question: Question) -> dict[str, str]:
    labels = {}
    for name in ("speaker", "outlet"):
        value = getattr(question, name)
        if value:
            row = conn.execute(f"SELECT name FROM {name}s WHERE id = ?", [value]).fetchone()
            labels[name] = row[0] if row else value
    return labels


def wider(conn: sqlite3.Connection, question: Question) -> list[tuple[str, str, int]]:
    """For a search without a hit: (kind of change, what it takes away, hits then) for each change that finds some."""
    changes = []
    for name in FILTERS:
        without: dict[str, Any] = {name: ""}
        if getattr(question, name):
            changes.append(("filter", name, replace(question, **without)))
    words = question.words.split()
    if len(words) > 1:
        for at, word in enumerate(words[:6]):
            changes.append(("word", word, replace(question, words=" ".join(words[:at] + words[at + 1 :]))))
    counted = [(kind, what, _count(conn, changed)) for kind, what, changed in changes]
    return [(kind, what, count) for kind, what, count in counted if count]


def _count(conn: sqlite3.Connection, question: Question) -> int:
    source, values = matching(question.words, question.filters())
    return int(conn.execute(f"SELECT count(*) {source}", values).fetchone()[0])
