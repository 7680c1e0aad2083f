"""Which lines of a pasted page or a plain body are the article: the texts in `pages/`, and what always holds."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.models import Zone
from tracker.read.text import read_text

PAGES = sorted((Path(__file__).parent / "pages").glob("*.txt"))
MARKS = {"H": "headline", "S": "subheadline", "I": "intertitle", "B": "body", "C": "caption", "F": "furniture"}


def marked(path: Path) -> tuple[dict[str, str], str, list[tuple[int, str, str]]]:
    """What a marked-up text states, the text itself, and its pieces: offset, kind, words."""
    facts: dict[str, str] = {}
    text = ""
    pieces: list[tuple[int, str, str]] = []
    for line in path.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        if line.startswith("# "):
            name, _, value = line[2:].partition(": ")
            facts[name] = value
            continue
        if line.startswith("~"):
            text, line = text.removesuffix("\n") + "  ", line[1:]
        for piece in line.split("|") if line else ():
            gap = " " if piece.startswith(" ") and text and not text[-1].isspace() else ""
            mark, _, words = piece.strip().partition(" ")
            pieces.append((len(text + gap), MARKS[mark], words))
            text += gap + words
        text += "\n"
    return facts, text, pieces


def kind_at(zones: tuple[Zone, ...], offset: int) -> str:
    return next(zone.kind for zone in zones if zone.start <= offset < zone.end)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_line_is_what_a_reader_sees(path: Path) -> None:
    facts, text, pieces = marked(path)
    article = read_text(text, title=facts.get("title"))
    found = [f"{kind_at(article.zones, start)} {words}" for start, _, words in pieces]
    assert found == [f"{kind} {words}" for _, kind, words in pieces]
    ends = [f"{kind_at(article.zones, start + len(words) - 1)} {words}" for start, _, words in pieces]
    assert ends == found


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_headline_date_outlet_and_reporter_are_found(path: Path) -> None:
    facts, text, _ = marked(path)
    article = read_text(text, title=facts.get("title"))
    for name in facts.keys() - {"title"}:
        assert getattr(article, name) == facts[name], name


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_decomposed_hangul_is_read_as_well(path: Path) -> None:
    facts, text, pieces = marked(path)
    article = read_text(unicodedata.normalize("NFD", text), title=facts.get("title"))
    kinds = {
        unicodedata.normalize("NFC", article.text[zone.start : zone.end]).strip(): zone.kind for zone in article.zones
    }
    assert article.text == unicodedata.normalize("NFD", text)
    for _, kind, words in pieces:
        if kind in ("headline", "subheadline", "intertitle"):
            assert kinds[words] == kind


@given(
    st.text(
        alphabet=st.sampled_from("가나다. \n\"“”'[]()=/ⓒ@a1…다요기자사진입력2025.0301\u1103\u1161\0\ud800"),
        max_size=300,
    )
)
def test_zones_cover_the_text_in_order_without_gaps(text: str) -> None:
    article = read_text(text)
    assert article.text == text
    assert "".join(text[zone.start : zone.end] for zone in article.zones) == text
    assert all(before.end == after.start for before, after in zip(article.zones, article.zones[1:], strict=False))
    assert all(zone.start < zone.end for zone in article.zones)


@given(st.lists(st.sampled_from([path.read_text(encoding="utf-8") for path in PAGES]), min_size=1, max_size=3))
def test_the_same_text_is_read_the_same_way_twice(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert read_text(text) == read_text(text)


def test_a_title_that_the_text_repeats_is_the_headline_there() -> None:
    title = "가나시 첫 지하철 2030년 달린다"
    text = f"{title}\n시장 “출퇴근 30분 줄 것”\n가나시의 첫 지하철이 2030년에 달린다. 시가 7일 밝혔다.\n"
    article = read_text(text, title=f"{title} - 가나일보")
    assert [(zone.kind, text[zone.start : zone.end].strip()) for zone in article.zones[:2]] == [
        ("headline", title),
        ("subheadline", "시장 “출퇴근 30분 줄 것”"),
    ]


LONG = {
    "one line": "가나다라마바사 " * 60_000,
    "quotation marks": '"' * 400_000,
    "short lines": "가나다\n" * 60_000,
    "dates": "2025.10.01 18:35\n" * 20_000,
    "reporters": "홍길동 기자 hong@example.com\n" * 20_000,
    "open brackets": "(서울=" * 100_000,
    "gaps": "가나  " * 100_000,
    "copyright": "ⓒ 가나 / 사진=" * 40_000,
}


@pytest.mark.parametrize("name", LONG)
def test_hostile_texts_are_read_to_the_end(name: str) -> None:
    article = read_text(LONG[name])
    assert article.zones[0].start == 0
    assert article.zones[-1].end == len(LONG[name])


def test_hanja_in_their_compatibility_forms_stay_as_they_are() -> None:
    text = "\uf9e1 “새 다리 연다”\n홍길동 기자\n가나시가 새 다리를 내년 봄에 열기로 했다고 밝혔다.\n"
    article = read_text(text)
    assert article.text == text
    assert article.headline == "\uf9e1 “새 다리 연다”"


def test_speech_alone_in_its_line_heads_no_section() -> None:
    told = "하람시에 사는 한 남성이 새 일터에서 겪은 이야기를 온라인 커뮤니티에 올렸다고 한다.\n"
    paragraph = "그는 며칠을 더 기다렸지만 아무 연락도 받지 못했고 결국 다른 일터를 찾기로 했다.\n"
    spoken = f'{told}사장은 그에게 이렇게 말했다.\n"내일은 나오지 마라"\n{paragraph}'
    heading = f'{told}{paragraph}"내일은 나오지 마라"\n{paragraph}'
    for text, kinds in ((spoken, {"body"}), (heading, {"body", "intertitle"})):
        assert {zone.kind for zone in read_text(text).zones} == kinds


@pytest.mark.parametrize(
    "line",
    [
        "[하람=가람] 도하늘 인턴 기자 = 새 다리가 놓였다는 소식에 마을 사람들이 모두 강가로 나왔",
        "‘물길은 곧 열린다’고 밝힌 맹서린 하람시 하천 연구소 소장의 말이 널리 퍼졌고,",
    ],
)
def test_a_sentence_that_runs_on_and_a_dateline_with_words_are_no_headings(line: str) -> None:
    paragraph = "하람시는 물길을 여는 일을 올해 안에 마치겠다고 했고 주민들은 이를 크게 반겼다.\n"
    kinds = {zone.kind for zone in read_text(f"{paragraph}\n{line}\n\n{paragraph}").zones}
    assert kinds - {"furniture"} == {"body"}
