"""An outlet: what it quotes, whom, and how much of it without a name."""

from __future__ import annotations

from datasette.utils.asgi import Response

from tracker.site.queries import outlet as queries
from tracker.site.queries.months import bars
from tracker.site.visit import Visit


async def page(visit: Visit) -> Response:
    """`/outlet/<id>`"""
    room = await visit.need(queries.newsroom)
    number = visit.page_number()
    outlet_id = room.outlet["id"]
    latest = await visit.ask(queries.statements, outlet_id, (number - 1) * queries.PAGE)
    return visit.html(
        "tracker/outlet.html",
        room=room,
        latest=latest,
        number=number,
        pages=-(-room.quotes // queries.PAGE),
        bars=bars(room.months),
        period_address=lambda period: visit.to.search(outlet=outlet_id, since=period, until=period, sort="day"),
        page_address=lambda number: visit.to.to(f"/outlet/{outlet_id}", page=number),
        people_rows=[(name, visit.to.search(outlet=outlet_id, speaker=key), count) for key, name, count in room.people],
        type_rows=[
            (visit.t.name_of("type", kind), visit.to.table("quotes", outlet_id=outlet_id, speaker_type=kind), count)
            for kind, count in room.types
        ],
        tone_rows=[
            (visit.t.name_of("tone", tone), visit.to.search(outlet=outlet_id, tone=tone, sort="day"), count)
            for tone, count in room.tones
        ],
        feed=visit.to.to(f"/outlet/{outlet_id}.atom"),
    )
