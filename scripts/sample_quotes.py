"""Draw quotes at random from an archive for a person to read and judge, outside the articles of a gold set.

Prints one line a quote: number, article id, quote id, speaker, rule, day. `--out` writes each with enough of its
article to judge it by; that file holds the articles' words and must not be published.

`--judged TABLE` draws nothing: it adds up the verdicts of a table that was written after such a reading, and prints
which of its quotes are given to somebody else by now, or are no longer found.

The draw takes the quotes whose digest of seed, article and quote id is smallest: the same seed draws the same quotes
in any order of the articles, and a change of the extraction changes only the quotes that it touches.
"""

from __future__ import annotations

import argparse
import heapq
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tracker.extract import extract_quotes
from tracker.models import Article, Quote, digest, fold
from tracker.read.sources import Failure, Given, read_sources

ALIKE = 200  # folded characters from the start of a text that make two articles the same one
NO_SPEAKER = "(none)"
SPEAKER, VERDICT, DAY = 3, 6, 7  # columns of the table
BEFORE, AFTER, OPENING = 1200, 400, 300  # characters of the article shown around a quote, and of its beginning


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="articles, JSON Lines, also gzipped")
    parser.add_argument("--n", type=int, default=100, help="how many quotes to draw (default 100)")
    parser.add_argument("--seed", default="7", help="any word; the same one draws the same quotes (default 7)")
    parser.add_argument(
        "--exclude",
        type=Path,
        action="append",
        default=[],
        help="a gold folder whose articles are left out, repeatable",
    )
    parser.add_argument("--out", type=Path, help="write the quotes in their articles here, for reading")
    parser.add_argument("--judged", type=Path, help="a table of judged quotes, to be held to what is found now")
    args = parser.parse_args(argv)
    for folder in args.exclude:
        if not folder.is_dir():
            parser.error(f"--exclude {folder} is no folder")
    failures: list[Failure] = []
    known = frozenset(opening for folder in args.exclude for opening in openings(folder))
    articles = outside(read_sources([args.archive], Given(), on_failure=failures.append), known)
    drawn = [] if args.judged is not None else draw(articles, args.n, args.seed)
    if args.judged is not None:
        compare(articles, args.judged)
    for number, (article, quote) in enumerate(drawn, 1):
        print(row(number, article, quote))
    if args.out is not None:
        pages = [page(number, article, quote) for number, (article, quote) in enumerate(drawn, 1)]
        args.out.write_text("\n".join(pages), encoding="utf-8")
    for failure in failures:
        print(f"{failure.source}: {failure.message}", file=sys.stderr)
    return 1 if failures else 0


def openings(gold: Path) -> frozenset[str]:
    """The first folded characters of each gold article."""
    records = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(gold.glob("*.json")))
    return frozenset(fold(record["text"])[:ALIKE] for record in records)


def outside(articles: Iterator[Article], known: frozenset[str]) -> Iterator[Article]:
    """The articles that are neither in `known` nor the same text as one before."""
    seen = set(known)
    for article in articles:
        opening = fold(article.text)[:ALIKE]
        if opening not in seen:
            seen.add(opening)
            yield article


def draw(articles: Iterator[Article], n: int, seed: str) -> list[tuple[Article, Quote]]:
    """`n` quotes of `articles`, each quote as likely as any other, in an order that only the seed decides."""
    ranked = (
        (digest(seed, article.key, quote.id, length=32), article, quote)
        for article in articles
        for quote in extract_quotes(article)
    )
    return [(article, quote) for _, article, quote in heapq.nsmallest(n, ranked, key=lambda entry: entry[0])]


def compare(articles: Iterator[Article], table: Path) -> None:
    """The sums of the verdicts in `table`, and every quote of it whose speaker is another one now."""
    rows = [[cell.strip() for cell in line.strip("|\n ").split("|")] for line in table.open(encoding="utf-8")]
    judged = {(cells[1], cells[2]): cells for cells in rows if len(cells) > DAY and cells[0].isdigit()}
    for name, column in (("speaker", VERDICT), ("day", DAY)):
        sums = Counter(cells[column] for cells in judged.values()).most_common()
        print(f"{name} is " + ", ".join(f"{verdict}: {count}" for verdict, count in sums))
    wanted = {article for article, _ in judged}
    now = {
        (article.id or article.key, quote.id): quote.speaker or NO_SPEAKER
        for article in articles
        if (article.id or article.key) in wanted
        for quote in extract_quotes(article)
    }
    for key, cells in judged.items():
        speaker = now.get(key, "(no longer a quote)")
        if speaker != cells[SPEAKER]:
            print(f"{cells[0]:>4} {key[0]} {key[1]} {cells[VERDICT]}: was {cells[SPEAKER]}, is {speaker}")


def row(number: int, article: Article, quote: Quote) -> str:
    """One quote in a line of a Markdown table, without its words."""
    speaker = quote.speaker or NO_SPEAKER
    cells = (str(number), article.id or article.key, quote.id, speaker, quote.rule, quote.said_on or "–")
    return "| " + " | ".join(cells) + " |"


def page(number: int, article: Article, quote: Quote) -> str:
    """One quote with its article around it, the words themselves between 【 and 】."""
    lines = [
        f"{'=' * 20} {number}",
        f"article {article.id or article.key}   published {article.published}   outlet {article.outlet}",
        f"title   {article.title}",
        f"quote   {quote.id}   {quote.kind}, {quote.zone}   cue {quote.cue}",
        f"speaker {quote.speaker} ({quote.speaker_type})   title {quote.speaker_title}   mention {quote.mention}"
        f"   relayer {quote.relayer}",
        f"day     {quote.said_on} ({quote.said_on_text})   rule {quote.rule}   confidence {quote.confidence:.2f}",
        "-" * 20,
        around(article.text, quote),
    ]
    return "\n".join(lines) + "\n"


def around(text: str, quote: Quote) -> str:
    if quote.start is None or quote.end is None:
        return f"[title] 【{quote.text}】\n{text[: BEFORE + AFTER]}"
    begin = max(0, quote.start - BEFORE)
    opening = text[: min(OPENING, begin)] + "\n[…]\n" if begin else ""
    marked = f"{text[begin : quote.start]}【{text[quote.start : quote.end]}】{text[quote.end : quote.end + AFTER]}"
    return opening + marked


if __name__ == "__main__":
    sys.exit(main())
