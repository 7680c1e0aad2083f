"""`tracker demo`: the example articles, served."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.serve import Host, Open, Port


def demo(
    db: Annotated[
        Path | None,
        typer.Option("--db", metavar="FILE", help="Keep the demo database here.  [default: a temporary file]"),
    ] = None,
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve it, or only make it.")] = True,
    host: Host = "127.0.0.1",
    port: Port = None,
    open_browser: Open = False,
) -> None:
    """Serve the example articles, which are invented.

    \b
    Example:
      tracker demo --open
    """
    import tempfile

    with tempfile.TemporaryDirectory(prefix="tracker-demo-") as folder:
        path = db or Path(folder) / "demo.db"
        _fill(path)
        if serve:
            from tracker.cli.serve import serve as serve_database

            serve_database(path, host, port, open_browser)


def _fill(path: Path) -> None:
    from tracker.cli.adding import add_sources, report
    from tracker.cli.database import opened
    from tracker.cli.reading import Failures

    failures = Failures()
    with opened(path, create=True) as database:
        done = add_sources(database, examples(), {}, failures)
    report(done, failures)


def examples() -> list[str]:
    """The files of the example articles: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    folders = (package / "_data" / "examples", package.parent / "examples")
    folder = next(folder for folder in folders if folder.is_dir())
    return sorted(str(file) for file in folder.iterdir() if file.suffix in {".txt", ".html", ".jsonl"})
