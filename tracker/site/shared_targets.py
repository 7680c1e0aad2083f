"""What a signed link may open: one quote, one speaker, one search, one table; nothing else, whatever the address.

An address is taken apart and put together anew from the parts that are allowed, so no spelling of it can carry more.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from tracker.site.serving import DATABASE
from tracker.site.signed import LinkError

_ONE = re.compile(r"/(quote|speaker)/([A-Za-z0-9_-]+)", re.ASCII)
_TABLE = re.compile(rf"/{DATABASE}/([a-z_]+)", re.ASCII)
TABLES = ("quotes", "speakers", "outlets", "statements", "speaker_roles", "speaker_aliases")
_ASKED = {
    "quote": frozenset[str](),
    "speaker": frozenset({"q"}),
    "search": frozenset({"q", "speaker", "outlet", "since", "until", "kind", "tone", "sort"}),
    "table": frozenset({"_search", "_sort", "_sort_desc", "_size", "_facet"}),
}
# What a visitor may add: the language, and the next page of the same list.
_TURNS = {"quote": frozenset[str](), "speaker": {"page"}, "search": {"page"}, "table": {"_next"}}
LANGUAGE = frozenset({"lang", "_lang"})
_FILTER = re.compile(r"([a-z][a-z_]*?)(?:__[a-z]+)?", re.ASCII)
_HELP = "A link opens /quote/ID, /speaker/ID, /search?q=WORDS or /quotes/TABLE"


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to share. `kind` is quote, speaker, search or table; `query` holds its parameters in order."""

    kind: str
    path: str
    query: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return self.path + ("?" + urlencode(self.query) if self.query else "")

    def turns(self, query: list[tuple[str, str]]) -> list[tuple[str, str]] | None:
        """The parameters among `query` that a visitor may add; None when there is one that no visitor may."""
        if any(name not in LANGUAGE | _TURNS[self.kind] for name, _ in query):
            return None
        return query if len({name for name, _ in query}) == len(query) else None

    def same_page(self, path: str, query: list[tuple[str, str]]) -> list[tuple[str, str]] | None:
        """For an address on this page: what a visitor adds to come there, None when it leads to something else."""
        if path != self.path:
            return None
        mine = list(self.query)
        rest = [pair for pair in query if pair not in mine]
        if any(name == "_next" for name, _ in rest):  # Datasette repeats in it the order that the table has by itself
            rest = [pair for pair in rest if pair[0] not in ("_sort", "_sort_desc")]
        return self.turns(rest) if all(pair in query for pair in mine) else None


def target(address: str) -> Target:
    """The thing at `address`, a path of the site or a whole URL. Raises LinkError when a link may not open it."""
    parts = urlsplit(address.strip())
    path = parts.path if parts.path.startswith("/") else "/" + parts.path
    kind = _kind(path)
    pairs = [pair for pair in parse_qsl(parts.query) if pair[0] not in LANGUAGE | _TURNS[kind]]
    for name, _ in pairs:
        if name not in _ASKED[kind] and not (kind == "table" and _FILTER.fullmatch(name)):
            raise LinkError(f"A link cannot carry the parameter {name}. {_HELP}.")
    return Target(kind, path, tuple(pairs))


def _kind(path: str) -> str:
    one = _ONE.fullmatch(path)
    if one:
        return one[1]
    if path == "/search":
        return "search"
    table = _TABLE.fullmatch(path)
    if table and table[1] in TABLES:
        return "table"
    if path.startswith("/article/") or path == f"/{DATABASE}/articles":
        raise LinkError("Articles are not shared: their text belongs to their publishers. Share a quote or a search.")
    raise LinkError(f"{path} cannot be shared. {_HELP} ({', '.join(TABLES)}).")


def check_present(conn: sqlite3.Connection, wanted: Target) -> None:
    """Raise LinkError unless the database holds what `wanted` names."""
    if wanted.kind in ("quote", "speaker"):
        found = conn.execute(f"SELECT 1 FROM {wanted.kind}s WHERE id = ?", [wanted.path.rpartition("/")[2]]).fetchone()
        if not found:
            raise LinkError(f"There is no {wanted.kind} {wanted.path.rpartition('/')[2]} in the database.")
    if wanted.kind == "table":
        table = wanted.path.rpartition("/")[2]
        columns = {row[1] for row in conn.execute(f"PRAGMA table_info({table})")}
        for name, value in wanted.query:
            column = _FILTER.fullmatch(name)
            named = value if name in ("_sort", "_sort_desc", "_facet") else column[1] if column else None
            if named and named not in columns:
                raise LinkError(f"The table {table} has no column {named}.")
