"""Every line of `tests/cases/dates.tsv` is a test: the day of each quotation, as a careful reader works it out."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from tracker.extract.dates import Day, Spoken, resolve_days
from tracker.models import Article, Zone

TABLE = Path(__file__).resolve().parents[1] / "cases" / "dates.tsv"
QUOTE = re.compile('“([^“”]*)”|"([^"]*)"')


def _cases() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _spoken(text: str, zone: str) -> list[Spoken]:
    found = [(match.start(match.lastindex), match.end(match.lastindex)) for match in QUOTE.finditer(text)]
    return [Spoken(start, end, text[start:end], zone) for start, end in found]  # type: ignore[arg-type]


def _told(day: Day | None) -> str:
    """As the table writes it: `2025-03-05=5일`, `2024-10=지난해 10월` for a month, `?` for nothing."""
    if day is None:
        return "?"
    if day.value is not None:
        return f"{day.value}={day.text}"
    return f"{day.precision}={day.text}"


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["note"])
def test_the_tracker_dates_words_as_a_reader_does(case: dict[str, str]) -> None:
    text = case["text"].replace(" ⏎ ", "\n")
    article = Article(key="case", text=text, zones=(Zone(0, len(text), "body"),), published=case["published"] or None)
    headline = [Spoken(None, None, quote.text, "headline") for quote in _spoken(case["headline"], "headline")]
    days = resolve_days(article, [*headline, *_spoken(text, "body")])
    expected = [
        re.sub(r"^(\d{4}-\d\d|\d{4})=", lambda m: ("month" if "-" in m[1] else "year") + "=", one)
        for one in case["days"].split(" | ")
    ]
    assert [_told(day) for day in days] == expected
    for day in days:
        assert day is None or text[day.start : day.end] == day.text


def _days(text: str, speakers: list[str]) -> list[str]:
    """The days of the quotations of `text`, said by `speakers`, in an article of 5 March 2025."""
    spans = [match.span(2) for match in QUOTE.finditer(text)]
    quotes = [
        Spoken(start, end, text[start:end], "body", who) for (start, end), who in zip(spans, speakers, strict=True)
    ]
    article = Article(key="case", text=text, zones=(Zone(0, len(text), "body"),), published="2025-03-05")
    return [_told(day) for day in resolve_days(article, quotes)]


def test_who_is_heard_in_a_recording_is_heard_in_it_until_dated_again() -> None:
    text = (
        '5일 맹서린 씨가 통화를 공개했다. 맹 씨는 "당황했다"고 했다.\n녹취록에 따르면 도윤재 씨는 "화가 났다"고 했다.\n'
        '도 씨는 "미안하다"고 했다.\n도 씨는 이날 "사실이 아니다"라고 밝혔다.'
    )
    days = _days(text, ["맹서린", "도윤재", "도윤재", "도윤재"])
    assert days == ["2025-03-05=5일", "?", "?", "2025-03-05=이날"]


def test_a_post_dates_the_words_of_its_writer_alone() -> None:
    text = (
        '지난 3일 온라인 커뮤니티에 글이 올라왔다.\n글쓴이 A 씨는 "속상하다"고 했다.\n남자친구는 "몰랐다"고 했다.\n'
        'A씨는 "헤어지겠다"고 했다.'
    )
    assert _days(text, ["A씨", "남자친구", "A씨"]) == ["2025-03-03=지난 3일", "?", "2025-03-03=지난 3일"]


def test_a_post_dates_nobodys_answer_to_it() -> None:
    text = (
        '지난 3일 온라인 커뮤니티에 "너무 시끄럽다"는 글이 올라왔다.\n작성자는 "참았다"고 했다.\n글이 알려지자 '
        '도윤재 부부는 사과문을 냈다.\n이들은 "죄송하다"고 했다.'
    )
    assert _days(text, ["작성자", "작성자", "도윤재 부부"]) == ["2025-03-03=지난 3일", "2025-03-03=지난 3일", "?"]


def test_what_turns_away_from_the_background_of_a_report_is_not_of_its_day() -> None:
    text = (
        '검찰이 공소장에 적은 사실이 4일 확인됐다. 도윤재 씨는 2022년 1월 5일 "도와달라"고 했다. '
        '다만 야권에선 "동의하기 어렵다"는 반응도 나왔다.'
    )
    assert _days(text, ["도윤재", "야권"]) == ["2022-01-05=2022년 1월 5일", "?"]


def test_an_article_about_one_occasion_dates_those_told_by_name() -> None:
    filler = "하람재단은 청년을 돕는다.\n" * 4
    text = (
        '지난달 25일 하람재단 회의실에서 청년들이 마이크를 잡았다.\n이날 도윤재 씨는 "달라졌다"고 했다.\n'
        + filler
        + '맹서린 씨는 "기쁘다"고 했다.\n한 참여자는 "알게 됐다"고 했다.'
    )
    days = _days(text, ["도윤재", "맹서린", "한 참여자"])
    assert days == ["2025-02-25=이날", "2025-02-25=지난달 25일", "?"]


def test_a_lead_cut_off_behind_an_agencys_dateline_is_all_that_there_is() -> None:
    text = "(하람=아무통신) 맹서린 기자 = 도윤재 하람시장은 4일 둑을 높여 달라고 공식 요청..."
    article = Article(key="case", text=text, zones=(Zone(0, len(text), "furniture"),), published="2025-03-05")
    assert (
        _told(resolve_days(article, [Spoken(None, None, "둑 높여 달라", "headline", "도윤재")])[0]) == "2025-03-04=4일"
    )


def test_a_headline_recalls_what_was_said_earlier() -> None:
    text = "서도윤 차관이 4일 물러날 뜻을 밝혔다."
    article = Article(
        key="case",
        text=text,
        title='"둑 헐어라"던 서도윤 차관 물러난다',
        zones=(Zone(0, len(text), "body"),),
        published="2025-03-05",
    )
    assert resolve_days(article, [Spoken(None, None, "둑 헐어라", "headline", "서도윤")]) == [None]


@pytest.mark.parametrize(("said", "expected"), [("지난달 22일", None), ("4일", "2025-03-04")])
def test_a_headlines_speaker_whom_the_body_does_not_quote(said: str, expected: str | None) -> None:
    text = f'하람시는 둑을 다시 살핀다. 서도윤 대표는 {said} 회의에서 "더 높이자"고 했다.'
    article = Article(key="case", text=text, zones=(Zone(0, len(text), "body"),), published="2025-03-05")
    start = text.index("더 높이자")
    quotes = [
        Spoken(None, None, "물이 샌다", "headline", "시민모임"),
        Spoken(start, start + 5, "더 높이자", "body", "서도윤"),
    ]
    day = resolve_days(article, quotes)[0]
    assert (day and day.value) == expected


def test_who_is_told_of_as_writing_on_another_day_goes_on_with_it() -> None:
    text = (
        '하람청은 5일 약을 들여온다고 밝혔다. 하람청은 "기쁘다"고 했다.\n'
        '도윤재 하람병원 교수는 4일 저녁 자신의 페이스북에 글을 올렸다.\n도윤재 교수는 "서둘러야 한다"고 적었다.\n'
        '맹서린 시장은 "준비했다"고 했다.'
    )
    days = _days(text, ["하람청", "도윤재", "맹서린"])
    assert days == ["2025-03-05=5일", "2025-03-04=4일", "2025-03-05=5일"]


def test_who_the_story_is_about_answers_and_does_not_only_react() -> None:
    text = (
        '지난 4일 도윤재가 생방송에 나왔다.\n도윤재는 한 누리꾼에 "할 말이 없다"고 답했다. 누리꾼은 "실망했다"고 했다.'
    )
    assert _days(text, ["도윤재", "누리꾼"]) == ["2025-03-04=지난 4일", "?"]


def test_a_headline_echoes_whom_the_body_calls_something_else() -> None:
    text = '가람회는 지난달 22일 "거짓된 경력으로 모두를 속였다"고 했다. 도윤재 씨는 4일 "부풀렸다"고 했다.'
    article = Article(key="case", text=text, zones=(Zone(0, len(text), "body"),), published="2025-03-05")
    starts = [(text.index(words), len(words)) for words in ("거짓된 경력으로 모두를 속였다", "부풀렸다")]
    quotes = [Spoken(None, None, "거짓된 경력으로 모두 속여", "headline", "시민단체")]
    quotes += [
        Spoken(at, at + length, text[at : at + length], "body", who)
        for (at, length), who in zip(starts, ("가람회", "도윤재"), strict=True)
    ]
    day = resolve_days(article, quotes)[0]
    assert day is not None and day.value == "2025-02-22"
