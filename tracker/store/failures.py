"""Sources that could not be added, kept for `tracker retry`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from tracker.store.database import writing
from tracker.store.rows import storable, utc


@dataclass(frozen=True, slots=True)
class StoredFailure:
    """A source that failed: what was given with it, the last error, how often and when (UTC) it was tried."""

    id: int
    source: str
    options: dict[str, Any]
    error: str
    tries: int
    first_tried_at: str
    last_tried_at: str


def record_failure(
    db: Database, source: str, error: str, options: Mapping[str, Any] | None = None, *, now: datetime | None = None
) -> None:
    """Keep a failure; the same source with the same options again counts as another try of it."""
    moment = utc(now)
    with writing(db):
        db.execute(
            "INSERT INTO failures(source, options, error, first_tried_at, last_tried_at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT (source, options) DO UPDATE SET error = excluded.error, tries = tries + 1,"
            " last_tried_at = excluded.last_tried_at",
            [storable(source), _options(options), storable(error), moment, moment],
        )


def list_failures(db: Database) -> list[StoredFailure]:
    """All failures kept, the oldest first."""
    rows = db.query("SELECT * FROM failures ORDER BY first_tried_at, id")
    return [StoredFailure(**{**row, "options": json.loads(row["options"])}) for row in rows]


def clear_failure(db: Database, source: str, options: Mapping[str, Any] | None = None) -> bool:
    """Forget a failure, for instance after the source was added; whether there was one."""
    with writing(db):
        sql = "DELETE FROM failures WHERE source = ? AND options = ?"
        return db.execute(sql, [storable(source), _options(options)]).rowcount > 0


def _options(options: Mapping[str, Any] | None) -> str:
    return storable(json.dumps(options or {}, ensure_ascii=False, sort_keys=True))
