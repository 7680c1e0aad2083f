"""A site that is not public: without a valid signed link it shows nothing, not even that there is something.

This is a list of what is open, not of what is closed: the static files that pages need, and `/share/TOKEN`. For a token
the guard itself writes the request that the site behind it sees: method, path and query come from the link, and from
the visitor only the language and the number of the page. So no spelling of an address and no cookie reaches the site.
Everything else gets one and the same answer, given before anything is looked up.
"""

from __future__ import annotations

import re
import sqlite3
import sys
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from datasette.app import Datasette

from tracker.site.archive import PLUGIN, plugin_config
from tracker.site.guard import FOREVER, App, Receive, Scope, Send
from tracker.site.shared_page import narrowed
from tracker.site.shared_targets import Target, target
from tracker.site.signed import TOKEN, Link, LinkError, Links

_SHARED = re.compile(rf"/share/({TOKEN.pattern})(\.png)?", re.ASCII)
_STATIC = re.compile(rf"/-/static-plugins/{PLUGIN}/([A-Za-z0-9._-]+)", re.ASCII)
# What mail programs and social networks add to links of their own accord; it never reaches the site.
_NOISE = re.compile(r"utm_\w+|fbclid|gclid|igshid|mc_[ce]id", re.ASCII)
_FROM_VISITOR = {b"host", b"accept-language", b"x-forwarded-proto"}
_OF_THE_CONNECTION = ("type", "asgi", "http_version", "scheme", "server", "client")
_FROM_SITE = {b"content-type", b"content-security-policy"}
_ALWAYS = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-robots-tag", b"noindex, nofollow"),
    (b"cache-control", b"private, no-store"),
]
CLOSED = """<!DOCTYPE html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>404</title>
<style>body{font:1.05rem/1.7 sans-serif;max-width:34em;margin:15vh auto;padding:0 1.2em;word-break:keep-all}</style>
</head>
<body>
<main>
<h1>열려 있지 않은 주소입니다</h1>
<p>공유 링크로만 볼 수 있는 사이트입니다. 받은 링크가 잘렸거나, 기한이 지났거나, 거두어졌을 수 있습니다.
보낸 분에게 새 링크를 부탁하세요.</p>
<div lang="en">
<h2>This address is not open</h2>
<p>This site is seen through shared links only. Yours may have been cut short, have expired or been taken back;
ask whoever sent it for a new one.</p>
</div>
</main>
</body>
</html>
""".encode()
_CLOSED_HEADERS = [
    (b"content-type", b"text/html; charset=utf-8"),
    (b"content-security-policy", b"default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    *_ALWAYS,
]


def private(app: App, datasette: Datasette) -> App:
    """`app` behind the guard, where the plugin's setting `private` asks for it; else `app` itself."""
    if not plugin_config(datasette).get("private"):
        return app

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        elif scope["type"] == "http":
            status, headers, body = await _answer(app, datasette, scope) or (404, _CLOSED_HEADERS, CLOSED)
            headers = [*headers, (b"content-length", str(len(body)).encode())]
            await send({"type": "http.response.start", "status": status, "headers": headers})
            await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
        else:
            await send({"type": "websocket.close", "code": 1008})

    return guard


Answer = tuple[int, list[tuple[bytes, bytes]], bytes]


async def _answer(app: App, datasette: Datasette, scope: Scope) -> Answer | None:
    """What is open at this address, None when nothing is."""
    path = _path(datasette, scope)
    if path is None or scope["method"] not in ("GET", "HEAD"):
        return None
    static = _STATIC.fullmatch(path)
    if static:
        return await _static(app, datasette, scope, path) if static[1] in _static_names() else None
    shared = _SHARED.fullmatch(path)
    opened = _open(datasette, shared[1]) if shared else None
    if shared is None or opened is None:
        return None
    link, wanted = opened
    turns = wanted.turns(_said(scope))
    if turns is None:
        return None
    if shared[2]:
        return await _card(app, datasette, scope, wanted)
    found = await _ask(app, datasette, scope, wanted.path, [*wanted.query, *turns])
    if found is None:
        return None
    headers, body = found
    prefix = datasette.setting("base_url").rstrip("/")
    body = narrowed(body.decode(), link, wanted, f"{prefix}/share/{shared[1]}", _host(scope)).encode()
    return 200, [*headers, *_ALWAYS], body


def _path(datasette: Datasette, scope: Scope) -> str | None:
    """The path just as it was sent, without the site's prefix; None when it is not plain ASCII below that prefix."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    prefix = datasette.setting("base_url").rstrip("/")
    try:
        path = raw.partition(b"?")[0].decode("ascii")
    except UnicodeDecodeError:
        return None
    return path[len(prefix) :] if path.startswith(prefix + "/") else None


def _said(scope: Scope) -> list[tuple[str, str]]:
    """What the visitor's query says, without what others added to it; a query that is none says something closed."""
    try:
        pairs = parse_qsl(scope.get("query_string", b"").decode("ascii"), True, max_num_fields=20)
    except ValueError:
        return [("?", "")]
    return [(name, value) for name, value in pairs if not _NOISE.fullmatch(name)]


def _open(datasette: Datasette, token: str) -> tuple[Link, Target] | None:
    """The link of a valid token and what it opens. Anything unforeseen leaves the door shut and is said on stderr."""
    files = [Path(database.path) for database in datasette.databases.values() if database.path]
    try:
        link = Links(files[0]).open(token) if len(files) == 1 else None
        return (link, target(link.target)) if link else None
    except (LinkError, OSError, sqlite3.Error) as error:
        print(f"quote-tracker: no link is open: {error}", file=sys.stderr)
        return None


@cache
def _static_names() -> frozenset[str]:
    return frozenset(file.name for file in resources.files("tracker.site").joinpath("static").iterdir())


async def _static(app: App, datasette: Datasette, scope: Scope, path: str) -> Answer | None:
    found = await _ask(app, datasette, scope, path, [])
    if found is None:
        return None
    # With `?v=` the address names the file's contents.
    lasting = FOREVER if scope.get("query_string", b"").startswith(b"v=") else b"no-cache"
    headers = [(name, lasting if name == b"cache-control" else value) for name, value in _ALWAYS]
    return 200, [*found[0], *headers], found[1]


async def _card(app: App, datasette: Datasette, scope: Scope, wanted: Target) -> Answer | None:
    """The picture of a quote that messengers show beside its link."""
    found = await _ask(app, datasette, scope, wanted.path + ".png", []) if wanted.kind == "quote" else None
    return (200, [*found[0], *_ALWAYS], found[1]) if found else None


async def _ask(
    app: App, datasette: Datasette, scope: Scope, path: str, query: list[tuple[str, str]]
) -> tuple[list[tuple[bytes, bytes]], bytes] | None:
    """The headers that are passed on and the body of what the site answers; None unless it is a whole page."""
    whole = datasette.setting("base_url").rstrip("/") + path
    asked = {
        **{name: scope[name] for name in _OF_THE_CONNECTION if name in scope},
        "method": "GET",
        "path": whole,
        "raw_path": whole.encode("ascii"),
        "root_path": "",
        "query_string": urlencode(query).encode("ascii"),
        "headers": [(name, value) for name, value in scope["headers"] if name in _FROM_VISITOR],
    }
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def collect(message: Any) -> None:
        sent.append(message)

    await app(asked, receive, collect)
    if not sent or sent[0].get("status") != 200:
        return None
    headers = [(name.lower(), value) for name, value in sent[0].get("headers", []) if name.lower() in _FROM_SITE]
    return headers, b"".join(message.get("body", b"") for message in sent[1:])


def _host(scope: Scope) -> str:
    headers: dict[bytes, bytes] = dict(scope["headers"])
    return headers.get(b"host", b"").decode("latin-1")
