"""Datasette's own pages over our database: found by Korean words, readable, faceted, safe."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from asked import Get, getter
from invented import ARTICLES, make_archive

from tracker.site import guard, serving
from tracker.store.database import open_database
from tracker.store.ingest import ingest

QUOTES = "/quotes/quotes.json?_shape=objects&_size=max"


def found(get: Get, words: str) -> list[str]:
    rows = get("/quotes/quotes.json", params={"_shape": "objects", "_search": words}).json()["rows"]
    return [row["text"] for row in rows]


@pytest.mark.parametrize(
    "words, some, none",
    [
        ("반도체를", "감세만으로 반도체를 살릴 수는 없다", "제설을 서두르겠다"),
        ("반도체는", "감세만으로 반도체를 살릴 수는 없다", "제설을 서두르겠다"),
        ("눈", "눈이 오면 다리가 얼어붙어 무섭다", "약속을 지키라"),
        ('"감세만으로 반도체"', "감세만으로 반도체를 살릴 수는 없다", "반도체 지원은 아직 이르다"),
        ("정하랑 반도체", "감세만으로 반도체를 살릴 수는 없다", "눈이 오면 다리가 얼어붙어 무섭다"),
        ("문서준", "약속을 지키라", "보조금은 하반기에 다시 논의하겠다"),
    ],
)
def test_the_search_box_searches_korean(get: Get, words: str, some: str, none: str) -> None:
    texts = found(get, words)
    assert some in texts
    assert none not in texts


@pytest.mark.parametrize("words", ['"', "*", "AND OR NOT", "a^b:c", "(", "' or 1=1 --", "", "。、", "🙂", "반" * 3000])
def test_any_words_are_a_valid_search(get: Get, words: str) -> None:
    assert get("/quotes/quotes.json", params={"_search": words}).status_code == 200


def test_quotes_come_newest_first_and_link_to_what_they_belong_to(get: Get) -> None:
    rows = get("/quotes/quotes.json?_shape=objects&_labels=on").json()["rows"]
    days = [row["day"] for row in rows]
    assert days == sorted(days, reverse=True)
    labels = {row["article_id"]["label"] for row in rows}
    assert "반도체 감세, 여야 이견" in labels
    assert {"문서준", "온누리"} <= {(row["speaker_id"] or {}).get("label") for row in rows}


def test_facets_are_counted_in_the_order_of_the_metadata(get: Get) -> None:
    page = get("/quotes/quotes").text
    assert re.findall(r'id="facet-(\w+)"', page) == ["speaker_id", "outlet_id", "month", "kind", "tone"]
    facets = get("/quotes/quotes.json").json()["facet_results"]
    tones = {result["value"]: result["count"] for result in facets["tone"]["results"]}
    assert tones["demand"] == 1


class _Labels(HTMLParser):
    """Collects the visible words of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data.strip())


def words_of(page: str) -> list[str]:
    parser = _Labels()
    parser.feed(page)
    return [word for word in parser.words if word]


def test_the_table_page_speaks_the_readers_language(get: Get) -> None:
    korean = words_of(get("/quotes/quotes").text)
    assert {"말한 이", "말한 날", "어조", "비판", "본문"} <= set(korean)
    for address in ("/quotes/quotes?lang=en", "/quotes/quotes?_lang=en"):
        english = words_of(get(address).text)
        assert {"Speaker", "Said on", "Tone", "criticise"} <= set(english)
    by_browser = get("/quotes/quotes", headers={"Accept-Language": "de, en;q=0.8, ko;q=0.5"})
    assert "Speaker" in words_of(by_browser.text)
    assert "accept-language" in get("/nothing-here").headers["vary"].lower()


INDEX_COLUMNS = {"text_words", "speaker_words", "headline_words", "quotes_fts", "rank"}


def test_every_column_of_the_quotes_is_named_and_described(archive: Path) -> None:
    from tracker.site.i18n import LANGUAGES, texts

    metadata = yaml.safe_load(serving.metadata_path().read_text("utf-8"))
    described = metadata["databases"]["quotes"]["tables"]["quotes"]["columns"]
    with open_database(archive, readonly=True) as db:
        columns = {column.name for column in db["quotes"].columns}
        tables = {*db.table_names(), *db.view_names()}
    assert set(described) == columns
    assert all(" · " in text for text in described.values()), "a column without Korean · English"
    assert set(metadata["databases"]["quotes"]["tables"]) <= tables
    with open_database(archive, readonly=True) as db:
        shown = {column.name for table in metadata["databases"]["quotes"]["tables"] for column in db[table].columns}
    for language in LANGUAGES:
        unnamed = {column for column in shown if f"column.{column}" not in texts(language).table}
        assert unnamed <= INDEX_COLUMNS


def test_the_saved_queries_run(get: Get) -> None:
    metadata = yaml.safe_load(serving.metadata_path().read_text("utf-8"))
    for name in metadata["databases"]["quotes"]["queries"]:
        answer = get(f"/quotes/{name}.json?_shape=objects&month=2025-03")
        assert answer.status_code == 200, answer.text
    rows = get("/quotes/quoted_most.json?_shape=objects&month=2025-03").json()["rows"]
    assert rows[0]["speaker"] == "정하랑"
    assert rows[0]["quotes"] == 3


CLOSED = [
    ("/-/databases", 404),
    ("/-/databases.json", 404),
    ("/-/threads", 404),
    ("/-/settings.json", 404),
    ("/-/versions", 404),
    ("/-/plugins", 404),
    ("/-/metadata.json", 404),
    ("/-/permissions", 404),
    ("/-/allow-debug", 404),
    ("/%2D/databases", 404),
    ("/quotes.db", 403),
    ("/quotes?sql=select+*+from+quotes", 403),
    ("/quotes.json?sql=select+*+from+articles", 403),
    ("/quotes/quotes?_where=1=1", 400),
    ("/quotes/quotes.json?_where=1=1", 400),
    ("/quotes/quotes?%5Fwhere=1=1", 400),
    ("/quotes/quotes.json?_fts_table=quotes_fts_docsize&_search=x", 400),
    ("/quotes/quotes?_search=x&_searchmode=raw", 400),
    ("/quotes/quotes.csv?_stream=on", 400),
    ("/quotes/quotes?_trace=1", 400),
    ("/quotes/quotes?" + "&".join(f"_facet={name}" for name in "abcde"), 400),
    ("/quotes/quotes_fts", 403),
    ("/quotes/quotes_fts_data.json", 403),
    ("/quotes/QUOTES_FTS_DATA.json", 403),
    ("/quotes/quotes_fts_docsize", 403),
    ("/quotes/quotes_search", 403),
    ("/quotes/_sqlite_migrations", 403),
    ("/_internal", 403),
]


@pytest.mark.parametrize("address, status", CLOSED)
def test_what_datasette_leaves_open_is_closed(
    get: Get, address: str, status: int, capfd: pytest.CaptureFixture[str]
) -> None:
    response = get(address, follow_redirects=True)
    assert response.status_code in (status, 404)
    assert "Traceback" not in "".join(capfd.readouterr())
    assert "/tmp" not in response.text


def test_plain_datasette_with_our_metadata_is_as_closed(archive: Path) -> None:
    """`datasette db/quotes.db -m metadata.yml`, as the README tells."""
    code = (
        "import asyncio, json, sys; from datasette.app import Datasette; from datasette.utils import parse_metadata\n"
        "ds = Datasette([sys.argv[1]], metadata=parse_metadata(open(sys.argv[2]).read()))\n"
        "async def ask(): return [(await ds.client.get(a)).status_code for a in json.loads(sys.argv[3])]\n"
        "print(json.dumps(asyncio.run(ask())))"
    )
    still_open = {"/quotes.db"}  # Datasette itself refuses to let a file be downloaded that may be written to
    addresses = [address for address, _ in CLOSED if address not in still_open]
    metadata = Path(__file__).parents[2] / "metadata.yml"
    arguments = [sys.executable, "-c", code, str(archive), str(metadata), json.dumps(["/quotes/quotes", *addresses])]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    ours, *closed = json.loads(done.stdout)
    assert ours == 200
    assert all(status >= 300 for status in closed), list(zip(addresses, closed, strict=True))


def test_every_refused_parameter_is_refused_with_its_name(get: Get) -> None:
    for name in guard.REFUSED:
        response = get(f"/quotes/quotes?{name}=1")
        assert response.status_code == 400
        assert name in response.text


def test_an_error_is_a_page_in_the_readers_language_and_json_for_programs(get: Get) -> None:
    assert "아무것도 없습니다" in get("/no/such/page").text
    assert "There is nothing at this address" in get("/no/such/page?lang=en").text
    answer = get("/quotes/none.json")
    assert answer.status_code == 404
    assert answer.json()["ok"] is False


def test_csv_is_what_datasette_makes(get: Get) -> None:
    rows = list(csv.DictReader(io.StringIO(get("/quotes/quotes.csv?_size=max").text)))
    assert len(rows) == get(QUOTES).json()["filtered_table_rows_count"]
    assert {"id", "text", "speaker_id", "n"} <= set(rows[0])


def test_a_live_site_shows_what_was_just_added(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "quotes.db", ARTICLES[0])
    ask = getter(serving.site(path))
    before = ask(QUOTES).json()["filtered_table_rows_count"]
    with open_database(path) as db:
        ingest(db, *ARTICLES[1])
    answer = ask(QUOTES)
    assert answer.json()["filtered_table_rows_count"] == before + 4
    assert answer.headers["cache-control"] == "no-cache"


def test_a_database_that_is_not_there_is_a_sentence_that_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(serving.ServingError, match="tracker add"):
        serving.site(tmp_path / "none.db")
    other = tmp_path / "other.db"
    other.write_bytes(b"not a database at all, but long enough to look like something" * 20)
    with pytest.raises(serving.ServingError):
        serving.site(other)


def test_a_taken_port_is_a_sentence_and_without_a_port_the_next_free_one_is_used() -> None:
    with serving.listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(serving.ServingError, match=f"Port {port} on 127.0.0.1 is in use"):
            serving.listen("127.0.0.1", port)
    with serving.listen("127.0.0.1", None) as first, serving.listen("127.0.0.1", None) as second:
        assert first.getsockname()[1] != second.getsockname()[1]
    with pytest.raises(serving.ServingError, match="not a port"):
        serving.listen("127.0.0.1", 99999)


def test_the_arguments_for_plain_datasette_hold_every_setting(archive: Path) -> None:
    arguments = serving.datasette_arguments(archive)
    assert arguments[0] == str(archive)
    assert "--immutable" not in arguments
    assert serving.datasette_arguments(archive, frozen=True)[:2] == ["--immutable", str(archive)]
    named = dict(zip(arguments[3::3], [arguments[4::3], arguments[5::3]], strict=False))
    assert "--setting" in named
    assert all(name in arguments for name in serving.settings())
