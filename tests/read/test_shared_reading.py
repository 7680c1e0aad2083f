"""The reading room on real pages and articles, where the evaluation data lies beside the checkout."""

from __future__ import annotations

import csv
import gzip
import html
import json
import re
from itertools import islice
from pathlib import Path

import pytest

from tracker.models import Article, fold
from tracker.read.html import NoArticle, read_html
from tracker.read.sources import Failure, Given, read_sources
from tracker.read.text import read_text

pytestmark = pytest.mark.shared

HEADINGS = {"headline", "subheadline", "intertitle"}
_SITE = re.compile(r"\s*(?:[-|:<ㅣ]\s.*)?")


def gold(shared: Path) -> list[dict[str, object]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((shared / "gold" / "dev").glob("*.json"))]


def test_no_gold_quote_lies_in_furniture_and_headline_quotes_lie_in_headings(shared: Path) -> None:
    wrong = []
    for record in gold(shared):
        article = read_text(record["text"], title=record["title"], record_id=record["id"])
        for quote in record["quotes"]:
            if quote["start"] is None:
                continue
            kinds = {z.kind for z in article.zones if z.start < quote["end"] and z.end > quote["start"]}
            if not kinds <= (HEADINGS if quote["kind"] == "headline" else {"body", "caption"}):
                wrong.append((record["id"], quote["kind"], sorted(kinds), quote["start"]))
    assert wrong == []


def test_the_seed_page_is_read_whole(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("*.txt")
    article = read_text(path.read_text(encoding="utf-8"))
    assert (article.published, article.byline, article.outlet) == ("2025-10-01T18:35:00+09:00", "송승섭", "아시아경제")
    pieces = [(zone.kind, article.text[zone.start : zone.end].strip()) for zone in article.zones]
    by_kind = {kind: [words for found, words in pieces if found == kind] for kind, _ in pieces}
    assert by_kind["headline"] == [article.headline]
    assert len(by_kind["subheadline"]) == 2
    after = article.text.index("꼭 봐야할 주요뉴스")
    assert {zone.kind for zone in article.zones if zone.end > after} == {"furniture"}


@pytest.fixture(scope="module")
def pages(shared: Path) -> dict[str, tuple[dict[str, str], Article | None]]:
    """Every saved page with its row of the index: the article, or None where it is named as no article."""
    with (shared / "pages" / "INDEX.tsv").open(encoding="utf-8") as table:
        rows = list(csv.DictReader(table, delimiter="\t"))
    found: dict[str, tuple[dict[str, str], Article | None]] = {}
    for row in rows:
        try:
            article = read_html((shared / "pages" / row["file"]).read_bytes(), source=row["file"])
        except NoArticle as problem:
            assert str(problem).endswith(".")
            found[row["file"]] = row, None
        else:
            found[row["file"]] = row, article
    return found


def test_headlines_and_days_of_saved_pages(pages: dict[str, tuple[dict[str, str], Article | None]]) -> None:
    headlines = dated = days = 0
    for row, article in pages.values():
        wanted = fold(html.unescape(html.unescape(row["title"])))
        got = fold(article.headline or "") if article else ""
        headlines += bool(got) and wanted.startswith(got) and _SITE.fullmatch(wanted, len(got)) is not None
        if row["date"]:
            dated += 1
            day = re.sub(r"^(\d{4})(\d\d)(\d\d)T.*", r"\1-\2-\3", row["date"])[:10]
            days += bool(article and article.published and article.published.startswith(day))
    assert len(pages) == 96
    assert headlines >= 86
    assert days >= 0.95 * dated


def test_saved_pages_keep_their_quotation_marks(pages: dict[str, tuple[dict[str, str], Article | None]]) -> None:
    for _, article in pages.values():
        if article:
            assert "\ufffd" not in article.text or article.source.startswith(("003", "039", "079"))
            assert "&quot;" not in article.text and "&ldquo;" not in article.text
            assert "".join(article.text[zone.start : zone.end] for zone in article.zones) == article.text


def test_the_whole_corpus_streams_without_a_failure(shared: Path) -> None:
    path = shared / "corpus" / "articles.jsonl.gz"
    failures: list[Failure] = []
    found = read_sources([str(path)], Given(), on_failure=failures.append)
    with gzip.open(path, "rt", encoding="utf-8") as records:
        texts = [json.loads(line)["text"] for line in islice(records, 200)]
    for article, text in zip(found, texts, strict=False):
        assert article.text == text
        assert "".join(text[zone.start : zone.end] for zone in article.zones) == text
    assert sum(1 for _ in found) + len(texts) >= 4655
    assert failures == []
