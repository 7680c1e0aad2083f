"""The public copy: what is in it, what is nowhere in it, and that the same quotes give the same bytes."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from invented_addresses import ADDRESSES, NEVER, REVISED, RUN_ON, make_database

from tracker.site import sharing
from tracker.store.database import StoreError, open_database
from tracker.store.search import Filters
from tracker.store.snapshot import Snapshot, content_hash, find_snapshot, make_snapshot
from tracker.store.snapshot_privacy import REMOVED, Cleaner, around, without_addresses

EMAIL = re.compile(rb"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+\.[A-Za-z]")
NOT_ADDRESSES = ["@handle 계정에 올렸다", "3@5 비율", "값은 @ 뒤에", "R&D 예산 5조원(50%)", "골뱅이 무침", "11.5@"]


def every_text(path: Path) -> str:
    with sqlite3.connect(path) as conn:
        return "\n".join(conn.iterdump())


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_form_of_an_address_is_left(address: str) -> None:
    cleaned, count = without_addresses(f"문의는 {address} 또는 기자{address}로")
    assert count == 2 and cleaned.count(REMOVED) == 2
    for part in ("garam", "ｇａｒａｍ", "hanbit", "ｈａｎｂｉｔ", "example"):
        assert part not in cleaned
    assert cleaned.startswith("문의는 ") and cleaned.endswith("로")


@pytest.mark.parametrize("text", NOT_ADDRESSES)
def test_what_is_no_address_stays(text: str) -> None:
    assert Cleaner().text(text) == text


@pytest.mark.parametrize(
    ("byline", "left"),
    [
        ("이가온 기자 garam@hanbit.example", "이가온 기자"),
        ("이가온 기자(garam@hanbit.example)", "이가온 기자"),
        ("서울=이가온 기자 garam@", "서울=이가온 기자"),
        ("garam@hanbit.example", None),
        ("이가온·나도담 기자", "이가온·나도담 기자"),
    ],
)
def test_bylines_keep_the_name(byline: str, left: str | None) -> None:
    assert Cleaner().byline(byline) == left


def test_nothing_private_is_in_any_byte(made: Snapshot) -> None:
    raw = made.path.read_bytes()
    assert EMAIL.search(raw) is None
    for words in (NEVER, REVISED, "garam", "hanbit\u200b", "/home/", "secret", "broken.html", "ｇａｒａｍ"):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert words.encode(encoding) not in raw, words
    # What a compressed index holds is told by its terms.
    with sqlite3.connect(made.path) as conn:
        conn.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, quotes_fts, row)")
        terms = {row[0] for row in conn.execute("SELECT term FROM terms")}
        assert not [term for term in terms if "garam" in term or "hanbit" in term or term in ("사라", "본문")]
        assert conn.execute("PRAGMA freelist_count").fetchone()[0] == 0
        assert conn.execute("PRAGMA journal_mode").fetchone()[0] == "delete"
        assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        tables = {row[0] for row in conn.execute("SELECT name FROM sqlite_master")}
        assert not tables & {"failures", "revisions", "article_urls", "_sqlite_migrations"}
    for paper in made.path.parent.iterdir():
        if paper.suffix != ".db":
            assert NEVER not in paper.read_text("utf-8") and not EMAIL.search(paper.read_bytes())


def test_what_is_public_is_there(made: Snapshot) -> None:
    with sqlite3.connect(made.path) as conn:
        texts = dict(conn.execute("SELECT text, context FROM quotes").fetchall())
        assert texts["예산을 늘리겠다"] == "정하랑 장관은 “예산을 늘리겠다”라고 말했다."
        assert conn.execute("SELECT DISTINCT byline FROM articles").fetchall() == [("이가온 기자",)]
        links = dict(conn.execute("SELECT headline, url FROM articles"))
        assert links["제목 50"] == "https://hanbit.example/50"
        assert links["제목 51"] is links["제목 52"] is links["제목 53"] is None
        counts = conn.execute("SELECT sum(quote_count), (SELECT sum(quote_count) FROM speakers) FROM articles")
        assert counts.fetchone() == (made.rows["quotes"], made.rows["quotes"]) == (16, 16)
        assert conn.execute("SELECT count(*) FROM quotes WHERE withdrawn_on IS NOT NULL").fetchone()[0] == 0
        assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert made.taken["urls"] == 3 and made.taken["contexts"] == 1


def test_a_long_sentence_is_cut_around_its_quote(made: Snapshot) -> None:
    sentence = f"{RUN_ON}“물가를 잡겠다”라며 {RUN_ON}"
    cut = around(sentence, "물가를 잡겠다")
    assert cut.startswith("…") and cut.endswith("…") and "“물가를 잡겠다”라며" in cut
    assert cut.strip("…") in sentence and len(cut) < 420
    assert around("짧은 문장", "문장") == "짧은 문장"
    assert len(around(RUN_ON, "없는 말")) < 420
    assert cut in every_text(made.path)


def test_the_same_quotes_give_the_same_bytes(made: Snapshot, tmp_path: Path) -> None:
    other = make_database(tmp_path / "other.db", backwards=True)
    with open_database(other, readonly=True) as db:
        again = sharing.snapshot(db, tmp_path / "again", "", Filters())
    mine = {file.name: file.read_bytes() for file in made.path.parent.iterdir() if file.is_file()}
    assert {file.name: file.read_bytes() for file in again.path.parent.iterdir()} == mine
    assert set(mine) == {
        made.path.name, "inspect-data.json", "datapackage.json", "metadata.json", "README.md", "LICENSE.txt",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "filters", "expected"),
    [
        ("반도체가", Filters(), len(ADDRESSES) + 1),
        ("", Filters(speaker="문서준"), 2),
        ("반도체", Filters(speaker="문서준"), 1),
        ("", Filters(outlet="새벽신문"), 1),
    ],
)
def test_a_part_holds_nothing_of_the_rest(
    archive: Path, tmp_path: Path, words: str, filters: Filters, expected: int
) -> None:
    with open_database(archive, readonly=True) as db:
        part = make_snapshot(db, tmp_path, words, filters)
    assert part.rows["quotes"] == part.rows["quotes_fts_docsize"] == expected
    text = every_text(part.path)
    for speaker in ("정하랑", "문서준", "온누리"):
        with sqlite3.connect(part.path) as conn:
            quoted = conn.execute("SELECT count(*) FROM quotes WHERE speaker = ?", [speaker]).fetchone()[0]
        assert (speaker in text) == bool(quoted)


def test_nothing_chosen_makes_nothing(archive: Path, tmp_path: Path) -> None:
    with open_database(archive, readonly=True) as db, pytest.raises(StoreError, match="No quote is chosen"):
        make_snapshot(db, tmp_path / "none", "이런낱말은없다")
    assert list((tmp_path / "none").iterdir()) == []


def test_the_papers_fit_the_file(made: Snapshot, tmp_path: Path) -> None:
    folder = made.path.parent
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    [resource] = package["resources"]
    assert resource["hash"] == f"sha256:{content_hash(made.path)}" and resource["bytes"] == made.path.stat().st_size
    assert made.path.stem == f"quotes-{made.sha256[:12]}" == package["name"]
    datasette = Path(sys.executable).parent / "datasette"
    inspected = subprocess.run([datasette, "inspect", made.path.name], cwd=folder, capture_output=True, check=True)
    assert json.loads(inspected.stdout) == json.loads((folder / "inspect-data.json").read_text("utf-8"))
    readme = (folder / "README.md").read_text("utf-8")
    assert made.path.name in readme and "{" not in readme and f"{made.rows['quotes']} quotes" in readme


def test_a_changed_or_foreign_file_is_refused(made: Snapshot, archive: Path, tmp_path: Path) -> None:
    copy = tmp_path / made.path.name
    raw = bytearray(made.path.read_bytes())
    raw[-1] ^= 1
    copy.write_bytes(raw)
    for path, words in (
        (copy, "not as it was made"),
        (archive, "not a public snapshot"),
        (tmp_path / "x.db", "no snap"),
    ):
        with pytest.raises(StoreError, match=words):
            find_snapshot(path)
    assert find_snapshot(made.path.parent) == made.path
    with pytest.raises(StoreError, match="tracker share serve"):
        open_database(made.path)


@pytest.mark.shared
def test_the_whole_corpus_keeps_its_secrets(corpus_db: Path, tmp_path: Path) -> None:
    """No address and no article text in any byte of a public copy of all real articles."""
    with open_database(corpus_db, readonly=True) as db:
        part = make_snapshot(db, tmp_path / "out")
        texts = [row[0] for row in db.execute("SELECT text FROM articles")]
    raw = part.path.read_bytes()
    assert EMAIL.search(raw) is None
    with sqlite3.connect(part.path) as conn:
        public = "\n".join(row[0] for row in conn.execute("SELECT text || char(10) || context FROM quotes"))
        public += "\n".join(row[0] for row in conn.execute("SELECT headline FROM articles WHERE headline IS NOT NULL"))
    # How the lines without a quotation mark begin (a headline may be a line of the text too), looked for at each place.
    body = {line.strip()[:40] for text in texts for line in text.splitlines() if not re.search("[“”\"'‘’]", line)}
    silent = {line for line in body if len(line) == 40 and line not in public}
    assert len(silent) > 10_000
    letters = raw.decode("utf-8", "replace")
    assert {letters[at : at + 40] for at in range(len(letters)) if letters[at : at + 40] in silent} == set()
