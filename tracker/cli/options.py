"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

DEFAULT_DB = Path("db/quotes.db")


def _a_day(value: str | None) -> str | None:
    """Refuse a day that nobody can read, rather than store an article without the day its user gave."""
    if value is not None:
        from tracker.read.moments import published

        if published(value) is None:
            raise typer.BadParameter(f"{value}: no such day. Give it as 2025-10-01 or 2025-10-01T18:35.")
    return value


Db = Annotated[Path, typer.Option("--db", envvar="TRACKER_DB", metavar="FILE", help="The database file.")]
Outlet = Annotated[str | None, typer.Option("--outlet", help="Outlet, where the source does not say.")]
Title = Annotated[str | None, typer.Option("--title", help="Headline, where the source does not say.")]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DAY", help="Day or time of publication, as 2025-10-01.", callback=_a_day),
]
Url = Annotated[str | None, typer.Option("--url", help="Address of the article, where the source does not say.")]
Turns = Annotated[
    bool, typer.Option("--turns", help="Also the turns of transcripts without quotation marks, each as one quote.")
]
Format = Annotated[
    Literal["table", "json", "jsonl"], typer.Option("--format", "-f", help="A table to read, or JSON for scripts.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]

# Which quotes: the same for `search` and `export`.
Speaker = Annotated[str | None, typer.Option("--speaker", metavar="NAME", help="Only quotes of this speaker.")]
OfOutlet = Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Only quotes reported there.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DAY", help="From this day, month or year on: 2025-10.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="Up to this day, month or year, included.")]
Kind = Annotated[str | None, typer.Option("--kind", help="direct (in the text), headline, or turn (in a transcript).")]
Tone = Annotated[str | None, typer.Option("--tone", help="As the reporting verb tells: criticise, deny, promise, ...")]
