"""The scripts behind docs/random-read.md and docs/headlines.md: a fair draw, gold left out, no words printed."""

from __future__ import annotations

import json
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PEOPLE = ("한도윤", "박서호", "이나영", "최가람", "정다온")


def article(number: int) -> dict[str, str]:
    name = PEOPLE[number % len(PEOPLE)]
    text = f"{name} 의원은 {number}번째 모임에서 “올해는 나무를 {number}그루 더 심겠다”고 말했다."
    return {"id": f"tree-{number}", "title": f"{name} “나무 {number}그루 더 심겠다”", "text": text}


def archive(path: Path, numbers: list[int]) -> str:
    lines = [json.dumps(article(number), ensure_ascii=False) for number in numbers]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def run(script: str, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main = runpy.run_path(str(ROOT / "scripts" / script))["main"]
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_seed_alone_decides_the_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    forth = archive(tmp_path / "forth.jsonl", list(range(30)))
    back = archive(tmp_path / "back.jsonl", list(range(29, -1, -1)))
    first = run("sample_quotes.py", capsys, forth, "--n", "8")
    assert len(first.splitlines()) == 8
    assert run("sample_quotes.py", capsys, back, "--n", "8") == first
    assert run("sample_quotes.py", capsys, forth, "--n", "8", "--seed", "other") != first
    assert run("sample_quotes.py", capsys, forth, "--n", "5") == "".join(first.splitlines(keepends=True)[:5])


def test_gold_articles_are_left_out_and_words_go_to_the_file_only(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for number in range(4):
        text = article(number)["text"].replace(" ", "  ")
        (gold / f"{number}.json").write_text(json.dumps({"text": text}), encoding="utf-8")
    source = archive(tmp_path / "all.jsonl", list(range(6)))
    out = tmp_path / "reading.txt"
    printed = run("sample_quotes.py", capsys, source, "--exclude", str(gold), "--out", str(out))
    assert {line.split(" | ")[1] for line in printed.splitlines()} == {"tree-4", "tree-5"}
    assert "그루" not in printed
    assert "【올해는 나무를 4그루 더 심겠다】" in out.read_text(encoding="utf-8")


def test_judged_quotes_are_added_up_and_changed_speakers_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = archive(tmp_path / "all.jsonl", list(range(3)))
    rows = run("sample_quotes.py", capsys, source).splitlines()
    verdicts = ["right"] * (len(rows) - 1) + ["wrong"]
    lines = [f"{row} {verdict} | right | |" for row, verdict in zip(rows, verdicts, strict=True)]
    name = lines[0].split(" | ")[3]
    lines[0] = lines[0].replace(name, "누군가")
    table = tmp_path / "table.md"
    table.write_text("\n".join(["| nr | article |", *lines]), encoding="utf-8")
    printed = run("sample_quotes.py", capsys, source, "--judged", str(table)).splitlines()
    assert printed[:2] == [f"speaker is right: {len(rows) - 1}, wrong: 1", f"day is right: {len(rows)}"]
    assert len(printed) == 3 and printed[2].endswith(f"right: was 누군가, is {name}")


@pytest.mark.parametrize(
    ("before", "token"),
    [
        ("與 “", "與"),
        ("한도윤, 박서호 만나 “", "만나"),
        ("나무 줄자… 환경부 “", "환경부"),
        ('[단독] 한도윤: "', "한도윤"),
        ("“", ""),
        ("“심자”…“", ""),
        ("\uf9e1 “", "\u674e"),
    ],
)
def test_the_token_in_front_of_the_marks(before: str, token: str) -> None:
    front = runpy.run_path(str(ROOT / "scripts" / "headline_fronts.py"))["front"]
    assert front(before) == token


def test_fronts_are_counted_by_what_they_became(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = archive(tmp_path / "all.jsonl", list(range(10)))
    lines = run("headline_fronts.py", capsys, source).splitlines()
    assert lines[0] == "10 headlines, 10 quotes in them, 10 with a token in front."
    assert f"| {PEOPLE[0]} | 2 | {PEOPLE[0]} 100% | 0 |" in lines
