"""`tracker extract`: the contract that users' scripts and the scorer rely on."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from command import Run

FIELDS = [
    "id", "text", "start", "end", "zone", "kind", "speaker", "speaker_type", "speaker_title", "speaker_org", "mention",
    "relayer", "cue", "tone", "said_on", "said_on_text", "said_on_precision", "rule", "confidence", "context",
]  # fmt: skip


def records(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_line_in_gives_a_line_out_in_order(tracker: Run, examples: Path) -> None:
    source = examples / "06-09-records.jsonl"
    done = tracker("extract", source, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["id"] for line in lines] == [record["id"] for record in records(source)]
    for line, record in zip(lines, records(source), strict=True):
        assert list(line) == ["id", "quotes"]
        assert line["quotes"]
        for quote in line["quotes"]:
            assert list(quote) == FIELDS
            if quote["start"] is None:
                assert quote["end"] is None and quote["text"] in record["title"]
            else:
                assert record["text"][quote["start"] : quote["end"]] == quote["text"]


def test_gzipped_and_piped_input_give_the_same(tracker: Run, examples: Path, tmp_path: Path) -> None:
    source = examples / "06-09-records.jsonl"
    plain = tracker("extract", source, "--format", "jsonl")
    (tmp_path / "records.jsonl.gz").write_bytes(gzip.compress(source.read_bytes()))
    zipped = tracker("extract", "records.jsonl.gz", "--format", "jsonl")
    piped = tracker("extract", "-", "--format", "jsonl", input=source.read_text(encoding="utf-8"))
    silent = tracker("extract", "--format", "jsonl", input=source.read_text(encoding="utf-8"))
    assert plain.stdout == zipped.stdout == piped.stdout == silent.stdout != ""


def test_json_names_the_article(tracker: Run, examples: Path) -> None:
    done = tracker("extract", examples / "01-politics.txt", examples / "04-economy.html", "--format", "json")
    first, second = json.loads(done.stdout)
    assert first["headline"].startswith("도윤재 시장")
    assert first["published"] == "2025-10-14T18:20:00+09:00"
    assert second["outlet"] == "다온경제"
    assert second["url"] == "https://www.daon-economy.example/news/20251023/88120"


def test_options_say_what_the_source_does_not(tracker: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('맹서린 한결당 대표는 5일 "끝까지 지키겠다"고 말했다.', encoding="utf-8")
    options = ("--outlet", "가람일보", "--published", "2024-03-06", "--title", "맹서린 대표 회견")
    (article,) = json.loads(tracker("extract", "a.txt", *options, "--format", "json").stdout)
    assert (article["outlet"], article["published"], article["headline"]) == (
        "가람일보",
        "2024-03-06",
        "맹서린 대표 회견",
    )
    (quote,) = article["quotes"]
    assert (quote["text"], quote["speaker"], quote["said_on"]) == ("끝까지 지키겠다", "맹서린", "2024-03-05")


def test_no_database_is_made(tracker: Run, examples: Path, tmp_path: Path) -> None:
    tracker("extract", examples / "01-politics.txt")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_does_not_stop_the_others(tracker: Run, examples: Path) -> None:
    done = tracker("extract", "missing.txt", examples / "01-politics.txt", "--format", "jsonl")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    assert "missing.txt" in done.stderr and "1 problem in 1 source" in done.stderr
