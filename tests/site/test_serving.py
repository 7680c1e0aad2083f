"""The site as a process: many readers at once, one who leaves, one who writes meanwhile."""

from __future__ import annotations

import contextlib
import os
import select
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from invented import ARTICLES, Said, article, make_archive

from tracker.models import speaker_id
from tracker.store.database import open_database
from tracker.store.ingest import ingest

SERVE = "import sys; from tracker.site.serving import serve; serve(sys.argv[1])"


@contextlib.contextmanager
def process(db: Path) -> Iterator[tuple[str, int]]:
    """The address of a site in a process of its own, and that process's number."""
    command = [sys.executable, "-c", SERVE, str(db)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as running:
        try:
            assert running.stdout is not None
            told, _, _ = select.select([running.stdout], [], [], 60)
            assert told, "the site did not say where it is"
            yield running.stdout.readline().strip().rstrip("/"), running.pid
        finally:
            running.terminate()
            running.wait(30)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Enough quotes that a download of them all takes a while."""
    lines = [f"“말 {nth} 그리고 긴 이야기가 이어집니다”라고 새봄 위원은 말했다." for nth in range(3000)]
    many = article("제목\n" + "\n".join(lines), *(Said(line[1 : line.index("”")], "새봄") for line in lines))
    return make_archive(tmp_path_factory.mktemp("large") / "quotes.db", *ARTICLES, many)


def test_many_readers_at_once_are_all_answered(large: Path) -> None:
    """A deadlock between SQLite's lock and Python's showed only so."""
    speakers = [speaker_id(name, "person") for name in ("정하랑", "문서준", "온누리", "새봄")]
    addresses = [f"/speaker/{key}{query}" for key in speakers for query in ("", "?q=반도체", "?page=2", "?lang=en")]
    addresses += [f"/search?q={word}" for word in ("말", "이야기", "반도체", "위원", "그리고 긴", "새봄", "", "지원")]
    addresses += ["/", "/quotes/quotes", "/quotes/quotes?_search=말", "/feed.atom", "/nothing"]
    with process(large) as (base, _), httpx.Client(base_url=base, timeout=60) as client, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(client.get, addresses * 3))
    assert {answer.status_code for answer in answers} == {200, 404}


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads a process's time from /proc")
@pytest.mark.parametrize("address", ["/quotes/quotes.csv?_stream=on", "/quotes/quotes.csv?_size=max", "/search.csv"])
def test_a_download_whose_reader_left_leaves_nothing_running(large: Path, address: str) -> None:
    with process(large) as (base, pid):
        host, port = base.removeprefix("http://").split(":")
        for _ in range(3):
            with socket.create_connection((host, int(port)), 10) as reader:
                reader.sendall(f"GET {address} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode())
                reader.recv(100)
        httpx.get(base + "/nothing", timeout=30)
        time.sleep(1.0)
        before = processor_seconds(pid)
        time.sleep(1.0)
        assert processor_seconds(pid) - before < 0.5


def test_readers_are_answered_while_articles_come_in(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "quotes.db", ARTICLES[0])
    with process(path) as (base, _), httpx.Client(base_url=base, timeout=60) as client, open_database(path) as db:
        for number, (read, quotes) in enumerate(ARTICLES[1:]):
            ingest(db, read, quotes)
            total = client.get("/search.json").json()["total"]
            stored = db.execute("select count(*) from quotes").fetchone()[0]
            assert total == stored, number


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_site_in_a_folder_that_cannot_be_written_to_is_served(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    folder.mkdir()
    path = make_archive(folder / "quotes.db", ARTICLES[0])
    folder.chmod(0o555)
    try:
        with process(path) as (base, _):
            assert httpx.get(base + "/search?q=반도체", timeout=30).status_code == 200
    finally:
        folder.chmod(0o755)
