"""The small parts that pages are made of, as tables of cases."""

from __future__ import annotations

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.site import cards, i18n
from tracker.site.links import at_words, safe_url, web_archive
from tracker.site.marking import excerpt
from tracker.site.queries.months import bars, filled


@pytest.mark.parametrize(
    "header, language",
    [
        ("", "ko"),
        ("en-US,en;q=0.9", "en"),
        ("ko-KR,ko;q=0.9,en-US;q=0.8", "ko"),
        ("fr, en;q=0.5, ko;q=0.4", "en"),
        ("fr, de", "ko"),
        ("en;q=0", "ko"),
        ("*", "ko"),
        ("en;q=x, ;;;,", "ko"),
        ("EN", "en"),
    ],
)
def test_the_language_that_a_browser_asks_for(header: str, language: str) -> None:
    assert i18n.preferred(header) == language


@pytest.mark.parametrize(
    "day, precision, korean, english",
    [
        ("2025-03-01", "day", "2025년 3월 1일", "1 March 2025"),
        ("2025-03-01", "month", "2025년 3월", "March 2025"),
        ("2025-03-01", "year", "2025년", "2025"),
        ("2025-03", None, "2025년 3월", "March 2025"),
        (None, None, "", ""),
        ("모름", None, "모름", "모름"),
    ],
)
def test_days_are_only_as_precise_as_they_are_known(day: str, precision: str, korean: str, english: str) -> None:
    assert i18n.texts("ko").day(day, precision) == korean
    assert i18n.texts("en").day(day, precision) == english


@pytest.mark.parametrize(
    "name, told", [("이가온", "이가온 기자"), ("이가온 기자", "이가온 기자"), ("", ""), (None, "")]
)
def test_a_reporter_is_not_called_one_twice(name: str | None, told: str) -> None:
    assert i18n.texts("ko").reporter(name) == told


@pytest.mark.parametrize(
    "url, safe",
    [
        ("https://news.example/1", True),
        (" http://news.example/1 ", True),
        ("javascript:alert(1)", False),
        ("JavaScript://news.example/%0aalert(1)", False),
        ("data:text/html,x", False),
        ("//news.example/1", False),
        ("news.example/1", False),
        ("http://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_only_addresses_of_the_web_become_links(url: str | None, safe: bool) -> None:
    assert (safe_url(url) is not None) is safe


def test_a_text_fragment_names_the_words_or_their_two_ends() -> None:
    short = at_words("https://a.example/1", "50-60% 오른다, 정말")
    assert short == "https://a.example/1#:~:text=50%2D60%25%20%EC%98%A4%EB%A5%B8%EB%8B%A4%2C%20%EC%A0%95%EB%A7%90"
    long = unquote(at_words("https://a.example/1#top", " ".join(f"낱말{n}" for n in range(30))))
    assert long == "https://a.example/1#top:~:text=낱말0 낱말1 낱말2 낱말3,낱말26 낱말27 낱말28 낱말29"
    assert at_words("https://a.example/1", "  ") == "https://a.example/1"
    assert (
        web_archive("https://a.example/1", "2025-03-11") == "https://web.archive.org/web/20250311/https://a.example/1"
    )


def test_months_without_a_quote_are_zero_and_long_times_are_shown_by_year() -> None:
    assert filled({"2024-11": 2, "2025-02": 1}) == {"2024-11": 2, "2024-12": 0, "2025-01": 0, "2025-02": 1}
    assert filled({}) == {}
    years = bars({"2015-03": 1, "2021-05": 3, "2021-06": 1})
    assert [(bar.period, bar.count) for bar in years][:2] == [("2015", 1), ("2016", 0)]
    assert years[-1].count == 4
    chosen = bars({"2024-11": 2, "2025-02": 1}, "2024-12", "2025-01-15")
    assert [bar.period for bar in chosen if bar.chosen] == ["2024-12", "2025-01"]


def test_of_a_long_text_the_part_around_the_words_is_shown() -> None:
    text = "앞말 " * 200 + "반도체 이야기 " + "뒷말 " * 200
    shown = excerpt(text, "반도체를")
    assert shown.startswith("…")
    assert shown.endswith("…")
    assert "<mark>반도체</mark>" in shown
    assert len(shown) < 500


@given(st.text(max_size=900), st.text(max_size=12))
def test_an_excerpt_is_escaped_text_of_the_original(text: str, words: str) -> None:
    shown = excerpt(text, words)
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert not re.search("[<>]", plain)
    assert plain.unescape().strip("…") in text or plain.unescape() in text


@pytest.mark.parametrize("words", ["짧다", "보조금은 다시 논의하겠다. " * 60, "가" * 500, "李 대통령 🙂\n둘째 줄", ""])
def test_a_card_can_be_drawn_of_any_words(words: str) -> None:
    from io import BytesIO

    from PIL import Image

    image = Image.open(BytesIO(cards.draw(words, "정하랑 산업부 장관", "한빛일보 · 2025년", "누가 무엇을 말했나")))
    assert image.size == (1200, 630)


def test_a_letter_that_the_cards_font_lacks_is_shown_as_missing() -> None:
    assert cards.printable("李 대통령 🙂  끝\n줄") == "李 대통령 〓 끝 줄"
