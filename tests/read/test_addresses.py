"""One spelling for one article, whatever host, tracking or AMP form its address was shared in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.read.web import canonical_url, host_of, is_address, reader_url, site_of

# Spellings of one article, the canonical one first.
SAME = [
    [
        "https://gana.example.com/news/1",
        "http://gana.example.com/news/1",
        "https://www.gana.example.com/news/1/",
        "https://m.gana.example.com/news/1#comments",
        "https://mobile.gana.example.com/news/1?utm_source=x&utm_medium=y",
        "https://amp.gana.example.com/news/1",
        "https://gana.example.com/amp/news/1",
        "https://gana.example.com/news/1/amp/",
        "https://gana.example.com:443/news//1?fbclid=abc",
        "http://gana.example.com:80/news/1?outputType=amp",
        "HTTPS://GANA.example.com/news/1",
        "gana.example.com/news/1",
        "//gana.example.com/news/1",
        "  https://gana.example.com/news/1 ",
        "https://www.google.com/amp/s/gana.example.com/news/amp/1",
    ],
    [
        "https://gana.example.com/news/articleView.html?idxno=7",
        "http://www.gana.example.com/news/articleView.html?idxno=7&sc_section_code=S1N1",
        "https://m.gana.example.com/news/articleViewAmp.html?idxno=7",
    ],
    [
        "https://gana.example.com/read?aid=2&ncd=3",
        "https://gana.example.com/read?ncd=3&aid=2&gclid=z",
    ],
    [
        "https://n.news.naver.com/article/001/0000000007",
        "https://news.naver.com/main/read.naver?mode=LS2D&mid=shm&sid1=101&oid=001&aid=0000000007",
        "https://news.naver.com/main/read.nhn?oid=001&aid=0000000007",
        "https://n.news.naver.com/mnews/article/001/0000000007?sid=101",
        "https://n.news.naver.com/article/comment/001/0000000007",
    ],
    [
        "https://donga.com/news/article/all/20250304/100000001",
        "https://www.donga.com/news/Society/article/all/20250304/100000001/1",
        "https://www.donga.com/news/amp/all/20250304/100000001/1",
    ],
    [
        "https://khan.co.kr/article/202503041835001",
        "https://m.khan.co.kr/politics/assembly/article/202503041835001#c2b",
    ],
    ["https://yna.co.kr/view/AKR20250304000100001", "https://m.yna.co.kr/amp/view/AKR20250304000100001?input=1195m"],
]


@pytest.mark.parametrize("spellings", SAME, ids=lambda spellings: spellings[0])
def test_spellings_of_one_article_are_one(spellings: list[str]) -> None:
    assert {canonical_url(url) for url in spellings} == {spellings[0]}


DIFFERENT = [
    ("https://gana.example.com/read?no=1", "https://gana.example.com/read?no=2"),
    ("https://gana.example.com/read?idxno=1", "https://gana.example.com/read?idxno=2"),
    ("https://gana.example.com/news/1", "https://nara.example.com/news/1"),
    ("https://gana.example.com/news/1", "https://gana.example.com:8443/news/1"),
    ("https://news.naver.com/main/read.nhn?oid=001&aid=0000000007", "https://n.news.naver.com/article/002/0000000007"),
    ("https://gana.example.com/%EA%B0%80", "https://gana.example.com/%EB%82%98"),
]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_articles_stay_different(one: str, other: str) -> None:
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "text", ["", "  ", "article.txt", "ftp://a.example/x", "http://[::1", "javascript:alert(1)", "-"]
)
def test_what_is_no_web_address_comes_back_as_it_is(text: str) -> None:
    assert canonical_url(text) == text.strip()


PARTS = st.text(alphabet="abc가AMP/.?&=#%:[]@ \udcff", max_size=30)


@given(st.one_of(PARTS, PARTS.map(lambda rest: "http://m.a.example.com/" + rest)))
def test_the_canonical_spelling_of_a_canonical_spelling_is_itself(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once
    host_of(url)
    reader_url(url)


def test_the_readers_address_opens_and_tells_nobody_where_it_came_from() -> None:
    assert reader_url("http://m.gana.example.com/a/?b=2&utm_source=x#c") == "http://m.gana.example.com/a/?b=2"


def test_addresses_and_paths_are_told_apart() -> None:
    assert is_address("https://gana.example.com/1")
    assert is_address("ftp://gana.example.com/1")
    assert not is_address("articles/one.txt")
    assert not is_address("C:\\articles\\one.txt")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.gana.co.kr/1", "gana.co.kr"),
        ("https://gana.co.kr/1", "gana.co.kr"),
        ("https://m.gana.kr/1", "gana.kr"),
        ("https://www.gana.example.com/1", "example.com"),
        ("gana", ""),
    ],
)
def test_a_site_is_what_one_owner_registers(url: str, site: str) -> None:
    assert site_of(url) == site
