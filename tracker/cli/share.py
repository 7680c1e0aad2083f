"""`tracker share`: public snapshots, and signed links to a site that is not public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli.options import DEFAULT_DB, AsJson, Db, Kind, OfOutlet, Since, Speaker, Tone, Until
from tracker.cli.serve import Host, Open, Port, Private, announcing

if TYPE_CHECKING:
    from tracker.store.snapshot import Snapshot

app = typer.Typer(
    help="""Share a public snapshot, or signed links to single pages.

    \b
    Example:
      tracker share snapshot --out public
      tracker share serve public
    """,
    no_args_is_help=True,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
SNAPSHOTS = Path("snapshot")
Given = Annotated[Path, typer.Argument(metavar="SNAPSHOT", help="The snapshot's file, or the folder that holds it.")]


@app.command("snapshot")
def snapshot(
    source: Annotated[Path | None, typer.Argument(metavar="[DB]", help="The database; else --db.")] = None,
    db: Db = DEFAULT_DB,
    query: Annotated[str, typer.Option("--query", metavar="WORDS", help="Only quotes that a search finds.")] = "",
    speaker: Speaker = None,
    outlet: OfOutlet = None,
    since: Since = None,
    until: Until = None,
    kind: Kind = None,
    tone: Tone = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="DIR", help="Write to this folder.")] = SNAPSHOTS,
    json: AsJson = False,
) -> None:
    """Make a public copy of the quotes.

    It holds quotes, a sentence of context each, and links; no article text and no e-mail address. Its file is named
    after its contents: the same quotes give the same file.

    \b
    Example:
      tracker share snapshot --since 2025-10 --out public
    """
    from tracker.cli.database import opened
    from tracker.site.sharing import snapshot as make
    from tracker.store.search import Filters

    with opened(source or db) as database:
        made = make(database, out, query, Filters(speaker, outlet, since, until, kind, tone))
    _print_snapshot(made, json)


def _print_snapshot(made: Snapshot, as_json: bool) -> None:
    from tracker.cli.output import plural, say, to_json

    if as_json:
        print(to_json({"path": str(made.path), "sha256": made.sha256, "rows": made.rows, "taken_out": made.taken}))
        return
    print(made.path)
    counts = [plural(made.rows[name], name[:-1]) for name in ("quotes", "speakers", "articles", "outlets")]
    say(", ".join(counts))
    notes = {"emails": "e-mail address taken out", "urls": "link left out", "contexts": "long sentence shortened"}
    for name, note in notes.items():
        if made.taken.get(name):
            say(f"{made.taken[name]:,} × {note}")


@app.command("serve")
def serve(
    snapshot: Given = SNAPSHOTS,
    host: Host = "127.0.0.1",
    port: Port = None,
    open_browser: Open = False,
    private: Private = False,
) -> None:
    """Serve a snapshot as a website for everyone.

    \b
    Example:
      tracker share serve public --host 0.0.0.0 --port 8080
    """
    from tracker.site.sharing import serve_snapshot

    serve_snapshot(
        snapshot,
        host,
        port,
        open_browser,
        private=private,
        announce=announcing(snapshot),
    )


@app.command("link")
def link(
    path: Annotated[str, typer.Argument(metavar="PATH", help="A page of the site: /quote/ID, /search?q=WORDS, ...")],
    expires: Annotated[str, typer.Option("--expires", metavar="TIME", help="How long it holds: 12h, 7d, 2w.")] = "7d",
    base: Annotated[
        str, typer.Option("--base", metavar="URL", envvar="TRACKER_BASE", help="Where the site is served.")
    ] = "http://127.0.0.1:8001",
    db: Db = DEFAULT_DB,
    json: AsJson = False,
) -> None:
    """Make a signed link to one page of a private site.

    The site is one that tracker serve --private serves. The link opens one quote, speaker, search or table, and
    nothing else.

    \b
    Example:
      tracker share link /quote/0123456789ab --expires 2d
    """
    from tracker.cli.output import say, to_json
    from tracker.site.sharing import make_link

    made, address = make_link(db, path, expires, base)
    if json:
        print(to_json({"id": made.id, "url": address, "opens": made.target, "expires": _moment(made.expires_at)}))
        return
    print(address)
    say(f"Opens {made.target} until {_moment(made.expires_at)}; to take it back: tracker share revoke {made.id}")


@app.command("list")
def list_links(db: Db = DEFAULT_DB, json: AsJson = False) -> None:
    """List the signed links that were made.

    \b
    Example:
      tracker share list
    """
    import time

    from tracker.cli.output import print_json_array
    from tracker.site.signed import Links

    now = time.time()
    rows = [
        {"id": link.id, "state": link.state(now), "expires": _moment(link.expires_at), "opens": link.target}
        for link in Links(db).all()
    ]
    if json:
        print_json_array(rows)
        return
    for row in rows:
        print(f"{row['id']}  {row['state']:8}{row['expires']}  {row['opens']}")
    if not rows:
        print("No link was made yet: tracker share link PATH")


@app.command("revoke")
def revoke(
    link_id: Annotated[str, typer.Argument(metavar="ID", help="As tracker share list shows it.")], db: Db = DEFAULT_DB
) -> None:
    """Take a signed link back, at once and for good.

    \b
    Example:
      tracker share revoke 0123456789abcdef01
    """
    from tracker.site.signed import Links

    print(f"Taken back: the link to {Links(db).revoke(link_id).target}")


@app.command("publish", context_settings={"ignore_unknown_options": True})
def publish(
    target: Annotated[str, typer.Argument(metavar="TARGET", help="Where datasette publish can go: cloudrun, ...")],
    options: Annotated[
        list[str] | None, typer.Argument(metavar="OPTION", help="Other options go to datasette publish.")
    ] = None,
    snapshot: Annotated[
        Path, typer.Option("--snapshot", metavar="SNAPSHOT", help="The snapshot's file or folder.")
    ] = SNAPSHOTS,
    package: Annotated[
        str | None,
        typer.Option("--package", metavar="SPEC", help="What pip installs there.  [default: quote-tracker]"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only prepare the files and print the command.")] = False,
) -> None:
    """Hand a snapshot to datasette publish.

    The settings that close what must be closed go with it.

    \b
    Example:
      tracker share publish cloudrun --snapshot public --dry-run --service quotes
    """
    from tracker.site.sharing import publish as run
    from tracker.site.sharing import publishing_command, shown

    command = publishing_command(snapshot, target, package or "quote-tracker", options or [])
    if dry_run:
        print(shown(command))
        return
    raise typer.Exit(run(command))


def _moment(seconds: int) -> str:
    from datetime import datetime, timezone

    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
