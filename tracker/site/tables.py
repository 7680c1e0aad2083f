"""Datasette's own pages, made readable: labels for columns and values, the columns that matter first, plain links.

JSON and CSV stay exactly as Datasette makes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request
from markupsafe import Markup

from tracker.site.addresses import Addresses
from tracker.site.archive import find_archive, known_archive, plugin_config
from tracker.site.i18n import Texts
from tracker.site.rendering import frame

# Columns whose values are words of ours and not of the articles; `texts.tsv` holds their names as `tone.deny`.
NAMED_VALUES = {
    "kind": "kind",
    "tone": "tone",
    "zone": "zone",
    "speaker_type": "type",
    "type": "type",
    "said_on_precision": "precision",
    "rule": "rule",
}


# The tables whose rows have pages of ours.
PAGES: dict[str, Callable[[Addresses, str], str]] = {
    "quotes": Addresses.quote,
    "speakers": Addresses.speaker,
    "articles": Addresses.article,
    "outlets": Addresses.outlet,
}


class TableTexts:
    """How one table's columns and values are called in the reader's language."""

    def __init__(self, t: Texts, table: str | None) -> None:
        self.t = t
        self.table = table

    def table_name(self, table: str) -> str:
        """`quotes` → `인용문`."""
        return self.t.name_of("table", table)

    def column(self, column: str) -> str:
        """`said_on` → `말한 날`."""
        specific = f"column.{self.table}.{column}"
        return self.t.table.get(specific) or self.t.name_of("column", column)

    def value(self, column: str, value: object) -> str:
        """`deny` in the column `tone` → `부인`."""
        family = NAMED_VALUES.get(column)
        if family and isinstance(value, str):
            return self.t.name_of(family, value)
        return "" if value is None else str(value)

    def described(self, text: str | None) -> str:
        """The half of a description in `metadata.yml` that is in the reader's language: `한국어 · English`."""
        korean, _, english = (text or "").partition(" · ")
        return english if self.t.language == "en" and english else korean

    def filter_operator(self, key: str, display: str) -> str:
        """Datasette's `contains` → `들어 있음`."""
        return self.t.table.get(f"filter.{key}", display)


def shown(columns: Sequence[str], wanted: Sequence[str], everything: bool) -> list[int]:
    """Which positions of `columns` to show, in the order of `wanted`; all of them when nothing is wanted."""
    if everything or not wanted:
        return list(range(len(columns)))
    places = {name: place for place, name in enumerate(columns)}
    return [places[name] for name in wanted if name in places]


def in_order(facets: Sequence[dict[str, Any]], wanted: Sequence[str]) -> list[dict[str, Any]]:
    """Facets in the order of `metadata.yml` (Datasette sorts them by size); the reader's own after them. They lead to
    the first page of the narrowed list, where Datasette would go on from the place in the longer one."""
    places = {name: place for place, name in enumerate(wanted)}
    for facet in facets:
        for value in facet["results"]:
            value["toggle_url"] = re.sub(r"(?<=[?&])_next=[^&]*&?", "", value["toggle_url"])
    return sorted(facets, key=lambda facet: places.get(facet["name"], len(places)))


async def page_variables(
    datasette: Datasette, request: Request | None, database: str | None, table: str | None
) -> dict[str, Any]:
    """What our versions of Datasette's templates need beside Datasette's own variables."""
    archive = await find_archive(datasette)
    if archive is None or request is None or (database and database != archive.name):
        return {"tracker": False}
    variables = frame(datasette, request, archive)
    config = plugin_config(datasette, database=database, table=table) if database and table else {}
    metadata = datasette.table_metadata(database, table) if database and table else {}
    asks_columns = "_col" in request.args or "_nocol" in request.args or bool(request.args.get("_all"))
    to = variables["to"]

    def page_of(column: str | None, value: object) -> str | None:
        """The page of ours about the row that a foreign key, or with no column this table's own key, leads to."""
        other = archive.references.get((table or "", column)) if column else table
        page = PAGES.get(other or "")
        return page(to, str(value)) if page and value else None

    variables.update(
        page_of=page_of,
        table_texts=TableTexts(variables["t"], table),
        shown=lambda names: shown(names, config.get("columns", ()), asks_columns),
        has_more_columns=bool(config.get("columns")) and not asks_columns,
        in_order=lambda facets: in_order(facets, metadata.get("facets", ())),
    )
    return variables


def render_cell(datasette: Datasette, database: str, table: str | None, column: str, value: object) -> Markup | None:
    """An expanded foreign key as a link with its label alone: Datasette adds the id, which says nothing to a reader.
    None leaves the cell to Datasette."""
    archive = known_archive(datasette)
    if not (isinstance(value, dict) and table and archive and archive.name == database):
        return None
    other = archive.references.get((table, column))
    if other is None:
        return None
    page = PAGES.get(other)
    to = Addresses(datasette.setting("base_url").rstrip("/"), None, database)
    href = page(to, str(value["value"])) if page else to.table(other, str(value["value"]))
    return Markup('<a href="{}">{}</a>').format(href, value["label"] or value["value"])
