"""Transcripts without quotation marks: whose turn is which, and that ordinary news has none.

Each file of `tests/cases/turns` is a transcript, a line `---`, and a line for each turn in order:
`speaker type title → first words ~ last words` (`?` where the speaker cannot be told, the title only if there is one).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import unicodedata
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import pytest
from cases import FOLDER, all_cases
from hypothesis import given
from hypothesis import strategies as st

from tracker.extract import extract_quotes
from tracker.extract.turns import find_turns
from tracker.models import Article, Quote
from tracker.read.text import read_text

FILES = sorted((FOLDER / "turns").glob("*.txt"))
LABELS = ["◇ 진행자> ", "◆ 탁현우> ", "◆ 탁> ", "[앵커]\n", "[기자]\n", "홍서연 : ", "Q. ", "A. ", "▷ 봉준서 교수 : "]
LINES = [
    "네, 그렇습니다.", '시장은 "낸다"고 말했다.', '"끝까지 갑니다."', "[남기율/주민 : 물이 찼어요.]",
    "출연: 탁현우 의원", "사진=가람시", "◇ 남은 일",
]  # fmt: skip


def turns_of(article: Article) -> list[Quote]:
    return [quote for quote in extract_quotes(article, turns=True) if quote.kind == "turn"]


def as_line(quote: Quote) -> str:
    return " ".join(filter(None, (quote.speaker or "?", quote.speaker_type, quote.speaker_title)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_turn_is_said_by_whom_its_label_names(path: Path) -> None:
    text, expected = path.read_text(encoding="utf-8").split("\n---\n")
    found = turns_of(read_text(text))
    told = [line.split(" → ") for line in expected.splitlines()]
    assert [as_line(quote) for quote in found] == [speaker for speaker, _ in told]
    for quote, (_, words) in zip(found, told, strict=True):
        first, last = words.split(" ~ ")
        assert quote.text.startswith(first) and quote.text.endswith(last), quote.text
        assert (quote.zone, quote.rule, quote.said_on) == ("body", "turn", None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_without_being_asked_for_there_are_no_turns_and_direct_quotes_stay_as_they_are(path: Path) -> None:
    article = read_text(path.read_text(encoding="utf-8").split("\n---\n")[0])
    plain = extract_quotes(article)
    assert all(quote.kind != "turn" for quote in plain)
    assert [quote for quote in extract_quotes(article, turns=True) if quote.kind != "turn"] == plain


def test_a_marked_quote_inside_a_turn_is_a_quote_of_its_own() -> None:
    article = read_text((FOLDER / "turns" / "radio_diamonds.txt").read_text(encoding="utf-8").split("\n---\n")[0])
    (inner,) = extract_quotes(article)
    assert inner.text == "비용은 시가 낸다"
    (outer,) = [turn for turn in turns_of(article) if turn.start <= inner.start < turn.end]  # type: ignore[operator]
    assert outer.speaker == "봉준서" and inner.speaker != "봉준서"


def test_answers_between_marks_are_direct_quotes_and_no_turns() -> None:
    talk = 'Q. 제목의 뜻은?\n\nA. "비 뒤의 냄새다."\n\nQ. 다음은?\n\nA. "쉬고 싶다."\n'
    article = read_text("옥태린 감독은 개봉을 앞두고 인터뷰에 응했다.\n\n" + talk)
    assert turns_of(article) == []
    assert [quote.speaker for quote in extract_quotes(article)] == ["옥태린", "옥태린"]


@pytest.mark.parametrize(
    "text",
    [
        "일시 : 3일 오후\n장소 : 가람시청\n문의 : 총무과\n일시 : 4일\n장소 : 강당\n",
        "Q. 신청은 언제까지인가?\n\nA. 말일까지다.\n\nQ. 어디에 내나?\n\nA. 주민센터에 낸다.\n",
        "◆ 물병자리 : 서두르지 마세요.\n◆ 양자리 : 물을 조심하세요.\n◆ 황소자리 : 쉬세요.\n",
        "[앵커]\n\n다리가 통제됐습니다.\n\n[리포트]\n\n물이 난간까지 찼습니다.\n",
        "[서울=가람뉴스] 홍서연 기자 = 비가 왔다.\n\n[자료사진]\n\n그쳤다.\n\n[자료사진]\n\n갰다.\n",
        "▶ 카카오톡: 가람제보\n▶ 이메일: a@garam.example\n▶ 전화: 02-000-0000\n▶ 이메일: b@garam.example\n",
        "홍서연: 12표\n남기율: 9표\n탁현우: 3표\n",
    ],
)
def test_lists_and_reports_are_no_transcripts(text: str) -> None:
    assert find_turns(read_text(text)) == []


def test_ordinary_news_has_no_turns() -> None:
    turned = [case.name for case in all_cases() if find_turns(read_text(case.text, title=case.headline))]
    # The one case of the tables that is a transcript, and says so.
    assert all("interviews" in name for name in turned) and len(turned) <= 1


def test_decomposed_letters_give_the_same_turns_with_offsets_of_the_given_text() -> None:
    text = (FOLDER / "turns" / "colons_plain.txt").read_text(encoding="utf-8").split("\n---\n")[0]
    article = read_text(unicodedata.normalize("NFD", text))
    found = turns_of(article)
    assert [quote.speaker for quote in found] == [quote.speaker for quote in turns_of(read_text(text))]
    assert all(article.text[quote.start : quote.end] == quote.text for quote in found)


@given(st.lists(st.tuples(st.sampled_from([*LABELS, ""]), st.sampled_from(LINES)), max_size=14))
def test_turns_are_verbatim_in_order_and_apart(lines: list[tuple[str, str]]) -> None:
    article = read_text("\n".join(label + words for label, words in lines))
    every = extract_quotes(article, turns=True)
    assert len({quote.id for quote in every}) == len(every)
    at = 0
    for quote in every:
        if quote.kind != "turn":
            continue
        assert quote.start is not None and quote.end is not None and at <= quote.start < quote.end
        assert article.text[quote.start : quote.end] == quote.text == quote.text.strip()
        furniture = [zone for zone in article.zones if zone.kind == "furniture"]
        assert not any(zone.start < quote.end and quote.start < zone.end for zone in furniture)
        at = quote.end


def test_the_same_words_twice_have_two_ids() -> None:
    text = "◇ 진행자> 오시죠?\n◆ 탁현우> 네.\n◇ 진행자> 정말요?\n◆ 탁현우> 네.\n"
    ids = [quote.id for quote in turns_of(read_text(text))]
    assert len(set(ids)) == len(ids) == 4


def test_reading_time_grows_with_the_length_only() -> None:
    piece = '◇ 진행자> 오늘은 어떻습니까?\n◆ 탁현우> 네, "낸다"고 하더군요.\n[남기율/주민 : 물이 찼어요.]\n'

    def seconds(times: int) -> float:
        article = read_text(piece * times)
        article = replace(article, zones=(replace(article.zones[0], start=0, end=len(article.text), kind="body"),))
        spent = []
        for _ in range(3):
            began = perf_counter()
            assert len(find_turns(article)) == 2 * times
            spent.append(perf_counter() - began)
        return min(spent)

    # Eight times the text would take 64 times as long if every label looked at every other.
    assert seconds(1600) < 24 * seconds(200)


@pytest.mark.shared
def test_real_news_gives_turns_only_under_labels(shared: Path) -> None:
    with gzip.open(shared / "corpus" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    labelled = re.compile(r"^[ \t]*(?:[\[<](?:앵커|진행자)[\]>]|[^\n<>]{1,12}>|[QA]\.)", re.M)
    for record in random.Random(20).sample(records, 200):
        found = find_turns(read_text(record["text"], title=record.get("title")))
        assert not found or len(labelled.findall(record["text"])) >= 2, record["id"]
