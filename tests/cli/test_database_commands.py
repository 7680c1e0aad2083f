"""The commands that work on a database, in the order in which a user meets them."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

from command import Run


def test_adding_again_changes_nothing_and_says_so(tracker: Run, examples: Path, tmp_path: Path) -> None:
    first = tracker("add", examples / "01-politics.txt")
    assert first.returncode == 0 and (tmp_path / "db" / "quotes.db").is_file()
    assert "도윤재" in first.stdout and "1 article read (1 added)" in first.stdout
    before = tracker("export").stdout
    again = tracker("add", examples / "01-politics.txt")
    assert again.stdout == "1 article read (1 unchanged): 0 new quotes\n"
    assert tracker("export").stdout == before


def test_a_few_articles_are_shown_and_many_are_summed(tracker: Run, examples: Path) -> None:
    assert "누가 Who" in tracker("add", examples / "01-politics.txt", "--db", "few.db").stdout
    many = tracker("add", examples, "--db", "many.db").stdout
    assert "누가" not in many and len(many.splitlines()) == 1


def test_the_database_is_where_the_variable_says(tracker: Run, examples: Path, tmp_path: Path) -> None:
    import os

    env = {**os.environ, "TRACKER_DB": str(tmp_path / "mine.db")}
    assert tracker("add", examples / "01-politics.txt", env=env).returncode == 0
    assert tracker("stats", "--json", "--db", "mine.db").returncode == 0
    assert not (tmp_path / "db").exists()


def test_a_changed_article_becomes_a_revision(tracker: Run, tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    options = ("--url", "https://www.garam-ilbo.example/1", "--published", "2025-10-01")
    start = "맹서린 한결당 대표는 1일 국회에서 기자들과 만나"
    source.write_text(f'{start} "끝까지 지키겠다"고 말했다. 그는 "물러서지 않겠다"고 덧붙였다.', encoding="utf-8")
    tracker("add", source, *options)
    source.write_text(f'{start} "끝까지 지키겠다"고 말했다. 그는 "뜻을 모으겠다"고 덧붙였다.', encoding="utf-8")
    assert "(1 revised): 1 new quote, 1 withdrawn" in tracker("add", source, *options).stdout
    rows = list(csv.DictReader(io.StringIO(tracker("export", "--withdrawn").stdout)))
    assert {row["text"]: bool(row["withdrawn_on"]) for row in rows} == {
        "끝까지 지키겠다": False,
        "물러서지 않겠다": True,
        "뜻을 모으겠다": False,
    }


def test_what_failed_is_kept_and_tried_again(tracker: Run, examples: Path, tmp_path: Path) -> None:
    done = tracker("add", "late.txt", examples / "01-politics.txt", "--outlet", "가람일보")
    assert done.returncode == 1
    assert "late.txt" in done.stderr and "tracker retry" in done.stderr and "(1 added)" in done.stdout
    assert tracker("retry").returncode == 1
    assert json.loads(tracker("stats", "--json").stdout)["failures"] == 1
    text = '설무진 하람시의원은 3일 "누수부터 잡아야 한다"고 말했다.'
    (tmp_path / "late.txt").write_text(text, encoding="utf-8")
    done = tracker("retry")
    assert done.returncode == 0 and "1 added" in done.stdout
    row = json.loads(tracker("search", "누수부터", "--format", "json").stdout)[0]
    assert row["outlet"] == "가람일보", "the options of the first try belong to the retry too"
    assert tracker("retry").stdout == "Nothing to retry: no source has failed.\n"


def test_search_show_stats(tracker: Run, examples: Path) -> None:
    tracker("add", examples)
    lines = tracker("search", "반도체를", "--format", "jsonl").stdout.splitlines()
    hits = [json.loads(line) for line in lines]
    assert all("반도체" in hit["text"] + (hit["headline"] or "") for hit in hits) and hits
    assert "반도체" in tracker("search", "반도체를").stdout
    assert tracker("search", "없는낱말").stdout == "0 quotes found.\n"
    only = tracker("search", "반도체", "--speaker", "맹서린", "--format", "json").stdout
    assert {hit["speaker"] for hit in json.loads(only)} == {"맹서린"}

    quote = hits[0]["id"]
    assert json.loads(tracker("show", quote, "--json").stdout)["text"] == hits[0]["text"]
    assert json.loads(tracker("show", quote[:8], "--json").stdout)["id"] == quote
    article = json.loads(tracker("show", hits[0]["article_id"], "--json").stdout)
    assert quote in [row["id"] for row in article["quotes"]]
    assert hits[0]["text"][:10] in tracker("show", quote).stdout
    assert article["headline"][:10] in tracker("show", hits[0]["article_id"]).stdout
    unknown = tracker("show", "zzzz")
    assert unknown.returncode == 1 and "No article or quote has the id zzzz" in unknown.stderr

    counted = json.loads(tracker("stats", "--json").stdout)
    assert counted["articles"] == 9 and counted["failures"] == 0
    assert f"{counted['quotes']} quotes by {counted['speakers']} speakers in 9 articles" in tracker("stats").stdout


def test_export_as_csv_and_as_lines_hold_the_same(tracker: Run, examples: Path, tmp_path: Path) -> None:
    tracker("add", examples)
    table = list(csv.DictReader(io.StringIO(tracker("export").stdout)))
    lines = [json.loads(line) for line in tracker("export", "--format", "jsonl").stdout.splitlines()]
    assert len(table) == len(lines) == json.loads(tracker("stats", "--json").stdout)["quotes"]
    assert [row["id"] for row in table] == [row["id"] for row in lines]
    assert [row["text"] for row in table] == [row["text"] for row in lines]
    done = tracker("export", "--out", "q.jsonl", "--speaker", "맹서린", "--since", "2025-11")
    assert done.stdout == "" and "written to q.jsonl" in done.stderr
    rows = [json.loads(line) for line in (tmp_path / "q.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows and all(row["speaker"] == "맹서린" and row["said_on"] >= "2025-11" for row in rows)


def test_reading_commands_say_when_there_is_no_database(tracker: Run, tmp_path: Path) -> None:
    for command in (["search", "물"], ["show", "abcd"], ["stats"], ["export"], ["serve"], ["retry"]):
        done = tracker(*command)
        assert done.returncode == 1, command
        assert "There is no database at db/quotes.db" in done.stderr and "tracker add" in done.stderr, command
    assert not (tmp_path / "db").exists()
