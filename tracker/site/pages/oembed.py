"""oEmbed (oembed.com): from the address of a quote to the code that embeds it."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

from datasette.utils.asgi import Response
from markupsafe import Markup

from tracker.site.errors import Problem
from tracker.site.queries.quote import statement
from tracker.site.visit import Visit

WIDTH, HEIGHT = 600, 320


async def answer(visit: Visit) -> Response:
    """`/oembed?url=…`"""
    if visit.argument("format") not in ("", "json"):
        raise Problem(501, "error.oembed")
    try:
        asked = urlsplit(visit.argument("url"))
    except ValueError as error:
        raise Problem(404) from error
    match = re.fullmatch(re.escape(visit.to.base) + r"/quote/([^/.?#]+)", asked.path)
    said = await visit.ask(statement, match[1]) if match and asked.netloc == visit.request.host else None
    if said is None:
        raise Problem(404)
    width, height = (min(_limit(visit, name), most) for name, most in (("maxwidth", WIDTH), ("maxheight", HEIGHT)))
    page = visit.absolute(f"{visit.to.base}/quote/{said.quote['id']}")
    frame = Markup('<iframe src="{}/embed" width="{}" height="{}" title="{}" style="border:0" loading="lazy"></iframe>')
    title = f"“{said.quote['text']}”"
    body = {
        "version": "1.0",
        "type": "rich",
        "provider_name": visit.frame["site_title"],
        "provider_url": visit.absolute(f"{visit.to.base}/"),
        "title": title,
        "author_name": said.quote["speaker"] or "",
        "html": str(frame.format(page, width, height, title)),
        "width": width,
        "height": height,
        "thumbnail_url": f"{page}.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    headers = {"Access-Control-Allow-Origin": "*"}
    return Response(
        json.dumps(body, ensure_ascii=False), headers=headers, content_type="application/json; charset=utf-8"
    )


def _limit(visit: Visit, name: str) -> int:
    given = visit.argument(name)
    return max(int(given), 200) if given.isascii() and given.isdigit() and len(given) < 6 else 10_000
