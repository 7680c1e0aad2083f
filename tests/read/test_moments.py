"""Dates of publication in every spelling that pages, feeds and records use."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.read import moments
from tracker.read.text import read_text

STATED = [
    ("2025-10-01", "2025-10-01"),
    ("2025-10-01T18:35:00+09:00", "2025-10-01T18:35:00+09:00"),
    ("2025-10-01T09:35:00Z", "2025-10-01T09:35:00+00:00"),
    ("2025-10-01T18:35:52.000+0900", "2025-10-01T18:35:52+09:00"),
    ("2018-01-05 18:47:55", "2018-01-05T18:47:55+09:00"),
    ("2025.10.01 18:35", "2025-10-01T18:35:00+09:00"),
    ("2025. 10. 1. 오후 6:35", "2025-10-01T18:35:00+09:00"),
    ("2025년 10월 1일 오전 12시 05분", "2025-10-01T00:05:00+09:00"),
    ("2025/10/01 [15:48]", "2025-10-01"),
    ("20160708T114859", "2016-07-08T11:48:59+09:00"),
    ("20251001", "2025-10-01"),
    ("Wed, 01 Oct 2025 18:35:00 +0900", "2025-10-01T18:35:00+09:00"),
    (1515145675, "2018-01-05T18:47:55+09:00"),
    (1515145675000, "2018-01-05T18:47:55+09:00"),
    ("1515145675", "2018-01-05T18:47:55+09:00"),
    ("2025-02-30", None),
    ("2025-10-01 25:00", None),
    ("어제", None),
    ("12", None),
    ("", None),
    (None, None),
    (True, None),
    (float("nan"), None),
    (float("inf"), None),
]


@pytest.mark.parametrize(("stated", "expected"), STATED)
def test_stated_dates_become_iso(stated: object, expected: str | None) -> None:
    assert moments.published(stated) == expected


@given(st.one_of(st.text(max_size=40), st.floats(), st.integers()))
def test_any_value_is_a_date_or_none(value: object) -> None:
    found = moments.published(value)
    assert found is None or moments.published(found) == found


# Lines of a page below its headline -> what it says about its publication.
SHOWN = [
    ("입력2025.03.04 18:35", "2025-03-04T18:35:00+09:00"),
    ("기사입력 2025-03-04 18:35\n최종수정 2025-03-05 09:00", "2025-03-04T18:35:00+09:00"),
    ("수정 2025-03-05 09:00\n등록 2025-03-04 18:35", "2025-03-04T18:35:00+09:00"),
    ("2025.03.04 18:35 입력 2025.03.05 09:00 수정", "2025-03-04T18:35:00+09:00"),
    ("홍길동 기자 입력 2025.03.04 18:35 댓글 3", "2025-03-04T18:35:00+09:00"),
    ("승인 2025년 3월 4일 오후 6시 35분", "2025-03-04T18:35:00+09:00"),
    ("입력 2025.03.04.\n18:35", "2025-03-04T18:35:00+09:00"),
    ("송고 2025년03월04일 18시35분", "2025-03-04T18:35:00+09:00"),
    ("등록일자 2025-03-04 18:35:01", "2025-03-04T18:35:01+09:00"),
    ("등록번호 서울아00000 등록일자 2009-01-16", None),
    ("입력 2025.02.30 18:35", None),
    ("대표전화 02-2025-0304", None),
]


@pytest.mark.parametrize(("lines", "expected"), SHOWN)
def test_the_date_line_below_a_headline_dates_the_article(lines: str, expected: str | None) -> None:
    body = "가나시가 새 다리를 내년 봄에 열기로 했다고 밝혔다.\n주민들은 반겼다고 시 관계자가 말했다.\n"
    article = read_text(f"가나시 새 다리 내년 봄 개통\n{lines}\n{body}")
    assert article.published == expected
    assert ("published" in article.guessed) == (expected is not None)


def test_a_page_clock_and_other_stories_dates_are_not_the_articles() -> None:
    menu = "\n".join(f"메뉴{number}" for number in range(40))
    body = "가나시가 새 다리를 내년 봄에 열기로 했다고 밝혔다. 공사는 3년 전에 시작됐고 주민들은 오래 기다렸다.\n" * 3
    page = (
        f"2026-01-04 23:50 (일)\n{menu}\n가나시 새 다리 내년 봄 개통\n홍길동 기자\n2025-03-04 18:35\n{body}"
        f"많이 본 뉴스\n다른 이야기\n2025-12-31\n{menu}"
    )
    assert read_text(page).published == "2025-03-04T18:35:00+09:00"


def test_a_wire_photo_dates_its_story_only_when_both_name_the_day() -> None:
    caption = "(가나=연합뉴스) 윤슬기 기자 = 가나시장이 {} 공사 현장을 둘러보고 있다. 2025.3.4 seul@yna.co.kr\n\n"
    body = "(가나=연합뉴스) 정다운 기자 = 가나시장은 4일 새 다리를 내년 봄에 열겠다고 말했다.\n"
    assert read_text(caption.format("4일") + body).published == "2025-03-04"
    assert read_text(caption.format("지난달") + body).published is None
    assert read_text(caption.format("4일") + body.replace("4일", "14일")).published is None
