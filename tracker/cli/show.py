"""`tracker show`: one article with its quotes, or one quote with all that is known about it."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, AsJson, Db


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Id of an article or a quote, or its first characters.")],
    db: Db = DEFAULT_DB,
    as_json: AsJson = False,
) -> None:
    """Show one article or one quote.

    An article comes with its quotes, a quote with everything known about it.

    \b
    Example:
      tracker show 3f9a0c
    """
    from tracker.cli.database import opened
    from tracker.cli.output import to_json
    from tracker.store.reports import find

    with opened(db) as database:
        found = find(database, id)
    if as_json:
        print(to_json(found))
        return
    from tracker.cli.quotes import print_facts, print_stored_article

    if "quotes" in found:
        print_stored_article(found)
    else:
        print_facts(found)
