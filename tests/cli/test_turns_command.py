"""`--turns` of `tracker extract` and `tracker add`: the turns of a transcript, when they are asked for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command import ROOT, Run

TRANSCRIPT = ROOT / "tests" / "cases" / "turns" / "radio_diamonds.txt"


@pytest.fixture
def radio(tmp_path: Path) -> Path:
    path = tmp_path / "radio.txt"
    path.write_text(TRANSCRIPT.read_text(encoding="utf-8").split("\n---\n")[0], encoding="utf-8")
    return path


def kinds(tracker: Run, *arguments: str | Path) -> list[str]:
    done = tracker("extract", *arguments, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [quote["kind"] for quote in json.loads(done.stdout)["quotes"]]


def test_extract_gives_turns_only_when_asked(tracker: Run, radio: Path) -> None:
    assert kinds(tracker, radio) == ["direct"]
    assert kinds(tracker, radio, "--turns") == ["turn", "turn", "turn", "turn", "direct", "turn"]


def test_add_finds_turns_in_an_article_that_is_stored_already(tracker: Run, radio: Path) -> None:
    assert "1 added" in tracker("add", radio).stdout
    again = tracker("add", radio, "--turns").stdout
    assert "1 revised" in again and "5 new quotes" in again
    assert "1 unchanged" in tracker("add", radio, "--turns").stdout
    # What is stored stays, whether turns are asked for or not.
    assert "1 unchanged" in tracker("add", radio).stdout
    found = tracker("search", "당론에", "--kind", "turn", "--format", "json").stdout
    assert [quote["speaker"] for quote in json.loads(found)] == ["탁현우"]


def test_retry_remembers_that_turns_were_asked_for(tracker: Run, radio: Path) -> None:
    away = radio.with_suffix(".away")
    radio.rename(away)
    assert tracker("add", "radio.txt", "--turns").returncode == 1
    away.rename(radio)
    assert "6 new quotes" in tracker("retry").stdout
