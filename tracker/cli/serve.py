"""`tracker serve`: the database as a site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tracker.cli.options import DEFAULT_DB, Db

Host = Annotated[str, typer.Option("--host", help="Address to listen on; 0.0.0.0 opens it to the network.")]
Port = Annotated[int | None, typer.Option("--port", "-p", help="Port; without it, the first free one from 8001.")]
Open = Annotated[bool, typer.Option("--open", help="Open the site in the browser.")]
Private = Annotated[bool, typer.Option("--private", help="Show nothing but what links from tracker share link open.")]


def serve(
    db: Db = DEFAULT_DB,
    host: Host = "127.0.0.1",
    port: Port = None,
    open_browser: Open = False,
    private: Private = False,
) -> None:
    """Serve the database as a website, read-only.

    Its address is printed. Articles may be added meanwhile. Ctrl-C stops.

    \b
    Example:
      tracker serve --port 8080
    """
    from tracker.site.serving import serve as serve_site

    serve_site(
        db,
        host,
        port,
        open_browser,
        private=private,
        announce=announcing(db),
    )


def announcing(served: Path) -> Callable[[str], None]:
    """What says where `served` can be visited, once it can."""
    # Without flush a pipe would keep it until the site stops.
    return lambda address: print(f"Serving {served} at {address} (Ctrl-C stops)", flush=True)
