"""`tracker serve` and `tracker demo` as processes: they print an address, answer there, and stop when told."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from command import TRACKER, Run


@contextmanager
def started(*arguments: str, folder: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A tracker process that serves, and the address that it prints."""
    argv = [str(TRACKER), *arguments]
    errors = (folder / "stderr").open("w+", encoding="utf-8")
    with errors, subprocess.Popen(argv, cwd=folder, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        assert process.stdout
        said = ""
        try:
            for line in process.stdout:
                said += line
                found = re.search(r"http://\S+/", line)
                if found:
                    yield process, found[0]
                    return
            pytest.fail(f"no address: {said}{(folder / 'stderr').read_text()}")
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(30)


def test_serve_prints_its_address_and_stops_quietly(tracker: Run, examples: Path, tmp_path: Path) -> None:
    tracker("add", examples)
    with started("serve", folder=tmp_path) as (process, address):
        page = httpx.get(address + "quotes/quotes?_search=반도체를", timeout=30)
        assert page.status_code == 200 and "지금이 반도체를 살릴 마지막 기회" in page.text
        rows = httpx.get(address + "quotes/quotes.json?_shape=array&_search=반도체를", timeout=30).json()
        assert rows
        assert httpx.get(address + "quotes.db", timeout=30).status_code in (403, 404)
    assert process.returncode in (0, 130)
    assert (tmp_path / "stderr").read_text() == ""


def test_articles_added_meanwhile_are_seen(tracker: Run, examples: Path, tmp_path: Path) -> None:
    tracker("add", examples / "01-politics.txt")
    with started("serve", folder=tmp_path) as (_, address):
        query = address + "quotes/quotes.json?_shape=array&_search=통행료"
        assert httpx.get(query, timeout=30).json() == []
        tracker("add", examples / "05-ruling.html")
        assert httpx.get(query, timeout=30).json() != []


def test_the_demo_takes_the_next_port_where_one_is_taken(tmp_path: Path) -> None:
    with started("demo", folder=tmp_path) as (_, one), started("demo", folder=tmp_path) as (_, two):
        assert one != two
        for address in (one, two):
            assert "도윤재" in httpx.get(address + "quotes/speakers", timeout=30).text
    assert [path.name for path in tmp_path.iterdir()] == ["stderr"], "the demo leaves nothing behind"


def test_a_taken_port_is_a_sentence(tracker: Run, examples: Path) -> None:
    tracker("add", examples / "01-politics.txt")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = tracker("serve", "--port", taken.getsockname()[1])
    assert done.returncode == 1
    assert "in use" in done.stderr and "--port" in done.stderr and "Traceback" not in done.stderr
