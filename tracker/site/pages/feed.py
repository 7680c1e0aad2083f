"""Atom feeds of the latest quotes: of all, of one speaker, of one outlet."""

from __future__ import annotations

import sqlite3

from datasette.utils.asgi import Response

from tracker.site import feeds
from tracker.site.queries import rows
from tracker.site.visit import Visit


async def latest(visit: Visit) -> Response:
    """`/feed.atom`"""
    found = await visit.ask(rows.latest, "kind <> 'headline'", {}, feeds.MOST_ENTRIES)
    return feeds.respond(visit, visit.frame["site_title"], visit.to.to("/"), found)


async def of_speaker(visit: Visit) -> Response:
    """`/speaker/<id>.atom`"""
    name = await visit.need(lambda conn, key: _name(conn, "speakers", key))
    values = {"id": visit.part["id"]}
    found = await visit.ask(rows.latest, "speaker_id = :id AND kind <> 'headline'", values, feeds.MOST_ENTRIES)
    return feeds.respond(visit, visit.t("feed.speaker", name=name), visit.to.speaker(visit.part["id"]), found)


async def of_outlet(visit: Visit) -> Response:
    """`/outlet/<id>.atom`"""
    name = await visit.need(lambda conn, key: _name(conn, "outlets", key))
    values = {"id": visit.part["id"]}
    found = await visit.ask(rows.latest, "outlet_id = :id AND kind <> 'headline'", values, feeds.MOST_ENTRIES)
    return feeds.respond(visit, visit.t("feed.outlet", name=name), visit.to.outlet(visit.part["id"]), found)


def _name(conn: sqlite3.Connection, table: str, key: str) -> str | None:
    row = conn.execute(f"SELECT name FROM {table} WHERE id = ?", [key]).fetchone()
    return row[0] if row else None
