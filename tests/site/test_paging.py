"""Walking through the pages of a table, in every order that it can be sorted by: each row is met, and once."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from asked import Get, getter
from invented import Said, article, make_archive

from tracker.site import serving

TABLES = yaml.safe_load(serving.metadata_path().read_text("utf-8"))["databases"]["quotes"]["tables"]
SIZE = 7


@pytest.fixture(scope="module")
def get(tmp_path_factory: pytest.TempPathFactory) -> Get:
    """A site over quotes of few days, tones and speakers, some of no day at all."""
    articles = []
    for number in range(12):
        said = [
            Said(f"{number}번째 기사의 {nth}번째 말", f"사람{(number + nth) % 5}", "의원", tone=tone, on=on)
            for nth, (tone, on) in enumerate(
                [("neutral", "2025-03-01"), ("deny", "2025-03-01"), ("neutral", None), ("demand", "2025-03-02")]
            )
        ]
        text = f"제목 {number}\n" + "\n".join(f"{quote.speaker} 의원은 “{quote.text}”라고 말했다." for quote in said)
        published = ("2025-03-02", "2025-03-03", "")[number % 3] or None
        articles.append(article(text, *said, outlet=f"매체{number % 3}", published=published))  # type: ignore[arg-type]
    path = make_archive(tmp_path_factory.mktemp("paging") / "quotes.db", *articles)
    return getter(serving.site(path))


def walked(get: Get, address: str) -> tuple[list[tuple[object, ...]], int]:
    """The rows of all pages from an address on, and how many Datasette counts."""
    rows: list[tuple[object, ...]] = []
    total = 0
    while address:
        page = get(address).json()
        assert page.get("ok", True), page
        rows += [tuple(row) for row in page["rows"]]
        total = page["filtered_table_rows_count"]
        address = page["next_url"] or ""
    return rows, total


def sorts() -> list[str]:
    """Addresses of each table and view by itself, and sorted by each of its columns, up and down."""
    addresses = []
    for table, described in TABLES.items():
        if table != "quotes_fts":
            columns = described.get("sortable_columns", ["day"] if table == "statements" else [])
            orders = ["", *(f"&{way}={column}" for column in columns for way in ("_sort", "_sort_desc"))]
            addresses += [f"/quotes/{table}.json?_size={SIZE}&_nofacet=1{order}" for order in orders]
    return addresses


@pytest.mark.parametrize("address", [*sorts(), f"/quotes/quotes.json?_size={SIZE}&_search=말&tone=neutral"])
def test_every_row_is_on_one_page(get: Get, address: str) -> None:
    rows, total = walked(get, address)
    assert len(rows) == len(set(rows)) == total


def test_the_pages_of_a_snapshot_and_of_plain_datasette_too(get: Get, tmp_path: Path) -> None:
    from datasette.app import Datasette

    path = make_archive(
        tmp_path / "quotes.db",
        *[article(f"제목\n온누리는 “{n}번 말”이라고 했다.", Said(f"{n}번 말", "온누리")) for n in range(30)],
    )
    plain = Datasette([str(path)], metadata=yaml.safe_load(serving.metadata_path().read_text("utf-8")))
    for site in (serving.site(path, frozen=True), plain):
        rows, total = walked(getter(site), f"/quotes/quotes.json?_size={SIZE}&_nofacet=1")
        assert len(set(rows)) == total == 30


def test_a_later_page_narrowed_begins_at_its_first(get: Get) -> None:
    """Datasette carries the place in the list over into the narrowed list, whose rows before it then are missing."""
    second = get(f"/quotes/quotes.json?_size={SIZE}").json()["next_url"].replace("quotes.json", "quotes")
    narrowed = [link.split('"')[0] for link in get(second).text.split('href="')[1:] if "tone=deny" in link]
    assert narrowed and not any("_next" in link for link in narrowed)
