"""Sharing as a user does it: the commands, a real server, addresses sent byte by byte as no browser would."""

from __future__ import annotations

import json
import re
import shlex
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from command import ROOT, TRACKER, Run

from tracker.site.private import CLOSED
from tracker.store.snapshot import Snapshot


@contextmanager
def started(*arguments: str | Path, folder: Path) -> Iterator[str]:
    """The address that a serving tracker process prints, without a slash at its end."""
    argv = [str(TRACKER), *map(str, arguments)]
    with subprocess.Popen(argv, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout
        try:
            line = process.stdout.readline()
            found = re.search(r"http://\S+(?=/ )", line)
            assert found, line + process.stdout.read()
            yield found[0]
        finally:
            process.terminate()
            process.wait(30)


def send(base: str, target: str, method: str = "GET") -> tuple[int, bytes, bytes]:
    """(status, head without its first line and date, body) for a request whose target is sent as it is."""
    parts = urlsplit(base)
    with socket.create_connection((parts.hostname or "", parts.port or 80), timeout=30) as connection:
        head = f"{method} {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode())
        raw = b""
        while piece := connection.recv(65536):
            raw += piece
    top, _, body = raw.partition(b"\r\n\r\n")
    status, _, headers = top.partition(b"\r\n")
    return int(status.split()[1]), re.sub(rb"(?im)^date:.*\r\n?", b"", headers), body


def test_a_private_server_opens_links_alone_and_keeps_them_over_a_restart(
    archive: Path, tracker: Run, tmp_path: Path
) -> None:
    (tmp_path / "quotes.db").write_bytes(archive.read_bytes())
    found = json.loads(tracker("search", "물가를", "--db", "quotes.db", "--format", "json").stdout)
    quote = f"/quote/{found[0]['id']}"
    with started("serve", "--private", "--db", "quotes.db", folder=tmp_path) as base:
        one, two = (
            json.loads(tracker("share", "link", quote, "--base", base, "--db", "quotes.db", "--json").stdout)
            for _ in range(2)
        )
        assert one["opens"] == quote and one["url"].startswith(base + "/share/")
        link = one["url"].removeprefix(base)
        assert send(base, link)[0] == 200 and "물가를 잡겠다" in send(base, link)[2].decode()
        tricks = [f"/x/..{quote}", f"{link}/..", f"{link}/../..{quote}", f"/share/..{quote}", f"/.{link}", f"//x{link}",
                  f"{base}{quote}", f"http://elsewhere.example{quote}", f"{link}%2f..%2f..{quote}", f"/%2e%2e{quote}",
                  "/-/static-plugins/quote-tracker/../metadata.yml", "/-/static-plugins/quote-tracker/./site.css",
                  "/-/static-plugins/quote-tracker/..%2fmetadata.yml", f"{link}?_where=1%3D1", f"{link}.json",
                  f"{quote}?{link}", f"{link}#x/..", f"/{quote}", "*", "/" + "a" * 4000]  # fmt: skip
        closed = send(base, "/nothing/here")
        assert closed[0] == 404 and closed[2] == CLOSED
        answers = {trick: send(base, trick) for trick in [*tricks, quote, "/", "/robots.txt"]}
        # The part after # never is an address; a server may refuse to read it at all.
        assert {trick: a for trick, a in answers.items() if a != closed and a[0] not in (400,)} == {}
        assert send(base, quote, "POST")[2] == send(base, "/x", "POST")[2] == CLOSED
        assert send(base, quote, "HEAD") == send(base, "/x", "HEAD")
        assert tracker("share", "revoke", two["id"], "--db", "quotes.db").returncode == 0
        assert httpx.get(two["url"], timeout=30).content == CLOSED
    listed = tracker("share", "list", "--db", "quotes.db").stdout
    assert f"{one['id']}  open" in listed and f"{two['id']}  revoked" in listed and "/share/" not in listed
    with started("serve", "--private", "--db", "quotes.db", folder=tmp_path) as base:
        assert httpx.get(base + link, timeout=30).status_code == 200
        assert httpx.get(two["url"].replace(urlsplit(two["url"]).netloc, urlsplit(base).netloc)).content == CLOSED


def test_a_snapshot_may_be_private_too(made: Snapshot, tracker: Run, tmp_path: Path) -> None:
    copy = tmp_path / made.path.name
    copy.write_bytes(made.path.read_bytes())
    with started("share", "serve", copy, "--private", folder=tmp_path) as base:
        opened = tracker("share", "link", "/search?q=물가를", "--base", base, "--db", copy).stdout.strip()
        assert "물가를 잡겠다" in httpx.get(opened, timeout=30).text.replace("<mark>", "").replace("</mark>", "")
        for path in ("/", f"/{copy.stem}/", f"/{copy.stem}.db", "/quotes.db", "/robots.txt", "/sitemap.xml"):
            assert httpx.get(base + path, timeout=30).content == CLOSED


def test_a_snapshot_is_served_with_addresses_that_last(made: Snapshot, tmp_path: Path) -> None:
    with started("share", "serve", made.path.parent, folder=tmp_path) as base, httpx.Client(base_url=base) as client:
        mark = f"/{made.path.stem}"
        for plain, lasting in (
            ("/", f"{mark}/"),
            ("/search?q=반도체를", f"{mark}/search?q=반도체를"),
            ("/quotes/quotes.json?_search=반도체를", f"{mark}/quotes.json?_search=반도체를"),
            ("/quotes/quotes?_search=반도체를", f"{mark}/quotes?_search=반도체를"),
            ("/quotes.db", f"{mark}.db"),
        ):
            now, always = client.get(plain), client.get(lasting)
            assert now.status_code == always.status_code == 200
            assert now.content == always.content or '"query_ms"' in now.text
            assert always.headers["cache-control"] == "public, max-age=31536000, immutable"
            assert "31536000" not in now.headers.get("cache-control", "")
            assert mark in now.headers["link"]
        assert client.get(f"{mark}.db").content == made.path.read_bytes()
        old = client.get("/quotes-0123456789ab/search?q=x")
        assert old.status_code == 302 and old.headers["location"] == "/search?q=x"
        assert client.get(f"{mark}//search").status_code == 404
        for closed in ("/-/databases.json", "/quotes/quotes?_where=1=1", "/quotes/quotes?_fts_table=speakers",
                       f"{mark}/quotes?_where=1=1", f"{mark}/quotes.csv?_stream=1",
                       "/quotes?sql=select+1", "/quotes/quotes_fts", f"{mark}/quotes_fts_data", "/quotes/failures",
                       "/-/metadata"):  # fmt: skip
            answer = client.get(closed)
            assert answer.status_code in (400, 403, 404), closed
            assert "immutable" not in answer.headers.get("cache-control", "")
        robots = client.get("/robots.txt").text
        assert "Disallow: /search" in robots and f"Sitemap: {base}/sitemap.xml" in robots
        [part] = re.findall(r"<loc>([^<]*)</loc>", client.get("/sitemap.xml").text)
        pages = re.findall(r"<loc>([^<]*)</loc>", client.get(part).text)
        rows = made.rows
        assert len(pages) == 1 + rows["quotes"] + rows["speakers"] + rows["articles"] + rows["outlets"]
        assert {client.get(page).status_code for page in pages} == {200}


def test_search_finds_the_same_in_a_snapshot(archive: Path, made: Snapshot, tracker: Run, tmp_path: Path) -> None:
    words = ["반도체를", "물가", "정하랑 장관", "다", "인도", "없는말"]
    with started("share", "serve", made.path, folder=tmp_path) as base:
        for asked in words:
            found = tracker("search", asked, "--db", archive, "--format", "json", "--limit", "100").stdout
            wanted = {hit["id"] for hit in json.loads(found)}
            ours = httpx.get(f"{base}/search.json", params={"q": asked}, timeout=30).json()["quotes"]
            box = httpx.get(f"{base}/quotes/quotes.json", params={"_search": asked, "_shape": "array"}).json()
            assert {hit["id"] for hit in ours} == {row["id"] for row in box} == wanted, asked


def test_a_stock_datasette_has_no_search_box_and_says_why(made: Snapshot) -> None:
    script = (
        "import asyncio, json, sys\n"
        "sys._called_from_test = True\n"  # Datasette then loads no installed plugin
        "from datasette.app import Datasette\n"
        "file, metadata, *paths = sys.argv[1:]\n"
        "async def main():\n"
        "    client = Datasette([], immutables=[file], metadata=json.loads(metadata)).client\n"
        "    print(json.dumps([[a.status_code, a.text] for a in [await client.get(path) for path in paths]]))\n"
        "asyncio.run(main())\n"
    )
    name = made.path.stem
    tables = ["quotes", "quotes_fts", "speakers", "articles", "statements", "about"]
    paths = [f"/{name}", *(f"/{name}/{table}" for table in tables)]
    for metadata in ("{}", (made.path.parent / "metadata.json").read_text("utf-8")):
        run = subprocess.run(
            [sys.executable, "-c", script, made.path, metadata, *paths], capture_output=True, text=True, check=True
        )
        answers = json.loads(run.stdout.splitlines()[-1])
        assert {status for status, _ in answers} == {200}
        assert not [path for path, (_, text) in zip(paths, answers, strict=True) if 'name="_search"' in text]
        assert "no search box" in answers[-1][1]
        assert metadata == "{}" or "only with the quote-tracker plugin" in answers[0][1]


def test_the_commands_say_what_they_did(archive: Path, tracker: Run, tmp_path: Path) -> None:
    done = tracker("share", "snapshot", archive, "--speaker", "문서준", "--out", "public", "--json")
    told = json.loads(done.stdout)
    assert done.returncode == 0 and told["rows"]["quotes"] == 2 and (tmp_path / told["path"]).exists()
    again = tracker("share", "snapshot", archive, "--speaker", "문서준", "--out", "public")
    assert again.stdout.strip() == told["path"] and "2 quotes, 1 speaker" in again.stderr
    assert len(list((tmp_path / "public").glob("*.db"))) == 1
    for arguments, words in (
        (("share", "snapshot", archive, "--query", "없는말"), "No quote is chosen"),
        (("share", "serve", archive), "not a public snapshot"),
        (("share", "serve", "nowhere"), "no snapshot"),
        (("serve", "--db", told["path"]), "tracker share serve"),
        (("share", "link", "/quote/000000000000", "--db", archive), "no quote 000000000000"),
        (("share", "link", "/search?q=a", "--db", "none.db"), "no database"),
        (("share", "revoke", "00", "--db", archive), "no link 00"),
        (("share", "publish", "nowhere", "--snapshot", "public", "--dry-run"), "datasette-publish-nowhere"),
        (("share", "publish", "heroku", "--snapshot", "public", "--package", "none.whl"), "no wheel at none.whl"),
    ):
        failed = tracker(*arguments)
        assert failed.returncode == 1 and words in failed.stderr and "Traceback" not in failed.stderr, arguments


@pytest.mark.parametrize("target", ["cloudrun", "heroku"])
def test_publishing_hands_over_what_share_serve_serves(
    made: Snapshot, tracker: Run, tmp_path: Path, target: str
) -> None:
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / made.path.name).write_bytes(made.path.read_bytes())
    done = tracker("share", "publish", target, "--snapshot", "public", "--dry-run", "--package", "x==1", "--name", "n")
    assert done.returncode == 0, done.stderr
    command = shlex.split(done.stdout)
    assert command[:4] == ["datasette", "publish", target, "public/publish/quotes.db"] and command[-2:] == [
        "--name",
        "n",
    ]
    assert (folder / "publish" / "quotes.db").read_bytes() == made.path.read_bytes()
    options = command[command.index("--extra-options") + 1]
    assert "--setting default_allow_sql 0" in options and "--setting allow_csv_stream 0" in options
    assert command[command.index("--install") + 1] == "x==1"
    metadata = json.loads((folder / "publish" / "metadata.json").read_text("utf-8"))
    assert (
        metadata["plugins"]["quote-tracker"]["closed"] and "withdrawn" not in metadata["databases"]["quotes"]["queries"]
    )
    # What the place will run, run here.
    datasette = Path(sys.executable).parent / "datasette"
    argv = [datasette, "serve", "-i", "public/publish/quotes.db", "-m", "public/publish/metadata.json",
            *shlex.split(options), "--get"]  # fmt: skip
    for path, expected in (
        ("/search.json?q=물가를", "물가를 잡겠다"),
        ("/robots.txt", "Sitemap"),
    ):
        answer = subprocess.run([*argv, path], cwd=tmp_path, capture_output=True, text=True, check=True)
        assert expected in answer.stdout
    assert subprocess.run([*argv, "/-/databases.json"], cwd=tmp_path, capture_output=True).returncode == 1


def test_the_dockerfile_serves_a_snapshot() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    command = json.loads(next(line for line in lines if line.startswith("CMD ")).removeprefix("CMD "))
    assert command[:3] == ["tracker", "share", "serve"] and "USER tracker" in lines
    for word in next(line for line in lines if line.startswith("COPY ")).split()[1:-1]:
        assert (ROOT / word).exists(), word
