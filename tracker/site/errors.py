"""Errors as pages: a bad address, something closed, something broken; quick, in the site's style, no traceback.

Datasette's own handler prints a full traceback with local variables for every 404 when `rich` is installed (Typer
brings it): 3.5 pages a second. `tracker.site.handle_exception` puts this one in its place.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import traceback

from datasette.app import Datasette
from datasette.database import QueryInterrupted
from datasette.utils.asgi import Base400, Request, Response
from datasette.views.base import DatasetteError

from tracker.site.archive import find_archive
from tracker.site.rendering import frame, html, render

_KNOWN = {400: "error.bad_request", 403: "error.forbidden", 404: "error.not_found", 503: "error.busy"}


class Problem(Exception):
    """A page that cannot be shown: the HTTP status, and the text key of a sentence that says what to do."""

    def __init__(self, status: int, key: str | None = None, **values: object) -> None:
        super().__init__(key or str(status))
        self.status = status
        self.key = key or _KNOWN.get(status, "error.broken")
        self.values = values


async def respond(datasette: Datasette, request: Request, problem: Problem, detail: str = "") -> Response:
    """The error as HTML, or as JSON where the address ends in `.json`. `detail` is a technical sentence, if any."""
    context = frame(datasette, request, await find_archive(datasette))
    message = context["t"](problem.key, **problem.values)
    if request.path.endswith(".json"):
        error = f"{message} {detail}".strip()
        body = json.dumps({"ok": False, "error": error, "status": problem.status}, ensure_ascii=False)
        return Response(body, status=problem.status, content_type="application/json; charset=utf-8")
    context.update(status=problem.status, message=message, detail=detail, robots="noindex")
    body = render(datasette, "tracker/error.html", context)
    return html(body, status=problem.status, headers={"Cache-Control": "no-store"})


async def respond_to(datasette: Datasette, request: Request, exception: Exception) -> Response:
    """The response to any exception that a page raised."""
    if isinstance(exception, Problem):
        return await respond(datasette, request, exception)
    if isinstance(exception, DatasetteError):
        detail = "" if exception.message_is_html else str(exception.message)
        interrupted = exception.message_is_html and exception.title == "SQL Interrupted"
        problem = Problem(exception.status, "error.slow" if interrupted else _KNOWN.get(exception.status))
        return await respond(datasette, request, problem, detail)
    if isinstance(exception, Base400):
        detail = str(exception.args[0]) if exception.args and exception.status != 404 else ""
        return await respond(datasette, request, Problem(exception.status), detail)
    if isinstance(exception, QueryInterrupted) or _is_interrupt(exception):
        return await respond(datasette, request, Problem(503, "error.slow"))
    print(f"quote-tracker: {request.path}", file=sys.stderr)
    traceback.print_exception(exception)
    return await respond(datasette, request, Problem(500, "error.broken"))


def _is_interrupt(exception: Exception) -> bool:
    return isinstance(exception, sqlite3.OperationalError) and "interrupted" in str(exception)
