"""Adding articles: once, again, under other addresses, changed, and with better facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database
from store_samples import assert_sound, contents, fresh, report, standing

from tracker.models import Article, Quote
from tracker.store.database import ArticleError, StoreError
from tracker.store.ingest import Outcome, ingest, ingest_many, reextract
from tracker.store.rows import load_article
from tracker.store.search import search

BRIDGE, ROAD, SCHOOL = ("한결", "다리를 놓겠다"), ("한결", "길을 넓히겠다"), ("다솜", "학교를 짓겠다")


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return fresh(tmp_path)


def quote_rows(db: Database, columns: str = "*") -> dict[str, dict[str, Any]]:
    return {row["text"]: row for row in db.query(f"SELECT text, {columns} FROM quotes")}


def unchanged(db: Database, article: Article, quotes: Sequence[Quote]) -> Outcome:
    """Add an article of which everything is known; nothing but addresses may change."""
    before = contents(db)
    outcome = ingest(db, article, quotes)
    assert outcome.status == "unchanged"
    after = contents(db)
    assert {**after, "article_urls": None} == {**before, "article_urls": None}
    return outcome


def test_everything_about_an_article_is_kept(db: Database) -> None:
    article, quotes = report(BRIDGE, SCHOOL, byline="가람 기자", published="2025-10-01T18:35:00+09:00")
    outcome = ingest(db, article, quotes)
    assert outcome == Outcome("added", outcome.article_id, new=2)
    stored = load_article(db, outcome.article_id)
    assert stored == replace(article, id=None)
    columns = ", ".join(f'"{name}"' for name in Quote.__slots__)
    rows = db.execute(f"SELECT {columns} FROM quotes ORDER BY position").fetchall()
    assert [Quote(*row) for row in rows] == quotes
    assert_sound(db)


def test_a_quote_without_a_speaker_has_no_speaker_row(db: Database) -> None:
    ingest(db, *report((None, "검토 중이다")))
    assert quote_rows(db, "speaker_id")["검토 중이다"]["speaker_id"] is None
    assert db["speakers"].count == 0


def test_a_speaker_is_one_person_however_the_letters_are_composed(db: Database) -> None:
    decomposed = "\u1112\u1161\u11ab\u1100\u1167\u11af"
    ingest(db, *report((decomposed, "다리를 놓겠다"), BRIDGE))
    assert db.execute("SELECT name, quote_count FROM speakers").fetchall() == [("한결", 2)]
    assert search(db, "", speaker=decomposed).total == 2


def test_the_same_article_again_changes_nothing(db: Database) -> None:
    article, quotes = report(BRIDGE, SCHOOL)
    ingest(db, article, quotes)
    assert unchanged(db, article, quotes).kept == 2


def test_an_extractor_is_not_called_for_what_is_known(db: Database) -> None:
    article, quotes = report(BRIDGE)
    calls: list[Article] = []
    for _ in range(2):
        ingest(db, article, lambda read: calls.append(read) or quotes)  # type: ignore[func-returns-value]
    assert calls == [article]


def test_the_same_text_at_another_address_is_recorded_there(db: Database) -> None:
    first = ingest(db, *report(BRIDGE, url="https://narae.example/1"))
    again, quotes = report(BRIDGE, url="https://portal.example/9", outlet="한빛포털", published="2025-10-02")
    outcome = unchanged(db, again, quotes)
    assert (outcome.article_id, outcome.new_url) == (first.article_id, True)
    urls = {row[0] for row in db.execute("SELECT url FROM article_urls WHERE article_id = ?", [first.article_id])}
    assert urls == {"https://narae.example/1", "https://portal.example/9"}
    assert not unchanged(db, again, quotes).new_url


def test_white_space_and_composition_of_letters_make_no_other_text(db: Database) -> None:
    article, quotes = report(BRIDGE, url=None)
    ingest(db, article, quotes)
    wide = replace(article, key="text:other", text=article.text.replace(" ", "\n \n"))
    assert unchanged(db, wide, []).kept == 1


@pytest.mark.parametrize(("headline", "articles"), [("나래천 축제", 2), ("나래시 설명회 열려", 1)])
def test_short_texts_are_the_same_article_only_under_the_same_headline(
    db: Database, headline: str, articles: int
) -> None:
    ingest(db, *report(tail="사진 나래시 제공", url="https://narae.example/1"))
    ingest(db, *report(tail="사진 나래시 제공", url="https://narae.example/2", title=headline))
    assert db["articles"].count == articles


def test_a_changed_text_is_a_revision_in_which_quotes_keep_their_ids(db: Database) -> None:
    ingest(db, *report(BRIDGE, SCHOOL))
    before = quote_rows(db, "id, start, position")
    outcome = ingest(db, *report(ROAD, BRIDGE), now=datetime(2025, 10, 3, 16, 0, tzinfo=timezone.utc))
    assert (outcome.status, outcome.revision) == ("revised", 2)
    assert (outcome.kept, outcome.new, outcome.withdrawn, outcome.changed) == (1, 1, 1, 1)
    after = quote_rows(db, "id, start, position, withdrawn_on, withdrawn_by, revision")
    assert after[BRIDGE[1]]["id"] == before[BRIDGE[1]]["id"]
    assert after[BRIDGE[1]]["start"] > before[BRIDGE[1]]["start"]
    # 16:00 in London is past midnight in Korea.
    assert (
        after[SCHOOL[1]] | {"withdrawn_on": "2025-10-04", "withdrawn_by": "article", "revision": 1} == after[SCHOOL[1]]
    )
    assert standing(db) == [ROAD[1], BRIDGE[1]]
    assert db.execute("SELECT number, text FROM revisions").fetchall() == [(1, report(BRIDGE, SCHOOL)[0].text)]
    assert_sound(db)


def test_a_quote_that_returns_stands_again(db: Database) -> None:
    ingest(db, *report(BRIDGE, SCHOOL))
    ingest(db, *report(BRIDGE))
    outcome = ingest(db, *report(SCHOOL, BRIDGE))
    assert (outcome.status, outcome.revision, outcome.kept, outcome.new) == ("revised", 3, 1, 1)
    assert {row["withdrawn_on"] for row in quote_rows(db, "withdrawn_on").values()} == {None}
    assert_sound(db)


def test_withdrawn_quotes_are_searched_only_when_asked(db: Database) -> None:
    ingest(db, *report(BRIDGE, SCHOOL))
    ingest(db, *report(BRIDGE))
    assert [hit.text for hit in search(db, "학교를")] == []
    assert [hit.text for hit in search(db, "학교를", withdrawn=True)] == [SCHOOL[1]]


def test_another_headline_at_the_same_address_is_a_revision(db: Database) -> None:
    ingest(db, *report(BRIDGE, title="나래시 설명회 열려"))
    outcome = ingest(db, *report(BRIDGE, title="한결 시장 설명회 열어"))
    assert (outcome.status, outcome.kept) == ("revised", 1)
    assert search(db, "한결 열어").total == 1
    assert search(db, "나래시 열려").total == 0
    assert_sound(db)


def test_a_withdrawn_quote_follows_its_article(db: Database) -> None:
    ingest(db, *report(BRIDGE, SCHOOL, outlet=None, title=None, published=None))
    ingest(db, *report(BRIDGE, outlet=None, title=None, published=None))
    ingest(db, *report(BRIDGE, title="새 다리 놓인다"))
    assert [hit.text for hit in search(db, "놓인다 학교", withdrawn=True)] == [SCHOOL[1]]
    assert_sound(db)
    ingest(db, *report(SCHOOL, title="새 다리 놓인다"))
    assert [hit.text for hit in search(db, "놓인다")] == [SCHOOL[1]]
    assert_sound(db)


def test_an_older_copy_elsewhere_is_not_a_change_back(db: Database) -> None:
    original, mirror = {"url": "https://narae.example/1"}, {"url": "https://portal.example/9"}
    ingest(db, *report(BRIDGE, **original))
    ingest(db, *report(BRIDGE, **mirror))
    assert ingest(db, *report(BRIDGE, ROAD, **original)).status == "revised"
    for _ in range(2):
        unchanged(db, *report(BRIDGE, **mirror))
        unchanged(db, *report(BRIDGE, ROAD, **original))


def test_a_record_without_address_is_known_by_its_id(db: Database) -> None:
    ingest(db, *report(BRIDGE, url=None, record_id="n-1"))
    assert ingest(db, *report(ROAD, url=None, record_id="n-1")).status == "revised"
    assert ingest(db, *report(ROAD, url=None, record_id="n-1")).status == "unchanged"
    assert db["articles"].count == 1


def test_what_was_not_known_is_filled_in(db: Database) -> None:
    bare = {"title": None, "outlet": None, "published": None}
    first = ingest(db, *report(BRIDGE, url=None, **bare))
    assert search(db, "다리를")[0].day is None
    outcome = ingest(db, *report(BRIDGE, url="https://narae.example/1", byline="가람 기자"))
    assert (outcome.status, outcome.article_id) == ("unchanged", first.article_id)
    assert set(outcome.filled) == {"title", "headline", "outlet_id", "published", "byline", "url"}
    hit = search(db, "설명회 다리를")[0]
    assert (hit.outlet, hit.published_on, hit.day, hit.headline) == (
        "나래일보", "2025-10-01", "2025-10-01", "나래시 설명회 열려",
    )  # fmt: skip
    assert_sound(db)
    unchanged(db, *report(BRIDGE, url="https://narae.example/1", byline="가람 기자"))


def test_what_was_known_is_not_overwritten(db: Database) -> None:
    ingest(db, *report(BRIDGE))
    unchanged(db, *report(BRIDGE, title=None, outlet="다른일보", published="2024-01-01"))
    unchanged(db, *report(BRIDGE, title=None, outlet=None, published=None))


def test_what_is_stated_replaces_what_was_guessed(db: Database) -> None:
    ingest(db, *report(BRIDGE, outlet="나래", guessed=("outlet",)))
    assert ingest(db, *report(BRIDGE, outlet="나래일보")).filled == ("outlet_id",)
    assert search(db, "다리")[0].outlet == "나래일보"
    assert ingest(db, *report(BRIDGE, outlet="나래", guessed=("outlet",))).filled == ()


def test_a_time_refines_a_day(db: Database) -> None:
    ingest(db, *report(BRIDGE, published="2025-10-01"))
    assert ingest(db, *report(BRIDGE, published="2025-10-01T18:35:00+09:00")).filled == ("published",)
    assert unchanged(db, *report(BRIDGE, published="2025-10-01")).filled == ()


def test_quotes_under_another_key_get_the_ids_of_the_stored_article(db: Database) -> None:
    ingest(db, *report(BRIDGE, BRIDGE, published=None))
    ids = {row["id"] for row in db.query("SELECT id FROM quotes")}
    pasted, quotes = report(BRIDGE, BRIDGE, url=None, published="2025-10-01")
    assert ingest(db, pasted, quotes).filled == ("published",)
    assert {row["id"] for row in db.query("SELECT id FROM quotes WHERE said_on = '2025-10-01'")} == ids


def test_a_better_extractor_changes_what_was_found_and_keeps_the_ids(db: Database) -> None:
    article, quotes = report(BRIDGE, (None, "검토 중이다"), SCHOOL)
    outcome = ingest(db, article, quotes)
    ids = {row["id"] for row in db.query("SELECT id FROM quotes")}
    better = [quotes[0], replace(quotes[1], speaker="가온", speaker_type="person", mention="가온 실장")]
    again = reextract(db, outcome.article_id, lambda stored: better)
    assert (again.status, again.revision) == ("revised", 1)
    assert (again.kept, again.new, again.withdrawn, again.changed) == (2, 0, 1, 1)
    assert {row["id"] for row in db.query("SELECT id FROM quotes")} == ids
    assert [hit.text for hit in search(db, "가온")] == ["검토 중이다"]
    assert quote_rows(db, "withdrawn_by")[SCHOOL[1]]["withdrawn_by"] == "extraction"
    assert reextract(db, outcome.article_id, lambda stored: better).status == "unchanged"
    assert_sound(db)


def test_what_one_article_does_wrong_does_not_lose_the_others(db: Database) -> None:
    good = [report(BRIDGE, url=f"https://narae.example/{nth}", tail=f"{TALE}{nth}") for nth in range(4)]
    twice = (replace(good[1][0], key="url:x"), [good[1][1][0]] * 2)

    def broken(article: Article) -> list[Quote]:
        raise ValueError("no such zone")

    failed: list[tuple[str, str]] = []
    pairs: list[Any] = [good[0], twice, good[1], (replace(good[2][0], key="url:y", text="다른 글"), broken), good[3]]
    done = list(ingest_many(db, pairs, on_failure=lambda article, error: failed.append((article.key, str(error)))))
    assert [article.url for article, _ in done] == [good[nth][0].url for nth in (0, 1, 3)]
    assert [key for key, _ in failed] == ["url:x", "url:y"]
    assert "same id" in failed[0][1] and "no such zone" in failed[1][1]
    assert_sound(db)


def test_a_failing_article_alone_leaves_nothing_behind(db: Database) -> None:
    article, quotes = report(BRIDGE)
    empty = contents(db)
    with pytest.raises(ArticleError):
        ingest(db, article, quotes * 2)
    assert contents(db) == empty
    assert issubclass(ArticleError, StoreError)


def test_reading_goes_on_between_transactions(db: Database, tmp_path: Path) -> None:
    """A source that takes long must not keep other writers waiting."""
    from tracker.store.database import open_database

    other = open_database(tmp_path / "quotes.db")
    other.execute("PRAGMA busy_timeout = 100")

    def slow() -> Any:
        for nth in range(3):
            ingest(other, *report(BRIDGE, url=f"https://other.example/{nth}", tail=f"{TALE} 다른 {nth}"))
            yield report(ROAD, url=f"https://narae.example/{nth}", tail=f"{TALE}{nth}")

    assert len(list(ingest_many(db, slow(), on_failure=lambda *_: None))) == 3
    assert db["articles"].count == 6


@pytest.mark.parametrize("odd", ["\ud800", "\0", "\u200b", "👩‍👩‍👧", "\u1100\u1161", "\u2028"])
def test_odd_characters_are_kept_or_replaced_one_for_one(db: Database, odd: str) -> None:
    article, quotes = report(("한결", f"다리를 {odd} 놓겠다"), byline=odd, title=f"설명회 {odd}")
    assert ingest(db, article, quotes).status == "added"
    assert ingest(db, article, quotes).status == "unchanged"
    kept = odd.replace("\ud800", "\ufffd")
    stored = load_article(db, db.execute("SELECT id FROM articles").fetchone()[0])
    assert stored.text == article.text.replace(odd, kept)
    assert standing(db) == [f"다리를 {kept} 놓겠다"]
    assert stored.text[quotes[0].start : quotes[0].end] == standing(db)[0]
    assert search(db, "놓겠다").total == 1


def test_an_article_without_quotes_or_text_is_an_article(db: Database) -> None:
    for tail in ("", "짧은 글", "글 " * 100):
        assert ingest(db, *report(url=f"https://narae.example/{len(tail)}", tail=tail)).status == "added"
    assert_sound(db)


TALE = "나래시청은 이날 청사 앞마당에서 설명회를 열고 사업의 얼개와 일정을 내놓았으며 시민들의 물음에도 차례로 답했다."


def test_a_copy_that_goes_its_own_way_becomes_an_article_of_its_own(db: Database) -> None:
    ingest(db, *report(BRIDGE, SCHOOL))
    ingest(db, *report(BRIDGE, SCHOOL, url="https://portal.example/9"))
    other = report(ROAD, url="https://portal.example/9")
    outcome = ingest(db, *other)
    assert (outcome.status, outcome.new) == ("added", 1)
    assert sorted(standing(db)) == sorted([BRIDGE[1], SCHOOL[1], ROAD[1]])
    assert ingest(db, *other).status == "unchanged"
    assert ingest(db, *report(ROAD, BRIDGE, url="https://portal.example/9")).status == "revised"
    assert_sound(db)


def test_a_pasted_text_that_got_its_address_later_is_revised_there(db: Database) -> None:
    ingest(db, *report(BRIDGE, url=None))
    ingest(db, *report(BRIDGE, url="https://narae.example/1"))
    assert ingest(db, *report(BRIDGE, ROAD, url="https://narae.example/1")).status == "revised"
    assert db["articles"].count == 1
    assert_sound(db)


def test_an_outlet_that_was_only_guessed_goes_when_the_right_one_is_known(db: Database) -> None:
    ingest(db, *report(BRIDGE, outlet="나래", guessed=("outlet",)))
    ingest(db, *report(BRIDGE, outlet="나래일보"))
    assert [row[0] for row in db.execute("SELECT name FROM outlets")] == ["나래일보"]
