"""`tracker search`: quotes by their words."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.options import DEFAULT_DB, Db, Format, Kind, OfOutlet, Since, Speaker, Tone, Until

if TYPE_CHECKING:
    from tracker.store.search import Hit, Hits


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help='All must occur; "..." keeps words together.')],
    db: Db = DEFAULT_DB,
    speaker: Speaker = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    tone: Tone = None,
    latest: Annotated[bool, typer.Option("--latest", help="Latest first, instead of best first.")] = False,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="At most so many quotes.")] = 20,
    format: Format = "table",
) -> None:
    """Find quotes by their words.

    The words may also be the speaker's name or in the article's headline.
    Particles do not matter: 반도체를 finds 반도체가 too.

    \b
    Example:
      tracker search 반도체를 예산
      tracker search '"물가가 목표로"' --since 2025-10 --format jsonl
    """
    from tracker.cli.database import opened
    from tracker.store.search import search as search_quotes

    with opened(db) as database:
        hits = search_quotes(
            database,
            " ".join(words),
            speaker=speaker,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            tone=tone,
            limit=limit,
            sort="day" if latest else "relevance",
        )
    {"table": _print_table, "json": _print_json, "jsonl": _print_lines}[format](hits)


def _print_table(hits: Hits) -> None:
    from tracker.cli.output import plural
    from tracker.cli.quotes import print_hits

    if hits:
        print_hits(hits)
    shown = "" if hits.total == len(hits) else f", the first {len(hits):,} shown"
    print(f"{plural(hits.total, 'quote')} found{shown}.")


def _print_json(hits: list[Hit]) -> None:
    from tracker.cli.output import print_json_array

    print_json_array(asdict(hit) for hit in hits)


def _print_lines(hits: list[Hit]) -> None:
    from tracker.cli.output import to_json

    for hit in hits:
        print(to_json(asdict(hit)))
