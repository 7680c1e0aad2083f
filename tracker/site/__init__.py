"""The Datasette plugin: the pages where people look, and Datasette's own pages made safe and readable.

This module only says which of our functions answers which of Datasette's hooks.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Generator
from typing import TYPE_CHECKING, Any

from datasette.hookspecs import hookimpl

if TYPE_CHECKING:  # datasette.app loads the plugins, this one among them, so it cannot be imported from here
    from datasette.app import Datasette
    from datasette.utils.asgi import Request, Response


@hookimpl(trylast=True)
def prepare_connection(conn: sqlite3.Connection) -> None:
    """The Korean search behind Datasette's search box: our `escape_fts` in place of Datasette's, which has been
    registered by now. Undocumented, so a test holds it."""
    from tracker.site.archive import is_archive
    from tracker.store import search

    if is_archive(conn):
        search.register_functions(conn)


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Table pages that lose no row."""
    from tracker.site.paging import lose_no_row

    return lambda: lose_no_row(datasette)


@hookimpl
def register_routes() -> list[tuple[str, Callable[..., Any]]]:
    """Our pages, which stand before Datasette's own."""
    from tracker.site.routes import routes

    return routes()


@hookimpl(trylast=True)
def asgi_wrapper(datasette: Datasette) -> Callable[[Any], Any]:
    """What Datasette leaves open, closed; a snapshot's lasting addresses; a private site's door. Last, so outermost."""
    from tracker.site.guard import guarded
    from tracker.site.hashed import hashed
    from tracker.site.private import private

    return lambda app: private(hashed(guarded(app, datasette), datasette), datasette)


@hookimpl
def permission_allowed(datasette: Datasette, action: str, resource: Any) -> Any:
    """The search index's own tables are nobody's business."""
    from tracker.site.guard import may_view_table

    if action != "view-table":
        return None
    return lambda: may_view_table(datasette, *resource)


@hookimpl(hookwrapper=True)
def handle_exception(datasette: Datasette, request: Request, exception: Exception) -> Generator[None, Any, None]:
    """Our error pages *instead of* Datasette's handler: merely coming first would not keep it from running."""
    from tracker.site.errors import respond_to

    outcome = yield
    others = [hook for hook in outcome.get_result() if getattr(hook, "__module__", "") != "datasette.handle_exception"]
    outcome.force_result([lambda: respond_to(datasette, request, exception), *others])


@hookimpl
def forbidden(datasette: Datasette, request: Request) -> Callable[[], Awaitable[Response]]:
    """Closed things get an error page like any other."""
    from tracker.site.errors import Problem, respond

    return lambda: respond(datasette, request, Problem(403))


@hookimpl
def extra_template_vars(datasette: Datasette, request: Request | None, database: str | None, table: str | None) -> Any:
    """Texts and links for our versions of Datasette's templates."""
    from tracker.site.tables import page_variables

    return lambda: page_variables(datasette, request, database, table)


@hookimpl
def render_cell(datasette: Datasette, database: str, table: str | None, column: str, value: Any) -> Any:
    """Links to other rows without the ids."""
    from tracker.site import tables

    return tables.render_cell(datasette, database, table, column, value)
