"""The tables of queries in tests/store/queries, each over its articles: all that holds the words is found, and what
comes first holds them as words."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import Run
from search_tables import Texts, faults, queries

from tracker.store.database import open_database


@pytest.mark.shared
def test_the_queries_over_the_corpus(corpus_db: Path) -> None:
    with open_database(corpus_db, readonly=True) as db:
        texts = Texts(db)
        table = queries("corpus.tsv")
        assert len(table) >= 60
        assert [fault for query in table for fault in faults(db, texts, query)] == []


def test_the_queries_over_the_examples(examples: Path, tracker: Run, tmp_path: Path) -> None:
    tracker("add", examples, "--db", "quotes.db")
    with open_database(tmp_path / "quotes.db", readonly=True) as db:
        texts = Texts(db)
        table = queries("examples.tsv")
        assert [fault for query in table for fault in faults(db, texts, query)] == []
