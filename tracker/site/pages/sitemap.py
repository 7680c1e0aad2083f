"""What search engines may visit: `robots.txt`, and the site map (sitemaps.org) of a public snapshot."""

from __future__ import annotations

import sqlite3
from html import escape

from datasette.utils.asgi import Response

from tracker.site.errors import Problem
from tracker.site.visit import Visit

PART = 20_000
"""So many addresses in one file; the standard allows 50,000 and 50 MB."""
_EVERY = (
    "SELECT 'speaker' AS kind, id, last_on AS day FROM speakers UNION ALL SELECT 'outlet', id, NULL FROM outlets"
    " UNION ALL SELECT 'article', id, published_on FROM articles"
    " UNION ALL SELECT 'quote', id, published_on FROM quotes WHERE withdrawn_on IS NULL"
)
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


async def robots(visit: Visit) -> Response:
    """`/robots.txt`: a working database is for nobody's index; of a snapshot all pages but endless lists."""
    if visit.archive.database.is_mutable:
        return Response("User-agent: *\nDisallow: /\n", content_type="text/plain; charset=utf-8")
    base = visit.to.base
    closed = [f"{base}/search", f"{base}/oembed", f"{base}/{visit.archive.name}", f"{base}/-/"]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), "", f"Sitemap: {_own(visit, '/sitemap.xml')}"]
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


async def answer(visit: Visit) -> Response:
    """`/sitemap.xml`, the list of its parts, and `/sitemap-1.xml` …, the parts."""
    if visit.archive.database.is_mutable:
        raise Problem(404)
    part = visit.part.get("part")
    if part is None:
        count = await visit.ask(_count)
        parts = [_own(visit, f"/sitemap-{number}.xml") for number in range(1, -(-(count + 1) // PART) + 1)]
        return _xml("sitemapindex", [f"<sitemap><loc>{escape(address)}</loc></sitemap>" for address in parts])
    rows = await visit.ask(_rows, int(part))
    entries = [_entry(_own(visit, f"/{kind}/{key}"), day) for kind, key, day in rows]
    if part == "1":
        entries.insert(0, _entry(_own(visit, "/"), None))
    if not entries:
        raise Problem(404)
    return _xml("urlset", entries)


def _own(visit: Visit, path: str) -> str:
    return visit.absolute(visit.to.base + path)


def _entry(address: str, day: str | None) -> str:
    changed = f"<lastmod>{escape(day)}</lastmod>" if day and len(day) == 10 else ""
    return f"<url><loc>{escape(address)}</loc>{changed}</url>"


def _xml(root: str, entries: list[str]) -> Response:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{_NAMESPACE}">', *entries, f"</{root}>"]
    return Response("\n".join(lines) + "\n", content_type="application/xml; charset=utf-8")


def _count(conn: sqlite3.Connection) -> int:
    return int(conn.execute(f"SELECT count(*) FROM ({_EVERY})").fetchone()[0])


def _rows(conn: sqlite3.Connection, part: int) -> list[tuple[str, str, str | None]]:
    # The home page stands first in the first part.
    first = (part - 1) * PART - (part > 1)
    sql = f"{_EVERY} ORDER BY kind, id LIMIT :most OFFSET :first"
    return conn.execute(sql, {"most": PART - (part == 1), "first": first}).fetchall()
