"""`tracker extract`: the quotes of any source on stdout, without a database."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli.options import Format, Outlet, Published, Title, Turns, Url

if TYPE_CHECKING:
    from tracker.models import Article, Quote
    from tracker.read.sources import Failure


def extract(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE...", help="Files, folders, addresses, or - (standard input).")
    ] = None,
    format: Format = "table",
    title: Title = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    turns: Turns = False,
) -> None:
    """Print the quotes of articles without storing anything.

    JSON Lines in, plain or gzipped, give one line an article out, in the same order:
    {"id": ..., "quotes": [...]}.

    \b
    Example:
      tracker extract article.txt
      tracker extract archive.jsonl.gz --format jsonl > quotes.jsonl
    """
    from tracker.cli.progress import tracked
    from tracker.cli.reading import Failures, read

    given = sources or ["-"]
    failures = Failures()
    articles = read(given, failures, title=title, outlet=outlet, published=published, url=url)
    found = _found(tracked(articles, given, "Extracting"), failures, turns)
    {"table": _print_tables, "json": _print_json, "jsonl": _print_lines}[format](found)
    failures.leave()


def _found(
    articles: Iterable[Article], on_failure: Callable[[Failure], None], turns: bool
) -> Iterator[tuple[Article, list[Quote]]]:
    from tracker.extract import extract_quotes
    from tracker.read.sources import Failure

    for article in articles:
        try:
            quotes = extract_quotes(article, turns)
        except Exception as error:  # one article that trips the rules must not lose an archive
            if os.environ.get("TRACKER_DEBUG"):
                raise
            name = f"{article.id} " if article.id else ""
            on_failure(Failure(article.source, f"{name}could not be worked through ({error!r}). Please report it."))
        else:
            yield article, quotes


def _name(article: Article) -> str:
    """The id that the record gave, else our own."""
    from tracker.models import article_id

    return article.id or article_id(article.key)


def _print_lines(found: Iterable[tuple[Article, list[Quote]]]) -> None:
    from tracker.cli.output import to_json

    for article, quotes in found:
        sys.stdout.write(to_json({"id": _name(article), "quotes": [quote.as_dict() for quote in quotes]}) + "\n")


def _print_json(found: Iterable[tuple[Article, list[Quote]]]) -> None:
    from tracker.cli.output import print_json_array

    print_json_array(_record(article, quotes) for article, quotes in found)


def _record(article: Article, quotes: list[Quote]) -> dict[str, Any]:
    facts = {name: getattr(article, name) for name in ("headline", "outlet", "published", "byline", "url", "source")}
    return {"id": _name(article), **facts, "quotes": [quote.as_dict() for quote in quotes]}


def _print_tables(found: Iterable[tuple[Article, list[Quote]]]) -> None:
    from tracker.cli.quotes import print_article

    for article, quotes in found:
        print_article(article, quotes)
