"""What Datasette shows of one file: the shipped `metadata.yml`, for a snapshot less the tables and columns that it has
not; and the counts that were made with a snapshot."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any, cast

from tracker.site.archive import PLUGIN
from tracker.site.serving import DATABASE, metadata_path

# What a Datasette without our plugin says beside its tables, where it then has no search box.
_NO_SEARCH = (
    "검색창은 quote-tracker 플러그인이 있을 때만 나옵니다. 색인을 다른 방법으로 읽으면 틀린 결과가 나옵니다."
    " · There is a search box only with the quote-tracker plugin; read in another way the index gives wrong results."
)
_QUERIES_LEFT_OUT = ("withdrawn",)
_OF_THE_INDEX = ("quotes_fts", "quotes_search")


def metadata(path: Path, *, private: bool = False) -> dict[str, Any]:
    """Datasette's metadata for the tracker database or snapshot at `path`."""
    from datasette.utils import parse_metadata

    from tracker.store.snapshot import is_snapshot

    known = cast(dict[str, Any], parse_metadata(metadata_path().read_text("utf-8")))
    if private:
        known["plugins"][PLUGIN]["private"] = True
    if is_snapshot(path):
        _narrow(known["databases"][DATABASE], _columns(path))
    return known


def metadata_without_plugin(path: Path) -> dict[str, Any]:
    """Metadata for a snapshot in a Datasette that has not our plugin: no search box, and the reason."""
    known = metadata(path)
    del known["plugins"]
    database = known["databases"].pop(DATABASE)
    database["description"] = _NO_SEARCH
    for table in database["tables"].values():
        for name in ("fts_table", "fts_pk", "plugins"):
            table.pop(name, None)
    known["databases"][path.stem] = database
    return known


def counts(path: Path, name: str) -> dict[str, Any] | None:
    """The rows of a snapshot's tables as they were counted when it was made, for a database called `name`."""
    from tracker.store.snapshot_papers import INSPECT

    try:
        found = json.loads(path.with_name(INSPECT).read_text("utf-8"))[path.stem]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    # Another file may have been made beside it since; then Datasette counts for itself.
    return {name: found} if str(found.get("hash", "")).startswith(path.stem.rpartition("-")[2]) else None


def _columns(path: Path) -> dict[str, set[str]]:
    with contextlib.closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as conn:
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
        columns = "SELECT name FROM pragma_table_info(?)"
        # The view quotes_search cannot be looked into without our functions.
        return {
            table: {row[0] for row in conn.execute(columns, [table])} for table in tables if table not in _OF_THE_INDEX
        }


def _narrow(database: dict[str, Any], columns: dict[str, set[str]]) -> None:
    tables = database["tables"]
    for name in [name for name in tables if name not in columns and name not in _OF_THE_INDEX]:
        del tables[name]
    for name, table in tables.items():
        present = columns.get(name, set())
        for key in ("columns", "sortable_columns", "facets"):
            if key in table:
                table[key] = _present(table[key], present)
    tables["about"] = {"description": "이 자료에 대하여 · About this copy"}
    tables["quotes_search"] = {"hidden": True}
    for query in _QUERIES_LEFT_OUT:
        database["queries"].pop(query, None)


def _present(named: Any, present: set[str]) -> Any:
    if isinstance(named, dict):
        return {name: text for name, text in named.items() if name in present}
    return [name for name in named if name in present]
