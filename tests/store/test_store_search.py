"""Searching: what is found, and what comes first."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database
from store_samples import fresh, report

from tracker.store.facets import facets
from tracker.store.highlight import highlight
from tracker.store.ingest import ingest
from tracker.store.query import match_expression, parse
from tracker.store.search import Filters, register_functions, search

# Speaker, words, headline. The invented words hold the searched ones in all the ways that mislead.
SAID = [
    ("한결", "반도체를 우리 손으로 지키겠다", "나래시 새 공장 첫 삽"),
    ("다솜", "반도체는 쌀이다", "다솜 의원 토론회"),
    ("가온", "반도체산업 단지를 나래에 세우자", "나래 산업 청사진"),
    ("한결", "이란과의 교역을 늘리겠다", "나래항 새 항로"),
    ("다솜", "정치란 무엇이고 책임이란 무엇인가", "토론회 말말말"),
    ("가온", "‘상식’이란 말을 되새기자", "가온 교수 강연"),
    ("한결", "대전에서 만나자", "한결 시장 일정"),
    ("다솜", "대전제부터 다시 살피자", "다솜 의원 논평"),
    ("가온", "휴대전화 요금을 낮춰야 한다", "통신비 논의"),
    ("한결", "인도 정부와 손잡겠다", "나래시 교류 넓혀"),
    ("다솜", "인도적 지원이 먼저다", "구호 논의"),
    ("가온", "원인도 결과도 밝히겠다", "사고 조사"),
    ("한결", "이 법을 고쳐야 한다", "조례 논의"),
    ("다솜", "다른 방법을 찾자", "해법 논의"),
    ("가온", "OpenAI와 LG전자가 2,000억원을 댄다", "나래 AI 단지"),
    ("한결", "尹 정부에 120명이 건의했다", "건의문 전달"),
    ("다솜", "현재 검토 중이라는 답을 들었다", "질의응답"),
    ("가온", "중간 검토를 마쳤다", "점검 회의"),
    ("한결", "국회의 결단이 남았다", "한결 시장 건의"),
    ("다솜", "회의를 열자", "의원 총회"),
]


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    with fresh(tmp_path_factory.mktemp("search")) as database:
        for nth, (speaker, words, headline) in enumerate(SAID):
            facts = {
                "title": headline,
                "outlet": ("나래일보", "한빛신문")[nth % 2],
                "published": f"2025-{nth % 9 + 1:02}-03",
            }
            ingest(
                database, *report((speaker, words), url=f"https://narae.example/{nth}", tail=f" {nth} " * 90, **facts)
            )
        yield database


def found(db: Database, words: str) -> list[str]:
    return [hit.text for hit in search(db, words, limit=100)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("반도체", {"반도체를", "반도체는", "반도체산업"}),
        ("반도체를", {"반도체를", "반도체는", "반도체산업"}),
        ("반도체에서도", {"반도체를", "반도체는", "반도체산업"}),
        ("반도체 쌀", {"반도체는"}),
        ("쌀을", {"반도체는"}),
        ("국회", {"국회의"}),
        ("국회의", {"국회의"}),
        ("LG", {"OpenAI와"}),
        ("lg는", {"OpenAI와"}),
        ("ＬＧ전자", {"OpenAI와"}),
        ("ai", {"OpenAI와"}),
        ("openai", {"OpenAI와"}),
        ("2000억", {"OpenAI와"}),
        ("2,000억원", {"OpenAI와"}),
        ("200", set()),
        ("120명", {"尹 정부에"}),
        ("20", set()),
        ("尹", {"尹 정부에"}),
        ("尹정부", set()),
        ('"검토 중"', {"현재 검토"}),
        ("“검토 중”", {"현재 검토"}),
        ("검토 중", {"현재 검토", "중간 검토"}),
        ('"중 검토"', set()),
        ('"중간 검토', {"중간 검토"}),
        ("\u1103\u1162\u110c\u1165\u11ab\u110c\u1166", {"대전제부터"}),
        ("없는낱말", set()),
        ("!?…", set()),
        ('"', set()),
    ],
)
def test_words_find_the_quotes_that_hold_them(db: Database, words: str, expected: set[str]) -> None:
    assert {
        next((start for start in expected if text.startswith(start)), text) for text in found(db, words)
    } == expected


@pytest.mark.parametrize(
    ("words", "first", "after"),
    [
        ("이란", ["이란과의"], ["정치란", "‘상식’이란"]),
        ("대전", ["대전에서"], ["대전제부터", "휴대전화"]),
        ("인도", ["인도 정부와"], ["인도적", "원인도"]),
        ("법", ["이 법을"], ["다른 방법을"]),
        ("회의", ["회의를"], ["국회의"]),
        ("반도체", ["반도체를", "반도체는", "반도체산업"], []),
    ],
)
def test_true_words_come_before_the_same_letters_in_other_words(
    db: Database, words: str, first: list[str], after: list[str]
) -> None:
    texts = found(db, words)
    places = {
        start: next((at for at, text in enumerate(texts) if text.startswith(start)), -1) for start in first + after
    }
    assert all(places[start] in range(len(first)) for start in first), texts
    assert all(places[start] == -1 or places[start] >= len(first) for start in after), texts


def test_the_words_of_a_quote_count_more_than_its_headline(db: Database) -> None:
    hits = search(db, "나래")
    assert hits[0].text.startswith("반도체산업 단지를 나래에")
    assert {"나래시 새 공장 첫 삽", "나래항 새 항로"} <= {hit.headline for hit in hits}


def test_a_speaker_is_found_by_name_title_and_body_together_with_words(db: Database) -> None:
    assert found(db, "한결 시장 나래시 대전") == ["대전에서 만나자"]
    assert all(hit.speaker == "다솜" for hit in search(db, "다솜")[:3])


def test_filters_narrow_and_totals_count_all(db: Database) -> None:
    hits = search(db, "반도체", limit=1)
    assert (len(hits), hits.total) == (1, 3)
    assert [hit.text for hit in search(db, "반도체", limit=5, offset=1)] == found(db, "반도체")[1:]
    by_day = search(db, "", sort="day", limit=100)
    assert by_day.total == len(SAID) and [hit.day for hit in by_day] == sorted((h.day for h in by_day), reverse=True)
    speaker = db.execute("SELECT id FROM speakers WHERE name = '다솜'").fetchone()[0]
    assert search(db, "", speaker="다솜").total == search(db, "", speaker=speaker).total == 7
    assert {hit.outlet for hit in search(db, "", outlet="한빛신문", limit=100)} == {"한빛신문"}
    months = {hit.day[:7] for hit in search(db, "", since="2025-03", until="2025-04", limit=100) if hit.day}
    assert months == {"2025-03", "2025-04"}
    assert search(db, "", kind="headline").total == search(db, "", tone="deny").total == 0


def test_facets_count_what_a_search_finds(db: Database) -> None:
    counted = facets(db, "반도체")
    assert {value.label: value.count for value in counted["speaker_id"]} == {"한결": 1, "다솜": 1, "가온": 1}
    assert [(value.value, value.count) for value in counted["month"]] == [
        ("2025-01", 1),
        ("2025-02", 1),
        ("2025-03", 1),
    ]
    assert [(value.value, value.count) for value in counted["kind"]] == [("direct", 3)]
    assert sum(value.count for value in facets(db, "")["outlet_id"]) == len(SAID)


def test_a_filter_leaves_its_own_facet_to_choose_from(db: Database) -> None:
    filters = Filters(speaker="다솜", since="2025-02", until="2025-02")
    counted = facets(db, "반도체", filters)
    assert {value.label for value in counted["speaker_id"]} == {"다솜"}  # the only one in February
    assert {value.label for value in facets(db, "반도체", Filters(speaker="다솜"))["speaker_id"]} == {
        "한결",
        "다솜",
        "가온",
    }
    assert [value.value for value in counted["month"]] == ["2025-02"]
    assert facets(db, "반도체", filters, columns=["tone"])["tone"][0].count == 1


@pytest.mark.parametrize(
    "filters", [Filters(), Filters(speaker="다솜"), Filters(since="2025-05"), Filters(kind="direct")]
)
@pytest.mark.parametrize("words", ["", "다", "반도체"])
def test_facets_and_search_agree(db: Database, words: str, filters: Filters) -> None:
    for column, values in facets(db, words, filters).items():
        if column in ("kind", "tone", "outlet_id"):
            total = search(db, words, speaker=filters.speaker, since=filters.since, kind=filters.kind).total
            assert sum(value.count for value in values) == total


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("반도체를 지키는 반도체산업", "반도체는", ["반도체", "반도체"]),
        ("현재 검토  중이라는 답", '"검토 중"', ["검토  중"]),
        ("검토중", '"검토 중"', []),
        ("2,000억원과 12,000억원", "2000억", ["2,000억"]),
        ("ＬＧ와 LG전자", "lg", ["ＬＧ", "LG"]),
        ("\u1103\u1162\u110c\u1165\u11ab에서", "대전", ["\u1103\u1162\u110c\u1165\u11ab"]),
        ("쌀 값", "쌀 값", ["쌀", "값"]),
        ("쌀값", "쌀 값", ["쌀값"]),
        ("아무 말", "다른 낱말", []),
        ("<b>법</b>", "법", ["법"]),
    ],
)
def test_highlighting_marks_what_was_searched(text: str, words: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in highlight(text, words)] == marked


def test_a_pasted_page_as_a_query_is_cut_short() -> None:
    assert len(parse(" ".join(f"낱말{nth}" for nth in range(5000)))) < 100


BY_DATASETTE = "n in (select rowid from quotes_search where quotes_search match escape_fts(:search))"


@pytest.mark.parametrize(("words", "count"), [("반도체를", 3), ("", len(SAID)), (" ", len(SAID)), ("?!", 0), ('"', 0)])
def test_datasettes_table_page_finds_the_same(db: Database, words: str, count: int) -> None:
    """What it asks for with `fts_table: quotes_search` and `fts_pk: n`."""
    register_functions(db.conn)
    sql = f"select count(*) from quotes where {BY_DATASETTE}"
    assert db.execute(sql, {"search": words}).fetchone()[0] == count


def stock_datasette(file: Path, metadata: dict[str, Any], *paths: str) -> list[tuple[int, str]]:
    """What a Datasette without any plugin answers, in a process of its own."""
    script = (
        "import asyncio, json, sys\n"
        "sys._called_from_test = True\n"  # Datasette then loads no installed plugin
        "from datasette.app import Datasette\n"
        "file, metadata, *paths = sys.argv[1:]\n"
        "async def main():\n"
        "    client = Datasette([file], metadata=json.loads(metadata)).client\n"
        "    answers = [await client.get(path) for path in paths]\n"
        "    print(json.dumps([[answer.status_code, answer.text] for answer in answers]))\n"
        "asyncio.run(main())\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, file, json.dumps(metadata), *paths], capture_output=True, text=True, check=True
    )
    return [(status, text) for status, text in json.loads(run.stdout.splitlines()[-1])]


def test_a_stock_datasette_offers_no_search_or_says_what_is_missing(tmp_path: Path) -> None:
    """A search box there would find nothing, or not all, and not say so."""
    with fresh(tmp_path) as db:
        ingest(db, *report(("한결", "반도체를 지키겠다")))
    file = tmp_path / "quotes.db"
    [(status, text)] = stock_datasette(file, {}, "/quotes/quotes")
    assert status == 200 and "반도체를 지키겠다" in text and 'name="_search"' not in text
    table = {"fts_table": "quotes_search", "fts_pk": "n"}
    metadata = {"databases": {"quotes": {"tables": {"quotes": table}}}}
    answers = stock_datasette(
        file, metadata, "/quotes/quotes?_search=반도체", "/quotes/quotes.json?_search=반도", "/quotes/quotes"
    )
    assert [status for status, _ in answers] == [400, 400, 200]
    assert all("search_needs_the_quote_tracker_plugin" in text for _, text in answers[:2])


def test_no_token_of_the_index_is_an_operator() -> None:
    assert match_expression("AND OR NOT NEAR(가, 나) {text}: ^x*").count('"') >= 12


def test_the_index_is_kept_beside_the_data_not_in_it(tmp_path: Path) -> None:
    with fresh(tmp_path) as db:
        ingest(db, *report(("한결", "다리를 놓겠다")))
        assert db.execute("SELECT text, headline FROM quotes_fts").fetchall() == [(None, None)]
