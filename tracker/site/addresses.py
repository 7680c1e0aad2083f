"""The addresses of the site's pages. Each holds a stable id and nothing that can change, so that links last."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from datasette.utils import tilde_encode


@dataclass(frozen=True, slots=True)
class Addresses:
    """Makes links under `base` (no slash at its end) that keep the language which the reader's address named."""

    base: str = ""
    language: str | None = None
    database: str = "quotes"

    def to(self, path: str, **query: object) -> str:
        """`path` with the given parameters; those that are None or empty are left out, lists are repeated."""
        pairs = [(name, value) for name, value in query.items() if value not in (None, "", [], ())]
        if self.language and "lang" not in query:
            pairs.append(("lang", self.language))
        return self.base + path + ("?" + urlencode(pairs, doseq=True) if pairs else "")

    def quote(self, quote_id: str) -> str:
        """The page of one quote."""
        return self.to(f"/quote/{quote(quote_id, safe='')}")

    def speaker(self, speaker_id: str, **query: object) -> str:
        """The page of one speaker."""
        return self.to(f"/speaker/{quote(speaker_id, safe='')}", **query)

    def article(self, article_id: str, **query: object) -> str:
        """The page of one article."""
        return self.to(f"/article/{quote(article_id, safe='')}", **query)

    def outlet(self, outlet_id: str) -> str:
        """The page of one outlet."""
        return self.to(f"/outlet/{quote(outlet_id, safe='')}")

    def search(self, **query: object) -> str:
        """The search page for the given words and filters."""
        return self.to("/search", **query)

    def table(self, table: str, row: str | None = None, **query: object) -> str:
        """Datasette's own page of a table, or of one of its rows."""
        path = f"/{tilde_encode(self.database)}/{tilde_encode(table)}"
        if row is not None:
            path += "/" + tilde_encode(row)
        return self.to(path, **query)
