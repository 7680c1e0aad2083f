"""How fast the site answers with 200,000 quotes, beside stock Datasette on the same file: `make bench-site`.

The database is made of the shared corpus, added many times with other days and ids. `wrk` keeps 8 connections busy on
this machine; each row is one run of it over a list of addresses. Nothing is compared with a stored value.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import platform
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from tracker.models import Article, Quote, Zone, article_key, quote_id
from tracker.store.morphemes import morphemes
from tracker.store.tokens import normal, runs

ROOT = Path(__file__).resolve().parent.parent
CONNECTIONS = 8
# Datasette reads its plugins unless it believes that it is being tested; so this is Datasette without ours.
STOCK = "import sys; sys._called_from_test = True; from datasette.cli import cli; cli()"
OURS = "import sys; from tracker.site.serving import serve; serve(sys.argv[1], '127.0.0.1', int(sys.argv[2]))"
PATHS = """
local paths, at = {}, 0
for line in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = line end
request = function() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with corpus/")
    parser.add_argument("--quotes", type=int, default=200_000)
    parser.add_argument("--seconds", type=int, default=15, help="length of each run")
    parser.add_argument("--db", type=Path, help="keep the database here, or use the one that is here")
    args = parser.parse_args()
    if shutil.which("wrk") is None:
        sys.exit("This needs wrk; on Debian: apt-get install wrk")
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
        path = args.db or Path(name) / "quotes.db"
        if not path.exists():
            began = time.perf_counter()
            build(path, args.shared, args.quotes)
            print(f"built in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB", flush=True)
        measure(path, Path(name), args.seconds)


def build(path: Path, shared: Path, wanted: int) -> None:
    """Add the corpus again and again, each time with other days, ids and a line at the end, until there are enough."""
    from tracker.extract import extract_quotes
    from tracker.read.sources import Given, read_sources
    from tracker.store.database import open_database
    from tracker.store.ingest import ingest_many

    corpus = shared / "corpus" / "articles.jsonl.gz"
    if not corpus.is_file():
        sys.exit(f"There is no corpus at {corpus}; name the folder with --shared.")
    articles = read_sources([str(corpus)], Given(), on_failure=lambda failure: sys.exit(str(failure)))
    extracted = [(article, quotes) for article in articles if (quotes := extract_quotes(article))]
    per_round = sum(len(quotes) for _, quotes in extracted)
    rounds = range(-(-wanted // per_round))
    with open_database(path) as db:
        copies = (copied(article, quotes, nth) for nth in rounds for article, quotes in extracted)
        for _ in ingest_many(db, copies, on_failure=lambda article, error: sys.exit(str(error))):
            pass
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def copied(article: Article, quotes: Sequence[Quote], nth: int) -> tuple[Article, list[Quote]]:
    """The article as if reported `nth` times 97 days earlier, with its quotes."""
    text = f"{article.text}\n({nth})"
    key = article_key(url=None, record_id=f"{article.key}#{nth}", text=text)
    zones = (*article.zones, Zone(len(article.text), len(text), "furniture"))
    published = earlier(article.published, nth)
    again = [
        replace(quote, id=quote_id(key, quote.text, at), said_on=earlier(quote.said_on, nth))
        for at, quote in enumerate(quotes)
    ]
    return replace(article, key=key, text=text, zones=zones, published=published, url=None), again


def earlier(moment: str | None, nth: int) -> str | None:
    """An ISO day (of a day or a date-time), `nth` times 97 days before."""
    try:
        return (date.fromisoformat((moment or "")[:10]) - timedelta(days=97 * nth)).isoformat()
    except ValueError:
        return None


def measure(path: Path, folder: Path, seconds: int) -> None:
    """Print a row for each kind of page: ours, and the nearest that stock Datasette has."""
    ours, stock = addresses(path)
    with sqlite3.connect(path) as conn:
        total = conn.execute("SELECT count(*) FROM quotes").fetchone()[0]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    print(f"{total:,} quotes; {CONNECTIONS} connections, {seconds} s a row; {machine}")
    print(f"Load before: {os.getloadavg()[0]:.1f} (above 0, other programs took their share of the cores)\n")
    print("| page | requests/s | p50 | p99 | not 2xx |\n|---|---:|---:|---:|---:|")
    for name, code, arguments, lists in (
        ("tracker", OURS, [str(path)], ours),
        ("stock", STOCK, ["serve", str(path), "-p"], stock),
    ):
        for page, paths in lists.items():
            # A server of its own for each row, so that no row finds what another has left in a cache.
            with served(code, arguments) as base:
                # A table page of stock Datasette takes seconds: it needs a longer run to answer at all.
                length = max(seconds, 30) if name == "stock" and "table" in page else seconds
                print(f"| {name}: {page} | {run(base, paths, folder, length)} |", flush=True)


def addresses(path: Path) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The addresses of each row, drawn with a fixed seed: ours, and those of stock Datasette."""
    rng = random.Random(7)
    with sqlite3.connect(path) as conn:
        quotes = [row[0] for row in conn.execute("SELECT id FROM quotes")]
        texts = [row[0] for row in conn.execute("SELECT text FROM quotes ORDER BY id LIMIT 20000")]
        speakers = [row[0] for row in conn.execute("SELECT speaker_id FROM quotes WHERE speaker_id IS NOT NULL")]
    some = [rng.choice(quotes) for _ in range(20_000)]
    # Speakers by how often they are quoted: those whom readers look up.
    people = [rng.choice(speakers) for _ in range(2_000)]
    words = [noun for noun in (noun_of(rng.choice(texts), rng) for _ in range(30_000)) if noun]
    often, once = words[:200], list(dict.fromkeys(words[200:]))
    rng.shuffle(once)
    name = path.stem
    ours = {
        "home": ["/"],
        "search, 200 words again and again": ["/search?q=" + urllib.parse.quote(word) for word in often],
        "search, every word new": ["/search?q=" + urllib.parse.quote(word) for word in once],
        "speaker, 2,000 drawn by quotes": [f"/speaker/{key}" for key in people],
        "quote, 20,000 drawn": [f"/quote/{key}" for key in some],
        "table of quotes": ["/quotes/quotes"],
        "nothing there (404)": [f"/quote/none{n}" for n in range(5_000)],
    }
    stock = {
        "home": ["/"],
        "table search, 200 words": [f"/{name}/quotes?_search=" + urllib.parse.quote(word) for word in often],
        "speaker's row, 2,000": [f"/{name}/speakers/{key}" for key in people],
        "quote's row, 20,000": [f"/{name}/quotes/{key}" for key in some],
        "table of quotes": [f"/{name}/quotes"],
        "nothing there (404)": [f"/{name}/none{n}" for n in range(5_000)],
    }
    return ours, stock


def noun_of(text: str, rng: random.Random) -> str | None:
    """A noun of a quote, drawn at random: so common words are drawn often, as readers search for them."""
    nouns = [
        part.letters
        for run in runs(normal(text))
        for part in morphemes(run)
        if part.tag in ("NNG", "NNP") and len(part.letters) > 1
    ]
    return rng.choice(nouns) if nouns else None


@contextlib.contextmanager
def served(code: str, arguments: list[str]) -> Iterator[str]:
    """A server process; its address, once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", code, *arguments, str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    base = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(base + "/-/static/app.css", timeout=5).read()
                break
            time.sleep(0.1)
        yield base
    finally:
        process.terminate()
        process.wait(20)


def run(base: str, paths: list[str], folder: Path, seconds: int) -> str:
    """One run of wrk; its figures as cells of a table."""
    script, listed = folder / "paths.lua", folder / "paths.txt"
    script.write_text(PATHS)
    listed.write_text("\n".join(paths) + "\n")
    command = [
        "wrk",
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{seconds}s",
        "--timeout",
        "30s",
        "--latency",
        "-s",
        str(script),
        base,
    ]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PATHS": str(listed)}, check=True)
    found = dict(re.findall(r"^\s+(50|99)%\s+(\S+)", done.stdout, re.MULTILINE))
    rate = re.search(r"Requests/sec:\s+(\S+)", done.stdout)
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", done.stdout)
    if rate is None:
        sys.exit("wrk said:\n" + json.dumps(done.stdout))
    return f"{float(rate[1]):.0f} | {found.get('50', '?')} | {found.get('99', '?')} | {bad[1] if bad else 0}"


if __name__ == "__main__":
    main()
