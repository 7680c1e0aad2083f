"""Answers kept until the database changes: our pages, and Datasette's tables with their facets.

Within one SQLite connection `PRAGMA data_version` changes when another connection has committed, so one connection that
does nothing else tells whether what was kept still holds. It costs microseconds and also sees commits that leave the
file's time stamp as it was. Answers carry an ETag, so that a reader who has the same one already is sent nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import sqlite3
import weakref
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tracker.site import i18n
from tracker.site.archive import Archive, find_archive

if TYPE_CHECKING:
    from datasette.app import Datasette

    from tracker.site.guard import App, Receive, Scope, Send

MOST_BYTES = 48_000_000
LARGEST = 2_000_000
_PERSONAL = {b"cookie", b"authorization"}
Headers = list[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer as it was sent."""

    status: int
    headers: Headers
    body: bytes

    @property
    def etag(self) -> bytes:
        return dict(self.headers).get(b"etag", b"")


@dataclass
class Cache:
    """Answers by key, the least recently used thrown out first; all of them when the database has changed."""

    archive: weakref.ref[Archive]
    answers: OrderedDict[Hashable, Kept] = field(default_factory=OrderedDict)
    size: int = 0
    version: int | None = None
    connection: sqlite3.Connection | None = None
    underway: dict[Hashable, asyncio.Event] = field(default_factory=dict)

    @contextlib.contextmanager
    def making(self, key: Hashable) -> Iterator[None]:
        """Let others who ask for the same meanwhile wait until it is made, or has failed."""
        done = self.underway[key] = asyncio.Event()
        try:
            yield
        finally:
            done.set()
            if self.underway.get(key) is done:
                del self.underway[key]

    def get(self, key: Hashable) -> Kept | None:
        """The kept answer; call `refresh` before, so that it still holds."""
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Kept, version: int | None) -> None:
        """Keep an answer that was worked out from the given version of the database."""
        if version is None or version != self.refresh() or key in self.answers:
            return
        self.answers[key] = answer
        self.size += len(answer.body)
        while self.size > MOST_BYTES:
            _, old = self.answers.popitem(last=False)
            self.size -= len(old.body)

    def refresh(self) -> int | None:
        """Throw out what no longer holds; the version of the database now, None when it cannot be told."""
        version = self._read_version()
        if version is None or version != self.version:
            self.answers.clear()
            self.size = 0
            self.version = version
        return version

    def _read_version(self) -> int | None:
        archive = self.archive()
        if archive is None:
            return None
        if not archive.database.is_mutable:
            return 1
        try:
            if self.connection is None:
                self.connection = archive.database.connect()
            return int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        except sqlite3.Error:  # locked for a moment: then nothing is kept
            return None


_caches: weakref.WeakKeyDictionary[Archive, Cache] = weakref.WeakKeyDictionary()


def cache_of(archive: Archive) -> Cache:
    """The cache of one archive."""
    cache = _caches.get(archive)
    if cache is None:
        cache = _caches[archive] = Cache(weakref.ref(archive))
    return cache


def keeping(app: App, datasette: Datasette) -> App:
    """`app` with a memory for what it answered."""

    async def keep(scope: Scope, receive: Receive, send: Send) -> None:
        archive = await find_archive(datasette) if _is_public(scope) else None
        if archive is None:
            await app(scope, receive, send)
            return
        cache, key = cache_of(archive), _key(scope)
        version = cache.refresh()
        answer = cache.get(key)
        if answer is None and key in cache.underway:
            # Another reader has asked for the same page a moment ago: it need not be made twice.
            await cache.underway[key].wait()
            answer = cache.get(key)
        if answer is None:
            with cache.making(key):
                answer = await _answer(app, scope, receive, send)
                if answer is None:
                    return
                if answer.status == 200:
                    cache.put(key, answer, version)
        await _send(answer, scope, send)

    return keep


def _is_public(scope: Scope) -> bool:
    """Whether the answer is the same for everybody who asks, and one that depends on nothing but the database."""
    own = scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith("/-/")
    return own and not any(name in _PERSONAL for name, _ in scope["headers"])


def _key(scope: Scope) -> Hashable:
    headers = dict(scope["headers"])
    language = i18n.preferred(headers.get(b"accept-language", b"").decode("latin-1"))
    address = scope.get("raw_path") or scope["path"].encode()
    return (language, scope.get("scheme"), headers.get(b"host"), address, scope.get("query_string"))


async def _answer(app: App, scope: Scope, receive: Receive, send: Send) -> Kept | None:
    """The app's answer; None when it came in pieces (a download, say), which have then been sent on."""
    start: Any = None
    whole: Kept | None = None

    async def collect(message: Any) -> None:
        nonlocal start, whole
        if message["type"] == "http.response.start":
            start = message
        elif start is None:
            await send(message)
        elif message.get("more_body") or len(message.get("body", b"")) > LARGEST:
            await send(start)
            start = None
            await send(message)
        else:
            whole = _tagged(start["status"], list(start.get("headers", [])), message.get("body", b""))

    await app(scope, receive, collect)
    return whole


def _tagged(status: int, headers: Headers, body: bytes) -> Kept:
    if status == 200 and not any(name.lower() == b"etag" for name, _ in headers):
        headers.append((b"etag", b'"%s"' % hashlib.sha256(body).hexdigest()[:16].encode()))
    return Kept(status, headers, body)


async def _send(answer: Kept, scope: Scope, send: Send) -> None:
    known = dict(scope["headers"]).get(b"if-none-match", b"")
    if answer.status == 200 and answer.etag and answer.etag in known:
        headers = [(name, value) for name, value in answer.headers if name.lower() != b"content-length"]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": answer.status, "headers": list(answer.headers)})
    await send({"type": "http.response.body", "body": answer.body})
