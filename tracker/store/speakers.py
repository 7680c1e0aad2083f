"""The ledger of speakers: who they are, the names and roles they are given, how often and when they spoke.

Only quotes that still stand (`withdrawn_on` is null) are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlite_utils import Database

from tracker.models import fold

Row = Mapping[str, Any]


def ensure_speakers(db: Database, rows: Iterable[Row]) -> None:
    """Make sure that each speaker of these quotes has a row; counts are left to `count_in` and `recount`."""
    speakers = {row["speaker_id"]: (row["speaker"], row["speaker_type"]) for row in rows if row["speaker_id"]}
    db.conn.executemany(
        "INSERT INTO speakers(id, name, type) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        [(key, fold(name), kind) for key, (name, kind) in speakers.items()],
    )


def count_in(db: Database, rows: Iterable[Row]) -> None:
    """Add new quotes to the counts of their speakers."""
    named = [row for row in rows if row["speaker_id"]]
    db.conn.executemany(
        # min() and max() of two values are null when either is.
        "UPDATE speakers SET quote_count = quote_count + 1, first_on = coalesce(min(first_on, :day), first_on, :day),"
        " last_on = coalesce(max(last_on, :day), last_on, :day) WHERE id = :id",
        [{"id": row["speaker_id"], "day": row["day"]} for row in named],
    )
    db.conn.executemany(
        "INSERT INTO speaker_aliases VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET quotes = quotes + 1",
        [(row["speaker_id"], row["mention"]) for row in named if row["mention"]],
    )
    db.conn.executemany(
        "INSERT INTO speaker_roles VALUES (:id, :title, :org, :day, :day, 1) ON CONFLICT DO UPDATE SET"
        " quotes = quotes + 1, first_on = coalesce(min(first_on, :day), first_on, :day),"
        " last_on = coalesce(max(last_on, :day), last_on, :day)",
        [
            {
                "id": row["speaker_id"],
                "title": row["speaker_title"] or "",
                "org": row["speaker_org"] or "",
                "day": row["day"],
            }
            for row in named
            if row["speaker_title"] or row["speaker_org"]
        ],
    )


def recount(db: Database, speakers: Iterable[str]) -> None:
    """Count the quotes of these speakers (ids) from scratch; a speaker with none left goes."""
    for speaker in sorted(set(speakers)):
        for table in ("speaker_aliases", "speaker_roles"):
            db.execute(f"DELETE FROM {table} WHERE speaker_id = ?", [speaker])
        db.execute(
            "UPDATE speakers SET (quote_count, first_on, last_on) = (SELECT count(*), min(day), max(day)"
            " FROM quotes WHERE speaker_id = :id AND withdrawn_on IS NULL) WHERE id = :id",
            {"id": speaker},
        )
        db.execute(
            "INSERT INTO speaker_aliases SELECT speaker_id, mention, count(*) FROM quotes"
            " WHERE speaker_id = ? AND withdrawn_on IS NULL AND mention <> '' GROUP BY mention",
            [speaker],
        )
        db.execute(
            "INSERT INTO speaker_roles SELECT speaker_id, coalesce(speaker_title, ''), coalesce(speaker_org, ''),"
            " min(day), max(day), count(*) FROM quotes WHERE speaker_id = ? AND withdrawn_on IS NULL"
            " AND coalesce(speaker_title, '') || coalesce(speaker_org, '') <> '' GROUP BY 2, 3",
            [speaker],
        )
        db.execute(
            "DELETE FROM speakers WHERE id = :id AND NOT EXISTS (SELECT 1 FROM quotes WHERE speaker_id = :id)",
            {"id": speaker},
        )
