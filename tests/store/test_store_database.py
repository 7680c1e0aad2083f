"""Opening a database: what it sets up, and what it says when it cannot."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_samples import assert_sound, contents, fresh, report, standing

from tracker.store.database import StoreError, open_database, writing
from tracker.store.ingest import ingest, ingest_many
from tracker.store.schema import FILE, schema_sql


def test_schema_sql_shows_the_schema_that_the_migrations_make() -> None:
    assert FILE.read_text(encoding="utf-8") == schema_sql(), "run: python -m tracker.store.schema"


def test_a_new_database_is_ready_for_one_writer_and_many_readers(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        pragmas = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "foreign_keys")}
        assert pragmas == {"journal_mode": "wal", "foreign_keys": 1}
        assert db.execute("PRAGMA busy_timeout").fetchone()[0] >= 5000


def test_every_facet_and_reference_has_an_index(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        first = {index.columns[0] for index in db["quotes"].indexes}
        assert first >= {
            "speaker_id", "outlet_id", "article_id", "month", "day", "kind", "tone", "speaker_type", "withdrawn_on",
            "said_on", "published_on", "n",
        }  # fmt: skip
        for table in db.tables:
            keyed = {index.columns[0] for index in table.indexes} | set(table.pks[:1])
            assert {key.column for key in table.foreign_keys} <= keyed, table.name


def refused(path: Path, **options: bool) -> str:
    with pytest.raises(StoreError) as error:
        open_database(path, **options)
    return str(error.value)


def test_a_missing_database_is_made_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    assert "no database" in refused(path, create=False)
    assert "no database" in refused(path, readonly=True)
    assert not path.exists()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    assert f"The folder {tmp_path / 'none'} does not exist" in refused(tmp_path / "none" / "quotes.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in refused(tmp_path)


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("살 것: 쌀, 김\n" * 500, encoding="utf-8")
    assert "not a database" in refused(path)
    assert path.read_text(encoding="utf-8").startswith("살 것")


def test_a_damaged_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 40)
    assert "damaged" in refused(path)


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with Database(path) as other:
        other["photos"].insert({"id": 1})
    before = path.read_bytes()
    assert "another program" in refused(path)
    assert path.read_bytes() == before


def test_a_newer_schema_asks_for_a_newer_version(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        db["_sqlite_migrations"].insert({"migration_set": "quote_tracker", "name": "m999_later", "applied_at": ""})
    for options in ({}, {"readonly": True}):
        assert "newer version" in refused(tmp_path / "quotes.db", **options)


def test_an_older_schema_is_updated_by_a_writer_only(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        db.execute("DROP TABLE failures")
        db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm007_failures'")
        db.conn.commit()
    assert "older version" in refused(tmp_path / "quotes.db", readonly=True)
    with open_database(tmp_path / "quotes.db") as db:
        assert db["failures"].exists()


def test_several_processes_may_make_the_same_database_at_once(tmp_path: Path) -> None:
    script = "import sys; from tracker.store.database import open_database; open_database(sys.argv[1]).close()"
    command = [sys.executable, "-c", script, str(tmp_path / "quotes.db")]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(6)]
    assert [run.communicate()[1] for run in runs] == [""] * len(runs)
    with open_database(tmp_path / "quotes.db") as db:
        assert_sound(db)


def test_reading_only_reads(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        ingest(db, *report(("한결", "다리를 놓겠다")))
    with open_database(tmp_path / "quotes.db", readonly=True) as db:
        assert standing(db) == ["다리를 놓겠다"]
        with pytest.raises(StoreError, match="read-only"):
            ingest(db, *report(("한결", "길을 넓히겠다"), url="https://narae.example/2"))


def test_a_database_on_a_medium_that_cannot_be_written_is_read(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        ingest(db, *report(("한결", "다리를 놓겠다")))
    (tmp_path / "quotes.db-shm").mkdir()  # in the place of the side file that reading would make
    with open_database(tmp_path / "quotes.db", readonly=True) as db:
        assert standing(db) == ["다리를 놓겠다"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_named(tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    assert "cannot be opened" in refused(tmp_path / "quotes.db")


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    with fresh(tmp_path) as db, open_database(tmp_path / "quotes.db") as second:
        second.execute("PRAGMA busy_timeout = 50")
        with writing(db), pytest.raises(StoreError, match="in use by another program"):
            ingest(second, *report(("한결", "다리를 놓겠다")))
        assert ingest(second, *report(("한결", "다리를 놓겠다"))).status == "added"


def test_a_full_disk_keeps_what_was_stored_and_nothing_half(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        ingest(db, *report(("한결", "다리를 놓겠다")))
        before = contents(db)
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        with pytest.raises(StoreError, match="disk is full"):
            ingest(db, *report(("한결", "길을 넓히겠다"), url="https://narae.example/2", tail="끝없는 말 " * 50_000))
        assert contents(db) == before
        assert_sound(db)


def test_of_a_batch_what_still_fits_on_a_full_disk_is_stored(tmp_path: Path) -> None:
    many = [
        report(("한결", f"{nth}번째 다리를 놓겠다"), url=f"https://narae.example/{nth}", tail="길고 긴 말 " * 1000)
        for nth in range(60)
    ]
    with fresh(tmp_path) as db:
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0] + 60}")
        stored = []
        with pytest.raises(StoreError, match="disk is full"):
            for article, outcome in ingest_many(db, many, on_failure=lambda *_: None):
                assert outcome.status == "added"
                stored.append(article.key)
        assert 0 < len(stored) < len(many)
        assert sorted(stored) == [row[0] for row in db.execute("SELECT key FROM articles ORDER BY key")]
        assert_sound(db)


def test_a_write_that_the_system_refuses_is_a_sentence(tmp_path: Path) -> None:
    """A limit on the size of files, set by the operating system in a process of its own."""
    script = (
        "import resource, signal, sys\n"
        "from store_samples import report\n"
        "from tracker.store.database import StoreError, open_database\n"
        "from tracker.store.ingest import ingest\n"
        "db = open_database(sys.argv[1])\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))\n"
        "try:\n"
        "    ingest(db, *report(('한결', '다리를 놓겠다'), tail='긴 말 ' * 400_000))\n"
        "except StoreError as error:\n"
        "    print(error)\n"
    )
    path = tmp_path / "quotes.db"
    run = subprocess.run(
        [sys.executable, "-c", script, path], capture_output=True, text=True, check=True, cwd=Path(__file__).parent
    )
    assert str(path) in run.stdout and run.stdout.rstrip().endswith(".")
    with open_database(path) as db:
        assert standing(db) == []
        assert_sound(db)


def test_rows_keep_their_numbers_when_the_file_is_packed(tmp_path: Path) -> None:
    """VACUUM may renumber the hidden row ids; the search index does not depend on them."""
    with fresh(tmp_path) as db:
        for nth in range(5):
            ingest(db, *report(("한결", f"다리를 {nth}개 놓겠다"), url=f"https://narae.example/{nth}"))
        numbers = db.execute("SELECT id, n FROM quotes ORDER BY id").fetchall()
        db.vacuum()
        assert db.execute("SELECT id, n FROM quotes ORDER BY id").fetchall() == numbers
        assert isinstance(db.conn, sqlite3.Connection)
