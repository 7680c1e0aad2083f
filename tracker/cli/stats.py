"""`tracker stats`: what the database holds."""

from __future__ import annotations

from typing import Any

from tracker.cli.options import DEFAULT_DB, AsJson, Db


def stats(db: Db = DEFAULT_DB, as_json: AsJson = False) -> None:
    """Count what the database holds, and who is quoted most.

    \b
    Example:
      tracker stats --json
    """
    from tracker.cli.database import opened
    from tracker.cli.output import to_json
    from tracker.store.reports import totals

    with opened(db) as database:
        counted = totals(database)
    if as_json:
        print(to_json(counted))
    else:
        _print(counted)


def _print(counted: dict[str, Any]) -> None:
    from tracker.cli.output import plural, print_trimmed, table

    print(
        f"{plural(counted['quotes'], 'quote')} by {plural(counted['speakers'], 'speaker')} in "
        f"{plural(counted['articles'], 'article')} of {plural(counted['outlets'], 'outlet')}"
    )
    if counted["first_day"]:
        print(f"from {counted['first_day']} to {counted['last_day']}")
    for name in ("withdrawn", "failures"):
        if counted[name]:
            print({"withdrawn": "withdrawn quotes", "failures": "sources to retry"}[name] + f": {counted[name]:,}")
    for key, heading in (("top_speakers", "누가 Who"), ("top_outlets", "매체 Outlet"), ("tones", "어조 Tone")):
        if counted[key]:
            made = table(heading, {"header": "인용 Quotes", "justify": "right"})
            for row in counted[key]:
                made.add_row(row["name"], f"{row['quotes']:,}")
            print()
            print_trimmed(made)
