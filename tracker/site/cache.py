"""Answers kept until the database changes.

Within one SQLite connection `PRAGMA data_version` changes when another connection has committed, so one connection that
does nothing else tells whether what was kept still holds. It costs microseconds and also sees commits that leave the
file's time stamp as it was.
"""

from __future__ import annotations

import sqlite3
import weakref
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field

from datasette.utils.asgi import Response

from tracker.site.archive import Archive

MOST_BYTES = 48_000_000


@dataclass
class Cache:
    """Responses by key, the least recently used thrown out first; all of them when the database has changed."""

    archive: weakref.ref[Archive]
    answers: OrderedDict[Hashable, Response] = field(default_factory=OrderedDict)
    size: int = 0
    version: int | None = None
    connection: sqlite3.Connection | None = None

    def get(self, key: Hashable) -> Response | None:
        """The kept answer, if it still holds."""
        if not self.refresh():
            return None
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: Hashable, answer: Response, version: int | None) -> None:
        """Keep an answer that was worked out from the given version of the database."""
        if version is None or version != self.version or answer.status != 200 or key in self.answers:
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
