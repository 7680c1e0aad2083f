"""The front page: one search box, what came in last, who is quoted most this month."""

from __future__ import annotations

from datasette.utils.asgi import Response

from tracker.site.queries.home import front
from tracker.site.visit import Visit


async def page(visit: Visit) -> Response:
    """`/`"""
    shown = await visit.ask(front)
    return visit.html("tracker/home.html", front=shown, feed=visit.to.to("/feed.atom"))
