"""Starting Datasette over a tracker database: live while `tracker add` may write to it, or frozen for a snapshot.

The settings here and `tracker.site.guard` together close what Datasette leaves open; each line says why.
"""

from __future__ import annotations

import contextlib
import os
import socket
import sqlite3
import webbrowser
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

if TYPE_CHECKING:
    from datasette.app import Datasette

DATABASE = "quotes"
"""What the database is called in addresses, whatever its file is called, so that links outlast a renamed file."""
DEFAULT_PORT = 8001
PORTS_TRIED = 20

SETTINGS: dict[str, int] = {
    "default_allow_sql": 0,  # arbitrary SQL reaches every table, and any query may take a core for a second
    "allow_csv_stream": 0,  # a stream whose reader went away keeps a core busy for ever
    "allow_download": 0,  # the working database holds the articles' bodies
    "suggest_facets": 0,  # counts every column of every table page: 2 pages a second instead of 52
    "facet_time_limit_ms": 900,  # beyond the limit facets vanish
    "sql_time_limit_ms": 2500,  # a column in which most of 200,000 rows are alike takes a second to be sorted
    "max_returned_rows": 1000,
    "num_sql_threads": 2,  # with three on two cores the slowest searches take half as long again
    "cache_size_kb": 16000,
    "truncate_cells_html": 600,
}
LIVE_SETTINGS = {"default_cache_ttl": 0}  # a page of a changing database is never served stale from a cache
FROZEN_SETTINGS = {"default_cache_ttl": 300, "allow_download": 1}


class ServingError(Exception):
    """Why the site cannot be served: a sentence for the person who started it."""


def settings(*, frozen: bool = False) -> dict[str, int]:
    """Datasette's settings for a public snapshot (`frozen`) or for the working database."""
    return {**SETTINGS, **(FROZEN_SETTINGS if frozen else LIVE_SETTINGS)}


def metadata_path() -> Path:
    """The `metadata.yml` that ships with the tracker."""
    return Path(str(resources.files("tracker.site").joinpath("metadata.yml")))


def datasette_arguments(db_path: str | os.PathLike[str], *, frozen: bool = False) -> list[str]:
    """The arguments with which plain `datasette` serves the same site: `datasette serve …`, `datasette publish …`."""
    arguments = ["--immutable", os.fspath(db_path)] if frozen else [os.fspath(db_path)]
    arguments += ["--metadata", str(metadata_path())]
    for name, value in settings(frozen=frozen).items():
        arguments += ["--setting", name, str(value)]
    return arguments


def site(
    db_path: str | os.PathLike[str],
    *,
    frozen: bool = False,
    base_url: str = "/",
    secret: str | None = None,
    private: bool = False,
) -> Datasette:
    """A Datasette over the database at `db_path`, ready to be served (`.app()`) or asked (`.client.get(…)`).

    `frozen` opens the file as one that nobody writes to; on a file that is being written this gives stale rows and
    errors, so it is for snapshots only. `private` shows nothing but what signed links open (tracker.site.private).
    Raises ServingError when the file is missing or is not ours.
    """
    path = Path(db_path)
    check_database(path, frozen=frozen)
    from datasette.app import Datasette
    from datasette.database import Database

    from tracker.site.snapshot_metadata import counts, metadata

    datasette = Datasette(
        [],
        metadata=metadata(path, private=private),
        inspect_data=counts(path, DATABASE) if frozen else None,
        settings={**settings(frozen=frozen), "base_url": base_url},
        secret=secret,
    )
    datasette.remove_database("_memory")
    live = not frozen and _opens_live(path)
    datasette.add_database(Database(datasette, str(path), is_mutable=live), name=DATABASE)
    return datasette


def _opens_live(path: Path) -> bool:
    """Whether SQLite can follow changes of this file: not in a folder where nothing may be written and nobody writes,
    since it cannot make its side files there. The file then is served as one that does not change."""
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(path.resolve()))}?mode=ro", uri=True)) as conn:
            conn.execute("select count(*) from sqlite_master").fetchone()
    except sqlite3.OperationalError:
        return False
    return True


def check_database(path: Path, *, frozen: bool = False) -> None:
    """Raise ServingError unless `path` is a tracker database that can be read; one that is not `frozen` and may be
    written to is brought up to date, as every command does."""
    from tracker.store.database import StoreError, open_database
    from tracker.store.snapshot import is_snapshot

    if frozen and is_snapshot(path):
        return
    if not path.exists():
        raise ServingError(
            f"There is no database at {path} yet. Add an article first: "
            f"tracker add article.txt{'' if path == Path('db/quotes.db') else f' --db {path}'}"
        )
    try:
        if not frozen and os.access(path, os.W_OK) and os.access(path.parent, os.W_OK):
            open_database(path, create=False).close()
        open_database(path, create=False, readonly=True).close()
    except StoreError as error:
        raise ServingError(str(error)) from error
    except sqlite3.Error as error:
        raise ServingError(f"The database at {path} cannot be read: {error}.") from error


def listen(host: str, port: int | None) -> socket.socket:
    """A socket on `port`; without a port, on the first free one from 8001. Raises ServingError with what to do."""
    if port is not None and not 0 <= port <= 65535:
        raise ServingError(f"{port} is not a port; name one from 1 to 65535 with --port.")
    candidates = [port] if port is not None else [*range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED), 0]
    for candidate in candidates:
        try:
            family, kind, protocol, _, address = socket.getaddrinfo(host, candidate, type=socket.SOCK_STREAM)[0]
        except socket.gaierror as error:
            raise ServingError(f"{host} is not an address of this machine; use --host 127.0.0.1.") from error
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(128)
            return listener
        except OSError as error:
            listener.close()
            if port is not None:
                raise ServingError(_port_sentence(host, port, error)) from error
    raise ServingError("No port could be opened; name one with --port.")


def _port_sentence(host: str, port: int, error: OSError) -> str:
    if isinstance(error, PermissionError):
        return f"Port {port} needs administrator rights; name one above 1023 with --port."
    return f"Port {port} on {host} is in use by another program; name another with --port, or leave --port out."


def serve(
    db_path: str | os.PathLike[str],
    host: str = "127.0.0.1",
    port: int | None = None,
    open_browser: bool = False,
    *,
    frozen: bool = False,
    private: bool = False,
    announce: Callable[[str], None] | None = None,
) -> None:
    """Serve the site until interrupted. `announce` (default: print) is called once with the address when it answers.

    Without `port`, the first free one from 8001. Raises ServingError with a sentence that says what to do.
    """
    datasette = site(db_path, frozen=frozen, private=private)
    listener = listen(host, port)
    warm_up(datasette)
    name = f"[{host}]" if ":" in host else host
    address = f"http://{name}:{listener.getsockname()[1]}/"
    run(datasette.app(), listener, ready=lambda: _announce(address, announce, open_browser))


def warm_up(datasette: Datasette) -> None:
    """Open a page of each costly kind, so that no reader waits for templates and dictionaries to load."""
    import asyncio

    async def visit() -> None:
        for address in ("/", "/search?q=말", "/quotes/quotes?_size=1"):
            await datasette.client.get(address)

    asyncio.run(visit())


def _announce(address: str, announce: Callable[[str], None] | None, open_browser: bool) -> None:
    if announce:
        announce(address)
    else:
        print(address, flush=True)  # a pipe would keep it until the site stops
    if open_browser:
        webbrowser.open(address)


def run(app: Any, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Run an ASGI app on a socket that already listens, so that no other program can take the port in between."""
    import uvicorn

    class Server(uvicorn.Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if self.started:
                ready()

    config = uvicorn.Config(app, log_level="warning", lifespan="on", workers=1, server_header=False)
    with listener:
        Server(config).run(sockets=[listener])
