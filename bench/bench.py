"""Speed and memory of the tracker, in one run: `make bench`.

Measures on the corpus of a shared folder (`--shared`), or where there is none on the example articles, repeated.
Every figure is printed with what it is a figure of; nothing is compared with a stored value. Rates are by processor
time of one core, so that other work on the machine does not count; starts of commands are by the clock.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, product
from pathlib import Path
from statistics import median

from tracker.models import Article

ROOT = Path(__file__).resolve().parent.parent
TRACKER = str(Path(sys.executable).parent / "tracker")
COMPILED = ROOT / "build" / "compiled"  # by `make compiled`
EXAMPLE = ROOT / "examples" / "01-politics.txt"
REPEATS = 7
ROUNDS = 3
SHORTEST = 125_000  # characters, doubled three times


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder with corpus/")
    parser.add_argument("--limit", type=int, help="at most so many articles, for a quick look")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tracker-bench-") as name:
        folder = Path(name)
        articles, records, what = load(args.shared, args.limit, folder)
        characters = sum(len(article.text) for article in articles)
        line("measured on", f"{len(articles):,} articles, {characters:,} characters ({what})")
        line("machine", f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}")
        speed(articles, records)
        commands(records, len(articles), folder)
        start(folder)
        linear(articles)


def line(name: str, value: str) -> None:
    print(f"{name:46} {value}", flush=True)


def load(shared: Path, limit: int | None, folder: Path) -> tuple[list[Article], Path, str]:
    """The articles to measure on, a JSON Lines file that holds the same, and what they are."""
    from tracker.cli.demo import examples
    from tracker.read.sources import Given, read_sources

    corpus = shared / "corpus" / "articles.jsonl.gz"
    sources = [str(corpus)] if corpus.is_file() else examples()
    articles = list(read_sources(sources, Given(), on_failure=lambda failure: sys.exit(f"{failure}")))[:limit]
    what = "the corpus"
    if not corpus.is_file():
        articles = articles * max(1, 1000 // len(articles))
        what = "the example articles, repeated"
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for number, article in enumerate(articles):
            facts = {name: getattr(article, name) for name in ("title", "outlet", "published", "text")}
            file.write(json.dumps({"id": f"bench-{number}", **facts}, ensure_ascii=False) + "\n")
    return articles, path, what


# A process of its own, since one process holds only one form of the tracker. The first article loads the word lists.
# The articles kept here, which a command reads one by one, would be gone through at every collection of garbage.
_EXTRACT = """
import gc, sys, time
from tracker.extract import extract_quotes
from tracker.read.sources import Given, read_sources
articles = list(read_sources([sys.argv[1]], Given(), on_failure=lambda failure: sys.exit(str(failure))))
extract_quotes(articles[0])
gc.collect()
gc.freeze()
began = time.process_time()
for article in articles:
    extract_quotes(article)
print(time.process_time() - began)
"""


def speed(articles: Sequence[Article], records: Path) -> None:
    """Extraction, as it is and compiled, and a MeCab-ko pass over the same texts, each on one core.

    They take turns, and the middle one of several rounds counts: a machine's clock goes up and down with its heat and
    its neighbours, by a tenth within minutes. How often MeCab's rate goes into another is taken within a round.
    """
    from mecab import MeCab

    mecab = MeCab()
    mecab.morphs(articles[0].text)
    forms = {"as it is": ROOT, "compiled": COMPILED}
    morphemes: list[float] = []
    took: dict[str, list[float]] = {name: [] for name, folder in forms.items() if (folder / "tracker").is_dir()}
    for _ in range(ROUNDS):
        morphemes.append(seconds(lambda: [mecab.morphs(text) for a in articles for text in a.text.split("\n")]))
        for name, rounds in took.items():
            rounds.append(extraction(forms[name], records))
    line("MeCab-ko over the same texts, one core", f"{len(articles) / median(morphemes):,.0f} articles/s")
    for name in forms:
        if name not in took:
            line(f"extraction alone, {name}, one core", "not measured: make compiled")
            continue
        times = median([one / other for one, other in zip(morphemes, took[name], strict=True)])
        rate = f"{len(articles) / median(took[name]):,.0f} articles/s, {times:.1f} times as fast as MeCab-ko"
        line(f"extraction alone, {name}, one core", rate)


def extraction(folder: Path, records: Path) -> float:
    """Processor seconds of a process that extracts `records` with the tracker in `folder`."""
    argv = [sys.executable, "-c", _EXTRACT, str(records)]
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    return float(subprocess.run(argv, check=True, stdout=subprocess.PIPE, cwd=folder, env=environment).stdout)


def commands(records: Path, count: int, folder: Path) -> None:
    """The commands as a user runs them: reading, extraction, output or storage; peak memory of each process."""
    database = str(folder / "bench.db")
    for name, arguments in (
        ("tracker extract, whole command", ["extract", str(records), "--format", "jsonl"]),
        ("tracker add, fresh database with its index", ["add", str(records), "--db", database]),
        ("tracker add, the same again: nothing new", ["add", str(records), "--db", database]),
    ):
        took, peak = run(*arguments)
        line(name, f"{count / took:,.0f} articles/s, peak {peak:.0f} MB")


# Run by a small process of its own: Linux counts a child's peak memory from what its parent held when it was forked.
_WATCH = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


def run(*arguments: str) -> tuple[float, float]:
    """Run the tracker; its processor seconds and its peak memory in MB. A failed run ends the benchmark."""
    argv = [sys.executable, "-c", _WATCH, TRACKER, *arguments]
    code, took, peak = json.loads(subprocess.run(argv, check=True, stdout=subprocess.PIPE).stdout)
    if code:
        sys.exit(f"tracker {' '.join(arguments)} ended with {code}")
    return took, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10)


def start(folder: Path) -> None:
    """Seconds from a cold start, the best of several; no Typer program can go under `import typer`."""
    database = str(folder / "one.db")
    argvs: dict[str, list[str]] = {
        'python -c "import typer"': [sys.executable, "-c", "import typer"],
        "tracker --help": [TRACKER, "--help"],
        "tracker extract one.txt": [TRACKER, "extract", str(EXAMPLE)],
        "tracker add one.txt": [TRACKER, "add", str(EXAMPLE), "--db", database],
    }
    took: dict[str, list[float]] = {name: [] for name in argvs}
    # In turns, so that a busy moment of the machine does not fall on one command only.
    for _ in range(REPEATS):
        for suffix in ("", "-wal", "-shm"):
            Path(database + suffix).unlink(missing_ok=True)
        for name, argv in argvs.items():
            took[name].append(clock(argv))
    best = {name: min(values) for name, values in took.items()}
    for name, value in best.items():
        line(name, f"{value:.3f} s, {value / next(iter(best.values())):.1f} times import typer")


def linear(articles: Sequence[Article]) -> None:
    """Time of one article as it is doubled up to 1,000,000 characters: ordinary text and hostile ones."""
    from tracker.extract import extract_quotes
    from tracker.read.text import read_text

    # The articles kept here for the other figures would be gone through at every collection of garbage.
    gc.collect()
    gc.freeze()
    for name, text in texts(articles):
        shown, before, worst = [], 0.0, 0.0
        for length in (SHORTEST, 2 * SHORTEST, 4 * SHORTEST, 8 * SHORTEST):
            article = read_text(text[:length])
            took = min(seconds(lambda: extract_quotes(article)) for _ in range(2))  # noqa: B023
            worst = max(worst, took / before if before else 0.0)
            before = took
            shown.append(f"{took:.2f}")
        line(
            f"125,000 to 1,000,000 characters: {name}", f"{' '.join(shown)} s, at most {worst:.1f} times at a doubling"
        )


def texts(articles: Sequence[Article]) -> Iterator[tuple[str, str]]:
    """(what it is, a text of at least 1,000,000 characters). The same news comes again and again, and only its prose:
    else a longer text would hold more quotations by its length, as less of it is taken for what stands under an
    article."""
    size = 1_000_000
    prose = (
        article.text[zone.start : zone.end].strip("\n")
        for article in articles
        for zone in article.zones
        if zone.kind == "body"
    )
    body = "\n".join(prose)[:SHORTEST]
    yield "news", body * (size // len(body) + 1)
    # An article without a quotation is not read for people and days.
    quoted = '맹서린 대표는 "가겠다"고 말했다.\n'
    for name, piece in (
        ("marks", "\"'“”‘’「」"),
        ("never closed", "“가나다 "),
        ("names", "도윤재 하람시장은 맹서린 대표와 설무진 의원, "),
        ("closing brackets", ")"),
        ("English dates", '"가겠다"고 Dec. 28, 2021 말했다. '),
        ("one line", '맹서린 대표는 "가겠다"고 말했다. '),
        ("one sentence", '맹서린 대표는 "가겠다"고 했고 '),
    ):
        yield name, quoted + piece * (size // len(piece) + 1)
    # Whoever speaks is somebody new each time.
    given = "가강건경규기나남다도동라명미민범병보상서석선성세소수승시아연영예용우원"
    given += "유윤은의인재정종주준지진찬창채철태하한해현형혜호화환훈희"
    people = (
        f'{name}{one}{two} 위원장은 "가겠다"고 말했다.\n'
        for one, two, name in product(given, given, "김이박최정강조윤장임")
    )
    bodies = (f'{"".join(one)}센터는 "가겠다"고 말했다.\n' for one in product(given, repeat=3))
    for name, lines in (("ever new people", people), ("ever new bodies", bodies)):
        yield name, "".join(islice(lines, size // 20))


def seconds(call: Callable[[], object]) -> float:
    """Processor seconds of this process."""
    began = time.process_time()
    call()
    return time.process_time() - began


def clock(argv: Sequence[str]) -> float:
    """Seconds by the clock until a command has ended."""
    began = time.perf_counter()
    subprocess.run(argv, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
