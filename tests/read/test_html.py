"""Saved pages: body, headline, date, outlet and reporter, in any charset, wherever the page keeps them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.read.charset import decode
from tracker.read.html import NoArticle, read_html

PARAGRAPHS = [
    "가나시가 새 다리를 내년 봄에 열기로 했다. 공사는 3년 전에 시작됐고 주민들은 개통을 오래 기다려 왔다.",
    '나다라 시장은 4일 기자회견에서 “주민들이 더는 배 시간을 걱정 않아도 된다”며 "새 다리를 내년 봄에 연다"고 말했다.',
    "주민 이나래 씨는 ‘아이들 통학이 쉬워진다’고 반겼다. 시는 다리 옆에 자전거길도 함께 놓을 계획이라고 설명했다.",
]
TITLE = '나다라 시장 "새 다리, 내년 봄에 연다"'
LINKED = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": TITLE,
    "datePublished": "2025-03-04T18:35:00+09:00",
    "author": {"@type": "Person", "name": "홍길동"},
    "publisher": {"@type": "Organization", "name": "가나신문"},
}
META = """
<meta property="og:type" content="article"><meta property="og:site_name" content="가나신문">
<meta property="og:title" content="나다라 시장 &quot;새 다리, 내년 봄에 연다&quot; - 가나신문">
<meta property="article:published_time" content="2025-03-04T18:35:00+09:00">
<meta property="article:author" content="홍길동">
"""
MENU = "<nav>" + "".join(f"<a href='/{number}'>메뉴 {number}</a>" for number in range(20)) + "</nav>"
VISIBLE = "<p>홍길동 기자</p><p>입력 2025.03.04 18:35</p>"
FOOTER = """<h3>많이 본 뉴스</h3>
<ul><li>"이런 맛은 처음" 외국인이 줄 선 분식집</li><li>가나산 등산로 석 달 막는다</li></ul>
<footer>저작권자 © 가나신문 무단전재 및 재배포 금지</footer>"""


def page(head: str = "", above: str = "", body: str | None = None, charset: str = '<meta charset="utf-8">') -> str:
    article = body if body is not None else "".join(f"<p>{words}</p>" for words in PARAGRAPHS)
    return (
        f"<!DOCTYPE html><html><head>{charset}<title>{TITLE.replace(chr(34), '&quot;')} - 가나신문</title>{head}</head>"
        f"<body>{MENU}<h1>{TITLE}</h1>{above}<article>{article}</article>{FOOTER}</body></html>"
    )


def linked(**changes: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({**LINKED, **changes}, ensure_ascii=False)}</script>'


WAYS = {
    "JSON-LD": page(linked()),
    "JSON-LD graph": page(
        f'<script type="application/ld+json">{json.dumps({"@graph": [{"@type": "WebSite"}, LINKED]})}</script>'
    ),
    "meta elements": page(META),
    "visible lines": page(above=VISIBLE),
}


@pytest.mark.parametrize("way", WAYS)
def test_headline_date_outlet_and_reporter_are_found(way: str) -> None:
    article = read_html(WAYS[way].encode())
    assert article.headline == TITLE
    assert article.published == "2025-03-04T18:35:00+09:00"
    assert (article.outlet, article.byline) == ("가나신문", "홍길동")
    guessed = {"outlet", "published", "byline"} if way == "visible lines" else set()
    assert set(article.guessed) & {"outlet", "published", "byline"} == guessed


@pytest.mark.parametrize("way", WAYS)
def test_the_body_is_whole_and_nothing_of_the_page_around_it(way: str) -> None:
    article = read_html(WAYS[way].encode())
    body = "\n".join(article.text[zone.start : zone.end].strip() for zone in article.zones if zone.kind == "body")
    assert body.split("\n") == PARAGRAPHS


CHARSETS = [
    ("utf-8", '<meta charset="utf-8">', None),
    ("utf-8", "", None),
    ("utf-8", '<meta charset="euc-kr">', None),
    ("utf-8", '<meta charset="iso-8859-1">', "iso-8859-1"),
    ("cp949", '<meta charset="euc-kr">', None),
    ("cp949", '<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', None),
    ("cp949", "", None),
    ("cp949", '<meta charset="utf-8">', None),
    ("cp949", "", "euc-kr"),
    ("utf-16", "", None),
    ("utf-8-sig", "", None),
]


@pytest.mark.parametrize(("written", "declared", "header"), CHARSETS)
def test_a_charset_is_what_the_bytes_are_not_what_they_claim(written: str, declared: str, header: str | None) -> None:
    data = page(META, charset=declared).encode(written, "xmlcharrefreplace")
    article = read_html(data, charset=header)
    assert article.headline == TITLE
    assert PARAGRAPHS[1] in article.text


@given(st.text(alphabet="가나다힣똠펲abc \n", min_size=1), st.sampled_from(["utf-8", "cp949", "utf-16"]))
def test_korean_bytes_decode_to_what_was_encoded(text: str, charset: str) -> None:
    assert decode(text.encode(charset)) == text or charset == "cp949"


def test_a_few_broken_bytes_do_not_spoil_a_page() -> None:
    data = page(META).encode().replace("자전거길".encode(), "자전거길".encode()[:-1])
    article = read_html(data)
    assert article.headline == TITLE
    assert PARAGRAPHS[1] in article.text


MARKS = "“둥근” ‘작은’ \"곧은\" '곧은' 「낫」 『겹낫』 〈홑〉 《겹》 ＂전각＂ ❝큰❞"


def test_quotation_marks_come_through_unaltered() -> None:
    marked = [*PARAGRAPHS, f"그는 {MARKS} 부호를 모두 써서 답했다고 시 관계자가 기자들에게 전했다."]
    body = "".join(f"<p>{words.replace('“', '&ldquo;').replace(chr(34), '&quot;')}</p>" for words in marked)
    article = read_html(page(META, body=body).encode())
    assert [line for line in article.text.split("\n") if line in marked] == marked


SCRIPTED = {
    "Fusion": "window.Fusion=window.Fusion||{};Fusion.globalContent="
    + json.dumps({"type": "story", "content_elements": [{"type": "text", "content": words} for words in PARAGRAPHS]})
    + ";Fusion.globalContentConfig={};",
    "a state": "window.__STATE__ = " + json.dumps({"a": {"articleBody": "".join(f"<p>{p}</p>" for p in PARAGRAPHS)}}),
}


@pytest.mark.parametrize("name", SCRIPTED)
def test_a_body_that_only_a_script_holds_is_found(name: str) -> None:
    article = read_html(page(META + f"<script>{SCRIPTED[name]}</script>", body="<div id='app'></div>").encode())
    assert article.text.split("\n") == PARAGRAPHS


def test_next_data_and_json_ld_bodies_are_found() -> None:
    data = {"props": {"pageProps": {"article": {"content": "<br><br>".join(PARAGRAPHS), "title": TITLE}}}}
    script = f'<script id="__NEXT_DATA__" type="application/json">{json.dumps(data)}</script>'
    assert read_html(page(META + script, body="").encode()).text.split("\n") == PARAGRAPHS
    head = linked(articleBody="\n".join(PARAGRAPHS))
    assert read_html(page(head, body="").encode()).text.split("\n") == PARAGRAPHS


DATES = [
    ("2025-03-04T09:35:00Z", "", "2025-03-04T18:35:00+09:00"),
    ("2025-03-04T20:35:00+00:00", "", "2025-03-05T05:35:00+09:00"),
    # The page shows the very clock that its metadata calls UTC: it is Korean time.
    ("2025-03-04T20:35:00+00:00", "<p>입력 2025.03.04 20:35</p>", "2025-03-04T20:35:00+09:00"),
    ("2025-03-04", "<p>입력 2025.03.04 20:35</p>", "2025-03-04T20:35:00+09:00"),
    ("2025-03-04", "", "2025-03-04"),
    ("20250304T203500", "", "2025-03-04T20:35:00+09:00"),
]


@pytest.mark.parametrize(("stated", "shown", "expected"), DATES)
def test_dates_are_korean_time(stated: str, shown: str, expected: str) -> None:
    assert read_html(page(linked(datePublished=stated), above=shown).encode()).published == expected


def test_sub_headlines_and_captions_belong_to_the_text() -> None:
    above = "<h2>주민들 “이제 배 끊길 걱정 없어”</h2>"
    photo = "<figure><img src=x><figcaption>나다라 시장이 4일 현장을 둘러보고 있다. 가나시 제공</figcaption></figure>"
    article = read_html(page(META, above=above, body=photo + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)).encode())
    kinds = {article.text[zone.start : zone.end].strip(): zone.kind for zone in article.zones}
    assert kinds["주민들 “이제 배 끊길 걱정 없어”"] == "subheadline"
    assert kinds["나다라 시장이 4일 현장을 둘러보고 있다. 가나시 제공"] == "caption"


def test_the_page_knows_its_own_address_but_not_another_sites() -> None:
    head = META + '<link rel="canonical" href="https://www.gana.example.com/news/7">'
    own = read_html(page(head).encode(), fetched="https://m.gana.example.com/news/7?utm_source=x")
    assert own.url == "https://www.gana.example.com/news/7"
    for elsewhere in ("https://portal.test/view/1", "https://example.org/news/7"):
        assert read_html(page(head).encode(), fetched=elsewhere).url == elsewhere
    named = read_html(page(head).encode(), url="https://given.example.org/1", title="주어진 제목", outlet="주어진 신문")
    assert (named.url, named.headline, named.outlet) == ("https://given.example.org/1", "주어진 제목", "주어진 신문")


NO_ARTICLES = {
    "empty": "",
    "only white space": "  \n ",
    "not found": "<html><head><title>404</title></head><body><h1>페이지를 찾을 수 없습니다</h1></body></html>",
    "a list": "<html><body>" + "".join(f"<a>기사 제목 {number}</a><br>" for number in range(60)) + "</body></html>",
    "a company's page": "<html><body>" + "".join(f"<p>{words}</p>" for words in PARAGRAPHS) + "</body></html>",
}


@pytest.mark.parametrize("name", NO_ARTICLES)
def test_a_page_without_an_article_is_named_as_such(name: str) -> None:
    with pytest.raises(NoArticle, match=r"^the page .*\.$"):
        read_html(NO_ARTICLES[name].encode())


def test_what_looks_like_no_article_is_read_when_the_user_says_so() -> None:
    article = read_html(NO_ARTICLES["a company's page"].encode(), published="2025-03-04")
    assert PARAGRAPHS[1] in article.text


@given(st.binary(max_size=400))
def test_any_bytes_are_an_article_or_none(data: bytes) -> None:
    with pytest.raises(NoArticle):
        read_html(b"<html>" + data)
