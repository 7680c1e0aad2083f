"""`tracker add`: articles into the database."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, Db, Outlet, Published, Title, Turns, Url


def add(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE...", help="Addresses, files, folders, or - (standard input).")
    ],
    db: Db = DEFAULT_DB,
    title: Title = None,
    outlet: Outlet = None,
    published: Published = None,
    url: Url = None,
    turns: Turns = False,
) -> None:
    """Add articles and show the quotes found in them.

    A source is a web address, a text file as pasted, a saved page (HTML), records
    (JSON Lines or CSV, plain or gzipped), a feed, a folder of these, or - for
    standard input. Adding an article again changes nothing.

    \b
    Example:
      tracker add article.txt --outlet 가람일보 --published 2025-10-14
      tracker add pages/ archive.jsonl.gz
    """
    from tracker.cli.adding import add_sources, report
    from tracker.cli.database import opened
    from tracker.cli.reading import Failures

    failures = Failures()
    with opened(db, create=True) as database:
        given = {"title": title, "outlet": outlet, "published": published, "url": url}
        given["turns"] = "yes" if turns else None
        done = add_sources(database, sources, given, failures)
    report(done, failures)
