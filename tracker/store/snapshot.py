"""The public copy: chosen quotes with a sentence of context, facts about their articles and links to them.

Nothing is taken out of a copy of the working database, where deleted text may linger in free pages: the rows that are
for the public are written to a new file, cleaned on their way, and that file is packed with `VACUUM INTO`. Rows come in
an order that depends on nothing but themselves and hold no time of making, so the same quotes give the same bytes (with
the same version of SQLite, which writes its number into every file).
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from tracker.store.database import StoreError, explained, reading, writing
from tracker.store.index import rebuild_index
from tracker.store.migrations import SNAPSHOT_ID
from tracker.store.search import Filters, matching, register_functions
from tracker.store.snapshot_papers import ABOUT, write_papers
from tracker.store.snapshot_privacy import Cleaner
from tracker.store.snapshot_schema import COLUMNS, make_schema
from tracker.store.speakers import ensure_speakers, recount

HASH_LENGTH = 12
BATCH = 500
_ID_AT = 68  # where SQLite keeps the application id in a file
_ARTICLE = ", ".join(COLUMNS["articles"])
# Texts that an article's page or a reporter wrote; every other column holds words, ids and days of ours.
_WRITTEN = ("speaker", "speaker_title", "speaker_org", "said_on_text", "cue", "mention", "relayer", "text")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A public copy that was made: its file, the SHA-256 of its bytes, how many rows its tables hold, and what was
    taken out of texts (`emails`, `urls` that are no plain links, `contexts` that were shortened)."""

    path: Path
    sha256: str
    rows: dict[str, int]
    taken: dict[str, int]


def make_snapshot(db: Database, folder: Path, words: str = "", filters: Filters | None = None) -> Snapshot:
    """Write the public copy of the quotes that `words` and `filters` choose (all that stand, without) to `folder`.

    The file is `quotes-<first 12 digits of its SHA-256>.db`; beside it come `inspect-data.json`, `datapackage.json`,
    `README.md` and `LICENSE.txt`. Raises StoreError when nothing is chosen or the folder cannot be written; then
    nothing is left behind.
    """
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder} is a file; name a folder with --out.")
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".snapshot-", dir=folder) as name:
            made, taken = _build(db, Path(name), words, filters or Filters())
            sha256 = content_hash(made)
            rows = _row_counts(made)
            path = folder / f"quotes-{sha256[:HASH_LENGTH]}.db"
            made.replace(path)
        write_papers(path, sha256, rows)
    return Snapshot(path, sha256, rows, taken)


def is_snapshot(path: Path) -> bool:
    """Whether the file is a public copy, by the id in its header."""
    try:
        with path.open("rb") as stream:
            return int.from_bytes(stream.read(_ID_AT + 4)[_ID_AT:], "big") == SNAPSHOT_ID
    except OSError:
        return False


def content_hash(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    hasher = hashlib.sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            hasher.update(piece)
    return hasher.hexdigest()


def find_snapshot(given: Path) -> Path:
    """The public copy at `given`: that file, or the only one in that folder. Its name must still tell its contents.

    Raises StoreError with what to do.
    """
    path = _only_copy(given) if given.is_dir() else given
    if not path.exists():
        raise StoreError(f"There is no snapshot at {path}. Make one first: tracker share snapshot")
    if not is_snapshot(path):
        raise StoreError(
            f"{path} is not a public snapshot, and may hold what is not for the public. "
            "Make one first: tracker share snapshot"
        )
    digits = path.stem.rpartition("-")[2]
    if path.stem.startswith("quotes-") and len(digits) == HASH_LENGTH and digits != content_hash(path)[:HASH_LENGTH]:
        raise StoreError(f"{path} is not as it was made: its contents no longer fit its name. Make it again.")
    return path


def _only_copy(folder: Path) -> Path:
    found = sorted(path for path in folder.glob("*.db") if is_snapshot(path))
    if len(found) != 1:
        count = f"{len(found)} snapshots" if found else "no snapshot"
        raise StoreError(f"The folder {folder} holds {count}; name one file.")
    return found[0]


def _build(db: Database, folder: Path, words: str, filters: Filters) -> tuple[Path, dict[str, int]]:
    cleaner = Cleaner()
    packed = folder / "packed.db"
    copy = Database(sqlite3.connect(folder / "unpacked.db"), recursive_triggers=False, execute_plugins=False)
    try:
        copy.execute("PRAGMA synchronous = OFF")  # a copy that was broken off is thrown away
        register_functions(copy.conn)
        make_schema(copy)
        with writing(copy), reading(db):
            _choose(db, copy, words, filters)
            _copy_articles(db, copy, cleaner)
            _copy_quotes(db, copy, cleaner)
            _count(copy)
        rebuild_index(copy)
        copy.execute("VACUUM INTO ?", [os.fspath(packed)])
    finally:
        copy.close()
    return packed, dict(cleaner.taken)


def _choose(db: Database, copy: Database, words: str, filters: Filters) -> None:
    """Note which quotes were chosen, in a table that is not packed."""
    source, values = matching(words, filters)
    chosen = db.execute(f"SELECT quotes.id, quotes.article_id, quotes.position {source}", values)
    copy.execute("CREATE TEMP TABLE chosen (id TEXT PRIMARY KEY, article_id TEXT, position INTEGER) WITHOUT ROWID")
    copy.conn.executemany("INSERT INTO chosen VALUES (?, ?, ?)", chosen)
    if not copy.execute("SELECT EXISTS (SELECT 1 FROM chosen)").fetchone()[0]:
        raise StoreError("No quote is chosen, so no snapshot was made. Widen the words, the names or the period.")


def _copy_articles(db: Database, copy: Database, cleaner: Cleaner) -> None:
    ids = [row[0] for row in copy.execute("SELECT DISTINCT article_id FROM chosen")]
    used: set[str] = set()
    articles = []
    for row in _rows(db, f"SELECT {_ARTICLE} FROM articles WHERE id IN ({{}})", ids):
        row["headline"] = cleaner.text(row["headline"])
        row["byline"] = cleaner.byline(row["byline"])
        row["url"] = cleaner.url(row["url"])
        used.add(row["outlet_id"])
        articles.append(row)
    outlets = list(_rows(db, "SELECT id, name FROM outlets WHERE id IN ({})", sorted(used - {None})))
    for outlet in outlets:
        outlet["name"] = cleaner.text(outlet["name"])
    _insert(copy, "outlets", sorted(outlets, key=lambda row: row["id"]))
    _insert(copy, "articles", sorted(articles, key=lambda row: (row["published_on"] or "", row["id"])))


def _copy_quotes(db: Database, copy: Database, cleaner: Cleaner) -> None:
    """The quotes in the order of day, article and place; `n` counts them."""
    columns = ", ".join(f"quotes.{name}" for name in COLUMNS["quotes"])
    number = 0
    ids = [
        row[0]
        for row in copy.execute(
            "SELECT chosen.id FROM chosen JOIN articles ON articles.id = article_id"
            " ORDER BY articles.published_on, article_id, position, chosen.id"
        )
    ]
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        places = {key: place for place, key in enumerate(part)}
        rows = _rows(db, f"SELECT {columns} FROM quotes WHERE id IN ({{}})", part)
        cleaned = []
        for row in sorted(rows, key=lambda row: places[row["id"]]):
            number += 1
            cleaned.append({**_public(row, cleaner), "n": number})
        ensure_speakers(copy, cleaned)
        _insert(copy, "quotes", cleaned)


def _public(row: dict[str, Any], cleaner: Cleaner) -> dict[str, Any]:
    context = cleaner.context(row["context"], row["text"])
    return {**row, **{name: cleaner.text(row[name]) for name in _WRITTEN}, "context": context}


def _count(copy: Database) -> None:
    """The counts of speakers and articles over what was chosen, and what the file says about itself."""
    recount(copy, [row[0] for row in copy.execute("SELECT id FROM speakers")])
    copy.execute(
        "UPDATE articles SET quote_count = (SELECT count(*) FROM quotes WHERE quotes.article_id = articles.id)"
    )
    copy.conn.executemany("INSERT INTO about VALUES (?, ?, ?)", ABOUT)


def _rows(db: Database, sql: str, ids: list[str]) -> Iterator[dict[str, Any]]:
    """The rows of a query on these ids, a batch at a time."""
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        yield from db.query(sql.format(", ".join("?" * len(part))), part)


def _insert(copy: Database, table: str, rows: list[dict[str, Any]]) -> None:
    names = COLUMNS[table]
    marks = ", ".join("?" * len(names))
    values = [tuple(row[name] for name in names) for row in rows]
    copy.conn.executemany(f"INSERT INTO {table}({', '.join(names)}) VALUES ({marks})", values)


def _row_counts(path: Path) -> dict[str, int]:
    """The rows of each table as `datasette inspect` counts them, by name."""
    connection = sqlite3.connect(path)
    try:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
        count = 'SELECT count(*) FROM "{}"'
        return {name: int(connection.execute(count.format(name)).fetchone()[0]) for (name,) in tables}
    finally:
        connection.close()
