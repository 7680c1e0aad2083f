"""`tracker export`: the quotes as CSV or JSON Lines."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, TextIO

import typer

from tracker.cli.options import DEFAULT_DB, Db, Kind, OfOutlet, Since, Speaker, Tone, Until
from tracker.files import whole_file


def export(
    db: Db = DEFAULT_DB,
    format: Annotated[
        Literal["csv", "jsonl"] | None, typer.Option("--format", "-f", help="Default: what FILE ends in, else csv.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write here, not to stdout.")] = None,
    speaker: Speaker = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    tone: Tone = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="Also quotes that later left their article.")] = False,
) -> None:
    """Write the quotes as CSV or JSON Lines.

    The oldest comes first, each with the facts about its article.

    \b
    Example:
      tracker export --speaker 도윤재 --since 2025-10 > quotes.csv
      tracker export --out quotes.jsonl
    """
    from tracker.cli.database import opened
    from tracker.cli.output import plural, say
    from tracker.store.reports import EXPORTED, export_quotes
    from tracker.store.search import Filters

    wanted = format or ("jsonl" if out and out.suffix in {".jsonl", ".ndjson"} else "csv")
    filters = Filters(speaker, outlet, since, until, kind, tone, withdrawn)
    with opened(db) as database, _target(out) as stream:
        rows = export_quotes(database, filters)
        count = _write_csv(rows, EXPORTED, stream) if wanted == "csv" else _write_lines(rows, stream)
    if out:
        say(f"{plural(count, 'quote')} written to {out}")


@contextlib.contextmanager
def _target(out: Path | None) -> Iterator[TextIO]:
    """Where to write: stdout, or a file that takes its name only once it is whole."""
    if out is None:
        yield sys.stdout
        return
    with whole_file(out) as unfinished, unfinished.open("w", encoding="utf-8", newline="") as stream:
        yield stream


def _write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], stream: TextIO) -> int:
    import csv

    writer = csv.DictWriter(stream, list(columns), lineterminator="\n")
    writer.writeheader()
    return sum(1 for row in rows if writer.writerow(row))


def _write_lines(rows: Iterable[Mapping[str, Any]], stream: TextIO) -> int:
    from tracker.cli.output import to_json

    return sum(1 for row in rows if stream.write(to_json(row) + "\n"))
