"""Addresses that never change what they show: `/quotes-<hash>/…` in front of any address of a snapshot's site.

The hash is the first digits of the SHA-256 of the snapshot's file, so what stands there may be kept for a year. An
address with another snapshot's hash leads to the same page of this one. Every answer names its lasting address in a
`Link` header (`rel="memento"`, RFC 7089).
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote, unquote

from datasette.app import Datasette

from tracker.site.archive import Archive, find_archive
from tracker.site.guard import FOREVER, App, Receive, Scope, Send
from tracker.store.snapshot import HASH_LENGTH

# The first parts of our own pages' addresses; all others are Datasette's and begin with the database's name.
_PAGES = ("search", "search.csv", "search.json", "search.atom", "feed.atom", "oembed")
_PAGES_OF = ("quote", "speaker", "article", "outlet")


def hashed(app: App, datasette: Datasette) -> App:
    """`app` with lasting addresses, where its database is a file that does not change."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        archive = await find_archive(datasette) if scope["type"] == "http" else None
        if archive is None or archive.database.is_mutable or not archive.database.hash:
            await app(scope, receive, send)
            return
        mark = f"{archive.name}-{archive.database.hash[:HASH_LENGTH]}"
        base = datasette.setting("base_url").rstrip("/")
        path = _raw_path(scope).removeprefix(base)
        found = re.fullmatch(rf"/({re.escape(archive.name)}-[0-9a-f]{{{HASH_LENGTH}}})(\.db|/[^/].*|/?)", path)
        if not found:
            lasting = _lasting(archive, path)
            await app(scope, receive, _noting(send, base + "/" + mark + lasting, scope) if lasting else send)
            return
        plain = base + _plain(archive, found[2])
        if found[1] != mark:
            await _redirect(send, plain, scope)
            return
        await app(_with_path(scope, plain), receive, _kept(send))

    return answer


def _raw_path(scope: Scope) -> str:
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode("ascii")
    return raw.partition(b"?")[0].decode("latin-1")


def _plain(archive: Archive, rest: str) -> str:
    """The address without the hash of `/quotes-<hash>` + `rest`."""
    parts = rest.strip("/").split("/")
    if rest in ("", "/"):
        return "/"
    if rest == ".db":
        return f"/{archive.name}.db"
    if parts[0] in _PAGES or (parts[0] in _PAGES_OF and len(parts) > 1):
        return rest
    return f"/{archive.name}{rest}"


def _lasting(archive: Archive, path: str) -> str:
    """What follows `/quotes-<hash>` in the lasting form of an address; "" where it has none."""
    own = f"/{archive.name}"
    # Static files, robots.txt and the site map name their own age; the list of tables would be taken for a table.
    if path == own or re.search(r"^/-/|[<>]|\.(?:txt|xml)$", path):
        return ""
    return path[len(own) :] if path.startswith((own + "/", own + ".")) else path


def _with_path(scope: Scope, path: str) -> Scope:
    return {**scope, "path": unquote(path), "raw_path": path.encode("latin-1")}


def _kept(send: Send) -> Send:
    async def send_kept(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 304):
            headers = [(name, value) for name, value in message["headers"] if name.lower() != b"cache-control"]
            message = {**message, "headers": [*headers, (b"cache-control", FOREVER)]}
        await send(message)

    return send_kept


def _noting(send: Send, address: str, scope: Scope) -> Send:
    query = scope.get("query_string", b"").decode("latin-1")
    link = f'<{address}{"?" + query if query else ""}>; rel="memento"'.encode("latin-1")

    async def send_noting(message: Any) -> None:
        if message["type"] == "http.response.start" and message["status"] == 200:
            message = {**message, "headers": [*message["headers"], (b"link", link)]}
        await send(message)

    return send_noting


async def _redirect(send: Send, path: str, scope: Scope) -> None:
    query: bytes = scope.get("query_string", b"")
    headers = [
        (b"location", path.encode("latin-1") + (b"?" + query if query else b"")),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": 302, "headers": headers})
    await send({"type": "http.response.body", "body": b""})
