"""The site's own pages, asked through the whole application."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from asked import Get, getter
from invented import ARTICLES, EVIL, HOSTILE, Said, article, make_archive
from test_datasette import words_of

from tracker.models import speaker_id
from tracker.site import serving
from tracker.store.database import open_database
from tracker.store.ingest import ingest

HARANG = speaker_id("정하랑", "person")
QUOTES = {quote.text: quote for _, quotes in ARTICLES for quote in quotes}
ADDRESSES = {article.headline: "/article/" + quotes[0].id for article, quotes in ARTICLES}
ATOM = {"atom": "http://www.w3.org/2005/Atom"}


def quote_address(text: str) -> str:
    return f"/quote/{QUOTES[text].id}"


PAGES = ["/", "/search", "/search?q=반도체", "/search?q=없는말", f"/speaker/{HARANG}", f"/speaker/{HARANG}?q=반도체",
         quote_address("약속을 지키라"), quote_address("약속을 지키라") + "/embed"]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language, other", [("ko", "en"), ("en", "ko")])
def test_every_page_is_in_the_readers_language(get: Get, address: str, language: str, other: str) -> None:
    page = get(address + ("&" if "?" in address else "?") + f"lang={language}")
    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert get(address, headers={"Accept-Language": language}).text.count("<html") == 1
    assert "{%" not in page.text
    assert "Undefined" not in page.text


def test_a_link_keeps_the_language_that_the_address_named(get: Get) -> None:
    links = re.findall(r'href="(/(?:quote|speaker|outlet|article)/[^"]*)"', get("/?lang=en").text)
    assert links
    assert all("lang=en" in link for link in links)
    by_browser = get("/", headers={"Accept-Language": "en"}).text
    assert 'lang="en"' in by_browser
    assert not any("lang=en" in link for link in re.findall(r'href="(/quote/[^"]*)"', by_browser))


def test_every_text_is_in_both_languages_and_every_key_is_known() -> None:
    from tracker.site.i18n import texts

    korean, english = texts("ko").table, texts("en").table
    assert all(korean.values())
    assert all(english.values())
    site = Path(serving.__file__).parent
    sources = "".join(path.read_text("utf-8") for path in site.rglob("*") if path.suffix in (".py", ".html", ".xml"))
    used = set(re.findall(r"""\bt\(\s*["']([a-z_]+\.[a-z_]+)["']""", sources))
    assert used
    assert used <= set(korean), used - set(korean)


def test_every_rule_that_names_a_speaker_is_told_in_words() -> None:
    from tracker.cli.demo import examples
    from tracker.extract import extract_quotes
    from tracker.read.sources import Given, read_sources
    from tracker.site.i18n import texts

    read = read_sources(examples(), Given(), on_failure=lambda failure: pytest.fail(str(failure)))
    rules = {quote.rule for article in read for quote in extract_quotes(article)}
    assert len(rules) > 5
    for language in ("ko", "en"):
        table = texts(language).table  # type: ignore[arg-type]
        for rule in rules:
            name, _, how = rule.partition("/")
            assert f"rule.{name}" in table, rule
            assert not how or f"how.{how}" in table, rule


def test_the_front_page_shows_what_came_last_and_who_is_quoted_most(get: Get) -> None:
    words = words_of(get("/").text)
    assert "2025년 3월에 가장 많이 인용된 이" in words
    after = words[words.index("2025년 3월에 가장 많이 인용된 이") :]
    assert after.index("정하랑") < after.index("문서준")
    assert "보조금은 하반기에 다시 논의하겠다" in words


def test_an_empty_archive_says_how_to_fill_it(tmp_path: Path) -> None:
    path = tmp_path / "quotes.db"
    open_database(path).close()
    page = getter(serving.site(path))("/")
    assert page.status_code == 200
    assert "tracker add" in page.text


def test_hits_are_ranked_marked_counted_and_narrowed(get: Get) -> None:
    page = get("/search?q=반도체를")
    assert "<mark>반도체</mark>를 지키는 일이 곧 민생" in page.text
    narrowed = [
        link for link in re.findall(r'<a rel="nofollow" href="(/search[^"]*)"', page.text) if "tone=assert" in link
    ]
    only = get(narrowed[0].replace("&amp;", "&"))
    assert "반도체를</mark>" not in only.text
    assert "1건" in only.text
    assert "지키는 일이 곧 민생을 지키는 일" in only.text


def test_the_histogram_has_every_month_and_each_bar_is_a_filter(get: Get) -> None:
    page = get(f"/speaker/{HARANG}").text
    months = re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td>', page)
    assert months[0] == ("2023년 6월", "1")
    assert ("2024년 1월", "0") in months
    assert len(months) == 22
    bars = re.findall(r'href="(/search[^"]*)" title="([^"]*)"', get("/search?q=반도체").text)
    href, title = bars[-1]
    assert title == "2025년 3월: 4건"
    assert "4건" in get(href.replace("&amp;", "&")).text


def test_a_search_without_hits_says_how_to_widen_it(get: Get) -> None:
    page = get("/search?q=반도체 없는낱말&tone=worry").text
    assert "없는낱말" in page
    hrefs = re.findall(r'<li><a href="(/search[^"]*)">', get("/search?q=반도체 없는낱말").text)
    assert len(hrefs) == 1
    assert "건</strong>" in get(hrefs[0].replace("&amp;", "&")).text


def test_search_as_csv_json_and_atom(get: Get) -> None:
    wanted = get("/search.json?q=반도체&sort=day").json()
    assert wanted["total"] == len(wanted["quotes"]) == 7
    days = [quote["day"] for quote in wanted["quotes"]]
    assert days == sorted(days, reverse=True)
    sheet = get("/search.csv?q=반도체&sort=day").content.decode("utf-8-sig")
    assert [row["id"] for row in csv.DictReader(io.StringIO(sheet))] == [quote["id"] for quote in wanted["quotes"]]
    feed = ET.fromstring(get("/search.atom?q=반도체&sort=day").content)
    entries = feed.findall("atom:entry", ATOM)
    assert [entry.findtext("atom:id", namespaces=ATOM) for entry in entries] == [
        quote["page"] for quote in wanted["quotes"]
    ]


@pytest.mark.parametrize("address", ["/feed.atom", f"/speaker/{HARANG}.atom"])
def test_feeds_are_valid_and_lead_to_quotes(get: Get, address: str) -> None:
    answer = get(address)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    for needed in ("id", "title", "updated"):
        assert feed.findtext(f"atom:{needed}", namespaces=ATOM)
    for entry in feed.findall("atom:entry", ATOM):
        assert get(entry.findtext("atom:id", namespaces=ATOM)).status_code == 200
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext("atom:updated", namespaces=ATOM) or "")


def test_a_quote_is_told_with_everything_that_is_known_of_it(get: Get) -> None:
    page = get(quote_address("보조금은 하반기에 다시 논의하겠다")).text
    words = " ".join(words_of(page))
    for known in (
        "정하랑",
        "산업부 장관",
        "2025년 3월 10일",
        "“이날”",
        "한빛일보",
        "이가온 기자",
        "정 장관",
        "말하다",
        "거의 확실",
    ):
        assert known in words, known
    assert "<mark>보조금은 하반기에 다시 논의하겠다</mark>" in page
    source = re.search(r'<a class="button" href="([^"]*)"', page)
    assert source
    assert unquote(source[1]) == "https://hanbit.example/2025/03/11/1001#:~:text=보조금은 하반기에 다시 논의하겠다"
    assert "https://web.archive.org/web/20250311/https://hanbit.example/2025/03/11/1001" in page


def test_a_quote_describes_itself_to_machines(get: Get) -> None:
    page = get(quote_address("보조금은 하반기에 다시 논의하겠다")).text
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    data = json.loads(found[1])
    assert data["@type"] == "Quotation"
    assert data["text"] == "보조금은 하반기에 다시 논의하겠다"
    assert data["creator"] == {"@type": "Person", "name": "정하랑", "jobTitle": "산업부 장관"}
    assert data["isPartOf"]["publisher"]["name"] == "한빛일보"
    image = re.search(r'property="og:image" content="([^"]*)"', page)
    assert image
    card = get(image[1])
    assert card.headers["content-type"] == "image/png"
    assert card.content.startswith(b"\x89PNG")
    oembed = re.search(r'type="application/json\+oembed" href="([^"]*)"', page)
    assert oembed
    answer = get(oembed[1].replace("&amp;", "&")).json()
    assert answer["type"] == "rich"
    embedded = re.search(r'src="([^"]*)"', answer["html"])
    assert embedded
    framed = get(embedded[1])
    assert "frame-ancestors *" in framed.headers["content-security-policy"]
    assert "보조금은 하반기에 다시 논의하겠다" in framed.text


def test_a_quote_is_cited_in_every_form(get: Get) -> None:
    address = quote_address("보조금은 하반기에 다시 논의하겠다")
    text = get(address + ".txt").text
    assert text.startswith("“보조금은 하반기에 다시 논의하겠다” — 정하랑 산업부 장관, 2025년 3월 10일. 한빛일보, ")
    assert get(address + ".md").text.startswith("> “보조금은")
    assert "author = {{이가온}}" in get(address + ".bib").text
    item = get(address + ".csl.json").json()[0]
    assert item["issued"] == {"date-parts": [[2025, 3, 11]]}
    assert item["container-title"] == "한빛일보"


def test_then_and_now_is_in_order_of_day(get: Get) -> None:
    words = words_of(get(f"/speaker/{HARANG}?q=반도체를").text)
    said = [word for word in words if word in ("2023년 6월 1일", "2024년 11월 20일", "2025년 3월 10일")]
    assert said[0] == "2023년 6월 1일"
    assert words.index("그때") < words.index("지금")
    timeline = words[words.index("날짜순으로") :]
    assert timeline.index("2023년 6월 1일") < timeline.index("2024년 11월 20일") < timeline.index("2025년 3월 10일")


def test_a_speaker_has_roles_over_time(get: Get) -> None:
    words = words_of(get(f"/speaker/{HARANG}").text)
    roles = words[words.index("직함과 소속") :]
    assert roles.index("산업부 차관") < roles.index("산업부 장관")


def test_an_article_shows_its_quotes_in_place(get: Get, archive: Path) -> None:
    with open_database(archive, readonly=True) as db:
        key = next(db.query("select id from articles where headline = '반도체 감세, 여야 이견'"))["id"]
    page = get(f"/article/{key}").text
    assert '감세만으로 반도체를 살릴 수는 없다</a><span class="zone-body">”고 밝혔다.' in page
    assert 'data-who="정하랑 · 산업부 장관"' in page


def test_an_outlet_without_quotes_says_so(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "quotes.db", article("조용한 날\n아무도 말하지 않았다.", outlet="조용한신문"))
    with open_database(path) as db:
        key = next(db.query("select id from outlets"))["id"]
    page = getter(serving.site(path))(f"/outlet/{key}").text
    assert "인용문을 찾지 못했습니다" in page and "많이 인용한 이" not in page


def test_an_outlet_counts_its_unnamed_sources(get: Get, archive: Path) -> None:
    with open_database(archive, readonly=True) as db:
        key = next(db.query("select id from outlets where name = '하나방송'"))["id"]
    page = get(f"/outlet/{key}").text
    assert "50.0%" in page
    assert "전체 매체 평균은 16.7%" in page  # 2 of 12: headlines are left out of this as they are of the outlet's own


def test_pages_work_without_the_columns_that_a_public_copy_leaves_out(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "quotes.db")
    with open_database(path) as db:
        for column in ("text", "zones", "text_hash", "source", "key", "guessed"):
            db.execute("DROP INDEX IF EXISTS articles_text_hash")
            if column == "key":
                continue  # UNIQUE, so SQLite cannot drop it here
            db.execute(f"ALTER TABLE articles DROP COLUMN {column}")
        db.execute("DROP TABLE revisions")
        key = next(db.query("select id from articles limit 1"))["id"]
    ask = getter(serving.site(path, frozen=True))
    for address in [*PAGES, f"/article/{key}"]:
        assert ask(address).status_code == 200, address
    assert "article-text" not in ask(f"/article/{key}").text


def test_a_withdrawn_quote_keeps_its_page_and_leaves_the_lists(tmp_path: Path) -> None:
    before = article(
        "제목\n새봄 위원은 “지우고 싶은 말”이라고 말했다.", Said("지우고 싶은 말", "새봄"), url="https://a.example/1"
    )
    after = article("제목\n새봄 위원은 말을 아꼈다.", url="https://a.example/1")
    path = make_archive(tmp_path / "quotes.db", before)
    ask = getter(serving.site(path))
    address = f"/quote/{before[1][0].id}"
    assert "지금 기사에 없습니다" not in ask(address).text
    with open_database(path) as db:
        ingest(db, *after)
    assert "지금 기사에 없습니다" in ask(address).text
    assert "지우고 싶은 말" not in ask("/search?q=지우고").text.replace('value="지우고"', "")


def test_answers_are_kept_until_the_database_changes(tmp_path: Path) -> None:
    path = make_archive(tmp_path / "quotes.db", ARTICLES[0])
    ask = getter(serving.site(path))
    first = ask("/")
    again = ask("/", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    with open_database(path) as db:
        ingest(db, *ARTICLES[1])
    changed = ask("/", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert "인도적 지원이 먼저이고 조건은 나중" in changed.text


@pytest.mark.parametrize(
    "address, status",
    [
        ("/quote/none", 404),
        ("/quote/none.png", 404),
        ("/quote/none/embed", 404),
        ("/speaker/none", 404),
        ("/speaker/none.atom", 404),
        ("/article/none", 404),
        ("/outlet/none", 404),
        ("/quote/..%2f..%2fetc", 404),
        ("/search?page=0", 400),
        ("/search?page=x", 400),
        ("/search?page=99999", 400),
        ("/search?since=yesterday", 400),
        ("/oembed?url=https://elsewhere.example/quote/none", 404),
        ("/oembed?url=http://[", 404),
        ("/search?" + "&".join(f"a{n}=1" for n in range(200)), 400),
    ],
)
def test_a_bad_address_is_a_page_that_says_so(get: Get, address: str, status: int) -> None:
    answer = get(address, follow_redirects=True)
    assert answer.status_code == status
    assert "<main" in answer.text


class _Dangers(HTMLParser):
    """Collects what would run, load or lead to running when a browser reads the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.found += [f"{tag} {name}" for name in given if name.startswith("on")]
        for name in ("href", "src", "cite", "action", "formaction", "data"):
            if given.get(name, "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={given[name]}")
        is_data = given.get("type") in ("application/json", "application/ld+json")
        if tag in ("img", "object", "base", "iframe") or (tag == "script" and "src" not in given and not is_data):
            self.found.append(tag)


def dangers(page: str) -> list[str]:
    parser = _Dangers()
    parser.feed(page)
    return parser.found


def test_dangers_are_seen() -> None:
    assert dangers(f"<p>{EVIL}</p>") == ["img onerror", "img", "script"]
    assert dangers('<a href=" JavaScript:x">') == ["a href= JavaScript:x"]


HOSTILE_QUOTE = HOSTILE[1][0]


@pytest.mark.parametrize(
    "address",
    [
        "/", "/search?q=끝", f"/search?q={EVIL}", f"/search?speaker={EVIL}&outlet={EVIL}&tone={EVIL}", f"/{EVIL}",
        f"/quote/{HOSTILE_QUOTE.id}", f"/quote/{HOSTILE_QUOTE.id}/embed", "SPEAKER", "SPEAKER?q=끝", "ARTICLE",
        "OUTLET", "/quotes/quotes", "/quotes/quotes?_all=1", "/quotes/speakers", f"/quotes/quotes?_search={EVIL}",
        f"/quotes/quotes?speaker={EVIL}", f"/quotes/{EVIL}", "/feed.atom", "/search.atom?q=끝",
    ],
)  # fmt: skip
def test_nothing_that_an_article_or_an_address_holds_becomes_markup(get: Get, archive: Path, address: str) -> None:
    with open_database(archive, readonly=True) as db:
        row = next(db.query("select * from quotes where id = ?", [HOSTILE_QUOTE.id]))
    for name, column in (("SPEAKER", "speaker_id"), ("ARTICLE", "article_id"), ("OUTLET", "outlet_id")):
        address = address.replace(name, f"/{name.lower()}/{row[column]}")
    page = get(address).text
    if ".atom" in address:
        feed = ET.fromstring(page)
        page = "".join(content.text or "" for content in feed.iterfind(".//atom:content", ATOM))
    assert dangers(page) == []


def test_the_policy_lets_no_other_script_run(get: Get) -> None:
    policy = get(f"/quote/{HOSTILE_QUOTE.id}").headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert get("/").headers["x-content-type-options"] == "nosniff"


def test_another_databases_datasette_keeps_its_own_front_page(tmp_path: Path) -> None:
    import sqlite3

    from datasette.app import Datasette

    other = tmp_path / "other.db"
    with sqlite3.connect(other) as conn:
        conn.execute("create table cats (name text)")
    ask = getter(Datasette([str(other)]))
    assert "cats" in ask("/").text
    assert ask("/search?q=x").status_code == 404
    assert ask("/other/cats").status_code == 200
    assert ask("/-/versions.json").status_code == 200
