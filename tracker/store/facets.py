"""How the quotes that a search finds are spread over speakers, outlets, months, kinds and tones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlite_utils import Database

from tracker.store.search import Filters, matching

# Column of `quotes` → the filters that choose among its values.
_FILTERS = {
    "speaker_id": ("speaker",),
    "outlet_id": ("outlet",),
    "month": ("since", "until"),
    "kind": ("kind",),
    "tone": ("tone",),
}
FACETS = tuple(_FILTERS)
_LABELS = {"speaker_id": "speakers", "outlet_id": "outlets"}


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a column, what to call it, and how many of the quotes found have it."""

    value: str
    label: str
    count: int


def facets(
    db: Database, words: str, filters: Filters | None = None, *, columns: Sequence[str] = FACETS, most: int = 20
) -> dict[str, list[FacetValue]]:
    """For each of `columns` (some of FACETS) its most frequent values among the quotes that `search` finds.

    A filter on a column does not narrow that column's own counts, so that a reader can choose another value. Quotes
    without a value are not counted. The most frequent come first; `month` holds every month, in order.
    """
    filters = filters or Filters()
    free = [column for column in columns if not any(getattr(filters, name) for name in _FILTERS[column])]
    found = _count(db, words, filters, free, most)
    for column in columns:
        if column not in free:
            none: dict[str, Any] = dict.fromkeys(_FILTERS[column])
            found |= _count(db, words, replace(filters, **none), [column], most)
    return {column: found[column] for column in columns}


def _count(
    db: Database, words: str, filters: Filters, columns: Sequence[str], most: int
) -> dict[str, list[FacetValue]]:
    found: dict[str, list[FacetValue]] = {column: [] for column in columns}
    if not columns:
        return found
    source, values = matching(words, filters)
    if words.strip() or filters.since or filters.until or filters.kind or filters.tone:
        # What is found is gathered once, and then counted for each column.
        gathered = ", ".join(f"quotes.{column}" for column in columns)
        found_by = f"WITH found AS MATERIALIZED (SELECT {gathered} {source}) "
        source = "FROM found WHERE 1"
    else:
        found_by = ""  # everything, or all of a speaker or outlet: each column is counted along an index of its own
    sql = found_by + " UNION ALL ".join(_counts_of(column, source) for column in columns)
    for column, value, label, count in db.execute(sql, {**values, "most": most}):
        found[column].append(FacetValue(value, label or value, count))
    return found


def _counts_of(column: str, source: str) -> str:
    counted = f"SELECT {column} AS value, count(*) AS quotes {source} AND {column} IS NOT NULL GROUP BY 1"
    ordered = f"{counted} ORDER BY 1" if column == "month" else f"{counted} ORDER BY 2 DESC, 1 LIMIT :most"
    label = f"(SELECT name FROM {_LABELS[column]} WHERE id = value)" if column in _LABELS else "value"
    return f"SELECT '{column}', value, {label}, quotes FROM ({ordered})"
