"""Input that nobody should give, and people do: a clear sentence, the right exit code, and everything else stored."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import sqlite3
import subprocess
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from command import TRACKER, Done, Run

GOOD = '맹서린 한결당 대표는 5일 국회에서 기자들과 만나 "끝까지 지키겠다"고 말했다. 그는 곧 자리를 떴다.'
TRAILS = ("Traceback", "Error:", "Exception", "Errno", "fault in tracker")


def sentences(done: Done) -> list[str]:
    """What was said on stderr; each line must be for people."""
    for trail in TRAILS:
        assert trail not in done.stderr, done.stderr
    return done.stderr.splitlines()


def quotes(tracker: Run, db: str = "q.db") -> list[str]:
    done = tracker("export", "--db", db, "--format", "jsonl")
    assert done.returncode == 0, done.stderr
    return [json.loads(line)["text"] for line in done.stdout.splitlines()]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


UNREADABLE: dict[str, tuple[str, bytes]] = {
    "empty": ("empty.txt", b""),
    "blank": ("blank.txt", "  \n\u3000\n".encode()),
    "binary": ("photo.txt", random.Random(1).randbytes(5000)),
    "image": ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    "page without an article": (
        "menu.html",
        b"<html><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav></body></html>",
    ),
    "records without text": ("empty.jsonl", b'{"id": "1", "title": "x"}\n'),
    "no records": ("list.jsonl", b"[1, 2, 3]\n"),
    "broken archive": ("cut.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 1000)[:40]),
}


@pytest.mark.parametrize("kind", UNREADABLE)
def test_an_unreadable_source_is_named_and_the_others_are_stored(tracker: Run, good: Path, kind: str) -> None:
    name, content = UNREADABLE[kind]
    (good.parent / name).write_bytes(content)
    done = tracker("add", name, good, "--db", "q.db")
    assert done.returncode == 1
    said = sentences(done)
    assert name in said[0] and len(said[0]) > len(name) + 10
    assert quotes(tracker) == ["끝까지 지키겠다"]
    assert json.loads(tracker("stats", "--json", "--db", "q.db").stdout)["failures"] == 1
    alone = tracker("extract", name, "--format", "jsonl")
    assert (alone.returncode, alone.stdout) == (1, "")
    assert name in sentences(alone)[0]


def test_a_file_that_is_no_article_by_its_size(tracker: Run, good: Path) -> None:
    with (good.parent / "huge.txt").open("w", encoding="utf-8") as file:
        for _ in range(50):
            file.write("가나다라 " * 80_000)  # about 1 MB each
    done = tracker("add", "huge.txt", good, "--db", "q.db")
    assert done.returncode == 1
    assert "huge.txt" in sentences(done)[0]
    assert quotes(tracker) == ["끝까지 지키겠다"]


STRANGE: dict[str, Callable[[], str]] = {
    "marks that never close": lambda: GOOD + "\n\n" + '그는 "다시 오겠다고 했다.\n' * 50,
    "100,000 marks in one line": lambda: GOOD + "\n\n" + '"' * 100_000,
    "100,000 marks of every kind": lambda: GOOD + "\n\n" + "“‘”’\"'「」" * 12_500,
    "NUL bytes": lambda: GOOD + "\n\n그는 \0 자리를 \0 떴다.",
    "control characters": lambda: GOOD + "\n\n\x1b[31m붉은 글씨\x1b[0m \x07\x08 끝.",
    "names only": lambda: GOOD + "\n\n" + "도윤재 하람시장과 맹서린 대표, " * 5_000,
}


@pytest.mark.parametrize("kind", STRANGE)
def test_a_strange_text_is_stored_as_it_is(tracker: Run, tmp_path: Path, kind: str) -> None:
    record = {"id": "1", "text": STRANGE[kind](), "published": "2025-10-05"}
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    done = tracker("add", "a.jsonl", "--db", "q.db")
    assert (done.returncode, sentences(done)) == (0, [])
    assert not any(character in done.stdout for character in "\0\x1b\x07\x08")
    assert "끝까지 지키겠다" in quotes(tracker)
    with closing(sqlite3.connect(tmp_path / "q.db")) as db:
        (text,) = db.execute("SELECT text FROM articles").fetchone()
        assert text == record["text"]
        for start, end, words in db.execute('SELECT start, "end", text FROM quotes WHERE start IS NOT NULL'):
            assert text[start:end] == words


def test_half_a_character_does_not_stop_an_archive(tracker: Run, tmp_path: Path) -> None:
    lines = [
        '{"id": "half", "text": "' + GOOD.replace('"', '\\"') + ' \\ud83d 끝."}',
        json.dumps({"id": "whole", "text": GOOD.replace("끝까지", "반드시")}),
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    extracted = tracker("extract", "a.jsonl", "--format", "jsonl")
    assert (extracted.returncode, sentences(extracted)) == (0, [])
    assert [json.loads(line)["id"] for line in extracted.stdout.splitlines()] == ["half", "whole"]
    done = tracker("add", "a.jsonl", "--db", "q.db")
    assert (done.returncode, sentences(done)) == (0, [])
    assert sorted(quotes(tracker)) == ["끝까지 지키겠다", "반드시 지키겠다"]


def test_decomposed_hangul_is_read_and_kept(tracker: Run, tmp_path: Path) -> None:
    (tmp_path / "nfd.txt").write_text(unicodedata.normalize("NFD", GOOD), encoding="utf-8")
    assert tracker("add", "nfd.txt", "--published", "2025-10-05", "--db", "q.db").returncode == 0
    (line,) = tracker("export", "--db", "q.db", "--format", "jsonl").stdout.splitlines()
    quote = json.loads(line)
    assert quote["text"] == unicodedata.normalize("NFD", "끝까지 지키겠다"), "the words are verbatim"
    assert unicodedata.normalize("NFC", quote["speaker"]) == "맹서린"
    assert quote["said_on"] == "2025-10-05"
    assert "1 quote found." in tracker("search", "지키겠다", "--db", "q.db").stdout


def test_a_day_that_does_not_exist(tracker: Run, good: Path) -> None:
    wrong = tracker("add", good, "--published", "2025-02-30", "--db", "q.db")
    assert wrong.returncode == 2
    assert "2025-02-30" in wrong.stderr and "no such day" in wrong.stderr
    assert not (good.parent / "q.db").exists()
    record = {"id": "1", "text": GOOD.replace("5일", "2월 30일"), "published": "2025-02-30"}
    (good.parent / "a.jsonl").write_text(json.dumps(record), encoding="utf-8")
    done = tracker("add", "a.jsonl", "--db", "q.db")
    assert done.returncode == 1 and "2025-02-30" in sentences(done)[0]
    (line,) = tracker("export", "--db", "q.db", "--format", "jsonl").stdout.splitlines()
    assert json.loads(line)["said_on"] is None and json.loads(line)["published"] is None


def test_a_broken_line_is_named_by_its_number(tracker: Run, tmp_path: Path) -> None:
    whole = [json.dumps({"id": str(n), "text": GOOD.replace("끝까지", f"{n}번이라도")}) for n in range(4)]
    (tmp_path / "a.jsonl").write_text("\n".join([*whole[:2], '{"id": "x", "text": "', *whole[2:]]), encoding="utf-8")
    done = tracker("add", "a.jsonl", "--db", "q.db")
    assert done.returncode == 1
    said = sentences(done)
    assert "a.jsonl" in said[0] and "3" in said[0]
    assert sorted(quotes(tracker)) == [f"{n}번이라도 지키겠다" for n in range(4)]
    assert "(4 added)" in done.stdout and "1 problem in 1 source" in said[-1]
    assert json.loads(tracker("stats", "--json", "--db", "q.db").stdout)["failures"] == 1
    extracted = tracker("extract", "a.jsonl", "--format", "jsonl")
    assert extracted.returncode == 1 and len(extracted.stdout.splitlines()) == 4


def test_a_database_from_a_newer_version(tracker: Run, good: Path) -> None:
    tracker("add", good, "--db", "q.db")
    with closing(sqlite3.connect(good.parent / "q.db", isolation_level=None)) as db:
        db.execute("INSERT INTO _sqlite_migrations(migration_set, name) VALUES ('quote_tracker', 'm999_future')")
    before = (good.parent / "q.db").read_bytes()
    for command in (["add", good], ["search", "지키겠다"], ["stats"], ["serve"], ["retry"]):
        done = tracker(*command, "--db", "q.db")
        assert done.returncode == 1, command
        assert "newer version" in sentences(done)[0], command
    assert (good.parent / "q.db").read_bytes() == before


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to be one" * 30])
def test_a_file_that_is_no_database(tracker: Run, good: Path, content: bytes) -> None:
    (good.parent / "notes.db").write_bytes(content)
    done = tracker("search", "물", "--db", "notes.db")
    assert done.returncode == 1
    assert "notes.db" in sentences(done)[0]
    assert (good.parent / "notes.db").read_bytes() == content


def test_another_programs_database_is_left_alone(tracker: Run, good: Path) -> None:
    with closing(sqlite3.connect(good.parent / "other.db")) as db:
        db.execute("CREATE TABLE notes (words TEXT)")
    before = (good.parent / "other.db").read_bytes()
    done = tracker("add", good, "--db", "other.db")
    assert done.returncode == 1 and "another program" in sentences(done)[0]
    assert (good.parent / "other.db").read_bytes() == before


def test_a_folder_that_is_a_file_or_is_not_there(tracker: Run, good: Path) -> None:
    for db in (good / "q.db", good.parent / "nowhere" / "q.db", good.parent):
        done = tracker("add", good, "--db", db)
        assert done.returncode == 1, db
        assert str(db.parent if db.suffix else db) in sentences(done)[0], db
    assert sorted(path.name for path in good.parent.iterdir()) == ["good.txt"]


@pytest.fixture
def bound_by_permissions() -> list[str]:
    """A prefix that makes a command obey permission bits: root ignores them unless it gives that power up."""
    if os.geteuid():
        return []
    if not shutil.which("setpriv"):
        pytest.skip("root ignores permissions, and there is no setpriv to give that power up")
    return ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-dac_override,-dac_read_search"]


def test_a_read_only_folder(tracker: Run, good: Path, bound_by_permissions: list[str]) -> None:
    folder = good.parent / "locked"
    folder.mkdir()
    tracker("add", good, "--db", folder / "q.db")
    before = (folder / "q.db").read_bytes()
    (folder / "q.db").chmod(0o444)
    folder.chmod(0o555)

    def run(*arguments: str | Path) -> Done:
        argv = [*bound_by_permissions, str(TRACKER), *map(str, arguments)]
        return subprocess.run(argv, cwd=good.parent, capture_output=True, text=True, timeout=60)

    try:
        for db in ("q.db", "new.db"):
            done = run("add", good, "--db", folder / db)
            assert done.returncode == 1
            assert str(folder / db) in sentences(done)[0]
        assert run("search", "지키겠다", "--db", folder / "q.db").returncode == 0
        written = run("export", "--db", folder / "q.db", "--out", folder / "q.csv")
        assert written.returncode == 1 and "permission" in sentences(written)[0].lower()
    finally:
        folder.chmod(0o755)
    assert [path.name for path in folder.iterdir()] == ["q.db"]
    assert (folder / "q.db").read_bytes() == before


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MB, where this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk], capture_output=True)
    if mounted.returncode:
        pytest.skip("a small disk can be mounted by root only")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def many_articles(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            text = f"{GOOD} {n}번째 소식이다. " + "회의는 예정보다 길어졌다. " * 60
            file.write(json.dumps({"id": str(n), "text": text, "published": "2025-10-05"}) + "\n")


def test_a_full_disk(tracker: Run, good: Path, small_disk: Path) -> None:
    many_articles(good.parent / "many.jsonl", 2000)
    tracker("add", good, "--db", small_disk / "q.db")
    done = tracker("add", "many.jsonl", "--db", small_disk / "q.db")
    assert done.returncode == 1
    assert "disk is full" in sentences(done)[-1] and "q.db" in sentences(done)[-1]
    assert_whole(small_disk / "q.db")
    assert "끝까지 지키겠다" in quotes(tracker, str(small_disk / "q.db")), "what was there stays"
    written = tracker("export", "--db", small_disk / "q.db", "--format", "jsonl", "--out", small_disk / "q.jsonl")
    assert (written.returncode == 0) == (small_disk / "q.jsonl").exists(), "a file that is there is whole"
    sentences(written)


def test_a_limit_on_the_size_of_files(tracker: Run, good: Path) -> None:
    many_articles(good.parent / "many.jsonl", 2000)
    tracker("add", good, "--db", "q.db")
    argv = ["bash", "-c", f'ulimit -f 1500; exec "{TRACKER}" add many.jsonl --db q.db']
    done = subprocess.run(argv, cwd=good.parent, capture_output=True, text=True, timeout=120)
    assert done.returncode == 1
    assert "q.db" in sentences(done)[-1]
    assert_whole(good.parent / "q.db")
    assert "끝까지 지키겠다" in quotes(tracker)


def assert_whole(path: Path) -> None:
    """Every article has all its quotes, every quote its article, and SQLite finds no damage."""
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        counted = "SELECT count(*) FROM quotes WHERE article_id = articles.id AND withdrawn_on IS NULL"
        assert db.execute(f"SELECT count(*) FROM articles WHERE quote_count != ({counted})").fetchone() == (0,)


def test_options_that_fit_one_article_only(tracker: Run, good: Path) -> None:
    done = tracker("add", good, good, "--title", "회견", "--db", "q.db")
    assert done.returncode == 2
    assert "--title" in done.stderr and "one article" in done.stderr
