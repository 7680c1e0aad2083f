"""What the store says of itself: one thing by its id, an export, sums; and the failures it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timezone
from pathlib import Path

import pytest
from sqlite_utils import Database
from store_samples import fresh, report

from tracker.models import Quote
from tracker.store.database import StoreError
from tracker.store.failures import clear_failure, list_failures, record_failure
from tracker.store.ingest import ingest
from tracker.store.reports import EXPORTED, export_quotes, find, totals
from tracker.store.search import Filters

FIRST, SECOND = "https://narae.example/1", "https://narae.example/2"


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    with fresh(tmp_path) as database:
        first = {"url": FIRST, "published": "2025-10-02"}
        ingest(database, *report(("한결", "다리를 놓겠다"), ("다솜", "학교를 짓겠다"), **first))
        ingest(database, *report(("한결", "길을 넓히겠다"), url=SECOND, outlet="한빛신문", published="2025-09-01"))
        ingest(database, *report(("한결", "다리를 놓겠다"), **first))
        yield database


def test_an_export_holds_the_contracts_fields_and_the_facts_of_the_article(db: Database) -> None:
    rows = list(export_quotes(db))
    assert [(row["text"], row["outlet"], row["url"]) for row in rows] == [
        ("길을 넓히겠다", "한빛신문", SECOND),
        ("다리를 놓겠다", "나래일보", FIRST),
    ]
    assert all(tuple(row) == EXPORTED for row in rows)
    assert set(Quote.__slots__) <= set(EXPORTED)


def test_an_export_may_be_narrowed_or_hold_withdrawn_quotes(db: Database) -> None:
    assert [row["text"] for row in export_quotes(db, Filters(outlet="한빛신문"))] == ["길을 넓히겠다"]
    assert [row["withdrawn_on"] is None for row in export_quotes(db, Filters(withdrawn=True))].count(False) == 1


def test_an_export_is_not_disturbed_by_what_is_written_meanwhile(db: Database, tmp_path: Path) -> None:
    from tracker.store.database import open_database

    with open_database(tmp_path / "quotes.db", readonly=True) as reader:
        rows = export_quotes(reader)
        first = next(rows)
        ingest(db, *report(("가온", "나무를 심겠다"), url="https://narae.example/3"))
        assert [row["text"] for row in (first, *rows)] == ["길을 넓히겠다", "다리를 놓겠다"]


def test_anything_is_found_by_the_beginning_of_its_id(db: Database) -> None:
    article, quote = (db.execute(f"SELECT id FROM {table}").fetchone()[0] for table in ("articles", "quotes"))
    assert find(db, article)["quotes"] and find(db, article[:6])["id"] == article
    assert find(db, quote)["id"] == quote and find(db, quote[:6])["text"]


@pytest.mark.parametrize("wanted", ["", "abc", "ffffffffffff", "%", "~~~~", "\ud800\ud800\ud800\ud800", "' OR 1"])
def test_an_unknown_id_is_a_sentence(db: Database, wanted: str) -> None:
    with pytest.raises(StoreError, match="No article or quote has the id"):
        find(db, wanted)


def test_totals_count_what_stands(db: Database) -> None:
    counted = totals(db)
    expected = {"articles": 2, "revisions": 1, "quotes": 2, "withdrawn": 1, "speakers": 1, "outlets": 2}
    assert {name: counted[name] for name in expected} == expected
    assert (counted["first_day"], counted["last_day"]) == ("2025-09-01", "2025-10-02")
    assert counted["top_speakers"] == [{"name": "한결", "quotes": 2}]


def test_the_statements_view_shows_names_in_place_of_ids(db: Database) -> None:
    rows = db.execute("SELECT speaker, text, outlet, url FROM statements ORDER BY day").fetchall()
    assert rows == [("한결", "길을 넓히겠다", "한빛신문", SECOND), ("한결", "다리를 놓겠다", "나래일보", FIRST)]


def test_a_failure_is_kept_counted_and_cleared(db: Database) -> None:
    noon = datetime(2025, 10, 1, 12, tzinfo=timezone.utc)
    record_failure(db, "https://gone.example/1", "No answer.", {"outlet": "나래일보"}, now=noon)
    record_failure(db, "https://gone.example/1", "Not found.", {"outlet": "나래일보"})
    record_failure(db, "https://gone.example/1", "No answer.\ud800")
    known, other = list_failures(db)
    assert (known.error, known.tries, known.options, known.first_tried_at) == (
        "Not found.", 2, {"outlet": "나래일보"}, "2025-10-01T12:00:00Z",
    )  # fmt: skip
    assert clear_failure(db, "https://gone.example/1", {"outlet": "나래일보"})
    assert list_failures(db) == [other]
    assert not clear_failure(db, "https://gone.example/1", {"outlet": "나래일보"})


def test_an_export_may_be_given_up(db: Database, tmp_path: Path) -> None:
    from tracker.store.database import open_database

    reader = open_database(tmp_path / "quotes.db", readonly=True)
    rows = export_quotes(reader)
    next(rows)
    reader.close()
    rows.close()  # type: ignore[attr-defined]
    assert list(export_quotes(db))
