"""Signed links: which were made, until when they hold, which were taken back; and the secret that signs them.

All of it is kept in one small SQLite file beside the database (`quotes.db-links`, readable by its owner alone), so that
links survive a restart and a revocation holds at once. A token is base64url of

    9 random bytes (the link's id) · 5 bytes (expiry, seconds since 1970) · 24 bytes of HMAC-SHA256

over the id, the expiry and the address that it opens. The address itself stays in the file: nothing that a visitor
sends chooses what is shown.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hashlib
import hmac
import os
import re
import secrets
import sqlite3
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_ID_BYTES, _TIME_BYTES, _MAC_BYTES = 9, 5, 24
TOKEN = re.compile(r"[A-Za-z0-9_-]{51}")  # base64url of 38 bytes, without its padding
LONGEST = 366 * 24 * 3600
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_SCHEMA = """
CREATE TABLE secret (value BLOB NOT NULL);
CREATE TABLE links (
  id TEXT PRIMARY KEY,
  target TEXT NOT NULL,               -- path and query that it opens
  made_at INTEGER NOT NULL,           -- seconds since 1970
  expires_at INTEGER NOT NULL,
  revoked_at INTEGER
);
"""
_SELECT = "SELECT id, target, made_at, expires_at, revoked_at FROM links"


class LinkError(Exception):
    """Why a link cannot be made or taken back: a sentence for the person at the command line."""


@dataclass(frozen=True, slots=True)
class Link:
    """One link that was made. Times are seconds since 1970."""

    id: str
    target: str
    made_at: int
    expires_at: int
    revoked_at: int | None = None

    def state(self, now: float) -> str:
        """`open`, `expired` or `revoked`."""
        if self.revoked_at is not None:
            return "revoked"
        return "open" if now < self.expires_at else "expired"


def seconds(duration: str) -> int:
    """`7d` → 604800; units are s, m, h, d, w. Raises LinkError for what is none, or more than a year."""
    found = re.fullmatch(r"([1-9]\d{0,7})\s*([smhdw])", duration.strip().lower(), re.ASCII)
    if not found:
        raise LinkError(f"{duration} is no length of time: write 30m, 12h, 7d or 2w.")
    length = int(found[1]) * _UNITS[found[2]]
    if length > LONGEST:
        raise LinkError(f"{duration} is too long: a link holds for a year (366d) at most.")
    return length


@dataclass(frozen=True)
class Links:
    """The links of one database."""

    database: Path

    @property
    def file(self) -> Path:
        """Where they are kept."""
        path = self.database.resolve()
        return path.with_name(path.name + "-links")

    def make(self, target: str, lasting: int, now: float | None = None) -> tuple[Link, str]:
        """A new link to `target` for `lasting` seconds, and its token."""
        made = int(time.time() if now is None else now)
        link = Link(secrets.token_hex(_ID_BYTES), target, made, made + lasting)
        with self._writing() as conn:
            conn.execute(
                "INSERT INTO links VALUES (?, ?, ?, ?, NULL)", (link.id, link.target, link.made_at, link.expires_at)
            )
            return link, _token(_secret(conn), link)

    def all(self) -> list[Link]:
        """Every link that was made, the latest first."""
        with self._reading() as conn:
            if conn is None:
                return []
            return [Link(*row) for row in conn.execute(f"{_SELECT} ORDER BY made_at DESC, id")]

    def revoke(self, link_id: str, now: float | None = None) -> Link:
        """Take one link back, for good. Raises LinkError when there is none with this id."""
        found = next((link for link in self.all() if link.id == link_id), None)
        if found is None:
            raise LinkError(f"There is no link {link_id}; tracker share list shows those that were made.")
        with self._writing() as conn:
            conn.execute(
                "UPDATE links SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?",
                (int(time.time() if now is None else now), link_id),
            )
        return found

    def open(self, token: str, now: float | None = None) -> Link | None:
        """The link of a token that opens something now; None for any other, whatever is wrong with it."""
        parts = _parts(token)
        with self._reading() as conn:
            if parts is None or conn is None:
                return None
            link_id, expires_at = parts
            row = conn.execute(f"{_SELECT} WHERE id = ?", (link_id,)).fetchone()
            link = Link(*row) if row else Link(link_id, "", 0, 0)
            genuine = hmac.compare_digest(_token(_secret(conn), link).encode(), token.encode())
        if not row or not genuine or link.expires_at != expires_at:
            return None
        return link if link.state(time.time() if now is None else now) == "open" else None

    @contextlib.contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        if not self.file.exists():
            yield None
            return
        self._check_private()
        with contextlib.closing(sqlite3.connect(self.file, timeout=5)) as conn:
            yield conn

    @contextlib.contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        new = not self.file.exists()
        if new:
            self._create()
        self._check_private()
        with contextlib.closing(sqlite3.connect(self.file, timeout=5)) as conn, conn:
            yield conn

    def _create(self) -> None:
        """Make the file whole before it takes its name, so that a server never reads half of it."""
        unfinished = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        os.close(os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        try:
            with contextlib.closing(sqlite3.connect(unfinished)) as conn, conn:
                conn.executescript(_SCHEMA)
                conn.execute("INSERT INTO secret VALUES (?)", (secrets.token_bytes(32),))
            self._name(unfinished)
        finally:
            unfinished.unlink(missing_ok=True)

    def _name(self, unfinished: Path) -> None:
        try:
            os.link(unfinished, self.file)
        except FileExistsError:  # another command was first
            return
        except OSError:  # a file system without hard links
            unfinished.replace(self.file)

    def _check_private(self) -> None:
        """Raise LinkError when others on this machine could read the secret."""
        if os.name == "posix" and stat.S_IMODE(self.file.stat().st_mode) & 0o077:
            raise LinkError(f"Others may read {self.file}, which holds the secret of the links: chmod 600 {self.file}")


def _secret(conn: sqlite3.Connection) -> bytes:
    return bytes(conn.execute("SELECT value FROM secret").fetchone()[0])


def _token(secret: bytes, link: Link) -> str:
    head = bytes.fromhex(link.id) + link.expires_at.to_bytes(_TIME_BYTES, "big")
    mac = hmac.digest(secret, b"share\0" + head + link.target.encode(), hashlib.sha256)
    return _text(head + mac[:_MAC_BYTES])


def _parts(token: str) -> tuple[str, int] | None:
    """(id, expiry) of a well-formed token, written in the one way that we write it."""
    if not TOKEN.fullmatch(token):
        return None
    raw = _bytes(token)
    if _text(raw) != token:
        return None
    at = _ID_BYTES + _TIME_BYTES
    return raw[:_ID_BYTES].hex(), int.from_bytes(raw[_ID_BYTES:at], "big")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except (binascii.Error, ValueError):
        return b""
