"""What a person sees: tables that fit 80 columns, progress on a terminal only, text that any encoding can take."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

from command import TRACKER, Run
from rich.cells import cell_len


def on_terminal(*arguments: str, folder: Path) -> tuple[int, str, str]:
    """Run the tracker with a terminal as stderr: exit code, stdout, what the terminal got."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [TRACKER, *arguments], cwd=folder, stdout=subprocess.PIPE, stderr=theirs, text=True
    ) as process:
        os.close(theirs)
        out, _ = process.communicate(timeout=120)
        seen = b""
        while True:
            try:
                block = os.read(ours, 65536)
            except OSError:  # the other end is closed
                break
            if not block:
                break
            seen += block
    os.close(ours)
    return process.returncode, out, seen.decode(errors="replace")


def many_records(path: Path, count: int = 60) -> None:
    text = '맹서린 한결당 대표는 5일 "끝까지 지키겠다"고 말했다.'
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            record = {"id": str(number), "text": f"{text} {number}번째 소식이다.", "published": "2025-10-05"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def test_long_work_shows_progress_on_a_terminal(tmp_path: Path) -> None:
    many_records(tmp_path / "many.jsonl")
    code, out, seen = on_terminal("add", "many.jsonl", folder=tmp_path)
    assert code == 0
    assert "Adding" in seen and "60/60" in seen and "/s" in seen
    assert out == "60 articles read (60 added): 60 new quotes\n"


def test_short_work_and_pipes_show_none(tracker: Run, tmp_path: Path, examples: Path) -> None:
    many_records(tmp_path / "many.jsonl")
    assert tracker("add", "many.jsonl").stderr == ""
    assert on_terminal("extract", str(examples / "01-politics.txt"), folder=tmp_path)[2] == ""


def test_tables_fit_80_columns(tracker: Run, examples: Path) -> None:
    tracker("add", examples)
    found = json.loads(tracker("search", "반도체", "--format", "json").stdout)
    for command in (
        ["extract", examples],
        ["search", "반도체"],
        ["stats"],
        ["show", found[0]["id"]],
        ["show", found[0]["article_id"]],
    ):
        lines = tracker(*command).stdout.splitlines()
        # A headline is a line of its own, as long as it is.
        wide = [line for line in lines if cell_len(line) > 80 and "…" not in line and '"' not in line]
        assert lines and not wide, command
        assert not any(line != line.rstrip() for line in lines), command


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    many_records(tmp_path / "many.jsonl", 2000)
    done = subprocess.run(
        ["bash", "-c", f'"{TRACKER}" extract many.jsonl --format jsonl | head -n 1'],
        cwd=tmp_path, capture_output=True, text=True,
    )  # fmt: skip
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_output_is_utf8_whatever_the_locale(tracker: Run, examples: Path) -> None:
    env = {**os.environ, "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    done = tracker("extract", examples / "01-politics.txt", env=env, encoding="utf-8")
    assert done.returncode == 0 and "도윤재" in done.stdout
