"""A speaker's page; with `?q=` what they said about one thing, then and now."""

from __future__ import annotations

import sqlite3
from typing import Any

from datasette.utils.asgi import Response

from tracker.site.marking import excerpt
from tracker.site.queries import speaker as queries
from tracker.site.queries.months import bars
from tracker.site.queries.topics import topics
from tracker.site.visit import Visit
from tracker.store.search import Hit


async def page(visit: Visit) -> Response:
    """`/speaker/<id>`, `/speaker/<id>?q=…`"""
    words, number = visit.argument("q"), visit.page_number()

    def look_up(conn: sqlite3.Connection, key: str) -> tuple[queries.Profile, list[str], list[Hit]] | None:
        profile = queries.profile(conn, key)
        if profile is None:
            return None
        offset = (number - 1) * queries.PAGE
        said = queries.then_and_now(conn, key, words) if words else queries.statements(conn, key, offset)
        return profile, topics(conn, profile.speaker), said

    profile, about, said = await visit.need(look_up)
    speaker_id = profile.speaker["id"]
    return visit.html(
        "tracker/speaker.html",
        profile=profile,
        words=words,
        number=number,
        pages=-(-profile.speaker["quote_count"] // queries.PAGE),
        topics=about,
        said=said,
        bars=bars(profile.months),
        plot=_plot(visit, profile),
        marked=lambda text: excerpt(text, words),
        period_address=lambda period: visit.to.search(speaker=speaker_id, since=period, until=period, sort="day"),
        page_address=lambda number: visit.to.speaker(speaker_id, page=number),
        tone_rows=[
            (visit.t.name_of("tone", tone), visit.to.search(speaker=speaker_id, tone=tone, sort="day"), count)
            for tone, count in profile.tones
        ],
        outlet_rows=[
            (name, visit.to.search(speaker=speaker_id, outlet=key, sort="day"), count)
            for key, name, count in profile.outlets
        ],
        feed=visit.to.to(f"/speaker/{speaker_id}.atom"),
    )


def _plot(visit: Visit, profile: queries.Profile) -> dict[str, Any]:
    """The numbers that `plot.js` draws: months without gaps, and how many quotes of each tone they hold."""
    # The neutral ones at the foot of each bar, the others by number.
    tones = sorted((tone for tone, _ in profile.tones), key=lambda tone: tone != "neutral")
    return {
        "months": list(profile.months),
        "tones": {tone: visit.t.name_of("tone", tone) for tone in tones},
        "counts": profile.by_tone,
        "labels": {"quotes": visit.t("plot.quotes"), "tone": visit.t("column.tone")},
    }
