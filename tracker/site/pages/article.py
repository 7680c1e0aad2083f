"""An article: its facts, its quotes in order and, in the working database only, its text with the quotes marked."""

from __future__ import annotations

from datasette.utils.asgi import Response

from tracker.site.links import safe_url, web_archive
from tracker.site.queries.article import reading
from tracker.site.visit import Visit


async def page(visit: Visit) -> Response:
    """`/article/<id>`"""
    read = await visit.need(reading)
    source = safe_url(read.article.get("url"))
    day = read.article.get("published_on")
    return visit.html(
        "tracker/article.html",
        read=read,
        article=read.article,
        source=source,
        archived=web_archive(source, day) if source else None,
    )
