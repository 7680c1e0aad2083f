"""`tracker eval` and `tracker explain` as a user runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from annotated import TEXT, article, folder_of, full, quote
from command import Run
from rich.cells import cell_len


def predicted(tracker: Run, folder: Path, path: Path) -> Path:
    """The output of `tracker extract` over the articles of an annotated folder, in a file."""
    records = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    lines = "".join(json.dumps(record) + "\n" for record in records)
    path.write_text(tracker("extract", "-", "--format", "jsonl", input=lines).stdout, encoding="utf-8")
    return path


def test_figures_slices_and_confidence(tracker: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", full())
    record = json.loads(tracker("eval", folder, "--json").stdout)
    assert [record["figures"][name] for name in ("f1", "speaker_accuracy", "said_on_accuracy")] == [1, 1, 1]
    assert record["slices"]["pronoun"] == {"quotes": 1, "found": 1, "right": 1, "speaker_accuracy": 1.0}
    assert record["slices"]["anonymous"]["quotes"] == 2
    assert sum(each["quotes"] for each in record["confidence"]["bins"]) == 4
    assert record["errors"] == []


def test_errors_are_named_with_place_and_excerpt(tracker: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", article(quote("물길을 다시 열겠다", "설무진", said_on="2025-11-01")))
    done = tracker("eval", folder)
    assert done.returncode == 0 and done.stderr == ""
    assert f"wrong speaker: one, character {TEXT.index('물길')}\n" in done.stdout
    assert "맹서린 instead of 설무진 (topic-before, confidence" in done.stdout
    assert "wrong day: one" in done.stdout and "2025-11-03 instead of 2025-11-01" in done.stdout
    assert done.stdout.count("extra: one") == 3
    assert all(cell_len(line) <= 80 for line in done.stdout.splitlines())
    assert "“물길을 다시 열겠다”" not in tracker("eval", folder, "--errors", "0").stdout


def test_two_runs_side_by_side(tracker: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", full())
    before = predicted(tracker, folder, tmp_path / "before.jsonl")
    same = tracker("eval", folder, "--compare", before)
    assert "0 errors mended" in same.stdout and "0 errors broken" in same.stdout
    printed = before.read_text(encoding="utf-8")
    before.write_text(printed.replace('"speaker": "맹서린"', '"speaker": "설무진"'), encoding="utf-8")
    shown = tracker("eval", folder, "--compare", before)
    assert "2 errors mended" in shown.stdout and "+0.5000" in shown.stdout
    record = json.loads(tracker("eval", folder, "--predictions", before, "--json").stdout)
    assert record["figures"]["speaker_accuracy"] == 0.5 and len(record["errors"]) == 2


BAD: list[tuple[Any, str]] = [
    ("{", "is no JSON"),
    ("[]", "is no annotated article"),
    ({"id": "one", "quotes": []}, "has no text"),
    (article({"text": "가"}), "quote 1 has no text or no kind"),
    (article({**quote("물길을", None), "start": 3}), "is not its words"),
    (article({**quote("물길을", None), "end": None}), "two whole numbers"),
    (article({**quote("물길을", None), "accept": "맹"}), "accept must be a list"),
    (article({**quote("물길을", None), "speaker": 3}), "speaker must be"),
    (article(url=3), "url must be"),
]


@pytest.mark.parametrize(("value", "message"), BAD, ids=[message for _, message in BAD])
def test_a_bad_annotation_is_named(tracker: Run, tmp_path: Path, value: Any, message: str) -> None:
    (tmp_path / "0.json").write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    done = tracker("eval", tmp_path)
    assert (done.returncode, done.stdout) == (1, "")
    assert "0.json" in done.stderr and message in done.stderr and done.stderr.count("\n") == 1


def test_bad_folders_and_files(tracker: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", full())
    (tmp_path / "notes.txt").write_text("가\n", encoding="utf-8")
    (tmp_path / "empty.jsonl").touch()
    (tmp_path / "other.jsonl").write_text('{"id": "elsewhere", "quotes": []}\n', encoding="utf-8")
    for arguments, message in (
        (["nowhere"], "does not exist"),
        (["notes.txt"], "is a file"),
        ([tmp_path], "holds no .json file"),
        ([folder, "--compare", "nowhere.jsonl"], "cannot be read"),
        ([folder, "--compare", "notes.txt"], "line 1"),
        ([folder, "--predictions", "empty.jsonl"], "is empty"),
        ([folder, "--predictions", "other.jsonl"], "none of the annotated articles"),
        ([folder_of(tmp_path / "twice", full(), full())], "same id"),
    ):
        done = tracker("eval", *arguments)
        assert (done.returncode, done.stdout) == (1, "") and message in done.stderr, arguments
    assert tracker("eval").returncode == 2


def test_articles_left_out_of_a_run_are_said(tracker: Run, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "gold", full(), {**full(), "id": "two"})
    path = predicted(tracker, folder, tmp_path / "out.jsonl")
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    done = tracker("eval", folder, "--predictions", path)
    assert done.returncode == 0 and "1 annotated article not in it" in done.stderr


@pytest.mark.shared
def test_the_figures_are_those_of_the_shared_scorer(tracker: Run, shared: Path, tmp_path: Path) -> None:
    gold = shared / "gold" / "dev"
    now, worse = predicted(tracker, gold, tmp_path / "now.jsonl"), tmp_path / "worse.jsonl"
    # A worse run as well, so that no figure is compared only where it is at its best.
    worse.write_text(spoilt(now.read_text(encoding="utf-8")), encoding="utf-8")
    for path, arguments in ((now, []), (now, ["--predictions", now]), (worse, ["--predictions", worse])):
        argv = [sys.executable, shared / "eval" / "score.py", gold, "--predictions", path, "--json"]
        theirs = json.loads(subprocess.run(argv, check=True, capture_output=True, text=True).stdout)
        assert json.loads(tracker("eval", gold, "--json", *arguments).stdout)["figures"] == theirs


def spoilt(printed: str) -> str:
    """A run with quotes cut, dropped, doubled and given to others, by their place in the output."""
    lines = []
    for line in printed.splitlines():
        record = json.loads(line)
        quotes = []
        for nth, found in enumerate(record["quotes"]):
            if nth % 7 != 6:
                quotes.append(found)
            if nth % 5 == 2:
                found["speaker"] = None
            if nth % 4 == 1 and found["start"] is not None:
                found["start"] += 2
                found["text"] = found["text"][2:]
            elif nth % 4 == 1:
                found["text"] = found["text"][1:]
            if nth % 6 == 3:
                quotes.append({**found, "said_on": "1999-01-01"})
        lines.append(json.dumps({"id": record["id"], "quotes": quotes}))
    return "\n".join(lines) + "\n"


def test_explain_shows_candidates_and_why_the_winner_won(tracker: Run) -> None:
    done = tracker("explain", "-", input=TEXT)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"[1]물길을 다시 열겠다"고 말했다' in done.stdout
    first, second, *_ = done.stdout.split("\n[")[1:]
    assert "맹서린 (person), confidence 0." in first and "topic-before: the topic (은/는)" in first
    assert "dropped-subject: the last speaker goes on" in second
    assert "ahead of the next speaker by" in done.stdout
    assert all(cell_len(line) <= 80 and line == line.rstrip() for line in done.stdout.splitlines())


def test_explain_fits_eighty_columns(tracker: Run, examples: Path) -> None:
    for path in sorted(examples.glob("0[1-5]-*")):
        done = tracker("explain", path)
        assert done.returncode == 0 and "[1] “" in done.stdout
        assert [line for line in done.stdout.splitlines() if cell_len(line) > 80] == []


def test_explain_as_json(tracker: Run) -> None:
    (explained,) = json.loads(tracker("explain", "-", "--json", input=TEXT).stdout)
    first = explained["quotes"][0]
    assert (first["speaker"], first["rule"], first["because"][:9]) == ("맹서린", "topic-before", "the topic")
    best = first["candidates"][0]
    assert (best["speaker"], best["rule"]) == (first["speaker"], "topic-before")
    assert TEXT[best["start"] :].startswith(best["mention"])
    assert [c["score"] for c in first["candidates"]] == sorted((c["score"] for c in first["candidates"]), reverse=True)


def test_explain_says_when_there_is_nothing_to_explain(tracker: Run) -> None:
    assert "No quotes were found." in tracker("explain", "-", input="비가 온다.").stdout
    done = tracker("explain", "missing.txt")
    assert done.returncode == 1 and "missing.txt" in done.stderr and done.stdout == ""
