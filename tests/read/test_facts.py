"""Outlet and reporter, as datelines, bylines, copyright lines and sign-offs name them."""

from __future__ import annotations

import pytest

from tracker.read.bylines import byline
from tracker.read.text import read_text

BODY = "가나시가 새 다리를 내년 봄에 열기로 했다고 밝혔다.\n주민들은 반겼다고 시 관계자가 말했다."

# The first line of a body -> outlet, reporter.
OPENINGS = [
    ("(서울=연합뉴스) 홍길동 기자 = ", "연합뉴스", "홍길동"),
    ("[서울=뉴시스]홍길동 기자 = ", "뉴시스", "홍길동"),
    ("【세종=뉴시스】홍길동 기자 = ", "뉴시스", "홍길동"),
    ("(세종=뉴스1) 홍길동 기자,김나래 기자 = ", "뉴스1", "홍길동, 김나래"),
    ("[아시아경제 홍길동 기자]", "아시아경제", "홍길동"),
    ("[헤럴드경제=홍길동·김나래 기자] ", "헤럴드경제", "홍길동, 김나래"),
    ("[인사이트] 홍길동 기자 = ", "인사이트", "홍길동"),
    ("(서울=가나통신) 홍길동 선임기자 = ", "가나통신", "홍길동"),
    ("[가나다신문=홍길동 기자] ", "가나다신문", "홍길동"),
    ("(경기 광주=연합뉴스) 홍길동 기자 = ", "연합뉴스", "홍길동"),
    ("(광주(경기)=뉴스1) 홍길동 기자 = ", "뉴스1", "홍길동"),
    ("[서울경제] ", "서울경제", None),
    ("[앵커] ", None, None),
    ("[사진=연합뉴스] ", None, None),
    ("[단독] ", None, None),
    ("(사진) ", None, None),
]


@pytest.mark.parametrize(("opening", "outlet", "reporter"), OPENINGS)
def test_a_dateline_names_outlet_and_reporter(opening: str, outlet: str | None, reporter: str | None) -> None:
    article = read_text(opening + BODY, title="가나시 새 다리 내년 봄 개통")
    assert (article.outlet, article.byline) == (outlet, reporter)
    if outlet or reporter:
        first = article.zones[0]
        assert (first.kind, article.text[: first.end].strip()) == ("furniture", opening.strip())


# The last lines of a body -> outlet.
ENDINGS = [
    ("<ⓒ독자를 위한 신문, 가나신문(www.gana.example) 무단전재 배포금지>", "가나신문"),
    ("저작권자 © 가나일보 무단전재 및 재배포 금지", "가나일보"),
    ("Copyright ⓒ 2025 가나일보. All rights reserved.", "가나일보"),
    ("[ⓒ 매일경제 & mk.co.kr, 무단전재 및 재배포 금지]", "매일경제"),
    ("- Copyrights ⓒ 조선일보 & chosun.com, 무단 전재 및 재배포 금지 -", "조선일보"),
    ("© dongA.com All rights reserved. 무단 전재, 재배포 금지", "동아일보"),
    ("홍길동 기자 hong@hankyung.com", "한국경제"),
    ("MBC뉴스 홍길동입니다.", "MBC"),
    ("홍길동 기자 hong@example.com", None),
]


@pytest.mark.parametrize(("ending", "outlet"), ENDINGS)
def test_the_end_of_a_text_names_the_outlet(ending: str, outlet: str | None) -> None:
    article = read_text(f"{BODY}\n{ending}", title="가나시 새 다리 내년 봄 개통")
    assert article.outlet == outlet


BYLINES = [
    ("홍길동 기자", "홍길동"),
    ("홍길동기자", "홍길동"),
    ("/홍길동 기자(hong@example.com)", "홍길동"),
    ("홍길동·김나래 기자 hong@example.com", "홍길동, 김나래"),
    ("뉴욕=홍길동 특파원", "홍길동"),
    ("순천 홍길동 기자", "홍길동"),
    ("[홍길동 기자 ]", "홍길동"),
    ("홍길동 가나신문 기자 hong@example.com", "홍길동"),
    ("홍길동 기자 외 1명", "홍길동"),
    ("hong@example.com", ""),
    ("촬영기자:홍길동/영상편집:김나래", "홍길동, 김나래"),
    ("홍길동 더불어가나당 대선 후보", None),
    ("[학생기자 코너] 책을 읽어야 하는 이유", None),
    ("기자들이 본 올해의 사건", None),
    ("홍길동 의원", None),
]


@pytest.mark.parametrize(("line", "names"), BYLINES)
def test_a_byline_holds_names_jobs_and_addresses_only(line: str, names: str | None) -> None:
    assert byline(line) == names


@pytest.mark.parametrize("dateline", ["[서울경제]", "(서울=가나통신)", "[가나다신문=홍길동 기자]", "【세종=뉴시스】"])
def test_a_dateline_in_a_line_of_its_own_is_no_headline(dateline: str) -> None:
    article = read_text(f"{dateline}\n\n{BODY}")
    assert article.headline is None
    assert article.outlet is not None
    assert article.zones[0].kind == "furniture"


def test_what_is_given_stays_and_the_rest_is_named_as_guessed() -> None:
    text = f"(서울=연합뉴스) 홍길동 기자 = {BODY}"
    article = read_text(text, title="가나시 새 다리", outlet="가나통신", published="2025.03.04 18:35")
    assert (article.outlet, article.byline) == ("가나통신", "홍길동")
    assert article.published == "2025-03-04T18:35:00+09:00"
    assert article.guessed == ("byline",)


def test_the_key_is_the_canonical_address_else_the_id_else_the_words() -> None:
    by_url = [
        read_text(BODY, url="http://m.gana.example.com/news/articleView.html?idxno=7&utm_source=x"),
        read_text("다른 글", url="https://www.gana.example.com/news/articleView.html?idxno=7#top"),
    ]
    assert by_url[0].key == by_url[1].key == "url:https://gana.example.com/news/articleView.html?idxno=7"
    assert read_text(BODY, record_id="a-1").key == "id:a-1"
    assert read_text(BODY).key == read_text(BODY.replace(" ", "  ")).key != read_text("다른 글").key
