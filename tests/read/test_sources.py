"""What a user may name: files of every kind, folders, standard input, addresses; and one sentence for what fails."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from site_on_this_machine import Answer, Site

from tracker.models import Article
from tracker.read.fetching import Fetcher
from tracker.read.sources import Failure, Given, read_sources

BODY = "가나시가 새 다리를 내년 봄에 열기로 했다고 밝혔다.\n나다라 시장은 “배 시간 걱정은 끝”이라고 말했다.\n"
RECORD = {"id": "a-1", "title": "새 다리", "outlet": "가나신문", "published": "2025-03-04", "text": BODY}
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="utf-8"><title>새 다리 - 가나신문</title>'
    '<meta property="og:type" content="article"></head><body><h1>새 다리</h1><p>입력 2025.03.04 18:35</p>'
    + "".join(f"<p>{line}</p>" for line in (BODY * 3).splitlines())
    + "</body></html>"
)
FEED = '<?xml version="1.0"?><rss version="2.0"><channel><title>가나신문</title>{items}</channel></rss>'


class Reading:
    """What came of reading some sources."""

    def __init__(self, *sources: str | os.PathLike[str], fetcher: Fetcher | None = None, **given: str) -> None:
        self.failures: list[Failure] = []
        names = [os.fspath(source) for source in sources]
        found = read_sources(names, Given(**given), on_failure=self.failures.append, fetcher=fetcher)
        self.articles = list(found)

    @property
    def article(self) -> Article:
        assert not self.failures
        (article,) = self.articles
        return article

    @property
    def sentence(self) -> str:
        assert not self.articles
        (failure,) = self.failures
        return failure.message


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


Write = Callable[[str, str | bytes], Path]


def lines(*records: object) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


# What a file holds, however it is called.
KINDS: dict[str, tuple[str, str | bytes]] = {
    "text": ("a.txt", BODY),
    "text without an ending": ("article", BODY),
    "text in CP949": ("a.txt", BODY.encode("cp949")),
    "text in UTF-16": ("a.txt", BODY.encode("utf-16")),
    "text with a byte order mark": ("a.txt", b"\xef\xbb\xbf" + BODY.encode()),
    "page": ("a.html", PAGE),
    "page called txt": ("a.txt", PAGE),
    "page in CP949": ("a.html", PAGE.replace("utf-8", "euc-kr").encode("cp949")),
    "json lines": ("a.jsonl", lines(RECORD)),
    "json lines called txt": ("a.txt", lines(RECORD)),
    "json lines with a byte order mark": ("a.jsonl", b"\xef\xbb\xbf" + lines(RECORD).encode()),
    "one record": ("a.json", json.dumps(RECORD, indent=2)),
    "a list of records": ("a.json", json.dumps([RECORD])),
    "csv": ("a.csv", f'id,title,text\na-1,새 다리,"{BODY}"\n'),
    "csv called txt": ("a.txt", f'id,title,text\na-1,새 다리,"{BODY}"\n'),
    "csv in CP949": ("a.csv", f'id,title,text\na-1,새 다리,"{BODY}"\n'.encode("cp949")),
    "tsv": ("a.tsv", f"id\ttitle\ttext\na-1\t새 다리\t{BODY.replace(chr(10), ' ')}\n"),
    "an archive's own column names": (
        "a.csv",
        f'뉴스 식별자,일자,언론사,제목,본문\n1,20250304,가나신문,새 다리,"{BODY}"\n',
    ),
}


@pytest.mark.parametrize("zipped", [False, True], ids=["plain", "gzipped"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_what_it_holds(write: Write, kind: str, zipped: bool) -> None:
    name, content = KINDS[kind]
    data = content if isinstance(content, bytes) else content.encode()
    path = write(name + ".gz" if zipped else name, gzip.compress(data) if zipped else data)
    article = Reading(path).article
    assert "“배 시간 걱정은 끝”" in article.text
    assert article.source == str(path)


def test_a_record_says_what_it_knows_and_options_fill_the_rest(write: Write) -> None:
    path = write("a.jsonl", lines(RECORD, {"text": BODY}))
    first, second = Reading(path, outlet="다라일보", published="2025.3.5 09:00").articles
    assert (first.id, first.title, first.outlet, first.published) == ("a-1", "새 다리", "가나신문", "2025-03-04")
    assert (second.id, second.title, second.outlet, second.published) == (
        None,
        None,
        "다라일보",
        "2025-03-05T09:00:00+09:00",
    )


def test_options_win_over_what_a_page_says(write: Write) -> None:
    page = write("a.html", PAGE)
    given = {
        "title": "주어진 제목",
        "outlet": "주어진 신문",
        "published": "2024-01-01",
        "url": "https://given.example/1",
    }
    article = Reading(page, **given).article
    assert {name: getattr(article, name) for name in given} == given
    assert not set(article.guessed) & given.keys()


DATES = [
    ("2018-01-05 18:47:55", "2018-01-05T18:47:55+09:00"),
    ("2018-01-05T18:47:55+00:00", "2018-01-05T18:47:55+00:00"),
    (1515145675, "2018-01-05T18:47:55+09:00"),
    ("1515145675", "2018-01-05T18:47:55+09:00"),
    ("20180105", "2018-01-05"),
    (None, None),
    ("", None),
]


@pytest.mark.parametrize(("published", "expected"), DATES)
def test_record_dates_are_korean_time_when_they_do_not_say(
    write: Write, published: object, expected: str | None
) -> None:
    assert Reading(write("a.jsonl", lines({**RECORD, "published": published}))).article.published == expected


def test_a_broken_line_is_named_and_the_others_go_on(write: Write) -> None:
    good = lines(RECORD)
    bad = [
        '{"text": "broken',
        "[1, 2]",
        '{"title": "no text"}',
        '{"text": 5}',
        '"words"',
        '{"text": "   "}',
        "nonsense",
    ]
    path = write("a.jsonl", good + "".join(line + "\n" for line in bad) + "\n" + good)
    reading = Reading(path)
    assert len(reading.articles) == 2
    assert [failure.source for failure in reading.failures] == [str(path)] * len(bad)
    assert [failure.message.split()[:2] for failure in reading.failures] == [["line", str(n)] for n in range(2, 9)]
    assert all(failure.message.endswith(".") for failure in reading.failures)


def test_a_date_that_does_not_exist_is_said_and_the_article_read(write: Write) -> None:
    reading = Reading(write("a.jsonl", lines({**RECORD, "published": "2025-02-30"})))
    assert reading.articles[0].published is None
    assert "line 1 has a date that does not exist" in reading.failures[0].message


def test_an_archive_streams_one_article_at_a_time(write: Write) -> None:
    path = write("a.jsonl", lines(RECORD) + "broken\n" + lines(RECORD))
    failures: list[Failure] = []
    found = read_sources([str(path)], Given(), on_failure=failures.append)
    next(found)
    assert failures == []
    next(found)
    assert len(failures) == 1


def test_a_csv_without_a_text_column_says_what_it_has(write: Write) -> None:
    assert "has no column named text: its columns are id, name" in Reading(write("a.csv", "id,name\n1,가\n")).sentence


def test_columns_may_be_many_and_rows_ragged(write: Write) -> None:
    path = write("a.csv", f'id,extra,text,title\n1,x,"{BODY}",제목,too,many\n2\n3,y,"{BODY}"\n')
    reading = Reading(path)
    assert [article.id for article in reading.articles] == ["1", "3"]
    assert [failure.message[:18] for failure in reading.failures] == ["line 5 has no text"]


CANNOT = {
    "empty": ("a.txt", b"", "is empty"),
    "only white space": ("a.txt", b" \n\n\t", "is empty"),
    "a PDF": ("a.txt", b"%PDF-1.7\n" + bytes(200), "is a PDF. Copy"),
    "a Word file": ("a.docx", b"PK\x03\x04" + bytes(200), "Word"),
    "an HWP file": ("a.hwp", b"\xd0\xcf\x11\xe0" + bytes(200), "HWP"),
    "a picture": ("a.png", b"\x89PNG\r\n" + bytes(range(256)), "a picture"),
    "random bytes": ("a.bin", bytes(range(256)) * 20, "is not text"),
    "a database": ("a.db", b"SQLite format 3\0" + bytes(100), "a database"),
    "a broken gzip": ("a.jsonl.gz", gzip.compress(b'{"text": "x"}\n' * 500)[:60], "broken gzip"),
    "a page without an article": ("a.html", b"<html><body><h1>404</h1></body></html>", "holds no article"),
    "menus only": ("a.txt", "메뉴\n".encode() * 50, "holds no article"),
    "a feed of nothing": ("a.xml", FEED.format(items="").encode(), "names no article"),
    "an index of sitemaps": ("a.xml", b"<?xml version='1.0'?><sitemapindex></sitemapindex>", "index of sitemaps"),
    "broken JSON": ("a.json", b'{"text": ', "no valid JSON"),
    "too large a text": ("a.txt", "가나다라 마바사 ".encode() * 600_000, "larger than 10 MB"),
    "too large behind gzip": ("a.txt.gz", gzip.compress(b"a b c\n" * 3_000_000), "larger than 10 MB"),
}


@pytest.mark.parametrize("name", CANNOT)
def test_what_cannot_be_read_is_one_sentence(write: Write, name: str) -> None:
    file, content, words = CANNOT[name]
    sentence = Reading(write(file, content)).sentence
    assert words in sentence
    assert sentence.endswith(".")
    assert "Traceback" not in sentence


def test_what_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert Reading(tmp_path / "none.txt").sentence == "does not exist. Check the path."
    assert "is a folder without files" in Reading(tmp_path).sentence
    assert "no path" in Reading("a\0b").sentence


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_one_sentence(write: Write) -> None:
    path = write("a.txt", BODY)
    path.chmod(0)
    assert "may not be read" in Reading(path).sentence


def test_one_failing_source_loses_no_other(write: Write, tmp_path: Path) -> None:
    reading = Reading(write("a.txt", BODY), tmp_path / "none", write("c.jsonl", lines(RECORD)))
    assert [Path(article.source).name for article in reading.articles] == ["a.txt", "c.jsonl"]
    assert [Path(failure.source).name for failure in reading.failures] == ["none"]


def test_a_folder_is_read_in_order_without_hidden_files_and_a_pages_pictures(write: Write, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c/deep/er.txt", ".hidden.txt", ".git/x.txt", "저장_files/style.css"):
        write(name, BODY)
    write("저장.html", PAGE)
    write("empty.txt", "")
    reading = Reading(tmp_path)
    found = [os.path.relpath(article.source, tmp_path) for article in reading.articles]
    assert found == ["a.txt", "저장.html", "b/1.txt", "b/2.txt", "c/deep/er.txt"]
    assert [Path(failure.source).name for failure in reading.failures] == ["empty.txt"]


@pytest.mark.parametrize("kind", ["text", "json lines", "page", "csv in CP949"])
def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    content = KINDS[kind][1]
    data = content if isinstance(content, bytes) else content.encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    article = Reading("-").article
    assert (article.source, "“배 시간 걱정은 끝”" in article.text) == ("-", True)


ODD = {
    "NUL": BODY.replace("새 다리", "새\0다리"),
    "half a character": BODY.replace("새 다리", "새\ud800다리"),
    "decomposed": unicodedata.normalize("NFD", BODY),
    "carriage returns": BODY.replace("\n", "\r\n"),
    "unclosed quotes": BODY.replace("”", ""),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_kept_as_they_were_given(write: Write, name: str) -> None:
    path = write("a.jsonl", json.dumps({"text": ODD[name]}) + "\n")
    article = Reading(path).article
    assert article.text == ODD[name]
    assert any(zone.kind == "body" for zone in article.zones)


def test_a_title_or_an_address_names_one_article_only(write: Write, tmp_path: Path) -> None:
    one, two = write("a.txt", BODY), write("b.jsonl", lines(RECORD, RECORD))
    for sources in ([one, two], [tmp_path], [two]):
        assert "name one article" in Reading(*sources, url="https://gana.example/1").sentence
    assert Reading(one, title="제목", url="https://gana.example/1").article.key == "url:https://gana.example/1"


def test_a_date_option_that_is_no_date_is_said(write: Write) -> None:
    assert "is no date: gestern" in Reading(write("a.txt", BODY), published="gestern").sentence


def test_an_address_is_fetched_and_read(site: Site, fetcher: Fetcher) -> None:
    article = Reading(site.page("/news/1?utm_source=x", PAGE), fetcher=fetcher).article
    assert (article.headline, article.published) == ("새 다리", "2025-03-04T18:35:00+09:00")
    assert article.url == site.url + "/news/1"
    assert article.source == site.url + "/news/1?utm_source=x"


def test_an_address_that_cannot_be_fetched_is_a_failure(site: Site, fetcher: Fetcher) -> None:
    reading = Reading(site.url + "/none", site.page("/news/1", PAGE), "ftp://gana.example/1", fetcher=fetcher)
    assert len(reading.articles) == 1
    assert [failure.message.split(":")[0] for failure in reading.failures] == [
        "answered 404",
        "is no http or https address. Only web pages can be fetched; for a file give its path.",
    ]


def items(site: Site) -> Iterator[str]:
    for number in (1, 2):
        yield (
            f"<item><title>새 다리 {number}</title><link>{site.url}/news/{number}</link>"
            f"<pubDate>Tue, 04 Mar 2025 18:35:0{number} +0900</pubDate></item>"
        )


def undated(title: str) -> str:
    return PAGE.replace("<p>입력 2025.03.04 18:35</p>", "").replace("새 다리", title)


@pytest.mark.parametrize("where", ["address", "file"])
def test_a_feeds_articles_are_fetched_with_the_dates_it_states(
    site: Site, fetcher: Fetcher, write: Write, where: str
) -> None:
    for number in (1, 2):
        site.page(f"/news/{number}", undated(f"새 다리 {number}"))
    feed = FEED.format(items="".join(items(site)) + f"<item><link>{site.url}/gone</link></item>")
    source = site.page("/rss", feed, "application/rss+xml") if where == "address" else str(write("rss.xml", feed))
    reading = Reading(source, fetcher=fetcher)
    assert [article.headline for article in reading.articles] == ["새 다리 1", "새 다리 2"]
    assert [article.published for article in reading.articles] == [f"2025-03-04T18:35:0{n}+09:00" for n in (1, 2)]
    assert [failure.source for failure in reading.failures] == [site.url + "/gone"]


def test_atom_and_news_sitemaps_are_feeds_too(site: Site, fetcher: Fetcher) -> None:
    site.page("/news/1", undated("새 다리"))
    atom = (
        '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><entry><title>새 다리</title>'
        f'<link href="{site.url}/news/1"/><published>2025-03-04T09:35:00Z</published></entry></feed>'
    )
    sitemap = (
        '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        f'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>{site.url}/news/1</loc><news:news>'
        "<news:publication><news:name>가나신문</news:name></news:publication><news:title>새 다리</news:title>"
        "<news:publication_date>2025-03-04T18:35:00+09:00</news:publication_date></news:news></url></urlset>"
    )
    for path, feed in (("/atom", atom), ("/sitemap.xml", sitemap)):
        article = Reading(site.page(path, feed, "application/xml"), fetcher=fetcher).article
        assert article.published == "2025-03-04T18:35:00+09:00"


def test_an_archive_may_be_fetched_and_is_limited(site: Site, fetcher: Fetcher) -> None:
    site.answers["/a.jsonl.gz"] = Answer(
        body=gzip.compress(lines(RECORD, RECORD).encode()), headers={"Content-Type": "application/gzip"}
    )
    assert len(Reading(site.url + "/a.jsonl.gz", fetcher=fetcher).articles) == 2
    small = dataclasses.replace(fetcher, most_bytes=10)
    assert "larger than" in Reading(site.url + "/a.jsonl.gz", fetcher=small).sentence
