"""One reader's request for one page, with what every page needs: texts, links, the archive."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from tracker.site.addresses import Addresses
from tracker.site.archive import Archive
from tracker.site.errors import Problem
from tracker.site.i18n import Texts
from tracker.site.rendering import frame, html, render

T = TypeVar("T")
LONGEST_ARGUMENT = 400


@dataclass(frozen=True)
class Visit:
    """One request; a page is a function from this to a response."""

    datasette: Datasette
    request: Request
    archive: Archive
    part: dict[str, str] = field(default_factory=dict)
    """What the page's address pattern caught."""

    @cached_property
    def frame(self) -> dict[str, Any]:
        """The variables that every template may use."""
        return frame(self.datasette, self.request, self.archive)

    @property
    def t(self) -> Texts:
        """The texts in the reader's language."""
        texts: Texts = self.frame["t"]
        return texts

    @property
    def to(self) -> Addresses:
        """The addresses of our pages."""
        addresses: Addresses = self.frame["to"]
        return addresses

    def argument(self, name: str) -> str:
        """A parameter of the address: trimmed, never longer than a reader would type, "" when absent."""
        value = str(self.request.args.get(name) or "")
        return value.replace("\0", "").strip()[:LONGEST_ARGUMENT]

    def page_number(self, most: int = 500) -> int:
        """`?page=`, from 1. Raises Problem (400) when it is no number or beyond `most`."""
        given = self.argument("page") or "1"
        if not given.isascii() or not given.isdigit() or not 1 <= int(given) <= most:
            raise Problem(400, "error.page", most=most)
        return int(given)

    async def ask(self, function: Callable[..., T], *arguments: Any) -> T:
        """`function(connection, *arguments)` in one of Datasette's threads."""
        return await self.archive.run(lambda conn: function(conn, *arguments))

    async def need(self, function: Callable[[sqlite3.Connection, str], T | None]) -> T:
        """What `function` finds for the id in the address. Raises Problem (404) when it finds nothing."""
        found = await self.archive.run(lambda conn: function(conn, self.part["id"]))
        if found is None:
            raise Problem(404)
        return found

    def absolute(self, path: str) -> str:
        """The whole address of one of our paths, for feeds, cards and citations."""
        address: str = self.datasette.absolute_url(self.request, path)
        return address

    def html(self, template: str, **context: Any) -> Response:
        """The page made from a template."""
        return html(render(self.datasette, template, {**self.frame, **context}))
