"""Every row of a sorted table on one of its pages, and the next page as quick as the first.

The next page of Datasette 0.65 begins after the last row's value and id, but its first page is sorted by the value
alone: of the rows that share a value across the edge, those with a lower id are on no page (of 13,000 quotes sorted by
day a thousand), others on two. And SQLite answers `day < ? or day is null or …` through the index by sorting the whole
table. Here both queries are put right on their way to the database; a test walks every table in every order.
"""

from __future__ import annotations

import re
from typing import Any

from datasette.app import Datasette
from datasette.database import Database, Results

from tracker.site.archive import is_archive

_NAME = r"(?:\w+|\[[^\]]+\])"
# What a table page asks for: one table, and at the end its order.
_PAGE = re.compile(
    rf"select [^()]+ from (?P<table>{_NAME}) (?P<where>where .*)?"
    rf"order by (?P<order>(?P<column>{_NAME})(?: desc)?)(?P<ties>, .+)? limit \d+$",
    re.DOTALL,
)


class WholePages(Database):
    """One of Datasette's databases whose table pages lose no row."""

    def __init__(self, datasette: Datasette, path: str, is_mutable: bool) -> None:
        Database.__init__(self, datasette, path, is_mutable=is_mutable)

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> Results:
        """As Datasette's, but for the queries of sorted table pages."""
        page = _PAGE.match(sql)
        if page:
            sql = whole(sql, page, await Database.primary_keys(self, page["table"].strip("[]")))
        results: Results = await Database.execute(self, sql, *arguments, **options)
        return results


def whole(sql: str, page: re.Match[str], keys: list[str]) -> str:
    """The query of a table page with ties in the order of the table's keys, and without SQLite's detour."""
    column = page["column"]
    if not page["ties"] and keys and column not in keys:
        sql = f"{sql[: page.end('order')]}, {', '.join(f'[{key}]' for key in keys)}{sql[page.end('order') :]}"
    # With a plus in front SQLite reads along the order and leaves out the pages before.
    after = rf"\((?={re.escape(column)} (?:[<>] :p\d+ or |is not null or \())"
    return sql[: page.start("where")] + re.sub(after, "+(", sql[page.start("where") :]) if page["where"] else sql


async def lose_no_row(datasette: Datasette) -> None:
    """Put WholePages in the place of Datasette's own class for the databases that are ours."""
    for name, database in datasette.databases.items():
        if database.path and await database.execute_fn(is_archive):
            ours = WholePages(datasette, database.path, database.is_mutable)
            datasette.remove_database(name)
            datasette.add_database(ours, name, database.route)
