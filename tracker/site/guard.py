"""What Datasette leaves open and a site of statements keeps shut, whichever way Datasette was started.

Switched on by `plugins: quote-tracker: closed: true` in metadata.yml; take that line out on your own machine to have
Datasette's debugging pages back. Every entry says what it is for.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request

from tracker.site.archive import PLUGIN, find_archive, plugin_config
from tracker.site.cache import keeping
from tracker.site.errors import Problem, respond

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

# Parameters of Datasette's table pages that reach what the page itself does not show.
REFUSED = {
    "_fts_table": "searches tables that are denied",
    "_fts_pk": "searches tables that are denied",
    "_searchmode": "raw FTS syntax: costly, and its errors are the reader's",
    "_where": "arbitrary SQL",
    "_stream": "an abandoned stream keeps a core busy for ever",
    "_trace": "shows SQL",
    "_context": "shows template internals",
    "_ttl": "lets a visitor tell caches to keep a page of a changing database for years",
}
MOST_FACETS = 4
MOST_PARAMETERS = 100

# Under /-/ Datasette shows versions, settings, threads, file paths and debugging forms; only these are for readers.
OPEN_UNDER_DASH = ("/-/static/", "/-/static-plugins/")

HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"strict-origin-when-cross-origin",
}
FOREVER = b"public, max-age=31536000, immutable"


def guarded(app: App, datasette: Datasette) -> App:
    """`app` behind the guard and, behind it, the memory of what `app` answered."""
    inner = keeping(app, datasette)

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        request = Request(scope, receive)
        problem = None
        if plugin_config(datasette).get("closed"):
            problem = refusal(request.path, scope.get("query_string", b""))
        if problem is None:
            await inner(_with_language(scope), receive, _with_headers(scope, send))
            return
        response = await respond(datasette, request, problem)
        await response.asgi_send(send)

    return guard


def refusal(path: str, query: bytes) -> Problem | None:
    """Why this address is not answered, or None."""
    if path.startswith("/-/") and not path.startswith(OPEN_UNDER_DASH):
        return Problem(404)
    try:
        names = [name for name, _ in parse_qsl(query.decode("latin-1"), True, max_num_fields=MOST_PARAMETERS)]
    except ValueError:
        return Problem(400, "error.parameters")
    for name in names:
        if name in REFUSED:
            return Problem(400, "error.closed_parameter", name=name)
    if sum(name.startswith("_facet") and name != "_facet_size" for name in names) > MOST_FACETS:
        return Problem(400, "error.facets", most=MOST_FACETS)
    return None


def _with_language(scope: Scope) -> Scope:
    """The scope with `?lang=` as `?_lang=`: Datasette takes every parameter without `_` for the name of a column."""
    query = scope.get("query_string", b"")
    if b"lang=" not in query:
        return scope
    pairs = parse_qsl(query.decode("latin-1"), True)
    renamed = [("_lang" if name == "lang" else name, value) for name, value in pairs]
    return {**scope, "query_string": urlencode(renamed).encode("latin-1")}


def _with_headers(scope: Scope, send: Send) -> Send:
    kept = scope["path"].startswith(f"/-/static-plugins/{PLUGIN}/") and scope.get("query_string", b"").startswith(b"v=")

    async def send_with_headers(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            present = {name.lower() for name, _ in message.get("headers", [])}
            extra = [(name, value) for name, value in HEADERS.items() if name not in present]
            if kept and message["status"] == 200:
                extra.append((b"cache-control", FOREVER))
            message = {**message, "headers": [*message.get("headers", []), *extra]}
        await send(message)

    return send_with_headers


async def may_view_table(datasette: Datasette, database: str, table: str) -> bool | None:
    """False for the search index's shadow tables and bookkeeping of a tracker database; None: no opinion."""
    archive = await find_archive(datasette)
    if archive is None or archive.name != database or not plugin_config(datasette).get("closed"):
        return None
    return False if await archive.run(lambda conn: _is_internal(conn, table)) else None


def _is_internal(conn: sqlite3.Connection, table: str) -> bool:
    name = table.lower()
    if name.startswith(("sqlite_", "_sqlite")):
        return True
    virtual = conn.execute("select lower(name) from sqlite_master where sql like 'create virtual table%'").fetchall()
    if any(name == index or name.startswith(index + "_") for (index,) in virtual):
        return True
    view = conn.execute(
        "select lower(sql) from sqlite_master where type = 'view' and lower(name) = ?", (name,)
    ).fetchone()
    return view is not None and any(index in view[0] for (index,) in virtual)
