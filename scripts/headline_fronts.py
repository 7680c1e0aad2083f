"""What stands right in front of the quotes of headlines, and which speaker it became.

Reads titles with the first sentences of their articles (JSON Lines, also gzipped) and prints a Markdown table of the
most frequent front tokens. `--token 李` prints instead every headline with that front and the speaker it was given to;
that output holds the headlines' words and must not be published.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tracker.extract import extract_quotes
from tracker.models import Article, fold
from tracker.read.sources import Failure, Given, read_sources

NO_SPEAKER = "(none)"
SPEAKERS = 4  # named in a row of the table, most frequent first
_OPENING = re.compile('["“”＂]$')
_ENDING = re.compile(r"[\s,:·]+$")
_SPLIT = re.compile(r"[\s…\[\](){}<>\"“”＂‘’'|/]+|\.{2,}")


@dataclass(frozen=True)
class Front:
    """A headline's quote: the token in front of its marks ("" where none stands there) and who it was given to."""

    token: str
    speaker: str
    rule: str
    article: Article


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive", help="titles and ledes, JSON Lines, also gzipped")
    parser.add_argument("--top", type=int, default=50, help="how many tokens to print (default 50)")
    parser.add_argument("--token", action="append", help="print the headlines with this front; may be repeated")
    args = parser.parse_args(argv)
    failures: list[Failure] = []
    articles = read_sources([args.archive], Given(), on_failure=failures.append)
    counted = Counter[str]()
    fronts = list(headline_fronts(articles, counted))
    if args.token:
        listing(fronts, frozenset(fold(token) for token in args.token))
    else:
        table(fronts, args.top, counted["headlines"])
    if failures:
        print(
            f"{len(failures):,} records could not be read; the first: {failures[0].source}: {failures[0].message}",
            file=sys.stderr,
        )
    return 1 if failures else 0


def headline_fronts(articles: Iterator[Article], counted: Counter[str]) -> Iterator[Front]:
    """The quotes that stand in titles, in order. Counts the titles read as `counted["headlines"]`."""
    for article in articles:
        if article.title is None:
            continue
        counted["headlines"] += 1
        at = 0
        for quote in extract_quotes(article):
            if quote.kind != "headline" or (at := article.title.find(quote.text, at)) < 0:
                at = max(at, 0)  # an intertitle: it stands in the text alone
                continue
            token = front(article.title[:at])
            yield Front(token, quote.speaker or NO_SPEAKER, quote.rule, article)
            at += len(quote.text)


def front(before: str) -> str:
    """The last token of `before`, a title up to a quote's first character; "" where other marks or nothing precede."""
    rest = _OPENING.sub("", before.rstrip())
    rest = _ENDING.sub("", rest)
    return fold(_SPLIT.split(rest)[-1])  # Hanja come as compatibility characters too: one 李 is two code points


def table(fronts: list[Front], top: int, headlines: int) -> None:
    became: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in fronts:
        if found.token:
            became[found.token][found.speaker] += 1
    with_front = sum(bool(found.token) for found in fronts)
    print(f"{headlines:,} headlines, {len(fronts):,} quotes in them, {with_front:,} with a token in front.\n")
    print("| front | quotes | given to | no speaker |")
    print("|---|---:|---|---:|")
    ranked = sorted(became.items(), key=lambda item: (-item[1].total(), item[0]))
    for token, speakers in ranked[:top]:
        print(f"| {token} | {speakers.total()} | {shares(speakers)} | {speakers[NO_SPEAKER]} |")


def shares(speakers: Counter[str]) -> str:
    named = [(name, count) for name, count in speakers.most_common() if name != NO_SPEAKER]
    shown = [f"{name} {count / speakers.total():.0%}" for name, count in named[:SPEAKERS]]
    if len(named) > SPEAKERS:
        shown.append(f"{len(named) - SPEAKERS} more")
    return ", ".join(shown) or "–"


def listing(fronts: list[Front], tokens: frozenset[str]) -> None:
    for found in fronts:
        if found.token in tokens:
            print(found.token, found.speaker, found.rule, found.article.title, fold(found.article.text)[:300], sep="\t")


if __name__ == "__main__":
    sys.exit(main())
