"""Writes `db/schema.sql` from the migrations: `python -m tracker.store.schema [FILE]`."""

from __future__ import annotations

import sys
from pathlib import Path

from sqlite_utils import Database

from tracker.store.migrations import migrations

FILE = Path(__file__).parents[2] / "db" / "schema.sql"
_HEADER = "-- Written by `python -m tracker.store.schema` from tracker/store/migrations.py; do not edit.\n\n"


def schema_sql() -> str:
    """The schema that the migrations make, as SQL: each table with its indexes, in order of making."""
    with Database(memory=True) as db:
        migrations.apply(db)
        # The tables that hold a search index are made by SQLite itself, the list of migrations by sqlite-utils.
        rows = db.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'quotes\\_fts\\__%' ESCAPE '\\'"
            " AND tbl_name NOT LIKE '\\_sqlite%' ESCAPE '\\' ORDER BY rowid"
        )
        return _HEADER + "".join(f"{sql};\n" for (sql,) in rows)


if __name__ == "__main__":
    Path(sys.argv[1] if len(sys.argv) > 1 else FILE).write_text(schema_sql(), encoding="utf-8")
