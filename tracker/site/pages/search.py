"""Search: ranked hits with the words marked, counts that narrow them, a histogram that is a filter; and the same as
CSV, JSON and Atom."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from dataclasses import asdict, fields
from typing import Any

from datasette.utils.asgi import Response

from tracker.site import feeds
from tracker.site.errors import Problem
from tracker.site.marking import excerpt
from tracker.site.queries.search import FILTERS, PAGE, PERIOD, Answer, Question, Value, answer, hits, wider
from tracker.site.visit import Visit
from tracker.store.search import Hit, Sort

MOST_EXPORTED = 1000


def question_of(visit: Visit) -> Question:
    """What the address asks. Raises Problem (400) for a period that is none."""
    asked: dict[str, Any] = {name: visit.argument(name) for name in FILTERS}
    for name in ("since", "until"):
        if asked[name] and not PERIOD.fullmatch(asked[name]):
            raise Problem(400, "error.period", value=asked[name])
    sort: Sort = "day" if visit.argument("sort") == "day" else "relevance"
    return Question(words=visit.argument("q"), sort=sort, **asked)


async def page(visit: Visit) -> Response:
    """`/search?q=…`"""
    question, number = question_of(visit), visit.page_number()
    found, widened = await visit.ask(_answer, question, number)
    return visit.html(
        "tracker/search.html",
        question=question,
        words=question.words,
        found=found,
        number=number,
        pages=-(-found.hits.total // PAGE),
        chips=_chips(visit, question, found.labels),
        widened=[_wider(visit, question, *change) for change in widened],
        marked=lambda text: excerpt(text, question.words),
        asking=lambda **changes: _asking(visit, question, changes),
        exports={kind: visit.to.to(f"/search.{kind}", **question.asked()) for kind in ("csv", "json", "atom")},
        period_address=lambda period: _asking(visit, question, {"since": period, "until": period}),
        page_address=lambda number: _asking(visit, question, {}, number),
        toggled=lambda name, value: _toggled(visit, question, name, value),
        feed=visit.to.to("/search.atom", **{**question.asked(), "sort": None}),
        robots="noindex",
    )


def _answer(conn: sqlite3.Connection, question: Question, number: int) -> tuple[Answer, list[tuple[str, str, int]]]:
    found = answer(conn, question, number)
    return found, wider(conn, question) if not found.hits.total else []


def _asking(visit: Visit, question: Question, changes: dict[str, Any], page: int | None = None) -> str:
    """The address of the same search with something changed."""
    asked = question.asked()
    for name, value in changes.items():
        asked["q" if name == "words" else name] = "" if value == "relevance" else value
    return visit.to.search(**asked, page=page)


def _toggled(visit: Visit, question: Question, name: str, value: Value) -> str:
    return _asking(visit, question, {name: "" if value.chosen else value.value})


def _chips(visit: Visit, question: Question, labels: dict[str, str]) -> list[tuple[str, str, str]]:
    """(name of the filter, its value for readers, address without it) for each filter that is on."""
    t = visit.t
    chips = []
    for name in ("speaker", "outlet", "kind", "tone"):
        value = getattr(question, name)
        if value:
            label = labels.get(name) or t.name_of(name, value)
            chips.append((t(f"filter_name.{name}"), label, _asking(visit, question, {name: ""})))
    if question.since or question.until:
        period = question.since if question.since == question.until else f"{question.since} – {question.until}"
        chips.append((t("filter_name.period"), period.strip(), _asking(visit, question, {"since": "", "until": ""})))
    return chips


def _wider(visit: Visit, question: Question, kind: str, what: str, count: int) -> tuple[str, str]:
    """(sentence, address) for a change that finds something."""
    t = visit.t
    if kind == "word":
        left = question.words.split()
        left.remove(what)
        return t("search.without_word", word=what, n=t.number(count)), _asking(
            visit, question, {"words": " ".join(left)}
        )
    name = "period" if what in ("since", "until") else what
    sentence = t("search.without_filter", name=t(f"filter_name.{name}"), n=t.number(count))
    return sentence, _asking(visit, question, {what: ""})


async def export(visit: Visit) -> Response:
    """`/search.csv`, `/search.json`, `/search.atom`: the same question, a thousand hits a page."""
    question, number = question_of(visit), visit.page_number()
    found = await visit.ask(_exported, question, number)
    form = visit.part["format"]
    if form == "atom":
        return _atom(visit, question, list(found)[: feeds.MOST_ENTRIES])
    following = None
    if found.total > number * MOST_EXPORTED:
        following = visit.absolute(visit.to.to(f"/search.{form}", **question.asked(), page=number + 1))
    headers = {"X-Total-Count": str(found.total), "Access-Control-Allow-Origin": "*"}
    if following:
        headers["Link"] = f'<{following}>; rel="next"'
    if form == "csv":
        headers["Content-Disposition"] = 'attachment; filename="quotes.csv"'
        return Response(_csv(visit, found), headers=headers, content_type="text/csv; charset=utf-8")
    body = {
        "question": question.asked(),
        "total": found.total,
        "next": following,
        "quotes": [_as_record(visit, hit) for hit in found],
    }
    return Response(
        json.dumps(body, ensure_ascii=False), headers=headers, content_type="application/json; charset=utf-8"
    )


def _exported(conn: Any, question: Question, number: int) -> Any:
    return hits(conn, question, limit=MOST_EXPORTED, offset=(number - 1) * MOST_EXPORTED)


def _as_record(visit: Visit, hit: Hit) -> dict[str, Any]:
    return {**asdict(hit), "page": visit.absolute(visit.to.quote(hit.id))}


def _csv(visit: Visit, found: list[Hit]) -> str:
    """Comma-separated, with the mark at the front by which Excel knows UTF-8."""
    sheet = io.StringIO()
    writer = csv.writer(sheet)
    writer.writerow([*(field.name for field in fields(Hit)), "page"])
    writer.writerows(_as_record(visit, hit).values() for hit in found)
    return "\ufeff" + sheet.getvalue()


def _atom(visit: Visit, question: Question, found: list[Hit]) -> Response:
    title = visit.t("feed.search", words=question.words or visit.t("feed.everything"))
    return feeds.respond(visit, title, visit.to.search(**question.asked()), found)
