"""Atom feeds (RFC 4287) of quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timezone

from datasette.utils.asgi import Response
from markupsafe import Markup

from tracker.site.rendering import render
from tracker.site.visit import Visit
from tracker.store.search import Hit

MOST_ENTRIES = 50
# What XML 1.0 cannot hold, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def respond(visit: Visit, title: str, page: str, hits: Sequence[Hit]) -> Response:
    """A feed of `hits`; `page` is the address of the same list for people."""
    moments = [moment(hit.published_on or hit.day) for hit in hits]
    body = render(
        visit.datasette,
        "tracker/feed.xml",
        {
            **visit.frame,
            "title": title,
            "page": visit.absolute(page),
            "self": visit.absolute(visit.request.full_path),
            "entries": list(zip(hits, moments, strict=True)),
            "updated": max(moments, default=moment(None)),
            "absolute": visit.absolute,
            "entry_html": lambda hit: _entry(visit, hit),
        },
    )
    return Response(_NOT_XML.sub("\ufffd", body), content_type="application/atom+xml; charset=utf-8")


def _entry(visit: Visit, hit: Hit) -> str:
    """An entry's content: HTML as text, which the template escapes once more, as Atom asks."""
    page = Markup("<blockquote>“{}”</blockquote><p>— {}</p><p>{}</p>")
    place = " ".join(part for part in (hit.speaker, hit.speaker_org, hit.speaker_title) if part)
    source = " · ".join(part for part in (hit.outlet, hit.headline, visit.t.day(hit.day)) if part)
    return str(page.format(hit.text, place or visit.t("quote.unknown_speaker"), source))


def moment(day: str | None) -> str:
    """An ISO day as the date-time that Atom asks for; the beginning of time where none is known."""
    try:
        known = datetime.fromisoformat((day or "")[:10])
    except ValueError:
        known = datetime(1970, 1, 1)
    return known.replace(tzinfo=timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
