"""The store's spine: add, add again, find."""

from __future__ import annotations

from pathlib import Path

from tracker.models import Article, Quote, Zone, article_key, quote_id
from tracker.store.database import open_database
from tracker.store.ingest import ingest
from tracker.store.search import search


def test_an_article_is_added_once_and_found(tmp_path: Path) -> None:
    words = "반도체를 지키겠다"
    text = f'나래시 한결 시장은 1일 "{words}"고 말했다. ' + "시청은 이날 계획을 냈다. " * 8
    key = article_key(url="https://news.example/1", record_id=None, text=text)
    start = text.index(words)
    quote = Quote(
        quote_id(key, words, 0), words, start, start + len(words), "body", "direct", "한결", "person", "시장", "나래시",
        "나래시 한결 시장", None, "말하다", "promise", "2025-10-01", "1일", "day", "subject", 0.9, text[:60],
    )  # fmt: skip
    article = Article(key, text, (Zone(0, len(text), "body"),), outlet="나래일보", published="2025-10-01")
    with open_database(tmp_path / "q.db") as db:
        assert ingest(db, article, [quote]).status == "added"
        assert ingest(db, article, [quote]).status == "unchanged"
        for query in ("반도체", "반도체를", "반도체는", '"지키겠다"', "한결 반도체"):
            assert [hit.id for hit in search(db, query)] == [quote.id]
